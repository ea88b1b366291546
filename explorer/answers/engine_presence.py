"""Who was at which event, found where the facts are: numbers come back, and the few passages that are told.

The same presence as `explorer.answers.presence` finds, which is the faster way for facts in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np

from explorer.answers.meetings import IMPLIED, of_body
from explorer.answers.presence import Presence
from explorer.facts.days import either, first_day
from explorer.facts.engines import Frame
from explorer.graph.engine_index import EngineIndex
from explorer.graph.engine_select import among, together
from explorer.graph.select import kinds_named, relations_named, words
from explorer.ontology import vocabulary

LATER = "9999-99-99"  # undated events come last
STAY = ["party", "place"]


@dataclass(frozen=True, eq=False)
class FarPresence(Presence):
    """A row for each relation that says so, sorted by party, event and relation; `relation` is empty.

    `told`: in which role, as `coded_roles` has it; `passages`: of the first and the last event of each party.
    """

    told: tuple[np.ndarray, list[str]] = (np.zeros(0, dtype=int), [])
    passages: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    @cached_property
    def coded_roles(self) -> tuple[np.ndarray, list[str]]:
        """The role of each row as a place in a list of roles."""
        return self.told

    def said(self, *rows: int) -> str:
        """Return the passages that say so of some rows."""
        stays = [(int(self.party[row]), int(self.event[row])) for row in rows]
        return "|".join(dict.fromkeys(passage for stay in stays for passage in self.passages.get(stay, ())))


def found_on(
    index: EngineIndex, selection: Any, *, role: str = "", through: str = "", body: str = ""
) -> tuple[Frame, Frame]:
    """Return the relations that say who was at which event, and the events; `selection` is used up."""
    book = vocabulary()
    col = nw.col
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
    for named in filter(None, (through, body)):
        held = of_body(index, index.resolve(named)).rename({"id": "target"})
        what = what.join(held, on="target", how="semi")
    rows = rows.join(who, on="source", how="semi").join(what.select("target"), on="target", how="semi")
    crowd = present.group_by("target").agg(col("source").n_unique().alias("crowd"))
    return rows, what.join(crowd, on="target", how="inner")


def numbered_on(index: EngineIndex, rows: Frame, events: Frame) -> tuple[Frame, Frame]:
    """Return the events of `rows` numbered in order of time, and the parties numbered by id, both pinned."""
    col, pin = nw.col, index.frames.engine.pin
    end = either(col("end"), col("start"))
    day = first_day(either(col("start"), end))
    events = events.join(rows.select("target").unique("target"), on="target", how="semi").with_columns(
        day=nw.when(day != "").then(day).otherwise(nw.lit(LATER)), close=end
    )
    numbered = events.with_row_index("place", order_by=["day", "close", "target"])
    year = nw.when(col("start") != "").then(col("start").str.slice(0, 4)).otherwise(nw.lit("????"))
    numbered = pin(numbered.select("place", "target", "start", "crowd", year=year))
    return numbered, pin(rows.select("source").unique("source").with_row_index("party", order_by="source"))


def passages_on(index: EngineIndex, stays: Frame, wanted: Frame) -> dict[tuple[int, int], list[str]]:
    """Return (party, place) → the passages of its first statement (`id` in `stays`), for what is `wanted`."""
    found = stays.join(wanted.unique(STAY), on=STAY, how="semi").group_by(*STAY).agg(nw.col("id").min())
    found = index.frames.engine.pin(found)
    cited = index.fetch(index.cited(found).select("id", "statement", "passage")).sort_values("id")
    sources: dict[str, dict[str, None]] = {}
    for statement, passage in zip(cited["statement"].tolist(), cited["passage"].tolist(), strict=True):
        sources.setdefault(statement, {})[passage] = None
    rows = index.fetch(found)  # once: each time its rows may come in another order
    columns = (rows[name].tolist() for name in (*STAY, "id"))
    return {(party, place): [*sources.get(one, ())] for party, place, one in zip(*columns, strict=True)}


def presence_on(index: EngineIndex, selection: Any, *, role: str, body: str, through: str) -> FarPresence:
    """Return who was at which event, with the passages of the first and the last (dated) event of each party."""
    with index.frames.engine.passing():
        return _presence_on(index, dict(selection), role=role, body=body, through=through)


def _presence_on(index: EngineIndex, selection: Any, *, role: str, body: str, through: str) -> FarPresence:
    col, pin = nw.col, index.frames.engine.pin
    rows, events = found_on(index, selection, role=role, through=through, body=body)
    held = col("role")
    for relation, meant in IMPLIED.items():
        held = nw.when((col("role") == "") & (col("relation") == relation)).then(nw.lit(meant)).otherwise(held)
    rows = rows.select("id", "source", "target", held=held)  # found three times: pinned, it is most of the memory
    events, parties = numbered_on(index, rows, events)
    roles = pin(rows.select("held").unique("held").with_row_index("told", order_by="held"))
    there = rows.join(events.select("target", "place"), on="target", how="inner")
    there = there.join(parties, on="source", how="inner").join(roles, on="held", how="inner")
    there = pin(there.select("id", *(col(name).cast(nw.Int32) for name in (*STAY, "told"))))
    dated = there.join(events.filter(col("start") != "").select("place"), on="place", how="semi")
    ends = {"first": col("place").min(), "last": col("place").max()}
    known = pin(dated.group_by("party").agg(**ends))
    known = nw.concat([known, there.join(known, on="party", how="anti").group_by("party").agg(**ends)], how="vertical")
    wanted = nw.concat([known.select("party", col(end).alias("place")) for end in ends], how="vertical")
    passages = passages_on(index, there, wanted)
    shown = together(events.select(col("target").alias("id")), parties.select(col("source").alias("id")))
    joined = index.frames.relations.filter((col("relation") == "member_of") & (col("start") != ""))
    joined = joined.join(parties.select("source"), on="source", how="semi")
    near = index.brought(among(index.frames.nodes, shown), joined)
    ids = index.fetch(parties.sort("party"))["source"].tolist()
    row_of = np.array([near.position[one] for one in ids], dtype=np.int32)
    table = index.fetch(there.sort(*STAY, "id").select(*STAY, "told"))
    nobody = np.zeros(0, dtype=int)
    return FarPresence(
        near, index.fetch(events.sort("place"))["target"].tolist(), row_of[table["party"]], table["place"].to_numpy(),
        nobody, nobody, told=(table["told"].to_numpy(), index.fetch(roles.sort("told"))["held"].tolist()),
        passages={(int(row_of[party]), place): said for (party, place), said in passages.items()},
    )  # fmt: skip
