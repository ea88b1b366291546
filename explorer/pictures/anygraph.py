"""Somebody else's graph as facts: any networkx graph, with kinds, relations and attributes of its own."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import pandas as pd

from explorer.facts.tables import Facts
from explorer.graph.convert import to_facts
from explorer.ontology import vocabulary
from explorer.pictures.content import UNDIRECTED

# Which attribute of a node or an edge stands for which column, the first that is there.
NODE_NAMES: Mapping[str, Sequence[str]] = {
    "kind": ("kind", "type", "node_type", "group", "category", "class"),
    "name": ("name", "label", "title"),
    "start": ("start", "date", "year"),
    "end": ("end",),
    "url": ("url", "href", "link"),
    "note": ("note", "description"),
    "aliases": ("aliases",),
    "acronym": ("acronym",),
    "force": ("force",),
    "wording": ("wording",),
}
EDGE_NAMES: Mapping[str, Sequence[str]] = {
    "relation": ("relation", "type", "kind", "edge_type", "predicate", "label", "name"),
    "role": ("role",),
    "start": ("start", "since", "date", "year"),
    "end": ("end", "until"),
    "basis": ("basis",),
    "rule": ("rule",),
    "confidence": ("confidence",),
}
FEW = 40  # an attribute with more different values than this tells no kinds apart
WIDE = 60  # attributes beyond these are told together in one column
DEEP = 5  # containers inside containers that are still told
_LONE = re.compile("[\x00\ud800-\udfff]")  # a zero byte or half a letter, which no file of ours can hold
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def facts_of(graph: nx.Graph[Any]) -> Facts:
    """Return the facts of any networkx graph, directed or not, with or without parallel edges.

    Nodes may be named by anything; attributes that the tables have no column for become further columns.
    The graph is not changed.

    >>> graph = nx.Graph()
    >>> graph.add_node(1, label="Danube", type="river")
    >>> graph.add_edge(1, "Vienna", type="flows_through", length=23.5)
    >>> facts = facts_of(graph)
    >>> facts.nodes[["id", "kind", "name"]].values.tolist()
    [['1', 'river', 'Danube'], ['Vienna', 'node', 'Vienna']]
    >>> facts.relations[["source", "relation", "target", "length"]].values.tolist()
    [['1', 'flows_through', 'Vienna', '23.5']]
    """
    if isinstance(graph, nx.MultiDiGraph) and "documents" in graph.graph:
        return to_facts(graph)
    loose: Any = graph  # with or without keys: what `edges` takes depends on it
    ids = _ids(graph)
    node_rows = [dict(data) for _, data in graph.nodes(data=True)]
    nodes = _table("nodes", node_rows, NODE_NAMES, fallback="node")
    nodes["id"] = list(ids.values())
    nodes["name"] = [name or own for name, own in zip(nodes["name"], nodes["id"], strict=True)]
    edges = list(loose.edges(keys=True, data=True)) if loose.is_multigraph() else list(graph.edges(data=True))
    edge_rows = [_with_key(edge) for edge in edges]
    relations = _table("relations", edge_rows, EDGE_NAMES, fallback="linked_to")
    width = len(str(len(edges)))
    relations["id"] = [f"e{number:0{width}d}" for number in range(1, len(edges) + 1)]
    relations["source"] = [ids[edge[0]] for edge in edges]
    relations["target"] = [ids[edge[1]] for edge in edges]
    if not loose.is_directed():
        relations[UNDIRECTED] = ["1"] * len(edges)
    bare = Facts.from_frames()
    return Facts(
        documents=bare.documents,
        passages=bare.passages,
        nodes=_frame("nodes", nodes),
        relations=_frame("relations", relations),
        citations=bare.citations,
    )


def text_of(value: object) -> str:
    """Return any attribute as text that is the same on every run.

    >>> text_of(None), text_of([1, None, "a"]), text_of({"b", "a"}), text_of({"n": 1.5})
    ('', '1, a', 'a, b', 'n: 1.5')
    """
    return _LONE.sub("\ufffd", _told(value, 0))


def _told(value: object, depth: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return bytes(value).decode("utf-8", "backslashreplace")
    if depth > DEEP:  # a list may hold itself
        return "…"
    if isinstance(value, Mapping):
        return "; ".join(f"{_told(key, depth + 1)}: {_told(cell, depth + 1)}" for key, cell in value.items())
    if isinstance(value, Iterable) and not hasattr(value, "dtype"):
        cells = [cell for cell in (_told(cell, depth + 1) for cell in value) if cell]
        return ", ".join(sorted(cells) if isinstance(value, set | frozenset) else cells)
    try:
        return _ADDRESS.sub("", str(value))
    except ValueError:  # whole numbers of thousands of digits refuse to be text
        return f"({type(value).__name__})"


def _ids(graph: nx.Graph[Any]) -> dict[Hashable, str]:
    """Give each node a text of its own: 1 and "1" are two nodes."""
    ids: dict[Hashable, str] = {}
    taken = {node for node in graph if isinstance(node, str) and not _LONE.search(node)}
    for node in graph:
        if isinstance(node, str) and node in taken:
            ids[node] = node
            continue
        wanted = text_of(node) or _ADDRESS.sub("", repr(node))
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        taken.add(name)
        ids[node] = name
    return ids


def _with_key(edge: tuple[Any, ...]) -> dict[Any, Any]:
    data = dict(edge[-1])
    if len(edge) == 4 and not isinstance(edge[2], int):
        data.setdefault("key", edge[2])
    return data


def _table(
    table: str, rows: list[dict[Any, Any]], names: Mapping[str, Sequence[str]], fallback: str
) -> dict[str, list[str]]:
    """Turn attributes into columns: those of the vocabulary first, then one for each other attribute."""
    counts = Counter(key for row in rows for key in row)
    cells: dict[str, list[str]] = {}
    for key in sorted(counts, key=lambda key: (-counts[key], text_of(key))):
        cells.setdefault(text_of(key) or "unnamed", [text_of(row.get(key)) for row in rows])
    sorts = next(iter(names))  # the column that tells kinds apart
    columns: dict[str, list[str]] = {}
    used = set()
    for column, attributes in names.items():
        for attribute in attributes:
            found = cells.get(attribute)
            if found is None or attribute in used or (column == sorts and len(set(found)) > FEW):
                continue
            columns[column] = found
            used.add(attribute)
            break
    columns[sorts] = [cell or fallback for cell in columns.get(sorts, [""] * len(rows))]
    empty = [""] * len(rows)
    for column in vocabulary().tables[table].column_names:
        columns.setdefault(column, empty)
    rest = {name: found for name, found in cells.items() if name not in used and any(found)}
    for number, (name, found) in enumerate(rest.items()):
        own = name if name not in columns else f"{name} (given)"
        if number < WIDE:
            columns[own] = found
        else:
            told = columns.setdefault("further", empty)
            columns["further"] = [_join(a, f"{name}: {b}" if b else "") for a, b in zip(told, found, strict=True)]
    return columns


def _join(one: str, other: str) -> str:
    return f"{one}; {other}" if one and other else one or other


def _frame(table: str, columns: dict[str, list[str]]) -> pd.DataFrame:
    known = vocabulary().tables[table].column_names
    order = [*known, *(name for name in columns if name not in known)]
    frame = pd.DataFrame({name: columns[name] for name in order}, dtype=str)
    return frame.sort_values("id", kind="stable").reset_index(drop=True)
