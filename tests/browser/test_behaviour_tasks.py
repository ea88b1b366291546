"""The ten tasks of a reader on the shipped facts, each in at most five actions: with the mouse, and with keys alone."""

import re
from pathlib import Path

import pytest
from driving import drawn, find, panel, rows, said, saved, still, title

import explorer
from explorer.facts.package import read_facts

SHIPPED = Path(__file__).parents[2] / "data" / "facts"


@pytest.fixture(scope="module")
def facts():
    """The shipped facts."""
    if not (SHIPPED / "nodes.csv").exists():
        pytest.skip("the shipped facts are not built")
    return read_facts(SHIPPED)


@pytest.fixture(scope="module")
def address(facts, tmp_path_factory):
    """Their page, drawn once for all tasks."""
    picture = explorer.Explorer(facts).draw(title="Bali Process")
    return picture.save(tmp_path_factory.mktemp("tasks") / "page.html").as_uri()


class Reader:
    """Counts what it does to the page; typing one text is one action, as one press is."""

    def __init__(self, page, keys):
        self.page, self.keys, self.actions = page, keys, 0

    def act(self, work):
        self.actions += 1
        assert self.actions <= 5, "more than five actions"
        return work()

    def search(self, text):
        """Go to the search, type, take the first find: three actions."""
        box = self.page.get_by_role("combobox", name="Find or do")
        if self.keys:
            self.act(lambda: self.page.keyboard.press("Control+k"))
            self.act(lambda: self.page.keyboard.type(text))
        else:
            self.act(box.click)
            self.act(lambda: box.fill(text))
        first = self.page.get_by_role("listbox", name="Found").get_by_role("option").first
        first.wait_for()
        self.act((lambda: self.page.keyboard.press("Enter")) if self.keys else first.click)


@pytest.fixture(params=["mouse", "keys"])
def reader(request, opened, address):
    """A reader with the mouse, then one with keys alone."""
    watched = opened(address, permissions=["clipboard-read", "clipboard-write"])
    yield Reader(watched.page, request.param == "keys")
    watched.quiet()


def statuses(facts, party=""):
    """Where the commitments stand that are assigned to a party, or all: id → status, as `commitments` answers."""
    status = explorer.Explorer(facts).commitments().set_index("id")["status"]
    table = facts.relations
    tasks = (
        table[(table["relation"] == "assigned_to") & (table["target"] == node(facts, party))]["source"] if party else ()
    )
    return status[status.index.isin(tasks)] if party else status


def node(facts, name):
    """Id of the node with a name, alias or acronym."""
    table = facts.nodes
    return table[
        (table["name"] == name)
        | (table["acronym"] == name)
        | table["aliases"].str.split("|").map(lambda all_: name in all_)
    ]["id"].iloc[0]


def test_find_unhcr(reader):
    reader.search("unhcr")
    assert title(reader.page) == "United Nations High Commissioner for Refugees"
    assert "UNHCR" in panel(reader.page).inner_text()


def test_list_who_observed_a_meeting(reader, facts):
    reader.search("AHG SOM 6")
    meeting, table = node(facts, "AHG SOM 6"), facts.relations
    observers = table[(table["target"] == meeting) & (table["role"] == "observer")]["source"]
    names = set(facts.nodes.set_index("id").loc[observers, "name"])
    group = panel(reader.page).get_by_role("region", name="had participant")
    text = group.inner_text()
    assert names and all(name in text for name in names)
    assert re.search(rf"observer\s+{len(names)}\b", text)


def test_open_the_passage_behind_an_attendance(reader, facts):
    if reader.keys:
        reader.search("UNHCR AHG SOM 6")
        passage = panel(reader.page).locator(".passage-box").first
    else:
        reader.search("AHG SOM 6")
        group = panel(reader.page).get_by_role("region", name="had participant")
        reader.act(group.get_by_role("button", name=re.compile("^Source 1")).first.click)
        passage = group.locator(".passage-box")
    assert passage.locator("mark").inner_text().strip()
    assert "Sixth Meeting" in passage.inner_text()
    assert passage.get_by_role("link").get_attribute("href").startswith("https://baliprocess.net/")
    assert passage.get_by_role("link").get_attribute("rel") == "noopener noreferrer"


def test_show_only_some_years(reader, facts):
    reader.search("2011-2013")
    years = reader.page.evaluate("() => shown.nodes.map((node) => facts.year[node]).filter((year) => year >= 0)")
    assert years and set(years) <= {2011, 2012, 2013}
    assert "Years 2011 to 2013" in said(reader.page)
    assert rows(reader.page) == drawn(reader.page)[1]


def test_path_between_two_parties(reader):
    reader.search("path UNHCR to Sri Lanka")
    text = panel(reader.page).inner_text()
    assert title(reader.page) == "UNHCR to Sri Lanka"
    assert "United Nations High Commissioner for Refugees took part in" in text
    assert panel(reader.page).get_by_role("button", name=re.compile("^Source 1")).count() >= 2
    assert reader.page.evaluate("() => lit.nodes.size") >= 3
    assert "are linked in" in said(reader.page)


def test_open_commitments_of_a_body(reader, facts):
    reader.search("RSO")
    status = statuses(facts, "RSO")
    due, answered = (status[status == one].index for one in ("open", "answered"))
    group = panel(reader.page).get_by_role("region", name="Commitments")
    rest = len(status) - len(due) - len(answered)
    assert f"{len(due)} open · {len(answered)} answered · {rest} with nothing due" in group.inner_text()
    names = facts.nodes.set_index("id")["name"]
    assert len(due) and names[sorted(due)[0]][:60] in group.inner_text()


def test_what_answered_a_commitment(reader):
    reader.search("commitment visa processes")
    chain = panel(reader.page).get_by_role("list", name="From word to deed")
    text = chain.inner_text()
    assert "Answered by" in text and "Visa Integrity for Foreign Mission Staff" in text and "inferred" in text
    assert chain.get_by_role("button", name=re.compile("^Source 1")).count() >= 2


TOPICS = "() => shown.nodes.filter((node) => facts.kind(node).name === 'topic').length"
TO_TOPICS = """() => shown.edges.filter((edge) =>
  [facts.source[edge], facts.target[edge]].some((node) => facts.kind(node).name === 'topic')).length"""


def test_what_an_office_has_open(reader, facts):
    reader.search("open commitments of RSO")
    status, every = statuses(facts, "RSO"), statuses(facts)
    selected = set(reader.page.evaluate("() => [...view.selected].map((node) => facts.node('id', node))"))
    assert selected and selected >= set(status[status == "open"].index) and set(every[list(selected)]) == {"open"}
    assert title(reader.page) == f"{len(selected)} selected"


def test_compare_two_parties(reader):
    reader.search("compare UNHCR and IOM")
    assert title(reader.page) == "UNHCR and IOM"
    shared = panel(reader.page).get_by_role("region", name="Shared neighbours").get_by_role("listitem").count()
    near = "(name) => new Set(neighboursOf(findNodes(name, 1)[0].node))"
    both = reader.page.evaluate(
        f"() => {{ const near = {near}; const b = near('IOM'); return [...near('UNHCR')].filter((x) => b.has(x)).length; }}"
    )
    assert 0 < shared == min(both, 61)


def test_colour_by_community(reader):
    if reader.keys:
        reader.search("colour by community")
    else:
        reader.act(lambda: reader.page.get_by_label("Colour", exact=True).select_option("community"))
    assert reader.page.evaluate("() => view.color") == "community"
    assert reader.page.locator("#key-color li").count() >= 3
    assert reader.page.evaluate("() => new Set(shown.nodes.map((node) => paintOf(node).fill)).size") >= 3


def test_keep_the_states_of_one_workshop_and_hide_the_rest(reader, facts):
    reader.search("keep states of Workshop on Immigration Aspects of Airport Security")
    kinds = reader.page.evaluate("() => shown.nodes.map((node) => facts.kind(node).name)")
    event = facts.nodes[facts.nodes["name"] == "Workshop on Immigration Aspects of Airport Security"]["id"].iloc[0]
    table = facts.relations
    there = {end for end in table[table["target"] == event]["source"] if end.startswith("state:")}
    assert set(kinds) == {"state"} and len(kinds) == len(there)
    assert rows(reader.page) == drawn(reader.page)[1]


def test_hide_a_kind(reader):
    assert reader.page.evaluate(TOPICS) and reader.page.evaluate(TO_TOPICS)
    if reader.keys:
        reader.search("hide topics")
    else:
        reader.act(reader.page.get_by_role("checkbox", name="Topics").uncheck)
    still(reader.page)
    assert not reader.page.get_by_role("checkbox", name="Topics").is_checked()
    # Others take their room, so that as many relations may be drawn as before: none of them leads to a topic.
    assert reader.page.evaluate(TOPICS) == reader.page.evaluate(TO_TOPICS) == 0
    assert rows(reader.page) == drawn(reader.page)[1] > 0


def test_copy_a_link_that_restores_the_view(reader, opened):
    find(reader.page, "AHG SOM 6")
    if reader.keys:
        reader.search("copy link")
    else:
        reader.act(reader.page.get_by_role("button", name="Take away").click)
        reader.act(reader.page.get_by_role("button", name="Copy link").click)
    reader.page.wait_for_function("() => document.getElementById('status').textContent.startsWith('Copied')")
    link = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert "#choose=meeting:ahg-som-6&window=" in link
    other = opened(link, viewport={"width": 900, "height": 700})
    assert title(other.page) == title(reader.page)
    assert drawn(other.page) == drawn(reader.page)


def test_save_an_svg(reader):
    name, content = saved(reader.page, lambda: reader.search("save svg"))
    assert name == "bali-process-network.svg"
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg')
    assert content.count(b"<text") > 20 and b"<script" not in content
