"""Events and commitments in order of time, with what each led to."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from explorer.answers.meetings import in_order, in_time
from explorer.answers.question import question
from explorer.answers.rows import typed
from explorer.graph.index import JOIN, Index, Link, Reads
from explorer.graph.options import Selection
from explorer.ontology import vocabulary

TIMELINE = [
    "start", "end", "id", "kind", "name", "force", "place", "body", "commitments", "led_to", "led_to_ids", "sources",
]  # fmt: skip


READ = ("follows", "mandated_by", "fulfils")


@question(150, shown="start kind name place led_to sources", lists="place body led_to led_to_ids")
def timeline(index: Index, **selection: Unpack[Selection]) -> pd.DataFrame:
    """List events and commitments in order of time, with what each led to.

    Undated ones stand last. A commitment stands at the event that put it on record. `led_to` names the
    events that followed an event or rest on it, and those that answered a commitment.

    Example: explorer timeline --since 2012-01 --until 2012-12
    """
    kinds = [*vocabulary().events, "commitment"]
    reads = Reads(
        ("held_in", "session_of"),
        READ,
        ("agreed_at",),
        cited_kinds=kinds,
        cited_relations=READ,
        counted=[(("agreed_at",), "target")],
    )
    index, listed = index.near(kinds, selection, (), reads)
    nodes, starts, ends = in_order(index, listed, "commitment")
    rows = [index.position[node] for node in nodes]
    kinds, names, forces = (
        [column[row] for row in rows] for column in (index.kinds, index.names, index.column("force"))
    )
    made, led, sources = index.count(("agreed_at",), "target"), _led(index), index.sources
    links = [led.get(node, []) for node in nodes]
    return typed(
        {
            "start": starts,
            "end": [end if end != start else "" for start, end in zip(starts, ends, strict=True)],
            "id": nodes,
            "kind": kinds,
            "name": names,
            "force": forces,
            "place": index.named(nodes, "held_in"),
            "body": index.named(nodes, "session_of"),
            "commitments": [
                None if kind == "commitment" else made.get(node, 0) for node, kind in zip(nodes, kinds, strict=True)
            ],
            "led_to": [index.names_of(link.node for link in found) if found else "" for found in links],
            "led_to_ids": [JOIN.join(dict.fromkeys(link.node for link in found)) if found else "" for found in links],
            "sources": [
                index.sources_of(node, *(link.statement for link in found)) if found else sources.get(node, "")
                for node, found in zip(nodes, links, strict=True)
            ],
        },
        whole=("commitments",),
    )


def _led(index: Index) -> dict[str, list[Link]]:
    """Return what each event or commitment led to, in order of time."""
    found: dict[str, list[Link]] = {}
    for relation, of_commitments in (("follows", False), ("fulfils", True), ("mandated_by", None)):
        for node, links in index.links(relation, "target").items():
            if of_commitments is None or of_commitments == (index.kind(node) == "commitment"):
                found.setdefault(node, []).extend(link for link in links if index.kind(link.node) != "body")
    key = in_time(index)
    return {node: sorted(links, key=lambda link: key(link.node)) for node, links in found.items()}
