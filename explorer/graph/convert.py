"""Facts ↔ networkx.MultiDiGraph, losing nothing.

Node key = node id, node attributes = the other columns of the nodes table. Edge key = relation id, edge
attributes = the columns of the relations table and its `citations`. What belongs to no single node or
relation (documents, passages) travels in `graph.graph`.
"""

from __future__ import annotations

import gc
from collections import defaultdict

import networkx as nx
import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import TABLE_NAMES, Facts, rows


def to_graph(facts: Facts) -> nx.MultiDiGraph:
    """Return `facts` as a graph. Raises FactsError when a relation has an end that is no node.

    >>> facts = Facts.fromrows(
    ...     nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"},
    ...            {"id": "state:idn", "kind": "state", "name": "Indonesia"}],
    ...     relations=[{"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn"}])
    >>> graph = to_graph(facts)
    >>> graph.edges["place:bali", "state:idn", "r1"]["relation"]
    'located_in'
    """
    graph = nx.MultiDiGraph()
    graph.graph["documents"] = facts.documents
    graph.graph["passages"] = facts.passages
    cited = _citations_by_statement(facts.citations)
    collecting = gc.isenabled()
    gc.disable()  # the many small dicts made here are all kept; looking for rubbish among them doubles the time
    try:
        for row in rows(facts.nodes):
            graph.add_node(row["id"], **row, citations=cited.get(row["id"], ()))
        for row in rows(facts.relations):
            source, target = row["source"], row["target"]
            for end in (source, target):
                if end not in graph:
                    raise FactsError(f"Relation {row['id']} in relations.csv names {end!r}, which is no node.")
            graph.add_edge(source, target, key=row["id"], **row, citations=cited.get(row["id"], ()))
    finally:
        if collecting:
            gc.enable()
    return graph


def to_facts(graph: nx.MultiDiGraph) -> Facts:
    """Return the facts of a graph made by `to_graph`, or of a part of it."""
    nodes = [dict(data) for _, data in graph.nodes(data=True)]
    relations = [dict(data) for _, _, data in graph.edges(data=True)]
    citations = [dict(c) for row in (*nodes, *relations) for c in row.get("citations", ())]
    frames = {
        "documents": graph.graph.get("documents", pd.DataFrame()),
        "passages": graph.graph.get("passages", pd.DataFrame()),
        "nodes": pd.DataFrame(nodes),
        "relations": pd.DataFrame(relations),
        "citations": pd.DataFrame(citations),
    }
    return Facts.from_frames(**{name: frames[name] for name in TABLE_NAMES})


def _citations_by_statement(citations: pd.DataFrame) -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(citations):
        found[row["statement"]].append(row)
    return {statement: tuple(cited) for statement, cited in found.items()}
