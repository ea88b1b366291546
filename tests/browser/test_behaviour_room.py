"""Room for everything: no word broken, no cell over another, no picture made for a larger stage; nothing told that is not there."""

import networkx as nx
import pytest
from driving import drawn, into_state, page_of, rows, spot, still
from test_behaviour_controls import crowd

import explorer
from explorer.pictures import facts_of

# Words of names that stand on more than one line though they fit into one.
BROKEN = """() => {
  const broken = [];
  for (const name of document.querySelectorAll("#legend .name")) {
    const box = name.parentElement.getBoundingClientRect();
    for (const found of name.textContent.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(name.firstChild, found.index);
      range.setEnd(name.firstChild, found.index + found[0].length);
      if (box.width && new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) broken.push(found[0]);
    }
    const acts = [...name.closest("li").querySelectorAll("button")].filter((one) => getComputedStyle(one).opacity > 0);
    const word = document.createRange();
    word.selectNodeContents(name);
    for (const act of acts) for (const one of word.getClientRects()) {
      const button = act.getBoundingClientRect();
      if (one.right > button.left + 1 && one.left < button.right - 1 && one.bottom > button.top + 1 && one.top < button.bottom - 1) broken.push(`under a button: ${name.textContent}`);
    }
  }
  return broken;
}"""
# Cells of the table whose content reaches beyond them.
SPILT = """() => [...document.querySelectorAll("#twin th, #twin td")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)"""


def wordy():
    """A graph with long words in kinds, names, roles."""
    graph = nx.MultiDiGraph()
    kinds = ("Organisations", "Commitments", "Intergovernmental bodies", "Arbeitsgruppe")
    for i in range(24):
        word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantinnenverein" if i % 5 == 0 else f"Person {i}"
        graph.add_node(i, label=word, type=kinds[i % 4])
        graph.add_edge(i, i // 2, type="commissioned an evaluation of", role="rapporteur-general-designate")
    return facts_of(graph)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return page_of(wordy(), tmp_path_factory.mktemp("wordy"), title="Long words")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    return page_of(explorer.load().facts, tmp_path_factory.mktemp("shipped"))


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("which", ["address", "shipped"])
def test_no_word_of_the_legend_is_broken(opened, request, which, touch):
    size = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True} if touch else {}
    page = opened(request.getfixturevalue(which), **size).page
    if touch:
        page.get_by_role("button", name="Filters").click()
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("which", ["address", "shipped"])
def test_no_word_of_the_legend_is_broken_in_firefox(firefox, request, which):
    firefox.open(request.getfixturevalue(which))
    assert firefox.run(f"({BROKEN})()") == [] and firefox.told == []


@pytest.mark.parametrize("width", [1300, 830, 390])
@pytest.mark.parametrize("which", ["address", "shipped"])
def test_cells_of_the_table_never_overlap(opened, request, which, width):
    page = opened(request.getfixturevalue(which), viewport={"width": width, "height": 700}).page
    into_state(page, "table")
    page.evaluate("finishTable()")
    assert rows(page) == drawn(page)[1] > 0
    assert page.evaluate(SPILT) == []
    page.emulate_media(media="print")
    page.evaluate("preparePrint()")
    assert page.evaluate(SPILT) == []


@pytest.mark.parametrize("width", [1300, 830])
def test_cells_of_the_table_never_overlap_in_firefox(firefox, shipped, width):
    firefox.open(shipped + "#mode=table", width, 700)
    firefox.run("finishTable()")
    assert firefox.run(f"({SPILT})()") == []


def test_the_picture_is_laid_out_for_the_room_beside_panel_and_years(opened, shipped):
    page = opened(shipped, viewport={"width": 1300, "height": 850}).page
    still(page)
    laid, stage = page.evaluate("() => [view.frame, { width: network.width, height: network.height }]")
    assert abs(laid["width"] - stage["width"]) <= 20 and abs(laid["height"] - stage["height"]) <= 20


def test_a_large_table_is_written_after_the_picture_and_whole_on_paper(show):
    page = show(crowd(2800), fragment="#view=table", title="Many").page
    page.evaluate("() => { drawTable(); preparePrint(); }")
    assert rows(page) == 200
    assert page.locator("#relations-count").inner_text() == "Rows 1 to 200 of 2,800 relations"
    page.evaluate("() => { clearPrint(); drawTable(); }")
    page.locator("#relations-count", has_text="Rows 1 to 200 of 2,800 relations").wait_for()
    page.locator("#twin tbody tr:nth-child(200)").wait_for(state="attached")
    page.get_by_role("button", name="Rows after").click()
    page.locator("#relations-count", has_text="Rows 201 to 400 of 2,800 relations").wait_for()
    page.locator("#twin tbody tr:nth-child(200)").wait_for(state="attached")
    assert rows(page) == 200


def test_a_graph_without_relations_asks_nothing_of_them(show):
    graph = nx.Graph()
    graph.add_nodes_from(["one", "two", "three"])
    page = show(facts_of(graph), title="No relations").page
    assert page.get_by_role("button", name="Matrix").count() == 0
    for gone in ("Begin here", "Most connected", "Relations"):
        assert page.get_by_role("heading", name=gone, exact=True).count() == 0
        assert page.locator("summary", has_text=gone).count() == 0
    assert page.locator("#key-size li").count() == 0


def test_signs_are_those_of_the_system_in_forced_colours(opened, address):
    page = opened(address, forced_colors="active").page
    assert (
        page.locator("#legend-kinds .sign *").evaluate_all(
            "all => new Set(all.map((one) => getComputedStyle(one).fill)).size"
        )
        == 1
    )
    assert page.locator("#legend-kinds .sign *").first.evaluate("one => getComputedStyle(one).fill") != "none"


def test_shapes_are_told_in_an_embed_whose_colours_are_given(show):
    graph = nx.path_graph(6)
    nx.set_node_attributes(graph, {i: {"color": "#cc0000", "type": "city" if i % 2 else "person"} for i in graph})
    page = show(facts_of(graph), title="Given", embed=True).page
    assert page.get_by_role("list", name="Colours and shapes").get_by_role("listitem").count() == 2


def test_a_drag_pushes_a_crowd_and_moves_a_dot_that_was_chosen(show):
    page = show(crowd(1800), fragment="#draw=all", title="Many").page
    page.wait_for_timeout(50)
    still(page)
    x, y = spot(page, "state:0100")
    before = page.evaluate("() => [network.x, view.pinned.size]")

    def drag():
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 10, steps=4)
        page.mouse.up()

    drag()
    after = page.evaluate("() => [network.x, view.pinned.size]")
    assert after[0] != before[0] and after[1] == 0
    page.evaluate("() => choose(facts.nodeById('state:0100'))")
    still(page)
    x, y = spot(page, "state:0100")
    drag()
    assert page.evaluate("() => [...view.pinned.keys()].map((node) => cell(facts.payload.nodes.id, node))") == [
        "state:0100"
    ]


def test_a_ring_stays_round_and_one_kind_has_its_colour(show):
    page = show(facts_of(nx.cycle_graph(60)), context={"viewport": {"width": 1300, "height": 850}}, title="Ring").page
    assert page.evaluate("() => { const f = frameOf(shown.nodes); return f.width / f.height; }") == pytest.approx(
        1, abs=0.08
    )
    assert page.evaluate("() => paintOf(0).fill === kindPaint(0).fill")


def test_a_map_shows_the_land_under_its_places_and_so_does_what_is_saved(show):
    graph = nx.Graph()
    cities = {"Bangkok": (13.75, 100.5), "Canberra": (-35.3, 149.1), "Geneva": (46.2, 6.15), "Suva": (-18.1, 178.4)}
    for name, (latitude, longitude) in cities.items():
        graph.add_node(name, lat=latitude, lon=longitude)
    nx.add_path(graph, cities)
    page = show(facts_of(graph), title="Cities").page
    assert page.evaluate("() => landRings().length") == 0
    page.get_by_label("Layout", exact=True).select_option(label="Map")
    still(page)
    # Bangkok stands on land, and no border runs across the map from one side to the other.
    told = page.evaluate(
        """() => {
          const rings = landRings();
          const at = placeOf(facts.nodeById("Bangkok"));
          const cross = rings.some((ring) => ring.some(({ x, y }, i) => i && Math.abs(x - ring[i - 1].x) > 350 * mapScale[0] && y < 60 * mapScale[1]));
          return [rings.filter((ring) => isInside(at, ring)).length, cross, networkScene().pieces[0].what, networkScene({ width: 980, height: 620 }).pieces[0].what];
        }"""
    )
    assert told == [1, False, "area", "area"]
    page.evaluate("() => focusOn(facts.nodeById('Suva'))")
    assert page.evaluate("() => landRings().length") == 0
