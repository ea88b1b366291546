"""`describe` computed where the facts are: the same rows as `explorer.answers.overview` gives."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from explorer.answers.overview import DESCRIBE, OWN, PASSING, event_items
from explorer.answers.rows import frame
from explorer.facts.days import either, first_day, last_day
from explorer.facts.engines import Frame
from explorer.graph.engine_index import EngineIndex
from explorer.graph.engine_select import among
from explorer.ontology import vocabulary

LATE = "9999-99-99"


def describe_on(index: EngineIndex, **selection: Any) -> pd.DataFrame:
    """Return the counts of `explorer.answers.overview.describe`, for facts on an engine."""
    frames = index.frames
    nodes, relations = frames.nodes, frames.relations
    if any(value for key, value in selection.items() if key != "depth"):
        kept = index.choose(selection)
        nodes, relations = among(nodes, kept.nodes), among(relations, kept.relations)
    cited = frames.citations.select(nw.col("statement").alias("id")).unique("id").with_columns(cited=nw.lit(1))
    made: list[dict[str, Any]] = []
    nodes = nodes.with_columns(basis=nw.lit(""))
    for table, column, rows, order in (
        ("nodes", "kind", nodes, list(vocabulary().kinds)),
        ("events", "item", _events(index, nodes), event_items()),
        ("relations", "relation", relations, list(vocabulary().relations)),
    ):
        counted = index.fetch(_counted(rows.join(cited, on="id", how="left"), column))
        for row in sorted(counted.to_dict("records"), key=lambda r, o=order: _place(r["item"], o)):  # type: ignore[misc]
            told = _plain(row) | {"table": table}
            made.append(told if table == "relations" else {**told, "inferred": None})
    published = first_day(nw.col("published"))
    documents = frames.documents.with_columns(first=published, last=published)
    counted = index.fetch(_spanned(documents, "publisher"))
    for row in sorted(counted.to_dict("records"), key=lambda r: str(r["item"])):
        told = _plain(row) | {"table": "documents"}
        made.append({**told, "item": told["item"] or "(no publisher)"})
    return frame(made, DESCRIBE, whole=("count", "cited", "inferred", "dated"))


def _events(index: EngineIndex, nodes: Frame) -> Frame:
    """Return the events, each with the `item` that it is counted by: with a record of its own, or named in passing."""
    frames, col = index.frames, nw.col
    titles = frames.passages.filter(col("kind") == "title").select(col("id").alias("passage"))
    named = frames.citations.join(titles, on="passage", how="semi").select(col("statement").alias("id"))
    put = frames.relations.filter(col("relation") == "agreed_at").select(col("target").alias("id"))
    own = nw.concat([named, put], how="vertical").unique("id").with_columns(own=nw.lit(OWN))
    events = nodes.filter(col("kind").is_in(list(vocabulary().events))).join(own, on="id", how="left")
    return events.with_columns(item=nw.concat_str([col("kind"), col("own").fill_null(PASSING)]))


def _counted(rows: Frame, column: str) -> Frame:
    start, end = nw.col("start"), nw.col("end")
    rows = rows.with_columns(
        first=first_day(either(start, end)),
        last=last_day(either(end, start)),
        inferred=nw.when(nw.col("basis") == "inferred").then(nw.lit(1)).otherwise(nw.lit(0)),
        cited=nw.col("cited").fill_null(0),
    )
    return _spanned(rows, column, nw.col("cited").sum(), nw.col("inferred").sum())


def _spanned(rows: Frame, column: str, *more: Any) -> Frame:
    """Count rows by a column, with the first and last of their days."""
    dated = nw.when(nw.col("first") != "").then(nw.lit(1)).otherwise(nw.lit(0))
    first = nw.when(nw.col("first") != "").then(nw.col("first")).otherwise(nw.lit(LATE))
    rows = rows.with_columns(dated=dated, first=first)
    return rows.group_by(nw.col(column).alias("item")).agg(
        nw.len().alias("count"), nw.col("first").min(), nw.col("last").max(), nw.col("dated").sum(), *more
    )


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    told = {str(name): value if isinstance(value, str) else int(value) for name, value in row.items()}
    return told | {"first": "" if told["first"] == LATE else told["first"]}


def _place(word: str, order: list[str]) -> tuple[int, str]:
    return order.index(word) if word in order else len(order), word
