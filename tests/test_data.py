"""The shipped data: rebuilt to the same bytes, valid, cited, large enough, and told about truly in data/README.md.

`python tests/test_data.py` writes what data/README.md derives from the facts; the tests hold it to that.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import accuracy
import pandas as pd
import pytest
import yaml

import explorer
from explorer.errors import FactsError
from explorer.facts.agreement import judged
from explorer.facts.check import check
from explorer.facts.decisions import read_decisions
from explorer.facts.package import package_files
from explorer.facts.reading import Reading, _joined, read
from explorer.files import write_file
from explorer.ontology import vocabulary
from explorer.ontology.pages import data_dictionary

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
README = DATA / "README.md"
YAML = ROOT.parent / "shared" / "records"
COVERED = 48  # public pages that have minutes
EVENTS = list(vocabulary().events)

# Where the sources do disagree: node → the words that both readings must show. Anything else that `check` finds is news.
KNOWN_CONTRADICTIONS: dict[str, tuple[str, ...]] = {
    "meeting:mc-4": ("2011-03-30", "2011-03-29"),
}


@cache
def bali() -> explorer.Explorer:
    try:
        return explorer.load()
    except FactsError:
        pytest.skip("there are no shipped facts here yet; `make facts` makes them")


@cache
def rebuilt() -> Reading:
    return read(DATA / "records", review=DATA / "review.csv", remember=False, processes=1)


def own_events() -> set[str]:
    """Return the events that have a record of their own: its title names them, or it puts acts on record at them."""
    facts = bali().facts
    titles = facts.passages[facts.passages.kind == "title"].id
    named = facts.citations[facts.citations.passage.isin(titles)].statement
    recorded = facts.relations[facts.relations.relation == "agreed_at"].target
    events = facts.nodes[facts.nodes.kind.isin(EVENTS)].id
    return set(events[events.isin(named) | events.isin(recorded)])


def count(relation: str) -> int:
    return int((bali().facts.relations.relation == relation).sum())


def counts() -> str:
    """Return what there is, as a Markdown table."""
    facts, acts = bali().facts, bali().commitments()
    kind = facts.nodes.kind.value_counts()
    years = sorted(date[:4] for date in facts.nodes[facts.nodes.kind.isin(EVENTS)].start if date)
    own = len(own_events())
    held = int(kind[kind.index.isin(EVENTS)].sum())
    basis = facts.relations.basis.value_counts()
    rows = {
        "public pages with minutes": len(facts.documents),
        "meetings and workshops with a record of their own": own,
        "further meetings and workshops, named in passing": held - own,
        "years of the events": f"{years[0]} to {years[-1]}",
        "states": kind["state"],
        "organisations": kind["organisation"],
        "bodies": kind["body"],
        "participations": count("participated_in"),
        "commitments": kind["commitment"],
        "– on record": (acts.status == "on record").sum(),
        "– open": (acts.status == "open").sum(),
        "– answered": (acts.status == "answered").sum(),
        "relations": len(facts.relations),
        "– stated in so many words": basis.get("stated", 0),
        "– inferred by a named rule": basis.get("inferred", 0),
        "– curated by a person": basis.get("curated", 0),
        "citations": len(facts.citations),
    }
    lines = ["| what | how many |", "| --- | --- |"]
    return "\n".join(
        [
            *lines,
            *(f"| {what} | {number if isinstance(number, str) else f'{number:,}'} |" for what, number in rows.items()),
        ]
    )


def disagreements() -> str:
    """Return what the check finds contradictory, with the sources of both readings, as a Markdown table."""
    facts = bali().facts
    names = facts.nodes.set_index("id").name
    lines = ["| what | how they disagree | said in |", "| --- | --- | --- |"]
    for problem in check(facts):
        if problem.level == "contradiction":
            said = ", ".join(f"`{name.removeprefix('doc:')}`" for name in documents_of(problem.row))
            lines.append(f"| {names[problem.row]} | {problem.what} | {said} |")
    return "\n".join(lines)


def reading_accuracy() -> str:
    """Return how right the reading is by what people judged, as Markdown tables: by kind, and by rule."""
    shares = bali_package()["accuracy"]
    lines = [
        "| kind | judged | right | precision (95 %) | missed | recall |",
        "| --- | --: | --: | --- | --: | --: |",
        *(
            f"| {share['kind']} | {share['judged']:,} | {share['right']:,} | {precision(share)} | {share['missed']} | "
            f"{percent(share.get('recall'))} |"
            for share in shares
            if "missed" in share
        ),
        "",
        "| kind | rule | judged | right | precision (95 %) |",
        "| --- | --- | --: | --: | --- |",
        *(
            f"| {share['kind']} | {share['rule']} | {share['judged']:,} | {share['right']:,} | {precision(share)} |"
            for share in shares
            if share["rule"] not in ("all rules", "(no rule named)")
        ),
    ]
    return "\n".join(lines)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def precision(share: dict[str, Any]) -> str:
    return f"{percent(share['precision'])} ({share['low']:.1%}–{share['high']:.1%})" if share["judged"] else "–"


def bali_package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "facts" / "datapackage.json").read_text(encoding="utf-8"))
    return found


def documents_of(node: str) -> list[str]:
    facts = bali().facts
    return sorted(set(facts.citations[facts.citations.statement == node].document))


def citation() -> str:
    """Return how to cite, from CITATION.cff."""
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    data = next(reference for reference in about["references"] if reference["type"] == "data")
    authors = ", ".join(author["name"] for author in data["authors"])
    year = str(data["date-released"])[:4]
    return f"Cite as: {authors} ({year}): *{data['title']}*. Data set, version {data['version']}, {data['license']}."


SECTIONS = {
    "counts": counts,
    "accuracy": reading_accuracy,
    "disagreements": disagreements,
    "citation": citation,
    "dictionary": data_dictionary,
}


def with_sections(text: str) -> str:
    """Return the README with its derived sections made anew."""
    for name, made in SECTIONS.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        head, _, rest = text.partition(begin)
        _, found, tail = rest.partition(end)
        assert found, f"{README} has lost the marks of {name}"
        text = f"{head}{begin}\n{made()}\n{end}{tail}"
    return text


def test_readme_says_what_the_facts_say() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_sections(text) == text, "data/README.md has fallen behind: run `python tests/test_data.py`"


def test_readme_agrees_with_the_citation_file_and_the_licence() -> None:
    text = README.read_text(encoding="utf-8")
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    data = next(reference for reference in about["references"] if reference["type"] == "data")
    assert text.startswith(f"# {data['title']}\n")
    assert data["license"] == "CC-BY-4.0" and "(CC BY 4.0)" in text
    assert data["version"] == about["version"] == explorer.__version__


def test_rebuilding_gives_the_same_bytes() -> None:
    bali()
    made = package_files(rebuilt().facts, rebuilt().about)
    stored = {path.name: path.read_bytes() for path in (DATA / "facts").iterdir()}
    assert sorted(made) == sorted(stored)
    for name, content in made.items():
        if name.endswith(".csv") and stored[name] != content:  # the descriptor may carry properties of its own
            lines = zip(stored[name].splitlines(), content.splitlines(), strict=False)
            first = next((pair for pair in lines if pair[0] != pair[1]), ("", "one ends before the other"))
            pytest.fail(
                f"data/facts/{name} is not what data/records give (run `make facts`): {first[0]!r} for {first[1]!r}"
            )


def test_every_record_was_read() -> None:
    report = rebuilt().report.table()
    assert len(report) == COVERED == len(list((DATA / "records").glob("*.md")))
    assert not report.refused.any()


def test_every_decision_was_applied() -> None:
    decisions = read_decisions(DATA / "review.csv")
    remarks = rebuilt().report.remarks_table("review")
    assert len(remarks) == len(decisions)
    lost = remarks[remarks.why.str.contains(r"\((?:not applied|its statement is not found)", regex=True)]
    merged = {decision.statement for decision in decisions if decision.decision == "same_as"}
    lost = lost[~lost.text.isin(merged)]  # two names that rules have learnt to take for one need no decision
    assert lost.empty, lost[["text", "why"]].to_string()


def test_package_is_valid() -> None:
    frictionless = pytest.importorskip("frictionless")
    bali()
    report = frictionless.validate(str(DATA / "facts" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:5]


def test_check_finds_no_fault_and_no_unknown_contradiction() -> None:
    problems = check(bali().facts)
    assert not [str(problem) for problem in problems if problem.level == "fault"]
    news = [str(p) for p in problems if p.level == "contradiction" and p.row not in KNOWN_CONTRADICTIONS]
    assert not news, "\n".join(news)


@pytest.mark.parametrize("node", KNOWN_CONTRADICTIONS)
def test_known_contradictions_show_both_readings_and_both_sources(node: str) -> None:
    told = " ".join(p.what for p in check(bali().facts) if p.level == "contradiction" and p.row == node)
    for reading in KNOWN_CONTRADICTIONS[node]:
        assert reading in told, f"{node}: {reading} is not in {told!r}"
    assert len(documents_of(node)) > 1


def test_there_is_enough() -> None:
    assert len(own_events()) >= 42
    assert count("participated_in") >= 430
    assert (bali().facts.nodes.kind == "commitment").sum() >= 200


def test_no_statement_is_without_a_citation_or_a_reason() -> None:
    facts = bali().facts
    cited = set(facts.citations.statement)
    curated = facts.relations[(facts.relations.basis == "curated") & (facts.relations.rule != "")].id
    assert set(facts.relations.id) <= cited | set(curated)
    assert set(facts.nodes.id) <= cited | set(facts.nodes[facts.nodes.note != ""].id)


def test_passages_are_known_as_our_minutes_with_the_public_page_beside() -> None:
    documents = bali().facts.documents
    assert documents.publisher.str.contains("own minutes").all()
    assert documents.url.str.match(r"https?://\S+$").all()
    assert documents.retrieved.str.match(r"\d{4}-\d{2}").all()


def test_no_made_up_page_has_become_data() -> None:
    known = {path.name for path in (DATA / "records").glob("*.md")}
    assert set(bali().facts.documents.path.map(lambda path: Path(path).name)) == known


# Chains across pages: the event that answered, and words of the promise. Ids of commitments count along the page, so a
# decision on one could come to stand on its neighbour when rules change: the words would tell.
ANSWERED = [
    ("Visa Integrity for Foreign Mission Staff", "integrity of visa processes"),
    ("Biometrics for Identity Integrity", "biometric technology in 2012-13"),
    ("10th Anniversary", "mark the 10th anniversary"),
    ("Launch of the Regional Support Office", "foundation of an RSO in Bangkok"),
    ("Roundtable on Returns and Reintegration", "roundtable on models of return"),
    ("Sixth Ministerial Conference", "adopt a Ministerial Declaration"),
    ("Sixth Ministerial Conference", "set up a Consultation Mechanism"),
    ("Third meeting of the TEGRR", "meet again early in 2020"),
    ("First Activation of the Consultation Mechanism", "a Consultation Mechanism be set up"),
    ("Compendium", "hosting an online workshop on the Compendium"),
    ("joint planning session", "a joint 12-month period of action"),
    ("Disruption Working Group Progression Session", "agreed to launch a Joint Period of Action"),
]


@pytest.mark.parametrize(("event", "promise"), ANSWERED)
def test_chains_lead_from_the_promise_to_the_event_that_answered_it(event: str, promise: str) -> None:
    facts = bali().facts
    said = facts.citations[facts.citations.quotation.str.contains(promise, regex=False)].statement
    events = facts.nodes[facts.nodes.name.str.contains(event, regex=False)].id
    links = facts.relations[facts.relations.relation == "fulfils"]
    found = links[links.source.isin(events) & links.target.isin(said)]
    assert len(found), f"no event {event!r} answers {promise!r}"
    assert set(found.id) <= set(facts.citations.statement)


def test_no_decision_came_to_stand_on_another_commitment() -> None:
    """Whatever a person put down as answered is cited by a passage that holds the words of the commitment."""
    facts = bali().facts
    links = facts.relations[(facts.relations.relation == "fulfils") & (facts.relations.basis == "curated")]
    said = facts.citations.groupby("statement").passage.agg(set)
    for link in links.itertuples():
        assert said[link.id] & said[link.target], f"{link.rule} speaks of another passage than {link.target}"


def test_states_became_members_over_time() -> None:
    facts = bali().facts
    members = facts.relations[
        (facts.relations.relation == "member_of") & (facts.relations.target == "body:ad-hoc-group")
    ]
    since = dict(zip(members.source, members.start, strict=True))
    assert {state: since[state] for state in ("state:phl", "state:usa", "state:vnm")} == dict.fromkeys(
        ("state:phl", "state:usa", "state:vnm"), "2011-10-12"
    )
    assert "state:are" in since  # invited in 2012; no record says since when
    roles = bali().attendance(body="Ad Hoc Group", kinds="state,meeting").set_index("id").role_changes
    assert roles["state:phl"].startswith("observer → member")
    assert roles["state:are"].startswith("observer → member")


def test_every_document_was_looked_through() -> None:
    """Every document is marked as wholly read, and hardly anything drawn from it now was not judged."""
    decisions = read_decisions(DATA / "review.csv")
    whole = {each.statement: each.value for each in decisions if each.decision == "whole"}
    assert set(whole) == set(bali().facts.documents.id) and all(whole.values())
    read_now, _ = _joined(rebuilt().results)  # as read, before any decision
    left = {document: judged(read_now, document, [d for d in decisions if d.decision != "whole"]) for document in whole}
    marks = {document: set(re.findall(r"[0-9a-f]{6}", value)) for document, value in whole.items()}
    new = {document: set(re.findall(r"[0-9a-f]{6}", value)) - marks[document] for document, value in left.items()}
    drawn = sum(len(value.split(",")) for value in left.values())
    assert sum(map(len, new.values())) < drawn / 10, {document: value for document, value in new.items() if value}
    total = next(share for share in bali_package()["accuracy"] if share["kind"] == "all")
    assert total["judged"] > 1_500 and total["low"] > 0.9


def test_the_meeting_of_2010_rests_on_the_one_in_perth() -> None:
    facts = bali().facts
    perth = facts.relations[(facts.relations.relation == "held_in") & (facts.relations.target == "place:perth")].source
    linked = facts.relations[
        facts.relations.relation.isin(["mandated_by", "follows"]) & facts.relations.target.isin(perth)
    ]
    assert "meeting:tewg-1" in set(linked.source)


def notes() -> dict[str, dict[str, object]]:
    if not YAML.is_dir():
        pytest.skip("the notes on the public pages are not here")
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(YAML.glob("*.yaml"))]
    return {note["id"]: note for note in found}


def test_readme_names_the_pages_seen_whole_and_those_without_date() -> None:
    text = README.read_text(encoding="utf-8")
    whole = {name for name, note in notes().items() if note["complete"]}
    told = re.search(r"five were seen whole \(([^)]*)\)", text)
    assert told and set(re.findall(r"`([^`]+)`", told[1])) == whole
    undated = {name for name, note in notes().items() if not note["start_date"]}
    assert undated == {name for name in notes() if name.startswith("undated")} | {"2018-08-00-gabf-2"}
    assert "Four pages carry no date" in text and len(undated) == 4


# What the reading loses of the records; of 445 participants, 227 commitments, 15 workshops and 48 dates.
LOST = {"participants": 2, "commitments": 9, "workshops": 3, "dates": 1}


def test_the_facts_are_those_of_the_records() -> None:
    """Places exact; of the rest no more lost than is known and told in docs/extraction.md: `python tests/accuracy.py`."""
    if not YAML.is_dir():
        pytest.skip("the records in ../shared/records are not here")
    lines = accuracy.table()
    assert len(lines) == COVERED
    assert all(line.place for line in lines)
    lost = {
        what: sum(pair[1] - pair[0] for pair in (getattr(line, what) for line in lines))
        for what in ("participants", "commitments", "workshops")
    } | {"dates": sum(not line.dates for line in lines)}
    assert all(lost[what] <= LOST[what] for what in LOST), (lost, LOST)


def test_background_chairs_are_not_claimed() -> None:
    """Where a page says only "the Co-Chairs", no state is said to have chaired the event on the word of that page."""
    facts = bali().facts
    kinds = facts.nodes.set_index("id").kind
    chaired = facts.relations[(facts.relations.relation == "chaired") & (facts.relations.source.map(kinds) == "state")]
    cited = facts.citations[facts.citations.statement.isin(chaired.id)]
    for name, note in notes().items():
        if str(note.get("co_chairs_basis")).startswith("background"):
            said = cited[cited.document == f"doc:{name}"]
            assert said.empty, f"{name}: {said.quotation.tolist()}"


def test_absent_parties_are_no_participants() -> None:
    facts = bali().facts
    present = facts.relations[facts.relations.relation == "participated_in"]
    by_document = pd.merge(present, facts.citations, left_on="id", right_on="statement")
    names = facts.nodes.set_index("id").name
    for name, note in notes().items():
        absent = {party["canonical"] for party in note.get("absent_or_apologies") or ()}  # type: ignore[attr-defined]
        there = set(by_document[by_document.document == f"doc:{name}"].source.map(names))
        assert not absent & there, f"{name}: {absent & there} stayed away"


if __name__ == "__main__":
    write_file(README, with_sections(README.read_text(encoding="utf-8")))
