"""Pages that tell of several events, or turn from their own to another: each fact stands with the event it is about."""

from __future__ import annotations

from world import World, framed

NUMBERED = """Harbour Training Workshops, Suva

1. Workshop on Ship Papers, 10 - 12 June 2013

Location: Suva, Fiji

The workshop was hosted by Fiji and co-chaired by Australia. Delegates from Kiribati and Tonga attended.

Participants agreed to:
- exchange specimens of ship papers;
- keep a contact list.

2. Workshop on Crew Lists, 13 - 14 June 2013

Location: Apia, Samoa

The workshop was hosted by Samoa. Delegates from Niue and Palau attended.

Participants noted the need for interpreters.
"""
BY_PLACE = """Two workshops on ship papers

The Workshop on Ship Papers was held in Suva, Fiji, from 3 to 5 March 2015 and the Seminar on Crew Lists in Apia, Samoa, on 7 April 2015.

Suva

It was attended by Kiribati and Tonga. Participants agreed to exchange specimens.

Apia

Officials from Niue and Palau took part in the seminar. IOM was an observer.
"""


def at(world: World, relation: str, event: str) -> set[str]:
    """Return the sources of a relation whose target holds a word."""
    return {source for source, _, target in world.triples(relation) if event in target}


def test_numbered_headings_open_parts_with_place_and_people_of_their_own() -> None:
    world = World(NUMBERED)
    assert at(world, "participated_in", "ship-papers") == {"kir", "ton"}
    assert at(world, "participated_in", "crew-lists") == {"niu", "plw"}
    assert at(world, "hosted", "ship-papers") == {"fji"} and at(world, "hosted", "crew-lists") == {"wsm"}
    assert len(at(world, "agreed_at", "ship-papers")) == 2 and len(at(world, "agreed_at", "crew-lists")) == 1
    sites = {(source, target) for source, _, target in world.triples("held_in")}
    assert {("2013-06-10-ship-papers", "suva"), ("2013-06-13-crew-lists", "apia")} == sites


def test_a_heading_that_is_a_place_means_what_was_held_there() -> None:
    world = World(BY_PLACE)
    assert at(world, "participated_in", "ship-papers") == {"kir", "ton"}
    assert at(world, "participated_in", "crew-lists") == {"niu", "plw", "iom"}


def test_a_paragraph_that_turns_to_another_event_stays_with_it() -> None:
    world = framed(
        "Fiji and Samoa attended.\n\nThe Exercise on Rescue at Sea followed on 6 May 2017. It was run by New Zealand. "
        "Observers from Tonga watched the exercise."
    )
    assert set(world.present()) == {"fji", "wsm"}
    assert at(world, "hosted", "rescue") == {"nzl"} and at(world, "participated_in", "rescue") == {"ton"}


def test_its_meeting_is_that_of_whoever_acts() -> None:
    world = framed("The Steering Group endorsed the work of the Tide Office at its meeting in Apia on 3 March 2017.")
    assert {target for _, _, target in world.triples("session_of")} >= {"steering-group"}


def test_the_seat_of_an_office() -> None:
    world = framed("The Regional Support Office (RSO) is located in Bangkok, Thailand.")
    assert world.triples("located_in") >= {("regional-support-office", "", "bangkok")}


def test_rows_of_a_table_of_officials() -> None:
    world = framed(
        "List of participants\n\nCountry  Name  Position\nFiji  Capt. A. Ravu  Director\nSamoa  Ms. B. Leota  Coast Guard"
    )
    assert set(world.present()) == {"fji", "wsm"}


def test_a_label_of_those_present_is_no_act() -> None:
    world = framed("Member States present: Fiji, Samoa and Tonga.")
    assert set(world.present()) == {"fji", "wsm", "ton"} and world.acts() == []


def test_hosted_by_one_and_chaired_by_another() -> None:
    world = framed("The meeting was hosted by Fiji and co-chaired by Samoa and Tonga.")
    assert at(world, "chaired", "harbour-group-3") == {"wsm", "ton"}


def test_whoever_holds_a_workshop_hosts_it_a_group_meets() -> None:
    world = framed(
        "Fiji and the Regional Support Office held a Training on Charts in Apia, Samoa, on 3 May 2016.\n\n"
        "The Harbour Group held a Seminar on Tides in Suva, Fiji, on 2 May 2016."
    )
    assert at(world, "hosted", "charts") == {"fji", "regional-support-office"} and at(world, "hosted", "tides") == set()
