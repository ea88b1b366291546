"""Words of minutes that are no part of a name: calls to order, hours with their zones, and minutes of another day."""

import pytest
from world import World

HEAD = "Minutes of the Harbour Forum\n\nDate: 3 May 2019\n\nPresent: Fiji, Samoa\n\n"


def meetings(text: str) -> dict[str, str]:
    return {n["start"]: n["name"] for n in World(HEAD + text).nodes.values() if n["kind"] == "meeting"}


@pytest.mark.parametrize(
    "said",
    [
        "The Chair called the regular meeting to order.",
        "The Chair called the session to order, and all were heard.",
        "The Chair invited the meeting to a dinner.",
    ],
)
def test_a_call_to_order_names_no_event(said):
    assert not any(" to " in name for name in meetings(said).values())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The Forum approved the minutes of the regular meeting of 5 April 2019.", {"2019-05-03", "2019-04-05"}),
        ("The minutes of the meeting of 5 April 2019 were adopted as sent.", {"2019-05-03", "2019-04-05"}),
        ("The meeting of 3 May 2019 heard the report of the ports.", {"2019-05-03"}),
    ],
)
def test_minutes_of_another_day_are_of_another_meeting(text, days):
    world = World(HEAD + text)
    told = [n["start"] for n in world.nodes.values() if n["kind"] == "meeting"]
    assert world.nodes[world.own]["start"] == "2019-05-03" and set(told) <= days
    assert set(world.present()) == {"fji", "wsm"}


@pytest.mark.parametrize("hour", ["at 7:00 p.m. UTC", "at 9 a.m. PST", "at 10.30 a.m. CEST"])
def test_an_hour_with_its_zone_ends_no_sentence(hour):
    text = f"Meeting of the Harbour Forum\n\nOn 3 May 2019 {hour}, the Harbour Forum met in Suva, Fiji, with Samoa.\n"
    world = World(text)
    assert [n["start"] for n in world.nodes.values() if n["kind"] == "meeting"] == ["2019-05-03"]


def test_an_hour_may_end_a_sentence():
    text = "Meeting of the Harbour Forum\n\nThe Harbour Forum met in Suva on 3 May 2019 at 7 p.m. IOM attended the meeting.\n"
    assert World(text).present() == {"iom": "participant"}
