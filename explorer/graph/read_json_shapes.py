"""Shapes of JSON that are no list of nodes beside a list of edges: Cytoscape, JGF, adjacency, trees, Neo4j, FtM."""

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


def _objects(path: Path, what: str, rows: Any) -> list[dict[str, Any]]:
    odd = [row for row in rows if not isinstance(row, dict)] if isinstance(rows, list) else [rows]
    if odd:
        raise FactsError(
            f"{path}: {what} {text_of(odd[0])[:40] or 'null'!r} is no object; expected a list of nodes or edges."
        )
    return list(rows)


def _must(path: Path, row: dict[str, Any], key: str, what: str) -> Any:
    if row.get(key) in (None, "") or isinstance(row.get(key), (list, dict)):
        raise FactsError(f"{path} is damaged: {what} has no {key}: {text_of(row)[:80]!r}.")
    return row[key]


def cytoscape(path: Path, data: Any, made: Foreign) -> None:
    """Cytoscape and Cytoscape.js: elements in two lists or in one, grouped or not, with style, place and classes."""
    held = data["elements"] if isinstance(data, dict) else data
    if isinstance(held, dict):
        parts = [(one, group) for group in ("nodes", "edges") for one in _objects(path, group, held.get(group, []))]
    else:
        parts = [(one, text_of(one.get("group"))) for one in _objects(path, "element", held)]
    if isinstance(data, dict):
        whole = data.get("data", {})
        made.about.update(
            whole if isinstance(whole, dict) else {text_of(one[0]): one[1] for one in whole if len(one) == 2}
        )
        for key in data:
            if (
                key not in ("elements", "data", "directed", "multigraph")
                and isinstance(data[key], (list, dict))
                and data[key]
            ):
                made.tell("Parts of the file left out", key)
    directed = not isinstance(data, dict) or data.get("directed", True) is not False
    edges = []
    for element, group in parts:
        own = element.get("data")
        if not isinstance(own, dict):
            raise FactsError(
                f"{path}: an element has no data: {text_of(element)[:80]!r}. Expected {{'data': {{'id': …}}}}."
            )
        own = {**own, **_looks(element)}
        if group in ("edges", "edge") or ("source" in own and "target" in own and group not in ("nodes", "node")):
            edges.append(own)
            continue
        name = text_of(_must(path, own, "id", "a node"))
        parent = text_of(own.pop("parent", ""))
        if text_of(own.get("value")) == name:
            own.pop("value")
        made.add(name, {key: value for key, value in own.items() if key != "id"})
        if parent:
            made.within(name, parent)
    for own in edges:
        source, target = (text_of(_must(path, own, end, "an edge")) for end in ("source", "target"))
        loose = own.pop("undirected", "") in (True, "true", "1")
        rest = {key: value for key, value in own.items() if key not in ("source", "target")}
        made.edges.append(Edge(source, target, rest, directed and not loose))


def _looks(element: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    place = element.get("position")
    if isinstance(place, dict):
        made.update({axis: place[axis] for axis in "xy" if place.get(axis) is not None})
    classes = element.get("classes")
    if classes:
        made["classes"] = ", ".join(classes) if isinstance(classes, list) else text_of(classes)
    style = {**(element.get("css") or {}), **(element.get("style") or {})}
    for name, ours in (("background-color", "color"), ("line-color", "color"), ("shape", "shape")):
        if style.get(name):
            made.setdefault(ours, colour(text_of(style[name])))
    if style.get("width"):
        edge = "source" in element.get("data", {})
        made["width" if edge else "size"] = text_of(style["width"]).removesuffix("px")
    return made


def jgf(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """JSON Graph Format 1 and 2: one graph or several, nodes in a list or by id, hyperedges."""
    graphs = data.get("graphs") or [data["graph"]]
    for number, graph in enumerate(_objects(path, "graph", graphs), 1):
        if len(graphs) > 1:
            made.tell("Graphs in one file, joined", graph.get("id") or graph.get("label") or f"graph {number}")
        for key in ("label", "type", "metadata"):
            held = graph.get(key)
            made.about.update(held if isinstance(held, dict) else {key: held} if held else {})
        nodes = graph.get("nodes") or {}
        if isinstance(nodes, list):
            nodes = {text_of(_must(path, node, "id", "a node")): node for node in _objects(path, "node", nodes)}
        for name, node in nodes.items():
            made.add(name, _without(node or {}, "id"))
        directed = graph.get("directed", True) is not False
        for edge in _objects(path, "edge", graph.get("edges") or []):
            ends = [text_of(_must(path, edge, end, "an edge")) for end in ("source", "target")]
            way = edge.get("directed", directed) is not False
            made.edges.append(Edge(ends[0], ends[1], _without(edge, "source", "target", "directed"), way))
        for count, hyper in enumerate(_objects(path, "hyperedge", graph.get("hyperedges") or []), 1):
            name = text_of(hyper.get("id")) or f"hyperedge {count}"
            made.add(name, {"kind": "hyperedge", **_without(hyper, "nodes", "source", "target", "id")})
            made.tell("Hyperedges, each made a node of the kind 'hyperedge'", name)
            for part, out in (("nodes", False), ("source", False), ("target", True)):
                for end in hyper.get(part) or []:
                    pair = (name, text_of(end)) if out else (text_of(end), name)
                    made.edges.append(Edge(*pair, {"relation": "endpoint"}, part != "nodes"))


def _without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    flat = {key: value for key, value in row.items() if key not in (*keys, "metadata")}
    held = row.get("metadata")
    return {**(held if isinstance(held, dict) else {"metadata": held} if held else {}), **flat}


def adjacency(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """Adjacency data of networkx: for each node the list of what it is joined to."""
    nodes = _objects(path, "node", data.get("nodes") or [])
    about = data.get("graph") or {}
    made.about.update(about if isinstance(about, dict) else dict(about))
    directed = data.get("directed", False) is True
    names = [_must(path, node, "id", "a node") for node in nodes]
    for name, node in zip(names, nodes, strict=True):
        made.add(name, {key: value for key, value in node.items() if key != "id"})
    if len(data["adjacency"]) != len(names):
        raise FactsError(f"{path}: 'adjacency' has {len(data['adjacency'])} lists for {len(names)} nodes.")
    seen = set()
    for name, joined in zip(names, data["adjacency"], strict=True):
        for one in _objects(path, "neighbour", joined):
            other = _must(path, one, "id", "a neighbour")
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
        waiting += [(child, name) for child in reversed(_objects(path, "child", node.get("children") or []))]


def apoc(path: Path, data: Any, made: Foreign) -> None:
    """Neo4j, as APOC and the browser export it: lines or a list of nodes and relationships, or an object of both."""
    if isinstance(data, dict) and "type" not in data:
        nodes = _objects(path, "node", data.get("nodes") or [])
        links = _objects(path, "relationship", data.get("relationships") or data.get("rels") or [])
    else:
        rows = data if isinstance(data, list) else [data]
        nodes = [row for row in rows if row["type"] == "node"]
        links = [row for row in rows if row["type"] == "relationship"]
    for node in nodes:
        labels = node.get("labels") or []
        kind = labels[0] if isinstance(labels, list) and labels else text_of(labels)
        own = {"kind": kind} if kind else {}
        if isinstance(labels, list) and len(labels) > 1:
            own["labels"] = labels
        held = node.get("properties") or {}
        made.add(text_of(_must(path, node, "id", "a node")), {**held, **own})
    for link in links:
        ends = []
        for names in (("start", "startNode", "source"), ("end", "endNode", "target")):
            end = next((link[name] for name in names if link.get(name) is not None), None)
            end = end.get("id") if isinstance(end, dict) else end
            if end in (None, ""):
                raise FactsError(f"{path} is damaged: a relationship has no {names[0]}: {text_of(link)[:80]!r}.")
            ends.append(text_of(end))
        word = text_of(link.get("label") or (link.get("type") if link.get("type") != "relationship" else ""))
        own = {**(link.get("properties") or {}), **({"relation": word} if word else {})}
        if link.get("id") not in (None, ""):
            own["id"] = f"r{link['id']}" if text_of(link["id"]) in made.nodes else link["id"]
        made.edges.append(Edge(ends[0], ends[1], own))


def entities(path: Path, data: Any, made: Foreign) -> None:
    """FollowTheMoney: entities by schema; those that join two others are edges, and so is a property that names one."""
    rows = _objects(path, "entity", data if isinstance(data, list) else [data])
    names = {text_of(_must(path, row, "id", "an entity")) for row in rows}
    for row in rows:
        held = {
            key: value if isinstance(value, list) else [value] for key, value in (row.get("properties") or {}).items()
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
