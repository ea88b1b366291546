"""Graphs of analysts: gaps, names that only some rows have, attributes that are named, additions to our own graph."""

import json

import networkx as nx
import pandas as pd
import pytest

from explorer.errors import OptionError
from explorer.explorer import from_graph, load


def test_what_is_missing_is_empty():
    table = pd.DataFrame(
        {
            "source": ["a", "b", "c"],
            "target": ["b", "c", "a"],
            "year": [2012, None, 2014],
            "type": ["met", None, float("nan")],
            "day": pd.to_datetime(["2012-06-01", None, None]),
            "size": pd.array([1, pd.NA, 3], dtype="Int64"),
        }
    )
    opened = from_graph(nx.from_pandas_edgelist(table, edge_attr=True, create_using=nx.DiGraph))
    rows = opened.facts.relations.set_index("source")
    assert rows["relation"].to_dict() == {"a": "met", "b": "linked_to", "c": "linked_to"}
    assert rows["start"].to_dict() == {"a": "2012", "b": "", "c": "2014"}
    assert rows["size"].to_dict() == {"a": "1", "b": "", "c": "3"}
    assert rows["day"].to_dict() == {"a": "2012-06-01T00:00:00", "b": "", "c": ""}
    assert "nan" not in opened.facts.relations.to_csv().lower().replace("finance", "")


def test_the_first_name_that_a_node_has():
    graph = nx.Graph()
    graph.add_node(1, name="One", label="uno", title="a tooltip")
    graph.add_node(2, label="two", title="another")
    graph.add_node(3, name=None, title="third")
    nodes = from_graph(graph).facts.nodes.set_index("id")
    assert nodes["name"].to_dict() == {"1": "One", "2": "two", "3": "3"}
    assert nodes["label"].to_dict() == {"1": "uno", "2": "", "3": ""}
    assert nodes["title"].to_dict() == {"1": "a tooltip", "2": "another", "3": "third"}


def test_attributes_that_are_named():
    graph = nx.DiGraph()
    graph.add_node("a", species="cat", called="Tom", type="x")
    graph.add_edge("a", "b", verb="chases", force=2.5, weight=1, since_year=1999, before="2001")
    opened = from_graph(
        graph, kind="species", name="called", relation="verb", weight="force", start="since_year", end="before"
    )
    node, edge = opened.facts.nodes.set_index("id").loc["a"], opened.facts.relations.iloc[0]
    assert (node["kind"], node["name"], node["type"]) == ("cat", "Tom", "x")
    assert (edge["relation"], edge["weight"], edge["weight (given)"]) == ("chases", "2.5", "1")
    assert (edge["start"], edge["end"]) == ("1999", "2001")
    assert any("kind from 'species', name from 'called'" in note for note in opened.notes)
    with pytest.raises(OptionError, match=r"No attribute 'specie' to be the kind\. Did you mean 'species'"):
        from_graph(graph, kind="specie")


@pytest.mark.parametrize("name", ["x.graphml", "x.json", "x.gexf", "x.cyjs"])
def test_what_is_added_to_our_graph_stays(tmp_path, name):
    graph = load("example").graph
    graph.nodes["state:aus"].update(gdp=1.5, party="x", topic="trade", label="own")
    graph.add_node("thing")
    graph.add_edge("state:aus", "thing", weight=3)
    graph.add_edge("state:aus", "thing", key="mine", relation="concerns")
    opened = from_graph(graph)
    opened.export(tmp_path / name)
    for held in (opened, load(tmp_path / name)):
        row = held.graph.nodes["state:aus"]
        assert (row["gdp"], row["party"], row["topic"], row["label"]) == (1.5, "x", "trade", "own")
        assert held.graph.nodes["thing"]["kind"] == "node"
        added = held.graph["state:aus"]["thing"]
        assert sorted(edge["relation"] for edge in added.values()) == ["concerns", "linked_to"]
        assert held.graph.size() == load("example").graph.size() + 2
    assert opened.facts.citations.equals(load("example").facts.citations)


def test_every_writer_of_networkx_writes_the_graph(tmp_path):
    for opened in (load("example"), from_graph(nx.karate_club_graph())):
        graph = opened.graph
        nx.write_graphml(graph, tmp_path / "a.graphml")
        nx.write_gexf(graph, tmp_path / "a.gexf")
        json.dumps(nx.node_link_data(graph, edges="edges"))
        assert len(nx.to_pandas_edgelist(graph)) == graph.number_of_edges()
        assert sum(nx.pagerank(graph).values()) == pytest.approx(1)
        assert len(nx.read_gexf(tmp_path / "a.gexf")) == len(load(tmp_path / "a.gexf").facts.nodes) == len(graph)
    assert load(tmp_path / "a.graphml").facts.nodes["club"].tolist() == opened.facts.nodes["club"].tolist()


def test_nodes_keep_the_names_they_had():
    graph = nx.Graph([(0, 1), (1, (2, 3)), ("0", 0)])
    opened = from_graph(graph)
    assert set(opened.graph) == {0, 1, (2, 3), "0"}
    assert set(opened.select(around="1").graph) == {0, 1, (2, 3)}
    assert set(from_graph(opened.graph).graph) == set(graph)
