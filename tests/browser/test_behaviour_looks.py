"""Colour, size, width and layout by choice; filters by any attribute; loops, arrows and labels of ordinary graphs."""

import re

import networkx as nx
import pytest
from driving import drawn, find, fragment, page_of, panel, rows, said, saved, still

from explorer.pictures import facts_of
from explorer.pictures.content import content_of
from explorer.pictures.encodings import encodings_of
from explorer.pictures.legend import colour_of
from explorer.pictures.looks import looks_of


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of Zachary's karate club."""
    return page_of(facts_of(nx.karate_club_graph()), tmp_path_factory.mktemp("karate"), title="Karate club")


def test_colour_by_an_attribute_with_its_key(opened, address):
    page = opened(address).page
    page.get_by_label("Colour", exact=True).select_option(label="Club")
    key = page.locator("#key-color li")
    assert [text.strip() for text in key.all_inner_texts()] == ["Mr. Hi", "Officer"]
    assert "color=club" in fragment(page) and said(page) == "Colour: Club."
    fills = page.evaluate(
        "() => facts.byRank.map((node) => [cell(facts.moreNodes.get('club'), node), paintOf(node).fill])"
    )
    assert len({tuple(pair) for pair in fills}) == 2
    swatches = page.locator("#key-color circle").evaluate_all("all => all.map((one) => one.getAttribute('fill'))")
    assert swatches == [dict(fills)["Mr. Hi"], dict(fills)["Officer"]]
    page.get_by_role("button", name="Select Officer").click()
    assert page.evaluate("() => view.selected.size") == 17


SIGNS = """() => [...document.querySelectorAll('.node-link')].map((one) => {
    const { fill } = getComputedStyle(one.querySelector('.sign > *'));
    const hex = fill.match(/\\d+/g).map((part) => Number(part).toString(16).padStart(2, '0')).join('');
    return [Number(one.dataset.node), '#' + hex];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_in_lists_bear_the_colour_of_the_picture(opened, address, scheme):
    page = opened(address).page
    page.emulate_media(color_scheme=scheme)
    seen = set()
    for colour in ("club", "community", "kind"):
        page.get_by_label("Colour", exact=True).select_option(colour)
        signs = page.evaluate(SIGNS)
        assert signs and signs == [[node, page.evaluate(f"() => paintOf({node}).fill")] for node, _ in signs], colour
        seen |= {fill for _, fill in signs}
    assert len(seen) > 3


def test_size_width_and_layout(opened, address):
    page = opened(address).page
    page.get_by_label("Size", exact=True).select_option("one")
    assert page.evaluate("() => new Set(shown.nodes.map(sizeOf)).size") == 1
    page.get_by_label("Line width", exact=True).select_option(label="Weight")
    widths = page.evaluate(
        "() => shown.edges.map((e) => [facts.payload.edges.weight[e], lineWidth(e)]).sort((a, b) => a[0] - b[0])"
    )
    assert [width for _, width in widths] == sorted(width for _, width in widths) and widths[0][1] < widths[-1][1]
    for name in (
        page.get_by_label("Layout", exact=True).locator("option").evaluate_all("all => all.map((one) => one.value)")
    ):
        page.get_by_label("Layout", exact=True).select_option(name)
        places = page.evaluate("() => new Set(shown.nodes.map((node) => JSON.stringify(placeOf(node)))).size")
        assert places == 34, name
    page.get_by_label("Layout", exact=True).select_option("circle")
    still(page)
    far = page.evaluate("() => { const f = frameOf(shown.nodes); return f.width / f.height; }")
    assert far == pytest.approx(1, abs=0.05)
    assert "layout=circle" in fragment(page)


def test_how_something_is_drawn_is_no_filter(opened, tmp_path):
    graph = nx.path_graph(8)
    for node in graph:
        graph.nodes[node].update(x=node, y=-node, color="teal", shape="s" if node % 2 else "o", club="AB"[node % 2])
        graph.nodes[node]["title"] = ("Minister", "Envoy")[node % 2]  # an attribute like any other
    page = opened(page_of(facts_of(graph), tmp_path, title="Path")).page
    names = page.locator("#legend [id^='legend-nodes.']").evaluate_all("all => all.map((one) => one.id)")
    assert sorted(names) == ["legend-nodes.club", "legend-nodes.title"]


def test_filter_by_a_value_and_by_a_range_of_numbers(opened, address):
    page = opened(address).page
    page.locator("summary", has_text="club").click()
    page.get_by_role("checkbox", name="Officer").uncheck()
    assert drawn(page)[0] == 17 and rows(page) == drawn(page)[1]
    page.get_by_role("button", name="Reset").click()
    page.locator("summary", has_text="weight of relations").click()
    page.get_by_role("spinbutton", name="weight of relations from").fill("4")
    page.keyboard.press("Enter")
    assert (
        page.evaluate("() => shown.edges.every((e) => facts.payload.edges.weight[e] >= 4)")
        and rows(page) == drawn(page)[1] > 0
    )
    link = page.url
    other = opened(link).page
    assert drawn(other) == drawn(page)
    other.locator("summary", has_text="weight of relations").click()
    assert other.get_by_role("spinbutton", name="weight of relations from").input_value() == "4"


def test_what_is_typed_is_understood(opened, address):
    page = opened(address).page
    find(page, "colour by club")
    assert page.evaluate("() => view.color") == "club"
    find(page, "officer")
    assert page.evaluate("() => view.selected.size") == 17
    find(page, "layout circle")
    assert page.evaluate("() => view.layout") == "circle"
    page.get_by_role("combobox", name="Find or do").fill("qqqq")
    assert "“path A to B”" in page.get_by_role("listbox", name="Found").inner_text()


def test_no_words_of_meetings_where_there_are_none(opened, address):
    page = opened(address).page
    text = page.locator("body").inner_text()
    for word in ("take part", "meeting", "commitment", "Timeline"):
        assert word.lower() not in text.lower(), word
    assert page.get_by_role("heading", level=1).inner_text() == "Karate club"
    assert page.evaluate("() => arrows()") == [False]


def test_a_relation_without_direction_is_one_group(opened, address):
    page = opened(address + "#choose=9").page
    groups = panel(page).get_by_role("region", name="linked to")
    assert groups.count() == 1 and groups.locator(".count").first.inner_text() == "2"


def looped():
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((name, {"name": name}) for name in ("א־ב", "b", "c"))
    graph.add_edges_from([("א־ב", "א־ב"), ("א־ב", "א־ב"), ("א־ב", "b"), ("b", "א־ב"), ("b", "c")])
    return facts_of(graph)


def test_loops_are_loops_and_heads_stand_at_rest(show):
    page = show(looped(), title="Loops").page
    curves = page.evaluate("() => drawnLines.filter(isLoop).map((e) => curveOf(e))")
    assert len(curves) == 2 and all(curve["back"] for curve in curves)
    tops = [page.evaluate("(curve) => alongCurve(curve, 0.5)", curve)["y"] for curve in curves]
    assert tops[0] != tops[1]
    assert all(curve["from"] != curve["to"] for curve in curves)
    _, svg = saved(page, lambda: find(page, "save svg"))
    assert svg.count(b"<polygon") >= 5, "a head for every directed relation"
    assert svg.count(b"C") >= 2 and "א־ב".encode() in svg and b'direction="rtl"' in svg


def test_numbers_in_names_sort_as_numbers(show):
    graph = nx.path_graph([f"Point {i}" for i in range(1, 13)])
    page = show(facts_of(graph), "#view=table").page
    page.get_by_role("button", name="From", exact=True).click()
    names = page.locator("#twin tbody tr td:first-child").all_inner_texts()
    assert names == [f"Point {i}" for i in range(1, 12)]


def test_nothing_that_passes_is_said(opened, address):
    page = opened(address).page
    page.get_by_role("checkbox", name="Nodes").uncheck()
    assert page.get_by_text("Nothing passes the filters.").is_visible()
    page.get_by_role("button", name="Show everything").click()
    assert drawn(page)[0] == 34


LAID_OVER = """() => { const scale = network.getScale();
  const spots = shown.nodes.map((node) => ({ node, x: placeOf(node).x * scale, y: placeOf(node).y * scale, r: screenRadius(node, scale) * 0.85 }));
  const over = []; for (const { node, dx, dy, sprite, text } of placedLabels) { const at = spots.find((one) => one.node === node);
    const [left, top, right, bottom] = [at.x + dx + 3, at.y + dy + 4, at.x + dx + sprite.width - 3, at.y + dy + sprite.height - 4];
    for (const one of spots) if (one.node !== node && Math.hypot(Math.max(left - one.x, 0, one.x - right), Math.max(top - one.y, 0, one.y - bottom)) < one.r)
      over.push(text + " over " + labelOf(one.node)); }
  return over; }"""  # fmt: skip


@pytest.mark.parametrize("width", [1300, 1440])
def test_the_first_are_always_named_and_no_name_lies_over_a_shape(opened, tmp_path, width):
    from explorer.explorer import load

    path = load().draw().save(tmp_path / "page.html")
    page = opened(path, viewport={"width": width, "height": 850}).page
    still(page)
    named = page.evaluate("() => placedLabels.map((one) => one.node)")
    first = page.evaluate("() => facts.byRank.filter((node) => shown.isDrawn[node]).slice(0, 18)")
    assert set(first) <= set(named), "a name moves away from the crowd sooner than it is left out"
    assert page.evaluate(LAID_OVER) == []
    led = page.evaluate("() => placedLabels.filter((one) => one.led).length")
    assert 0 < led <= 18
    svg = saved(page, lambda: find(page, "save svg"))[1].decode()
    assert svg.count("<line") >= led, "the lines to the names are saved as well"


def test_the_table_has_the_columns_that_hold_something(opened, address, tmp_path):
    page = opened(address + "#view=table").page
    heads = page.locator("#twin th")
    assert heads.all_inner_texts() == ["From", "Relation", "To", "Weight"]
    page.get_by_role("button", name="Weight", exact=True).click()
    weights = page.locator("#twin tbody td:last-child").all_inner_texts()
    assert weights == sorted(weights, key=float) and len(weights) == 78
    assert page.locator("#twin th").last.get_attribute("aria-sort") == "ascending" and "sort=weight" in fragment(page)
    page.emulate_media(media="print")
    assert heads.last.evaluate("(th) => getComputedStyle(th, '::before').content") == '"Weight"'
    assert heads.last.locator("*").first.evaluate("(one) => getComputedStyle(one).display") == "none"


def test_of_equals_the_numbers_in_their_names_decide(show):
    page = show(facts_of(nx.path_graph(120)), title="Path").page
    names = page.locator("#panel .rows .node-link").all_inner_texts()
    assert names == [str(n) for n in range(1, 9)]


def test_the_panel_tells_what_a_commitment_depends_on_and_when_it_is_due(show):
    from smallworld import small_world

    from explorer.facts.tables import Facts

    tables = {name: table.to_dict("records") for name, table in small_world().tables().items()}
    act = next(row for row in tables["nodes"] if row["id"] == "commitment:som-6/1")
    act |= {"condition": "if funds allow", "due": "2013-06", "status": "open"}
    page = show(Facts.from_rows(**tables)).page
    find(page, "A workshop on visas")
    told = panel(page).locator("dl").first.locator("div").all_inner_texts()
    words = [re.sub(r"\s+", " ", one).strip() for one in told]
    assert {"Depends on if funds allow", "Due June 2013", "Said to be open"} <= set(words)


@pytest.mark.parametrize("harbour", [lambda n: f"h{n}", lambda n: float(n * n)], ids=["category", "number"])
def test_a_class_is_the_same_in_the_page_and_in_its_picture(show, harbour):
    """Also what is beyond the palette, and what has none."""
    graph = nx.path_graph(26)
    for node in range(24):
        graph.nodes[node]["harbour"] = harbour(node % 12)
    facts = facts_of(graph)
    page = show(facts, "#color=harbour").page
    content = content_of(facts)
    scale = encodings_of(content, looks_of(content)).nodes["harbour"]
    wanted = [scale.class_of(row) for row in range(content.size)]
    assert page.evaluate("() => Array.from({length: facts.nodeCount}, (_, i) => classOf(colourScale, i))") == wanted
    assert -2 in wanted and (-1 in wanted) == (scale.type == "category")
    told = [text.strip() for text in page.locator("#key-color li").all_inner_texts()]
    assert [text for text in told if text in ("other", "none given")] == ["other", "none given"][-1 not in wanted :]
    fills = page.evaluate("() => Array.from({length: facts.nodeCount}, (_, i) => paintOf(i).fill)")
    assert fills == [colour_of(scale, row, "light").lower() for row in range(content.size)]
