"""Who was there, in words of presence that name nobody by themselves: whom they sent, namely who, whose colleague."""

from __future__ import annotations

import pytest
from world import World

HEAD = "Ninth Meeting of the Lagoon Panel\n\nApia, Samoa, 6 June 2014\n\n"


def present(text: str) -> dict[str, str]:
    """Return who was at an invented meeting by a text below its head, and as what."""
    return World(HEAD + text).present()


def of(there: str) -> dict[str, str]:
    """Return party → role of "per:observer chl"; a participant's role is left out."""
    pairs = (each.partition(":") for each in there.split())
    return {party: role or "participant" for party, _, role in pairs}


SENT = [
    ("Peru and Chile sent their fisheries directors, and Kenya was represented by its consul.", "per chl ken"),
    ("Governments that sent inspectors:\n- Peru\n- Chile\n- Fiji", "per chl fji"),
    ("The following territories sent surveyors:\n• Wallis & Futuna\n• Turks and Caicos", "wlf tca"),
    ("Mali dispatched its port captain to the meeting.", "mli"),
    ("Chile sent its ambassador home.", ""),
    ("Mali sent a team to Togo to repair the pier. Norway sent boats and Japan its best wishes.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), SENT)
def test_whoever_sends_people_is_there(text: str, there: str) -> None:
    assert present(text) == of(there)


NAMELY = [
    ("Four of the nine Members had taken their places when the session began, namely Peru, Chile, Fiji and Mali.", ""),
    ("Four of the nine Members took their seats when the session began, namely Peru, Chile, Fiji and Mali.", "per chl fji mli"),
    ("Four of the Member States attended, namely Peru, Chile, Fiji and Mali.", "per chl fji mli"),
    ("Three of the Parties took part, viz. Peru, Chile and Fiji; Norway was absent.", "per chl fji"),
    ("Three Members abstained, namely Peru, Chile and Fiji. Two were absent, namely Mali and Togo.", ""),
    ("Two Members attended and thanked three observers, namely Peru, Chile and Fiji.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), NAMELY)
def test_who_they_were_is_told_last(text: str, there: str) -> None:
    assert present(text) == of(there)


COLLEAGUES = [
    ("The session was attended by the Kenyan Minister of Trade and his Ugandan and Rwandan counterparts.", "ken uga rwa"),
    ("The Fijian President was joined by her Tongan colleague.", "fji ton"),
    ("The Zambian Minister and his Malawian colleague attended.", "zmb mwi"),
    ("The Kenyan Minister of Trade had heard from her Tongan counterpart.", ""),
    ("Ms Ana Roe of Peru was joined by a friend on the beach.", ""),
    ("Prime Minister Ana Roe (Fiji) and President Tom Bek (Togo) opened the meeting. Mr Ott (Malta) joined them later.", "fji tgo mlt"),
    ("Two trawlers sank in May. Chile joined them in the count.", ""),
    ("Malta served as rapporteur of the meeting.", "mlt"),
    ("Spain presided over the meeting and Malta served as its rapporteur.", "mlt"),
    ("Malta served as a market for the boats.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), COLLEAGUES)
def test_who_came_with_whom(text: str, there: str) -> None:
    assert present(text) == of(there)


NAMED = [
    ("The Tidal Charts Roundtable, the Blue Nets Campaign and the Reef Congress took part as observers.",
     "tidal-charts-roundtable:observer blue-nets-campaign:observer reef-congress:observer"),
    ("The Plan Review Office, the Pledge Follow-up Agency and the Start-up Centre attended.",
     "plan-review-office pledge-follow-up-agency start-up-centre"),
    ("Peru attended together with the Kingdom of Tonga and, as an associate member, the Republic of Fiji.", "per ton fji"),
    ("Participants discussed the Fourth Reef Congress. It was attended by many.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), NAMED)
def test_names_that_look_like_something_else(text: str, there: str) -> None:
    assert present(text) == of(there)


def test_a_congress_that_is_held_is_an_event() -> None:
    world = World(
        "Reef talks\n\nThe Fourth Reef Congress was held in Suva, Fiji, on 4 May 2017. Peru attended the Congress."
    )
    assert {n["kind"] for n in world.nodes.values() if "Congress" in n["name"]} == {"meeting"}
    assert world.present() == {"per": "participant"}
