"""Facts → graph → facts loses nothing, and the graph is a plain one."""

import copy
import json
import pickle

import networkx as nx
import pytest
from factsmaker import facts as made_facts
from hypothesis import given, settings

from explorer.answers.example import example_facts
from explorer.errors import FactsError
from explorer.facts.tables import Facts
from explorer.graph import to_facts, to_graph
from explorer.graph.index import Index


@settings(max_examples=80)
@given(made_facts())
def test_the_round_trip_loses_nothing(facts):
    graph = to_graph(facts)
    assert type(graph) is nx.MultiDiGraph
    assert graph.number_of_edges() == len(facts.relations)
    assert to_facts(graph).equals(facts)


def test_keys_and_attributes_are_those_of_the_tables():
    facts = Facts.from_rows(
        nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}, {"id": "state:idn", "kind": "state"}],
        relations=[
            {"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn", "basis": "stated"},
            {"id": "r2", "source": "place:bali", "relation": "located_in", "target": "state:idn", "basis": "curated"},
        ],
        citations=[{"id": "c1", "statement": "r1", "passage": "doc:a#2", "quotation": "Bali, Indonesia"}],
    )
    graph = to_graph(facts)
    assert sorted(graph["place:bali"]["state:idn"]) == ["r1", "r2"]
    assert graph.edges["place:bali", "state:idn", "r1"]["sources"] == "doc:a#2"
    assert json.loads(graph.graph["citations"])[0]["quotation"] == "Bali, Indonesia"
    assert graph.nodes["place:bali"]["name"] == "Bali"


def test_a_dangling_end_is_named():
    facts = Facts.from_rows(relations=[{"id": "r1", "source": "a", "relation": "follows", "target": "b"}])
    with pytest.raises(FactsError, match=r"Relation r1 in relations\.csv names 'a', which is no node"):
        to_graph(facts)


def world():
    return Facts.from_rows(
        nodes=[{"id": f"state:{n}", "kind": "state", "name": n} for n in ("aus", "idn", "tha")],
        relations=[
            {"id": f"r{i}", "source": f"state:{s}", "relation": "concerns", "target": f"state:{t}", "rule": "x"}
            for i, (s, t) in enumerate([("aus", "idn"), ("aus", "idn"), ("idn", "tha")])
        ],
        citations=[{"id": "c1", "statement": "r0", "passage": "doc:a#1", "quotation": "as agreed"}],
    )


def _own(row):
    return {name: cell for name, cell in row.items() if name not in ("source", "target")}


def test_networkx_takes_the_graph_for_one_it_built_itself():
    facts = world()
    graph, built = to_graph(facts), nx.MultiDiGraph()
    graph.graph.clear()
    for row in facts.nodes.to_dict("records"):
        built.add_node(row["id"], **row, sources="")
    for row in facts.relations.to_dict("records"):
        cited = "|".join(facts.citations[facts.citations.statement == row["id"]]["passage"])
        built.add_edge(row["source"], row["target"], key=row["id"], **_own(row), sources=cited)
    assert list(graph.edges(keys=True, data=True)) == list(built.edges(keys=True, data=True))
    assert dict(graph.nodes(data=True)) == dict(built.nodes(data=True))
    assert dict(graph.in_degree()) == dict(built.in_degree())
    for same in (nx.to_undirected, nx.MultiDiGraph.copy, nx.reverse, nx.Graph, copy.deepcopy):
        assert nx.utils.graphs_equal(same(graph), same(built))
    assert pickle.loads(pickle.dumps(graph)).edges["state:aus", "state:idn", "r0"]["rule"] == "x"
    part = graph.subgraph(["state:aus", "state:idn"])
    assert list(part.edges(keys=True)) == [("state:aus", "state:idn", "r0"), ("state:aus", "state:idn", "r1")]


def test_an_edge_can_be_changed_like_any_other():
    facts = world()
    graph = to_graph(facts)
    edge = graph.edges["state:aus", "state:idn", "r0"]
    edge["weight"] = 2
    del edge["rule"]
    nx.set_edge_attributes(graph, "red", "colour")
    assert edge.get("rule") is None and edge["weight"] == 2 and edge["relation"] == "concerns"
    assert {colour for *_, colour in graph.edges(data="colour")} == {"red"}
    assert facts.relations.rule.tolist() == ["x", "x", "x"]
    assert dict(edge) == {**edge} == dict(edge.items())
    assert json.loads(json.dumps(edge))["weight"] == 2
    graph.remove_edge("state:aus", "state:idn", "r1")
    graph.add_edge("state:tha", "state:aus", key="r9", relation="concerns")
    assert sorted(key for *_, key in graph.edges(keys=True)) == ["r0", "r2", "r9"]


def test_c_code_finds_every_attribute_too():
    graph = to_graph(world())
    assert json.loads(json.dumps(graph._adj))["state:aus"]["state:idn"]["r1"]["rule"] == "x"
    assert json.loads(json.dumps(graph.nodes["state:aus"]))["name"] == "aus"
    assert {**graph.nodes["state:idn"]}["kind"] == "state" and dict(graph._node)["state:idn"]["kind"] == "state"
    link = nx.node_link_data(graph, edges="edges")
    assert [row["key"] for row in link["edges"]] == ["r0", "r1", "r2"]
    listed = nx.to_pandas_edgelist(graph)
    assert list(listed["rule"]) == ["x", "x", "x"]


def test_an_attribute_is_the_same_object_at_every_look():
    graph = to_graph(world())
    keyed = graph.get_edge_data("state:aus", "state:idn")
    assert keyed["r0"] is graph.edges["state:aus", "state:idn", "r0"] is graph["state:aus"]["state:idn"]["r0"]
    assert graph.get_edge_data("state:aus", "state:idn", "r8", default="none") == "none"
    graph.nodes["state:tha"]["seen"] = True
    assert [name for name, seen in graph.nodes(data="seen") if seen] == ["state:tha"]
    graph.remove_node("state:idn")
    assert sorted(graph) == ["state:aus", "state:tha"] and graph.number_of_edges() == 0
    graph.add_node("state:new", name="New")
    assert graph.nodes["state:new"] == {"name": "New"}
    graph.add_edge("state:new", "state:aus")
    assert keyed.popitem()[1]["rule"] == "x" and {**keyed} == keyed.copy() == dict(keyed)


def test_rows_of_relations_are_the_same_from_large_tables(monkeypatch):
    index = Index(example_facts())
    few = [index.relations(numbers) for numbers in ([4], [3, 0, 3], [])]
    monkeypatch.setattr("explorer.graph.index.SMALL", 0)
    assert [index.relations(numbers) for numbers in ([4], [3, 0, 3], [])] == few
    assert few[0][0]["relation"] == "chaired" and len(few[1]) == 3
