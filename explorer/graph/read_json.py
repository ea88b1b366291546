"""JSON of graph tools, told apart by its shape: what is a node, what an edge, and what of it is not understood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign, some
from explorer.graph.read_json_neo4j import apoc, is_result, results
from explorer.graph.read_json_shapes import adjacency, cytoscape, entities, jgf, mapping, said_of_all, tree
from explorer.graph.read_xml import ANEW, colour
from explorer.graph.values import text_of

_LOST = re.compile("[\x00\ud800-\udfff]")  # no table can hold a zero byte or half a character
SOURCES = ("source", "from", "start", "startNode", "sourceNode", "src")
TARGETS = ("target", "to", "end", "endNode", "targetNode", "dst")
IDS = ("id", "key", "name", "label")
EDGES = ("edges", "links", "relationships", "rels")  # the last two as Neo4j calls them
KNOWN = (
    "node-link data (nodes with edges or links), adjacency data, a tree (children), Cytoscape (elements), JSON Graph \
Format (graph), Neo4j and FollowTheMoney (lines or a list of objects)"
)


def json_graph(path: Path, content: bytes) -> Foreign:
    """Read JSON or JSON lines. Raises FactsError with the line, or with the part that is not understood."""
    made = Foreign()
    data = _parsed(path, content)
    for fits, read in _SHAPES:
        if fits(data):
            read(path, data, made)
            return made.close()
    if isinstance(data, dict):
        what = f"an object with the keys {some([repr(key) for key in data])}" if data else "an empty object"
    else:
        first = data[0] if isinstance(data, list) and data else None
        keys = f"objects with the keys {some([repr(key) for key in first])}" if isinstance(first, dict) else repr(first)
        what = f"a list of {keys[:200]}" if first is not None else f"{text_of(data)[:40]!r}"
    raise FactsError(f"{path} is JSON, but no graph that is known: it is {what}. Expected {KNOWN}.")


def _parsed(path: Path, content: bytes) -> Any:
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FactsError(f"{path} is not {error.encoding} (byte {error.start}). Save it as UTF-8.") from None
    try:
        return _loaded(path, text, 1)
    except _Extra as extra:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2:
            raise FactsError(str(extra)) from None
    return [_loaded(path, line, number) for number, line in lines]


class _Extra(FactsError):
    """More than one JSON value: the file may hold one a line."""


def _loaded(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_mended if "\\u" in text else None, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        sort = _Extra if error.msg == "Extra data" else FactsError
        raise sort(f"{path}, line {error.lineno + line - 1}: no JSON: {error.msg}. {ANEW}") from None
    except ValueError:  # whole numbers of thousands of digits
        raise FactsError(f"{path}: a number has more digits than can be read. {ANEW}") from None


def _mended(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object whose texts can be written; what cannot is shown as U+FFFD."""
    return {_LOST.sub("\ufffd", k): _LOST.sub("\ufffd", v) if isinstance(v, str) else v for k, v in pairs}


def _lists(data: Any, *names: str) -> bool:
    return isinstance(data, dict) and any(isinstance(data.get(name), list) for name in names)


def _in(data: Any, *names: str) -> Any:
    """Return what stands under a name, and a name within it; None where there is none."""
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def _objects(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(one, dict) for one in data)


def _node_link(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """networkx, D3, graphology and sigma, vis.js: a list of nodes, and one of edges or links."""
    for part in ("nodes", *EDGES):
        if part in data and not isinstance(data[part], list):
            raise FactsError(f"{path}: {part!r} is {text_of(data[part])[:40] or 'null'!r}, which is no list.")
    filled = [name for name in EDGES if data.get(name)]
    if len(filled) > 1:
        raise FactsError(f"{path} has both {filled[0]!r} and {filled[1]!r}; keep the one that holds the edges.")
    rows: list[dict[str, Any]] = data.get("nodes") or []
    links: list[dict[str, Any]] = data[filled[0]] if filled else []
    links = [_paired(link) for link in links]
    _plain(path, "nodes", rows)
    _plain(path, filled[0] if filled else "edges", links)
    if links and not any(_key(link, (*SOURCES, *TARGETS)) for link in _flattened(links)):
        keys = some([repr(key) for key in links[0]])
        raise FactsError(f"{path} is JSON of another form: no edge says its ends by names that are known; they have"
                         f" {keys}. Expected 'source' and 'target', or 'from' and 'to'.")  # fmt: skip
    made.say(_said(data, {"nodes", *EDGES, "directed", "multigraph", "graph", "attributes", "options"}, made))
    for part in ("graph", "attributes"):
        made.say(said_of_all(data.get(part), made, part))
    name = _id_of(path, rows)
    for number, row in enumerate(rows):
        own = _flat(row, ("attributes", "data", "properties"))
        node = own.get(name) if name else None
        node = number if node is None or isinstance(node, (dict, list)) else node
        if name != "name" and name != "label":
            own.pop(name, None)
        made.add(node, drawn(own))
    ends = _ends(made, rows, links)
    options = data.get("options") if isinstance(data.get("options"), dict) else {}
    default = data.get("directed", {"undirected": False}.get(str((options or {}).get("type"))))
    if default is None:
        arrows = any("from" in row and "to" in row for row in links)  # vis.js, where only arrows give a direction
        default = not arrows
        if not any("arrows" in row or "undirected" in row or "directed" in row for row in links):
            made.unsaid(len(links), "none has" if arrows else "all have")
    for row in links:
        own = _flat(row, ("attributes", "properties"))
        source, target = (_end(path, own, names) for names in (SOURCES, TARGETS))
        own = {key: value for key, value in own.items() if key not in (_key(own, SOURCES), _key(own, TARGETS))}
        said = own.pop("directed", None)
        loose = own.pop("undirected", None)
        heads = _heads(own["arrows"]) if "arrows" in own else {"to"} if default else set()
        if heads == {"from"}:
            source, target = target, source
        elif heads == {"from", "to"}:
            made.tell("Edges that lead both ways, kept as edges without direction", f"{source} – {target}")
        way = len(heads) == 1
        way = bool(said) if said is not None and said != "" else way
        way = way and loose not in (True, "true", "1", 1)
        made.edges.append(Edge(ends(source), ends(target), drawn(own), way))


def _heads(arrows: Any) -> set[str]:
    """Return at which ends vis.js draws the head of an arrow.

    >>> sorted(_heads("to, from")), _heads({"to": {"enabled": True}, "from": False}), _heads("middle")
    (['from', 'to'], {'to'}, set())
    """
    if isinstance(arrows, dict):
        on = {end: held.get("enabled", True) if isinstance(held, dict) else held for end, held in arrows.items()}
        return {end for end in ("from", "to") if on.get(end)}
    return {end for end in ("from", "to") if end in text_of(arrows)}


def _plain(path: Path, name: str, rows: list[Any]) -> None:
    odd = [row for row in rows if not isinstance(row, dict)]
    if odd:
        raise FactsError(f"{path}: the list {name!r} holds {text_of(odd[0])[:40]!r}, which is no object. Expected"
                         ' objects such as {"id": "a"}.')  # fmt: skip


def _paired(link: Any) -> Any:
    """Return an edge that is written as a pair of ends as an object."""
    pair = isinstance(link, list) and len(link) == 2 and not any(isinstance(end, (dict, list)) for end in link)
    return {"source": link[0], "target": link[1]} if pair else link


def _said(data: dict[str, Any], known: set[str], made: Foreign) -> dict[str, Any]:
    """Return what else is said beside nodes and edges; what is larger than a word is told as left out."""
    told = {}
    for key, value in data.items():
        if key not in known:
            if isinstance(value, (dict, list)) and value:
                made.tell("Parts of the file left out", key)
            else:
                told[key] = value
    return told


def _flat(row: dict[str, Any], inner: Iterable[str]) -> dict[str, Any]:
    """Return an element with what it keeps under `attributes` and the like beside the rest."""
    flat = {key: value for key, value in row.items() if not (key in inner and isinstance(value, dict))}
    for key in inner:
        if isinstance(row.get(key), dict):
            flat.update({name: value for name, value in row[key].items() if name not in flat})
    return flat


def _id_of(path: Path, rows: list[dict[str, Any]]) -> str:
    """Return the attribute that names the nodes: the first that every one of them has."""
    for name in IDS:
        lacking = [row for row in rows if row.get(name) in (None, "")]
        if rows and not lacking:
            odd = next((row[name] for row in rows if isinstance(row[name], (dict, list))), None)
            if odd is not None:
                raise FactsError(f"{path}: the {name} of a node is {text_of(odd)[:40]!r}. Expected a text or a number.")
            return name
        if name in ("id", "key") and len(lacking) < len(rows):
            raise FactsError(f"{path} is damaged: a node has no {name}: {text_of(lacking[0])[:80]!r}. {ANEW}")
    return ""


def _flattened(links: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return (_flat(link, ("attributes", "properties")) for link in links)


def _key(row: dict[str, Any], names: Iterable[str]) -> str:
    return next((name for name in names if row.get(name) is not None), "")


def _end(path: Path, row: dict[str, Any], names: Iterable[str]) -> Hashable:
    key = _key(row, names)
    end = row.get(key)
    if isinstance(end, dict):
        end = next((end[name] for name in IDS if end.get(name) is not None), None)
    if isinstance(end, (dict, list)) or end in (None, ""):
        raise FactsError(f"{path} is damaged: an edge has no {next(iter(names))}: {text_of(row)[:80]}. {ANEW}")
    return end  # type: ignore[no-any-return]


def _ends(made: Foreign, rows: list[dict[str, Any]], links: list[dict[str, Any]]) -> Callable[[Hashable], Hashable]:
    """Return what an end of an edge means: an id (1 and "1" meet), a place in the list of nodes, or a name."""
    exact = dict.fromkeys(made.nodes)
    alike = {text_of(node): node for node in reversed(list(made.nodes))}
    named = {text_of(row.get(name)): node for name in ("label", "name")
             for row, node in zip(rows, made.nodes, strict=False) if row.get(name)}  # fmt: skip
    listed = list(made.nodes)
    held = [row.get(_key(row, names)) for row in links for names in (SOURCES, TARGETS)]
    plain = [end for end in held if not isinstance(end, (dict, list))]
    numbers = bool(plain) and all(isinstance(end, int) and 0 <= end < len(listed) for end in plain)
    by_place = numbers and len(listed) == len(rows) and not all(text_of(end) in alike for end in plain)

    def meant(end: Hashable) -> Hashable:
        if by_place and isinstance(end, int):
            return listed[end]
        if end in exact:
            return end
        return alike.get(text_of(end), named.get(text_of(end), end))

    return meant


def drawn(row: dict[str, Any]) -> dict[str, Any]:
    """Return attributes with colour and place as the page reads them; vis.js nests its colours.

    >>> drawn({"color": {"background": "#FFF"}, "n": 1})
    {'color': '#ffffff', 'n': 1}
    """
    made = dict(row)
    painted = made.get("color", made.get("colour"))
    if isinstance(painted, dict):
        name = next((name for name in ("background", "color") if painted.get(name)), "")
        made["color"] = painted.get(name, "")
        made.update({"colors": rest} if (rest := {k: v for k, v in painted.items() if k != name}) else {})
    if isinstance(made.get("color"), str):
        made["color"] = colour(made["color"])
    if isinstance(made.get("viz"), dict):
        viz = made.pop("viz")
        place, dots = (held if isinstance(held := viz.get(part), dict) else {} for part in ("position", "color"))
        made.update({axis: place[axis] for axis in "xyz" if axis in place})
        if all(isinstance(dots.get(part), int) for part in "rgb"):
            made["color"] = "#" + "".join(f"{dots[part] & 255:02x}" for part in "rgb")
        made.update({name: viz[name] for name in ("size", "shape", "thickness") if name in viz})
        rest = {
            name: held for name, held in viz.items() if name not in ("position", "color", "size", "shape", "thickness")
        }
        made.update({"viz": rest} if rest else {})
    return made


def _links_alone(path: Path, data: Any, made: Foreign) -> None:
    """Edges without any list of nodes."""
    _node_link(path, {"nodes": [], "edges": data} if isinstance(data, list) else {"nodes": [], **data}, made)


def _keyed(data: Any) -> bool:
    """Tell whether nodes are named by `key`, as in graphology."""
    rows = _in(data, "nodes")
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) and "key" in row for row in rows)


def _within(data: Any) -> str:
    """Return the one part of an object that is a graph itself, "" for none: graphology in a bundle of Minivan."""
    if not isinstance(data, dict) or _lists(data, "nodes", "adjacency", *EDGES):
        return ""
    parts = [name for name, held in data.items() if _keyed(held) or _lists(held, "nodes") and _lists(held, *EDGES[:2])]
    jgf_part = parts == ["graph"] and not _keyed(data["graph"]) and "links" not in data["graph"]
    return parts[0] if len(parts) == 1 and not jgf_part else ""


def _inner(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """A graph within an object that says more of it."""
    part = _within(data)
    _node_link(path, {**{key: value for key, value in data.items() if key != part}, **data[part]}, made)


def _lite(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """A workspace of Gephi Lite: the graph, and beside it by key what is said of nodes and edges, and their places."""
    held = data["graphDataset"]
    beside = {name: mapping(path, f"the part {name!r}", held.get(name)) for name in ("nodeData", "edgeData", "layout")}
    graph = dict(mapping(path, "the part 'fullGraph'", held.get("fullGraph")))
    for part, names in (("nodes", ("nodeData", "layout")), ("edges", ("edgeData",))):
        rows = graph.get(part) or []
        _plain(path, part, rows)
        graph[part] = []
        for row in rows:
            said = [row.get("attributes"), *(beside[name].get(text_of(row.get("key"))) for name in names)]
            own = [mapping(path, f"what is said of {text_of(row.get('key'))!r}", one) for one in said]
            graph[part].append({**row, "attributes": {name: cell for one in own for name, cell in one.items()}})
    made.say(mapping(path, "the part 'metadata'", held.get("metadata")))
    for name in data.keys() - {"type", "version", "graphDataset"}:
        made.tell("Parts of the file left out", name)
    _node_link(path, graph, made)


def _bare(data: Any) -> bool:
    """Tell whether these are the lists of Cytoscape.js without `elements` around them: ends stand below `data`."""
    if not _lists(data, "nodes", "edges"):
        return False
    held = [(name, data[name]) for name in ("nodes", "edges") if data.get(name)]
    return bool(held) and all(
        _objects(rows) and all(isinstance(row.get("data"), dict) for row in rows)
        and all("id" in row["data"] if name == "nodes" else {"source", "target"} <= {*row["data"]} for row in rows)
        for name, rows in held
    )  # fmt: skip


def _framed(path: Path, data: dict[str, Any], made: Foreign) -> None:
    """Lists of Cytoscape.js as they stand within `elements`."""
    rest = {name: held for name, held in data.items() if name not in ("nodes", "edges")}
    cytoscape(path, {**rest, "elements": {name: data.get(name) or [] for name in ("nodes", "edges")}}, made)


def _is_link(row: Any) -> bool:
    return isinstance(row, dict) and bool(_key(row, SOURCES)) and bool(_key(row, TARGETS))


_SHAPES: tuple[tuple[Callable[[Any], bool], Callable[[Path, Any, Foreign], None]], ...] = (
    (lambda data: isinstance(data, dict) and "elements" in data, cytoscape),
    (lambda data: _objects(data) and all("data" in one for one in data), cytoscape),
    (lambda data: _bare(data), _framed),
    (lambda data: isinstance(data, dict) and _lists(_in(data, "graphDataset", "fullGraph"), "nodes"), _lite),
    (lambda data: bool(_within(data)), _inner),
    (lambda data: isinstance(data, dict) and "graphs" in data, jgf),
    (
        lambda data: (
            isinstance(data, dict)
            and isinstance(data.get("graph"), dict)
            and not _lists(data, "nodes", *EDGES)
            and bool({"nodes", "edges", "hyperedges"} & set(data["graph"]))
        ),
        jgf,
    ),  # fmt: skip
    (lambda data: _lists(data, "adjacency"), adjacency),
    (
        lambda data: (
            _lists(data, "relationships", "rels")
            or isinstance(_in(data, "nodes"), dict)
            and isinstance(_in(data, "rels"), dict)
        ),
        apoc,
    ),
    (lambda data: isinstance(data, dict) and "nodes" in data and not isinstance(data["nodes"], dict), _node_link),
    (lambda data: _objects(data) and all(one.get("type") in ("node", "relationship") for one in data), apoc),
    (lambda data: _objects(data) and all("schema" in one and "id" in one for one in data), entities),
    (lambda data: isinstance(data, dict) and data.get("type") in ("node", "relationship"), apoc),
    (lambda data: isinstance(data, dict) and "schema" in data and "properties" in data, entities),
    (lambda data: _lists(data, "children"), tree),
    (lambda data: is_result(data), results),
    (
        lambda data: isinstance(data, dict) and "nodes" not in data and any(map(data.get, ("edges", "links"))),
        _links_alone,
    ),
    (lambda data: _objects(data) and all(map(_is_link, data)), _links_alone),
)
