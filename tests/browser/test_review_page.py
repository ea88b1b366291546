"""Correcting what was read, by keys alone: presses are counted, and what is saved is applied to the facts."""

import csv
import io
import threading
from dataclasses import replace
from importlib.resources import files

import pytest
from smallworld import small_world

from explorer import reviewing
from explorer.explorer import Explorer, load
from explorer.facts.agreement import accuracy, judged
from explorer.facts.decisions import decisions_csv, read_decisions
from explorer.facts.review import apply
from explorer.review_server import address, server

WORLD = Explorer(small_world())


class Keys:
    """A reader's hands: presses keys, and counts them."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def choose(self, statement):
        """Bring the page to a statement, as pressing its line does (not counted)."""
        self.page.evaluate("(id) => chooseStatement(rowOfId.get(id))", statement)

    def digit(self, text):
        """Press the sign of the choice that holds a text."""
        told = self.page.locator("#offered li").all_inner_texts()
        self(next(one for one in told if text in one)[0])

    def write(self, text):
        """Write a text letter by letter."""
        self(*text, "Enter")


@pytest.fixture
def reader(opened, tmp_path):
    """Open the page of some facts: `reader(explorer) -> (watched, keys)`."""

    def open_(explorer=WORLD, **options):
        path = reviewing.save(explorer, tmp_path / "review.html", title="A small world")
        watched = opened(path, **options)
        watched.page.locator("#who").fill("A. Reader")
        watched.page.locator("#statements").focus()
        return watched, Keys(watched.page)

    return open_


def saved(page, tmp_path):
    """Save the decisions with one key and read them back."""
    page.locator("#statements").focus()
    with page.expect_download() as waiting:
        page.keyboard.press("w")
    path = tmp_path / "decisions.csv"
    path.write_bytes(waiting.value.path().read_bytes())
    return read_decisions(path)


CORRECTIONS = {
    "accept": ("rel:01", ["a"], ("accept", "", "")),
    "reject": ("rel:01", ["r"], ("reject", "", "")),
    "party": ("rel:01", ["c", "p", "Sri Lanka"], ("correct", "source", "state:lka")),
    "role": ("rel:01", ["c", "o", "guest"], ("correct", "role", "guest")),
    "date": ("meeting:som-6", ["c", "d", "2012-07-26"], ("correct", "start", "2012-07-26")),
    "force": ("commitment:som-6/1", ["c", "f", "tasked"], ("correct", "force", "tasked")),
    "event": ("rel:01", ["c", "e", "Workshop on visas"], ("correct", "target", "workshop:visa")),
    "same as": ("meeting:som-6", ["s", "Workshop on visas"], ("same_as", "", "workshop:visa")),
    "not the same as": ("state:lka", ["x", "Thailand"], ("not_same_as", "", "state:tha")),
    "add": ("rel:01", ["+", "Sri Lanka", "Sixth meeting", "chair"], ("add", "chaired", "meeting:som-6")),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_every_correction_takes_at_most_six_presses_and_is_applied(reader, tmp_path, name):
    statement, presses, expected = CORRECTIONS[name]
    watched, keys = reader()
    keys.choose(statement)
    for press in presses:
        keys(press) if len(press) == 1 else keys.digit(press)
    assert keys.count <= 6
    *before, made = saved(watched.page, tmp_path)
    assert [one.column for one in before] == (["end"] if name == "date" else []), "a meeting of one day stays one"
    assert (made.decision, made.column.split(" ")[0], made.value) == expected
    assert made.who == "A. Reader" and made.why and made.when and made.meaning
    _, applied = apply(WORLD.facts, [*before, made])
    assert not [each.outcome for each in applied if each.lost and "does not lead" not in each.outcome]
    watched.quiet()


def test_a_condition_is_offered_from_the_words_selected(reader, tmp_path):
    watched, keys = reader()
    keys.choose("commitment:som-6/1")
    watched.page.evaluate(
        """() => { const text = document.querySelector('#page .passage.chosen').firstChild; const range = document.createRange();
        range.selectNodeContents(text); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    keys("c", "i", "1")
    (made,) = saved(watched.page, tmp_path)
    assert keys.count <= 6 and made.column == "condition" and made.value in WORLD.facts.passages.text.str.cat(sep=" ")


def forty():
    """Facts of 40 statements: the first of the small world's."""
    facts = small_world()
    parts = facts.tables()
    more = len(parts["nodes"]) + len(parts["relations"])
    assert more <= 40
    nodes = parts["nodes"].to_dict("records")
    nodes += [{"id": f"topic:t{n}", "kind": "topic", "name": f"Topic {n}"} for n in range(40 - more)]
    citations = parts["citations"].to_dict("records")
    first = citations[0]
    citations += [{**first, "id": f"t{n}", "statement": f"topic:t{n}"} for n in range(40 - more)]
    parts["citations"], parts["nodes"] = citations, nodes
    return Explorer(
        type(facts).from_rows(**{n: t if isinstance(t, list) else t.to_dict("records") for n, t in parts.items()})
    )


def test_forty_statements_with_six_faults_take_at_most_sixty_presses(reader, tmp_path):
    explorer = forty()
    watched, keys = reader(explorer)
    faults = {name: CORRECTIONS[name] for name in ("reject", "party", "role", "date", "force", "event")}
    wrong = {"rel:01": "reject", "rel:03": "party", "rel:05": "role", "meeting:som-6": "date",
             "commitment:som-6/1": "force", "rel:04": "event"}  # fmt: skip
    for _ in range(40):
        identity = watched.page.evaluate("() => now().id")
        for press in faults[wrong[identity]][1] if identity in wrong else ["a"]:
            keys(press) if len(press) == 1 else keys.digit(press)
    assert keys.count <= 60
    assert watched.page.locator("#left").inner_text() == "40 of 40, 0 left"
    made = saved(watched.page, tmp_path)
    assert {one.statement for one in made if one.decision != "accept"} == set(wrong)
    _, applied = apply(explorer.facts, made)
    assert len(made) == 41 and not [each.outcome for each in applied if each.lost]


def test_many_are_accepted_at_once_noted_and_undone(reader, tmp_path):
    watched, keys = reader()
    keys("r")
    keys("m")
    watched.page.keyboard.type("it is another town")
    keys("Enter", "b")
    keys.digit("of this document")
    total = len(WORLD.facts.nodes) + len(WORLD.facts.relations)
    assert watched.page.locator("#left").inner_text() == f"{total} of {total}, 0 left"
    keys("u")
    assert watched.page.locator("#left").inner_text() == f"1 of {total}, {total - 1} left", (
        "all that one press accepted"
    )
    assert saved(watched.page, tmp_path)[0].why == "it is another town"


ACTS = {
    "one": (["a"], 1),
    "a date with its last day": (["c", "d", "2012-07-26"], 2),
    "many": (["b", "of this document"], 29),
}


@pytest.mark.parametrize("name", ACTS)
def test_one_undo_takes_back_one_act(reader, name):
    presses, made = ACTS[name]
    watched, keys = reader()
    keys("r")
    keys.choose("meeting:som-6")
    for press in presses:
        keys(press) if len(press) == 1 else keys.digit(press)
    assert watched.page.evaluate("decisions.length") == 1 + made
    keys("u")
    assert watched.page.evaluate("decisions.map((one) => one.decision)") == ["reject"]
    keys("u", "u")
    assert watched.page.evaluate("decisions.length") == 0
    assert watched.page.locator("#status").inner_text() == "Nothing of yours to undo."


def test_what_another_decided_is_neither_undone_nor_noted_upon(reader, tmp_path):
    watched, keys = reader()
    keys("a")
    mine = saved(watched.page, tmp_path)
    other = replace(mine[0], who="B. Reader", statement="rel:02", meaning="", quotation="")
    (tmp_path / "other.csv").write_text(decisions_csv([other]), encoding="utf-8")
    watched.page.locator("#file").set_input_files(tmp_path / "other.csv")
    watched.page.get_by_text("2 of ").wait_for()
    watched.page.locator("#statements").focus()
    keys("m")
    watched.page.keyboard.type("seen twice")
    keys("Enter", "u")
    assert watched.page.evaluate("decisions.map((one) => [one.who, one.why])") == [["B. Reader", other.why]]


def test_a_document_is_marked_as_wholly_read(reader, tmp_path):
    watched, keys = reader()
    keys.choose("rel:04")
    keys("r", "d")
    assert keys.count <= 6
    total = len(WORLD.facts.nodes) + len(WORLD.facts.relations)
    assert watched.page.locator("#left").inner_text() == f"{total} of {total}, 0 left"
    assert "wholly read" in watched.page.locator("#document option").inner_text()
    made = saved(watched.page, tmp_path)
    assert [(one.decision, one.statement) for one in made] == [("reject", "rel:04"), ("whole", "doc:som-6")]
    by_page, by_hand = made[-1].value, judged(WORLD.facts, "doc:som-6", made[:1])
    assert {part.split("=")[0]: set(part.split("=")[1].split(",")) for part in by_page.split()} == {
        part.split("=")[0]: set(part.split("=")[1].split(",")) for part in by_hand.split()
    }, "the page marks what Python would mark"
    last = accuracy(WORLD.facts, made).iloc[-1]
    assert (last["judged"], last["right"], last["missed"]) == (total, total - 1, 0)
    keys("d")
    assert watched.page.evaluate("decisions.length") == 2, "marked once"
    keys("u")
    assert watched.page.locator("#left").inner_text() == f"1 of {total}, {total - 1} left"
    watched.quiet()


def test_a_node_is_put_down_dated_tied_and_taken_back(reader, tmp_path):
    """From a passage that gave nothing, which is reached by key."""
    watched, keys = reader()
    keys.choose("rel:17")
    page = watched.page
    keys("n")
    keys.digit("meeting")
    keys.write("Planning talks")
    assert page.evaluate("[now().id, now().kind]") == ["meeting:planning-talks", "meeting"]
    keys("c", "d")
    keys.write("2012-02-30")
    assert "Write a day that there is" in page.locator("#status").inner_text()
    page.locator("#choice").fill("")
    keys.write("2012-02")
    keys("+", *"plann")
    keys("Enter", *"bali", "Enter", "1")
    shown = page.locator("#statements").inner_text()
    assert "Planning talks" in shown and "put down by A. Reader" in shown
    made = saved(page, tmp_path)
    assert [(one.decision, one.statement, one.column, one.value) for one in made] == [
        ("add", "meeting:planning-talks", "meeting", "Planning talks"),
        ("correct", "meeting:planning-talks", "start", "2012-02"),
        ("add", "meeting:planning-talks", "held_in", "place:bali"),
    ]
    facts, applied = apply(WORLD.facts, made)
    assert not [each.outcome for each in applied if each.lost]
    new = facts.nodes[facts.nodes["id"] == "meeting:planning-talks"].iloc[0]
    assert (new["name"], new["start"]) == ("Planning talks", "2012-02") and "put down by A. Reader" in new["note"]
    keys.choose("meeting:planning-talks")
    keys("r")
    assert [one.column for one in saved(page, tmp_path)] == ["held_in"]
    watched.quiet()


def test_the_name_of_a_node_is_offered_and_one_that_is_there_is_said_so(reader):
    watched, keys = reader()
    keys.choose("rel:17")
    select = """(words) => { const text = document.querySelector('#page .passage.chosen'); const range = document.createRange();
        const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) if (node.data.includes(words)) {
          range.setStart(node, node.data.indexOf(words)); range.setEnd(node, node.data.indexOf(words) + words.length); }
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    watched.page.evaluate(select, "mark-up")
    before = keys.count
    keys("n")
    keys.digit("topic")
    keys("1")
    assert keys.count - before <= 6 and watched.page.evaluate("now().id") == "topic:mark-up"
    keys("n")
    keys.digit("topic")
    keys.write("visas")
    assert "there already" in watched.page.locator("#status").inner_text()


def test_passages_without_a_statement_are_reached_by_key(reader):
    watched, keys = reader()
    keys.choose("rel:01")
    assert watched.page.evaluate("passageNow") == 1
    keys(",")
    assert watched.page.locator("#statements").inner_text().startswith("Nothing was read from this passage")
    keys("a", "r", "c", "s", "x")
    assert watched.page.evaluate("decisions.length") == 0
    keys("j")
    assert watched.page.evaluate("passageNow") > 0
    keys(",", ",", ".")
    assert watched.page.evaluate("passageNow") == 1


def test_what_people_put_down_tells_who_when_and_why(reader):
    facts = small_world()
    said = "put down by B. Reader on 2026-11-20: the minutes say so"
    tables = {name: table.to_dict("records") for name, table in facts.tables().items()}
    tables["relations"][0] |= {"basis": "curated", "rule": said}
    tables["nodes"][0]["note"] = said.replace("B.", "C.")
    watched, keys = reader(Explorer(type(facts).from_rows(**tables)))
    keys.choose("rel:01")
    assert said in watched.page.locator("#statements").inner_text()
    keys.choose("state:idn")
    assert said.replace("B.", "C.") in watched.page.locator("#statements").inner_text()


def test_people_who_correct_the_same_parts_in_another_order_agree(reader):
    watched, _ = reader()
    differ = """(order) => { const one = (who, column) => blankDecision(read.columns, new Map(Object.entries({decision: "correct", statement: "rel:04",
      who, column, value: column})));
      decisions = [one("A", "role"), one("A", "target"), ...order.map((column) => one("B", column))]; countDecided(); return differs("rel:04"); }"""
    assert watched.page.evaluate(differ, ["target", "role"]) is False
    assert watched.page.evaluate(differ, ["target"]) is True


def test_what_was_done_is_said_in_sight(reader):
    watched, keys = reader(viewport={"width": 400, "height": 800})
    said = watched.page.locator("#status")
    assert not said.is_visible()
    keys("a")
    box = said.bounding_box()
    assert said.inner_text().startswith("Accepted: ") and box["width"] > 40 and 0 <= box["y"] < 200


def test_what_is_left_and_the_statements_stay_in_sight_where_it_is_narrow(reader):
    watched, keys = reader(viewport={"width": 400, "height": 800})
    keys(*"jjjjjj")
    watched.page.mouse.wheel(0, 2000)
    for place in ("#left", "#statements li"):
        box = watched.page.locator(place).first.bounding_box()
        assert 0 <= box["y"] < 800 and box["x"] >= 0 and box["x"] + box["width"] <= 400, place


def test_work_is_kept_in_the_browser_and_loaded_again(reader, tmp_path):
    watched, keys = reader()
    keys("a", "r")
    before = saved(watched.page, tmp_path)
    watched.page.reload()
    page = watched.ready()
    assert page.locator("#left").inner_text().startswith("2 of ")
    page.locator("#statements").focus()
    keys("u", "u")
    page.locator("#file").set_input_files(tmp_path / "decisions.csv")
    page.get_by_text("2 of ").wait_for()
    assert saved(page, tmp_path) == before


def test_where_two_people_differ_is_settled_on_the_page(reader, tmp_path):
    watched, keys = reader()
    keys.choose("rel:04")
    keys("a", "a")
    mine = saved(watched.page, tmp_path)
    other = [
        replace(one, who="B. Reader", decision="reject" if one.statement == "rel:04" else "accept") for one in mine
    ]
    (tmp_path / "other.csv").write_text(decisions_csv(other), encoding="utf-8")
    watched.page.locator("#file").set_input_files(tmp_path / "other.csv")
    watched.page.get_by_text("1 of ").wait_for()
    assert "People differ on 1" in watched.page.locator("#status").inner_text()
    watched.page.locator("#order").select_option("differ")
    assert watched.page.evaluate("() => now().id") == "rel:04"
    assert "A. Reader: accepted; B. Reader: rejected" in watched.page.locator("#statements").inner_text()
    watched.page.locator("#statements").focus()
    keys("r")
    assert watched.page.locator("#left").inner_text().startswith("2 of ")
    last = saved(watched.page, tmp_path)[-1]
    assert (last.decision, last.statement) == ("reject", "rel:04") and last.why.startswith("settled: ")
    watched.quiet()


HOSTILE = ["=1+1", "'quoted", 'a "b", c', "line\nbreak", "</script><img src=x onerror=alert(1)>", "<b>bold</b>", "é😀"]


def test_a_file_holds_every_text_as_it_was(reader):
    page = reader()[0].page
    text = page.evaluate(
        "(texts) => writeDecisions(['decision', 'statement', 'who', 'why'], texts.map((why) => "
        "({decision: 'accept', statement: 'x', who: 'me', why})))", HOSTILE,
    )  # fmt: skip
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in ("=", "+", "-", "@")]
    back = page.evaluate("(text) => readDecisions(['decision', 'statement', 'who', 'why'], text)", text)
    assert [one["why"] for one in back] == HOSTILE


def test_no_text_of_the_facts_runs(reader):
    facts = small_world()
    tables = {name: table.to_dict("records") for name, table in facts.tables().items()}
    for row in tables["nodes"]:
        row["name"] = row["note"] = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"
    for row in tables["passages"]:
        row["text"] = "<svg onload=alert(3)>" + row["text"]
    watched, keys = reader(Explorer(type(facts).from_rows(**tables)))
    keys("j", "a", "c", "Escape", "s", "Escape", "?")
    watched.quiet()
    assert watched.page.locator("img, #page svg").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("state", ["start", "choosing", "done", "help"])
def test_axe_finds_nothing_on_the_review_page(reader, theme, width, state):
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    watched, keys = reader(color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True)
    keys(*{"start": "", "choosing": "c", "done": "ar", "help": "?"}[state])
    watched.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8") + "\n;0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = watched.page.evaluate("(tags) => axe.run(document, {runOnly: tags})", tags)
    assert [(item["id"], node["target"]) for item in result["violations"] for node in item["nodes"]] == []


def test_single_keys_can_be_turned_off(reader):
    watched, keys = reader()
    watched.page.get_by_label("Single keys").uncheck()
    keys("a", "r")
    assert watched.page.locator("#left").inner_text().startswith("0 of ")
    watched.page.get_by_role("button", name="Accept (a)").click()
    assert watched.page.locator("#left").inner_text().startswith("1 of ")


def test_the_same_facts_give_the_same_page():
    assert reviewing.page(load("example")) == reviewing.page(load("example"))


def test_two_windows_of_the_server_lose_nothing(browser, tmp_path):
    path = tmp_path / "decisions.csv"
    running = server(WORLD, path)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        windows = [browser.new_context().new_page() for _ in range(2)]
        for page in windows:
            page.goto(address(running))
            page.locator("#who").fill("A. Reader")
            page.locator("#statements").focus()
        for key in "arajaa":
            for page in windows:
                page.keyboard.press(key)
        windows[0].keyboard.press("u")
        for page in windows:
            page.evaluate("() => handing")
            page.context.close()
        made = read_decisions(path)
        assert len(made) == 4 + 5, "five each, and one taken back"
        again = browser.new_context().new_page()
        again.goto(address(running))
        again.evaluate("() => handing")
        assert again.evaluate("() => decisions.length") == 9, "a window opened later goes on from the file"
        again.context.close()
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
