"""The SVG: well-formed, harmless, complete, the same bytes."""

import re

import networkx as nx
import pytest
from defusedxml.ElementTree import fromstring
from smallworld import small_world

from explorer.errors import OptionError
from explorer.facts.tables import Facts
from explorer.pictures import draw, facts_of

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
