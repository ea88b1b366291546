"""Dates: every printed form, and nothing that only looks like one."""

from __future__ import annotations

import calendar
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.facts.edtf import span
from explorer.facts.prose.names.dates import FoundDate, find_dates

FORMS = {
    "held on 01 June 2012.": ["2012-06-01"],
    "27 - 29 June 2009": ["2009-06-27/2009-06-29"],
    "30 May 2011 To 01 June 2011": ["2011-05-30/2011-06-01"],
    "Between 22 and 23rd March 2010 the": ["2010-03-22/2010-03-23"],
    "Between 20-21 October 2020": ["2020-10-20/2020-10-21"],
    "Between 30 May and 1 June 2011": ["2011-05-30/2011-06-01"],
    "from 28 to 30 April 2003": ["2003-04-28/2003-04-30"],
    "23–26 July 2012": ["2012-07-23/2012-07-26"],
    "10‑11 October 2022": ["2022-10-10/2022-10-11"],
    "7\u00a0–\u00a010\u00a0June\u00a02011": ["2011-06-07/2011-06-10"],
    "24 -25 May 2004": ["2004-05-24/2004-05-25"],
    "in March 2011": ["2011-03"],
    "from March to June 2015": ["2015-03/2015-06"],
    "late 2015": ["2015"],
    "the first half of 2012": ["2012"],
    "in mid-May 2014": ["2014-05"],
    "2012-13": ["2012/2013"],
    "2015/16": ["2015/2016"],
    "the years 2014 to 2018": ["2014/2018"],
    "since 2003.": ["2003"],
    "June 7-10, 2011": ["2011-06-07/2011-06-10"],
    "from May 30 through June 1, 2009": ["2009-05-30/2009-06-01"],
    "24 August, 2015": ["2015-08-24"],
    "the 3rd of May 2014": ["2014-05-03"],
    "22 nd March 2010": ["2010-03-22"],
    "3 and 5 May 2012": ["2012-05-03", "2012-05-05"],
    "3-5 and 10 May 2012": ["2012-05-03/2012-05-05", "2012-05-10"],
    "2 March, 4 April and 6 May 2010": ["2010-03-02", "2010-04-04", "2010-05-06"],
    "Tuesday, 4 October 2016": ["2016-10-04"],
    "Mon. 3 to Wed. 5 Sept. 2012": ["2012-09-03/2012-09-05"],
    "28 December 2009 – 3 January 2010": ["2009-12-28/2010-01-03"],
    "2012-06-01/2012-06-03": ["2012-06-01/2012-06-03"],
    "31.12.2012": ["2012-12-31"],
    "25/12/2012": ["2012-12-25"],
    "Location: Bali, IndonesiaDate: 01 June 2012": ["2012-06-01"],
    "the 12 may 2012": ["2012-05-12"],
    "put off from 3 May 2012 to 12 June 2013": ["2012-05-03", "2013-06-12"],
    "postponed from 3 May 2012 to 12 June 2013": ["2012-05-03", "2013-06-12"],
    "3 May\n2012": ["2012-05-03"],
}


@pytest.mark.parametrize("text", FORMS)
def test_printed_forms(text: str) -> None:
    found = find_dates(text)
    assert [d.edtf for d in found] == FORMS[text]
    assert all(d.written == text[d.char_start : d.char_end] and not d.problem and not d.guessed for d in found)


@pytest.mark.parametrize(
    "text",
    [
        "within 12 months",
        "2,000 people and 2,015 tents",
        "Annex 9 to the Convention",
        "the 10th anniversary",
        "resolution 1540",
        "a 12-month plan of 1999s",
        "Room 2010",
        "Article 14 and Rule 7",
        "It may 12 times",
        "In May 12 States attended",
        "they march 3 abreast",
        "version 1.2.2012a",
        "USD 2010",
        "$2010 and 2010%",
        "1540-1542 pages",
        "12:30-14:00",
        "doc. 2012-06-011",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert find_dates(text, year=2012) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("18-21 November", "2013-11-18/2013-11-21"),
        ("April 1-3", "2013-04-01/2013-04-03"),
        ("on 12 October,", "2013-10-12"),
        ("by the end of November", "2013-11"),
        ("on May 3 in Bali", "2013-05-03"),
    ],
)
def test_year_of_the_context_is_taken_and_marked(text: str, edtf: str) -> None:
    (found,) = find_dates(text, year=2013)
    assert (found.edtf, found.guessed, found.problem) == (edtf, True, "")


def test_without_a_context_year_nothing_is_invented() -> None:
    (found,) = find_dates("on 18-21 November")
    assert (found.start, found.end, found.guessed, found.problem) == ("", "", True, "18-21 November has no year")


def test_year_right_beside_a_date_comes_before_the_year_of_the_context() -> None:
    found = find_dates("It met in 2014, on 18-21 November. Next: 3 March", year=2020)
    assert [(d.edtf, d.guessed) for d in found] == [
        ("2014", False),
        ("2014-11-18/2014-11-21", True),
        ("2020-03-03", True),
    ]


def test_year_that_only_stands_with_the_end_of_a_span_over_new_year() -> None:
    (found,) = find_dates("28 December - 3 January 2010")
    assert (found.edtf, found.guessed) == ("2009-12-28/2010-01-03", True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30 February 2012", "no day of the calendar"),
        ("29 February 2013", "no day of the calendar"),
        ("45 May 2012", "no day of the calendar"),
        ("12 to 9 May 2014", "ends before it begins"),
        ("3/4/2012", "day from month"),
        ("31.02.2012", "no day of the calendar"),
        ("2012-02-30", "no day of the calendar"),
    ],
)
def test_impossible_dates_are_reported_and_never_shifted(text: str, says: str) -> None:
    (found,) = find_dates(text)
    assert says in found.problem and text in found.problem and found.start == found.end == ""


def test_weekday_that_contradicts_the_calendar_is_reported() -> None:
    (found,) = find_dates("Monday, 4 October 2016")
    assert found.start == "2016-10-04" and "Tuesday" in found.problem


def test_precision_and_lists() -> None:
    found = find_dates("early July 2012, in 2013, March 2011, 4 and 6 May 2011")
    assert [(d.precision, d.joined) for d in found] == [
        ("vague", False), ("year", False), ("month", False), ("day", False), ("day", True),
    ]  # fmt: skip


days = st.dates(min_value=date(1901, 1, 1), max_value=date(2098, 12, 31))
dashes = st.sampled_from(["-", " - ", " – ", "–", "—", " ‑ ", " to ", " until "])


def _long(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


@given(days, st.integers(0, 400), dashes)
def test_any_span_of_whole_days_is_read_back(first: date, length: int, dash: str) -> None:
    last = first + timedelta(days=length)
    (found,) = find_dates(f"It was held {_long(first)}{dash}{_long(last)}.")
    assert (found.start, found.end) == (first.isoformat(), last.isoformat())


@given(days, st.integers(1, 27), dashes)
def test_any_span_inside_a_month_is_read_back(first: date, length: int, dash: str) -> None:
    last = min(first.day + length, calendar.monthrange(first.year, first.month)[1])
    if first.day < last:
        (found,) = find_dates(f"on {first.day}{dash}{last} {calendar.month_name[first.month]} {first.year}")
        assert (found.start, found.end) == (first.isoformat(), first.replace(day=last).isoformat())


@given(
    days,
    st.sampled_from(
        ["{d} {m} {y}", "{d:02} {m} {y}", "{m} {d}, {y}", "{d} {a} {y}", "the {d}th of {m}, {y}", "{y}-{n:02}-{d:02}"]
    ),
)
def test_any_day_is_read_back_in_every_form(day: date, form: str) -> None:
    month = calendar.month_name[day.month]
    text = form.format(d=day.day, m=month, a=calendar.month_abbr[day.month], y=day.year, n=day.month)
    (found,) = find_dates(f"on {text}, in Bali")
    assert (found.start, found.end, found.problem) == (day.isoformat(), "", "")


@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789",
                "12",
                "2012",
                " ",
                "-",
                "–",
                ",",
                "/",
                ".",
                " May ",
                " of ",
                " to ",
                " and ",
                "Between ",
                "from ",
                " June",
                "late ",
                "Mon ",
                "st",
                "x",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from([None, 2013]),
)
def test_whatever_the_text_dates_are_sound_and_point_into_it(pieces: list[str], year: int | None) -> None:
    text = "".join(pieces)
    for found in find_dates(text, year=year):
        assert isinstance(found, FoundDate) and text[found.char_start : found.char_end] == found.written != ""
        assert found.problem or span(found.edtf) is not None
        assert found.start or found.problem


@pytest.mark.parametrize(
    "piece",
    ["1,", "12 and ", "May 3, ", "2012-", "of ", "1 May 2012 to ", "from ", "x", "12 ", "Mon, ", "early ", "2012/"],
)
def test_cost_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            find_dates(text, year=2012)
            best = min(best, time.process_time() - start)
        return best

    find_dates(piece)
    assert seconds(8000) < 3.4 * seconds(4000) + 0.02
