"""The panel, the paths and the four views: timeline, matrix, table and network show the same selection."""

import re

import pytest
from driving import drawn, find, fragment, page_of, panel, rows, said, title
from smallworld import RELATIONS, small_world
from test_behaviour_controls import crowd

from explorer.facts.tables import Facts


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of the small world."""
    return page_of(small_world(), tmp_path_factory.mktemp("views"), title="A small world")


# The panel


def test_a_node_shows_its_facts_and_its_relations_by_kind_and_direction(opened, address):
    page = opened(address).page
    find(page, "sixth meeting")
    text = panel(page).inner_text()
    assert "Meeting · 1 June 2012" in text
    titles = [text.split("\n")[0] for text in panel(page).locator(".group h3").all_inner_texts()]
    assert {"had participant", "was chaired by", "was held in", "followed", "was a session of"} <= set(titles)
    group = panel(page).get_by_role("region", name="had participant")
    assert "Indonesia" in group.inner_text() and re.search(r"observer\s+1", group.inner_text())


def test_a_citation_opens_the_passage_with_the_words_marked_and_closes_again(opened, address):
    page = opened(address).page
    find(page, "sixth meeting")
    group = panel(page).get_by_role("region", name="had participant")
    line = group.locator("li").filter(has_text="Sri Lanka")
    mark = line.get_by_role("button", name="Source 1: Sixth meeting of the group")
    assert mark.get_attribute("aria-expanded") == "false"
    mark.click()
    assert mark.get_attribute("aria-expanded") == "true"
    box = line.locator(".passage-box")
    assert box.locator("mark").inner_text() == "Sri Lanka 😀"
    assert "Attendance 😀 and apologies" in box.locator(".above").inner_text()
    told = box.locator(".from").inner_text()
    for words in ("Sixth meeting of the group", "Text of this passage: The process", "read 1 May 2026"):
        assert words in told
    link = box.get_by_role("link", name="Open the original page at example.org")
    assert link.get_attribute("href") == "https://example.org/som-6"
    mark.click()
    assert line.locator(".passage-box").count() == 0


def test_the_marked_words_are_the_cited_ones_everywhere(opened, address):
    page = opened(address).page
    for source, relation, target, _, _, words in RELATIONS:
        marked = page.evaluate(
            """([source, relation, target]) => {
              const edge = Array.from({length: facts.edgeCount}, (_, e) => e).find((e) =>
                facts.node("id", facts.source[e]) === source && facts.relation(e).name === relation && facts.node("id", facts.target[e]) === target);
              return passageBox(facts.citations(facts.nodeCount + edge)[0]).querySelector("mark").textContent;
            }""",
            [source, relation, target],
        )
        assert marked == words


def test_a_commitment_shows_its_chain_and_an_open_one_says_so(opened, address):
    page = opened(address).page
    find(page, "commitment a workshop on visas")
    chain = panel(page).get_by_role("list", name="From word to deed")
    steps = chain.locator("li .step-word").all_inner_texts()
    assert steps == ["Put on record at", "Assigned to", "Answered by"]
    assert "inferred" in chain.inner_text()
    find(page, "its papers")
    assert "Open" in panel(page).get_by_role("list", name="From word to deed").inner_text()


def test_a_party_and_an_event_list_their_commitments(opened, address):
    page = opened(address).page
    find(page, "thailand")
    assert "0 open · 1 answered" in panel(page).get_by_role("region", name="Commitments").inner_text()
    find(page, "sixth meeting")
    assert "A workshop on visas" in panel(page).get_by_role("region", name="Commitments").inner_text()


def test_every_line_of_the_panel_leads_to_its_relation(opened, address):
    page = opened(address).page
    find(page, "bali")
    panel(page).get_by_role("button", name=re.compile("^Open relation: Sixth meeting was held in Bali")).click()
    assert title(page) == "Sixth meeting was held in Bali (1 June 2012)."
    assert panel(page).locator("mark").inner_text() == "in Bali"


def test_filters_are_said_in_the_panel(opened, address):
    page = opened(address).page
    find(page, "sixth meeting")
    page.get_by_role("checkbox", name="took part in").uncheck()
    assert "3 relations are left out by the filters." in panel(page).inner_text()


# Paths


def test_a_path_by_the_form_is_lit_told_and_cited(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Find a path").click()
    page.get_by_label("From", exact=True).fill("unhcr")
    page.get_by_label("To", exact=True).fill("thailand")
    page.get_by_role("button", name="Find", exact=True).click()
    text = panel(page).inner_text()
    assert title(page) == "UNHCR to Thailand"
    assert "United Nations High Commissioner for Refugees took part in Sixth meeting as observer (1 June 2012)." in text
    assert page.evaluate("() => [...lit.nodes].map((node) => facts.node('id', node)).sort()") == page.evaluate(
        "() => currentPath(view).map((step) => facts.node('id', step.node)).sort()"
    )
    assert fragment(page) == "from=organisation:unhcr&to=state:tha"
    panel(page).get_by_role("button", name=re.compile("^Source 1")).first.click()
    assert panel(page).locator("mark").count() == 1
    page.get_by_role("button", name="Swap").click()
    assert title(page) == "Thailand to UNHCR"
    page.get_by_role("button", name="Close details").click()
    assert page.evaluate("() => view.path") is None


def test_no_way_is_said(opened, address):
    page = opened(address).page
    page.get_by_role("button", name="Only States").click()
    find(page, "path thailand to sri lanka")
    assert "No way leads from Thailand to Sri Lanka" in panel(page).inner_text()
    assert "No way leads" in said(page)


def hub_and_small():
    """Two states that met in one large meeting and in one small one."""
    facts = crowd(60)
    tables = {name: table.to_dict("records") for name, table in facts.tables().items()}
    tables["nodes"] += [
        {"id": "meeting:small", "kind": "meeting", "name": "Small", "start": "2011-01-01", "end": "2011-01-01"}
    ]
    tables["relations"] += [
        {
            "id": f"s{i}",
            "source": f"state:{i:04}",
            "relation": "participated_in",
            "target": "meeting:small",
            "basis": "stated",
        }
        for i in (0, 10)
    ]
    return Facts.from_rows(**tables)


def test_the_path_takes_the_telling_way_round_a_hub_and_offers_the_other(show):
    page = show(hub_and_small(), "#from=state:0000&to=state:0010").page
    steps = "() => currentPath(view).map((step) => facts.name(step.node))"
    assert page.evaluate(steps) == ["State 0000", "Small", "State 0010"]
    ways = panel(page).get_by_role("group", name="Ways").get_by_role("button")
    assert ways.all_inner_texts()[:2] == ["via Small 2011", "via Hub 2010"]
    ways.nth(1).click()
    assert page.evaluate(steps) == ["State 0000", "Hub", "State 0010"]
    assert "State 0000 took part in Hub" in panel(page).locator(".chain").inner_text()
    assert "way=2" in fragment(page)


# Views


def test_the_four_views_show_the_same_selection(opened, address):
    page = opened(address).page
    for view in ["Timeline", "Matrix", "Table", "Network"]:
        button = page.get_by_role("button", name=view, exact=True)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert rows(page) == drawn(page)[1] == 17
        assert f"{view} view." in said(page)
    page.get_by_role("checkbox", name="Workshops").uncheck()
    for view in ["Timeline", "Matrix", "Table"]:
        page.get_by_role("button", name=view, exact=True).click()
        assert rows(page) == drawn(page)[1] == 14
        assert page.locator("#other-view").get_by_text("Workshop on visas", exact=True).count() == 0


def test_the_timeline_puts_events_in_order_and_hangs_commitments(opened, address):
    page = opened(address + "#view=timeline").page
    events = page.locator(".timeline-head [role=button]")
    assert [
        text.split(",")[0] for text in events.evaluate_all("all => all.map((e) => e.getAttribute('aria-label'))")
    ] == [
        "Fifth meeting",
        "Sixth meeting",
        "Workshop on visas",
    ]
    names = page.locator(".lane-names [role=button]").evaluate_all(
        "all => all.map((e) => e.getAttribute('aria-label'))"
    )
    assert "Indonesia, at 1 event" in names and "Thailand, at 1 event" in names
    stars = page.locator(".timeline-body [role=button]").evaluate_all(
        "all => all.map((e) => e.getAttribute('aria-label'))"
    )
    assert "Answered: A workshop on visas" in stars
    assert "United Nations High Commissioner for Refugees: observer, Sixth meeting" in stars
    page.get_by_role("button", name="Answered: A workshop on visas").click()
    assert title(page) == "A workshop on visas"


def test_the_matrix_has_signs_for_roles_and_blanks_for_not_mentioned(opened, address):
    page = opened(address + "#view=matrix").page
    table = page.get_by_role("table", name="Who was at which event, in which role")
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert len(heads) == 4 and heads[0] == "Party" and heads[-1] == "Times"
    row = table.get_by_role("row").filter(has_text="UNHCR")
    assert [text.strip() for text in row.locator("td").all_inner_texts()] == ["○", "", "1"]
    row = table.get_by_role("row").filter(has_text="Indonesia")
    assert row.locator("td").first.inner_text().strip() == "◆"
    assert "not mentioned (which is not “absent”)" in page.locator(".presence-key").inner_text()
    row.locator("td button").first.click()
    assert "Indonesia chaired Sixth meeting" in title(page)


def test_the_table_sorts_opens_passages_and_chooses(opened, address):
    page = opened(address + "#view=table").page
    page.get_by_role("button", name="From", exact=True).click()
    assert page.locator("#twin th").first.get_attribute("aria-sort") == "ascending"
    names = page.locator("#twin tbody tr td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    row = page.locator("#twin tbody tr").filter(has_text="Sri Lanka").first
    row.get_by_role("button", name=re.compile("^Source 1")).click()
    assert page.locator("#twin .passage-row mark").inner_text() == "Sri Lanka 😀"
    assert rows(page) == drawn(page)[1]
    row.locator("td").nth(3).click()
    assert "Sri Lanka took part in Sixth meeting as member" in title(page)
    assert row.get_attribute("aria-current") == "true"


def test_a_long_table_comes_in_pages_and_says_so(show):
    nodes = [{"id": f"state:{i:04}", "kind": "state", "name": f"State {i}"} for i in range(70)]
    relations = [
        {
            "id": f"r{a}-{b}",
            "source": f"state:{a:04}",
            "relation": "member_of",
            "target": f"state:{b:04}",
            "basis": "stated",
        }
        for a in range(70)
        for b in range(a)
    ]
    page = show(Facts.from_rows(nodes=nodes, relations=relations), "#view=table").page
    assert drawn(page)[1] == 2415
    assert rows(page) == 2000
    assert page.locator("#relations-count").inner_text() == "Rows 1 to 2,000 of 2,415 relations"
    page.get_by_role("button", name="Rows after").click()
    assert rows(page) == 415
    assert page.locator("#relations-count").inner_text() == "Rows 2,001 to 2,415 of 2,415 relations"


def test_parallel_relations_are_curves_of_their_own(opened, address):
    page = opened(address).page
    bent = page.evaluate(
        """() => { const [a, b] = ["state:idn", "meeting:som-6"].map((id) => facts.nodeById(id));
        return edgesBetween(a, b, shown.edgeOn).map((edge) => JSON.stringify(alongCurve(curveOf(edge), 0.5))); }"""
    )
    assert len(bent) == 3 and len(set(bent)) == 3


def test_a_graph_of_other_kinds_gets_the_same_page(show):
    import networkx as nx

    from explorer.pictures import facts_of

    graph = nx.MultiDiGraph()
    graph.add_node("a", kind="river", name="Ister", length=2850, link="https://example.org/ister")
    graph.add_node("b", kind="town", name="Vindobona")
    graph.add_edge("a", "b", relation="flows_through", since="15 BC")
    watched = show(facts_of(graph), title="Rivers")
    page = watched.page
    find(page, "ister")
    text = panel(page).inner_text()
    assert "River" in text and "2850" in text and "Vindobona" in text
    find(page, "vindobona")
    panel(page).get_by_role("button", name=re.compile("^Open relation")).click()
    assert "15 BC" in panel(page).inner_text()
    assert page.get_by_role("button", name="Timeline", exact=True).is_hidden(), "nothing here has a date"
    page.get_by_role("button", name="Matrix", exact=True).click()
    table = page.get_by_role("table", name="Who is related to whom")
    assert table.get_by_role("button", name="Ister flows through Vindobona.").inner_text() == "■"
    page.get_by_role("button", name="Table", exact=True).click()
    assert rows(page) == 1
    watched.quiet()


def test_the_basis_is_told_in_the_words_of_the_data(show):
    said = "put down by A. Reader on 2026-11-23: the minutes say so (doc:2016-02-02-som#12)"
    nodes = [{"id": f"body:{i}", "kind": "body", "name": f"Body {i}"} for i in "abc"]
    relations = [
        {"id": "r1", "source": "body:a", "relation": "part_of", "target": "body:b", "basis": "curated", "rule": said},
        {"id": "r2", "source": "body:b", "relation": "part_of", "target": "body:c", "basis": "inferred", "rule": "year-and-place"},
    ]  # fmt: skip
    page = show(Facts.from_rows(nodes=nodes, relations=relations)).page
    told = page.evaluate("[0, 1].map((edge) => basisLine(edge))")
    assert told == [f"curated, {said}", "inferred, by the rule “year-and-place”"]
