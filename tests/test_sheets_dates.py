"""Days written in figures: which of the two is the month, at the edge of what can be one."""

import pytest
from test_sheets import write

import explorer
from explorer.facts.columns.dates import _point, parse


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("12/5/2012", "month-first", "2012-12-05"),
        ("13/5/2012", "month-first", "2012-05-13"),
        ("5/12/2012", "day-first", "2012-12-05"),
        ("5/13/2012", "day-first", "2012-05-13"),
        ("5/12/2012", "", ""),
        ("5/13/2012", "", "2012-05-13"),
        ("12/12/2012", "", "2012-12-12"),
        ("5.12.2012", "", "2012-12-05"),
    ],
)
def test_a_figure_above_twelve_is_a_day_whatever_the_order(text, order, day):
    assert _point(text, order) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9-Feb-2019", "2019-02-09", ""),
        ("09-FEB-19", "2019-02-09", ""),
        ("9 Feb 87", "1987-02-09", ""),
        ("Feb-2019", "2019-02", ""),
        ("Feb '19", "2019-02", ""),
        ("2019-Feb-09", "2019-02-09", ""),
        ("Feb 9 2019", "2019-02-09", ""),
        ("9.2.2019", "2019-02-09", ""),
        ("Q2 2019", "2019-04", "2019-06"),
        ("2019Q4", "2019-10", "2019-12"),
        ("3Q/2019", "2019-07", "2019-09"),
        ("H2 2019", "2019-07", "2019-12"),
        ("27 Feb - 3 Mar 2019", "2019-02-27", "2019-03-03"),
        ("Feb 27 – Mar 3, 2019", "2019-02-27", "2019-03-03"),
        ("9.-11.2.2019", "2019-02-09", "2019-02-11"),
        ("27/02/2019 - 03/03/2019", None, None),
        ("2017-2019", "2017", "2019"),
    ],
)
def test_days_and_spans_as_people_write_them(text, start, end):
    found = parse(text, "day-first" if start is None else "")
    assert (found.start, found.end) == (start or "2019-02-27", "2019-03-03" if end is None else end)


@pytest.mark.parametrize(
    "text", ["H3 2019", "Q5 2019", "9-Fob-2019", "31-Feb-2019", "SOM-19", "Feb-19", "19-Feb", "45212", "2019-1999"]
)
def test_what_is_no_date_or_not_told_gives_none(text):
    assert parse(text) is None


def dated(folder, cells, head="Date", columns=None):
    rows = "".join(f"Fiji,Dune Forum {number},{cell}\n" for number, cell in enumerate(cells))
    return explorer.read(write(folder, "a.csv", f"Country,Meeting,{head}\n{rows}"), columns=columns)


def starts(done):
    nodes = done.facts.nodes
    return nodes[nodes.kind == "meeting"].sort_values("name").start.tolist()


@pytest.mark.parametrize(
    ("cells", "words", "option", "read"),
    [
        (["Mar-19", "Apr-20"], ["2019-03", "day 19 of month 3"], "month-year", ["2019-03", "2020-04"]),
        (["19-Mar", "20-Apr"], ["2019-03", "day 19 of month 3"], "month-year", ["2019-03", "2020-04"]),
        (["43543", "43544.25"], ["2019-03-19", "2023-03-20"], "serial", ["2019-03-19", "2019-03-20"]),
        (["43543", "43544"], ["dates=serial-1904"], "serial-1904", ["2023-03-20", "2023-03-21"]),
        (["1/3/2019 to 2/3/2019"], ["day 1 of month 3", "month-first"], "day-first", ["2019-03-01"]),
    ],
)
def test_a_column_that_leaves_its_dates_open_is_asked_about_with_both_readings(tmp_path, cells, words, option, read):
    asked = dated(tmp_path, cells)
    refused = asked.report.documents[0].refused
    assert all(word in refused for word in [*words, f"dates={option}", cells[0].split(" to ")[0]])
    assert not len(asked.facts.relations)
    assert starts(dated(tmp_path, cells, columns=f"dates={option}")) == read


def test_two_things_about_dates_can_be_said_at_once(tmp_path):
    cells = ["Mar-19", "1/4/2019"]
    refused = dated(tmp_path, cells, columns="dates=month-year").report.documents[0].refused
    assert "dates=month-year+day-first" in refused
    assert starts(dated(tmp_path, cells, columns="dates=month-year+day-first")) == ["2019-03", "2019-04-01"]


def test_years_past_what_a_month_has_settle_the_column(tmp_path):
    assert starts(dated(tmp_path, ["Mar-98", "Apr-02"])) == ["1998-03", "2002-04"]


def test_numbers_and_codes_without_a_head_of_dates_stay_what_they_are(tmp_path):
    for cells in (["43543", "43544"], ["DEC-05", "SEP-11"]):
        done = dated(tmp_path, cells, head="Dossier")
        assert done.report.documents[0].refused == "" and starts(done) == ["", ""]
    kept = dated(tmp_path, ["43543", "43544"], columns="note=Date")
    assert starts(kept) == ["", ""]
