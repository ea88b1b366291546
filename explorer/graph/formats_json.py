"""JSON that graph tools read: node-link data (networkx, D3) and Cytoscape's; and the flat rows all writers share."""

from __future__ import annotations

import json
from typing import Any

from explorer.facts.tables import Facts, rows
from explorer.graph.convert import MARK
from explorer.graph.typed import typed

MARKED = ("sources", "key")  # what our writers add to files that say whose they are
DERIVED = (*MARKED, "label", "value", "interaction")  # and to all others


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
    held = typed(facts, MARKED, sources=False)
    content = {
        "directed": not held.loose,
        "multigraph": True,
        "graph": graph,
        "nodes": held.nodes,
        "edges": [{**row, "key": row["id"]} for row in held.edges],
    }
    return as_bytes(content)


def cytoscape(facts: Facts, title: str = "") -> bytes:
    """Return Cytoscape JSON, as `networkx.cytoscape_graph` and Cytoscape.js read it."""
    held = typed(facts, DERIVED)
    content = {
        "data": [["name", title]] if title else [],
        "directed": not held.loose,
        "multigraph": True,
        "elements": {
            "nodes": [{"data": {**row, "value": row["id"], "label": row["name"]}, **_place(row)} for row in held.nodes],
            "edges": [{"data": {**row, "key": row["id"], "interaction": row["relation"]}} for row in held.edges],
        },
    }
    return as_bytes(content)


def _place(row: dict[str, Any]) -> dict[str, Any]:
    x, y = row.get("x"), row.get("y")
    return {"position": {"x": x, "y": y}} if isinstance(x, (int, float)) and isinstance(y, (int, float)) else {}


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
