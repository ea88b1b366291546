"""A graph as its file or its user has it, before it is facts; and what of it is left out, by name and number."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import networkx as nx

from explorer.graph.values import missing, spelled, text_of

PART_OF = "part_of"


class Edge(NamedTuple):
    """One edge: its ends, what is said of it, whether it has a direction."""

    source: Hashable
    target: Hashable
    data: dict[Any, Any]
    directed: bool = True


@dataclass
class Foreign:
    """Nodes, edges, what is said of the whole, and what was left out or taken otherwise: what → the names of it."""

    nodes: dict[Hashable, dict[Any, Any]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, what: str, name: object = "", times: int = 1) -> None:
        """Count one more case of `what`, or as many as there are."""
        if times:
            self.told.setdefault(what, []).extend([text_of(name)] * times)

    def remark(self, what: str) -> None:
        """Say what is true of the whole file, so that there is nothing to count."""
        self.told.setdefault(what, [])

    def unsaid(self, edges: int, word: str = "all have", way: str = "") -> None:
        """Tell that the file leaves open whether edges have a direction, how they are taken, and `way` to say it."""
        what = f"Edges of which the file does not say whether they have a direction; taken as if {word} one{way}"
        self.tell(what, times=edges)

    def add(self, node: Hashable, data: dict[Any, Any]) -> None:
        """Add a node; one that is declared again is told, and keeps what was said first."""
        if node in self.nodes:
            self.tell("Nodes declared more than once, joined", node)
            self.nodes[node] = {**data, **self.nodes[node]}
        else:
            self.nodes[node] = data

    def say(self, held: Mapping[str, Any]) -> None:
        """Add what is said of the whole; what another graph of the file says otherwise stands beside it, numbered.

        >>> made = Foreign(about={"name": "A"})
        >>> made.say({"name": "B", "year": 1990})
        >>> made.about
        {'name': 'A', 'name (2)': 'B', 'year': 1990}
        """
        for key, value in held.items():
            name, number = key, 1
            while name in self.about and self.about[name] != value:
                number += 1
                name = f"{key} ({number})"
            self.about[name] = value

    def within(self, node: Hashable, group: Hashable) -> None:
        """Say that a node is part of another."""
        self.edges.append(Edge(node, group, {"relation": PART_OF}))

    def close(self) -> Foreign:
        """Add the ends of edges that no node list declares, and tell them."""
        for edge in self.edges:
            for end in edge[:2]:
                if end not in self.nodes:
                    self.tell("Nodes that stand only as ends of edges, added", end)
                    self.nodes[end] = {}
        return self

    def notes(self) -> list[str]:
        """Return a line for each thing that was told, with its number and names."""
        about = {key: cell for key, cell in ((k, text_of(v)) for k, v in self.about.items()) if cell}
        lines = [
            f"{what}: {len(names):,}{_named(names)}." if names else f"{what}." for what, names in self.told.items()
        ]
        if about:
            said = [f"{text_of(key)} {_short(cell)!r}" for key, cell in about.items()]
            lines.append(f"Said of the whole graph, and kept in this note alone: {some(said)}.")
        return lines


def _named(names: list[str]) -> str:
    different = [repr(_short(name)) for name in dict.fromkeys(names) if name]
    return f" ({some(different)})" if different else ""


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def some(words: list[str], limit: int = 12) -> str:
    """Return words joined by commas, and how many more there are.

    >>> some(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    return ", ".join(words[:limit]) + (f" and {len(words) - limit:,} more" if len(words) > limit else "")


def of_networkx(graph: nx.Graph[Any]) -> Foreign:
    """Return a networkx graph; edges with an end that is missing (NaN, NA) are left out, and told.

    >>> of_networkx(nx.Graph([("a", "b"), ("b", float("nan"))])).notes()
    ["Edges left out, since an end is empty: 1 ('b – nan')."]
    """
    loose: Any = graph  # with or without keys: what `edges` takes depends on it
    made = Foreign({node: dict(data) for node, data in graph.nodes(data=True) if not missing(node)}, about={})
    made.about = {
        text_of(key): value for key, value in graph.graph.items() if key not in ("node_default", "edge_default")
    }
    several = loose.is_multigraph()
    for edge in loose.edges(keys=True, data=True) if several else loose.edges(data=True):
        data = dict(edge[-1])
        if missing(edge[0]) or missing(edge[1]):
            made.tell("Edges left out, since an end is empty", f"{edge[0]} – {edge[1]}")
            continue
        if several and not isinstance(edge[2], int):
            data.setdefault("key", edge[2])
        made.edges.append(Edge(edge[0], edge[1], data, loose.is_directed()))
    return made


def texts(nodes: dict[Hashable, dict[Any, Any]]) -> dict[Hashable, str]:
    """Give each node a text of its own: 1 and "1" are two nodes.

    >>> texts({1: {}, "1": {}})
    {1: '1 (2)', '1': '1'}
    """
    from explorer.graph.values import whole

    ids: dict[Hashable, str] = {}
    taken = {node for node in nodes if isinstance(node, str) and whole(node)}
    for node in nodes:
        if isinstance(node, str) and node in taken:
            ids[node] = node
            continue
        wanted = text_of(node) or spelled(node)
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        taken.add(name)
        ids[node] = name
    return ids
