"""The SVG: well-formed, harmless, complete, the same bytes."""

import re

import networkx as nx
import pytest
from defusedxml.ElementTree import fromstring
from smallworld import small_world

from explorer.errors import OptionError
from explorer.facts.tables import Facts
from explorer.pictures import draw, facts_of
from explorer.pictures.names import LEADERS, width_of
from explorer.pictures.svg import MARGIN

SPACE = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "desc", "rect", "text", "g", "path", "polygon", "circle", "ellipse"}
VECTORS = [
    "<script>alert(1)</script>",
    "]]><b>",
    '" onload="alert(1)',
    "&#x3c;",
    "\x00\x0b\ufffe",
    "javascript:alert(1)",
]


def parsed(picture, **options):
    return fromstring(picture.svg(**options))


def test_every_node_and_relation_is_drawn():
    root = parsed(draw(small_world(), title="Small"))
    titles = [element.text for element in root.iter(f"{SPACE}title")]
    assert titles[0] == "Small"
    assert "Sri Lanka (State)" in titles
    assert len(titles) == 1 + 13
    strokes = [path for path in root.iter(f"{SPACE}path") if path.get("fill") == "none"]
    assert len(strokes) == 17


def test_the_legend_counts_what_is_drawn():
    texts = [element.text for element in parsed(draw(small_world())).iter(f"{SPACE}text")]
    assert "States (3)" in texts
    assert "took part in (4)" in texts
    bare = [element.text for element in parsed(draw(small_world()), legend=False).iter(f"{SPACE}text")]
    assert "States (3)" not in bare


@pytest.mark.parametrize("vector", VECTORS)
def test_no_text_becomes_markup(vector):
    rows = [{"id": vector, "kind": vector, "name": vector}, {"id": "b", "kind": "place", "name": "B"}]
    relations = [{"id": "r", "source": vector, "relation": vector, "target": "b"}]
    root = parsed(draw(Facts.from_rows(nodes=rows, relations=relations), title=vector, subtitle=vector))
    for element in root.iter():
        assert element.tag.removeprefix(SPACE) in KNOWN
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_parallel_relations_are_separate_curves():
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "a"), ("a", "a"), ("a", "a")])
    paths = [p.get("d") for p in parsed(draw(facts_of(graph))).iter(f"{SPACE}path") if p.get("fill") == "none"]
    assert len(set(paths)) == 5


def test_all_numbers_are_plain_and_inside_the_picture():
    text = draw(small_world()).svg()
    assert not re.search(r"nan|inf|e[+-]\d", re.sub(r"<(title|desc|text)[^>]*>[^<]*</\1>", "", text))
    root = fromstring(text)
    left, top, width, height = map(float, root.get("viewBox").split())
    for circle in root.iter(f"{SPACE}circle"):
        if "cx" in circle.attrib and float(circle.get("r")) > 6:
            assert left < float(circle.get("cx")) < left + width
            assert top < float(circle.get("cy")) < top + height


def test_the_same_bytes_and_both_themes():
    assert draw(small_world()).svg() == draw(small_world()).svg()
    assert draw(small_world()).svg(theme="dark") != draw(small_world()).svg()
    with pytest.raises(OptionError, match="sepia"):
        draw(small_world()).svg(theme="sepia")


def test_empty_facts_draw_an_empty_sheet():
    assert parsed(draw(Facts.from_rows())).tag == f"{SPACE}svg"


def boxes_of(root):
    """Boxes of the names on the picture, as wide as their letters usually are."""
    names = next(group for group in root.iter(f"{SPACE}g") if group.get("text-anchor") == "middle")
    for text in names.iter(f"{SPACE}text"):
        x, y, half = float(text.get("x")), float(text.get("y")), width_of(text.text) / 2
        yield text.text, (x - half, y - 8.5, x + half, y + 2.5)


@pytest.mark.parametrize(
    "graph", [nx.karate_club_graph(), nx.les_miserables_graph(), nx.complete_graph(120), nx.star_graph(300)]
)
def test_important_names_are_there_and_lie_on_nothing(graph):
    picture = draw(facts_of(graph))
    root = parsed(picture)
    boxes = list(boxes_of(root))
    order = [picture.content.nodes["name"][row] for row in picture.view.first]
    shown = {name for name, _ in boxes}
    assert set(order[:LEADERS]) <= shown
    circles = [
        (float(c.get("cx")), float(c.get("cy")), float(c.get("r")))
        for c in root.iter(f"{SPACE}circle")
        if c.get("fill") != "none"
    ][: len(order)]
    for i, (_, one) in enumerate(boxes):
        for _, other in boxes[:i]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        for x, y, r in circles:
            assert max(one[0] - x, x - one[2], one[1] - y, y - one[3]) >= r - 1


def test_no_node_reaches_into_the_nearest():
    for graph in (nx.star_graph(600), nx.path_graph(300), nx.complete_graph(80)):
        picture = draw(facts_of(graph), limit=1000)
        circles = [
            (float(c.get("cx")), float(c.get("cy")), float(c.get("r")))
            for c in parsed(picture, legend=False).iter(f"{SPACE}circle")
        ]
        assert len(circles) == len(graph)
        for i, (x, y, r) in enumerate(circles):
            assert all((x - a) ** 2 + (y - b) ** 2 > (r + s) ** 2 * 0.8 for a, b, s in circles[:i])


def test_loops_are_loops_above_their_node_and_no_two_alike():
    graph = nx.MultiDiGraph([("a", "b"), ("b", "b"), ("b", "b")])
    root = parsed(draw(facts_of(graph)))
    loops = [p.get("d") for p in root.iter(f"{SPACE}path") if "C" in p.get("d", "")]
    assert len(set(loops)) == 2
    tops = sorted(float(d.split("C")[1].split()[1]) for d in loops)
    assert tops[0] < tops[1] - 10


@pytest.mark.parametrize(
    ("graph", "heads"), [(nx.DiGraph([(0, 1), (1, 2), (2, 2)]), 3), (nx.Graph([(0, 1), (1, 2), (2, 2)]), 0)]
)
def test_arrow_heads_stand_on_directed_relations_only(graph, heads):
    root = parsed(draw(facts_of(graph)), legend=False)
    assert len([p for p in root.iter(f"{SPACE}path") if p.get("d", "").endswith("Z")]) == heads


def test_the_legend_tells_what_colour_size_and_width_tell():
    graph = nx.karate_club_graph()
    texts = [t.text for t in parsed(draw(facts_of(graph), color="club")).iter(f"{SPACE}text")]
    assert {"Club: Mr. Hi (17)", "Club: Officer (17)", "Number of neighbours: 17", "Weight: 7"} <= set(texts)
    plain = draw(facts_of(graph), color="one", size="one", width="one")
    texts = [t.text for t in parsed(plain).iter(f"{SPACE}text")]
    assert not any("neighbours" in text or "Weight" in text for text in texts)


def test_the_source_line_can_be_had_left_out_and_written():
    picture = draw(small_world(), title="Small")
    assert "Source: Small, " in picture.svg()
    assert "Source:" not in picture.svg(source=False)
    assert "After Smith &amp; Sons" in picture.svg(source="After Smith & Sons")


def test_colours_of_the_data_are_drawn():
    graph = nx.Graph()
    graph.add_node("a", color="#123456", shape="square")
    text = draw(facts_of(graph)).svg()
    assert 'fill="#123456"' in text
    assert "<polygon" in text


def test_one_node_is_one_node():
    assert "<desc>1 node</desc>" in draw(facts_of(nx.empty_graph(1))).svg()


def gap(graph):
    """How far from the node that it leads to a single line ends, in pixels."""
    root = parsed(draw(facts_of(graph)), labels=False)
    (line,) = [path.get("d") for path in root.iter(f"{SPACE}path") if path.get("fill") == "none"]
    x, y = map(float, re.findall(r"-?[\d.]+", line)[-2:])
    circles = [c for c in root.iter(f"{SPACE}circle") if "cx" in c.attrib and c.get("fill") != "none"]
    return min(
        ((x - float(c.get("cx"))) ** 2 + (y - float(c.get("cy"))) ** 2) ** 0.5 - float(c.get("r")) for c in circles
    )


def test_an_arrow_keeps_off_its_node_and_a_plain_line_touches_it():
    assert gap(nx.DiGraph([("a", "b")])) == pytest.approx(1.5, abs=0.1)
    assert gap(nx.Graph([("a", "b")])) == pytest.approx(0, abs=0.1)


def test_the_sheet_reaches_a_little_beyond_nodes_without_names():
    root = parsed(draw(facts_of(nx.path_graph(6))), labels=False, legend=False, source=False)
    left, _, width, _ = map(float, root.get("viewBox").split())
    circles = [[float(circle.get(name)) for name in ("cx", "r")] for circle in root.iter(f"{SPACE}circle")]
    assert len(circles) == 6
    for room in (min(x - r for x, r in circles) - left, left + width - max(x + r for x, r in circles)):
        assert room == pytest.approx(MARGIN + 4, abs=0.1)
