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


PARTED = {
    "attendance": (
        "Country,Meeting,Year,Month,Day\nFiji,Reef Forum,2014,5,3\nTonga,Atoll Forum,2015,June,0\n",
        {("meeting:2014-05-03-reef-forum", "2014-05-03"), ("meeting:2015-06-atoll-forum", "2015-06")},
    ),
    "behind": (
        "session_day,session_month,session_year,session,country\n9,11,1998,Reef Panel,Fiji\n9,,1999,Reef Panel,Fiji\n",
        {("meeting:1998-11-09-reef-panel", "1998-11-09"), ("meeting:1999-reef-panel", "1999")},
    ),
    "words": (
        "Pays,Réunion,Jour,Mois,Année\nFidji,Forum des récifs,2,août,2014\nTonga,Forum des récifs,NA,août,2014\n",
        {("meeting:2014-08-02-forum-des-recifs", "2014-08-02"), ("meeting:2014-08-forum-des-recifs", "2014-08")},
    ),
}


@pytest.mark.parametrize("form", PARTED)
def test_year_month_and_day_in_columns_of_their_own_are_one_date(tmp_path, form):
    text, events = PARTED[form]
    bali = explorer.read(write(tmp_path, "a.csv", text))
    nodes = bali.facts.nodes
    assert set(zip(nodes["id"], nodes["start"], strict=True)) >= events
    whole = {
        "attendance": "Year: 2014 | Month: 5 | Day: 3",
        "behind": "session_day: 9 | session_month: 11 | session_year: 1998",
    }
    assert any(
        whole.get(form, "Jour: 2 | Mois: août | Année: 2014") in text for text in bali.facts.citations["quotation"]
    )
    assert not set(bali.facts.relations.columns) & {"Month", "Day", "Mois", "Jour", "session_month"}


def test_spans_in_parts_with_codes_for_what_is_not_known(tmp_path):
    text = (
        "country,igo,styear,stmonth,endyear,endmonth\nFiji,Reef Union,1980,5,1999,3\nTonga,Reef Union,1981,-9,-9,-9\n"
    )
    relations = explorer.read(write(tmp_path, "a.csv", text)).facts.relations
    assert set(zip(relations["start"], relations["end"], strict=True)) == {("1980-05", "1999-03"), ("1981", "")}


def test_a_day_that_no_month_has_is_told(tmp_path):
    text = "Country,Meeting,Year,Month,Day\nFiji,Reef Forum,2014,2,30\nTonga,Reef Forum,2014,2,3\nSamoa,Atoll Forum,2015,2,3\n"
    done = explorer.read(write(tmp_path, "a.csv", text))
    assert any("'2014-02-30' is no date" in why for why in done.report.remarks_table("passed over")["why"])


def test_what_is_no_part_of_a_date_is_left_alone(tmp_path):
    text = "Country,Meeting,Year,Month\nFiji,Reef Forum,2014,first\nTonga,Reef Forum,2014,second\n"
    facts = explorer.read(write(tmp_path, "a.csv", text)).facts
    assert set(facts.relations["Month"]) == {"first", "second"}
    assert set(facts.nodes["start"]) >= {"2014"}


@pytest.mark.parametrize("blank", ["NA", "-9", "n/a", "?", "unknown"])
@pytest.mark.parametrize("heads", ["country,igo,start,end", "source,target,start,end"])
def test_an_end_that_is_not_known_is_no_end_and_no_fault(tmp_path, blank, heads):
    text = f"{heads}\nFiji,Reef Union,1980,{blank}\nTonga,Reef Union,1981,1999\nSamoa,Reef Union,{blank},{blank}\n"
    done = explorer.read(write(tmp_path, "a.csv", text))
    relations = done.facts.relations
    assert set(zip(relations["start"], relations["end"], strict=True)) == {("1980", ""), ("1981", "1999"), ("", "")}
    assert done.report.remarks_table("passed over").empty


def test_a_very_large_sheet_cites_every_part_of_its_dates(tmp_path):
    rows = [
        f"Reef Forum {n // 3},{1990 + n // 3 % 30},{n // 3 % 12 + 1},3,{('Fiji', 'Tonga', 'Samoa')[n % 3]}"
        for n in range(60_000)
    ]
    large, small = (
        explorer.read(write(tmp_path, name, "\n".join(["Meeting,Year,Month,Day,Country", *some, ""]))).facts
        for name, some in (("large.csv", rows), ("small.csv", rows[:60]))
    )
    assert set(small.relations["id"]) <= set(large.relations["id"])
    assert set(small.citations["quotation"]) <= set(large.citations["quotation"])
