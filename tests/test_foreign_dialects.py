"""Dialects of graph files in their rarer forms: what stands in them is there, told as left out, or refused in one line."""

import json
import random

import pytest
from test_foreign_graphs import DIALECTS, opened_as, table

from explorer.errors import FactsError
from explorer.explorer import load


def test_results_of_a_query_are_nodes_and_relationships(tmp_path):
    ann = {"type": "node", "id": "7", "labels": ["Person"], "properties": {"name": "Ann"}}
    paid = {"type": "relationship", "id": "3", "label": "PAID", "properties": {"sum": 4},
            "start": {"id": "7", "labels": ["Person"]}, "end": {"id": "9", "labels": ["Firm"], "properties": {"town": "Suva"}}}  # fmt: skip
    rows = [{"a": ann, "r": paid, "how many": 2}, {"a": ann, "r": {"path": [ann, paid]}, "how many": None}]
    opened = opened_as(tmp_path, "x.json", "\n".join(map(json.dumps, rows)))
    assert opened.facts.relations[["source", "relation", "target", "sum"]].values.tolist() == [["7", "PAID", "9", "4"]]
    row = opened.facts.nodes.set_index("id").loc["9"]
    assert (row["kind"], row["town"]) == ("Firm", "Suva")  # said at the end of the relationship alone
    assert any("'how many'" in note for note in opened.notes) and any("only as ends" in note for note in opened.notes)
    path = {"p": {"length": 1, "nodes": [ann], "rels": [paid]}, "a": ann, "r": paid}
    assert opened_as(tmp_path, "z.json", json.dumps(path)).facts.relations.equals(opened.facts.relations)
    by_id = {"nodes": {"7": ann}, "rels": {"3": paid}}
    again = opened_as(tmp_path, "y.json", json.dumps(by_id))
    assert again.facts.relations.equals(opened.facts.relations)


@pytest.mark.parametrize("part", ["g", "network", "data"])
@pytest.mark.parametrize("own", ["key", "id"])
def test_a_graph_within_an_object_is_found(tmp_path, part, own):
    graph = {"nodes": [{own: "a", "attributes": {"size": 3}}, {own: "b"}], "edges": [["a", "b"]]}
    opened = opened_as(tmp_path, "x.json", json.dumps({"title": "Ponds", "authors": ["A", "B"], part: graph}))
    assert opened.facts.relations[["source", "target"]].values.tolist() == [["a", "b"]]
    assert opened.facts.nodes.set_index("id").loc["a", "size"] == "3"
    told = " ".join(opened.notes)
    assert "title 'Ponds'" in told and "'authors'" in told


def test_a_workspace_of_gephi_lite(tmp_path):
    graph = {"options": {"type": "undirected"}, "nodes": [{"key": "a"}, {"key": "b"}],
             "edges": [{"key": "e", "source": "a", "target": "b"}]}  # fmt: skip
    held = {"nodeData": {"a": {"label": "Ann"}}, "layout": {"a": {"x": 2.5, "y": 1}}, "edgeData": {"e": {"weight": 4}},
            "metadata": {"title": "Ponds"}, "fullGraph": graph}  # fmt: skip
    opened = opened_as(
        tmp_path, "x.json", json.dumps({"type": "gephi-lite", "graphDataset": held, "appearance": {"a": 1}})
    )
    row = opened.facts.nodes.set_index("id").loc["a"]
    assert (row["name"], row["x"], row["y"]) == ("Ann", "2.5", "1")
    assert opened.facts.relations[["weight", "undirected"]].values.tolist() == [["4", "true"]]
    assert any("'appearance'" in note for note in opened.notes)


@pytest.mark.parametrize(
    ("arrows", "ends", "loose"),
    [("to", ("1", "2"), ""), ("from", ("2", "1"), ""), ("to;from", ("1", "2"), "true"), ({"from": True}, ("2", "1"), ""),
     ({"to": {"enabled": False}}, ("1", "2"), "true")],
)  # fmt: skip
def test_arrows_of_vis_give_the_direction(tmp_path, arrows, ends, loose):
    data = {"nodes": [{"id": 1}, {"id": 2}], "edges": [{"from": 1, "to": 2, "arrows": arrows}]}
    row = opened_as(tmp_path, "x.json", json.dumps(data)).facts.relations.iloc[0]
    assert ((row["source"], row["target"]), row.get("undirected", "")) == (ends, loose)


def test_what_cytoscape_says_beside_the_data_is_told(tmp_path):
    elements = [{"data": {"id": "a"}, "selected": False, "locked": True, "style": {"font-size": 9, "width": 4}},
                {"data": {"label": "no id"}}, {"data": {"source": "a", "target": "a"}, "group": "edges"}]  # fmt: skip
    opened = opened_as(tmp_path, "x.json", json.dumps({"elements": elements, "zoom": 2, "pan": {"x": 1}}))
    told = " ".join(opened.notes)
    for what in ("'selected', 'locked'", "'font-size'", "zoom '2'", "'pan'", "without an id, numbered: 1"):
        assert what in told
    assert len(opened.facts.nodes) == 2


def test_several_graphs_of_one_file_keep_what_each_says_of_itself(tmp_path):
    graphs = [{"label": "Lakes", "nodes": {"a": {}}}, {"label": "Rivers", "nodes": {"b": {}}}]
    told = " ".join(opened_as(tmp_path, "x.jgf", json.dumps({"graphs": graphs})).notes)
    assert "label 'Lakes'" in told and "label (2) 'Rivers'" in told


def test_stamps_of_time_and_looks_over_time_of_gexf(tmp_path):
    content = """<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
    <graph mode="dynamic" timerepresentation="timestamp"><attributes class="node" mode="dynamic">
    <attribute id="0" title="price" type="double"/></attributes><nodes><node id="a" timestamp="2004">
    <attvalues><attvalue for="0" value="3" timestamp="2004"/><attvalue for="0" value="4" timestamp="2005"/></attvalues>
    <viz:color r="1" g="2" b="3" a="0.5" start="2004"/><viz:shape value="image" uri="x.png"/></node>
    <node id="b"><spells><spell timestamp="2003"/><spell timestamp="2006"/></spells></node></nodes></graph></gexf>"""
    opened = opened_as(tmp_path, "x.gexf", content)
    a, b = (opened.facts.nodes.set_index("id").loc[name] for name in "ab")
    assert (a["price"], a["start"], a["end"]) == ("3 (2004/2004); 4 (2005/2005)", "2004", "2004")
    assert (b["start"], b["end"], b["spells"]) == ("2003", "2006", "2003/2003; 2006/2006")
    assert a["image"] == "x.png"
    told = " ".join(opened.notes)
    assert "Transparency" in told and "change over time" in told


@pytest.mark.parametrize(("stamp", "kept"), [("2012-01-12T15:30:00", True), ("2012-01-12T00:00:00.000+02:00", False)])
def test_the_time_of_day_is_kept_beside_the_day(tmp_path, stamp, kept):
    data = {
        "nodes": [{"id": "a", "start": stamp}, {"id": "b"}],
        "links": [{"source": "a", "target": "b", "date": stamp}],
    }
    facts = opened_as(tmp_path, "x.json", json.dumps(data)).facts
    for row, name in ((facts.nodes.iloc[0], "start (given)"), (facts.relations.iloc[0], "date")):
        assert row["start"] == "2012-01-12" and row.get(name, "") == (stamp if kept else "")


def test_details_of_drawing_are_told(tmp_path):
    yed = """<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key id="d" for="node" yfiles.type="nodegraphics"/>
    <graph><node id="a"><data key="d"><y:ShapeNode><y:Geometry x="1" y="2" width="4" height="6"/><y:Fill color="#FF0000"
    transparent="false"/><y:NodeLabel fontSize="12">Ann</y:NodeLabel><y:Shape type="disc"/></y:ShapeNode></data></node>
    </graph></graphml>"""
    opened = opened_as(tmp_path, "x.graphml", yed)
    row = opened.facts.nodes.iloc[0]
    assert (row["name"], row["x"], row["y"], row["color"], row["shape"]) == ("Ann", "3", "5", "#ff0000", "disc")
    told = " ".join(opened.notes)
    assert "Details of yEd's drawing, left out: 2 ('Fill: transparent', 'NodeLabel: fontSize')" in told
    drawn = 'graph [ node [ id 1 graphics [ x 3 fill "#0f0" outline "#000000" ] ] ]'
    assert any("'outline'" in note for note in opened_as(tmp_path, "x.gml", drawn).notes)


def test_a_table_of_nodes_is_no_edge_list(tmp_path):
    opened = opened_as(tmp_path, "x.csv", 'Id,Label,Lakes\n1,Ann,"a\nb"\n2,,\n')
    assert len(opened.facts.relations) == 0
    assert opened.facts.nodes[["id", "name", "Lakes"]].values.tolist() == [["1", "Ann", "a\nb"], ["2", "2", ""]]
    assert any("A table of nodes alone" in note for note in opened.notes)


def test_heads_that_stand_twice_lose_no_cells(tmp_path):
    row = opened_as(tmp_path, "x.csv", "source,target,sum,sum\na,b,1,2\n").facts.relations.iloc[0]
    assert (row["sum"], row["sum (2)"]) == ("1", "2")
    with pytest.raises(FactsError, match="read by `explorer read`"):  # a table about other things
        opened_as(tmp_path, "y.csv", "id,comp_id,name,role\n1,2,Ann,owner\n")


@pytest.mark.parametrize("name", ["x.ncol", "x.edgelist"])
def test_edges_parted_by_blanks_with_and_without_weights(tmp_path, name):
    opened = opened_as(tmp_path, name, 'a b\n"b c" c 12.5\na "b c"\n')
    assert opened.facts.relations[["source", "target", "weight"]].values.tolist() == [
        ["a", "b", ""], ["b c", "c", "12.5"], ["a", "b c", ""]]  # fmt: skip
    assert any("the first line is an edge ('a – b')" in note for note in opened.notes)


def test_labels_of_a_dl_matrix_meet_whatever_their_case(tmp_path):
    opened = opened_as(
        tmp_path, "x.dl", "dl n=3\nlabels embedded\ndata:\nann BEN cleo\nAnn 0 1 0\nBen 0 0 1\nCleo 1 0 0\n"
    )
    assert sorted(opened.facts.relations[["source", "target"]].values.tolist()) == [
        ["Ann", "Ben"], ["Ben", "Cleo"], ["Cleo", "Ann"]]  # fmt: skip
    assert len(opened.facts.nodes) == 3


ODD = [None, "", -1, 1.5, True, [], {}, ["a"], {"a": 1}, "x", [[1, 2]], [None], {"id": None}]


def spots(data, path=()):
    """Yield the way to every part of JSON data."""
    yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from spots(value, (*path, key))


def with_odd(data, path, odd):
    if not path:
        return odd
    made = json.loads(json.dumps(data))
    at = made
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = odd
    return made


@pytest.mark.parametrize("dialect", [name for name, (file, _) in DIALECTS.items() if file.endswith(("json", "cyjs"))])
def test_odd_parts_of_json_are_read_or_refused_in_one_line(tmp_path, dialect):
    chance = random.Random(dialect)
    nodes, edges, directed = table(5)
    name, make = DIALECTS[dialect]
    data = json.loads(make(nodes[:2], [("e", nodes[0][0], nodes[1][0], 2, "met")], directed))
    for path in spots(data):
        text = json.dumps(with_odd(data, path, chance.choice(ODD)))
        (tmp_path / name).write_text(text, encoding="utf-8")
        try:
            assert load(tmp_path / name).graph is not None
        except FactsError as refused:
            assert "\n" not in str(refused) and name in str(refused), text


REFUSED = {
    "no graph": ("x.json", '{"a": 1}', r"no graph that is known: .* keys 'a'\. Expected node-link"),
    "both": ("x.json", '{"nodes": [], "edges": [{"source": 1}], "links": [{}]}', "both 'edges' and 'links'"),
    "no source": ("x.json", '{"nodes": [{"id": 1}], "links": [{"target": 1}]}', "an edge has no source"),
    "line": ("x.jsonl", '{"type": "node", "id": "1"}\n{oops}', "line 2: no JSON"),
    "words": ("x.json", '{"nodes": ["a"], "links": []}', "'nodes' holds 'a', which is no object"),
    "gexf": ("x.gexf", "<svg/>", "is no GEXF: its first element is 'svg'"),
    "graphml": ("x.graphml", "<graphml/>", "holds no graph"),
    "no id": ("x.graphml", '<graphml><graph><node a="1"/></graph></graphml>', "element 'node' .* has no id"),
    "gml": ("x.gml", "graph [ node [ id 1 ]", "cut off"),
    "gml end": ("x.gml", "graph [ ] ]", "line 1: '\\]'"),
    "pajek": ("x.net", "*Vertices 2\n1 2\n*Arcs\n1 x", "line 4: 'x' is no number"),
    "csv": ("x.csv", "a,b,c,d\n1,2,3,4\n", "neither an edge list nor a matrix"),
    "matrix": ("x.csv", ",a,b\na,0,many\nb,1,0\n", "row 2: 'many' is no number"),
    "two sources": ("x.gml", "graph [ node [ id 1 ] edge [ source 1 source 2 target 1 ] ]", "has more than one source"),
    "no value": ("x.gml", "graph [ ] Version", "'Version' at its end has no value"),
    "line break": ("x.gml", 'graph [\n node [ id 1 "b\nc" x 1 ] ]', "line 2"),
    "blank name": ("x.csv", ",a,\na,0,1\nb,1,0\n", "column 3 of the matrix has no name"),
    "no node id": ("x.csv", "id,label\n1,a\n,b\n", "row 3: no id"),
    "objects": ("x.json", '[{"name": "a", "town": "b"}]', "a list of objects with the keys 'name', 'town'"),
    "properties": (
        "x.jsonl",
        '{"type": "node", "id": "1", "properties": [1]}',
        "properties of a node is '1', which is no",
    ),
    "jgf nodes": ("x.jgf", '{"graph": {"nodes": 7, "edges": []}}', "the part 'nodes' is '7', which is no object"),
    "hyperedge": ("x.jgf", '{"graph": {"nodes": {}, "hyperedges": [{"nodes": 1}]}}', "'nodes' of a hyperedge is '1'"),
    "entity": ("x.json", '[{"id": "a", "schema": "Person", "properties": "b"}]', "properties of an entity is 'b'"),
    "end": (
        "x.json",
        '{"nodes": [{"id": 1}], "links": [{"source": {"id": {}}, "target": 1}]}',
        "an edge has no source",
    ),
    "dl": ("x.dl", "hello", "no DL file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused_in_one_line(tmp_path, name):
    file, content, says = REFUSED[name]
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(FactsError, match=says) as caught:
        load(tmp_path / file)
    assert "\n" not in str(caught.value) and file in str(caught.value)


def test_an_edge_of_pajek_beyond_the_declared_vertices_is_told(tmp_path):
    opened = opened_as(tmp_path, "x.net", '*Vertices 2\n1 "Weir"\n2 "Lock"\n*Arcs\n1 2 3\n2 7 1\n')
    assert sorted(opened.facts.nodes.id) == ["1", "2", "7"] and len(opened.facts.relations) == 2
    (told,) = [note for note in opened.notes if "beyond those declared" in note]
    assert "2 7 1" in told and "1 2 3" not in told
