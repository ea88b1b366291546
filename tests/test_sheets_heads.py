"""Heads of two rows: each group names its own columns and no others; persons by the office that they speak for."""

import re
from collections import Counter
from pathlib import Path

import pytest
from test_sheets_bad import book_of, relations

import explorer
from explorer.documents import Cell, Passage
from explorer.facts.columns.names import shipped_names
from explorer.facts.columns.parties import party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import tables_of
from explorer.facts.columns.words import fold
from explorer.facts.statements import Node
from explorer.ontology.datafile import shipped


@pytest.mark.parametrize("years", [["2014", "2015"], ["2014", "2015", "2016"]])
def test_each_merged_head_names_its_own_columns(tmp_path, years):
    width = 2 * len(years)
    top = [None, *(cell for year in years for cell in (year, None))]
    rows = [top, ["Party", *["SOM 1", "SOM 2"] * len(years)], ["Fiji", *["x"] * width], ["Samoa", *["x"] * width]]

    def change(book, sheet):
        for at in range(2, width + 2, 2):
            sheet.merge_cells(start_row=1, end_row=1, start_column=at, end_column=at + 1)

    done = explorer.read(book_of(rows, tmp_path / "a.xlsx", change))
    events = {target for _, _, target, _ in relations(done.facts)}
    assert events == {f"meeting:{year}-som-{number}" for year in years for number in (1, 2)}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Ms A. Reader, Permanent Secretary of Lakes", "body:permanent-secretary-of-lakes"),
        ("Mr B. Reader (Secretariat), Fiji", "state:fji"),
        ("Ms C. Reader, Fiji", "state:fji"),
        ("Mr D. Reader", "person:mr-d-reader"),
    ],
)
def test_persons_stand_for_the_last_office_or_state_beside_their_name(cell, found):
    assert [one.id for one in party_cells([cell], shipped_names(), "person", persons="as-office")[cell].named] == [
        found
    ]


@pytest.mark.parametrize(("cells", "kept"), [(["member", "observer"], True), (["member", "sunny"], False)])
def test_a_column_without_a_head_is_of_roles_where_all_of_its_cells_are(tmp_path, cells, kept):
    rows = [["Meeting", "Date", "Party", "Mood"], *(["SOM 1", "2014-05-04", p, c] for p, c in zip(("Fiji", "Samoa"), cells, strict=True))]  # fmt: skip
    done = explorer.read(book_of(rows, tmp_path / "a.xlsx"))
    assert {role for *_, role in relations(done.facts)} == (set(cells) if kept else {"participant"})


def test_a_workbook_that_the_second_look_cannot_open_is_read_all_the_same(tmp_path, monkeypatch):
    path = book_of(
        [["Meeting", "Party"], ["SOM 1", "Fiji"]], tmp_path / "a.xlsx", lambda book, _: book.create_sheet("Empty")
    )
    wanted = relations(explorer.read(path).facts)
    monkeypatch.setattr("explorer.documents.sheets.second_look._opened", lambda _: None)
    assert relations(explorer.read(path).facts) == wanted and len(wanted) == 1


@pytest.mark.parametrize(
    ("nodes", "left"),
    [
        ([("Lake Forum", (), "")], ("Lake Forum", (), "")),
        ([("Lake Forum", (), ""), ("Lake Forum", (), "LF")], ("Lake Forum", (), "")),
        ([("Lake Forum", (), ""), ("Forum of the Lake", (), "LF")], ("Lake Forum", ("Forum of the Lake",), "LF")),
        ([("Lake Forum", (), "LF"), ("Forum of the Lake", (), "")], ("Lake Forum", ("Forum of the Lake",), "LF")),
        ([("Lake Forum", (), ""), ("Lake Forum", ("The Forum",), "")], ("Lake Forum", ("The Forum",), "")),
        ([("Lake Forum", ("A", "B"), "LF"), ("C", ("B", "Lake Forum"), "X")], ("Lake Forum", ("A", "B", "C"), "LF")),
    ],
)
def test_a_node_keeps_its_first_name_and_gathers_the_others_of_later_rows(nodes, left):
    row = Passage("d#2", "d", "d#1", 2, "row", "Forum | 2014", cells=(Cell("Body", 0, 5), Cell("Year", 8, 12)))
    sheaf = Sheaf(next(tables_of([row])))
    for name, aliases, acronym in nodes:
        sheaf.node(Node("body:lf", "body", name, aliases, acronym), 0, (0,), name)
    (made,) = sheaf.drawn().nodes
    assert (made.name, made.aliases, made.acronym) == left
    assert [(one.statement, one.quotation) for one in sheaf.drawn().citations] == [("body:lf", "Forum")]


HEADS = shipped("heads.yaml", "explorer.facts.columns")
TWICE = {"from", "to"}  # of a span and of a tie: the columns beside tell which


def test_every_head_is_listed_as_it_is_looked_up_and_means_one_thing():
    """The second of two meanings would never be found; of a head that is not folded only what it folds to is."""
    listed = [(head, meaning) for meaning, heads in HEADS.items() for head in heads]
    times = Counter(head for head, _ in listed)
    assert not [f"{head!r} of {meaning}: {fold(head)!r}" for head, meaning in listed if fold(head) != head]
    assert not [f"{head!r} of {meaning}" for head, meaning in listed if times[head] > 1 + (head in TWICE)]


def test_the_docs_name_every_meaning_with_its_first_heads():
    told = (Path(__file__).parents[1] / "docs" / "sheets.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) … \|$", told, re.MULTILINE))
    assert rows == {meaning: ", ".join(heads[:6]) for meaning, heads in HEADS.items()}
