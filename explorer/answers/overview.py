"""What the facts hold: counts by kind and relation, the years they span, how much of them is cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.facts.edtf import first_day, last_day
from explorer.graph.index import Index
from explorer.graph.options import Selection
from explorer.graph.select import chosen
from explorer.ontology import vocabulary

OWN, PASSING = " with a record of its own", " named in passing"
DESCRIBE = ["table", "item", "count", "first", "last", "cited", "inferred", "dated"]


@question(20)
def describe(index: Index, **selection: Unpack[Selection]) -> pd.DataFrame:
    """Count nodes by kind, relations by name, documents; with years and how much is cited.

    Events are counted by whether they have a record of their own, documents by publisher. An event has a record
    of its own where the title of a document names it, or acts are put on record at it; the others are named in
    passing, and little can be known of them. `first` and `last` are the days that the dated
    ones touch; `cited`, `inferred` and `dated` count rows. Documents are counted whatever the selection.

    Example: explorer describe --since 2012
    """
    if index.far:
        from explorer.answers.engine_describe import describe_on

        return describe_on(index.far, **selection)
    nodes, relations = chosen(index, **selection)
    made: list[dict[str, Any]] = []
    kept, kinds = np.flatnonzero(nodes).tolist(), vocabulary().kinds
    made += _by(index, "nodes", index.kinds, kept, list(kinds))
    own, events = recorded(index), vocabulary().events
    items = [kind + (OWN if node in own else PASSING) for node, kind in zip(index.ids, index.kinds, strict=True)]
    held = [row for row in kept if index.kinds[row] in events]
    made += [{**row, "table": "events"} for row in _by(index, "nodes", items, held, event_items())]
    told = index.column("relation", "relations")
    made += _by(index, "relations", told, np.flatnonzero(relations).tolist(), list(vocabulary().relations))
    documents = index.facts.documents
    for publisher, count in sorted(documents["publisher"].value_counts().to_dict().items()):
        of = documents[documents["publisher"] == publisher]
        days = sorted(first_day(d) for d in of["published"].tolist() if first_day(d))
        made.append(
            {"table": "documents", "item": publisher or "(no publisher)", "count": int(count),
             "first": days[0] if days else "", "last": days[-1] if days else "", "dated": len(days)}
        )  # fmt: skip
    return frame(made, DESCRIBE, whole=("count", "cited", "inferred", "dated"))


def recorded(index: Index) -> set[str]:
    """Return what has a record of its own: the title of a document names it, or acts are put on record at it.

    >>> from explorer.answers.example import example_facts
    >>> sorted(recorded(Index(example_facts())))
    ['meeting:ahg-som-5', 'meeting:ahg-som-6']
    """
    facts = index.facts
    titles = facts.passages["id"][facts.passages["kind"] == "title"]
    named = facts.citations["statement"][facts.citations["passage"].isin(titles)]
    return {*named.tolist(), *index.links("agreed_at", "target")}


def event_items() -> list[str]:
    """Return what the events are counted by, in order."""
    return [kind + word for kind in vocabulary().events for word in (OWN, PASSING)]


def _by(index: Index, table: str, words: Sequence[str], rows: list[int], order: list[str]) -> list[dict[str, Any]]:
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
