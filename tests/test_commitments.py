"""Commitments: what answers them, how long it takes, what stays open, and the summaries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import calm, world

from explorer.answers.commitments import _days
from explorer.errors import OptionError
from explorer.facts.edtf import span

PROMISES = world("promises")


def test_answers_with_their_basis_and_days():
    table = PROMISES.commitments().set_index("id")
    first = table.loc["commitment:m1/1"]
    assert (first["status"], first["answered_by"], first["answered_on"]) == ("answered", "workshop:w1", "2012-07-23")
    assert (first["basis"], first["rule"], first["confidence"]) == ("inferred", "place-and-topic", 0.8)
    assert (first["days"], first["days_at_most"]) == (51, 51), "from the last day of the meeting, 2 June"
    assert first["answer_sources"] == "doc:world#26|doc:world#4"
    assert (first["assigned_to"], first["topics"], first["since"]) == ("Tha", "Visas", "2012-06-01")


def test_vague_dates_give_a_span_of_days():
    row = PROMISES.commitments().set_index("id").loc["commitment:m2/1"]
    # some day of March 2013 to some day of September 2013
    assert row["days"] == (date(2013, 9, 1) - date(2013, 3, 31)).days
    assert row["days_at_most"] == (date(2013, 9, 30) - date(2013, 3, 1)).days


def test_the_earliest_of_several_answers_counts():
    assert PROMISES.commitments().set_index("id").loc["commitment:m2/2", "answered_by"] == "workshop:w2"


def test_open_ones_age_to_the_last_day_in_the_data_or_the_day_given():
    table = PROMISES.commitments(status="open").set_index("id")
    assert table.index.tolist() == ["commitment:m1/2", "commitment:lost"]
    assert table.loc["commitment:m1/2", "as_of"] == "2014-01-15"
    assert table.loc["commitment:m1/2", "days"] == (date(2014, 1, 15) - date(2012, 6, 2)).days
    given_day = PROMISES.commitments(status="open", as_of="2012-07-02").set_index("id")
    assert given_day.loc["commitment:m1/2", "days"] == 30
    assert given_day["days"].isna().tolist() == [False, True], "what was put on record nowhere has no age"


def test_what_is_welcomed_is_on_record_and_never_open():
    row = PROMISES.commitments().set_index("id").loc["commitment:m1/3"]
    assert row["status"] == "on record" and row["answered_by"] == ""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"party": "Tha"}, ["m1/1", "m1/2"]),
        ({"party": "Aus"}, ["m1/2"]),
        ({"topic": "Visas"}, ["m1/1", "m2/2"]),
        ({"body": "Group"}, ["m1/1", "m1/2", "m1/3", "m2/1"]),
        ({"force": "agreed"}, ["m1/1", "m2/2", "lost"]),
        ({"status": "on record"}, ["m1/3"]),
        ({"since": "2013"}, ["m2/1", "m2/2"]),
        ({"until": "2012"}, ["m1/1", "m1/2", "m1/3"]),
        ({"around": "Iom"}, ["m1/2"]),
    ],
)
def test_narrowed_down_each_still_knows_its_answer(options, expected):
    table = PROMISES.commitments(**options)
    assert table["id"].tolist() == [f"commitment:{tail}" for tail in expected]
    whole = PROMISES.commitments().set_index("id")["answered_by"]
    assert table["answered_by"].tolist() == whole.loc[table["id"]].tolist()


def test_summaries():
    by = PROMISES.commitments(by="assignee").set_index("id")
    assert by.loc["state:tha", ["commitments", "answered", "open"]].tolist() == [2, 1, 1]
    assert by.loc["state:tha", "ids"] == "commitment:m1/1|commitment:m1/2"
    assert by.loc["organisation:iom", "oldest_open"] == "2012-06-01"
    assert by.loc["", "commitments"] == 4, "those assigned to nobody are counted as well"
    topics = PROMISES.commitments(by="topic").set_index("id")
    assert topics.loc["topic:visas", "median_days"] == 51, "half of two are answered after the quicker one's days"
    assert PROMISES.commitments(by="body").set_index("id").loc["body:group", "commitments"] == 3
    assert PROMISES.commitments(by="force").set_index("id").loc["agreed", "commitments"] == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"force": "promised"}, "agreed, tasked"),
        ({"status": "closed"}, "answered, open, .*, on record"),
        ({"by": "year"}, "assignee, body, topic, force"),
        ({"as_of": "soon"}, "no date"),
    ],
)
def test_what_cannot_be_is_answered_with_what_can(options, message):
    with pytest.raises(OptionError, match=message):
        PROMISES.commitments(**options)


DATES = st.one_of(
    st.dates(date(2000, 1, 1), date(2003, 12, 31)).map(str),
    st.dates(date(2000, 1, 1), date(2003, 12, 31)).map(lambda day: str(day)[:7]),
    st.dates(date(2000, 1, 1), date(2003, 12, 31)).map(lambda day: str(day)[:4]),
)


@calm
@given(DATES, DATES)
def test_days_are_the_least_and_most_of_all_pairs_of_days(start, until):
    def every(text):
        first, last = (date.fromisoformat(day) for day in span(text))
        return [first + timedelta(n) for n in range((last - first).days + 1)]

    days = [(b - a).days for a in (every(start)[0], every(start)[-1]) for b in (every(until)[0], every(until)[-1])]
    assert _days(start, until) == (max(min(days), 0), max(max(days), 0))


def test_of_two_answers_the_dated_one_counts_however_they_are_named():
    for dated, undated in (("workshop:a", "workshop:z"), ("workshop:z", "workshop:a")):
        asked = world(
            f"meeting:m start=2012-06-01\n{dated} start=2013-02-01\n{undated}\ncommitment:c force=agreed\n"
            f"commitment:c agreed_at meeting:m\n{undated} fulfils commitment:c\n{dated} fulfils commitment:c\n"
        )
        row = asked.commitments().iloc[0]
        assert (row["answered_by"], row["answered_on"]) == (dated, "2013-02-01")


def test_what_has_no_day_has_no_age():
    asked = world(
        "meeting:m start=2012-06-01\nmeeting:undated\nworkshop:w\n"
        "commitment:a force=agreed\ncommitment:b force=agreed\ncommitment:a agreed_at meeting:m\n"
        "commitment:b agreed_at meeting:undated\nworkshop:w fulfils commitment:a\n"
    )
    table = asked.commitments().set_index("id")
    answered, still_open = table.loc["commitment:a"], table.loc["commitment:b"]
    assert (answered["status"], answered["answered_by"], answered["answered_on"]) == ("answered", "workshop:w", "")
    assert (still_open["status"], still_open["as_of"]) == ("open", "2012-06-01")
    assert table[["days", "days_at_most"]].isna().all(axis=None)


def test_nothing_ages_where_no_day_is_known():
    asked = world("meeting:m\ncommitment:a force=agreed\ncommitment:a agreed_at meeting:m\n")
    row = asked.commitments().iloc[0]
    assert (row["status"], row["as_of"]) == ("open", "")
    assert asked.commitments()["days"].isna().all()
