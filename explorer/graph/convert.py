"""Facts ↔ networkx.MultiDiGraph, losing nothing.

Node key = node id, node attributes = the columns of the nodes table. Edge key = relation id, edge attributes =
the columns of the relations table. Both carry their `citations`. What belongs to no single node or relation
(documents, passages) travels in `graph.graph`.
"""

from __future__ import annotations

import gc
from typing import Any

import networkx as nx
import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import TABLE_NAMES, Facts
from explorer.graph.rows import CITED, Citations, Columns, Rows


def to_graph(facts: Facts) -> nx.MultiDiGraph[str]:
    """Return `facts` as a graph. Raises FactsError when a relation has an end that is no node.

    The graph is a plain MultiDiGraph; attributes are read from the tables when asked for (see `rows`).

    >>> facts = Facts.from_rows(
    ...     nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"},
    ...            {"id": "state:idn", "kind": "state", "name": "Indonesia"}],
    ...     relations=[{"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn"}])
    >>> graph = to_graph(facts)
    >>> graph.edges["place:bali", "state:idn", "r1"]["relation"]
    'located_in'
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=facts.documents, passages=facts.passages)
    citations = Citations(facts.citations)
    nodes, relations = Columns(facts.nodes, citations), Columns(facts.relations, citations)
    collecting = gc.isenabled()
    gc.disable()  # all that is made here is kept; looking for rubbish among it takes as long as making it
    try:
        _fill(graph, nodes, relations)
    finally:
        if collecting:
            gc.enable()
    return graph


def _fill(graph: Any, nodes: Columns, relations: Columns) -> None:
    # Written into the graph's own dictionaries: `add_edge` would copy every attribute into a new one.
    onward, back = graph._succ, graph._pred
    graph._node = Rows(nodes)
    for at, node in enumerate(nodes.cells["id"]):
        graph._node[node] = at
        onward[node], back[node] = {}, {}
    cells = relations.cells
    for at, (key, source, target) in enumerate(zip(cells["id"], cells["source"], cells["target"], strict=True)):
        try:
            neighbours, sources = onward[source], back[target]
        except KeyError as lost:
            raise FactsError(f"Relation {key} in relations.csv names {lost.args[0]!r}, which is no node.") from None
        parallel = neighbours.get(target)
        if parallel is None:
            neighbours[target] = sources[source] = parallel = Rows(relations)
        parallel[key] = at


def to_facts(graph: nx.MultiDiGraph[str]) -> Facts:
    """Return the facts of a graph made by `to_graph`, or of a part of it."""
    nodes = [dict(data) for _, data in graph.nodes(data=True)]
    relations = [dict(data) for _, _, data in graph.edges(data=True)]
    citations: list[dict[str, Any]] = [cited for row in (*nodes, *relations) for cited in row.get(CITED, ())]
    frames = {
        "documents": graph.graph.get("documents", pd.DataFrame()),
        "passages": graph.graph.get("passages", pd.DataFrame()),
        "nodes": pd.DataFrame(nodes),
        "relations": pd.DataFrame(relations),
        "citations": pd.DataFrame(citations),
    }
    return Facts.from_frames(**{name: frames[name] for name in TABLE_NAMES})
