"""What the facts hold: counts by kind and relation, the years they span, how much of them is cited."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.rows import frame
from explorer.facts.edtf import first_day, last_day
from explorer.graph.index import Index
from explorer.graph.select import Selection, chosen
from explorer.ontology import vocabulary

DESCRIBE = ["table", "item", "count", "first", "last", "cited", "inferred", "dated"]


def describe(index: Index, **selection: Unpack[Selection]) -> pd.DataFrame:
    """Return a row for each kind of node, each relation and each publisher of documents.

    `first` and `last` are the days that the dated ones touch; `cited`, `inferred` and `dated` count rows.
    Documents are counted whatever the selection.
    """
    nodes, relations = chosen(index, **selection)
    made: list[dict[str, Any]] = []
    made += _by(index, "nodes", "kind", np.flatnonzero(nodes).tolist(), list(vocabulary().kinds))
    made += _by(index, "relations", "relation", np.flatnonzero(relations).tolist(), list(vocabulary().relations))
    documents = index.facts.documents
    for publisher, count in sorted(documents["publisher"].value_counts().to_dict().items()):
        of = documents[documents["publisher"] == publisher]
        days = sorted(first_day(d) for d in of["published"].tolist() if first_day(d))
        made.append(
            {"table": "documents", "item": publisher or "(no publisher)", "count": int(count),
             "first": days[0] if days else "", "last": days[-1] if days else "", "dated": len(days)}
        )  # fmt: skip
    return frame(made, DESCRIBE, whole=("count", "cited", "inferred", "dated"))


def _by(index: Index, table: str, column: str, rows: list[int], order: list[str]) -> list[dict[str, Any]]:
    words = index.column(column, table)
    ids = index.column("id", table)
    basis = index.column("basis", table) if table == "relations" else [""] * len(ids)
    starts, ends = index.column("start", table), index.column("end", table)
    groups: dict[str, list[int]] = {}
    for row in rows:
        groups.setdefault(words[row], []).append(row)
    made = []
    for word in sorted(groups, key=lambda w: (order.index(w) if w in order else len(order), w)):
        of = groups[word]
        first = [day for row in of if (day := first_day(starts[row] or ends[row]))]
        last = [day for row in of if (day := last_day(ends[row] or starts[row]))]
        made.append(
            {
                "table": table,
                "item": word,
                "count": len(of),
                "first": min(first, default=""),
                "last": max(last, default=""),
                "cited": sum(ids[row] in index.sources for row in of),
                "inferred": sum(basis[row] == "inferred" for row in of) if table == "relations" else None,
                "dated": len(first),
            }
        )
    return made
