"""Neo4j as APOC and its browser export it: nodes and relationships in lines, lists, objects or results of a query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_json_shapes import mapping, must, objects
from explorer.graph.values import text_of

_SORTS = ("node", "relationship")
_DEEPEST = 8  # lists and objects of a result around its nodes


def is_result(data: Any) -> bool:
    """Tell whether data are the results of a query that hold nodes or relationships, as `apoc.export.json` writes them.

    >>> is_result([{"u": {"type": "node", "id": "1"}}]), is_result({"u": {"name": "Ann"}})
    (True, False)
    """
    return isinstance(data, (dict, list)) and next(_elements(data), None) is not None


def _elements(held: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the nodes and relationships in a result, however deep in its lists and objects."""
    if isinstance(held, dict) and held.get("type") in _SORTS and "id" in held:
        yield held
    elif isinstance(held, (dict, list)) and depth < _DEEPEST:
        for inner in held.values() if isinstance(held, dict) else held:
            yield from _elements(inner, depth + 1)


def results(path: Path, data: Any, made: Foreign) -> None:
    """Results of a query: each node and relationship once, by its id; what else a row says is told as left out."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for element in _elements(data):
        found.setdefault((element["type"], text_of(element["id"])), element)
    for row in data if isinstance(data, list) else [data]:
        for name, value in row.items() if isinstance(row, dict) else ():
            if value is not None and next(_elements(value), None) is None:
                made.tell("Columns of results that hold no nodes and no relationships, left out", name)
    apoc(path, list(found.values()), made)


def apoc(path: Path, data: Any, made: Foreign) -> None:
    """Lines or a list of nodes and relationships, or an object of both, in lists or by their ids."""
    if isinstance(data, dict) and "type" not in data:
        nodes, links = (
            objects(path, what, list(held.values()) if isinstance(held, dict) else held)
            for what, held in (
                ("node", data.get("nodes") or []),
                ("relationship", data.get("relationships") or data.get("rels") or []),
            )
        )
    else:
        rows = data if isinstance(data, list) else [data]
        nodes = [row for row in rows if row["type"] == "node"]
        links = [row for row in rows if row["type"] == "relationship"]
    for node in nodes:
        made.add(text_of(must(path, node, "id", "a node")), _said(path, node))
    for link in links:
        ends = [
            _end(path, link, names, made) for names in (("start", "startNode", "source"), ("end", "endNode", "target"))
        ]
        word = text_of(link.get("label") or (link.get("type") if link.get("type") != "relationship" else ""))
        held = mapping(path, "the properties of a relationship", link.get("properties"))
        own = {**held, **({"relation": word} if word else {})}
        if link.get("id") not in (None, ""):
            own["id"] = f"r{link['id']}" if text_of(link["id"]) in made.nodes else link["id"]
        made.edges.append(Edge(ends[0], ends[1], own))


def _said(path: Path, node: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of a node, its first label as its kind, all labels where it has several."""
    labels = node.get("labels") or []
    kind = labels[0] if isinstance(labels, list) and labels else text_of(labels)
    own = {"kind": kind} if kind else {}
    if isinstance(labels, list) and len(labels) > 1:
        own["labels"] = labels
    return {**mapping(path, "the properties of a node", node.get("properties")), **own}


def _end(path: Path, link: dict[str, Any], names: tuple[str, ...], made: Foreign) -> str:
    """Return the id of an end; a node that stands only there keeps what is said of it there."""
    held = next((link[name] for name in names if link.get(name) is not None), None)
    end = text_of(held.get("id") if isinstance(held, dict) else held)
    if not end:
        raise FactsError(f"{path} is damaged: a relationship has no {names[0]}: {text_of(link)[:80]!r}.")
    if isinstance(held, dict) and end not in made.nodes and (said := _said(path, held)):
        made.tell("Nodes that stand only as ends of relationships, with what is said there", end)
        made.add(end, said)
    return end
