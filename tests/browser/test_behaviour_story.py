"""What a reader adds and takes away: notes, views with a name, the saved page, print, links, graph files, messages."""

import json
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from driving import drawn, find, page_of, panel, rows, said, saved, still, title
from smallworld import small_world
from watching import wait_until

from explorer.pictures import draw


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("story"), title="A small world")


def keep_view(page, name, text=""):
    page.get_by_role("button", name="Views and story").click()
    page.get_by_label("Name of this view").fill(name)
    page.get_by_label("What it shows").fill(text)
    page.get_by_role("button", name="Keep this view").click()
    page.get_by_role("button", name="Close", exact=True).click()


def write_note(page, node, text):
    find(page, node)
    panel(page).locator("details.note summary").click()
    panel(page).get_by_label("Your note on").fill(text)
    panel(page).get_by_label("Your note on").blur()


def test_notes_and_views_travel_with_the_saved_page(opened, address, tmp_path):
    watched = opened(address)
    page = watched.page
    write_note(page, "thailand", "Ask about </script><b>this</b> & that")
    keep_view(page, "Thailand's part", "Where it began.")
    find(page, "2012")
    keep_view(page, "One year")
    name, content = saved(page, lambda: find(page, "save page"))
    assert name == "a-small-world.html"
    (tmp_path / name).write_bytes(content)
    watched.quiet()
    again = opened(tmp_path / name)
    page = again.page
    page.get_by_role("button", name="Next view").click()
    assert title(page) == "Thailand"
    assert panel(page).get_by_label("Your note on").input_value() == "Ask about </script><b>this</b> & that"
    assert "1 of 2: Thailand's part" in page.get_by_role("group", name="Story").inner_text()
    assert "Where it began." in said(page)
    page.locator("#graph").focus()
    page.keyboard.press("]")
    assert page.evaluate("() => [view.from, view.to]") == [2012, 0]
    page.keyboard.press("[")
    assert title(page) == "Thailand"
    again.quiet()
    _, twice = saved(page, lambda: find(page, "save page"))
    assert twice == content, "saved again it is the same page"


def test_a_link_opens_the_same_view_in_a_window_of_another_size(opened, tmp_path):
    from test_behaviour_controls import crowd

    address = page_of(crowd(), tmp_path)
    page = opened(address, viewport={"width": 1500, "height": 900}).page
    page.get_by_role("button", name="Loosen the drawing").click()
    wait_until(page, "loose")
    page.get_by_role("button", name="Loosen the drawing").click()
    still(page)
    find(page, "select meetings")
    page.get_by_role("button", name="Zoom in").click()
    still(page)
    wait_until(page, "view.look !== null && location.hash.includes('look=')")
    page.evaluate("() => change((next) => (next.sort = {by: 0, up: true}))")
    link = page.url
    there = opened(link, viewport={"width": 900, "height": 700}).page
    looks = """() => JSON.stringify([shown.nodes.map((node) => facts.node("id", node)).sort(), [...view.selected], view.sort,
      shown.nodes.map((node) => [Math.round(placeOf(node).x), Math.round(placeOf(node).y)]).sort()])"""
    assert there.evaluate(looks) == page.evaluate(looks)
    spans = [one.evaluate("() => Math.min(network.width, network.height) / network.scale") for one in (page, there)]
    middles = [one.evaluate("() => [network.x, network.y]") for one in (page, there)]
    assert spans[0] == pytest.approx(spans[1], rel=0.01) and middles[0] == pytest.approx(middles[1], rel=0.01, abs=1)
    assert rows(there) == drawn(there)[1]


def test_a_citation_tells_the_view_and_has_its_own_key(opened, address):
    keys, notes = [], []
    for view in ("", "#choose=state:idn", "#years=2012-2012&no-kind=topic"):
        page = opened(address + view).page
        text = page.evaluate("() => bibtexText('2026-02-03')")
        keys.append(re.match(r"@misc\{(\w+),", text).group(1))
        notes.append(text)
    assert len(set(keys)) == 3 and all(key.startswith(keys[0]) for key in keys)
    assert "chosen: Indonesia" in notes[1] and "years 2012" in notes[2] and "without Topics" in notes[2]


def test_paper_gets_the_picture_its_legend_and_numbered_sources(opened, address):
    page = opened(address).page
    page.emulate_media(media="print")
    page.evaluate("() => preparePrint()")
    sheet = page.locator("#sheet svg")
    assert sheet.is_visible() and not page.locator("#canvas").is_visible()
    words = sheet.locator("text").all_text_contents()
    assert {"Meetings", "took part in", "Indonesia"} <= set(words)
    assert any("A small world" in text and "data " in text for text in words)
    assert page.locator("#sources li").all_inner_texts() == [
        "Sixth meeting of the group. The process. https://example.org/som-6"
    ]
    assert page.locator("#twin .noted").first.inner_text() == "1"
    page.evaluate("() => { clearPrint(); tableToo = false; preparePrint(); }")
    assert not page.locator("#twin").is_visible()


def test_graphml_and_gexf_hold_places_and_all_attributes(opened, address, tmp_path):
    page = opened(address).page
    places = page.evaluate(
        "() => Object.fromEntries(shown.nodes.map((node) => [facts.node('id', node), round(placeOf(node).x)]))"
    )
    for words, read in (("save graphml", nx.read_graphml), ("save gexf", nx.read_gexf)):
        name, content = saved(page, lambda words=words: find(page, words))
        (tmp_path / name).write_bytes(content)
        graph = read(tmp_path / name)
        assert set(graph) == set(places) and graph.number_of_edges() == 17 and graph.is_directed()
        assert graph.nodes["state:idn"]["kind"] == "state"
    positions = ET.fromstring(content).iter("{http://gexf.net/1.3/viz}position")
    assert sorted(float(one.get("x")) for one in positions) == pytest.approx(sorted(places.values()))


HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>{frame}<script>
window.told = []; addEventListener("message", (event) => told.push(event.data));
const all = () => Object.assign({{}}, ...told);
const ask = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
</script></html>"""


def test_the_page_around_may_ask_and_is_told(opened, tmp_path):
    host = tmp_path / "host.html"
    host.write_text(HOST.format(frame=draw(small_world()).to_iframe(height=600)), encoding="utf-8")
    watched = opened(host, wait=False)
    page, (frame,) = watched.page, watched.framed()
    wait_until(frame)
    frame.evaluate("choose(0)")
    page.wait_for_timeout(50)
    assert page.evaluate("told") == [], "nothing is said before anybody asked"
    for message in (
        "{}",
        "null",
        "'select'",
        "{explorer: 2, select: []}",
        "{explorer: 1, select: [5], colour: {}, positions: [['a']]}",
    ):
        page.evaluate(f"ask({message})")
    page.evaluate("ask({explorer: 1, select: ['state:idn', 'nobody', '__proto__']})")
    wait_until(page, "all().selected?.nodes.join() === 'state:idn'")
    page.evaluate("ask({explorer: 1, positions: [['state:tha', 120, -40]], show: 'from=state:lka&to=state:tha'})")
    wait_until(page, "all().path.length > 2")
    assert page.evaluate("all().path[0].node") == "state:lka"
    frame.evaluate("setNote(0, 'kept')")
    wait_until(page, "all().notes.length === 1")
    assert set(page.evaluate("told.at(-1)")) == {"explorer", "number", "notes"}, "only what has changed"
    numbers = page.evaluate("told.map((one) => one.number)")
    assert numbers == sorted(set(numbers))
    page.evaluate("told.length = 0; ask({explorer: 1})")
    wait_until(page, "told.length === 1")
    state = page.evaluate("told[0]")
    assert set(state) == {"explorer", "number", "selected", "shown", "path", "positions", "notes"}
    assert json.dumps(state)
    watched.quiet()


def test_where_scripts_may_not_run_a_sentence_says_so(opened, tmp_path):
    text = draw(small_world()).html
    blocked = text.replace('content="default-src', "content=\"script-src 'none'; default-src", 1)
    (tmp_path / "blocked.html").write_text(blocked, encoding="utf-8")
    watched = opened(tmp_path / "blocked.html", wait=False, reduced_motion="reduce")
    assert watched.page.get_by_text("This page cannot run its script here").is_visible()
    assert opened(tmp_path / "blocked.html", wait=False).page.locator("#blocked").count() == 1


def test_embedded_it_leaves_the_table_out_and_traps_no_wheel(show):
    page = show(small_world(), embed=True, context={"viewport": {"width": 640, "height": 360}}).page
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    assert not page.locator("#twin").is_visible()
    box = page.locator("#canvas").bounding_box()
    scale = page.evaluate("() => network.scale")
    page.mouse.move(box["x"] + 200, box["y"] + 80)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(60)
    assert page.evaluate("() => network.scale") == scale
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_function(f"() => network.scale > {scale}")
    page.keyboard.up("Control")
    for name in ("Begin here", "Filters", "Zoom in", "Table"):
        assert page.get_by_role("button", name=name, exact=True).is_visible()
    page.get_by_role("button", name="Table", exact=True).click()
    assert page.locator("#twin").is_visible() and rows(page) == 17
