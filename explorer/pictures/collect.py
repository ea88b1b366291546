"""pyvis as collector: what is drawn at opening, and the options of the drawing. Only this file imports pyvis."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from explorer.pictures.content import Content
from explorer.pictures.labels import labels_of

# What may reach vis-network, and between which numbers.
Allowed = Mapping[str, Any]
OPTIONS: Allowed = {
    "physics": {"enabled": bool},
    "layout": {"improvedLayout": bool, "randomSeed": (0, 2**31)},
    "interaction": {
        "dragNodes": bool,
        "dragView": bool,
        "hideEdgesOnDrag": bool,
        "hideEdgesOnZoom": bool,
        "hideNodesOnDrag": bool,
        "hover": bool,
        "hoverConnectedEdges": bool,
        "keyboard": {"enabled": bool},
        "multiselect": bool,
        "navigationButtons": bool,
        "selectConnectedEdges": bool,
        "tooltipDelay": (0, 10_000),
        "zoomSpeed": (0, 10),
    },
    "nodes": {"size": (1, 200), "borderWidth": (0, 20), "borderWidthSelected": (0, 40), "font": {"size": (1, 100)}},
    "edges": {
        "width": (0, 50),
        "selectionWidth": (0, 50),
        "hoverWidth": (0, 50),
        "arrows": {"to": {"enabled": bool, "scaleFactor": (0, 10)}},
        "arrowStrikethrough": bool,
        "smooth": {"enabled": bool, "type": ("continuous", "curvedCW", "curvedCCW", "dynamic"), "roundness": (0, 1)},
    },
}
CROWD = 150  # relations; from here on lines are left out while the picture moves


@dataclass(frozen=True)
class Collected:
    """What pyvis collected: rows of the nodes and relations drawn at opening, and the options."""

    nodes: list[int]
    relations: list[int]
    options: dict[str, Any]


def collect(content: Content, first: Sequence[int], x: Sequence[int], y: Sequence[int]) -> Collected:
    """Collect the nodes of `first`, the relations among them and the options.

    A directed copy goes in, so that nothing is written into the caller's graph and no parallel relation
    is merged; ids are `n0`, `n1`, … whatever the facts call them.
    """
    from pyvis.network import Network

    graph = drawn_graph(content, first, x, y)
    network = Network(directed=True, cdn_resources="in_line")
    for name, data in graph.nodes(data=True):
        network.add_node(name, **data)
    for source, target, key, data in graph.edges(keys=True, data=True):
        network.add_edge(source, target, id=key, **data)
    network.set_options(json.dumps(options(crowded=graph.number_of_edges() > CROWD)))
    return Collected(
        nodes=[int(node["id"][1:]) for node in network.nodes],
        relations=[int(edge["id"][1:]) for edge in network.edges],
        options=allowed(network.options, OPTIONS),
    )


def drawn_graph(content: Content, first: Sequence[int], x: Sequence[int], y: Sequence[int]) -> nx.MultiDiGraph[str]:
    """Return what is drawn at opening as a graph of its own, styled in the light theme."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row, name in labels_of(content, list(first)).items():
        kind = content.kinds[content.kind[row]]
        graph.add_node(f"n{row}", label=name, shape=kind.shape, color=kind.light.fill, x=x[row], y=y[row])
    drawn = set(first)
    for row, (source, target) in enumerate(zip(content.source, content.target, strict=True)):
        if source in drawn and target in drawn:
            style = content.relation_kinds[content.relation[row]]
            graph.add_edge(f"n{source}", f"n{target}", key=f"e{row}", color=style.light, dashes=style.dashes)
    return graph


def options(*, crowded: bool) -> dict[str, Any]:
    """Return the options of the drawing; a `crowded` one leaves its lines out while it moves."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": True,
            "multiselect": False,
            "keyboard": {"enabled": False},
            "navigationButtons": False,
            "hideEdgesOnDrag": crowded,
            "hideEdgesOnZoom": crowded,
        },
        "nodes": {"size": 14, "borderWidth": 1.5, "borderWidthSelected": 3, "font": {"size": 13}},
        "edges": {
            "width": 1.2,
            "selectionWidth": 1.5,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
            "smooth": {"enabled": False, "type": "continuous", "roundness": 0.5},
        },
    }


def allowed(given: Mapping[str, Any], rules: Allowed) -> dict[str, Any]:
    """Return what `rules` let through of `given`: known keys, numbers in range, words of the list.

    >>> allowed({"width": 3, "evil": 1, "size": 1e9}, {"width": (0, 50), "size": (1, 200)})
    {'width': 3}
    """
    kept: dict[str, Any] = {}
    for key, rule in rules.items():
        value = given.get(key)
        if isinstance(rule, Mapping):
            if isinstance(value, Mapping):
                kept[key] = allowed(value, rule)
        elif rule is bool:
            if isinstance(value, bool):
                kept[key] = value
        elif isinstance(rule[0], str):
            if value in rule:
                kept[key] = value
        elif isinstance(value, int | float) and not isinstance(value, bool) and rule[0] <= value <= rule[1]:
            kept[key] = value
    return kept
