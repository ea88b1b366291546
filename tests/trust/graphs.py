"""Malformed graph files: GraphML, GEXF and node-link JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .case import READ, REFUSED, Case, data, noise, sparse

SPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = "".join(
    f'<key id="{side}_{name}" for="{where}" attr.name="{name}" attr.type="string"/>'
    for side, where, names in (("n", "node", ("kind", "name")), ("e", "edge", ("relation", "basis")))
    for name in names
)
NODES = (
    '<node id="state:aus"><data key="n_kind">state</data><data key="n_name">Australia</data></node>'
    '<node id="meeting:a"><data key="n_kind">meeting</data><data key="n_name">Sixth Meeting</data></node>'
)
EDGES = (
    '<edge source="state:aus" target="meeting:a" id="r1"><data key="e_relation">participated_in</data>'
    '<data key="e_basis">stated</data></edge>'
)


def graphml(body: str = NODES + EDGES, keys: str = KEYS, start: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Return a GraphML file of two nodes and a relation, or of `body`."""
    return f'{start}<graphml xmlns="{SPACE}">{keys}<graph edgedefault="directed">{body}</graph></graphml>'


def gexf(body: str = "", start: str = '<?xml version="1.0" encoding="UTF-8"?>', version: str = "1.2") -> str:
    """Return a GEXF file of two nodes and an edge, or of `body`."""
    usual = (
        '<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>'
        '<nodes><node id="state:aus" label="Australia"><attvalues><attvalue for="0" value="state"/></attvalues></node>'
        '<node id="meeting:a" label="Sixth Meeting"/></nodes>'
        '<edges><edge id="0" source="state:aus" target="meeting:a"/></edges>'
    )
    space = f"http://www.gexf.net/{version}draft"
    graph = f'<graph defaultedgetype="directed" mode="static">{body or usual}</graph>'
    return f'{start}<gexf xmlns="{space}" version="{version}">{graph}</gexf>'


def node_link(**changed: Any) -> dict[str, Any]:
    """Return node-link data of two nodes and a relation; `changed` replaces parts of it."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [
            {"id": "state:aus", "kind": "state", "name": "Australia"},
            {"id": "meeting:a", "kind": "meeting", "name": "Sixth Meeting"},
        ],
        "edges": [{"source": "state:aus", "target": "meeting:a", "key": "r1", "relation": "participated_in",
                   "basis": "stated"}],
        **changed,
    }  # fmt: skip


def bomb(levels: int = 12) -> str:
    """Return a document type whose entities grow tenfold a level."""
    return (
        "<!DOCTYPE d [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(levels)) + "]>"
    )


def graph_cases() -> Iterator[Case]:
    """Graph files of three formats."""
    yield from _graphml_cases()
    yield from _gexf_cases()
    yield from _json_cases()


def _hostile_xml(sort: str, whole: str) -> Iterator[Case]:
    """Yield what is wrong with any XML, tried on a whole file of one format."""
    ending = f".{sort}"
    head, body = whole.split("?>", 1)
    head += "?>"

    def case(name: str, content: bytes | str, verdict: str = REFUSED, says: str = "", **more: bool) -> Case:
        return data(f"{sort}/{name}", content, verdict, says, ending=ending, **more)

    yield case("empty", b"", says="empty|well-formed|nothing|no element")
    yield case("spaces", b" \n ", says="empty|well-formed|nothing|no element")
    yield case("random", noise(sort, 9_000), says="well-formed|damaged|XML")
    yield case("text", "Ministers agreed", says="well-formed|XML")
    yield case("zeros", b"\0" * 900, says="well-formed|damaged|XML")
    yield case("pdf", b"%PDF-1.4\n" + noise("g", 99), says="well-formed|damaged|XML|PDF")
    yield case(
        "another-format",
        head + "<svg xmlns='http://www.w3.org/2000/svg'/>",
        says="damaged|another kind|no graph|GraphML|GEXF|GML",
    )
    for share in (30, 70, 99):
        yield case(f"cut-at-{share}", whole[: len(whole) * share // 100], says="well-formed")
    says = "declares|entit|unsafe"
    yield case("entity-bomb", head + bomb() + body.replace("Australia", "&e11;"), says=says)
    fat = '<!DOCTYPE d [<!ENTITY a "' + "a" * 50_000 + '">]>'
    yield case("entity-quadratic", head + fat + body.replace("Australia", "&a;" * 3_000), says=says)
    yield case(
        "entity-outside",
        head + '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body.replace("Australia", "&x;"),
        says=says,
    )
    yield case(
        "entity-on-the-network",
        head + '<!DOCTYPE d [<!ENTITY x SYSTEM "http://192.0.2.1/x">]>' + body.replace("Australia", "&x;"),
        says=says,
    )
    yield case(
        "entity-parameter", head + '<!DOCTYPE d [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>' + body, says=says
    )
    yield case("entity-unused", head + "<!DOCTYPE d [<!ENTITY x 'y'>]>" + body, says=says)
    yield case("entity-undeclared", whole.replace("Australia", "&x;"), says="well-formed|entit")
    yield case(
        "doctype-outside", head + '<!DOCTYPE d SYSTEM "http://192.0.2.1/d.dtd">' + body, says="declares|unsafe|type"
    )
    yield case("encoding-unknown", whole.replace("UTF-8", "x-klingon"), says="well-formed|encoding|damaged")
    yield case("encoding-wrong", whole.replace("Australia", "Nouméa").encode("cp1252"), says="well-formed|encoding")
    yield case("utf-16", whole.replace("UTF-8", "UTF-16").encode("utf-16"), READ)
    yield case("bom", whole.encode("utf-8-sig"), READ)
    yield case("control-character", whole.replace("Australia", "Aus\x01tralia"), says="well-formed")
    yield case("zero-character", whole.replace("Australia", "Aus&#0;tralia"), says="well-formed")
    yield case("surrogate-character", whole.replace("Australia", "Aus&#xD800;tralia"), says="well-formed")
    yield case("unbound-prefix", whole.replace("<graph ", "<graph q:x='1' "), says="well-formed")
    yield case("attribute-twice", whole.replace("<graph ", "<graph id='1' id='2' "), says="well-formed")
    yield case("two-roots", whole + "<a/>", says="well-formed")
    yield case(
        "deep",
        whole.replace("<nodes>", "<a>" * 300 + "</a>" * 300 + "<nodes>").replace(
            "<node ", "<a>" * 300 + "</a>" * 300 + "<node ", 1
        ),
        says="deep",
    )
    yield case("very-deep", head + "<a>" * 200_000, says="deep")
    yield case("hostile-text", whole.replace("Australia", "&lt;script&gt;alert(1)&lt;/script&gt;"), READ)
    yield case("hostile-id", whole.replace("state:aus", "__proto__"), READ)
    yield case("escape-in-name", whole.replace("Australia", "&#x9b;31mred&#x202e;"), READ)
    yield Case(f"{sort}/ten-gigabytes", sparse(10 * 2**30), REFUSED, "larger than", ending)
    yield Case(f"{sort}/folder", lambda path: path.mkdir(), REFUSED, "holds no documents.csv|no ordinary file", ending)
    yield Case(f"{sort}/device", lambda path: path.symlink_to("/dev/zero"), REFUSED, "no ordinary file", ending)
    yield Case(
        f"{sort}/missing",
        lambda path: None,
        REFUSED,
        "no file|no ordinary file|There is no|no folder|Cannot read",
        ending,
    )


def _graphml_cases() -> Iterator[Case]:
    yield from _hostile_xml("graphml", graphml())

    def case(name: str, content: str, verdict: str, says: str = "", **more: bool) -> Case:
        return data(f"graphml/{name}", content, verdict, says, ending=".graphml", **more)

    yield case("good", graphml(), READ)
    yield case("no-namespace", graphml().replace(f' xmlns="{SPACE}"', ""), READ)
    yield case("no-graph", f'<graphml xmlns="{SPACE}"/>', REFUSED, "damaged|no graph|GraphML")
    yield case("no-nodes", graphml(""), READ)
    yield case("node-without-id", graphml(NODES.replace(' id="state:aus"', "")), REFUSED, "damaged|id")
    yield case("node-twice", graphml(NODES * 2 + EDGES), READ)
    yield case(
        "edge-without-source", graphml(NODES + EDGES.replace('source="state:aus" ', "")), REFUSED, "damaged|source"
    )
    yield case("edge-to-nowhere", graphml(NODES + EDGES.replace("meeting:a", "meeting:x")), READ)
    yield case("key-unknown", graphml(keys=""), READ)
    yield case("key-without-name", graphml(keys=KEYS.replace(' attr.name="kind"', "")), READ)
    yield case("key-of-odd-type", graphml(keys=KEYS.replace("string", "klingon")), READ)
    number = KEYS.replace('attr.name="name" attr.type="string"', 'attr.name="name" attr.type="int"')
    yield case("number-that-is-none", graphml(keys=number), READ)
    yield case("undirected", graphml().replace('"directed"', '"undirected"'), READ)
    yield case("hyperedge", graphml(NODES + "<hyperedge><endpoint node='state:aus'/></hyperedge>"), READ)
    yield case("ports", graphml(NODES.replace("<data", "<port name='p'/><data", 1) + EDGES), READ)
    yield case(
        "two-graphs", graphml().replace("</graphml>", f"<graph edgedefault='directed'>{NODES}</graph></graphml>"), READ
    )
    yield case("ours-with-odd-tables", graphml(keys=KEYS + '<key id="g" for="graph" attr.name="made_by" attr.type="string"/>'
               '<key id="h" for="graph" attr.name="citations" attr.type="string"/>', body='<data key="g">relationship-explorer'
               '</data><data key="h">[1, 2</data>' + NODES + EDGES), REFUSED, "damaged|citations|JSON")  # fmt: skip
    yield case("ours-with-odd-citations", graphml(keys=KEYS + '<key id="g" for="graph" attr.name="made_by" attr.type="string"/>'
               '<key id="h" for="graph" attr.name="citations" attr.type="string"/>', body='<data key="g">relationship-explorer'
               '</data><data key="h">[{"x": 1}]</data>' + NODES + EDGES), REFUSED, "damaged|citations|statement")  # fmt: skip
    yield case("any-graph", graphml('<node id="a"/><node id="b"/><edge source="a" target="b"/>'), READ)
    many = "".join(f'<node id="n{n}"/>' for n in range(30_000))
    yield case("many-nodes", graphml(many), READ, slow=True)


def _gexf_cases() -> Iterator[Case]:
    yield from _hostile_xml("gexf", gexf())

    def case(name: str, content: str, verdict: str, says: str = "") -> Case:
        return data(f"gexf/{name}", content, verdict, says, ending=".gexf")

    yield case("good", gexf(), READ)
    yield case("version-1.3", gexf(version="1.3").replace("1.3draft", "1.3"), READ)
    yield case("version-unknown", gexf(version="9.9"), READ)
    yield case("no-nodes", gexf("<nodes/><edges/>"), READ)
    yield case("no-graph", gexf().split("<graph")[0] + "</gexf>", REFUSED, "damaged|graph")
    yield case("node-without-id", gexf().replace(' id="state:aus"', ""), REFUSED, "damaged|id")
    yield case("edge-without-target", gexf().replace(' target="meeting:a"', ""), REFUSED, "damaged|target")
    yield case("edge-to-nowhere", gexf().replace('target="meeting:a"', 'target="x"'), READ)
    yield case("attribute-unknown", gexf().replace('for="0"', 'for="7"'), READ)
    yield case("attribute-of-odd-type", gexf().replace('type="string"', 'type="klingon"'), READ)
    yield case("number-that-is-none", gexf().replace('type="string"', 'type="integer"'), READ)
    circle = gexf().replace('<node id="state:aus"', '<node id="state:aus" pid="state:aus"')
    yield case("parent-of-itself", circle, READ)
    yield case(
        "dynamic",
        gexf().replace('"static"', '"dynamic"').replace('class="node"', 'class="node" mode="dynamic"'),
        READ,
    )
    yield case("odd-position", gexf().replace("</attvalues>", '</attvalues><viz:position xmlns:viz="http://www.gexf.net/1.2draft/viz" x="NaN" y="1e999" z=""/>'),
               READ)  # fmt: skip


def _json_cases() -> Iterator[Case]:
    def case(name: str, content: Any, verdict: str, says: str = "", **more: bool) -> Case:
        raw = content if isinstance(content, bytes | str) else json.dumps(content)
        return data(f"json/{name}", raw, verdict, says, ending=".json", **more)

    whole = json.dumps(node_link())
    yield case("good", whole, READ)
    yield case("links", node_link(links=node_link()["edges"]) | {"edges": []}, READ)
    yield case("empty", b"", REFUSED, "no JSON|empty")
    yield case("spaces", b"  \n", REFUSED, "no JSON|empty")
    yield case("random", noise("json", 9_000), REFUSED, "UTF-8|JSON|not text|utf-8")
    yield case("text", "Ministers agreed", REFUSED, "no JSON")
    yield case("zeros", b"\0" * 900, REFUSED, "JSON|is 0")
    for share in (10, 60, 99):
        yield case(f"cut-at-{share}", whole[: len(whole) * share // 100], REFUSED, "line 1.*JSON|JSON")
    yield case("bom", whole.encode("utf-8-sig"), READ)
    yield case("utf-16", whole.encode("utf-16"), READ)
    yield case("latin-1", whole.replace("Australia", "Nouméa").encode("cp1252"), REFUSED, "byte|UTF-8|utf-8")
    yield case("comma-at-the-end", whole[:-1] + ",}", REFUSED, "JSON")
    yield case("comments", "// graph\n" + whole, REFUSED, "JSON")
    yield case("two-values", whole + whole, REFUSED, "JSON")
    yield case("many-lines", "\n".join([whole] * 3), REFUSED, "JSON")
    for name, value in {
        "null": None, "number": 7, "text-value": "nodes", "list": [], "true": True, "no-nodes": {"edges": []},
        "nodes-null": node_link(nodes=None), "nodes-number": node_link(nodes=7), "nodes-object": node_link(nodes={"a": 1}),
        "nodes-of-numbers": node_link(nodes=[1, 2]), "nodes-of-null": node_link(nodes=[None]),
        "nodes-of-lists": node_link(nodes=[[1, 2]]), "node-without-id": node_link(nodes=[{"id": "a"}, {"name": "x"}]),
        "edges-null": node_link(edges=None), "edges-number": node_link(edges=7),
        "edges-of-numbers": node_link(edges=[1]), "edge-without-ends": node_link(edges=[{"key": "r1"}]),
        "edge-with-null-end": node_link(edges=[{"source": None, "target": "meeting:a"}]),
        "edge-with-list-end": node_link(edges=[{"source": ["a", {}], "target": "meeting:a"}]),
        "id-an-object": node_link(nodes=[{"id": {"a": 1}}]), "elements-a-number": {"elements": 7},
        "elements-null": {"elements": None}, "elements-odd": {"elements": {"nodes": [1], "edges": []}},
        "elements-without-data": {"elements": {"nodes": [{"x": 1}], "edges": []}},
        "ours-with-odd-tables": node_link(graph={"made_by": "relationship-explorer", "citations": 7}),
        "ours-with-odd-rows": node_link(graph={"made_by": "relationship-explorer", "citations": [{"x": 1}]}),
        "a-schema": {"$schema": "x", "nodes": "many"},
    }.items():  # fmt: skip
        yield case(name, value, REFUSED, "nodes|damaged|edges|JSON|kind|id")
    yield case("nodes-none", node_link(nodes=[], edges=[]), READ)
    yield case("graph-a-number", node_link(graph=7), READ)
    yield case("graph-a-text", node_link(graph="x"), READ)
    yield case(
        "ours-without-kinds", node_link(graph={"made_by": "relationship-explorer"}, nodes=[{"id": "a"}], edges=[]), READ
    )
    yield case("deep", "[" * 200_000, REFUSED, "deep|nest|JSON")
    yield case("deep-objects", '{"a":' * 200_000, REFUSED, "deep|nest|JSON")
    yield case("deep-value", node_link(graph={"x": 0}).__repr__().replace("'", '"').replace("True", "true").replace("0}", "[" * 90_000 + "]" * 90_000 + "}"),
               REFUSED, "deep|nest|JSON")  # fmt: skip
    yield case("number-huge", whole.replace('"Australia"', "9" * 10_000), REFUSED, "JSON|number|digits|damaged")
    yield case("number-odd", whole.replace('"Australia"', "NaN"), READ)
    yield case("number-infinite", whole.replace('"Australia"', "1e999"), READ)
    yield case("key-twice", whole.replace('"kind"', '"kind": "body", "kind"', 1), READ)
    yield case("lone-surrogate", whole.replace("Australia", "\\ud800"), READ)
    yield case("zero-in-text", whole.replace("Australia", "a\\u0000b"), READ)
    yield case("escape-in-text", whole.replace("Australia", "\\u001b[31m\\u0007\\u009b"), READ)
    yield case("prototype", whole.replace("state:aus", "__proto__"), READ)
    yield case("node-twice", node_link(nodes=node_link()["nodes"] * 2), READ)
    yield case("values-of-all-sorts", node_link(nodes=[
        {"id": 1, "name": None, "list": [1, {"a": [2]}], "number": 1.5, "true": True, "object": {"x": {}}}], edges=[]), READ)  # fmt: skip
    yield case("edge-to-nowhere", node_link(edges=[{"source": "state:aus", "target": "x"}]), READ)
    yield case("undirected", node_link(directed=False, multigraph=False), READ)
    yield case("loop", node_link(edges=[{"source": "state:aus", "target": "state:aus"}]), READ)
    yield case("directed-odd", node_link(directed="perhaps", multigraph=[]), READ)
    yield Case("json/ten-gigabytes", sparse(10 * 2**30), REFUSED, "larger than", ".json")
