"""`select` on an engine: the same part of the facts as `explorer.graph.select` chooses, as sets of ids.

Sets are frames of one column `id`; belonging to one is a semi-join. Every growing set is pinned, so that a
step does not compute all steps before it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from explorer.facts.days import within
from explorer.facts.engines import Frame, Frames
from explorer.graph.select import kinds_named, period, relations_named, words
from explorer.ontology import vocabulary

ENDS = ("source", "target")


@dataclass(frozen=True, eq=False)
class Part:
    """Which nodes and which relations a selection keeps: frames of ids."""

    nodes: Frame
    relations: Frame


def chosen_on(frames: Frames, selection: Any, centres: list[str]) -> Part:
    """Return what a selection keeps; `centres` are the ids of the nodes that `around` names."""
    pin = frames.engine.pin
    nodes = frames.nodes.select("id", "kind", "start", "end")
    rows = frames.relations.select("id", *ENDS, "relation", "start", "end")
    since, until = selection.get("since", ""), selection.get("until", "")
    kinds, relations = selection.get("kinds", ""), selection.get("relations", "")
    if since or until:
        nodes, rows = _in_period(frames, nodes, rows, *period(since, until))
    around = none(frames.nodes).select("id")
    if centres:
        around = frames.nodes.filter(nw.col("id").is_in(centres)).select("id")
    if words(kinds):
        nodes = nodes.filter(nw.col("kind").is_in(kinds_named(kinds)))
    ids = together(nodes.select("id"), around)
    if words(relations):
        rows = rows.filter(nw.col("relation").is_in(relations_named(relations)))
    rows = pin(between(rows, ids).select("id", *ENDS))
    if words(relations):
        ids = together(among(ids, touched(rows)), around)
    ids = pin(ids)
    if centres:
        ids = reach(frames, rows, around, int(selection.get("depth", 1)))
        rows = between(rows, ids)
    return Part(ids, pin(rows.select("id")))


def none(frame: Frame) -> Frame:
    """Return no rows of a frame with an `id`."""
    return frame.filter(nw.col("id") == "").head(0)


def together(one: Frame, other: Frame) -> Frame:
    """Return the ids that stand in either set."""
    return nw.concat([one.select("id"), other.select("id")], how="vertical").unique("id")


def among(one: Frame, other: Frame) -> Frame:
    """Return the rows of `one` whose id stands in `other`."""
    return one.join(other.select("id"), on="id", how="semi")


def between(rows: Frame, ids: Frame) -> Frame:
    """Return the relations whose both ends stand in `ids`."""
    for end in ENDS:
        rows = rows.join(ids.select("id").rename({"id": end}), on=end, how="semi")
    return rows


def touched(rows: Frame) -> Frame:
    """Return the ids of both ends of relations."""
    sides = [rows.select(nw.col(end).alias("id")) for end in ENDS]
    return nw.concat(sides, how="vertical").unique("id")


def reach(frames: Frames, rows: Frame, centres: Frame, depth: int) -> Frame:
    """Return the ids within `depth` steps of `centres` along `rows`, in either direction."""
    found = frontier = frames.engine.pin(centres)
    for _ in range(depth):
        steps = []
        for here, there in (ENDS, ENDS[::-1]):
            beside = rows.join(frontier.rename({"id": here}), on=here, how="semi")
            steps.append(beside.select(nw.col(there).alias("id")))
        fresh = nw.concat(steps, how="vertical").unique("id").join(found, on="id", how="anti")
        frontier = frames.engine.pin(fresh)
        if not _any(frames, frontier):
            break
        found = frames.engine.pin(nw.concat([found, frontier], how="vertical"))
    return found


def _any(frames: Frames, frame: Frame) -> bool:
    return len(frames.engine.fetch(frame.head(1))) > 0


def _in_period(frames: Frames, nodes: Frame, rows: Frame, first: str, last: str) -> tuple[Frame, Frame]:
    """Keep what `select._in_period` keeps: see there for the rules."""
    pin = frames.engine.pin
    col = nw.col
    dated = col("kind").is_in(list(vocabulary().events)) | (col("start") != "")
    promised = (col("kind") == "commitment") & ~dated
    told = nodes.with_columns(dated=dated, promised=promised, falls=within(col("start"), col("end"), first, last))
    inside = told.filter(col("dated") & col("falls")).select("id")
    made_inside = rows.filter(col("relation") == "agreed_at")
    made_inside = made_inside.join(inside.rename({"id": "target"}), on="target", how="semi")
    made_inside = made_inside.select(col("source").alias("id")).unique("id")
    inside = pin(together(inside, among(told.filter(col("promised")), made_inside)))
    kept = pin(together(inside, told.filter(~(col("dated") | col("promised")))))
    own = (col("start") != "") | (col("end") != "")
    rows = rows.with_columns(own=own, live=within(col("start"), col("end"), first, last))
    rows = pin(between(rows, kept).filter(col("live") | ~col("own")))
    of_inside = [rows.join(inside.rename({"id": end}), on=end, how="semi") for end in ENDS]
    live = nw.concat([rows.filter(col("own")), *of_inside], how="vertical")
    found = pin(together(inside, touched(live)))
    upward = pin(rows.filter(col("relation").is_in(["located_in", "part_of"])).select(*ENDS))
    while True:  # the state a place lies in, the body an organ belongs to
        more = upward.join(found.rename({"id": "source"}), on="source", how="semi")
        more = pin(more.select(col("target").alias("id")).unique("id").join(found, on="id", how="anti"))
        if not _any(frames, more):
            break
        found = pin(nw.concat([found, more], how="vertical"))
    return among(nodes, found), between(rows.drop("own", "live"), found)
