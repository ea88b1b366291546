"""GEXF 1.1 to 1.3 of Gephi, Gephi Lite, networkx and ours: spells, values over time, hierarchy and looks."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_xml import ANEW, cell, children, fits, needed, paint, text, tree

_BEGIN, _END = ("start", "startopen", "timestamp"), ("end", "endopen", "timestamp")
_OWN = {"id", "label", "source", "target", "type", "pid", "for", *_BEGIN, *_END}


def gexf(path: Path, content: bytes) -> Foreign:
    """Read GEXF. Raises FactsError where it is none, or is damaged."""
    root = tree(path, content)
    if root.tag != "gexf":
        raise FactsError(f"{path} is no GEXF: its first element is {root.tag!r}, expected 'gexf'.")
    graphs = list(children(root, "graph"))
    if not graphs:
        raise FactsError(f"{path} holds no graph: no element 'graph' in 'gexf'. {ANEW}")
    made = Foreign()
    for meta in children(root, "meta"):
        made.say({part.tag: text(part) for part in meta if text(part)})
    for number, graph in enumerate(graphs, 1):
        if len(graphs) > 1:
            made.tell("Graphs in one file, joined", graph.get("id") or f"graph {number}")
        _Reading(path, made, graph).graph()
    return made.close()


class _Reading:
    """One graph: the attributes that it declares, and what is found while walking through it."""

    def __init__(self, path: Path, made: Foreign, graph: Element) -> None:
        self.path, self.made, self.whole = path, made, graph
        self.declared: dict[tuple[str, str], tuple[str, str, str]] = {}
        for block in children(graph, "attributes"):
            for one in children(block, "attribute"):
                name = needed(path, one, "id")
                default = next(children(one, "default"), None)
                given = "" if default is None else text(default)
                title = one.get("title") or name
                title = title.removeprefix("edtf_") if title in ("edtf_start", "edtf_end") else title
                self.declared[block.get("class", "node"), name] = title, one.get("type", "string"), given

    def graph(self) -> None:
        kind = self.whole.get("defaultedgetype", "undirected")
        for child in self.whole:
            if child.tag == "nodes":
                self._nodes(child, "")
            elif child.tag == "edges":
                for edge in children(child, "edge"):
                    self._edge(edge, kind)
            elif child.tag != "attributes":
                self.made.tell("Elements of GEXF left out", child.tag)
        for part in ("start", "end"):
            if self.whole.get(part):
                self.made.about[part] = self.whole.get(part)

    def _nodes(self, nodes: Element, parent: str) -> None:
        there = len(list(children(nodes, "node")))
        said = nodes.get("count", "")
        if said.isdecimal() and int(said) != there:
            self.made.tell("Counts that the file gives and does not keep (nodes)", f"{said}, not {there}")
        for node in children(nodes, "node"):
            name = needed(self.path, node, "id")
            data = self._data(node, "node")
            if node.get("label"):
                data.setdefault("label", node.get("label"))
            self.made.add(name, data)
            groups = [parent, node.get("pid", ""), *(one.get("for", "") for more in children(node, "parents")
                                                     for one in children(more, "parent"))]  # fmt: skip
            for group in dict.fromkeys(filter(None, groups)):
                if group != "0" or any(other.get("id") == "0" for other in self.whole.iter("node")):  # 0: no parent
                    self.made.within(name, group)
            for inner in children(node, "nodes"):
                self._nodes(inner, name)
            for inner in children(node, "edges"):
                for edge in children(inner, "edge"):
                    self._edge(edge, self.whole.get("defaultedgetype", "undirected"))

    def _edge(self, edge: Element, default: str) -> None:
        source, target = needed(self.path, edge, "source"), needed(self.path, edge, "target")
        data = self._data(edge, "edge")
        for name in ("id", "label"):
            if edge.get(name):
                data.setdefault(name, edge.get(name))
        key = data.pop("networkx_key", None)  # networkx' own way to keep the keys of parallel edges
        if key and key != data.get("id"):
            data.setdefault("key", key)
        sort = edge.get("type") or default
        if sort == "mutual":
            self.made.tell("Edges that lead both ways ('mutual'), kept as edges without direction", edge.get("id"))
        self.made.edges.append(Edge(source, target, data, sort == "directed"))

    def _data(self, element: Element, part: str) -> dict[str, Any]:
        """Return what is said of a node or an edge."""
        values: dict[str, list[tuple[str, str, str]]] = {}
        for block in children(element, "attvalues"):
            for one in children(block, "attvalue"):
                key = one.get("for") or one.get("id") or ""
                name, sort, _ = self.declared.get((part, key), ("", "", ""))
                if not name:
                    self.made.tell("Values of attributes that the file does not declare, kept under their id", key)
                    name = key or "attribute"
                value = cell(one.get("value") or text(one), sort)
                if value and not fits(value, sort):
                    self.made.tell(f"Values that are no {sort}, though the file says so; kept as text", value)
                values.setdefault(name, []).append((_first(one, _BEGIN), _first(one, _END), value))
        data: dict[str, Any] = {name: _over_time(found) for name, found in values.items()}
        for (where, _), (name, sort, default) in self.declared.items():
            if where == part and default:
                data.setdefault(name, cell(default, sort))
        spells = [(_first(one, _BEGIN), _first(one, _END)) for block in children(element, "spells", "slices")
                  for one in children(block, "spell", "slice")]  # fmt: skip
        self._lasting(element, spells, data)
        for name, value in element.items():
            if name.rpartition("}")[2] not in _OWN:
                data.setdefault(name.rpartition("}")[2], value)
        seen: set[str] = set()
        for look in element:
            data.update(_look(look))
            if look.tag in _LOOKS and (look.tag in seen or set(look.keys()) & _OVER_TIME):
                self.made.tell("Looks that change over time, of which the last is kept", look.tag)
            if look.get("a", "1") not in ("1", "1.0", "") and look.tag == "color":
                self.made.tell("Transparency of colours, left out", look.get("a"))
            seen.add(look.tag)
            if look.tag not in ("attvalues", "spells", "slices", "nodes", "edges", "parents", *_LOOKS):
                self.made.tell("Elements of GEXF left out", look.tag)
        return data

    def _lasting(self, element: Element, spells: list[tuple[str, str]], data: dict[str, Any]) -> None:
        start, end = _first(element, _BEGIN), _first(element, _END)
        if spells:
            starts, ends = [one for one, _ in spells], [other for _, other in spells]
            start = start or ("" if "" in starts else min(starts))
            end = end or ("" if "" in ends else max(ends))
        if len(spells) > 1:
            data["spells"] = "; ".join(f"{one}/{other}" for one, other in spells)
        for name, value in (("start", start), ("end", end)):
            if value:
                data.setdefault(name, value)


_OVER_TIME = {"start", "startopen", "end", "endopen", "timestamp"}
_LOOKS = ("color", "position", "size", "shape", "thickness")


def _look(look: Element) -> dict[str, str]:
    if look.tag == "color":
        return {"color": paint(look)}
    if look.tag == "position":
        return {
            name: value for name in "xyz" if (value := look.get(name)) and (name != "z" or value not in ("0", "0.0"))
        }
    if look.tag not in _LOOKS:
        return {}
    said = {look.tag: look.get("value", ""), "image": look.get("uri", "")}
    return {name: value for name, value in said.items() if value}


def _first(element: Element, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.get(name))), "")


def _over_time(found: list[tuple[str, str, str]]) -> str:
    """Return the value, or each with the time it held: "4 (2006/2007); 5 (2007/..)"."""
    if len(found) == 1 and not (found[0][0] or found[0][1]):
        return found[0][2]
    return "; ".join(
        f"{value} ({start or '..'}/{end or '..'})" if start or end else value for start, end, value in found
    )
