"""Who was there where no verb of coming says so, and sentences that have the words of an act and put nothing on record."""

from __future__ import annotations

import pytest
from world import World

HEAD = "Sixth Meeting of the Estuary Forum\n\nBanjul, The Gambia, 9 May 2013\n\n"


def drawn(text: str) -> World:
    """Return what is drawn from a text below the head of an invented meeting."""
    return World(HEAD + text)


THERE = [
    ("Around the table sat the harbour masters of Peru, Mali and Ghana.", "per:participant mli:participant gha:participant"),
    ("At the table sat sailors from Peru and Mali.", "per:participant mli:participant"),
    ("The lamps of Peru and Mali stood on the table.", ""),
    ("The meeting opened with Peru in the chair, Mali and Ghana at the table, and UNHCR on the line.",
     "per:participant mli:participant gha:participant unhcr:participant"),
    ("Members talked of eels, with UNHCR at the observers' table.", "unhcr:observer"),
    ("Members spoke of a plan with Peru on the shelf.", ""),
    ("Peru took the floor, after which the floor passed to Mali.", "per:participant mli:participant"),
    ("The floor was given to UNHCR.", "unhcr:participant"),
    ("The new floor of the hall was given by Peru.", ""),
    ("The Peruvian hosts had the honour of welcoming counterparts from Mali and Ghana.", "mli:participant gha:participant"),
    ("The hosts spoke of eels. They were joined by the delegation of Chile.", "chl:participant"),
    ("The hosts received gifts from Mali.", ""),
    ("All Parties but Peru and Mali were represented, that is to say Chile, Ghana and Fiji.",
     "chl:participant gha:participant fji:participant"),
    ("Every member save Peru was represented.", ""),
    ("Each of the parties except Mali attended.", ""),
    ("In the view of the Peruvian delegate, eels are dear.", "per:participant"),
    ("In the view of the delegation of Mali, the fee should fall.", "mli:participant"),
    ("In the view of the fishermen of Mali, the fee should fall.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), THERE)
def test_who_was_there(text: str, there: str) -> None:
    assert drawn(text).present() == dict(each.split(":") for each in there.split())


def test_only_who_is_in_the_chair_chairs() -> None:
    world = drawn(
        "With Peru in the chair and Mali and Ghana around the table, the Sixth Meeting was held on 9 May 2013."
    )
    assert world.triples("chaired") == {("per", "chair", "estuary-forum-6")}
    assert set(world.present()) == {"per", "mli", "gha"}


def test_the_hosts_who_receive_are_hosts() -> None:
    world = drawn("The Peruvian hosts greeted colleagues from Mali.")
    assert world.triples("hosted") == {("per", "", "estuary-forum-6")}


LINES = [
    ("Zarat, 8 October 2020", "zarat", "2020-10-08"),
    ("Puerto Claro, 3-4 May 2011", "puerto-claro", "2011-05-03"),
    ("Final draft, 3 May 2011", "", ""),
    ("Secretariat, 3 May 2011", "", ""),
]


@pytest.mark.parametrize(("line", "town", "day"), LINES)
def test_a_line_of_an_unknown_town_and_a_day(line: str, town: str, day: str) -> None:
    world = World(
        f"14th Session of the Board of the Tide Compact\n{line}\n\nPresent: Peru, Chile\nApologies: Mali\nChair: Chile"
    )
    assert {target for _, _, target in world.triples("held_in")} == set(town.split())
    assert not day or world.nodes[world.own]["start"] == day
    assert set(world.present()) == {"per", "chl"}


NOTHING = [
    "The Forum adopts a budget every second year, advises ports and is tasked with the care of eels.",
    "The Forum usually recommends a fee to ports.",
    "The Forum approves its accounts annually.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_done_again_and_again_is_no_act(text: str) -> None:
    assert drawn(text).acts() == []


SOMETHING = [
    ("The Forum agrees to meet every year.", "agreed"),
    ("The Forum adopts the budget for each year until 2016.", "endorsed"),
    ("The Forum welcomes the count of eels that is carried out each year.", "welcomed"),
    ("The Secretariat is requested to write to members every month.", "tasked"),
]


@pytest.mark.parametrize(("text", "force"), SOMETHING)
def test_what_is_to_be_done_again_and_again_is_one(text: str, force: str) -> None:
    assert [told for told, _ in drawn(text).acts()] == [force]


@pytest.mark.parametrize("asked", ["Participants are requested to bring a lamp.", "All are invited to register by 2 April.",
                                   "Those who have agreed to speak are asked to send their slides."])  # fmt: skip
def test_what_is_asked_before_a_meeting_to_come_is_no_act_of_it(asked: str) -> None:
    world = World(
        f"Second Congress of Divers\n\nThe Second Congress of Divers will be held in Suva, Fiji, on 3 May 2019. {asked}"
    )
    assert world.acts() == []


def test_what_a_meeting_asks_before_the_next_one_is_an_act() -> None:
    world = drawn(
        "Members are requested to send comments. The Seventh Meeting will be held in Suva, Fiji, on 3 May 2014."
    )
    assert world.acts()[0] == ("tasked", "Members are requested to send comments")
