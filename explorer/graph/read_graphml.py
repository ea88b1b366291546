"""GraphML of yEd, Gephi, igraph, networkx, NodeXL, Cytoscape, Neo4j and ours: all of it, or told what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_xml import ANEW, cell, children, colour, fits, needed, text, tree

LOOKS = ("nodegraphics", "edgegraphics")  # what yEd keeps its drawing under
_KEPT = {
    "Geometry": {"x", "y", "width", "height"}, "Fill": {"color"}, "Shape": {"type"}, "LineStyle": {"color", "width"},
}  # fmt: skip


@dataclass(frozen=True)
class _Key:
    name: str
    sort: str
    default: str | None
    drawn: str


def graphml(path: Path, content: bytes) -> Foreign:
    """Read GraphML. Raises FactsError where it is none, or is damaged."""
    root = tree(path, content)
    if root.tag != "graphml":
        raise FactsError(f"{path} is no GraphML: its first element is {root.tag!r}, expected 'graphml'.")
    return _Reading(path, root).whole()


class _Reading:
    """One file: its keys, and what is found while walking through it."""

    def __init__(self, path: Path, root: Element) -> None:
        self.path, self.root, self.made = path, root, Foreign()
        self.keys: dict[tuple[str, str], _Key] = {}
        for key in children(root, "key"):
            default = next(children(key, "default"), None)
            name = key.get("attr.name") or needed(path, key, "id")
            drawn = key.get("yfiles.type", "")
            one = _Key(name, key.get("attr.type", ""), None if default is None else text(default), drawn)
            where = key.get("for", "all")
            for part in ("graph", "node", "edge") if where in ("all", "") else (where,):
                self.keys[part, needed(path, key, "id")] = one
        self.hyperedges = 0

    def whole(self) -> Foreign:
        graphs = list(children(self.root, "graph"))
        if not graphs:
            raise FactsError(f"{self.path} holds no graph: no element 'graph' in 'graphml'. {ANEW}")
        seen: set[str] = set()
        for number, graph in enumerate(graphs, 1):
            ids = {node.get("id", "") for node in graph.iter("node")}
            name = graph.get("id") or f"graph {number}"
            prefix = f"{name}:" if len(graphs) > 1 and seen & ids else ""
            seen |= ids
            if len(graphs) > 1:
                self.made.tell("Graphs in one file, joined; nodes whose ids return bear the name of theirs", name)
            self.made.say(self._data(graph, "graph"))
            self._graph(graph, prefix, "")
        for extra in self.root:
            if extra.tag == "data":
                self._drawn_or_told(extra, "graphml", {})
            elif extra.tag not in ("key", "graph", "desc"):
                self.made.tell("Elements of GraphML left out", extra.tag)
        return self.made.close()

    def _graph(self, graph: Element, prefix: str, parent: str) -> None:
        directed = graph.get("edgedefault", "directed") != "undirected"
        for said, tag in (("parse.nodes", "node"), ("parse.edges", "edge")):
            there = len(list(children(graph, tag)))
            if graph.get(said, "").isdecimal() and int(graph.get(said, "")) != there:
                self.made.tell(
                    f"Counts that the file gives and does not keep ({tag}s)", f"{graph.get(said)}, not {there}"
                )
        for child in graph:
            if child.tag == "node":
                self._node(child, prefix, parent)
            elif child.tag == "edge":
                self._edge(child, prefix, directed)
            elif child.tag == "hyperedge":
                self._hyperedge(child, prefix, directed)
            elif child.tag == "desc":
                self.made.about["description"] = text(child)
            elif child.tag != "data":
                self.made.tell("Elements of GraphML left out", child.tag)

    def _node(self, node: Element, prefix: str, parent: str) -> None:
        name = prefix + needed(self.path, node, "id")
        data = self._data(node, "node")
        ports = [port.get("name", "") for port in children(node, "port")]
        if ports:
            data.setdefault("ports", ", ".join(ports))
        self._rest(node, data)
        self.made.add(name, data)
        if parent:
            self.made.within(name, parent)
        for inner in children(node, "graph"):
            self._graph(inner, prefix, name)

    def _edge(self, edge: Element, prefix: str, directed: bool) -> None:
        ends = [prefix + needed(self.path, edge, end) for end in ("source", "target")]
        data = self._data(edge, "edge")
        for extra in ("id", "sourceport", "targetport"):
            if edge.get(extra):
                data.setdefault(extra, edge.get(extra, ""))
        self._rest(edge, data)
        said = edge.get("directed", "").lower()
        self.made.edges.append(Edge(ends[0], ends[1], data, said in ("true", "1") if said else directed))

    def _hyperedge(self, hyper: Element, prefix: str, directed: bool) -> None:
        """What has more than two ends is a node."""
        self.hyperedges += 1
        name = hyper.get("id") or f"hyperedge {self.hyperedges}"
        data = self._data(hyper, "edge")
        self._rest(hyper, data)
        self.made.add(prefix + name, {"kind": "hyperedge", **data})
        self.made.tell("Hyperedges, each made a node of the kind 'hyperedge'", name)
        for end in children(hyper, "endpoint"):
            said: dict[str, Any] = {"relation": "endpoint"}
            said.update({extra: end.get(extra) for extra in ("id", "port", "type") if end.get(extra)})
            at = prefix + needed(self.path, end, "node")
            out = end.get("type") == "out"
            source, target = (prefix + name, at) if out else (at, prefix + name)
            self.made.edges.append(Edge(source, target, said, directed or end.get("type") in ("in", "out")))

    def _rest(self, element: Element, data: dict[str, Any]) -> None:
        for child in element:
            if child.tag == "desc":
                data.setdefault("description", text(child))
            elif child.tag not in ("data", "port", "graph", "endpoint"):
                self.made.tell("Elements of GraphML left out", child.tag)

    def _data(self, element: Element, part: str) -> dict[str, Any]:
        """Return what is said of an element: its data, and the defaults of the keys that it does not name."""
        made: dict[str, Any] = {}
        named = set()
        for data in children(element, "data"):
            named.add(data.get("key", ""))
            self._drawn_or_told(data, part, made)
        for (where, key), declared in self.keys.items():
            if where == part and key not in named and declared.default and not declared.drawn:
                made.setdefault(declared.name, cell(declared.default, declared.sort))
        for name, value in element.items():  # tools write attributes of their own on the element itself
            if name == "labels" or (part == "edge" and name == "label"):  # Neo4j
                made.setdefault(name, value.lstrip(":"))
            elif name not in ("id", "source", "target", "directed", "sourceport", "targetport", "edgedefault") and not (
                name.startswith("parse.") or name.endswith("folder.type")
            ):
                made.setdefault(name.rpartition("}")[2], value)
        return made

    def _drawn_or_told(self, data: Element, part: str, made: dict[str, Any]) -> None:
        key = data.get("key", "")
        declared = self.keys.get((part, key))
        if declared is None:
            elsewhere = [one for (_, name), one in self.keys.items() if name == key]
            if not elsewhere:
                self.made.tell("Values of keys that the file does not declare, kept under the key's id", key)
            declared = elsewhere[0] if elsewhere else _Key(key or "data", "", None, "")
        if declared.drawn in LOOKS:
            made.update({name: value for name, value in looks(data).items() if value})
            for element in data.iter():
                rest = sorted(set(element.keys()) - _KEPT.get(str(element.tag), set()))
                if rest and element is not data:
                    self.made.tell("Details of yEd's drawing, left out", f"{element.tag}: {', '.join(rest)}")
        elif len(data):
            self.made.tell("Data that only the tool itself can use, left out", declared.drawn or declared.name)
        elif part != "graphml":
            value = cell("".join(data.itertext()), declared.sort)
            if value and not fits(value, declared.sort):
                self.made.tell(f"Values that are no {declared.sort}, though the file says so; kept as text", value)
            if declared.name in made and value and made[declared.name] not in ("", value):
                self.made.tell("Values said twice of one element, joined", declared.name)
                value = f"{made[declared.name]}, {value}"
            made[declared.name] = value


def looks(data: Element) -> dict[str, str]:
    """Return the label, place, colour, size and shape that yEd drew."""
    made: dict[str, str] = {}
    labels = [text(label) for label in _named(data, "NodeLabel", "EdgeLabel") if text(label)]
    if labels:
        made["label"] = " ".join(dict.fromkeys(labels))
    for place in _named(data, "Geometry"):
        made.update(_geometry(place))
        break
    for tag, attribute, name in (
        ("Fill", "color", "color"),
        ("Shape", "type", "shape"),
        ("LineStyle", "width", "width"),
    ):
        for element in _named(data, tag):
            made.setdefault(name, colour(element.get(attribute, "")) if name == "color" else element.get(attribute, ""))
    if "color" not in made:
        line = next(_named(data, "LineStyle"), None)
        made["color"] = "" if line is None else colour(line.get("color", ""))
    if "x" in made:
        made.pop("width", None)  # of a node it is the width of its border
    return made


def _named(data: Element, *tags: str) -> Iterator[Element]:
    return (element for element in data.iter() if element.tag in tags)


def _geometry(place: Element) -> dict[str, str]:
    try:
        x, y, width, height = (float(place.get(name, "0")) for name in ("x", "y", "width", "height"))
    except ValueError:
        return {}
    return {"x": f"{x + width / 2:.10g}", "y": f"{y + height / 2:.10g}", "size": f"{max(width, height):.10g}"}
