"""Other people's graph files: each dialect holds all that its file declares, or says what it does not."""

import json
import operator
import random
import re

import igraph
import networkx as nx
import pytest

from explorer.errors import FactsError
from explorer.explorer import load

SEEDS = range(12)


def table(seed):
    """Return a random graph as plain lists: nodes (id, label, size) and edges (id, source, target, weight, word)."""
    chance = random.Random(seed)
    names = [f"n{i}" if seed % 2 else str(i) for i in range(chance.randint(2, 7))]
    nodes = [(name, chance.choice(["Añu & Co", "B < C", f"Node {name}", ""]), chance.randint(0, 9)) for name in names]
    edges = [
        (
            f"e{i}",
            chance.choice(names),
            chance.choice(names),
            chance.choice([1, 2.5, 7]),
            chance.choice(["met", "paid"]),
        )
        for i in range(chance.randint(1, 10))
    ]
    return nodes, edges, chance.random() < 0.5


def esc(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def graphml(nodes, edges, directed):
    keys = "".join(
        f'<key id="{k}" for="{f}" attr.name="{n}" attr.type="{t}"/>'
        for k, f, n, t in (("d0", "node", "label", "string"), ("d1", "node", "rank", "int"),
                           ("d2", "edge", "weight", "double"), ("d3", "edge", "relation", "string"))
    )  # fmt: skip
    rows = "".join(
        f'<node id="{i}"><data key="d0">{esc(n)}</data><data key="d1"> {s} </data></node>' for i, n, s in nodes
    )
    rows += "".join(
        f'<edge id="{i}" source="{a}" target="{b}"><data key="d2">{w}</data><data key="d3">{r}</data></edge>'
        for i, a, b, w, r in edges
    )
    default = "directed" if directed else "undirected"
    space = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
    return f'<?xml version="1.0"?><graphml {space}>{keys}<graph edgedefault="{default}">{rows}</graph></graphml>'


def gexf(space):
    def make(nodes, edges, directed):
        rows = "".join(
            f'<node id="{i}" label="{esc(n)}"><attvalues><attvalue for="0" value="{s}"/></attvalues></node>'
            for i, n, s in nodes
        )
        lines = "".join(
            f'<edge id="{i}" source="{a}" target="{b}" weight="{w}" label="{r}"/>' for i, a, b, w, r in edges
        )
        default = "directed" if directed else "undirected"
        return (
            f'<gexf xmlns="{space}" version="1.2"><graph defaultedgetype="{default}"><attributes class="node">'
            f'<attribute id="0" title="rank" type="integer"/></attributes><nodes>{rows}</nodes>'
            f"<edges>{lines}</edges></graph></gexf>"
        )

    return make


def _rows(nodes, edges, own="id", ends=("source", "target"), word="relation"):
    return (
        [{own: i, "label": n, "rank": s} for i, n, s in nodes],
        [{"id": i, ends[0]: a, ends[1]: b, "weight": w, word: r} for i, a, b, w, r in edges],
    )


def node_link(nodes, edges, directed):
    rows, links = _rows(nodes, edges)
    return json.dumps(
        {"directed": directed, "multigraph": True, "graph": {}, "nodes": rows, "links": links, "edges": []}
    )


def by_place(nodes, edges, directed):
    """D3, and networkx before 2: the ends of links are places in the list of nodes; the names are no numbers."""
    rows, links = _rows(nodes, edges)
    place = {i: at for at, (i, *_) in enumerate(nodes)}
    for row in rows:
        row["id"] = f"node-{row['id']}"
    links = [{**link, "source": place[link["source"]], "target": place[link["target"]]} for link in links]
    return json.dumps({"directed": directed, "nodes": rows, "links": links})


def by_object(nodes, edges, directed):
    rows, links = _rows(nodes, edges)
    whole = {row["id"]: row for row in rows}
    links = [{**link, "source": whole[link["source"]], "target": whole[link["target"]]} for link in links]
    return json.dumps({"directed": directed, "nodes": rows, "links": links})


def graphology(nodes, edges, directed):
    rows, links = _rows(nodes, edges, own="key")
    rows = [{"key": row.pop("key"), "attributes": row} for row in rows]
    links = [
        {"key": link.pop("id"), "source": link.pop("source"), "target": link.pop("target"), "attributes": link,
         **({} if directed else {"undirected": True})}
        for link in links
    ]  # fmt: skip
    options = {"type": "mixed", "multi": True}
    return json.dumps({"options": options, "attributes": {"name": "G"}, "nodes": rows, "edges": links})


def vis(nodes, edges, directed):
    rows, links = _rows(nodes, edges, ends=("from", "to"))
    links = [{**link, **({"arrows": "to"} if directed else {})} for link in links]
    return json.dumps({"nodes": rows, "edges": links})


def mixed_ids(nodes, edges, directed):
    """Numbers in one place, the same numbers as texts in the other."""
    rows, links = _rows(nodes, edges)
    for row in rows:
        row["id"] = int(row["id"]) if row["id"].isdecimal() else row["id"]
    return json.dumps({"directed": directed, "nodes": rows, "edges": links})


def cytoscape(grouped):
    def make(nodes, edges, directed):
        rows, links = _rows(nodes, edges, word="interaction")
        rows = [{"data": row, "group": "nodes", "position": {"x": 1, "y": 2}, "classes": "a b"} for row in rows]
        links = [{"data": link, "group": "edges"} for link in links]
        if grouped:
            return json.dumps({"directed": directed, "elements": {"nodes": rows, "edges": links}})
        return json.dumps({"directed": directed, "elements": [*rows, *links]})

    return make


def jgf(nodes, edges, directed):
    rows, links = _rows(nodes, edges)
    held = {row["id"]: {"label": row["label"], "metadata": {"rank": row["rank"]}} for row in rows}
    links = [
        {**{k: v for k, v in link.items() if k != "weight"}, "metadata": {"weight": link["weight"]}} for link in links
    ]
    return json.dumps({"graph": {"directed": directed, "nodes": held, "edges": links}})


def apoc(nodes, edges, directed):
    lines = [
        {"type": "node", "id": i, "labels": ["Thing"], "properties": {"name": n, "rank": s}} for i, n, s in nodes
    ] + [
        {"type": "relationship", "id": i, "label": r, "properties": {"weight": w}, "start": {"id": a}, "end": {"id": b}}
        for i, a, b, w, r in edges
    ]
    return "\n".join(map(json.dumps, lines))


def gml(nodes, edges, directed):
    rows = "".join(f'node [ id {at} label "{i}" name "{esc(n)}" rank {s} ]\n' for at, (i, n, s) in enumerate(nodes))
    place = {i: at for at, (i, *_) in enumerate(nodes)}
    rows += "".join(
        f'edge [ source {place[a]} target {place[b]} weight {w} relation "{r}" ]\n' for _, a, b, w, r in edges
    )
    return f"graph [\n directed {int(directed)}\n{rows}]\n"


def pajek(nodes, edges, directed):
    place = {i: at for at, (i, *_) in enumerate(nodes, 1)}
    lines = [f"*Vertices {len(nodes)}", *(f'{at} "{n or i}"' for at, (i, n, _) in enumerate(nodes, 1))]
    lines += ["*Arcs" if directed else "*Edges", *(f"{place[a]} {place[b]} {w}" for _, a, b, w, _ in edges)]
    return "\r\n".join(lines)


def edge_list(nodes, edges, directed):
    sort = "Directed" if directed else "Undirected"
    return "\n".join(["Source,Target,Type,Weight,relation", *(f"{a},{b},{sort},{w},{r}" for _, a, b, w, r in edges)])


DIALECTS = {
    "graphml": ("x.graphml", graphml),
    "gexf 1.2": ("x.gexf", gexf("http://www.gexf.net/1.2draft")),
    "gexf 1.3": ("x.gexf", gexf("http://gexf.net/1.3")),
    "gexf old": ("x.gexf", gexf("http://www.gephi.org/gexf")),
    "node-link": ("x.json", node_link),
    "by place": ("x.json", by_place),
    "by object": ("x.json", by_object),
    "graphology": ("x.json", graphology),
    "vis": ("x.json", vis),
    "mixed ids": ("x.json", mixed_ids),
    "cytoscape": ("x.cyjs", cytoscape(True)),
    "cytoscape list": ("x.json", cytoscape(False)),
    "jgf": ("x.json", jgf),
    "apoc": ("x.jsonl", apoc),
    "gml": ("x.gml", gml),
    "pajek": ("x.net", pajek),
    "edge list": ("x.csv", edge_list),
}
ALWAYS_DIRECTED = ("apoc",)
LISTED = ("edge list",)  # only nodes that have edges
NO_WORDS = ("pajek",)
NO_RANK = ("pajek", "edge list")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_all_that_a_file_declares_is_there(tmp_path, dialect, seed):
    nodes, edges, directed = table(seed)
    name, make = DIALECTS[dialect]
    (tmp_path / name).write_text(make(nodes, edges, directed), encoding="utf-8")
    opened = load(tmp_path / name)
    held = opened.facts.nodes, opened.facts.relations
    ends = {end for _, a, b, *_ in edges for end in (a, b)}
    assert len(held[0]) == (len(ends) if dialect in LISTED else len(nodes))
    prefix = "node-" if dialect == "by place" else ""
    place = {i: str(at + (dialect == "pajek")) for at, (i, *_) in enumerate(nodes)}
    meant = (lambda i: place[i]) if dialect in ("gml", "pajek") else (lambda i: prefix + i)
    word = (lambda r: "linked_to") if dialect in NO_WORDS else (lambda r: r)
    wanted = sorted((meant(a), word(r), meant(b), float(w)) for _, a, b, w, r in edges)
    found = held[1][["source", "relation", "target", "weight"]].itertuples(index=False, name=None)
    assert sorted((a, r, b, float(w)) for a, r, b, w in found) == wanted
    loose = "undirected" in held[1].columns and set(held[1]["undirected"]) == {"true"}
    assert loose == (not directed and dialect not in ALWAYS_DIRECTED)
    if dialect not in NO_RANK:
        ranks = dict(zip(held[0]["id"], held[0]["rank"], strict=True))
        assert ranks == {meant(i): str(s) for i, _, s in nodes}
    if dialect not in (*LISTED, "pajek"):
        names = dict(zip(held[0]["id"], held[0]["name"], strict=True))
        assert names == {meant(i): n or (i if dialect == "gml" else meant(i)) for i, n, _ in nodes}
    assert not [note for note in opened.notes if "left out" in note or "added" in note]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_readers_agree_on_graphml(tmp_path, seed):
    nodes, edges, directed = table(seed)
    (tmp_path / "x.graphml").write_text(graphml(nodes, edges, directed), encoding="utf-8")
    ours = load(tmp_path / "x.graphml").graph
    theirs = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    third = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert ours.is_directed() == theirs.is_directed() == third.is_directed()
    assert (
        (len(ours), ours.number_of_edges())
        == (len(theirs), theirs.number_of_edges())
        == (third.vcount(), third.ecount())
    )
    assert ours.size("weight") == theirs.size("weight") == sum(third.es["weight"])


def opened_as(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    return load(folder / name)


def test_groups_ports_hyperedges_and_several_graphs_of_graphml(tmp_path):
    content = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns/graphml">
    <key id="c" for="node" attr.name="colour" attr.type="string"><default>red</default></key>
    <key id="w" for="edge" attr.name="weight" attr.type="double"/>
    <graph id="G" edgedefault="directed"><data key="zz">?</data>
      <node id="a"><data key="c"> green </data><port name="North"/><graph id="a:" edgedefault="directed">
        <node id="a::1"/></graph></node>
      <node id="b"><desc>a desk</desc><data key="odd">7</data></node>
      <edge source="a" target="b" sourceport="North" directed="false"><data key="w">null</data></edge>
      <edge source="a" target="c"><data key="w"> 2.0 </data></edge>
      <hyperedge id="h"><endpoint node="a"/><endpoint node="b"/><endpoint node="a::1"/></hyperedge>
    </graph><graph id="H" edgedefault="undirected"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph>
    </graphml>"""
    opened = opened_as(tmp_path, "x.graphml", content)
    nodes = opened.facts.nodes.set_index("id")
    assert set(nodes.index) == {"a", "a::1", "b", "c", "h", "H:a", "H:b"}
    assert (
        nodes.loc["a", "colour"] == " green "
        and nodes.loc["b", "colour"] == "red"
        and nodes.loc["a", "ports"] == "North"
    )
    assert nodes.loc["b", "note"] == "a desk" and nodes.loc["b", "odd"] == "7" and nodes.loc["h", "kind"] == "hyperedge"
    table = opened.facts.relations
    assert ["a::1", "part_of", "a"] in table[["source", "relation", "target"]].values.tolist()
    assert (table["relation"] == "endpoint").sum() == 3
    assert set(table["weight"]) == {"", "2.0"} and (table["undirected"] == "true").sum() == 2
    told = " ".join(opened.notes)
    for what in ("only as ends of edges, added: 1 ('c')", "Hyperedges, each made", "does not declare", "'H'"):
        assert what in told


def test_spells_values_over_time_hierarchy_and_looks_of_gexf(tmp_path):
    content = """<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
    <meta><creator>Me</creator></meta><graph mode="dynamic" timeformat="date" defaultedgetype="directed">
    <attributes class="node" mode="dynamic"><attribute id="p" title="price" type="float"/>
      <attribute id="d" title="size class" type="string"><default>small</default></attribute></attributes>
    <nodes><node id="a" label="A"><attvalues><attvalue for="p" value="4" start="2006" end="2007"/>
        <attvalue for="p" value="5" start="2007"/><attvalue for="q" value="odd"/></attvalues>
        <spells><spell start="2006" end="2007"/><spell start="2009" end="2010"/></spells>
        <viz:color r="255" g="0" b="16"/><viz:position x="1.5" y="-2"/><viz:size value="3"/><viz:shape value="disc"/>
        <nodes><node id="a1" label="A1"/></nodes></node>
      <node id="b" label="B" pid="a" start="2010-01-01T00:00:00"/></nodes>
    <edges><edge id="0" source="a" target="b" kind="paid" weight="2"><viz:thickness value="4"/></edge>
      <edge id="1" source="a" target="b" type="undirected"/><edge id="2" source="b" target="a" type="mutual"/></edges>
    <mystery/></graph></gexf>"""
    opened = opened_as(tmp_path, "x.gexf", content)
    nodes = opened.facts.nodes.set_index("id")
    row = nodes.loc["a"]
    assert row["price"] == "4 (2006/2007); 5 (2007/..)" and row["spells"] == "2006/2007; 2009/2010"
    assert (row["start"], row["end"], row["q"], row["size class"]) == ("2006", "2010", "odd", "small")
    assert (row["color"], row["x"], row["y"], row["size"], row["shape"]) == ("#ff0010", "1.5", "-2", "3", "disc")
    assert nodes.loc["b", "start"] == "2010-01-01"
    table = opened.facts.relations
    assert sorted(table[table["relation"] == "part_of"][["source", "target"]].values.tolist()) == [
        ["a1", "a"],
        ["b", "a"],
    ]
    paid = table[table["relation"] == "paid"].iloc[0]
    assert (paid["weight"], paid["thickness"], paid["undirected"]) == ("2", "4", "")
    assert (table["undirected"] == "true").sum() == 2
    told = " ".join(opened.notes)
    for what in ("'mystery'", "'q'", "mutual", "creator 'Me'"):
        assert what in told


def test_parallel_edges_of_cytoscape_stay_apart_and_groups_are_parts(tmp_path):
    content = json.dumps([
        {"data": {"id": "g"}}, {"data": {"id": "a", "parent": "g"}, "style": {"background-color": "#F00", "width": 9}},
        {"data": {"id": "b"}}, {"data": {"id": "1", "source": "a", "target": "b"}},
        {"data": {"id": "2", "source": "a", "target": "b", "label": "x"}, "classes": ["p", "q"]}])  # fmt: skip
    opened = opened_as(tmp_path, "x.json", content)
    table = opened.facts.relations
    assert sorted(table["relation"]) == ["linked_to", "part_of", "x"]
    row = opened.facts.nodes.set_index("id").loc["a"]
    assert (row["color"], row["size"]) == ("#ff0000", "9")


def test_entities_of_followthemoney_are_nodes_and_edges(tmp_path):
    lines = [
        {"id": "p", "schema": "Person", "properties": {"name": ["Ann", "Anna"], "addressEntity": ["h"]}},
        {"id": "c", "schema": "Company", "caption": "Co", "properties": {}},
        {"id": "h", "schema": "Address", "properties": {"full": ["Street 1"]}},
        {"id": "o", "schema": "Ownership",
         "properties": {"owner": ["p"], "asset": ["c"], "percentage": ["60"], "startDate": ["2010"]}},
    ]  # fmt: skip
    opened = opened_as(tmp_path, "x.jsonl", "\n".join(map(json.dumps, lines)))
    assert sorted(opened.facts.relations[["source", "relation", "target", "start"]].values.tolist()) == [
        ["p", "Ownership", "c", "2010"], ["p", "addressEntity", "h", ""]]  # fmt: skip
    row = opened.facts.nodes.set_index("id").loc["p"]
    assert (row["kind"], row["name"], row["aliases"]) == ("Person", "Ann", "Anna")


def test_trees_and_adjacency(tmp_path):
    grown = {"name": "r", "children": [{"name": "x", "children": [{"name": "leaf", "value": 3}]}, {"name": "leaf"}]}
    opened = opened_as(tmp_path, "x.json", json.dumps(grown))
    assert len(opened.facts.nodes) == 4 and len(opened.facts.relations) == 3
    assert any("numbered: 1 ('leaf')" in note for note in opened.notes)
    graph = nx.karate_club_graph()
    opened = opened_as(tmp_path, "y.json", json.dumps(nx.adjacency_data(graph)))
    assert len(opened.facts.relations) == 78 and opened.graph.size("weight") == graph.size("weight")
    root = nx.DiGraph([(1, 2), (1, 3)])
    assert len(opened_as(tmp_path, "z.json", json.dumps(nx.tree_data(root, 1))).facts.relations) == 2


@pytest.mark.parametrize(
    "ending", [".dot", ".gv", ".adjlist", ".g6", ".mtx", ".gdf", ".tgf", ".txt", ".gz", ".zip", ".doc"]
)
def test_a_file_of_another_kind_is_refused_with_its_own_way_in(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_text("a b\n", encoding="utf-8")
    with pytest.raises(FactsError) as told:
        load(path)
    said = str(told.value)
    ways = ("networkx", "Gephi", ".edgelist;", "Unpack", "explorer read PATH --to FOLDER")
    assert sum(way in said.partition(".ncol.")[2] for way in ways) == 1
    for called in re.findall(r"networkx\.([\w.]+)\(", said):
        assert callable(operator.attrgetter(called)(nx))
