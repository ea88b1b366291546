"""Facts ↔ a plain networkx graph, losing nothing.

Node key = node id, node attributes = the columns of the nodes table. Edge key = relation id, edge attributes =
the columns of the relations table. Both carry the ids of their passages as `sources`. Columns of numbers that are
not of the vocabulary hold numbers; where such a cell is empty there is no attribute. What belongs to no single node
or relation (documents, passages, citations) travels in `graph.graph` as JSON text, so that every writer can write it.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import Facts, rows
from explorer.graph.foreign import texts
from explorer.graph.rows import About, Columns, Rows, Sources
from explorer.graph.values import text_of
from explorer.ontology import vocabulary

OURS = "made_by"
MARK = "relationship-explorer"  # in graph-level data: the tables beside are ours
BESIDE = ("documents", "passages", "citations")  # tables whose rows are neither nodes nor edges
DERIVED = ("sources", "key", "citations")  # attributes that say again what the tables hold
UNDIRECTED = "undirected"


def to_graph(facts: Facts, keys: Mapping[str, Hashable] | None = None) -> nx.MultiDiGraph[Any]:
    """Return `facts` as a graph. Raises FactsError when a relation has an end that is no node.

    A plain MultiDiGraph, or a MultiGraph where no relation has a direction; attributes are read from the tables when
    asked for (see `rows`).

    keys: the nodes' own names by id, where these were no text in the graph they came from

    >>> facts = Facts.from_rows(
    ...     nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"},
    ...            {"id": "state:idn", "kind": "state", "name": "Indonesia"}],
    ...     relations=[{"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn"}])
    >>> graph = to_graph(facts)
    >>> graph.edges["place:bali", "state:idn", "r1"]["relation"]
    'located_in'
    """
    loose = facts.relations[UNDIRECTED] if UNDIRECTED in facts.relations.columns else None
    made: type[Any] = nx.MultiGraph if loose is not None and len(loose) and (loose != "").all() else nx.MultiDiGraph
    graph: nx.MultiDiGraph[Any] = made()
    sources = Sources(facts.citations)
    nodes, relations = Columns("nodes", facts.nodes, sources), Columns("relations", facts.relations, sources)
    collecting = gc.isenabled()
    gc.disable()  # all that is made here is kept; looking for rubbish among it takes as long as making it
    try:
        _fill(graph, nodes, relations, keys or {})
    finally:
        if collecting:
            gc.enable()
    graph.graph = About(facts, {OURS: MARK}, BESIDE)
    return graph


def _fill(graph: Any, nodes: Columns, relations: Columns, keys: Mapping[str, Hashable]) -> None:
    # Written into the graph's own dictionaries: `add_edge` would copy every attribute into a new one.
    onward, back = (graph._succ, graph._pred) if graph.is_directed() else (graph._adj, graph._adj)
    graph._node = Rows(nodes)
    named = keys.get
    for at, node in enumerate(nodes.cells["id"]):
        own = named(node, node) if keys else node
        graph._node[own] = at
        onward[own] = {}
        if back is not onward:
            back[own] = {}
    cells = relations.cells
    for at, (key, source, target) in enumerate(zip(cells["id"], cells["source"], cells["target"], strict=True)):
        if keys:
            source, target = named(source, source), named(target, target)
        try:
            neighbours, sources = onward[source], back[target]
        except KeyError as lost:
            raise FactsError(f"Relation {key} in relations.csv names {lost.args[0]!r}, which is no node.") from None
        parallel = neighbours.get(target)
        if parallel is None:
            neighbours[target] = sources[source] = parallel = Rows(relations)
        parallel[key] = at


def to_facts(graph: nx.Graph[Any]) -> Facts:
    """Return the facts of a graph made by `to_graph`, of a part of it, or of what was added to it.

    Attributes that the tables have no column for become further columns; ends of edges are those of the graph.
    """
    loose: Any = graph
    ids: dict[Hashable, str] = {}
    own = texts(dict(graph.nodes(data=True)))
    for node, data in graph.nodes(data=True):
        wanted = data.get("id")
        ids[node] = wanted if isinstance(wanted, str) and wanted else own[node]
    if len(set(ids.values())) < len(ids):
        ids = own
    edges = list(loose.edges(keys=True, data=True)) if loose.is_multigraph() else [
        (source, target, "", data) for source, target, data in loose.edges(data=True)]  # fmt: skip
    nodes = [
        _row(data, {"id": ids[node]}, {"kind": "node", "name": ids[node]}) for node, data in graph.nodes(data=True)
    ]
    taken: set[str] = set()
    relations = []
    for number, (source, target, key, data) in enumerate(edges, 1):
        wanted = text_of(data.get("id")) or (key if isinstance(key, str) else "")
        name = wanted if wanted and wanted not in taken else f"added-{number}"
        taken.add(name)
        ends = {"id": name, "source": ids[source], "target": ids[target]}
        row = _row(data, ends, {"relation": "linked_to"})
        if not loose.is_directed():
            row[UNDIRECTED] = "true"
        relations.append(row)
    return Facts.from_rows(further=True, nodes=nodes, relations=relations, **_beside(loose.graph, nodes, relations))


def _row(data: Mapping[Any, Any], own: dict[str, str], lacking: dict[str, str]) -> dict[str, str]:
    """Return attributes as cells; what an element that was added does not say is filled from `lacking`."""
    cells = {text_of(name): text_of(value) for name, value in data.items() if name not in DERIVED}
    return {**lacking, **cells, **own}


def _beside(about: Mapping[str, Any], nodes: list[dict[str, str]], relations: list[dict[str, str]]) -> dict[str, Any]:
    """Return the tables that travel with the graph; of the citations those of nodes and relations that are there."""
    frames: Any = getattr(about, "frames", None)
    made: dict[str, list[dict[str, str]]] = {}
    for name in BESIDE:
        held = frames[name] if frames else about.get(name, "[]")
        if not isinstance(held, pd.DataFrame):
            held = pd.DataFrame(json.loads(held) if isinstance(held, str) else held)
        held = held.reindex(columns=vocabulary().tables[name].column_names, fill_value="")
        if name == "citations":
            there = {row["id"] for row in (*nodes, *relations)}
            held = held[held["statement"].isin(there)]
        made[name] = rows(held)
    return made
