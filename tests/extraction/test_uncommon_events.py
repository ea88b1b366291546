"""Events that no word for a meeting tells: by a name of their own that "was held", or by a verb of coming together."""

from __future__ import annotations

import pytest
from world import World

NAMED = [
    ("The Third Reef Parley was held in Apia, Samoa, on 5 May 2015. Fiji and Tonga attended the Parley.", "Third Reef Parley"),
    ("On 5 May 2015, the Dune Majlis 2015 took place in Apia, Samoa, with Fiji and Tonga taking part.", "Dune Majlis 2015"),
    ("The Ninth Ferry Safety Days were held in Apia on 5 May 2015 and were attended by Fiji and Tonga.", "Ninth Ferry Safety Days"),
    ("The field exercise Grey Heron was held in Apia on 5 May 2015. Fiji and Tonga took part.", "Exercise Grey Heron"),
    ("Exercise Quiet Oar 2015 took place in Apia, Samoa, on 5 May 2015, with Fiji and Tonga taking part.", "Exercise Quiet Oar 2015"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_what_was_held_under_a_name_of_its_own_is_an_event(text: str, name: str) -> None:
    world = World(f"News from the sea\n\n{text}")
    own = world.nodes[world.own]
    assert (own["name"].casefold(), own["start"], sorted(world.present())) == (
        name.casefold(),
        "2015-05-05",
        ["fji", "ton"],
    )
    assert {target for _, _, target in world.triples("held_in")} == {"apia"}


def test_a_name_without_number_is_held_against_the_title() -> None:
    text = "The Reef Parley took place in Apia, Samoa, on 5 May 2015. The Parley agreed to share its charts."
    world = World(f"Outcome of the Reef Parley\n\n{text}")
    assert world.nodes[world.own]["name"] == "Reef Parley" and len(world.acts()) == 1
    assert not World(f"News from the sea\n\n{text}").own


NO_MEETINGS = [
    "The Third Reef Games were held in Apia, Samoa, on 5 May 2015.",
    "The Third Ferry Pilot was held in custody in Apia on 5 May 2015.",
    "The Second Lagoon Lighthouse opened in Apia, Samoa, on 5 May 2015.",
    "The Second Deputy Minister was held in Apia on 5 May 2015.",
    "The Third Lagoon Women's Assembly Hall was held up in Apia on 5 May 2015.",
    "The Third Reef Parley will be remembered in Apia.",
]


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_what_else_was_held_is_no_event(text: str) -> None:
    assert not World(f"News from the sea\n\n{text}").own


def test_a_town_that_bears_the_name_of_a_state() -> None:
    places = World("News\n\nThe Third Reef Parley was held in Port Sudan from 3 to 5 May 2015.").triples("held_in")
    assert {target for _, _, target in places} == {"port-sudan"}


MET = [
    "Envoys of Peru and Chile conferred in Apia, Samoa, on 3 May 2014, with Peru in the chair.",
    "Officials from Peru and Chile sat together in Apia on 3 May 2014, with Peru in the chair.",
    "The Fisheries Ministers of Peru and Chile held talks in Apia on 3 May 2014, under the chairmanship of Peru.",
    "Delegations of Peru and Chile got together in Apia on 3 May 2014 under the chairmanship of Peru.",
    "We, the ministers of Peru and Chile, met by video link on 3 May 2014 under the chairmanship of Peru.",
]


@pytest.mark.parametrize("text", MET)
def test_verbs_of_coming_together_tell_an_event(text: str) -> None:
    world = World(f"Nets of the reefs\n\n{text} They agreed to share their nets.")
    assert world.nodes[world.own]["start"] == "2014-05-03" and sorted(world.present()) == ["chl", "per"]
    assert {who for who, _, _ in world.triples("chaired")} == {"per"}
    assert len(world.acts()) == 1


NOT_MET = [
    "The King of Tonga conferred a medal on Peru in Apia on 3 May 2014.",
    "The cables of Peru and Chile linked up in Apia on 3 May 2014.",
    "On 3 May 2014 in Apia, Peru conferred with its lawyers.",
    "Mr Jim Bo of Peru sat down in Apia on 3 May 2014 and wept.",
]


@pytest.mark.parametrize("text", NOT_MET)
def test_what_else_these_verbs_tell_is_no_event(text: str) -> None:
    assert not World(f"Nets of the reefs\n\n{text}").own
