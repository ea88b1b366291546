"""Decisions that cannot be right are told with their place; what is said last counts; kinds have to agree."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from smallworld import small_world

from explorer.errors import ExplorerError
from explorer.explorer import read
from explorer.facts.decisions import Decision, add_decision
from explorer.facts.prose.names import shipped_names
from explorer.facts.review import apply
from explorer.facts.tables import Facts, rows
from explorer.ontology import vocabulary

SIGNED = {"who": "A. Reader", "when": "2026-11-20", "why": "the page says so"}
WORLD = small_world()
MAY = [{"organisation", "body"}, set(vocabulary().events)]


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(WORLD.nodes.id, 2)))
def test_only_nodes_of_one_kind_are_the_same(one: str, other: str) -> None:
    left, (applied,) = apply(WORLD, [Decision("same_as", one, value=other, **SIGNED)])
    kinds = {WORLD.nodes.set_index("id").kind[each] for each in (one, other)}
    if len(kinds) > 1 and not any(kinds <= group for group in MAY):
        assert applied.lost and "is never the same as a" in applied.outcome and left.equals(WORLD)
    else:
        assert applied.done or "does not lead" in applied.outcome


@pytest.mark.parametrize("turned", [False, True])
def test_of_same_and_not_the_same_the_last_counts(turned: bool) -> None:
    pair = ("state:lka", "state:tha")
    same = Decision("same_as", pair[0], value=pair[1], **SIGNED)
    apart = Decision("not_same_as", pair[turned], value=pair[not turned], **SIGNED)
    left, applied = apply(WORLD, [same, apart])
    assert set(pair) <= set(left.nodes.id) and applied[0].overruled and applied[1].done
    left, applied = apply(WORLD, [apart, same])
    assert pair[0] not in set(left.nodes.id) and applied[0].overruled and applied[1].done


def test_two_that_others_made_one_are_not_told_apart_in_silence() -> None:
    chain = [("same_as", "state:lka", "state:tha"), ("same_as", "state:tha", "state:idn")]
    decisions = [Decision(kind, one, value=other, **SIGNED) for kind, one, other in chain]
    _, applied = apply(WORLD, [*decisions, Decision("not_same_as", "state:lka", value="state:idn", **SIGNED)])
    assert applied[2].lost and "are one by other decisions" in applied[2].outcome


def test_relations_of_one_id_stay_and_are_told() -> None:
    twice = [*rows(WORLD.relations), {**rows(WORLD.relations)[0], "role": "observer"}]
    facts = Facts.from_rows(**{**{n: rows(t) for n, t in WORLD.tables().items()}, "relations": twice})
    left, (applied,) = apply(facts, [Decision("reject", "rel:01", **SIGNED)])
    assert applied.lost and "several relations have the id rel:01" in applied.outcome
    assert len(left.relations) == len(facts.relations)


@pytest.mark.parametrize("decision", ["reject", "accept", "correct", "add"])
def test_a_passage_that_is_not_there_is_refused_with_the_nearest(decision: str) -> None:
    more = {"correct": ("force", "noted"), "add": ("concerns", "meeting:som-6")}.get(decision, ("", ""))
    left, (applied,) = apply(WORLD, [Decision(decision, "doc:som-6#9", *more, **SIGNED)])
    assert applied.lost and left.equals(WORLD)
    assert "there is no passage doc:som-6#9; nearest: doc:som-6#4" in applied.outcome


def test_what_no_longer_fits_comes_first_and_ends_with_1(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from explorer.cli import cli

    page = tmp_path / "page.txt"
    page.write_text("Fifth Meeting of the Lake Group\n\nThe Fifth Meeting of the Lake Group was held in Kigali, Rwanda, "
                    "on 4 May 2014.\n", encoding="utf-8")  # fmt: skip
    review = tmp_path / "review.csv"
    review.write_text(
        "decision,statement,column,value,who,when,why,document,quotation,meaning\n"
        "accept,state:rwa,,,me,,so,,,\n"
        "accept,place:kigal,,,me,,so,doc:page,The Fifth Meeting was held in Kigali.,place: Kigal\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(cli, ["read", str(page), "--review", str(review)])
    assert done.exit_code == 1
    assert done.stdout.startswith("1 review decision could not be applied")
    assert "line 3, accepted by me" in done.stdout and "nearest: doc:page#2" in done.stdout
    (lost,) = read(page, review=review).report.remarks_table("not applied").to_dict("records")
    assert (lost["statement"] if "statement" in lost else lost["text"], lost["passage"]) == (
        "place:kigal",
        "doc:page#2",
    )


@pytest.mark.parametrize("key", ["bodies", "states", "topics"])
def test_two_blocks_of_one_name_in_a_words_file_are_refused(tmp_path: Path, key: str) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(f"{key}:\n- name: One\n\n{key}:\n- name: Other\n", encoding="utf-8")
    with pytest.raises(ExplorerError, match=f"line 4: '{key}' stands there twice"):
        shipped_names().with_words(path)


def test_a_node_of_which_nothing_was_read_is_put_down_with_its_passage() -> None:
    passage = WORLD.passages.id.iloc[0]
    made = [
        Decision(
            "add", "meeting:earlier", "meeting", "Earlier meeting", **(SIGNED | {"why": f"it is named ({passage})"})
        ),
        Decision("correct", "meeting:earlier", "start", "2010-05", **SIGNED),
        Decision("add", "state:lka", "hosted", "meeting:earlier", **SIGNED),
    ]
    left, applied = apply(WORLD, made)
    node = left.nodes.set_index("id").loc["meeting:earlier"]
    assert [one.done for one in applied] == [True] * 3
    assert (node["kind"], node["name"], node["start"]) == ("meeting", "Earlier meeting", "2010-05")
    assert left.citations[left.citations.statement == "meeting:earlier"].passage.tolist() == [passage]
    assert "put down by A. Reader" in node["note"]
    assert apply(left, made[:1])[0].nodes.id.tolist() == left.nodes.id.tolist(), "put down once"
    unsaid = apply(WORLD, [Decision("add", "meeting:earlier", "meeting", "Earlier meeting", **SIGNED)])
    assert unsaid[1][0].lost and "needs a passage" in unsaid[1][0].outcome and unsaid[0].equals(WORLD)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Decision("add", "state:lka", "meeting", "Earlier meeting", **SIGNED), "an id that begins with meeting:"),
        (Decision("add", "meeting:x", "meeting", "", **SIGNED), "a name in value"),
        (Decision("whole", "state:lka", **SIGNED), "is no document"),
    ],
)
def test_new_nodes_and_wholly_read_documents_are_checked(decision: Decision, expected: str, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match=expected):
        add_decision(tmp_path / "review.csv", decision)


def test_a_document_that_was_not_read_cannot_be_wholly_read() -> None:
    known = Decision("whole", WORLD.documents.id.iloc[0], **SIGNED)
    left, applied = apply(WORLD, [known, Decision("whole", "doc:elsewhere", **SIGNED)])
    assert [one.lost for one in applied] == [False, True] and left.equals(WORLD)
