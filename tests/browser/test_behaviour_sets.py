"""Working with several nodes: select, hide, keep, pin, move, group, name, compare; by mouse, by keys, by words; undone."""

import pytest
from driving import drawn, find, fragment, legend, page_of, panel, rows, said, spot, still, title
from smallworld import small_world


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("sets"), title="A small world")


def chosen(page):
    return sorted(page.evaluate("() => [...view.selected].map((node) => facts.node('id', node))"))


def act(page, name):
    panel(page).get_by_role("button", name=name, exact=True).click()


def test_shift_and_control_clicks_gather_a_set_and_let_go(opened, address):
    page = opened(address).page
    page.mouse.click(*spot(page, "state:idn"))
    for key, node in (("Shift", "state:lka"), ("Control", "state:tha")):
        page.keyboard.down(key)
        page.mouse.click(*spot(page, node))
        page.keyboard.up(key)
    assert chosen(page) == ["state:idn", "state:lka", "state:tha"]
    assert title(page) == "3 selected"
    assert fragment(page) == "select=state:idn&select=state:lka&select=state:tha"
    page.keyboard.down("Control")
    page.mouse.click(*spot(page, "state:lka"))
    page.keyboard.up("Control")
    assert chosen(page) == ["state:idn", "state:tha"]
    panel(page).get_by_role("button", name="Take Thailand out").click()
    assert chosen(page) == ["state:idn"]
    page.keyboard.press("Escape")
    assert chosen(page) == []


def test_a_lasso_takes_what_lies_inside(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Select with a lasso").click()
    (ax, ay), (bx, by) = spot(page, "state:idn"), spot(page, "place:bali")
    left, right, top, bottom = min(ax, bx) - 16, max(ax, bx) + 16, min(ay, by) - 16, max(ay, by) + 16
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top + 2)):
        page.mouse.move(x, y, steps=3)
    page.mouse.up()
    inside = page.evaluate(
        """([left, right, top, bottom]) => { const box = document.getElementById("canvas").getBoundingClientRect();
        return shown.nodes.filter((node) => { const at = network.canvasToDOM(placeOf(node)); const [x, y] = [at.x + box.left, at.y + box.top];
          return x > left && x < right && y > top && y < bottom; }).map((node) => facts.node("id", node)).sort(); }""",
        [left, right, top, bottom],
    )
    assert chosen(page) == inside and {"state:idn", "place:bali"} <= set(inside)


def test_the_legend_and_the_search_select(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Select States").click()
    assert len(chosen(page)) == 3
    find(page, "select commitments")
    assert chosen(page) == ["commitment:som-6/1", "commitment:som-6/1.1"]
    find(page, "open commitments")
    assert chosen(page) == ["commitment:som-6/1.1"]
    find(page, "observers of sixth meeting")
    assert chosen(page) == ["organisation:unhcr"]


def test_hide_keep_only_and_control_z(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Select States").click()
    act(page, "Hide")
    assert drawn(page)[0] == 10 and "3 hidden." in said(page)
    page.keyboard.press("Control+z")
    page.wait_for_function("() => shown.nodes.length === 13")
    page.get_by_role("button", name="Select States").click()
    act(page, "Keep only")
    assert page.evaluate("() => shown.nodes.map((node) => facts.node('id', node)).sort()") == [
        "state:idn",
        "state:lka",
        "state:tha",
    ]
    assert rows(page) == drawn(page)[1]
    page.keyboard.press("Control+z")
    page.wait_for_function("() => shown.nodes.length === 13")
    page.keyboard.press("Control+y")
    page.wait_for_function("() => shown.nodes.length === 3")


def test_a_set_moves_and_is_pinned_together(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Select States").click()
    still(page)
    (x, y), (ox, oy) = spot(page, "state:idn"), spot(page, "state:tha")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 10, steps=3)
    page.mouse.move(x + 40, y + 30, steps=3)
    page.mouse.up()
    page.wait_for_function("() => view.pinned.size === 3")
    nx, ny = spot(page, "state:tha")
    assert abs(nx - ox - 40) < 8 and abs(ny - oy - 30) < 8
    act(page, "Unpin")
    assert page.evaluate("() => view.pinned.size") == 0


def test_a_group_is_drawn_as_one_and_the_table_stays_whole(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Select States").click()
    panel(page).get_by_label("Name of this set").fill("The states")
    act(page, "Keep")
    act(page, "Group into one")
    drawn_shapes = "() => shown.nodes.filter((node) => headOf(node) === node).length"
    assert page.evaluate(drawn_shapes) == 11
    assert rows(page) == drawn(page)[1] == 17
    assert page.evaluate("() => placedLabels.some(({text}) => text === 'The states')")
    assert "group=The+states&in=state:idn" in fragment(page) and "set=The+states" in fragment(page)
    page.mouse.click(*spot(page, "state:lka"))
    assert len(chosen(page)) == 3 and title(page) == "The states"
    act(page, "Ungroup")
    assert page.evaluate(drawn_shapes) == 13


def test_two_nodes_and_two_sets_are_compared(opened, address):
    page = opened(address).page
    find(page, "compare indonesia and sri lanka")
    assert title(page) == "Indonesia and Sri Lanka"
    assert "Sixth meeting" in panel(page).get_by_role("region", name="Shared neighbours").inner_text()
    assert "Bali" in panel(page).get_by_role("region", name="Only Indonesia").inner_text()
    assert "None." in panel(page).get_by_role("region", name="Only Sri Lanka").inner_text()
    assert "share 1 neighbour; 1 only of the first, 0 only of the second" in said(page)
    find(page, "select meetings")
    panel(page).get_by_label("Name of this set").fill("Meetings here")
    act(page, "Keep")
    find(page, "select workshops")
    panel(page).get_by_role("button", name="Compare with Meetings here").click()
    assert title(page).endswith("and Meetings here")


def test_the_same_by_keys_alone(opened, address):
    page = opened(address).page
    page.locator("#graph").focus()
    for key in ("Home", "x", "ArrowRight", "x"):
        page.keyboard.press(key)
    assert len(chosen(page)) == 2
    before = page.evaluate("() => [...view.selected].map((node) => placeOf(node).x)")
    page.locator("#graph").focus()
    page.keyboard.press("Alt+ArrowRight")
    after = page.evaluate("() => [...view.selected].map((node) => placeOf(node).x)")
    assert all(b > a for a, b in zip(before, after, strict=True))
    page.keyboard.press("G")  # as Caps Lock types it
    assert page.evaluate("() => view.groups.length") == 1
    page.keyboard.press("k")
    assert drawn(page)[0] == 2


def test_a_path_stays_lit_beside_what_is_chosen(opened, address):
    page = opened(address).page
    find(page, "path unhcr to thailand")
    find(page, "bali")
    assert title(page) == "Bali"
    assert page.evaluate("() => currentPath(view).every((step) => lit.nodes.has(step.node))")
    panel(page).get_by_role("button", name="Back to the path UNHCR – Thailand").click()
    assert title(page) == "UNHCR to Thailand"
    panel(page).locator(".chain .node-link").first.click()
    assert title(page) == "Sixth meeting"
    assert page.evaluate("() => view.path !== null")


def test_looking_changes_nothing(opened, address):
    page = opened(address).page
    legend(page, "States").uncheck()
    before = drawn(page)
    find(page, "indonesia")
    assert title(page) == "Indonesia" and page.evaluate("() => shown.isDrawn[view.chosen]") == 1
    assert not legend(page, "States").is_checked()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close details").click()
    assert drawn(page) == before
