"""Accessibility of the page: axe without a finding in four states, themes and widths; keys, status, motion, sizes."""

import re
from importlib.resources import files

import pytest
from driving import drawn, find, into_state, page_of, panel, rows, said, still, title
from smallworld import small_world

WIDTHS = {"wide": (1280, 900), "narrow": (320, 640)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("accessible"), title="A small world")


@pytest.fixture(scope="module")
def axe():
    """The source of axe-core."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def findings(page, axe):
    """What axe finds, one line each."""
    page.evaluate(axe + "\n;0")
    result = page.evaluate("(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in result["violations"]
        for node in item["nodes"]
    ]


@pytest.mark.parametrize("state", ["start", "chosen", "filtered", "table"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(opened, address, axe, state, theme, width):
    wide, high = WIDTHS[width]
    watched = opened(address, color_scheme=theme, viewport={"width": wide, "height": high}, bypass_csp=True)
    into_state(watched.page, state)
    still(watched.page)
    assert findings(watched.page, axe) == []


@pytest.mark.parametrize(
    "fragment",
    [
        "#view=timeline",
        "#view=matrix",
        "#from=state:lka&to=state:tha",
        "#choose=meeting:som-6",
        "#select=state:lka&select=state:tha&set=Two&in=state:lka&in=state:tha&color=community",
        "#compare=A&in=state:lka&compare=B&in=state:idn&layout=circle",
    ],
)
def test_axe_finds_nothing_in_the_other_views(opened, address, axe, fragment):
    assert findings(opened(address + fragment, bypass_csp=True).page, axe) == []


@pytest.mark.parametrize("button", ["Take away", "Keys and help", "Views and story"])
def test_axe_finds_nothing_in_the_dialogs(opened, address, axe, button):
    page = opened(address, bypass_csp=True).page
    page.get_by_role("button", name=button).click()
    assert findings(page, axe) == []


def test_the_picture_is_two_presses_away(opened, address):
    page = opened(address).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "graph"


def test_accessible_names_hold_the_visible_ones(opened, address):
    page = opened(address + "#choose=meeting:som-6").page
    other = page.evaluate(
        """() => [...document.querySelectorAll("button[aria-label], [role=button][aria-label]")]
          .filter((one) => one.checkVisibility() && one.innerText?.trim())
          .filter((one) => !one.getAttribute("aria-label").toLowerCase().includes(one.innerText.trim().toLowerCase()))
          .map((one) => `${one.innerText} / ${one.getAttribute("aria-label")}`)"""
    )
    assert other == []


def test_the_picture_is_one_tab_stop(opened, address):
    page = opened(address).page
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => document.activeElement === document.body ? '' : document.activeElement.id || 'other'"
        )
        if not stop:
            break
        stops.append((stop, page.evaluate("() => document.getElementById('stage').contains(document.activeElement)")))
    assert [stop for stop, _ in stops].count("graph") == 1
    inside = [stop for stop, within in stops if within]
    assert inside[0] == "graph" and inside[1] == "zoom-in", "the graph, then the buttons beside it: no trap"
    assert len(stops) < 200


def test_every_focus_is_seen(opened, address):
    page = opened(address).page
    for _ in range(60):
        page.keyboard.press("Tab")
        look = page.evaluate(
            """() => { const at = document.activeElement; const style = getComputedStyle(at);
            return [at.id || at.textContent.slice(0, 30), style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
        )
        assert look[1] not in ("none", "hidden") and look[2] >= 2, look


def test_arrows_go_round_the_neighbours(opened, address):
    page = opened(address).page
    page.locator("#graph").focus()
    page.keyboard.press("Home")
    home = page.evaluate("() => cursor")
    assert "Sixth meeting" in said(page)
    near = set(page.evaluate("() => roundOf(cursor)"))
    met = []
    for _ in near:
        page.keyboard.press("ArrowRight")
        met.append(page.evaluate("() => cursor"))
        assert re.match(rf"\d+ of {len(near)}: ", said(page))
    assert set(met) == near and len(met) == len(near)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("() => cursor") == met[-2]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => cursor") in page.evaluate(f"() => roundOf({met[-2]})")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => cursor") == met[-2]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => cursor") == home
    page.keyboard.press("End")
    last = page.evaluate("() => cursor")
    assert last == page.evaluate("() => byRankDrawn()[shown.nodes.length - 1]")


def test_enter_opens_and_escape_leaves(opened, address):
    page = opened(address).page
    page.locator("#graph").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert title(page) == "Sixth meeting"
    assert page.evaluate("() => document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate("() => view.chosen") == -1
    assert page.evaluate("() => document.activeElement.id") == "graph"


def test_keys_act_on_the_node_under_the_cursor(opened, address):
    page = opened(address).page
    page.locator("#graph").focus()
    page.keyboard.press("Home")
    page.keyboard.press("p")
    assert page.evaluate("() => view.pinned.has(cursor)")
    scale = page.evaluate("() => network.getScale()")
    page.keyboard.press("+")
    still(page)
    assert page.evaluate("() => network.getScale()") > scale
    before = page.evaluate("() => network.getViewPosition().x")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("() => network.getViewPosition().x") > before
    page.keyboard.press("f")
    assert page.evaluate("() => view.focus === cursor")
    page.keyboard.press("f")
    page.keyboard.press("h")
    assert page.evaluate("() => view.hidden.size") == 1
    assert "Sixth meeting 2012 is hidden." in said(page)


@pytest.mark.parametrize("fragment", ["#view=timeline", "#view=matrix"])
def test_the_other_views_are_one_tab_stop_with_arrows(opened, address, fragment):
    page = opened(address + fragment).page
    marks = page.locator("#other-view [data-item]")
    assert marks.count() > 5
    assert page.locator("#other-view [data-item][tabindex='0']").count() == 1
    page.locator("#other-view [data-item][tabindex='0']").focus()
    seen = set()
    for key in ["Home", *["ArrowRight"] * 6, *["ArrowDown"] * 6, *["ArrowLeft"] * 3, *["ArrowUp"] * 3, "End"]:
        page.keyboard.press(key)
        seen.add(page.evaluate("() => document.activeElement.dataset.item"))
    assert len(seen) >= 5 and None not in seen
    page.keyboard.press("Enter")
    assert panel(page).is_visible() and page.evaluate("() => view.chosen") >= 0


def test_choosing_filtering_and_paths_are_announced(opened, address):
    page = opened(address).page
    status = page.get_by_role("status")
    find(page, "sri lanka")
    assert "Sri Lanka, State" in status.inner_text()
    page.get_by_role("checkbox", name="Topics").uncheck()
    nodes, edges = drawn(page)
    assert status.inner_text() == f"Topics hidden. {nodes} nodes and {edges} relations shown."
    find(page, "path sri lanka to thailand")
    assert "Sri Lanka and Thailand are linked in" in status.inner_text()


def test_the_canvas_has_a_summary(opened, address):
    page = opened(address).page
    graph = page.get_by_role("application", name="Network picture")
    assert graph.evaluate("element => element.getAttribute('aria-describedby')") == "summary keys-line"
    nodes, edges = drawn(page)
    assert f"{nodes} of {nodes} nodes and {edges} relations" in page.locator("#summary").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_targets_are_large_enough(opened, address, width):
    wide, high = WIDTHS[width]
    page = opened(address, viewport={"width": wide, "height": high}).page
    find(page, "sixth meeting")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, summary, [role=slider], a.out")]
          .filter((element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
          .map((element) => [element, (element.type === "checkbox" ? element.closest("label") : element).getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_nothing_is_lost_at_320_pixels_with_double_letters(opened, address):
    page = opened(address, viewport={"width": 320, "height": 640}).page
    page.evaluate("() => { document.documentElement.style.fontSize = '30px'; }")
    still(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    for name in [
        "Back",
        "Filters",
        "Find a path",
        "Take away",
        "Keys and help",
        "Zoom in",
        "Move left",
        "Timeline",
        "Table",
    ]:
        button = page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box["x"] >= -1 and box["x"] + box["width"] <= 321, (name, box)
    page.get_by_role("button", name="Filters").click()
    assert page.get_by_role("checkbox", name="Meetings").is_visible()


def test_reduced_motion_settles_at_once(opened, address):
    page = opened(address, reduced_motion="reduce").page
    find(page, "sixth meeting", key="Enter")
    page.get_by_role("button", name="Focus", exact=True).click()
    places = "() => JSON.stringify([shown.nodes.map(placeOf), network.getScale()])"
    before = page.evaluate(places)
    page.wait_for_timeout(300)
    assert page.evaluate(places) == before


def test_forced_colours_keep_every_control(opened, address):
    page = opened(address, forced_colors="active").page
    assert page.evaluate("() => colours().ink") == "CanvasText"
    find(page, "sixth meeting")
    for name in ["Focus", "Path from here", "Timeline", "Take away"]:
        assert page.get_by_role("button", name=name, exact=True).is_visible()
    border = page.get_by_role("button", name="Focus", exact=True).evaluate("e => getComputedStyle(e).borderTopStyle")
    assert border == "solid"


def test_kinds_differ_in_shape_and_name_not_in_colour_alone(opened, address):
    page = opened(address).page
    shapes = page.evaluate("() => facts.kinds.map((kind) => kind.shape)")
    assert len(set(shapes)) == len(shapes)
    items = page.locator("#legend-kinds li")
    assert items.count() == len(shapes)
    for text in items.all_inner_texts():
        assert re.match(r"[A-Z]", text.strip())


def test_the_table_is_complete_under_every_filter(opened, address):
    page = opened(address).page
    assert rows(page) == drawn(page)[1] == 17
    boxes = page.locator("#legend-kinds input, #legend-relations input")
    for i in range(boxes.count()):
        boxes.nth(i).uncheck()
        assert rows(page) == drawn(page)[1]
        told = page.locator("#relations-count").inner_text()
        assert told == f"{drawn(page)[1]} of 17 relations"
        boxes.nth(i).check()
    assert rows(page) == 17
