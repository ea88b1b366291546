"""JSON that graph tools read: node-link data (networkx, D3) and Cytoscape's; and the flat rows all writers share."""

from __future__ import annotations

import json
from typing import Any

from explorer.facts.tables import Facts, rows
from explorer.graph.index import Index

MARK = "relationship-explorer"  # in graph-level data: the tables beside are ours


def flat_rows(facts: Facts) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the rows of nodes and relations, each with the ids of its passages in `sources`; every value text."""
    index = Index(facts)
    found = []
    for table in (facts.nodes, facts.relations):
        of = rows(table)
        for row in of:
            row["sources"] = index.sources.get(row["id"], "")
        found.append(of)
    return found[0], found[1]


def tables_as_text(facts: Facts) -> dict[str, str]:
    """Return the tables that no node or relation holds, each as the JSON of its columns: graph-level data."""
    made = {"made_by": MARK}
    for name in ("documents", "passages", "citations"):
        table = getattr(facts, name)
        made[name] = json.dumps({column: table[column].tolist() for column in table.columns}, separators=(",", ":"))
    return made


def node_link(facts: Facts, title: str = "") -> bytes:
    """Return node-link data with all five tables, as `networkx.node_link_graph(…, edges="edges")` reads it."""
    graph: dict[str, Any] = {"made_by": MARK, "title": title}
    for name in ("documents", "passages", "citations"):
        graph[name] = rows(getattr(facts, name))
    content = {
        "directed": True,
        "multigraph": True,
        "graph": graph,
        "nodes": rows(facts.nodes),
        "edges": [{**row, "key": row["id"]} for row in rows(facts.relations)],
    }
    return as_bytes(content)


def cytoscape(facts: Facts, title: str = "") -> bytes:
    """Return Cytoscape JSON, as `networkx.cytoscape_graph` and Cytoscape.js read it."""
    nodes, edges = flat_rows(facts)
    content = {
        "data": [["name", title]] if title else [],
        "directed": True,
        "multigraph": True,
        "elements": {
            "nodes": [{"data": {**row, "value": row["id"], "label": row["name"]}} for row in nodes],
            "edges": [{"data": {**row, "key": row["id"], "interaction": row["relation"]}} for row in edges],
        },
    }
    return as_bytes(content)


def as_bytes(content: Any) -> bytes:
    """Return JSON as UTF-8; lone surrogates, which UTF-8 cannot hold, are spelled out."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return (text if text.isprintable() or _encodes(text) else json.dumps(content, indent=1)).encode() + b"\n"


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
