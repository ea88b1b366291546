"""One event under two names, two events side by side, and where and when each of them was."""

from __future__ import annotations

import pytest
from world import World

ONE = [
    "The Second Conference on Tidal Ports, better known as the Suva Round, was held in Suva, Fiji, on 4 May 2017. The Round agreed to buy two boats.",
    "The Suva Summit, officially the Fourth Meeting of the Tidal Fund, took place in Suva, Fiji, on 4 May 2017. The Summit agreed to buy two boats.",
    "Ministers of energy of Peru, Chile and Fiji met in Suva, Fiji, on 4 May 2017. At this Third Desert Consultation, which Chile chaired, it was agreed to buy two boats.",
    "SUVA, 4 May 2017 – The Fifth Meeting of the Reef Union was held here today. It agreed to buy two boats.",
    "The Fifth Meeting of the Pilots' Board was held on 4 May 2017 on board the ferry Tern, anchored at Suva, Fiji. The pilots agreed to buy two boats.",
    "The Fifth Meeting of the Pilots' Board was held in the city of Suva on 4 May 2017. Pilots agreed to buy two boats.",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_one_event_with_its_day_its_town_and_its_act(text: str) -> None:
    world = World(f"Harbour talks\n\n{text}")
    events = [n for n in world.nodes.values() if n["kind"] in ("meeting", "workshop")]
    assert [n["start"] for n in events] == ["2017-05-04"]
    assert {(town, event) for event, _, town in world.triples("held_in")} == {("suva", world.own.split(":")[1])}
    assert {event for _, _, event in world.triples("agreed_at")} == {world.own.split(":")[1]}


TWO = [
    "The Third Meeting of the Tidal Fund was held in Suva, Fiji, on 4 May 2017 and the Workshop on Buoys, also known as the Buoy School, was held in Apia, Samoa, on 9 May 2017.",
    "Officials of the Lagoon Panel met in Apia, Samoa, on 9 May 2017. They recalled this Fourth Forum of the Tidal Fund, held in Suva, Fiji, on 4 May 2017.",
    "There were the First Session of the Tidal Fund (Suva, Fiji, 4 May 2017), hosted by Fiji, and the Second Session of the Tidal Fund (Apia, Samoa, 9 May 2017), hosted by Samoa.",
]  # fmt: skip


@pytest.mark.parametrize("text", TWO)
def test_two_events_each_with_its_day(text: str) -> None:
    world = World(f"Harbour talks\n\n{text}")
    assert {n["start"] for n in world.nodes.values() if n["kind"] in ("meeting", "workshop")} == {
        "2017-05-04",
        "2017-05-09",
    }


def test_who_hosted_which_of_two() -> None:
    world = World(f"Harbour talks\n\n{TWO[-1]}")
    start = {key.split(":")[1]: node["start"] for key, node in world.nodes.items() if node["kind"] == "meeting"}
    assert {(host, start[event]) for host, _, event in world.triples("hosted")} == {
        ("fji", "2017-05-04"),
        ("wsm", "2017-05-09"),
    }


LETTER = """The Reef Letter

Pilots in Apia
The Third Pilots' Meeting of the Reef Rim was held in Apia, Samoa, on 9 May 2016. Pilots agreed to use one channel.

Masters in Suva
The Fifth Harbour Masters' Meeting of the Reef Rim was held in Suva, Fiji, on 2 July 2016. Fiji was in the chair.
Harbour masters agreed to clean the piers. Some pilots agreed to wait.

Outlook
The Sixth Meeting of the Reef Rim will be held in Lima, Peru, in May 2017."""


def test_each_part_of_a_letter_tells_of_its_own_meeting() -> None:
    world = World(LETTER)
    start = {key.split(":")[1]: node["start"] for key, node in world.nodes.items() if node["kind"] == "meeting"}
    acts = {key.split(":")[1]: node["wording"] for key, node in world.nodes.items() if node["kind"] == "commitment"}
    told = {(acts[act], start[event]) for act, _, event in world.triples("agreed_at") if "agreed" in acts[act]}
    assert told == {
        ("Pilots agreed to use one channel", "2016-05-09"),
        ("Harbour masters agreed to clean the piers", "2016-07-02"),
    }
    assert {(party, start[event]) for party, _, event in world.triples("chaired")} == {("fji", "2016-07-02")}


FRAME = "Third Meeting of the Harbour Group\n\nThe Third Meeting of the Harbour Group was held in Suva, Fiji, on 4 May 2017. "
BEFORE = [
    ("It was prepared by a Meeting of Senior Officials, held on 2 May 2017.", True),
    ("The Meeting was prepared by the Senior Officials' Meeting, which Peru chaired on 2 and 3 May 2017.", True),
    ("The Group adopted a plan. It was prepared by the Second Workshop on Buoys of 2 May 2017.", False),
    ("The plan was prepared by the Senior Officials' Meeting, which Peru chaired on 2 May 2017.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before"), BEFORE)
def test_what_prepared_a_meeting_came_before_it(text: str, before: bool) -> None:
    assert bool(World(FRAME + text).triples("follows")) is before


BESIDE = [
    ("On the eve, 3 May 2017, Chile chaired a Seminar on Tides in the same town.", "Seminar on Tides", "2017-05-03"),
    ("On the following day (5 May 2017), Chile chaired a Training on Buoys.", "Training on Buoys", "2017-05-05"),
    ("On Friday, 5 May 2017, Chile chaired a Workshop on Nets.", "Workshop on Nets", "2017-05-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "day"), BESIDE)
def test_the_day_of_what_was_held_beside(text: str, name: str, day: str) -> None:
    world = World(FRAME + text)
    (key,) = [key for key, node in world.nodes.items() if node["kind"] == "workshop"]
    assert (world.nodes[key]["name"], world.nodes[key]["start"]) == (name, day)
    assert world.triples("chaired") == {("chl", "chair", key.split(":")[1])}


HALVES = [
    ("was held in Suva, Fiji, on 4 May 2017 and in Apia, Samoa, on 6 May 2017", "suva apia", "2017-05-06"),
    ("was held on both shores: in Suva, Fiji, on 4 May 2017 and in Apia, Samoa, on 5 May 2017", "suva apia", "2017-05-05"),
    ("took place in Suva, Fiji, on 4 May 2017 and then in Apia, Samoa, on 6 and 7 May 2017", "suva apia", "2017-05-07"),
    ("was held in Suva, Fiji, on 4 May 2017 and in Apia, Samoa, on 6 May 2019", "suva", ""),
]  # fmt: skip


@pytest.mark.parametrize(("held", "towns", "end"), HALVES)
def test_a_meeting_in_two_halves(held: str, towns: str, end: str) -> None:
    world = World(f"Fifth Meeting of the Strait Board\n\nThe Fifth Meeting of the Strait Board {held}.")
    assert {town for _, _, town in world.triples("held_in")} == set(towns.split())
    assert (world.nodes[world.own]["start"], world.nodes[world.own]["end"]) == ("2017-05-04", end)
