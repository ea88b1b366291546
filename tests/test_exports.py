"""Every export, read back with the tool it is meant for; and nothing of the clock in any of them."""

import csv
import datetime
import io
import json
import warnings
import xml.etree.ElementTree as ElementTree

import duckdb
import icalendar
import igraph
import networkx as nx
import pandas as pd
import pytest
import rdflib
from factsmaker import facts
from frictionless import Package
from hypothesis import given
from tinyworld import calm, world

from explorer.errors import FactsError, MissingExtra, OptionError
from explorer.explorer import Explorer, from_graph, load
from explorer.graph.formats import write

BALI = load("example")
SESSIONS = world("sessions")


def edges(graph):
    return {(str(s), str(t)): graph.get_edge_data(s, t) for s, t in graph.edges()}


def test_networkx_reads_graphml(tmp_path):
    BALI.export(tmp_path / "x.graphml")
    graph = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    assert set(graph) == set(BALI.facts.nodes["id"])
    assert sorted(key for *_, key in graph.edges(keys=True)) == BALI.facts.relations["id"].tolist()
    assert graph.edges["state:aus", "meeting:ahg-som-5", "r05"]["relation"] == "chaired"
    assert graph.nodes["state:aus"]["sources"] == "doc:ahg-som-5#2"


def test_igraph_reads_graphml(tmp_path):
    SESSIONS.export(tmp_path / "x.graphml")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    nodes, relations = SESSIONS.facts.nodes, SESSIONS.facts.relations
    assert graph.is_directed() and dict(zip(graph.vs["id"], graph.vs["name"], strict=True)) == dict(
        zip(nodes["id"], nodes["name"], strict=True)
    )
    ends = [(graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge["relation"]) for edge in graph.es]
    assert sorted(ends) == sorted(relations[["source", "target", "relation"]].itertuples(index=False, name=None))


def test_a_calendar_reads_events(tmp_path):
    SESSIONS.export(tmp_path / "x.ics", title="Sessions; all, of them")
    calendar = icalendar.Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    assert str(calendar["NAME"]) == r"Sessions\; all\, of them" and not calendar.errors
    meetings = SESSIONS.meetings().set_index("id")
    entries = {str(entry["UID"]).removesuffix("@relationship-explorer"): entry for entry in calendar.walk("VEVENT")}
    to_the_day = {node for node, start in meetings["start"].items() if len(start) == 10}
    assert set(entries) == to_the_day and len(to_the_day) > 1
    for node, entry in entries.items():
        told = meetings.loc[node]
        last = datetime.date.fromisoformat(told["end"] or told["start"])
        assert (str(entry["SUMMARY"]), entry.start, entry.end) == (
            told["name"], datetime.date.fromisoformat(told["start"]), last + datetime.timedelta(days=1),
        )  # fmt: skip
        assert str(entry.get("LOCATION", "")) == told["place"].replace("|", ", ") and not entry.errors


def test_networkx_reads_gexf_and_gephi_finds_a_timeline(tmp_path):
    SESSIONS.export(tmp_path / "x.gexf")
    graph = nx.read_gexf(tmp_path / "x.gexf")
    assert set(graph) == set(SESSIONS.facts.nodes["id"])
    assert graph.number_of_edges() == len(SESSIONS.facts.relations)
    tree = ElementTree.parse(tmp_path / "x.gexf").getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert tree.find("g:graph", space).attrib["timeformat"] == "date"
    vague = next(node for node in tree.iterfind(".//g:node", space) if node.attrib["id"] == "meeting:s2")
    assert (vague.attrib["start"], vague.attrib["end"]) == ("2010-06-01", "2010-06-30")
    assert "lastmodifieddate" not in (tmp_path / "x.gexf").read_text("utf-8")


def test_networkx_reads_node_link_and_cytoscape_json(tmp_path):
    BALI.export(tmp_path / "x.json")
    BALI.export(tmp_path / "x.cyjs")
    linked = nx.node_link_graph(json.loads((tmp_path / "x.json").read_text("utf-8")), edges="edges")
    drawn = nx.cytoscape_graph(json.loads((tmp_path / "x.cyjs").read_text("utf-8")))
    for graph in (linked, drawn):
        assert graph.is_directed() and graph.is_multigraph()
        assert set(graph) == set(BALI.facts.nodes["id"])
        assert graph.number_of_edges() == len(BALI.facts.relations)


def test_rdflib_reads_json_ld(tmp_path):
    BALI.export(tmp_path / "x.jsonld", title="A tiny world")
    graph = rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    ours = rdflib.Namespace("urn:relationship-explorer:")
    schema = rdflib.Namespace("https://schema.org/")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert (ours["state:aus"], rdflib.RDF.type, schema.Country) in graph
    assert (ours["meeting:ahg-som-5"], schema.attendee, ours["state:aus"]) in graph
    assert (ours["place:bali"], schema.containedInPlace, ours["state:idn"]) in graph
    start = graph.value(ours["meeting:ahg-som-5"], schema.startDate)
    assert str(start) == "2011-10-12" and "edtf" in str(start.datatype)
    statements = list(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(statements) == len(BALI.facts.relations)
    for statement in statements:
        passage = graph.value(statement, prov.wasQuotedFrom)
        assert graph.value(passage, schema.text), "each statement leads to the words of its passage"
    assert (ours["topic:visa-integrity"], rdflib.RDF.type, rdflib.SKOS.Concept) in graph


def test_a_statement_in_json_ld_says_all_that_is_known_of_the_relation_and_no_more(tmp_path):
    asked = world(
        "state:a\nbody:b\nworkshop:w\ncommitment:c force=agreed\n"
        "state:a member_of body:b chair start=2001 end=2004-05\n"
        "workshop:w fulfils commitment:c basis=inferred rule=same-subject confidence=0.7\n"
    )
    asked.export(tmp_path / "x.jsonld", title="Two relations")
    graph = rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    said = {}
    for statement in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement):
        known = {str(p).rpartition("/")[2].rpartition(":")[2]: str(o) for p, o in graph.predicate_objects(statement)}
        said[known["basis"]] = known
    columns = ("roleName", "startDate", "endDate", "rule", "confidence")
    assert [said["stated"].get(column) for column in columns] == ["chair", "2001", "2004-05", None, None]
    assert [said["inferred"].get(column) for column in columns] == [None, None, None, "same-subject", "0.7"]


def test_a_calendar_has_the_events_dated_to_the_day(tmp_path):
    _, notes = SESSIONS.export(tmp_path / "x.ics", title="Sessions; of, a group")
    content = (tmp_path / "x.ics").read_bytes()
    assert b"\r\n" in content and max(map(len, content.split(b"\r\n"))) <= 75
    text = content.decode("utf-8").replace("\r\n ", "")
    events = text.split("BEGIN:VEVENT")[1:]
    assert len(events) == 4 and "1 events are not dated to the day and were left out." in notes
    last = next(event for event in events if "UID:meeting:s3" in event)
    assert "DTSTART;VALUE=DATE:20110301" in last
    assert "DTEND;VALUE=DATE:20110303" in last, "the day after the last"
    assert "X-WR-CALNAME:Sessions\\; of\\, a group" in text


def test_frictionless_finds_the_package_valid(tmp_path):
    BALI.export(tmp_path / "facts")
    assert Package(str(tmp_path / "facts" / "datapackage.json")).validate().valid
    assert load(tmp_path / "facts").facts.equals(BALI.facts)


def test_duckdb_and_we_read_parquet(tmp_path):
    BALI.export(tmp_path / "facts", format="parquet")
    count = duckdb.sql(f"select count(*) from '{tmp_path}/facts/relations.parquet'").fetchall()
    assert count == [(len(BALI.facts.relations),)]
    assert load(tmp_path / "facts").facts.equals(BALI.facts)
    (tmp_path / "facts" / "citations.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(FactsError, match="citations.parquet"):
        load(tmp_path / "facts")


def test_gephi_and_neo4j_headings(tmp_path):
    BALI.export(tmp_path / "gephi", format="gephi")
    nodes = pd.read_csv(tmp_path / "gephi" / "nodes.csv", keep_default_na=False)
    lines = pd.read_csv(tmp_path / "gephi" / "edges.csv", keep_default_na=False)
    assert list(nodes.columns[:2]) == ["Id", "Label"] and list(lines.columns[:4]) == ["Source", "Target", "Type", "Id"]
    assert set(lines["Source"]) | set(lines["Target"]) <= set(nodes["Id"])
    BALI.export(tmp_path / "neo4j", format="neo4j")
    rows = list(csv.DictReader((tmp_path / "neo4j" / "relationships.csv").open(encoding="utf-8", newline="")))
    assert {":START_ID", ":END_ID", ":TYPE"} <= set(rows[0])
    assert {row[":TYPE"] for row in rows} >= {"PARTICIPATED_IN"}
    labels = {row[":LABEL"] for row in csv.DictReader((tmp_path / "neo4j" / "nodes.csv").open(encoding="utf-8"))}
    assert labels == {kind.capitalize() for kind in set(BALI.facts.nodes["kind"])}


@pytest.mark.parametrize("name", ["x.graphml", "x.json"])
def test_what_we_wrote_comes_back_without_loss(tmp_path, name):
    for asked in (BALI, SESSIONS, world("promises")):
        asked.export(tmp_path / name)
        back = load(tmp_path / name)
        assert back.facts.equals(asked.facts) and back.notes == ()


@pytest.mark.parametrize("name", ["x.gexf", "x.cyjs"])
def test_nodes_and_relations_come_back_from_the_others(tmp_path, name):
    _, notes = SESSIONS.export(tmp_path / name)
    assert "Passages and citations are left out" in notes[0]
    back = load(tmp_path / name)
    assert back.facts.nodes.equals(SESSIONS.facts.nodes) and back.facts.relations.equals(SESSIONS.facts.relations)
    assert "the file holds no sources" in back.notes[0]


@calm
@given(facts())
def test_any_facts_survive_graphml_and_json(tmp_path, drawn):
    path, notes = write(drawn, tmp_path / "x.json")
    assert load(path).facts.equals(drawn)
    path, notes = write(drawn, tmp_path / "x.graphml")
    back = load(path).facts
    if not notes:
        assert back.equals(drawn)
    else:
        assert "U+FFFD" in notes[0]
        assert back.passages.equals(drawn.passages), "what is whole in the graph's data stays whole"


def test_a_missing_library_names_the_extra(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"relationship-explorer\[parquet\]"):
        BALI.export(tmp_path / "x", format="parquet")
    assert not (tmp_path / "x").exists()


def test_misuse(tmp_path):
    with pytest.raises(
        OptionError,
        match="graphml.* a folder with format package, parquet, gephi, neo4j, statnet, rsiena, ucinet, matrix",
    ):
        BALI.export(tmp_path / "x.grapml")
    with pytest.raises(OptionError, match="Did you mean gexf"):
        BALI.export(tmp_path / "x", format="gefx")


def test_any_networkx_graph_is_taken_and_told_about():
    graph = nx.Graph()
    graph.add_node(1, label="Danube", type="river")
    graph.add_edge(1, "Vienna", type="flows_through", length=23.5)
    opened = from_graph(graph)
    assert opened.find("danube")["id"].tolist() == ["1"]
    assert opened.paths("Danube", "Vienna")["sentence"].tolist() == ["Danube flows through Vienna."]
    told = " ".join(opened.notes)
    assert "'river'" in told and "'flows_through'" in told and "length" in told
    assert list(graph.edges(data=True)) == [(1, "Vienna", {"type": "flows_through", "length": 23.5})]
    karate = from_graph(nx.karate_club_graph())
    assert len(karate.rank(limit=3)) == 3


GEPHI = """<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
  <meta lastmodifieddate="2024-05-01"><creator>Gephi 0.10.1</creator></meta>
  <graph defaultedgetype="directed" mode="static">
    <attributes class="node" mode="static"><attribute id="kind" title="kind" type="string"/></attributes>
    <nodes>
      <node id="0" label="Australia"><attvalues><attvalue for="kind" value="state"/></attvalues>
        <viz:size value="10.0"/><viz:position x="-1.0" y="2.0"/><viz:color r="1" g="2" b="3"/></node>
      <node id="1" label="SOM 6"><attvalues><attvalue for="kind" value="meeting"/></attvalues></node>
    </nodes>
    <edges><edge id="0" source="0" target="1" label="participated_in" weight="2.5"/>
      <edge id="1" source="1" target="0" type="undirected" label="near"/></edges>
  </graph>
</gexf>"""
CYTOSCAPE = {
    "format_version": "1.0", "generated_by": "cytoscape-3.10.1",
    "data": {"shared_name": "net", "name": "net", "SUID": 52, "__Annotations": []},
    "elements": {
        "nodes": [{"data": {"id": n, "name": name, "SUID": int(n)}, "position": {"x": 1, "y": 2}, "selected": False}
                  for n, name in (("62", "Australia"), ("64", "Bali"))],
        "edges": [{"data": {"id": "66", "source": "62", "target": "64", "name": "Australia (hosted) Bali",
                            "interaction": "hosted", "SUID": 66}, "selected": False}],
    },
}  # fmt: skip
YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key attr.name="url" attr.type="string" for="node" id="d4"/><key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d4"><![CDATA[https://example.org]]></data><data key="d6"><y:ShapeNode>
      <y:Geometry height="30.0" width="30.0" x="0.0" y="0.0"/><y:NodeLabel>Australia<y:LabelModel/></y:NodeLabel>
      <y:Shape type="rectangle"/></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Bali meeting</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>took part in</y:EdgeLabel>
      </y:PolyLineEdge></data></edge>
  </graph><data key="d7"><y:Resources/></data></graphml>"""


@pytest.mark.parametrize(
    ("name", "content", "relations"),
    [
        ("x.gexf", GEPHI, [["Australia", "participated_in", "SOM 6"], ["SOM 6", "near", "Australia"]]),
        ("x.cyjs", json.dumps(CYTOSCAPE), [["Australia", "hosted", "Bali"]]),
        ("x.json", '{"elements": [{"data": {"id": "a"}}, {"data": {"id": "b", "label": "B"}}, {"data": {"id": "ab",'
                   ' "source": "a", "target": "b", "interaction": "knows"}}]}', [["a", "knows", "B"]]),
        ("x.graphml", YED, [["Australia", "took part in", "Bali meeting"]]),
    ],
)  # fmt: skip
def test_files_of_gephi_cytoscape_and_yed_are_taken_and_told_about(tmp_path, name, content, relations):
    (tmp_path / name).write_text(content, encoding="utf-8")
    opened = load(tmp_path / name)
    table = opened.facts.relations
    names = opened.facts.nodes.set_index("id")["name"]
    found = table.assign(source=names[table["source"]].values, target=names[table["target"]].values)
    assert found[["source", "relation", "target"]].values.tolist() == relations
    assert any("no sources" in note for note in opened.notes)
    if name == "x.gexf":
        assert table["undirected"].tolist() == ["", "true"] and "'undirected'" in " ".join(opened.notes)


def test_our_own_graph_loses_nothing():
    back = from_graph(BALI.graph)
    assert back.facts.equals(BALI.facts) and back.notes == ()
    assert isinstance(back, Explorer)


@pytest.mark.parametrize("form", ["gephi", "neo4j", "statnet", "rsiena", "ucinet", "matrix"])
@pytest.mark.parametrize(
    "start", ["=1+1", "+cmd", "-x", "@SUM(1)", "\t=1", "-1+2", '=1,"2"', "\n=1", "＝1", "＋1", "－1", "＠A1"]
)
def test_no_text_in_tables_for_people_starts_a_formula(tmp_path, form, start):
    """In ids, names, kinds, roles and attributes of the user's own, heads and all; a number stays one."""
    graph = nx.MultiDiGraph()
    graph.add_node(
        f"{start} a", name=f"{start} name", kind="state", **{f"{start} head": f"{start} cell", "level": -2.5}
    )
    graph.add_node("meeting:b", name="B", kind="meeting", start="2012-06-01")
    graph.add_node("meeting:c", name="C", kind="meeting", start="2013-06-01")
    for meeting in ("meeting:b", "meeting:c"):
        graph.add_edge(f"{start} a", meeting, relation="participated_in", role=f"{start} role")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, notes = write(from_graph(graph).facts, tmp_path / "out", format=form)
    cells = [
        cell
        for path in (tmp_path / "out").glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        for cell in row
    ]
    assert any(cell.startswith(f"'{start[:1]}") for cell in cells)
    assert {cell for cell in cells if cell[:1] and cell[:1] in "=+-@\t\r\n＝＋－＠"} <= {"-2.5"}
    assert any("like a formula" in note and "apostrophe" in note for note in notes)


def test_the_exact_tables_say_that_a_cell_begins_like_a_formula(tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_node("a", name="=1+1", kind="state")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, notes = write(from_graph(graph).facts, tmp_path / "out", format="package")
    assert any("1 text begins like a formula" in note and "as they are" in note for note in notes)
    assert "=1+1" in (tmp_path / "out" / "nodes.csv").read_text(encoding="utf-8")
    assert write(BALI.facts, tmp_path / "plain", format="package")[1] == []
