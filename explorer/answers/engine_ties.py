"""Ties computed where the facts are: the pairs are made, counted and weighed on the engine.

Only the result comes back: the pairs, and the events and citations that they name. The same rows as
`explorer.answers.ties` gives, which is the faster way for facts in memory.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from explorer.answers.meetings import IMPLIED, of_body
from explorer.answers.rows import typed
from explorer.answers.ties import BY_YEAR
from explorer.facts.days import either, first_day
from explorer.facts.engines import Frame
from explorer.graph.engine_index import EngineIndex
from explorer.graph.engine_select import among
from explorer.graph.select import kinds_named, relations_named, words
from explorer.ontology import vocabulary

PAIRS = [
    "a", "a_name", "b", "b_name", "events", "weight", "first", "last", "first_event", "last_event", "sources",
]  # fmt: skip
LATER = "9999-99-99"  # undated events come last


def ties_on(
    index: EngineIndex,
    *,
    party: str = "",
    through: str = "",
    role: str = "",
    by: str = "pair",
    at_least: int = 1,
    **selection: Any,
) -> pd.DataFrame:
    """Return the ties of `explorer.answers.ties.ties`, for facts on an engine."""
    there, events = _present(index, selection, role=role, through=through)
    one = there.select(nw.col("party").alias("a"), nw.col("source").alias("a_id"), "place", "weight")
    other = there.select(nw.col("party").alias("b"), "place")
    met = one.join(other, on="place", how="inner").filter(nw.col("a") < nw.col("b"))
    if party:
        node = index.resolve(party)
        codes = index.fetch(there.filter(nw.col("source") == node).select("party").head(1))["party"].tolist()
        met = met.filter((nw.col("a").is_in(codes)) | (nw.col("b").is_in(codes)))
    if by == "year":
        met = met.join(events.select("place", "year"), on="place", how="inner")
    keys = ["year", "a", "b"] if by == "year" else ["a", "b"]
    counted = met.group_by(keys).agg(
        nw.len().alias("events"),
        nw.col("weight").sum().alias("weight"),
        nw.col("place").min().alias("first"),
        nw.col("place").max().alias("last"),
    )
    pairs = index.frames.engine.pin(counted.filter(nw.col("events") >= at_least))
    parties = index.fetch(there.select(nw.col("party").alias("code"), nw.col("source").alias("id")).unique("code"))
    named = index.fetch(among(index.frames.nodes, there.select(nw.col("source").alias("id")).unique("id"))
                        .select("id", "name"))  # fmt: skip
    parties = parties.merge(named, on="id", how="left").set_index("code")
    parties["name"] = parties["name"].where(parties["name"] != "", parties["id"])
    table = index.fetch(pairs)
    for side in ("a", "b"):
        ends = parties.reindex(table[side].to_numpy())
        table[f"{side}_name"] = ends["name"].to_numpy()
        table[f"{side}_id"] = ends["id"].to_numpy()
    rounded = np.round(table["weight"].to_numpy(dtype=float), 12)
    ranked = (table["b_id"].to_numpy(), table["a_id"].to_numpy(), -rounded, -table["events"].to_numpy(dtype=np.int64))
    order = np.lexsort(ranked)
    table = table.iloc[order].reset_index(drop=True)
    table["weight"] = np.round(table["weight"].to_numpy(dtype=float), 6)
    table["events"] = table["events"].astype("int64")
    if by == "year":
        table = table.sort_values("year", kind="stable", ignore_index=True)
    table = _told(index, there, events, pairs, table)
    table = table.drop(columns=["a", "b"]).rename(columns={"a_id": "a", "b_id": "b"})
    columns = BY_YEAR if by == "year" else PAIRS
    numbers = ("events", "weight")
    return typed({name: table[name].to_numpy(None if name in numbers else object) for name in columns})


def _present(index: EngineIndex, selection: dict[str, Any], *, role: str, through: str) -> tuple[Frame, Frame]:
    """Return who was at which event, both numbered (parties by id, events in order of time), and the events."""
    book = vocabulary()
    col = nw.col
    pin = index.frames.engine.pin
    counted = relations_named(selection.pop("relations", "")) or list(book.presence)
    kinds = kinds_named(selection.pop("kinds", ""))
    parties = [k for k in kinds if k in book.parties] or list(book.parties)
    events = [k for k in kinds if k in book.events] or list(book.events)
    if through and set(words(through)) <= {*book.events, "meetings", "workshops", "event", "events"}:
        events = [k for k in kinds_named(through) if k in events]
        through = ""
    present = index.frames.relations.filter(col("relation").is_in(counted))
    implied = [relation for relation, meant in IMPLIED.items() if meant == role]
    told = (col("role") == role) | (col("relation").is_in([*implied, ""]) & (col("role") == ""))
    rows = present.filter(told) if role else present
    if any(value for key, value in selection.items() if key != "depth"):
        kept = index.choose({**selection, "kinds": [*parties, *events]})
        rows = among(rows, kept.relations)
    nodes = index.frames.nodes.select("id", "kind", "start", "end")
    who = nodes.filter(col("kind").is_in(parties)).select(col("id").alias("source"))
    what = nodes.filter(col("kind").is_in(events)).select(col("id").alias("target"), "start", "end")
    if through:
        held = of_body(index, index.resolve(through)).rename({"id": "target"})
        what = what.join(held, on="target", how="semi")
    rows = rows.join(who, on="source", how="semi").join(what.select("target"), on="target", how="semi")
    rows = pin(rows.group_by("source", "target").agg(col("id").min().alias("statement")))
    end = either(col("end"), col("start"))
    day = first_day(either(col("start"), end))
    what = what.join(rows.select("target").unique("target"), on="target", how="semi")
    crowd = present.group_by("target").agg(col("source").n_unique().alias("crowd"))
    what = what.join(crowd, on="target", how="inner").with_columns(
        day=nw.when(day != "").then(day).otherwise(nw.lit(LATER)), close=end
    )
    numbered = what.with_row_index("place", order_by=["day", "close", "target"])
    year = nw.when(col("start") != "").then(col("start").str.slice(0, 4)).otherwise(nw.lit("????"))
    numbered = pin(numbered.select("place", "target", "start", "crowd", year=year))
    coded = rows.select("source").unique("source").with_row_index("party", order_by="source")
    there = rows.join(numbered.select("place", "target", "crowd"), on="target", how="inner")
    there = there.join(pin(coded), on="source", how="inner")
    apart = nw.when(col("crowd") > 1).then(col("crowd") - 1).otherwise(nw.lit(1))
    return pin(there.select("party", "source", "place", "statement", weight=1.0 / apart.cast(nw.Float64))), numbered


def _told(index: EngineIndex, there: Frame, events: Frame, pairs: Frame, table: pd.DataFrame) -> pd.DataFrame:
    """Add to pairs the first and last event they shared, and the passages that say both were there."""
    ends = [pairs.select(nw.col(end).alias("place")) for end in ("first", "last")]
    seen = index.fetch(events.join(nw.concat(ends, how="vertical").unique("place"), on="place", how="semi"))
    seen = seen.set_index("place")
    said = [pairs.select(nw.col(side).alias("party"), nw.col(end).alias("place"))
            for side in ("a", "b") for end in ("first", "last")]  # fmt: skip
    wanted = nw.concat(said, how="vertical").unique(["party", "place"])
    stays = index.frames.engine.pin(
        there.join(wanted, on=["party", "place"], how="semi").select("party", "place", nw.col("statement").alias("id"))
    )
    statement = index.fetch(stays)
    cited = index.fetch(index.cited(stays).select("id", "statement", "passage")).sort_values("id")
    sources: dict[str, list[str]] = {}
    for key, passage in zip(cited["statement"].tolist(), cited["passage"].tolist(), strict=True):
        listed = sources.setdefault(key, [])
        if passage not in listed:
            listed.append(passage)
    keys = zip(statement["party"].tolist(), statement["place"].tolist(), strict=True)
    passages = {key: sources.get(one, []) for key, one in zip(keys, statement["id"].tolist(), strict=True)}
    columns = (table[name].tolist() for name in ("a", "b", "first", "last"))
    table["sources"] = [
        "|".join(dict.fromkeys(p for place in (first, last) for party in (a, b) for p in passages[party, place]))
        for a, b, first, last in zip(*columns, strict=True)
    ]
    for end in ("first", "last"):
        place = table[end].to_numpy()
        table[f"{end}_event"] = seen["target"].reindex(place).to_numpy()
        table[end] = seen["start"].reindex(place).to_numpy()
    return table
