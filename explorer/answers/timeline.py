"""Events and commitments in order of time, with what each led to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

import pandas as pd

from explorer.answers.meetings import in_time
from explorer.answers.rows import frame
from explorer.graph.index import JOIN, Index
from explorer.graph.select import Selection, listed
from explorer.ontology import vocabulary

TIMELINE = [
    "start", "end", "id", "kind", "name", "force", "place", "body", "commitments", "led_to", "led_to_ids", "sources",
]  # fmt: skip


def timeline(index: Index, **selection: Unpack[Selection]) -> pd.DataFrame:
    """Return events and commitments in order of time, undated ones last.

    A commitment stands at the event that put it on record. `led_to` names the events that followed an
    event or rest on it, and those that answered a commitment.
    """
    nodes = listed(index, [*vocabulary().events, "commitment"], selection)
    key = in_time(index)
    nodes.sort(key=lambda node: (*key(node)[:2], index.kind(node) == "commitment", key(node)))
    return frame([_line(index, node, key) for node in nodes], TIMELINE, whole=("commitments",))


def _line(index: Index, node: str, key: Callable[[str], Any]) -> dict[str, Any]:
    row = index.position[node]
    start, end = index.dates(node)
    event = index.kinds[row] != "commitment"
    relations = ("follows", "mandated_by") if event else ("fulfils", "mandated_by")
    links = [link for relation in relations for link in index.links(relation, "target").get(node, ())]
    links = sorted((link for link in links if index.kind(link.node) != "body"), key=lambda link: key(link.node))
    return {
        "start": start,
        "end": end if end != start else "",
        "id": node,
        "kind": index.kinds[row],
        "name": index.names[row],
        "force": index.column("force")[row],
        "place": index.names_of(link.node for link in index.links("held_in").get(node, ())),
        "body": index.names_of(link.node for link in index.links("session_of").get(node, ())),
        "commitments": index.count("agreed_at", "target").get(node, 0) if event else None,
        "led_to": index.names_of(link.node for link in links),
        "led_to_ids": JOIN.join(dict.fromkeys(link.node for link in links)),
        "sources": index.sources_of(node, *(link.statement for link in links)),
    }
