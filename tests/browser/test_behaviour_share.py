"""Taking away: SVG, PNG, CSV, JSON, a link and a citation; and the same inside a sandboxed frame."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from driving import drawn, find, page_of, rows, saved
from smallworld import small_world

from explorer.facts.tables import Facts
from explorer.formulas import STARTS


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("share"), title="A small world")


def take(page, name):
    """Press a button of the dialog."""
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("dialog").get_by_role("button", name=name).click()


@pytest.mark.parametrize("view", ["network", "timeline", "matrix"])
def test_the_svg_holds_what_the_view_shows(opened, address, view):
    watched = opened(f"{address}#view={view}")
    name, content = saved(watched.page, lambda: take(watched.page, "Save SVG"))
    assert name == f"a-small-world-{view}.svg"
    root = ET.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "Indonesia" in words and "UNHCR" in words
    assert root.find("{http://www.w3.org/2000/svg}title").text.startswith("A small world: ")
    shapes = [
        element
        for tag in ("circle", "polygon", "ellipse")
        for element in root.iter("{http://www.w3.org/2000/svg}" + tag)
    ]
    assert len(shapes) >= (13 if view == "network" else 4)
    assert not re.search(rb"style=|<script|href|on[a-z]+=", content)
    watched.quiet()


@pytest.mark.parametrize("view", ["network", "timeline", "matrix"])
def test_the_png_is_a_picture_with_ink(opened, address, view):
    page = opened(f"{address}#view={view}").page
    name, content = saved(page, lambda: take(page, "Save PNG"))
    assert name == f"a-small-world-{view}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    colours = page.evaluate(
        """() => { const canvas = sceneCanvas(currentScene(), 1); const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set(); for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i+1] << 8 | data[i+2]); return seen.size; }"""
    )
    assert colours > 20


@pytest.mark.parametrize("start", STARTS)
def test_the_csv_starts_no_formula(show, start):
    tables = {name: table.to_dict("records") for name, table in small_world().tables().items()}
    for row in tables["nodes"]:
        row |= {"name": f"{start}{row['name']}", "region": f"{start} south"}
    page = show(Facts.from_rows(**tables, further=True)).page
    table = list(
        csv.reader(io.StringIO(saved(page, lambda: find(page, "save csv"))[1].decode("utf-8-sig"), newline=""))
    )
    assert not any(cell.startswith(STARTS) for row in table for cell in row)
    assert any(cell == f"'{start} south" for row in table for cell in row)


def test_the_csv_is_the_table_and_starts_no_formula(show):
    tables = {name: table.to_dict("records") for name, table in small_world().tables().items()}
    for row in tables["nodes"]:
        if row["id"] == "state:tha":
            row["name"] = '=HYPERLINK("x")'
    page = show(Facts.from_rows(**tables)).page
    page.get_by_role("checkbox", name="Topics").uncheck()
    name, content = saved(page, lambda: page.get_by_role("button", name="Save CSV").click())
    assert name.endswith(".csv")
    text = content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == rows(page) == drawn(page)[1]
    assert not any(re.match(r"[=+\-@\t\r]", value) for row in table for value in row.values())
    assert any(row["source"] == '\'=HYPERLINK("x")' for row in table)
    observer = next(row for row in table if row["role"] == "observer")
    assert observer["quotations"] == "UNHCR" and observer["urls"] == "https://example.org/som-6"


@pytest.mark.parametrize("form", ["CSV", "GraphML", "GEXF"])
def test_what_is_saved_is_read_back_with_every_attribute(show, tmp_path, form):
    """All but the citations, which only JSON holds; a node without relations and one with odd letters included."""
    import explorer

    tables = {name: table.to_dict("records") for name, table in small_world().tables().items()}
    tables["nodes"][2]["name"] = '=HYPERLINK("x")'
    act = next(row for row in tables["nodes"] if row["kind"] == "commitment")
    act |= {"condition": "subject to funds, if any", "due": "2013-06", "status": "open"}
    tables["nodes"].append({"id": "place:far", "kind": "place", "name": "Far", "note": "alone"})
    page = show(Facts.from_rows(**tables)).page
    path = tmp_path / f"saved.{form.lower()}"
    path.write_bytes(saved(page, lambda: find(page, f"save {form.lower()}"))[1])
    back, whole = explorer.load(path).facts, Facts.from_rows(**tables)
    for name in ("nodes", "relations"):
        before, after = (facts.tables()[name].set_index("id").sort_index() for facts in (whole, back))
        assert after[list(before.columns)].astype(str).equals(before.astype(str)), name
    assert {"x", "y"} <= set(back.nodes.columns)


def test_the_json_is_node_link_with_citations(opened, address):
    page = opened(address).page
    find(page, "hide topics")
    _, content = saved(page, lambda: take(page, "Save JSON"))
    data = json.loads(content)
    assert len(data["nodes"]) == drawn(page)[0] and len(data["edges"]) == drawn(page)[1]
    assert data["graph"]["view"].startswith("no-kind=topic&window=")
    edge = next(edge for edge in data["edges"] if edge["role"] == "observer")
    cited = [row for row in data["graph"]["citations"] if row["statement"] == edge["id"]]
    assert edge["source"] == "organisation:unhcr" and [row["quotation"] for row in cited] == ["UNHCR"]


def test_what_is_saved_as_json_is_read_back_whole(opened, address, tmp_path):
    import explorer

    page = opened(address).page
    _, content = saved(page, lambda: take(page, "Save JSON"))
    (tmp_path / "saved.json").write_bytes(content)
    back, whole = explorer.load(tmp_path / "saved.json").facts, small_world()
    for mine, theirs in ((back.nodes, whole.nodes), (back.relations, whole.relations)):
        assert set(mine["id"]) == set(theirs["id"])
    key = ["statement", "quotation", "char_start", "char_end"]
    told = [tuple(row) for row in whole.citations[key].itertuples(index=False)]
    assert sorted(tuple(row) for row in back.citations[key].itertuples(index=False)) == sorted(told)
    assert sorted(back.passages["text"]) == sorted(whole.passages["text"])


def test_cite_this_view_in_both_forms(opened, address):
    page = opened(address + "#years=2012-2012").page
    take(page, "Cite this view")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Accessed").fill("2026-02-03")
    text = dialog.get_by_label("Citation")
    bibtex = text.input_value()
    digest = page.evaluate("() => facts.about.hash")
    assert re.match(r"@misc\{\w*small\w*view\w+,", bibtex) and "urldate = {2026-02-03}" in bibtex
    assert digest in bibtex and "years 2012–2012" in bibtex and r"\#years=2012-2012" in bibtex
    dialog.get_by_label("Form").select_option("CSL-JSON")
    (item,) = json.loads(text.input_value())
    assert item["type"] == "dataset" and item["accessed"]["date-parts"] == [[2026, 2, 3]]
    assert digest in item["note"]


def test_the_link_opens_the_same_view(opened, address):
    first = opened(address, permissions=["clipboard-read", "clipboard-write"]).page
    find(first, "2012")
    find(first, "thailand")
    take(first, "Copy link")
    first.wait_for_selector("#status:has-text('Copied')", state="attached")
    link = first.evaluate("() => navigator.clipboard.readText()")
    second = opened(link).page
    assert second.evaluate("() => writeView(view)") == first.evaluate("() => writeView(view)")
    assert drawn(second) == drawn(first)


def test_in_a_sandboxed_frame_texts_are_shown_to_copy(opened, tmp_path):
    from explorer.pictures import draw

    host = tmp_path / "host.html"
    host.write_text(
        f"<!doctype html><title>host</title>{draw(small_world(), title='Small').to_iframe(height=600)}",
        encoding="utf-8",
    )
    watched = opened(host, wait=False)
    frame = watched.page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    for button, beginning in [
        ("Save SVG", "<?xml"),
        ("Save CSV", "\ufeffsource"),
        ("Save JSON", '{\n "directed"'),
        ("Copy link", "#"),
    ]:
        frame.get_by_role("button", name="Take away").click()
        frame.get_by_role("dialog").get_by_role("button", name=button).click()
        area = frame.get_by_role("dialog").get_by_role("textbox")
        assert area.input_value().startswith(beginning)
        frame.get_by_role("button", name="Close", exact=True).click()
    frame.get_by_role("button", name="Take away").click()
    frame.get_by_role("dialog").get_by_role("button", name="Save PNG").click()
    assert frame.get_by_role("dialog").get_by_role("img").is_visible()
    watched.quiet()
