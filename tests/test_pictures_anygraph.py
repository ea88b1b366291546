"""Any networkx graph becomes facts that draw: whatever its kinds, ids and attributes."""

import datetime
import os
import subprocess
import sys

import networkx as nx
import pytest

from explorer.graph.mapping import FEW, WIDE
from explorer.graph.values import text_of
from explorer.pictures import draw, facts_of
from explorer.pictures.content import content_of

LOOP = [1]
LOOP.append(LOOP)


def test_a_graph_from_a_layout_tutorial():
    facts = facts_of(nx.karate_club_graph())
    assert len(facts.nodes) == 34
    assert len(facts.relations) == 78
    assert set(facts.nodes["kind"]) == {"node"}
    assert set(facts.nodes["club"]) == {"Mr. Hi", "Officer"}
    assert facts.relations["weight"].iloc[0] == "4"


def test_parallel_edges_loops_and_directions_are_kept():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="first", type="likes")
    graph.add_edge("a", "b", key="second", type="likes")
    graph.add_edge("b", "a")
    graph.add_edge("a", "a", type="likes")
    facts = facts_of(graph)
    assert sorted(zip(facts.relations["source"], facts.relations["target"], strict=True)) == [
        ("a", "a"),
        ("a", "b"),
        ("a", "b"),
        ("b", "a"),
    ]
    assert {"first", "second"} <= set(facts.relations["key"])
    content = content_of(facts)
    assert all(kind.directed for kind in content.relation_kinds)


@pytest.mark.parametrize("make", [nx.Graph, nx.MultiGraph])
def test_graphs_without_direction_say_so(make):
    graph = make()
    graph.add_edge(1, 2, kind="borders")
    content = content_of(facts_of(graph))
    assert [(kind.name, kind.directed) for kind in content.relation_kinds] == [("borders", False)]
    assert not content.more_relations


def test_ids_of_any_sort_stay_apart():
    graph = nx.Graph()
    names = [1, "1", 1.5, (1, 2), frozenset({"x"}), None.__class__, datetime.date(2020, 1, 2), "", b"1", "(1, 2)"]
    graph.add_nodes_from(names)
    facts = facts_of(graph)
    assert len(set(facts.nodes["id"])) == len(names)
    assert all(facts.nodes["name"][facts.nodes["id"] != ""])
    draw(facts).payload  # noqa: B018


def test_attributes_of_any_sort_become_text():
    graph = nx.DiGraph()
    graph.add_node(
        "a",
        type="thing",
        none=None,
        day=datetime.date(2020, 1, 2),
        tags=["x", None, 3],
        sets={"b", "a"},
        nested={"k": {"l": 1}},
        flag=True,
        raw=b"\xff",
        number=1.25,
    )
    row = facts_of(graph).nodes.iloc[0]
    assert "none" not in row
    assert (row["day"], row["tags"], row["sets"], row["nested"]) == ("2020-01-02", "x, 3", "a, b", "k: l: 1")
    assert (row["flag"], row["raw"], row["number"]) == ("true", "\\xff", "1.25")


def test_the_graph_is_not_changed():
    graph = nx.Graph(title="mine")
    graph.add_edge(1, 2, tags=["x"])
    before = (dict(graph.graph), dict(graph.nodes(data=True)), list(graph.edges(data=True)))
    draw(facts_of(graph)).payload  # noqa: B018
    assert (dict(graph.graph), dict(graph.nodes(data=True)), list(graph.edges(data=True))) == before


def test_an_attribute_with_too_many_values_tells_no_kinds_apart():
    graph = nx.Graph()
    for i in range(FEW + 1):
        graph.add_node(i, type=f"type {i}", group="few")
    facts = facts_of(graph)
    assert set(facts.nodes["kind"]) == {"few"}
    assert "type 3" in set(facts.nodes["type"])


def test_hundreds_of_attributes_are_told_in_one_column():
    graph = nx.Graph()
    graph.add_node("a", **{f"column {i:03}": i for i in range(3 * WIDE)})
    facts = facts_of(graph)
    assert len(facts.nodes.columns) < 2 * WIDE
    assert f"column {3 * WIDE - 1:03}: {3 * WIDE - 1}" in facts.nodes["further"].iloc[0]


def test_attributes_named_as_our_columns_do_not_break_ids():
    graph = nx.DiGraph()
    graph.add_node("a", id="mine", name="A", kind="thing", source="x")
    graph.add_edge("a", "b", id=7, source="x", target="y", relation="r")
    facts = facts_of(graph)
    assert facts.nodes["id"].tolist() == ["a", "b"]
    assert facts.nodes["id (given)"].tolist() == ["mine", ""]
    assert facts.relations[["source", "target", "source (given)"]].values.tolist() == [["a", "b", "x"]]


def test_objects_without_a_text_of_their_own_give_the_same_text_on_every_run():
    script = (
        "import networkx as nx\n"
        "from explorer.pictures import facts_of\n"
        "class Thing: pass\n"
        "graph = nx.Graph(); graph.add_node(Thing(), x={'b', 'a', 'c'}, y=object()); graph.add_node(Thing())\n"
        "facts = facts_of(graph); print(facts.nodes.to_csv())"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1
    assert "0x" not in outs.pop()


def test_our_own_graph_gives_its_facts_back():
    from smallworld import small_world

    from explorer.graph.convert import to_graph

    facts = small_world()
    assert facts_of(to_graph(facts)).equals(facts)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.0, 10**5000, "\ud800", "\x00", LOOP], ids=range(7))
def test_odd_values_still_draw(value):
    graph = nx.Graph()
    graph.add_node("a", odd=value, label=value)
    graph.add_node("\ud800")
    graph.add_node("\udfff")
    assert text_of(value) or value != value
    assert draw(facts_of(graph)).payload.element()


def test_a_picture_goes_on_in_pyvis_where_the_page_left_it():
    import networkx as nx

    from explorer.explorer import from_graph

    graph = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "b"), ("__proto__", "a")])
    picture = from_graph(graph).draw()
    network = picture.to_pyvis()
    assert len(network.nodes) == 3 and len(network.edges) == 4, "parallel relations and loops stay"
    assert {node["label"] for node in network.nodes} == {"a", "b", "__proto__"}
    assert {(node["x"], node["y"]) for node in network.nodes} == set(
        zip(picture.view.places.x, picture.view.places.y, strict=True)
    )
    assert all(node["id"].startswith("n") for node in network.nodes) and set(graph) == {"a", "b", "__proto__"}
    assert {edge["arrows"] for edge in from_graph(nx.path_graph(3)).draw().to_pyvis().edges} == {""}
