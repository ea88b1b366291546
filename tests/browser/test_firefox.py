"""The page in Firefox: every control is there by role and name, what the mouse and keys do, and all of it drawn."""

import pytest
from driving import page_of
from smallworld import small_world
from test_behaviour_controls import crowd

CONTROLS = [
    *(("button", name) for name in ("Network", "Timeline", "Matrix", "Table", "Filters")),
    *(("button", name) for name in ("Find a path", "Views and story", "Take away", "Keys and help")),
    *(
        ("button", name)
        for name in ("Zoom in", "Zoom out", "Show all of it", "Loosen the drawing", "Select with a lasso")
    ),
    *(("button", name) for name in ("Move left", "Move right", "Move up", "Move down", "Play through the years")),
    *(("button", name) for name in ("Switch between light and dark", "Only States", "Select States", "All years")),
    *(("combobox", name) for name in ("Find or do", "Colour", "Size", "Line width", "Layout")),
    *(("checkbox", name) for name in ("States 3", "took part in 4")),
    *(("spinbutton", name) for name in ("First year", "Last year")),
    *(("slider", name) for name in ("First year", "Last year")),
    ("application", "Network picture"),
]
WIDE_ONLY = {"Filters"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return page_of(small_world(), tmp_path_factory.mktemp("firefox"), title="A small world")


@pytest.fixture
def page(firefox, address):
    """The small world, opened anew; it must have told no error at the end."""
    firefox.open(address)
    yield firefox
    assert firefox.told == []


def spot(page, node):
    return page.run(
        f"""(() => {{ const at = network.canvasToDOM(placeOf(facts.nodeById({node!r})));
        const box = document.getElementById("canvas").getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }})()"""
    )


def test_every_control_is_there_by_role_and_name(page):
    there = {role: page.located(role=role) for role in dict.fromkeys(role for role, _ in CONTROLS)}
    wanted = [(role, name) for role, name in CONTROLS if name not in WIDE_ONLY]
    assert {one: len(page.located(there[one[0]], role=one[0], name=one[1])) for one in wanted} == dict.fromkeys(
        wanted, 1
    )


def test_click_shift_click_and_lasso(page):
    page.click(*spot(page, "state:idn"))
    page.until("facts.name(view.chosen) === 'Indonesia'")
    page.click(*spot(page, "state:tha"), key="\ue008")
    page.until("view.selected.size === 2")
    page.press("button", "Let go")
    page.press("button", "Select with a lasso")
    x, y, width, height = page.run(
        "(({left, top, width, height}) => [left, top, width, height])(document.getElementById('canvas').getBoundingClientRect())"
    )
    edge = [(x + 4, y + 4), (x + width - 4, y + 4), (x + width - 4, y + height - 90), (x + 4, y + height - 90)]
    page.drag([*edge, (x + 4, y + 5)])
    page.until("view.selected.size > 5")


def test_search_colour_and_the_way_back(page):
    page.press("combobox", "Find or do")
    page.type("compare indonesia and thailand")
    page.until("!document.getElementById('found').hidden && found.length")
    page.type("\ue007")
    page.until("view.compare !== null")
    assert page.run("document.getElementById('panel-title').textContent") == "Indonesia and Thailand"
    page.press("button", "Back")
    page.until("view.compare === null")


def test_a_large_picture_is_drawn_and_kept(firefox, tmp_path):
    firefox.open(page_of(crowd(1800), tmp_path, title="Many"))
    firefox.press("button", "Draw all")
    firefox.until("crowd.kept?.version === pictureVersion && !crowd.coming")
    assert firefox.run("shown.nodes.length") == 1801
    inked = """(() => { const {width, height} = network.canvas; const data = network.pen.getImageData(0, 0, width, height).data;
      let ink = 0; for (let i = 3; i < data.length; i += 4) ink += data[i] > 0; return ink / (width * height); })()"""
    assert firefox.run(inked) > 0.01
    assert firefox.told == []
    assert firefox.shot()[:4] == b"\x89PNG"
