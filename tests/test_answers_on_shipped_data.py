"""The answers on the shipped data: every row leads to its sources, and second counts agree."""

import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from test_grammar import ANSWERS as OF_EXAMPLES
from test_grammar import OWN

from explorer.answers.differences import compare_facts
from explorer.answers.question import questions
from explorer.answers.table import SOURCED, as_table
from explorer.explorer import load
from explorer.graph.options import options_of

BALI = load()
ROOT = Path(__file__).parents[1]
DOCS, README = ((ROOT / name).read_text(encoding="utf-8") for name in ("docs/answers.md", "README.md"))
PRESENT = ("participated_in", "hosted", "chaired")
RELATIONS = BALI.facts.relations
ASKED = {
    "check": {}, "describe": {}, "find": {"text": "officials"}, "show": {"node": "RSO"},
    "neighbours": {"node": "Australia"}, "sources": {"node": "IOM"}, "meetings": {},
    "participants": {"event": "AHG SOM 6"}, "commitments": {}, "commitments --by": {"by": "assignee"},
    "attendance": {}, "attendance --by event": {"by": "event"}, "ties": {}, "ties --by year": {"by": "year"},
    "ties --by event": {"by": "event"}, "paths": {"a": "UNHCR", "b": "Sri Lanka"}, "rank": {}, "groups": {},
    "timeline": {}, "participation": {"years": 2}, "review": {}, "compare": {"other": "2012", "then": "2014"},
}  # fmt: skip
ANSWERS = {name: getattr(BALI, name.split(" ")[0])(**options) for name, options in ASKED.items()}


ROWS = dict(re.findall(r"^\| `([a-z -]+)` \| (.+) \|$", DOCS.partition("## Columns")[2], re.MULTILINE))


@pytest.mark.parametrize("name", sorted({*ROWS} - {"sql", "backbone"}))  # whatever is asked for, and facts
def test_the_docs_list_the_columns_of_each_answer(name):
    told = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", ROWS[name]))
    if name in ANSWERS:
        assert told == list(ANSWERS[name].columns)
    else:  # as its own example asks it
        base, _, way = name.partition(" --by")
        by = {"by": way.strip() or options_of(questions()[base].call)["by"].words[1]} if " " in name else {}
        assert told == list(getattr(load("example"), base)(**OF_EXAMPLES[base], **by).columns)


def test_every_answer_has_a_row_of_columns_and_stands_in_the_readme():
    assert {name.split(" ")[0] for name in ROWS} == {*questions(), "compare", "backbone"}
    named = re.findall(r"`(\w+)`", README.partition("## One grammar")[2].partition("\n## ")[0])
    assert {*questions(), *OWN} <= set(named)


@pytest.mark.parametrize("name", [*questions(), "compare"])
def test_what_a_table_shows_is_declared_with_its_question(name):
    """Columns that the answer has, of each kind of its rows; and no list is left to stand as a|b."""
    told = compare_facts if name == "compare" else questions()[name].call
    ways = [answer for way, answer in ANSWERS.items() if way.split(" ")[0] == name]
    if name in OF_EXAMPLES:
        ways.append(getattr(load("example"), name)(**OF_EXAMPLES[name]))
    known = re.findall(r"`(\w+)`", " ".join(row for way, row in ROWS.items() if way.split(" ")[0] == name))
    assert {column for kind in told.shown for column in kind} | told.lists <= set(known)
    assert not told.shown or all(any(set(kind) <= set(answer.columns) for kind in told.shown) for answer in ways)
    for answer in ways:
        piped = [
            column for column in answer if answer[column].map(lambda cell: isinstance(cell, str) and "|" in cell).any()
        ]
        assert set(piped) <= told.lists | set(SOURCED)


@pytest.mark.parametrize("name", [name for name, answer in ANSWERS.items() if "sources" in answer.columns])
def test_every_row_leads_to_passages_that_exist(name):
    answer = ANSWERS[name]
    assert len(answer)
    passages = set(BALI.facts.passages["id"])
    cited = set(BALI.facts.citations["statement"])
    for row in answer.to_dict("records"):
        if row["sources"]:
            assert set(row["sources"].split("|")) <= passages, row
        else:
            # what a person put down may rest on a reason instead of a passage
            about = {row.get(key, "") for key in ("id", "statement", "first_event")}
            assert not about & cited, row


def test_ties_are_those_of_every_pair():
    present = defaultdict(set)
    for row in RELATIONS[RELATIONS["relation"].isin(PRESENT)].itertuples():
        present[row.target].add(row.source)
    counts = Counter(pair for parties in present.values() for pair in combinations(sorted(parties), 2))
    answer = ANSWERS["ties"]
    assert dict(zip(zip(answer["a"], answer["b"], strict=True), answer["events"], strict=True)) == dict(counts)
    weight = answer.set_index(["a", "b"]).loc[("state:aus", "state:idn"), "weight"]
    shared = [parties for parties in present.values() if {"state:aus", "state:idn"} <= parties]
    assert weight == pytest.approx(sum(1 / (len(parties) - 1) for parties in shared), abs=1e-6)


def test_meetings_count_what_the_relations_say():
    answer = ANSWERS["meetings"].set_index("id")
    joined = RELATIONS[RELATIONS["relation"].isin(PRESENT)].groupby("target")["source"].nunique()
    assert answer["participants"].to_dict() == joined.reindex(answer.index, fill_value=0).to_dict()
    events = BALI.facts.nodes[BALI.facts.nodes["kind"].isin(["meeting", "workshop"])]
    assert set(answer.index) == set(events["id"])
    dated = answer["start"][answer["start"] != ""].str[:7].tolist()
    assert dated == sorted(dated)


def test_commitments_are_answered_only_by_what_fulfils_them():
    answer = ANSWERS["commitments"]
    assert len(answer) == (BALI.facts.nodes["kind"] == "commitment").sum()
    fulfilled = set(RELATIONS[RELATIONS["relation"] == "fulfils"]["target"])
    by_a_body = answer["rule"].str.endswith(" of the body")  # set up, and met since
    assert set(answer[(answer["status"] == "answered") & ~by_a_body]["id"]) == fulfilled
    assert (answer[by_a_body]["answered_by"] != "").all()
    assert (answer["days"].dropna() >= 0).all()
    summary = ANSWERS["commitments --by"]
    assert (
        summary[["answered", "open", "declared", "decided", "done", "withdrawn", "on_record"]].sum(axis=1).tolist()
        == summary["commitments"].tolist()
    )


def test_presence_strips_count_events():
    for row in ANSWERS["attendance"].itertuples():
        assert len(row.presence.lstrip("-")) == row.of
        assert sum(letter not in "·-" for letter in row.presence) == row.events
        assert row.streak <= row.events


def test_the_seed_meeting_is_answered_sensibly():
    members = ANSWERS["participants"]
    assert len(members[members["relation"] == "participated_in"]) == 17 and set(
        members[members["role"] == "observer"]["id"]
    ) == {
        "state:can",
        "organisation:unodc",
    }
    answered = ANSWERS["commitments"].set_index("event").loc["meeting:ahg-som-6"].reset_index()
    visa = answered[answered["name"].str.contains("integrity of visa")].iloc[0]
    assert visa["answered_on"] == "2012-07-23" and visa["assigned_to"] == "Thailand" and visa["days"] == 52
    assert BALI.find("RSO")["id"].iloc[0] == "body:regional-support-office"


def test_describe_counts_the_events_that_the_readme_counts():
    rows = ANSWERS["describe"].set_index("item")["count"]
    readme = (Path(__file__).parents[1] / "data" / "README.md").read_text(encoding="utf-8")
    for words, said in (("with a record of its own", "with a record of their own"), ("named in passing",) * 2):
        count = re.search(rf"{said} \| (\d+)", readme)[1]
        assert rows[[item for item in rows.index if item.endswith(words)]].sum() == int(count)


def test_the_key_says_whose_words_it_quotes_and_where_the_public_page_is():
    said = as_table(ANSWERS["participants"], "participants", BALI.facts)
    key = said.split("\nSources\n")[1].splitlines()
    assert "own minutes of a public meeting page" in key[0] and "address of the public page" in key[0]
    assert key[1].startswith("Sixth Meeting of the Ad Hoc Group") and " · https://baliprocess.net/" in key[1]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_answer_fits_the_terminal(name, width):
    table = as_table(ANSWERS[name].head(40), name.split(" ")[0], BALI.facts, width=width).split("\nSources\n")[0]
    assert max(map(len, table.splitlines())) <= width


def test_chains_exist_in_the_graph():
    for step in ANSWERS["paths"].itertuples():
        ids = set(step.statement.split("|"))
        rows = RELATIONS[RELATIONS["id"].isin(ids)]
        assert len(rows) == len(ids)
        assert all({row.source, row.target} == {step.source, step.target} for row in rows.itertuples())
