"""Words and looks of other tools: kinds in capitals, colours in three columns, lists of Cytoscape without a frame."""

import json

import networkx as nx
import pytest
from test_foreign_graphs import opened_as

import explorer
from explorer.errors import FactsError, OptionError


def lakes(*kinds):
    graph = nx.Graph()
    for name, kind in zip(("Ann", "Bob", "Weir"), kinds, strict=True):
        graph.add_node(name, type=kind)
    graph.add_edges_from([("Ann", "Bob"), ("Bob", "Weir")], type="Knows")
    return explorer.from_graph(graph)


@pytest.mark.parametrize("asked", ["Person", "person", "persons", "PERSON", "Person,firm"])
@pytest.mark.parametrize("written", ["Person", "person", "PERSON"])
def test_kinds_are_found_in_whatever_letters(asked, written):
    opened = lakes(written, "Person", "Firm")
    wanted = ["Ann", "Bob", "Weir"] if "firm" in asked else ["Ann", "Bob"]
    assert sorted(opened.rank(kinds=asked)["name"]) == wanted
    assert sorted(opened.select(kinds=asked).facts.nodes["name"]) == wanted
    assert opened.draw(kinds=asked).content.size == len(wanted)


def test_a_kind_that_nothing_has_and_relations_in_capitals():
    opened = lakes("Person", "Person", "Firm")
    with pytest.raises(OptionError, match="'firn'"):
        opened.rank(kinds="firn")
    assert len(opened.rank(kinds="state")) == 0  # of the vocabulary, though no node here
    assert [len(opened.select(relations=word).facts.relations) for word in ("knows", "Knows", "KNOWS")] == [2, 2, 2]
    assert any("'Person' (2 nodes; it has 'person')" in note and "'Firm' (1 node)" in note for note in opened.notes)


def coloured(**columns):
    graph = nx.path_graph(3)
    for name, cells in columns.items():
        nx.set_node_attributes(graph, dict(enumerate(cells)), name)
    return explorer.from_graph(graph).draw()


def test_red_green_and_blue_in_columns_of_their_own_are_colours():
    picture = coloured(r=[255, 0, 10], g=[0, 128.0, 20], b=["0", "0", "30"])
    assert picture.looks.color == ["#ff0000", "#008000", "#0a141e"] and picture.encodings.color == "given"
    assert coloured(r=[1, 2, 3], g=[1, 2, 3], b=[1, 2, 3], color=["red"] * 3).looks.color == ["#ff0000"] * 3


@pytest.mark.parametrize(
    "columns",
    [{"r": [1, 2, 3], "g": [1, 2, 3]}, {"r": [1, 2, 300], "g": [0, 0, 0], "b": [0, 0, 0]},
     {"r": [0.5, 0.25, 1], "g": [0, 0, 0], "b": [0, 0, 0]}, {"r": ["low", "high", "low"], "g": [1, 1, 1], "b": [1, 1, 2]}],
)  # fmt: skip
def test_columns_called_so_that_hold_other_things_are_none(columns):
    picture = coloured(**columns)
    assert not picture.looks.color and "r" in picture.encodings.nodes


@pytest.mark.parametrize(("has", "asked"), [("size", "color"), ("color", "size")])
def test_what_the_data_do_not_say_cannot_be_asked_for(has, asked):
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: 5, 1: 9, 2: 7} if has == "size" else "red", has)
    opened = explorer.from_graph(graph)
    with pytest.raises(OptionError, match=f"{asked}='given' is nothing that nodes have"):
        opened.draw(**{asked: "given"})
    assert opened.draw(**{has: "given"}).svg()


NODES = [{"data": {"id": "1", "name": "Ann"}, "position": {"x": 10, "y": 20}}, {"data": {"id": "2", "parent": "1"}}]
EDGES = [{"data": {"id": "e", "source": "1", "target": "2", "interaction": "feeds"}}]


@pytest.mark.parametrize("more", [{}, {"data": {"title": "Ponds"}, "zoom": 2}])
def test_lists_of_cytoscape_without_elements_around_them(tmp_path, more):
    framed = opened_as(tmp_path, "x.json", json.dumps({"elements": {"nodes": NODES, "edges": EDGES}, **more}))
    bare = opened_as(tmp_path, "x.json", json.dumps({"nodes": NODES, "edges": EDGES, **more}))
    assert bare.facts.relations.equals(framed.facts.relations) and bare.facts.nodes.equals(framed.facts.nodes)
    assert sorted(bare.notes) == sorted(framed.notes)


def test_data_of_other_tools_below_their_nodes_is_none_of_cytoscape(tmp_path):
    data = {"nodes": [{"id": "a", "data": {"id": 7, "town": "Suva"}}, {"id": "b", "data": {"id": 8}}],
            "edges": [{"source": "a", "target": "b", "data": {"since": 2004}}]}  # fmt: skip
    opened = opened_as(tmp_path, "x.json", json.dumps(data))
    assert opened.facts.relations[["source", "target"]].values.tolist() == [["a", "b"]]


@pytest.mark.parametrize("edges", ["links", "edges"])
def test_ends_by_names_that_are_not_known_are_another_form_no_damage(tmp_path, edges):
    data = {"nodes": [{"id": 1}, {"id": 2}], edges: [{"type": "arc", "n1": 1, "n2": 2}]}
    with pytest.raises(
        FactsError, match=r"another form.*'type', 'n1', 'n2'\. Expected 'source' and 'target'"
    ) as caught:
        opened_as(tmp_path, "x.json", json.dumps(data))
    assert "damaged" not in str(caught.value)
    data[edges].append({"source": 1})
    with pytest.raises(FactsError, match="damaged: an edge has no"):
        opened_as(tmp_path, "x.json", json.dumps(data))


COLOURS = {
    (1.0, 0, 0): "#ff0000", (0.2, 0.4, 0.6, 0.5): "#336699", (255, 0, 16): "#ff0010", "C1": "#ff7f0e", "C10": "#1f77b4",
    "tab:blue": "#1f77b4", "tab:grey": "#7f7f7f", "hsl(240, 100%, 50%)": "#0000ff", "hsla(120deg 100% 25% / 0.5)": "#008000",
    ("red", 0.5): "#ff0000", "k": "#000000", "0.5": "#808080", "Teal": "#008080", "blue": "#0000ff", "#f00": "#ff0000",
}  # fmt: skip


@pytest.mark.parametrize("given", COLOURS, ids=str)
def test_colours_of_matplotlib_and_css_are_drawn(given):
    graph = nx.path_graph(2)
    nx.set_node_attributes(graph, {0: given, 1: "red"}, "color")
    opened = explorer.from_graph(graph)
    assert opened.draw().looks.color == [COLOURS[given], "#ff0000"]
    assert not any("not understood" in note for note in opened.notes)


@pytest.mark.parametrize("given", ["loud", "xkcd:sea", 7, 0.5, (0.1, 0.2), "rgb(999, 0, 0)", (300, 2, 5), "red, blue"], ids=str)  # fmt: skip
@pytest.mark.parametrize("of", ["nodes", "relations"])
def test_what_is_no_colour_is_told(given, of):
    graph = nx.path_graph(3)
    (nx.set_node_attributes if of == "nodes" else nx.set_edge_attributes)(graph, given, "colour")
    opened = explorer.from_graph(graph)
    assert not (opened.draw().looks.color if of == "nodes" else opened.draw().looks.line_color)
    (told,) = [note for note in opened.notes if "not understood" in note]
    assert told.startswith(f"Colours of {of} that are not understood, and not drawn: '")
