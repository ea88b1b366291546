"""Shapes of JSON that are no list of nodes beside a list of edges: Cytoscape, JGF, adjacency, trees, FollowTheMoney."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_xml import colour
from explorer.graph.values import text_of

# FollowTheMoney: schemata that join two entities, and the properties that name them (an edge's ends in its ontology).
JOINS = {
    "Ownership": ("owner", "asset"), "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"), "Employment": ("employee", "employer"),
    "Family": ("person", "relative"), "Associate": ("person", "associate"),
    "Representation": ("agent", "client"), "Succession": ("predecessor", "successor"),
    "UnknownLink": ("subject", "object"), "Payment": ("payer", "beneficiary"), "Debt": ("debtor", "creditor"),
    "Occupancy": ("holder", "post"), "Similar": ("candidate", "match"), "Participation": ("participant", "event"),
    "ProjectParticipant": ("participant", "project"), "ContractAward": ("supplier", "contract"),
}  # fmt: skip


def objects(path: Path, what: str, rows: Any) -> list[dict[str, Any]]:
    """Return a list of objects. Raises FactsError where it holds anything else."""
    odd = [row for row in rows if not isinstance(row, dict)] if isinstance(rows, list) else [rows]
    if odd:
        raise FactsError(
            f"{path}: {what} {text_of(odd[0])[:40] or 'null'!r} is no object; expected a list of nodes or edges."
        )
    return list(rows)


def mapping(path: Path, what: str, held: Any) -> dict[str, Any]:
    """Return an object that may be missing. Raises FactsError where something else stands there.

    >>> mapping(Path("a.json"), "properties", None)
    {}
    >>> mapping(Path("a.json"), "properties", [1])
    Traceback (most recent call last):
    explorer.errors.FactsError: a.json: properties is '1', which is no object. Expected one such as {'name': 'value'}.
    """
    if held is not None and not isinstance(held, dict):
        raise FactsError(
            f"{path}: {what} is {text_of(held)[:40]!r}, which is no object. Expected one such as {{'name': 'value'}}."
        )
    return held or {}


def said_of_all(held: Any, made: Foreign, part: str) -> dict[str, Any]:
    """Return what is said of a whole graph: an object, or a list of pairs; anything else is told as left out."""
    if isinstance(held, dict):
        return {text_of(key): value for key, value in held.items()}
    if isinstance(held, list) and all(isinstance(one, list) and len(one) == 2 for one in held):
        return {text_of(key): value for key, value in held}
    if held is not None:
        made.tell("Parts of the file left out", part)
    return {}


def must(path: Path, row: dict[str, Any], key: str, what: str) -> Any:
    """Return a text or a number that an element has to have. Raises FactsError."""
    if row.get(key) in (None, "") or isinstance(row.get(key), (list, dict)):
        raise FactsError(f"{path} is damaged: {what} has no {key}: {text_of(row)[:80]!r}.")
    return row[key]


def cytoscape(path: Path, data: Any, made: Foreign) -> None:
    """Cytoscape and Cytoscape.js: elements in two lists or in one, grouped or not, with style, place and classes."""
    held = data["elements"] if isinstance(data, dict) else data
    if isinstance(held, dict):
        parts = [(one, group) for group in ("nodes", "edges") for one in objects(path, group, held.get(group, []))]
    else:
        parts = [(one, text_of(one.get("group"))) for one in objects(path, "element", held)]
    if isinstance(data, dict):
        made.say(said_of_all(data.get("data"), made, "data"))
        for key in data.keys() - {"elements", "data", "directed", "multigraph"}:
            if isinstance(data[key], (list, dict)) and data[key]:
                made.tell("Parts of the file left out", key)
            elif data[key] is not None:
                made.say({key: data[key]})
    directed = not isinstance(data, dict) or data.get("directed", True) is not False
    edges = []
    for element, group in parts:
        own = element.get("data")
        if not isinstance(own, dict):
            raise FactsError(
                f"{path}: an element has no data: {text_of(element)[:80]!r}. Expected {{'data': {{'id': …}}}}."
            )
        own = {**own, **_looks(element, made)}
        if group in ("edges", "edge") or ("source" in own and "target" in own and group not in ("nodes", "node")):
            edges.append(own)
            continue
        if "id" not in own:  # Cytoscape.js gives such a node an id of its own
            own["id"] = f"node {len(made.nodes) + 1}"
            made.tell("Nodes without an id, numbered", own["id"])
        name = text_of(must(path, own, "id", "a node"))
        parent = text_of(own.pop("parent", ""))
        if text_of(own.get("value")) == name:
            own.pop("value")
        made.add(name, {key: value for key, value in own.items() if key != "id"})
        if parent:
            made.within(name, parent)
    for own in edges:
        source, target = (text_of(must(path, own, end, "an edge")) for end in ("source", "target"))
        loose = own.pop("undirected", "") in (True, "true", "1")
        rest = {key: value for key, value in own.items() if key not in ("source", "target")}
        made.edges.append(Edge(source, target, rest, directed and not loose))


def _looks(element: dict[str, Any], made: Foreign) -> dict[str, Any]:
    """Return place, classes, colour, shape and size of an element; what else it says beside its data is told."""
    found: dict[str, Any] = {}
    place, css, style = (_look(element, name, made) for name in ("position", "css", "style"))
    found.update({axis: place[axis] for axis in "xy" if place.get(axis) is not None})
    if element.get("classes"):
        found["classes"] = text_of(element["classes"])
    drawing = {**css, **style}
    for name, ours in (("background-color", "color"), ("line-color", "color"), ("shape", "shape")):
        if drawing.get(name):
            found.setdefault(ours, colour(text_of(drawing[name])))
    if drawing.get("width"):
        edge = "source" in element["data"]
        found["width" if edge else "size"] = text_of(drawing["width"]).removesuffix("px")
    for name in drawing.keys() - _DRAWN:
        made.tell("Styles of Cytoscape.js left out", name)
    for name, value in element.items():
        if name not in ("data", "group", "position", "css", "style", "classes") and value is not None:
            made.tell("States of elements in Cytoscape.js, left out", name)
    return found


_DRAWN = {"background-color", "line-color", "shape", "width"}


def _look(element: dict[str, Any], name: str, made: Foreign) -> dict[str, Any]:
    held = element.get(name)
    if held and not isinstance(held, dict):
        made.tell("Looks that are no object, left out", name)
    return held if isinstance(held, dict) else {}


def jgf(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """JSON Graph Format 1 and 2: one graph or several, nodes in a list or by id, hyperedges."""
    graphs = data.get("graphs") or [data.get("graph")]
    for number, graph in enumerate(objects(path, "graph", graphs), 1):
        if len(graphs) > 1:
            made.tell("Graphs in one file, joined", graph.get("id") or graph.get("label") or f"graph {number}")
        for key, held in graph.items():
            if key not in ("directed", "nodes", "edges", "hyperedges") and held not in (None, ""):
                made.say(held if isinstance(held, dict) and key == "metadata" else {key: held})
        nodes = graph.get("nodes") or {}
        if isinstance(nodes, list):
            nodes = {text_of(must(path, node, "id", "a node")): node for node in objects(path, "node", nodes)}
        for name, node in mapping(path, "the part 'nodes'", nodes).items():
            made.add(name, _without(mapping(path, f"the node {name!r}", node), "id"))
        directed = graph.get("directed", True) is not False
        for edge in objects(path, "edge", graph.get("edges") or []):
            ends = [text_of(must(path, edge, end, "an edge")) for end in ("source", "target")]
            way = edge.get("directed", directed) is not False
            made.edges.append(Edge(ends[0], ends[1], _without(edge, "source", "target", "directed"), way))
        for count, hyper in enumerate(objects(path, "hyperedge", graph.get("hyperedges") or []), 1):
            name = text_of(hyper.get("id")) or f"hyperedge {count}"
            made.add(name, {"kind": "hyperedge", **_without(hyper, "nodes", "source", "target", "id")})
            made.tell("Hyperedges, each made a node of the kind 'hyperedge'", name)
            for part, out in (("nodes", False), ("source", False), ("target", True)):
                ends_of = hyper.get(part) or []
                if not isinstance(ends_of, list):
                    raise FactsError(f"{path}: {part!r} of a hyperedge is {text_of(ends_of)[:40]!r}, which is no list.")
                for end in ends_of:
                    pair = (name, text_of(end)) if out else (text_of(end), name)
                    made.edges.append(Edge(*pair, {"relation": "endpoint"}, part != "nodes"))


def _without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    flat = {key: value for key, value in row.items() if key not in (*keys, "metadata")}
    held = row.get("metadata")
    return {**(held if isinstance(held, dict) else {"metadata": held} if held else {}), **flat}


def adjacency(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """Adjacency data of networkx: for each node the list of what it is joined to."""
    nodes = objects(path, "node", data.get("nodes") or [])
    made.say(said_of_all(data.get("graph"), made, "graph"))
    directed = data.get("directed", False) is True
    names = [must(path, node, "id", "a node") for node in nodes]
    for name, node in zip(names, nodes, strict=True):
        made.add(name, {key: value for key, value in node.items() if key != "id"})
    if len(data["adjacency"]) != len(names):
        raise FactsError(f"{path}: 'adjacency' has {len(data['adjacency'])} lists for {len(names)} nodes.")
    seen = set()
    for name, joined in zip(names, data["adjacency"], strict=True):
        for one in objects(path, "neighbour", joined):
            other = must(path, one, "id", "a neighbour")
            pair = (frozenset((name, other)), text_of(one.get("key")))
            if not directed and pair in seen:
                continue  # an edge without direction stands at both of its ends
            seen.add(pair)
            made.edges.append(Edge(name, other, {key: v for key, v in one.items() if key != "id"}, directed))


def tree(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """A tree of networkx or D3: each node with its children."""
    waiting: list[tuple[dict[str, Any], str]] = [(data, "")]
    while waiting:
        node, parent = waiting.pop()
        wanted = name = text_of(node.get("id", node.get("name", node.get("label"))))
        if not name:
            raise FactsError(f"{path}: a node of the tree has neither id nor name: {text_of(node)[:80]!r}.")
        number = 1
        while name in made.nodes:
            number += 1
            name = f"{wanted} ({number})"
        if name != wanted:
            made.tell("Nodes of the tree with a name that others have too, numbered", wanted)
        made.add(name, {"name": wanted, **{key: v for key, v in node.items() if key not in ("children", "id")}})
        if parent:
            made.edges.append(Edge(parent, name, {"relation": "parent_of"}))
        waiting += [(child, name) for child in reversed(objects(path, "child", node.get("children") or []))]


def entities(path: Path, data: Any, made: Foreign) -> None:
    """FollowTheMoney: entities by schema; those that join two others are edges, and so is a property that names one."""
    rows = objects(path, "entity", data if isinstance(data, list) else [data])
    names = {text_of(must(path, row, "id", "an entity")) for row in rows}
    for row in rows:
        held = {
            key: value if isinstance(value, list) else [value]
            for key, value in mapping(path, "the properties of an entity", row.get("properties")).items()
        }
        name, schema = text_of(row["id"]), text_of(row["schema"])
        also = {key: value for key, value in row.items() if key not in ("id", "schema", "properties", "caption")}
        if schema in JOINS and all(held.get(end) for end in JOINS[schema]):
            first, last = JOINS[schema]
            said = {**also, **_dated({k: v for k, v in held.items() if k not in (first, last)}), "relation": schema}
            several = len(held[first]) * len(held[last]) > 1
            for source in held[first]:
                for target in held[last]:
                    own = {"entity": name} if several else {"id": name}
                    made.edges.append(Edge(text_of(source), text_of(target), {**said, **own}))
            continue
        plain = {}
        for key, value in held.items():
            leads = [text_of(one) for one in value if text_of(one) in names]
            made.edges += [Edge(name, one, {"relation": key}) for one in leads]
            rest = [one for one in value if text_of(one) not in names]
            if rest:
                plain[key] = rest
        said = {**also, **_dated(plain), "kind": schema}
        if row.get("caption"):
            said["caption"] = row["caption"]
        if plain.get("name"):
            said["name"] = text_of(plain["name"][0])
            if plain["name"][1:]:
                said["aliases"] = "|".join(map(text_of, plain["name"][1:]))
        elif row.get("caption"):
            said["name"] = row["caption"]
        made.add(name, said)


def _dated(held: dict[str, list[Any]]) -> dict[str, Any]:
    """Return properties with the field's words for the dates of a relation as start and end."""
    made: dict[str, Any] = dict(held)
    for given, ours in (("startDate", "start"), ("endDate", "end")):
        if held.get(given) and len(held[given]) == 1:
            made[ours] = made.pop(given)[0]
    return made
