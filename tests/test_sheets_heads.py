"""Heads of two rows: each group names its own columns and no others; persons by the office that they speak for."""

import pytest
from test_sheets_bad import book_of, relations

import explorer
from explorer.facts.columns.names import shipped_names
from explorer.facts.columns.parties import party_cells


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
