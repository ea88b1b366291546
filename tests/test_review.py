"""Decisions of people: read strictly, applied at every build, and never lost."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from explorer.errors import FactsError, InputError
from explorer.facts.check import check
from explorer.facts.decisions import COLUMNS, Decision, add_decision, decisions_csv, read_decisions
from explorer.facts.package import package_files
from explorer.facts.reading import read
from explorer.facts.review import apply, worklist
from explorer.facts.tables import Facts

LAKE = Path(__file__).parent / "worlds" / "lake"
SIGNED = {"who": "A. Reader", "when": "2026-11-20", "why": "the page says so"}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return read(LAKE, remember=False).facts


def node(facts: Facts, **wanted: str) -> str:
    table = facts.nodes
    for column, value in wanted.items():
        table = table[table[column] == value]
    return str(table.id.iloc[0])


def relation(facts: Facts, **wanted: str) -> str:
    table = facts.relations
    for column, value in wanted.items():
        table = table[table[column] == value]
    return str(table.id.iloc[0])


def row(table, identity: str):  # type: ignore[no-untyped-def]
    (found,) = [each for each in table.to_dict("records") if each["id"] == identity]
    return found


def faults(facts: Facts) -> list[str]:
    return [str(problem) for problem in check(facts) if problem.level == "fault"]


def test_without_decisions_the_facts_are_the_same(lake: Facts) -> None:
    assert apply(lake, []) == (lake, [])


def test_a_rejected_relation_goes_with_its_citations_and_does_not_come_back(lake: Facts, tmp_path: Path) -> None:
    gone = relation(lake, source="state:bdi", relation="participated_in")
    path = add_decision(tmp_path / "review.csv", Decision("reject", gone, **SIGNED))
    for _ in range(2):
        done = read(LAKE, review=path, remember=False)
        assert gone not in set(done.facts.relations.id) | set(done.facts.citations.statement)
        assert len(done.facts.relations) == len(lake.relations) - 1 and faults(done.facts) == []
        assert "rejected by A. Reader on 2026-11-20: the page says so" in str(done.report)


def test_a_rejected_node_takes_its_relations_along(lake: Facts) -> None:
    gone = node(lake, kind="place", name="Kisumu")
    left, applied = apply(lake, [Decision("reject", gone, **SIGNED)])
    assert applied[0].done and gone not in set(left.nodes.id) | set(left.relations.target) | set(
        left.citations.statement
    )
    assert faults(left) == []


def test_an_accepted_inference_stays_inferred_and_says_who_accepted_it(lake: Facts) -> None:
    kept = relation(lake, basis="inferred")
    left, _ = apply(lake, [Decision("accept", kept, **SIGNED)])
    before, after = row(lake.relations, kept), row(left.relations, kept)
    assert after == {**before, "rule": f"{before['rule']}; accepted by A. Reader on 2026-11-20: the page says so"}
    assert faults(left) == []


def test_a_corrected_relation_is_curated_with_the_reason_and_keeps_its_sources(lake: Facts) -> None:
    old = relation(lake, source="state:uga", relation="participated_in")
    left, applied = apply(lake, [Decision("correct", old, "role", "observer", **SIGNED)])
    was = row(lake.relations, old)["role"]
    (new,) = [each for each in left.relations.to_dict("records") if "corrected by A. Reader" in each["rule"]]
    assert (
        applied[0].done and (new["role"], new["basis"]) == ("observer", "curated") and f"role was {was}" in new["rule"]
    )
    quoted = lake.citations[lake.citations.statement == old].quotation.tolist()
    assert left.citations[left.citations.statement == new["id"]].quotation.tolist() == quoted
    assert faults(left) == []


def test_later_decisions_find_a_corrected_relation_by_its_old_id(lake: Facts) -> None:
    old = relation(lake, source="state:uga", relation="participated_in")
    decisions = [
        Decision("correct", old, "role", "observer", **SIGNED),
        Decision("correct", old, "role", "guest", **SIGNED),
    ]
    left, applied = apply(lake, decisions)
    assert all(each.done for each in applied)
    assert [r for r in left.relations.role if r in ("observer", "guest")].count("guest") == 1
    left, applied = apply(lake, [decisions[0], Decision("reject", old, **SIGNED)])
    assert all(each.done for each in applied) and len(left.relations) == len(lake.relations) - 1


def test_a_corrected_name_keeps_the_old_one_as_an_alias(lake: Facts) -> None:
    place = node(lake, kind="place", name="Kisumu")
    left, _ = apply(lake, [Decision("correct", place, "name", "Kisumu City", **SIGNED)])
    new = row(left.nodes, place)
    assert (new["name"], new["aliases"]) == ("Kisumu City", "Kisumu") and "name was Kisumu" in new["note"]


def test_two_nodes_judged_the_same_become_one(lake: Facts) -> None:
    one, other = node(lake, kind="place", name="Kisumu"), node(lake, kind="place", name="Kigali")
    left, applied = apply(
        lake, [Decision("same_as", one, value=other, **SIGNED), Decision("reject", one, **SIGNED)][:1]
    )
    kept = row(left.nodes, other)
    assert applied[0].done and one not in set(left.nodes.id) and "Kisumu" in kept["aliases"] and one in kept["note"]
    assert len(left.citations) == len(lake.citations) and faults(left) == []
    assert (left.relations[left.relations.relation == "held_in"].target == other).sum() >= 2
    _, applied = apply(lake, [Decision("same_as", one, value=other, **SIGNED), Decision("accept", one, **SIGNED)])
    assert applied[1].done  # the old id leads to the node that both are


def test_what_one_document_says_can_be_parted_off(lake: Facts) -> None:
    left, applied = apply(lake, [Decision("not_same_as", "state:rwa", value="doc:third", **SIGNED)])
    assert applied[0].done and "state:rwa-third" in set(left.nodes.id)
    documents = left.citations[left.citations.statement == "state:rwa-third"].document.unique().tolist()
    assert documents == ["doc:third"] and "doc:third" not in set(
        left.citations[left.citations.statement == "state:rwa"].document
    )
    there = left.relations[left.relations.source == "state:rwa-third"]
    assert there.relation.tolist() == ["participated_in"] and len(left.citations) == len(lake.citations)
    assert faults(left) == []


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("accept", "place:nowhere", **SIGNED), "not found"),
        (Decision("correct", "place:nowhere", "name", "x", **SIGNED), "not found"),
        (Decision("correct", "state:rwa", "role", "host", **SIGNED), "a node has no role"),
        (Decision("correct", "state:rwa", "start", "2012", **SIGNED), "only events"),
        (Decision("correct", "state:rwa", "force", "agreed", **SIGNED), "only commitments"),
        (Decision("same_as", "state:rwa", value="place:nowhere", **SIGNED), "nodes that are there"),
        (Decision("not_same_as", "state:rwa", value="doc:nowhere", **SIGNED), "no document"),
    ],
)
def test_a_decision_that_cannot_be_applied_is_told_and_changes_nothing(
    lake: Facts, decision: Decision, says: str
) -> None:
    left, (applied,) = apply(lake, [decision])
    assert not applied.done and says in applied.outcome and left.equals(lake)


def test_relations_are_only_corrected_to_what_the_vocabulary_allows(lake: Facts) -> None:
    one = relation(lake, source="state:uga", relation="participated_in")
    for column, value, says in (
        ("target", "place:kigali", "does not lead"),
        ("target", "place:nowhere", "no node"),
        ("role", "lead", "no role"),
        ("name", "x", "has no name"),
    ):
        left, (applied,) = apply(lake, [Decision("correct", one, column, value, **SIGNED)])
        assert says in applied.outcome and left.equals(lake)


def test_rejecting_what_is_not_drawn_any_more_is_fine(lake: Facts) -> None:
    left, (applied,) = apply(lake, [Decision("reject", "place:nowhere", **SIGNED)])
    assert applied.done and "nothing to reject" in applied.outcome and left.equals(lake)


def test_the_last_of_several_judgements_counts(lake: Facts) -> None:
    one = relation(lake, basis="inferred")
    left, applied = apply(lake, [Decision("reject", one, **SIGNED), Decision("accept", one, **SIGNED)])
    assert one in set(left.relations.id) and "overrules" in applied[0].outcome and applied[1].done


def test_decisions_do_not_depend_on_the_reading(lake: Facts, tmp_path: Path) -> None:
    shutil.copytree(LAKE, tmp_path / "lake")
    path = tmp_path / "review.csv"
    add_decision(path, Decision("reject", relation(lake, source="state:bdi", relation="participated_in"), **SIGNED))
    add_decision(path, Decision("correct", node(lake, kind="place", name="Kisumu"), "name", "Kisumu City", **SIGNED))
    first = package_files(read(tmp_path / "lake", review=path, processes=2, remember=False).facts)
    assert first == package_files(read(tmp_path / "lake", review=path, remember=False).facts)


def test_the_worklist_puts_contradictions_and_weak_inferences_first(lake: Facts, tmp_path: Path) -> None:
    shutil.copytree(LAKE, tmp_path / "lake")
    page = tmp_path / "lake" / "first.txt"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Date: 12 March 2014", "Date: 12 April 2014"), encoding="utf-8"
    )
    done = read(tmp_path / "lake", remember=False)
    table = worklist(done.facts, done.report)
    assert table.why.iloc[0].startswith("contradiction") and (table.score.diff().dropna() <= 0).all()
    inferred = table[table.why.str.startswith("inferred")].statement.tolist()
    assert (
        inferred
        and len(worklist(done.facts, done.report, [Decision("accept", inferred[0], **SIGNED)])) == len(table) - 1
    )


# The file


def test_what_is_written_is_read_back_and_cannot_start_a_formula(tmp_path: Path) -> None:
    values = ["=1+1", "+x", "-x", "@x", "'quoted", "'=x", 'a,b\n"c"', "é", "-"]
    decisions = [Decision("correct", "place:x", "name", value, "=who", "", "why", line=0) for value in values]
    text = decisions_csv(decisions)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in text.splitlines() for cell in line.split(","))
    path = tmp_path / "review.csv"
    path.write_text(text, encoding="utf-8")
    assert [d.value for d in read_decisions(path)] == values and {d.who for d in read_decisions(path)} == {"=who"}


@pytest.mark.parametrize("form", ["utf-8-sig", "utf-16", ";", "\t", "\r\n"])
def test_files_as_spreadsheets_save_them_are_read(tmp_path: Path, form: str) -> None:
    text = decisions_csv([Decision("reject", "place:x", **SIGNED)])
    if form in ";\t":
        text = text.replace(",", form)
    elif form == "\r\n":
        text = text.replace("\n", form) + ",,,,,,\r\n"
    path = tmp_path / "review.csv"
    path.write_bytes(text.encode(form if form.startswith("utf") else "utf-8"))
    (decision,) = read_decisions(path)
    assert (decision.statement, decision.who, decision.line) == ("place:x", "A. Reader", 2)


HEAD = ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("decision,statement\n", "no column who"),
        ("decision,statement,who,why,mood\n", "unknown column 'mood'"),
        ("decision,statement,who,why,why\n", "twice"),
        (HEAD + "rejct,place:x,,,me,,why\n", "line 2: 'rejct' is no decision; did you mean reject"),
        (HEAD + "reject,,,,me,,why\n", "line 2: statement is empty"),
        (HEAD + "reject,place:x,,,,,why\n", "line 2: who is empty"),
        (HEAD + "reject,place:x,,,me,,\n", "line 2: why is empty"),
        (HEAD + "reject,place:x,,,me,yesterday,why\n", "no date"),
        (HEAD + "\nreject,place:x,,,me,2012-02-30,why\n", "line 3.*no date"),
        (HEAD + "correct,place:x,colour,red,me,,why\n", "column 'colour' cannot be corrected"),
        (HEAD + "correct,x,relation,liked,me,,why\n", "'liked' is no relation"),
        (HEAD + "correct,x,role,king,me,,why\n", "'king' is no role"),
        (HEAD + "correct,x,start,2012-13-01,me,,why\n", "no date"),
        (HEAD + "correct,x,name,,me,,why\n", "name cannot be empty"),
        (HEAD + "same_as,x,,,me,,why\n", "another node"),
        (HEAD + "same_as,x,,x,me,,why\n", "another node"),
        (HEAD + "reject,place:x,,,me,,why,,,,,,,,,more\n", "16 cells where 15"),
        (HEAD + 'reject,"place:x,,,me,,why\n', "CSV"),
    ],
)
def test_files_that_cannot_be_right_are_refused_with_their_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "review.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FactsError, match=says) as caught:
        read_decisions(path)
    assert "review.csv" in str(caught.value) and "\n" not in str(caught.value)


def test_binary_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_bytes(b"\0\1\2")
    for name in ("review.csv", "missing.csv", "."):
        with pytest.raises((FactsError, InputError)):
            read_decisions(tmp_path / name)


def test_a_wrong_decision_is_not_written(tmp_path: Path) -> None:
    path = add_decision(tmp_path / "review.csv", Decision("reject", "place:x", **SIGNED))
    before = path.read_bytes()
    with pytest.raises(FactsError):
        add_decision(path, Decision("reject", "place:x"))
    assert path.read_bytes() == before


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add_decision(path, Decision("reject", f"place:{n}", **SIGNED)), range(20)))
    assert sorted(d.statement for d in read_decisions(path)) == sorted(f"place:{n}" for n in range(20))


def test_a_person_can_put_down_a_relation_with_the_words_on_its_ends(lake: Facts) -> None:
    meeting = relation(lake, relation="agreed_at")
    meeting = row(lake.relations, meeting)["target"]
    added = Decision("add", "state:bdi", "chaired co_chair", meeting, **SIGNED)
    left, (applied,) = apply(lake, [added])
    (new,) = set(left.relations.id) - set(lake.relations.id)
    made = row(left.relations, new)
    assert applied.done and made["basis"] == "curated" and made["role"] == "co_chair"
    assert made["rule"] == "put down by A. Reader on 2026-11-20: the page says so"
    said = left.citations[left.citations.statement == new]
    assert 1 <= len(said) <= 2 and (said.quotation != "").all() and faults(left) == []
    twice, _ = apply(lake, [added, added])
    assert len(twice.relations) == len(left.relations)


def test_a_relation_put_down_rests_on_the_passages_that_its_reason_names(lake: Facts) -> None:
    passage = lake.passages.iloc[-1]
    meeting = row(lake.relations, relation(lake, relation="agreed_at"))["target"]
    why = {**SIGNED, "why": f"as {passage.id} says"}
    left, _ = apply(lake, [Decision("add", "state:bdi", "chaired", meeting, **why)])
    (new,) = set(left.relations.id) - set(lake.relations.id)
    (said,) = left.citations[left.citations.statement == new].to_dict("records")
    assert (said["passage"], said["quotation"]) == (passage.id, passage.text) and faults(left) == []
    beyond = f"{passage.document}#{len(lake.passages) + 7}"
    mistyped = {**SIGNED, "why": f"as {passage.id} and {beyond} say"}
    left, (lost,) = apply(lake, [Decision("add", "state:bdi", "chaired", meeting, **mistyped)])
    assert left.equals(lake) and lost.lost and f"there is no passage {beyond}" in lost.outcome


def test_what_is_put_down_has_to_fit_the_vocabulary(lake: Facts, tmp_path: Path) -> None:
    for column, value, says in (("chaired", "place:kigali", "does not lead"), ("chaired", "place:nowhere", "no node")):
        left, (applied,) = apply(lake, [Decision("add", "state:rwa", column, value, **SIGNED)])
        assert says in applied.outcome and left.equals(lake)
    for column, value, says in (
        ("chairing", "place:kigali", "is no relation"),
        ("chaired guest", "place:kigali", "no role of chaired"),
        ("chaired", "", "node that the relation leads to"),
    ):
        with pytest.raises(FactsError, match=says):
            add_decision(tmp_path / "review.csv", Decision("add", "state:rwa", column, value, **SIGNED))


def test_a_commitment_may_be_named_by_its_passage(lake: Facts) -> None:
    act = row(lake.relations, relation(lake, relation="agreed_at"))["source"]
    passage = row(lake.citations, lake.citations[lake.citations.statement == act].id.iloc[0])["passage"]
    meeting = node(lake, kind="meeting")
    left, (gone,) = apply(lake, [Decision("reject", passage, **SIGNED)])
    assert gone.done and act not in set(left.nodes.id) and faults(left) == []
    left, (added,) = apply(lake, [Decision("add", passage, "concerns", meeting, **SIGNED)])
    assert added.done and left.relations[left.relations.basis == "curated"].source.tolist().count(act) == 1
    left, (added,) = apply(lake, [Decision("add", meeting, "fulfils", passage, **SIGNED)])
    assert added.done and act in set(left.relations[left.relations.relation == "fulfils"].target)
    title = lake.passages[lake.passages.kind == "title"].id.iloc[0]
    left, (lost,) = apply(lake, [Decision("add", title, "concerns", meeting, **SIGNED)])
    assert not lost.done and left.equals(lake)


def test_a_relation_put_down_is_cited_from_the_first_words_on_each_end(lake: Facts) -> None:
    meeting = row(lake.relations, relation(lake, relation="agreed_at"))["target"]
    left, _ = apply(lake, [Decision("add", "state:bdi", "chaired", meeting, **SIGNED)])
    (new,) = set(left.relations.id) - set(lake.relations.id)
    place = {passage.id: at for at, passage in enumerate(lake.passages.itertuples())}
    wanted = set()
    for end in ("state:bdi", meeting):
        said = [c for c in lake.citations.itertuples() if c.statement == end]
        assert len(said) > 1, "which of them is the first has to matter"
        first = min(said, key=lambda c: (place[c.passage], int(c.char_start)))
        wanted.add((first.passage, first.char_start, first.quotation))
    made = left.citations[left.citations.statement == new]
    assert set(zip(made.passage, made.char_start, made.quotation, strict=True)) == wanted


def test_a_change_taken_back_leads_to_where_it_began(lake: Facts) -> None:
    link = relation(lake, relation="agreed_at")
    was = row(lake.relations, link)["target"]
    other = next(each for each in lake.nodes.id[lake.nodes.kind == "meeting"] if each != was)
    there, back = (Decision("correct", link, "target", one, **SIGNED) for one in (other, was))
    left, applied = apply(lake, [there, back, there, back, Decision("accept", link, **SIGNED)])
    assert [one.done for one in applied] == [True] * 5
    same = left.relations[left.relations.source == row(lake.relations, link)["source"]]
    assert same.target[same.relation == "agreed_at"].tolist() == [was] and faults(left) == []
