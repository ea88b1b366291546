"""What a page becomes: statements, what they leave over, and what changes when a page changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from world import World, document

from explorer.facts import results
from explorer.facts.explanation import explain
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract
from explorer.facts.reading import read

HEAD = "Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held in Suva, Fiji, on 4 May 2017."
BODY = (
    "It was chaired by Samoa. Kiribati and Tonga attended.\n\nMembers agreed to draw a map of reeds.\n\n"
    "Members asked UNHCR to write a guide on boats."
)
PAGE = f"{HEAD} {BODY}"


def statements(text: str) -> set[tuple[str, ...]]:
    """Everything said of a page, commitments by their wording."""
    world = World(text)
    words = {node: row["wording"] or node for node, row in world.nodes.items()}
    said = {(words[r["source"]], r["relation"], words[r["target"]], r["role"]) for r in world.relations}
    return said | {(words[node], row["start"], row["end"], row["force"]) for node, row in world.nodes.items()}


ADDED = {
    "an observer": (PAGE.replace("Tonga attended.", "Tonga attended. Japan attended as an observer."), "jpn"),
    "thanks": (PAGE + "\n\nParticipants thanked the staff for their work.", "thanked the staff"),
    "a reference": (PAGE + "\n\nSee also the notes on reeds.", ""),
    "a footer": (PAGE + "\n\nCopyright 2017. All rights reserved.", ""),
}


@pytest.mark.parametrize("what", ADDED)
def test_what_is_added_changes_no_other_statement(what: str) -> None:
    text, new = ADDED[what]
    before, after = statements(PAGE), statements(text)
    assert before <= after
    assert all(new and new in " ".join(said) for said in after - before)
    assert what != "an observer" or after != before


def test_the_order_of_unrelated_paragraphs_changes_no_statement() -> None:
    parts = PAGE.split("\n\n")
    turned = "\n\n".join([*parts[:2], parts[3], parts[2]])
    assert statements(turned) == statements(PAGE)


def test_an_unrelated_page_changes_no_statement() -> None:
    other = "Second Meeting of the Quartz Panel\n\nThe Second Meeting of the Quartz Panel was held in Oslo, Norway, on 3 June 2011."
    alone, both = World(PAGE), World(PAGE, other)
    assert {(r["source"], r["relation"], r["target"], r["role"]) for r in alone.relations} <= {
        (r["source"], r["relation"], r["target"], r["role"]) for r in both.relations
    }
    assert all(both.nodes[node] == row for node, row in alone.nodes.items() if node != "state:fji")


def test_a_known_party_or_day_that_gave_nothing_is_told() -> None:
    drawn = World(HEAD + " Peru wrote a letter dated 3 March 2012 about cats.").drawn[0]
    assert {"Peru", "3 March 2012"} <= {left.text for left in drawn.unaccounted}
    assert all("Fiji" not in left.text for left in drawn.unaccounted)


def test_an_event_of_its_page_that_lacks_something_is_told() -> None:
    (left,) = World("Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held.").drawn[0].bare
    assert left.why == "no date, no place, no chair or host, no participants"
    (left,) = World(PAGE).drawn[0].bare or [None]
    assert left is None


DENIED = [
    "Fiji denied that the meeting had agreed to close the port.",
    "No state agreed to close the port.",
    "If funds are found, members would close the port.",
]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_not_asserted_is_no_commitment_of_the_meeting_and_is_told(text: str) -> None:
    world = World(f"{HEAD}\n\n{text}")
    assert not [act for act in world.acts() if act[0] == "agreed" and "condition" not in act[1] and "If" not in act[1]]


def test_day_and_town_come_from_the_sentence_where_no_clause_gives_them() -> None:
    world = World("Workshop on Reeds\n\nIt was in Manila, on 8 August 2015, that the workshop opened.")
    (relation,) = [r for r in world.relations if r["relation"] == "held_in"]
    assert world.nodes[world.own]["start"] == "2015-08-08" and float(relation["confidence"] or 1) <= 1
    world = World(
        "Workshop on Reeds\n\nThe workshop, so unlike the Oslo Forum of 3 May 2014 or that of 5 June 2015, was calm."
    )
    assert world.nodes[world.own]["start"] == ""


def test_a_row_of_a_table_is_a_point_with_its_doers_and_day() -> None:
    rows = "Action | Lead | Due\n\nDraw a map of reeds | Fiji | May 2018\n\nOpen the gate | Tonga | June 2018"
    text = (
        HEAD
        + "\n\n## Actions\n\n| Action | Lead | Due |\n|---|---|---|\n"
        + "\n".join(f"| {row} |" for row in rows.split("\n\n")[1:])
    )
    from explorer.documents.limits import Limits
    from explorer.documents.model import Document
    from explorer.documents.nesting import nest
    from explorer.documents.text import blocks_of

    page = Document("doc:t", passages=tuple(nest(blocks_of(text, markdown=True), "doc:t", "t.md", Limits())))
    drawn = extract(page, shipped_names())
    acts = {node.wording: (node.force, node.due) for node in drawn.nodes if node.kind == "commitment"}
    assert acts == {"Draw a map of reeds": ("tasked", "2018-05"), "Open the gate": ("tasked", "2018-06")}
    assert {(r.target, r.role) for r in drawn.relations if r.relation == "assigned_to"} == {
        ("state:fji", "lead"),
        ("state:ton", "lead"),
    }


def test_extraction_is_pure() -> None:
    page = document(PAGE)
    assert extract(page, shipped_names()) == extract(page, shipped_names())


def test_what_every_room_hands_on_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    done = read(tmp_path, remember=False)
    text = str(explain(done.facts, done.report, names=shipped_names()))
    for line in (
        "names: place Suva, Fiji = place:suva",
        "events: Third Meeting of the Marsh Group → Third Meeting of the Marsh Group (the page's own)",
        "clauses: hold: asserted",
        "facts: chaired Samoa (chair)",
    ):
        assert line in text
    assert "clauses:" not in str(explain(done.facts, done.report))


def test_a_fault_of_ours_is_told_first_and_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from explorer import cli

    monkeypatch.setenv("EXPLORER_CACHE", "off")
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE.replace("Third", "Fourth").replace("2017", "2018"), encoding="utf-8")

    def faulty(page: object, names: object) -> object:
        if getattr(page, "path", "") == "b.txt":
            raise ZeroDivisionError("oh")
        return extract(page, names)  # type: ignore[arg-type]

    monkeypatch.setattr(results, "extract", faulty)
    monkeypatch.setattr(sys, "argv", ["explorer", "read", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr().err
    assert ended.value.code == 1 and told.startswith("A fault of the program kept 1 of 2 files from being read: b.txt.")


def test_a_line_that_counts_people_names_no_body() -> None:
    """What has no id of its own ("12 officials") is no body that met, and costs the page nothing."""
    world = World(
        "Workshop on Maps\n\nSuva, 2 March 2012\n\n12 officials' workshop\n\nThe workshop of 12 officials was held in Suva."
    )
    assert all(":" in node for node in world.nodes)
    assert all(row["target"] for row in world.relations)
