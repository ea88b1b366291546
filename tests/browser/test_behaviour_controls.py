"""The controls of the page: search, legend, time, focus and context, history and address, embedding."""

import json
import re

import pytest
from driving import drawn, find, fragment, legend, page_of, panel, rows, said, spot, still, title
from smallworld import small_world
from watching import wait_until

from explorer.facts.tables import Facts


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("small"), title="A small world")


def crowd(count=400):
    """A world too large to be drawn whole: one hub, chains around it, two islands."""
    nodes = [{"id": f"state:{i:04}", "kind": "state", "name": f"State {i:04}"} for i in range(count)]
    nodes += [{"id": "meeting:hub", "kind": "meeting", "name": "Hub", "start": "2010-01-01", "end": "2010-01-01"}]
    ends = [(f"state:{i:04}", "meeting:hub") for i in range(0, count, 2)]
    rows_ = [
        {"id": f"r{n}", "source": a, "relation": "participated_in", "target": b, "basis": "stated"}
        for n, (a, b) in enumerate(ends)
    ]
    rows_ += [
        {
            "id": f"m{i}",
            "source": f"state:{i:04}",
            "relation": "member_of",
            "target": f"state:{i - 1:04}",
            "basis": "stated",
        }
        for i in range(1, count, 2)
    ]
    return Facts.from_rows(nodes=nodes, relations=rows_)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Its page."""
    return page_of(crowd(), tmp_path_factory.mktemp("crowd"), title="A crowd")


# Search


@pytest.mark.parametrize("text", ["śrī laṅkā", "sri lanka", "SRI LANKA", "ceylon", "lanka", "state:lka"])
def test_search_folds_accents_and_takes_aliases(opened, address, text):
    page = opened(address).page
    find(page, text)
    assert title(page) == "Sri Lanka"


def test_search_tells_kinds_and_is_chosen_by_keys(opened, address):
    page = opened(address).page
    find(page, "meeting", key=None)
    options = page.get_by_role("option")
    assert options.count() >= 2
    assert "Meeting · 1 June 2012" in options.first.inner_text()
    box = page.get_by_role("combobox", name="Find or do")
    assert box.get_attribute("aria-activedescendant") == "found-0"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "found-1"
    wanted = options.nth(1).locator(".found-title").inner_text()
    box.press("Enter")
    assert title(page) == wanted
    assert box.get_attribute("aria-expanded") == "false"


def test_search_says_what_lies_near(opened, address):
    page = opened(address).page
    find(page, "Indonesja", key=None)
    assert "Did you mean Indonesia?" in page.get_by_role("listbox", name="Found").inner_text()


def test_a_kind_named_first_narrows_the_search(opened, address):
    page = opened(address).page
    find(page, "workshop visas", key=None)
    options = page.get_by_role("listbox", name="Found").get_by_role("option").all_inner_texts()
    assert [text.split("\n")[1].split(" ")[0] for text in options] == ["Workshop"]


def test_escape_closes_the_search(opened, address):
    page = opened(address).page
    find(page, "bali", key="Escape")
    assert page.get_by_role("listbox", name="Found").is_hidden()


# Choosing with the mouse


def test_a_click_on_a_node_opens_its_panel_and_on_the_ground_closes_it(opened, address):
    page = opened(address).page
    x, y = spot(page, "meeting:som-6")
    page.mouse.click(x, y)
    page.wait_for_function("() => view.chosen >= 0")
    assert title(page) == "Sixth meeting"
    assert "choose=meeting:som-6" in fragment(page)
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + 4)
    page.wait_for_function("() => view.chosen < 0")


def test_a_click_on_a_line_opens_the_relation_with_its_passage(opened, address):
    page = opened(address).page
    (ax, ay), (bx, by) = spot(page, "state:tha"), spot(page, "commitment:som-6/1")
    page.mouse.click(ax + (bx - ax) * 0.5, ay + (by - ay) * 0.5)
    page.wait_for_function("() => view.chosen >= facts.nodeCount")
    assert "was assigned to Thailand as lead" in title(page)
    assert "asked Thailand" in panel(page).locator("mark").all_inner_texts()
    assert "Sixth meeting of the group" in panel(page).locator(".passage-box").inner_text()


def test_resting_on_a_node_lights_its_neighbourhood(opened, address):
    page = opened(address).page
    x, y = spot(page, "meeting:som-6")
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_function("() => hovered >= 0")
    assert page.evaluate("() => lit.core.has(hovered) && lit.nodes.size === neighboursOf(hovered).length + 1")


def test_dragging_a_node_pins_it_there(opened, address):
    page = opened(address).page
    x, y = spot(page, "place:bali")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20, steps=4)
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_function("() => view.pinned.size === 1")
    at = spot(page, "place:bali")
    assert abs(at[0] - x - 60) < 12 and abs(at[1] - y - 40) < 12
    assert re.search(r"pin=-?\d+,-?\d+,place:bali", fragment(page))
    find(page, "bali")
    button = panel(page).get_by_role("button", name="Unpin")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.evaluate("() => view.pinned.size") == 0


def test_a_double_click_focuses(opened, address):
    page = opened(address).page
    page.mouse.dblclick(*spot(page, "state:idn"))
    page.wait_for_function("() => view.focus >= 0")
    assert page.evaluate("() => facts.name(view.focus)") == "Indonesia"


# Legend and filters


def test_the_legend_counts_and_filters_by_kind(opened, address):
    page = opened(address).page
    item = page.locator("#legend-kinds li").filter(has_text="States")
    assert item.locator(".count").inner_text() == "3"
    legend(page, "States").uncheck()
    assert drawn(page)[0] == 10
    assert rows(page) == drawn(page)[1]
    assert "no-kind=state" in fragment(page)
    page.get_by_role("button", name="Reset").click()
    assert drawn(page) == [13, 17]


def test_only_leaves_one_kind_and_again_all(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Only Commitments").click()
    assert page.evaluate("() => shown.nodes.map((node) => facts.kind(node).name)") == ["commitment"] * 2
    page.get_by_role("button", name="Only Commitments").click()
    assert drawn(page)[0] == 13


def test_filters_by_relation_role_basis_force_and_topic(opened, address):
    page = opened(address).page
    legend(page, "took part in").uncheck()
    assert "participated_in" not in page.evaluate("() => shown.edges.map((edge) => facts.relation(edge).name)")
    legend(page, "took part in").check()
    page.locator("#legend-roles summary").click()
    page.get_by_role("button", name="Only observer").click()
    assert page.evaluate("() => shown.edges.map((edge) => facts.edge('role', edge))") == ["observer"]
    assert rows(page) == 1 and drawn(page)[0] == 2
    page.get_by_role("button", name="Reset").click()
    page.locator("#legend-bases summary").click()
    page.get_by_role("button", name="Only inferred").click()
    assert page.evaluate("() => shown.edges.map((edge) => facts.relation(edge).name)") == ["fulfils"]


def test_the_topic_filter_keeps_what_is_about_it(show):
    facts = small_world()
    nodes = facts.nodes.to_dict("records") + [{"id": "topic:other", "kind": "topic", "name": "Other"}]
    relations = facts.relations.to_dict("records") + [
        {
            "id": "relation:other",
            "source": "meeting:som-5",
            "relation": "about",
            "target": "topic:other",
            "basis": "stated",
        }
    ]
    tables = {name: table.to_dict("records") for name, table in facts.tables().items()}
    page = show(Facts.from_rows(**{**tables, "nodes": nodes, "relations": relations})).page
    page.get_by_label("Topic", exact=True).select_option("Visas")
    names = set(page.evaluate("() => shown.nodes.map((node) => facts.name(node))"))
    assert "A workshop on visas" in names and "Thailand" in names
    assert "Other" not in names and "Fifth meeting" not in names
    assert "topic=topic:visas" in fragment(page)


# Time


def test_years_by_typing_by_keys_and_by_dragging(opened, address):
    page = opened(address).page
    years = "() => [view.from || facts.firstYear, view.to || facts.lastYear]"
    page.get_by_role("spinbutton", name="First year").fill("2012")
    page.keyboard.press("Enter")
    assert page.evaluate(years) == [2012, 2012]
    assert page.evaluate("() => shown.nodes.every((node) => facts.year[node] < 0 || facts.year[node] === 2012)")
    assert rows(page) == drawn(page)[1]
    page.get_by_role("button", name="All years").click()
    assert page.evaluate(years) == [2011, 2012]
    page.get_by_role("slider", name="Last year").press("ArrowLeft")
    assert page.evaluate(years) == [2011, 2011]
    assert page.get_by_role("slider", name="Last year").get_attribute("aria-valuenow") == "2011"
    track = page.locator("#track").bounding_box()
    page.mouse.move(track["x"] + track["width"] * 0.8, track["y"] + 10)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.9, track["y"] + 10)
    page.mouse.up()
    assert page.evaluate(years) == [2012, 2012]


def test_play_pushes_the_years_along_and_stops(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Play through the years").click()
    assert page.evaluate("() => [view.from || facts.firstYear, view.to]") == [2011, 2011]
    page.wait_for_function("() => view.from === 2012")
    page.get_by_role("button", name="Play through the years").wait_for()


# Focus and context


def test_a_crowd_is_drawn_in_part_and_says_so(opened, crowded):
    page = opened(crowded).page
    nodes, edges = drawn(page)
    assert 40 <= nodes <= 300
    told = page.locator("#drawn-count").inner_text()
    assert told == f"{nodes} of 401 drawn"
    assert rows(page) == edges
    page.get_by_role("button", name="Draw more").click()
    assert drawn(page)[0] == nodes + 100
    page.get_by_role("button", name="First selection").click()
    assert drawn(page)[0] == nodes
    page.get_by_role("button", name="Draw all").click()
    assert drawn(page) == [401, 400]
    assert rows(page) == 400 and "draw=all" in fragment(page)


def test_a_large_picture_is_painted_in_slices_and_kept(show):
    page = show(crowd(1600), title="Many").page
    page.get_by_role("button", name="Draw all").click()
    assert drawn(page)[0] == 1601
    wait_until(page, "crowd.kept?.version === pictureVersion && !crowd.coming")
    assert page.get_by_role("button", name="Stop drawing").count() == 0
    colours = """() => { const {width, height} = network.canvas; const data = network.pen.getImageData(0, 0, width, height).data;
      const seen = new Set(); for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(data[i] << 16 | data[i+1] << 8 | data[i+2]); return seen.size; }"""
    assert page.evaluate(colours) > 20


def test_what_is_not_drawn_is_one_search_away_and_moves_nobody(opened, crowded):
    page = opened(crowded).page
    hidden = page.evaluate("() => facts.name(facts.byRank.findLast((node) => !shown.isDrawn[node]))")
    places = "() => Object.fromEntries(shown.base.map((node) => [node, placeOf(node)]))"
    before = page.evaluate(places)
    find(page, hidden)
    assert title(page) == hidden
    assert page.evaluate("() => shown.isDrawn[view.chosen]") == 1
    assert page.evaluate(places) == before
    near = page.evaluate(
        "() => Math.min(...shown.nodes.filter((n) => n !== view.chosen).map((n) => Math.hypot(placeOf(n).x - placeOf(view.chosen).x, placeOf(n).y - placeOf(view.chosen).y)))"
    )
    assert near > 10


def test_expand_focus_depth_hide_and_back(opened, crowded):
    page = opened(crowded).page
    find(page, "Hub")
    nodes = drawn(page)[0]
    panel(page).get_by_role("button", name="Expand").click()
    assert drawn(page)[0] == min(nodes + 60, 201) or drawn(page)[0] > nodes
    panel(page).get_by_role("button", name="Focus", exact=True).click()
    assert page.evaluate("() => shown.nodes.every((node) => shown.distance[node] <= 1)")
    assert drawn(page)[0] == 201
    panel(page).get_by_role("button", name="2 steps around").click()
    assert page.evaluate("() => Math.max(...shown.nodes.map((node) => shown.distance[node]))") == 2
    assert "depth=2" in fragment(page) and "around=meeting:hub" in fragment(page)
    panel(page).get_by_role("button", name="Leave focus").click()
    panel(page).get_by_role("button", name="Hide", exact=True).click()
    assert page.evaluate("() => shown.isDrawn[facts.nodeById('meeting:hub')]") == 0
    page.get_by_role("button", name="Bring back 1 hidden").click()
    assert page.evaluate("() => shown.isDrawn[facts.nodeById('meeting:hub')]") == 1


def test_loosen_moves_and_settles(opened, address):
    page = opened(address).page
    places = "() => JSON.stringify(shown.nodes.map(placeOf))"
    before = page.evaluate(places)
    button = page.get_by_role("button", name="Loosen the drawing")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    wait_until(page, f"({places})() !== {json.dumps(before)}")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    after = page.evaluate(places)
    assert after != before
    page.wait_for_timeout(300)  # long enough to see it move, were it still loose
    assert page.evaluate(places) == after


def test_zoom_pan_and_fit_by_buttons(opened, address):
    page = opened(address).page
    look = "() => [network.getScale(), network.getViewPosition().x, network.getViewPosition().y]"
    start = page.evaluate(look)
    page.get_by_role("button", name="Zoom in").click()
    still(page)
    page.get_by_role("button", name="Move right").click()
    page.get_by_role("button", name="Move up").click()
    scale, x, y = page.evaluate(look)
    assert scale > start[0] * 1.3 and x > start[1] and y < start[2]
    page.get_by_role("button", name="Show all of it").click()
    still(page)
    assert page.evaluate(look) == pytest.approx(start, rel=0.02, abs=2)


# History and address


def test_back_and_forward_by_buttons_and_by_the_browser(opened, address):
    page = opened(address).page
    assert page.get_by_role("button", name="Back").is_disabled()
    find(page, "bali")
    find(page, "thailand")
    page.get_by_role("button", name="Back").click()
    page.wait_for_function("() => facts.name(view.chosen) === 'Bali'")
    assert title(page) == "Bali"
    page.go_back()
    page.wait_for_function("() => view.chosen === -1")
    page.go_forward()
    page.get_by_role("button", name="Forward").click()
    page.wait_for_function("() => view.chosen >= 0 && facts.name(view.chosen) === 'Thailand'")


@pytest.mark.parametrize(
    "view",
    [
        "choose=state:tha",
        "no-kind=topic&no-kind=place&no-relation=follows",
        "no-role=observer&no-basis=inferred",
        "years=2012-2012",
        "view=matrix&years=-2011",
        "around=meeting:som-6&depth=2",
        "with=place:bali&without=topic:visas&draw=5",
        "pin=120,-40,place:bali",
        "from=organisation:unhcr&to=state:tha&way=2",
        "view=table&topic=topic:visas",
    ],
)
def test_the_address_restores_the_view_and_writes_the_same(opened, address, view):
    page = opened(f"{address}#{view}").page
    written = page.evaluate("() => writeView(view)").split("&")
    assert sorted(part for part in written if not part.startswith("window=")) == sorted(view.split("&"))


@pytest.mark.parametrize(
    "text",
    [
        "choose=no-such",
        "around=%00&depth=9",
        "years=20-abc&draw=-4",
        "%E0%A4%A",
        "view=__proto__&pin=1,2",
        "=&&=",
        "x" * 5000,
    ],
)
def test_an_address_that_means_nothing_does_no_harm(opened, address, text):
    watched = opened(f"{address}#{text}")
    assert drawn(watched.page)[0] == 13
    watched.quiet()


# Themes and embedding


def test_the_theme_follows_the_preference_and_the_switch(opened, address):
    page = opened(address, color_scheme="dark").page
    background = "() => getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(18, 22, 28)"
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    assert page.evaluate("() => colours().page") == "#ffffff"


def test_embedded_it_has_no_heading_and_all_controls(show):
    watched = show(
        small_world(), title="A small world", embed=True, context={"viewport": {"width": 700, "height": 420}}
    )
    page = watched.page
    assert page.get_by_role("heading", name="A small world").is_hidden()
    assert page.locator("#canvas").bounding_box()["height"] > 180
    for name in ["Find a path", "Take away", "Filters", "Timeline", "Zoom in", "Play through the years"]:
        assert page.get_by_role("button", name=name, exact=True).is_visible()
    page.get_by_role("button", name="Filters").click()
    legend(page, "States").uncheck()
    assert drawn(page)[0] == 10
    watched.quiet()


def test_the_page_says_when_it_can_be_used(opened, address):
    page = opened(address).page
    marks = page.evaluate("() => performance.getEntriesByName('explorer:ready').length")
    assert marks == 1
    assert said(page) == ""
