"""Days, towns, hosts, acts and those present in less usual words, and what only looks like them."""

from __future__ import annotations

import pytest
from world import World, framed

HEAD = "Fourth Meeting of the Tide Board\n\n"

DAYS = [
    ("{}was opened in Apia, Samoa, on 3 May 2016 and closed on 6 May 2016.", "2016-05-03/2016-05-06"),
    ("{}began in Apia, Samoa, on 30 May 2016 and ended on 2 June 2016.", "2016-05-30/2016-06-02"),
    ("{}was opened in Apia on 3 May 2016 and adopted its rules on 6 May 2016.", "2016-05-03/"),
    ("{}was held in Apia on 03.-05.05.2016.", "2016-05-03/2016-05-05"),
    ("{}was held in Apia from 30.05. - 02.06.2016.", "2016-05-30/2016-06-02"),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_first_and_last_day(text: str, days: str) -> None:
    world = World(HEAD + text.format("The Fourth Meeting of the Tide Board "))
    own = world.nodes[world.own]
    assert f"{own['start']}/{own['end']}" == days


LINES = [
    ("Århus, Denmark, 3 May 2016", "arhus", "2016-05-03"),
    ("Šibenik, Croatia, 3 to 5 May 2016", "sibenik", "2016-05-03"),
    ("Zermatt, 3.-5.5.2016", "zermatt", "2016-05-03"),
    ("Press Release, 3 May 2016", "", ""),
]


@pytest.mark.parametrize(("line", "town", "day"), LINES)
def test_a_line_below_the_title_is_a_town_and_a_day(line: str, town: str, day: str) -> None:
    text = f"Fourth Meeting of the Tide Board\n{line}\n\nThe Board agreed to draw a chart of all the reefs."
    world = World(text)
    assert "".join(target for _, _, target in world.triples("held_in")) == town
    assert world.nodes[world.own]["start"] == day


THERE = [
    ("All members were represented, as was the Reef Fund.", "reef-fund"),
    ("Peru attended, as did Chile and Fiji.", "chl fji per"),
    ("Peru took part in the meeting, and so did UNHCR.", "per unhcr"),
    ("Peru attended, as did the press.", "per"),
    ("Peru and Chile took part at the level of ministers.", "chl per"),
    ("UNHCR, the Reef Fund and Peru addressed the Meeting.", "per reef-fund unhcr"),
    ("UNHCR addressed the Meeting in a letter.", ""),
    ("UNHCR addressed the question of tides.", ""),
]


@pytest.mark.parametrize(("text", "who"), THERE)
def test_who_was_there(text: str, who: str) -> None:
    assert sorted(framed(text).present()) == who.split()


HOSTS = [
    ("The Meeting was hosted by the City of Mwanza, Tanzania.", "tza"),
    ("The Meeting was hosted by the Municipality of Vlorë, Albania.", "alb"),
    ("The Meeting was fed by the City of Mwanza, Tanzania.", ""),
    ("The Meeting was hosted by the friends of Mwanza, Tanzania.", ""),
]


@pytest.mark.parametrize(("text", "host"), HOSTS)
def test_a_town_that_hosts_tells_its_state(text: str, host: str) -> None:
    assert "".join(who for who, _, _ in framed(text).triples("hosted")) == host


def test_who_is_named_behind_in_the_chair_led_it() -> None:
    text = "In the chair: Mr. Ole Dahl, Ministry of Ports, Norway\nRapporteur: Ms. Ana Paz, Ministry of Ports, Peru"
    world = World(f"{HEAD}Apia, Samoa, 3 May 2016\n\n{text}\n\n1. The Board agreed to draw a chart.")
    assert {who for who, _, _ in world.triples("chaired")} == {"nor"}


def test_another_meeting_that_was_led_and_held_has_its_own_town_and_day() -> None:
    world = framed("The Group goes back to the Ninth Tide Summit, chaired by Peru and held in Lima on 5 March 2009.")
    summits = [n for n in world.nodes.values() if "Summit" in n["name"]]
    assert [n["start"] for n in summits] == ["2009-03-05"]
    assert "lima" in {target for _, _, target in world.triples("held_in")}


ACTS = [
    ("The Group removed three boats from its register and readmitted Peru as a partner.", ["agreed", "agreed"]),
    ("By decision of the Meeting, the office will move to Nadi.", ["agreed"]),
    ("Under a resolution of Members, the fund will be closed.", ["agreed"]),
    ("By decision of the Court, the office will move to Nadi.", []),
    ("By decision of the Meeting, the office moved to Nadi in 2009.", []),
    ("The Group removed three boats from the beach.", []),
    ("Members recalled that the Ninth Tide Summit had agreed to plant trees.", []),
    ("Members recalled that the reefs had been healthy.", ["noted"]),
]


@pytest.mark.parametrize(("text", "forces"), ACTS)
def test_acts(text: str, forces: list[str]) -> None:
    assert [force for force, _ in framed(text).acts()] == forces


def test_people_by_whose_name_the_process_goes_are_the_meeting() -> None:
    head = "The Second Meeting of the Reef Wardens was held in Apia, Samoa, on 3 May 2016."
    assert len(World(f"Reef Wardens\n\n{head} The wardens agreed to share their boats.").acts()) == 1
    assert not World(f"Reef Wardens\n\n{head} The poachers agreed to share their boats.").acts()


def test_people_of_states_are_no_process_of_their_name() -> None:
    head = "The Fifth Meeting of the Network of Port Directors was held in Apia, Samoa, on 3 May 2016."
    world = World(f"Network of Port Directors\n\n{head} It brought together the directors of Peru, Chile and Fiji.")
    assert sorted(world.present()) == ["chl", "fji", "per"]


STEMS = [
    "Members agreed on who does what:\n\n- Peru draws a chart of the tides;\n- Chile, assisted by UNHCR, trains ten pilots.",
    "The next steps were agreed to be:\n\n1. Peru draws a chart of the tides.\n2. Chile, in cooperation with UNHCR, trains ten pilots.",
]  # fmt: skip


@pytest.mark.parametrize("text", STEMS)
def test_items_in_the_simple_present_have_their_doers(text: str) -> None:
    world = framed(text)
    assert {(target, role) for _, role, target in world.triples("assigned_to")} == {
        ("per", "lead"),
        ("chl", "lead"),
        ("unhcr", "support"),
    }


TITLES = [
    ("Sixth Workshop on Nets of the Tide Board Ends in Apia", "Sixth Workshop on Nets of the Tide Board"),
    ("Sixth Workshop on Safe Nets Opens with Songs", "Sixth Workshop on Safe Nets"),
    ("Sixth Workshop on Open Ends of Nets", "Sixth Workshop on Open Ends of Nets"),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_the_verb_of_a_headline_is_no_part_of_the_name(title: str, name: str) -> None:
    world = World(f"{title}\n\nFishers of Peru and Chile took part in the Workshop.")
    assert world.nodes[world.own]["name"] == name


def test_a_round_table_of_people_is_an_event() -> None:
    world = World("News\n\nThe Third Round Table of the Reef Wardens was held in Apia, Samoa, on 3 May 2016.")
    assert world.nodes[world.own]["start"] == "2016-05-03"
