"""Ties computed where the facts are: the pairs are made, counted and weighed on the engine.

Only the result comes back: the pairs, and the events and citations that they name. The same rows as
`explorer.answers.ties` gives, which is the faster way for facts in memory.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from explorer.answers.engine_presence import found_on, numbered_on, passages_on
from explorer.answers.rows import typed
from explorer.answers.ties import BY_YEAR
from explorer.facts.engines import Frame
from explorer.graph.engine_index import EngineIndex
from explorer.graph.engine_select import among

PAIRS = [
    "a", "a_name", "b", "b_name", "events", "weight", "first", "last", "first_event", "last_event", "sources",
]  # fmt: skip


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
    col, pin = nw.col, index.frames.engine.pin
    rows, events = found_on(index, selection, role=role, through=through)
    rows = pin(rows.group_by("source", "target").agg(col("id").min()))
    numbered, coded = numbered_on(index, rows, events)
    there = rows.join(numbered.select("place", "target", "crowd"), on="target", how="inner")
    there = there.join(coded, on="source", how="inner")
    apart = nw.when(col("crowd") > 1).then(col("crowd") - 1).otherwise(nw.lit(1))
    return pin(there.select("party", "source", "place", "id", weight=1.0 / apart.cast(nw.Float64))), numbered


def _told(index: EngineIndex, there: Frame, events: Frame, pairs: Frame, table: pd.DataFrame) -> pd.DataFrame:
    """Add to pairs the first and last event they shared, and the passages that say both were there."""
    ends = [pairs.select(nw.col(end).alias("place")) for end in ("first", "last")]
    seen = index.fetch(events.join(nw.concat(ends, how="vertical").unique("place"), on="place", how="semi"))
    seen = seen.set_index("place")
    said = [pairs.select(nw.col(side).alias("party"), nw.col(end).alias("place"))
            for side in ("a", "b") for end in ("first", "last")]  # fmt: skip
    passages = passages_on(index, there, nw.concat(said, how="vertical"))
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
