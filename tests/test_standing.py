"""Where commitments stand, what answers the setting up of a body, and how long answers take."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.answers.example import example_facts
from explorer.answers.standing import rule_for, rules, standing
from explorer.answers.survival import waiting
from explorer.explorer import Explorer
from explorer.facts.tables import Facts


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_fits_its_example_and_leaves_its_counter_example_open(rule):
    assert rule_for(rule.example) == rule
    assert standing("agreed", rule.counter, "") == ("open", "")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
@pytest.mark.parametrize("status", ["open", "done", "withdrawn"])
def test_what_a_person_put_down_goes_before_every_rule(rule, status):
    assert standing("agreed", rule.example, status) == (status, "")


@pytest.mark.parametrize(
    "wording",
    [
        "Members agreed that the Task Force meet twice a year",
        "It was agreed that a handbook would be drafted",
        "Participants agreed that the office has to report to the Co-Chairs",
        "holding a workshop on the integrity of visas",
        "The Co-Chairs are to inform members of the decision",
        "The office is tasked with a set of activities",
        "Members agreed to strengthen joint work with civil society",
    ],
)
def test_what_has_still_to_be_done_stays_open(wording):
    assert standing("agreed", wording, "") == ("open", "")
    assert standing("noted", wording, "") == ("on record", "")


def world(nodes, relations=()):
    """Return the example with more nodes and relations, cited by what is there."""
    facts = example_facts()
    tables = {name: table.to_dict("records") for name, table in facts.tables().items()}
    tables["nodes"] += nodes
    tables["relations"] += [
        {"id": f"x{n}", "source": a, "relation": r, "target": b, "basis": "stated"}
        for n, (a, r, b) in enumerate(relations)
    ]
    return Explorer(Facts.from_rows(**tables))


def set_up(wording, *more, session=None, status=""):
    nodes = [
        {"id": "commitment:x/1", "kind": "commitment", "name": wording, "wording": wording, "force": "agreed",
         "status": status},
        {"id": "body:harbour-group", "kind": "body", "name": "Harbour Group"},
    ]  # fmt: skip
    relations = [("commitment:x/1", "agreed_at", "meeting:ahg-som-5"), *more]
    for number, start in enumerate(session or ()):
        nodes.append({"id": f"meeting:h{number}", "kind": "meeting", "name": f"Harbour {number}", "start": start})
        relations.append((f"meeting:h{number}", "session_of", "body:harbour-group"))
    return world(nodes, relations).commitments().set_index("id").loc["commitment:x/1"]


def test_the_setting_up_of_a_body_is_answered_by_its_first_later_session_or_by_its_seat():
    said = "Members agreed to set up a Harbour Group"
    assert set_up(said).status == "open"
    row = set_up(said, session=["2013-01-05", "2012-02-03", "2010-01-01"])
    assert (row.status, row.answered_by, row.rule) == ("answered", "meeting:h1", "first session of the body")
    assert (row.basis, row.days) == ("inferred", 114) and row.answered_on == "2012-02-03"
    assert set_up(said, session=["2010-01-01"]).status == "open"
    seat = set_up(said, ("body:harbour-group", "located_in", "place:bali"))
    assert (seat.status, seat.answered_by, seat.rule) == ("answered", "place:bali", "seat of the body")
    assert set_up("Members agreed to thank the Harbour Group", session=["2012-02-03"]).status == "open"
    assert set_up(said, session=["2012-02-03"], status="open").status == "open"


def test_a_meeting_that_sets_a_body_up_does_not_answer_itself():
    """The body that made a commitment is not the one that it sets up, though it met that day."""
    made = ("meeting:ahg-som-5", "session_of", "body:harbour-group")
    row = set_up("The Harbour Group agreed that a centre be established", made)
    assert row.status == "open"
    assert set_up("The Group agreed to set up a Harbour Group", made).status == "open"


def test_an_office_is_placed_in_its_seat_though_it_is_named_before_the_verb():
    row = set_up(
        "It was agreed that the Harbour Group would be placed in Bali",
        ("body:harbour-group", "located_in", "place:bali"),
    )
    assert (row.status, row.answered_by, row.rule) == ("answered", "place:bali", "seat of the body")


TIMES = st.lists(st.tuples(st.integers(0, 900), st.booleans()), min_size=1, max_size=40)


@given(TIMES)
def test_waiting_is_what_lifelines_estimates(rows):
    lifelines = pytest.importorskip("lifelines")
    days, happened = zip(*rows, strict=True)
    ours, theirs = waiting(days, happened), lifelines.KaplanMeierFitter().fit(days, happened)
    for at in (0, 10, 365.25, 730.5):
        share, low, high = ours.within(at)
        assert math.isclose(share, 1 - float(theirs.predict(at)), abs_tol=1e-12)
        interval = theirs.confidence_interval_
        place = np.searchsorted(interval.index.to_numpy(), at, side="right") - 1
        upper, lower = 1 - interval.iloc[place].to_numpy() if place >= 0 else (0.0, 0.0)
        if 0 < share < 1:
            assert math.isclose(low, lower, abs_tol=1e-9) and math.isclose(high, upper, abs_tol=1e-9)
    if np.abs(ours.left - 0.5).min(initial=1) > 1e-9:  # there its sums of logarithms end on either side of a half
        assert ours.median == theirs.median_survival_time_


def test_summaries_say_what_is_not_reached_and_follow_the_selection():
    bali = Explorer(example_facts())
    table = bali.commitments(by="all")
    row = table.iloc[0]
    assert (row.commitments, row.answered, row.open, row.on_record, row.at_risk) == (4, 1, 2, 1, 3)
    assert 0 < row.within_1_year < 1 and row.within_1_year_low < row.within_1_year < row.within_1_year_high
    assert pd.isna(row.median_days) and "not reached in 1 of 1" in table.attrs["notes"][0]
    later = bali.commitments(by="all", since=2012)
    assert later.median_days.iloc[0] == 52 and "not reached" not in later.attrs["notes"][0]
    welcomed = bali.commitments(by="all", force="welcomed")
    assert "cannot be told" in welcomed.attrs["notes"][0] and pd.isna(welcomed.within_1_year.iloc[0])


def test_answers_are_split_by_what_they_rest_on():
    table = Explorer(example_facts()).commitments(by="basis").set_index("id")
    assert table.loc["inferred", "answered"] == 1 and table.loc["stated", "answered"] == 0
    assert table.loc["stated", "within_2_years"] == 0 < table.loc["inferred", "within_2_years"]
