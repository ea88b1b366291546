"""Looks that data bring, scales and their legends, palettes that everybody tells apart, what a page opens with."""

import json
import math
import re
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from smallworld import small_world

from explorer.errors import OptionError
from explorer.explorer import Explorer
from explorer.facts.tables import Facts
from explorer.graph.colours import colour
from explorer.graph.options import options_of, told
from explorer.pictures import draw, encodings, facts_of, picture
from explorer.pictures.content import content_of
from explorer.pictures.encodings import MEASURES, encodings_of, natural
from explorer.pictures.looks import looks_of
from explorer.pictures.opening import citation_key
from explorer.pictures.positions import LAYOUTS
from explorer.pictures.style import contrast, page_colour, palettes

HOW_DRAW = (Path(__file__).parents[1] / "docs" / "how-draw.md").read_text(encoding="utf-8")
THEMES = ("light", "dark")
# Protanopia, deuteranopia, tritanopia at full strength (Machado and others, 2009), on linear light.
BLIND = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)


def data(graph, **options):
    facts = graph if isinstance(graph, Facts) else facts_of(graph)
    return json.loads(draw(facts, **options).payload.json)


def linear(text):
    parts = np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def oklab(light):
    one = [[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]
    two = [[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]
    return np.array(two) @ np.cbrt(np.clip(np.array(one) @ np.clip(light, 0, 1), 0, None))


def differ(one, other):
    """Least difference of two colours to people with and without colour sight."""
    seen = (np.eye(3), *(np.array(kind) for kind in BLIND))
    return min(float(np.linalg.norm(oklab(eye @ linear(one)) - oklab(eye @ linear(other)))) for eye in seen)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_values_are_told_apart_without_colour_sight_and_stand_out(theme):
    colours = palettes()["category"][theme]
    assert len(colours) == 8
    for i, one in enumerate(colours):
        assert contrast(one, page_colour(theme)) >= 3
        assert all(differ(one, other) > 0.06 for other in colours[:i])


@pytest.mark.parametrize("theme", THEMES)
def test_a_sequence_goes_one_way_in_lightness(theme):
    colours = palettes()["sequence"][theme]
    ratios = [contrast(one, page_colour(theme)) for one in colours]
    assert ratios == sorted(ratios)
    assert all(later > before * 1.14 for before, later in zip(ratios, ratios[1:], strict=False))
    assert all(contrast(palettes()[name][theme], page_colour(theme)) >= 3 for name in ("other", "none"))
    assert ratios[0] >= 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#FF8800", "#ff8800"),
        ("#f80", "#ff8800"),
        ("#ff880080", "#ff8800"),
        ("rgb(255,136,0)", "#ff8800"),
        ("rgba(255, 136, 0, 0.5)", "#ff8800"),
        ("r: 255; g: 136; b: 0; a: 1.0", "#ff8800"),
        ("darkorange", "#ff8c00"),
        ("Tab:Orange", "#ff7f0e"),
        ("rgb(256,0,0)", ""),
        ("url(#x)", ""),
        ("#12345", ""),
        ('red"/><script>', ""),
        ("", ""),
    ],
)
def test_colours_of_other_tools_are_understood_and_nothing_else(text, found):
    assert colour(text) == found


def test_what_a_user_says_is_honoured():
    graph = nx.DiGraph()
    graph.add_node("a", label="A", color="red", size=30, shape="star", title="tip", x=10, y=20)
    graph.add_node("b", label="B", size=12, x=400, y=-70)
    graph.add_edge("a", "b", width=3, color="#00f", weight=2.5)
    graph.add_edge("b", "a", weight=1)
    page = data(graph)
    nodes, edges = page["nodes"], page["edges"]
    assert nodes["look"]["color"] == ["#ff0000", ""]
    assert nodes["look"]["size"] == [30, 12]
    assert nodes["look"]["shape"] == ["star", ""]
    assert nodes["look"]["title"] == ["tip", ""]
    assert (nodes["x"], nodes["y"]) == ([10, 400], [20, -70])
    assert page["about"]["placed"]
    assert edges["weight"] == [2.5, 1]
    assert edges["look"]["width"] == [3, 0]
    assert edges["look"]["color"] == ["#0000ff", ""]
    assert [page["encodings"][name] for name in ("color", "size", "width")] == ["given"] * 3
    assert not data(graph, layout="circle")["about"]["placed"]


def test_places_of_networkx_layouts_are_kept():
    graph = nx.cycle_graph(5)
    nx.set_node_attributes(graph, nx.circular_layout(graph), "pos")
    page = data(graph)
    assert page["about"]["layout"] == "given"
    radius = np.hypot(page["nodes"]["x"], page["nodes"]["y"])
    assert np.ptp(radius) < 3


@pytest.mark.parametrize("sizes", [[1, 1000, 20], [-5, 0, 5], [1e-9, 2e-9, 3e-9]])
def test_sizes_beyond_pixels_are_scaled_by_area(sizes):
    graph = nx.Graph()
    for i, size in enumerate(sizes):
        graph.add_node(i, size=size)
    radii = looks_of(content_of(facts_of(graph))).size
    assert np.argsort(radii).tolist() == np.argsort(sizes).tolist()
    assert 5 <= min(radii) <= max(radii) <= 16


def scales(graph, **options):
    content = content_of(facts_of(graph))
    return encodings_of(content, looks_of(content), **options)


def test_attributes_are_told_by_what_they_hold():
    graph = nx.path_graph(60)
    for i in graph:
        graph.nodes[i].update(club=f"club {i % 11}", age=20 + i, mail=f"m{i}@example.org", half=i if i % 2 else None)
    found = scales(graph).nodes
    row = content_of(facts_of(graph)).row
    assert found["club"].type == "category"
    assert found["club"].values == tuple(f"club {i}" for i in range(8))  # 2 before 10
    assert found["club"].class_of(row["10"]) == -1
    assert found["age"].type == "number"
    assert (found["age"].low, found["age"].high) == (20, 79)
    assert [found["age"].class_of(row[name]) for name in ("0", "59")] == [0, 5]
    classes = [found["age"].class_of(row[str(i)]) for i in range(60)]
    assert classes == sorted(classes)
    assert set(classes) == set(range(6))
    assert found["half"].class_of(row["0"]) == -2
    assert "mail" not in found


def test_measures_are_reckoned_when_asked_for():
    graph = nx.barbell_graph(5, 1)
    assert not scales(graph).measures
    found = scales(graph, size="betweenness", color="pagerank")
    assert set(found.measures) == {"betweenness", "pagerank"}
    assert int(np.argmax(found.measures["betweenness"])) == content_of(facts_of(graph)).row["5"]
    assert found.nodes["betweenness"].share(content_of(facts_of(graph)).row["5"]) == 1


@pytest.mark.parametrize("options", [{"color": "clubb"}, {"size": "club"}, {"width": "nothing"}])
def test_what_is_not_there_is_refused_by_name(options):
    graph = nx.karate_club_graph()
    with pytest.raises(OptionError, match=next(iter(options.values()))):
        draw(facts_of(graph), **options)


def test_what_opens_depends_on_what_tells_most():
    assert scales(nx.karate_club_graph()).color == "community"
    assert scales(nx.karate_club_graph()).width == "weight"
    assert scales(nx.empty_graph(3)).color == "one"
    content = content_of(small_world())
    assert encodings_of(content, looks_of(content)).color == "kind"
    double = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])
    assert [scales(double).edges["count"].cells[i] for i in range(3)] == [2, 2, 1]


def test_numbers_in_names_sort_as_numbers():
    names = ["SOM 10", "SOM 9", "som 9 b", "SOM", "٣", "²"]
    assert sorted(names, key=natural)[:4] == ["SOM", "SOM 9", "som 9 b", "SOM 10"]


def test_no_word_of_meetings_for_a_graph_without_them():
    page = data(nx.karate_club_graph())
    assert not page["has"]["events"]
    assert not page["has"]["directed"]
    assert page["has"]["weights"]
    assert page["questions"]
    assert not any(word in json.dumps(page["questions"]) for word in ("take part", "answered", "meeting"))
    assert page["layouts"] == ["force", "concentric", "circle", "community", "tree"]


def test_questions_lead_to_nodes_that_are_there():
    page = data(small_world())
    ids = set(small_world().nodes["id"])
    asked = [part.split("=") for question in page["questions"] for part in question["view"].split("&")]
    assert any("take part" in question["text"] for question in page["questions"])
    assert all(value in ids for name, value in asked if name in ("choose", "from", "to"))
    assert data(nx.Graph())["questions"] == []


def test_communities_are_asked_for_where_there_are_few():
    assert any("communities" in question["text"] for question in data(nx.karate_club_graph())["questions"])
    assert not any("communities" in question["text"] for question in data(nx.path_graph(400))["questions"])


def test_the_heading_and_the_key_are_the_data_s_own():
    page = data(nx.path_graph(3), title="Karate club", authors=["Wayne W. Zachary"])
    assert page["about"]["title"] == "Karate club"
    assert page["about"]["authors"] == ["Wayne W. Zachary"]
    assert page["about"]["key"] == "zacharykarate"
    assert citation_key("Les Misérables", ["Knuth, Donald"], "1993") == "knuth1993les"
    assert citation_key("日本", [], "") == "graph"


def test_mixed_directions_are_told_relation_by_relation():
    facts = facts_of(nx.DiGraph([("a", "b"), ("b", "c")]))
    relations = facts.relations.assign(undirected=["1", ""])
    page = data(
        Facts(
            documents=facts.documents,
            passages=facts.passages,
            nodes=facts.nodes,
            relations=relations,
            citations=facts.citations,
        )
    )
    assert page["relations"][0]["directed"]
    assert page["edges"]["undirected"] == {"steps": [0]}


def test_hostile_attributes_do_no_harm():
    graph = nx.Graph()
    for i, evil in enumerate(["nan", "inf", "1e999", "__proto__", "<b>", "9" * 400]):
        graph.add_node(i, color=evil, size=evil, x=evil, y=evil, weight=evil, shape=evil)
    page = data(graph)
    for name in ("x", "y"):
        assert all(math.isfinite(value) for value in page["nodes"][name])
    assert "color" not in page["nodes"].get("look", {})


def test_frames_have_names_of_their_own_and_addresses_are_pages():
    picture, other = draw(small_world()), draw(small_world(), title="Other")
    assert picture.to_iframe(src="a.html").split("title=")[1] != other.to_iframe(src="a.html").split("title=")[1]
    assert 'src="https://example.org/x.html#view=table&amp;choose=a"' in picture.to_iframe(
        src="https://example.org/x.html#view=table&choose=a"
    )
    for bad in ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"):
        with pytest.raises(OptionError, match="src="):
            picture.to_iframe(src=bad)


def test_view_and_language_are_carried():
    about = data(small_world(), view="#choose=place:bali", lang="fr")["about"]
    assert (about["view"], about["lang"]) == ("choose=place:bali", "fr")
    with pytest.raises(OptionError, match="lang"):
        draw(small_world(), lang='en"><script>')
    with pytest.raises(OptionError, match="exclude"):
        draw(small_world(), layout="circle", positions={"place:bali": (0, 0)})


def test_every_measure_layout_and_theme_is_told_where_they_are_chosen():
    row = re.search(r"^\| `color` \|.*$", HOW_DRAW, re.MULTILINE)[0]
    _, lines, _ = told(Explorer.draw)
    for text in (row, lines["color"], lines["size"], " ".join(draw.__doc__.split())):
        assert not [name for name in MEASURES if name not in text]
    options = options_of(Explorer.draw)
    assert options["layout"].words == LAYOUTS and options["theme"].words == picture.THEMES
    layouts = re.search(r"^\| `layout` \|.*$", HOW_DRAW, re.MULTILINE)[0]
    assert re.findall(r"`(\w+)`", layouts)[1:] == list(LAYOUTS)


def test_what_tells_is_called_the_same_in_the_page_and_in_its_picture():
    """Where the page has no scale of a name, it has its words from its own texts."""
    graph = nx.MultiGraph(nx.karate_club_graph())
    graph.add_edge(0, 1, weight=2)
    for node, kept in graph.nodes(data=True):
        kept |= {"color": "#336699", "kind": "state" if node % 2 else "body"}
    content = content_of(facts_of(graph))
    found = encodings_of(content, looks_of(content), color="community")
    labels = {name: scale.label for name, scale in (found.nodes | found.edges).items()}
    words = json.loads((Path(encodings.__file__).parent / "assets" / "strings.json").read_text(encoding="utf-8"))
    mine = {name: words[f"look_{name}"] for name in labels if f"look_{name}" in words}
    assert mine == {name: labels[name] for name in mine}
    assert {"kind", "community", "degree", "weight", "count", "given"} == set(mine)
