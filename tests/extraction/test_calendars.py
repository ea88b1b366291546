"""Calendars and lists of meetings whose lines begin with the day: each day belongs to what its own line names."""

from __future__ import annotations

import pytest
from world import World

ENTRIES = {
    "colons": ("3-4 March 2014: Second Session, Nairobi, Kenya", "12 May 2014: Workshop on Buoys, Dakar, Senegal"),
    "dashes": ("3 to 4 March 2014 – Second Session, Nairobi, Kenya", "12 May 2014 – Workshop on Buoys, Dakar, Senegal"),
    "hyphens": ("3-4 March 2014 - The Second Session, in Nairobi, Kenya", "12 May 2014 - Workshop on Buoys (Dakar, Senegal)"),
    "bars": ("3-4 March 2014 | Second Session | Nairobi, Kenya", "12 May 2014 | Workshop on Buoys | Dakar, Senegal"),
    "remarks": ("3-4 March 2014: Second Session, Nairobi (this session)", "12 May 2014: Workshop on Buoys, Dakar (tbc)"),
}  # fmt: skip


@pytest.mark.parametrize("form", ENTRIES)
@pytest.mark.parametrize(
    "layout", ["{0}\n{1}\n", "{0}\n\n{1}\n", "- {0}\n- {1}\n"], ids=["lines", "paragraphs", "items"]
)
def test_each_day_is_that_of_its_own_line(form: str, layout: str) -> None:
    world = World("Calendar of the Lagoon Panel\n\n" + layout.format(*ENTRIES[form]))
    days = {n["name"]: (n["start"], n["end"]) for n in world.nodes.values() if n["kind"] in ("meeting", "workshop")}
    assert {day for name, day in days.items() if "Second Session" in name} == {("2014-03-03", "2014-03-04")}
    assert {day for name, day in days.items() if "Buoys" in name} == {("2014-05-12", "")}


def test_what_is_planned_in_a_list_is_no_event_at_hand() -> None:
    world = World(
        "Third Meeting of the Lagoon Panel\n\nApia, Samoa, 4 May 2014\n\nThe following meetings were planned:\n"
        "- 12-14 January 2015: Fourth Technical Session in Dakar\n- 2 February 2015: Steering Committee, Lomé\n"
    )
    assert {target for _, _, target in world.triples("agreed_at")} <= {"lagoon-panel-3"}


def test_a_sentence_that_a_day_opens_is_no_entry() -> None:
    world = World(
        "Third Meeting of the Lagoon Panel\n\n4 May 2014 – The Third Meeting of the Lagoon Panel opened today in Apia, Samoa.\n"
    )
    assert world.nodes[world.own]["start"] == "2014-05-04"


def test_what_one_of_several_listed_meetings_agreed_is_its_own() -> None:
    world = World(
        "Report of the Lagoon Panel\n\nThe Panel met twice.\n\n## The meetings\n\n1. Planning meeting – Dakar, Senegal, 3 May 2014\n"
        "2. Review meeting – Lomé, Togo, 6 June 2014\n\n## Work of the Panel\n\nAt the review meeting in Lomé, the Panel agreed to "
        "print a chart.\n"
    )
    assert {target for _, _, target in world.triples("agreed_at")} == {"2014-06-06-review-meeting"}
