"""Events of a page: their names, which namings mean one, which is the page's own, which is at hand where."""

from __future__ import annotations

import pytest
from world import document

from explorer.facts.prose.events import find_events
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names import name, shipped_names
from explorer.facts.prose.text import lay_out


def page(text: str) -> EventPage:
    """Return the events of a page as a text file has it."""
    return find_events(name(lay_out(document(text)), shipped_names()))


NAMES = [
    ("The Sixth Meeting of the Marsh Group on Reeds was held.", "Sixth Meeting of the Marsh Group on Reeds", 6),
    ("The Forty-Third (43rd) Session of the Marsh Group was held.", "Forty-Third (43rd) Session of the Marsh Group", 43),
    ("The 2nd Experts' Workshop on Fish, Frogs and Newts took place.", "2nd Experts' Workshop on Fish, Frogs and Newts", 2),
    ("The XXI Regional Forum on Tides was held.", "XXI Regional Forum on Tides", 21),
    ("The Twelfth Conference of the Parties to the Marsh Convention was held.",
     "Twelfth Conference of the Parties to the Marsh Convention", 12),
    ("The Fifth Meeting of Marsh Trade Ministers was held in Riga.", "Fifth Meeting of Marsh Trade Ministers", 5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "ordinal"), NAMES, ids=[name for _, name, _ in NAMES])
def test_the_name_of_an_event_is_whole(text: str, name: str, ordinal: int) -> None:
    found = page(f"Notes\n\n{text}")
    assert [(m.name, m.ordinal) for m in found.mentions] == [(name, ordinal)]


NO_EVENTS = [
    "In the course of the debate Fiji spoke of training for judges.",
    "Participants left the meeting room and read the meeting documents.",
    "Ministers, meeting in Lima, called for calm.",
    "They wished to round the figures and to launch a boat.",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_words_that_name_no_event(text: str) -> None:
    found = page(f"Notes\n\n{text}")
    assert [e for e in found.events if e.name not in ("Meeting of Ministers", "Ministers' Meeting")] == []


SAME = [
    "Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held in Riga on 4 May 2017. The meeting agreed.",
    "Marsh Group meeting\n\nThe third meeting of the Marsh Group took place in Riga on 4 May 2017. It agreed.",
    "Statement\n\nThe Marsh Group held its third meeting in Riga on 4 May 2017. The Meeting closed.",
    "Joint Statement of the Marsh Ministerial Meeting\n\nWe, the Ministers of Fiji and Tonga, met in Riga on 4 May 2017 for the "
    "Marsh Foreign Ministers' Meeting.",
    "Workshop on Reeds\n\nThe Marsh Workshop on Reeds was held in Riga on 4 May 2017. At the end of the workshop Fiji spoke.",
]


@pytest.mark.parametrize("text", SAME, ids=[text.split("\n")[0] for text in SAME])
def test_namings_of_one_event_are_equated(text: str) -> None:
    found = page(text)
    assert len(found.events) == 1 and found.events[0].own and set(found.of_mention) == {0}


APART = [
    (
        "Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held. It followed the Second Meeting, held in Oslo.",
        2,
    ),
    ("Third Meeting of the Marsh Group\n\nThe Steering Board spoke of reeds at its meeting in Oslo on 3 May 2016.", 2),
    (
        "Third Ministerial Meeting of the Marsh Group\n\nThe Meeting was preceded by the Preparatory Senior Officials' Meeting.",
        2,
    ),
    ("Third Meeting of the Marsh Group\n\nThe next meeting will take place in Oslo on 3 May 2020.", 2),
]


@pytest.mark.parametrize(("text", "events"), APART, ids=["before", "its", "level", "next"])
def test_other_events_are_kept_apart(text: str, events: int) -> None:
    found = page(text)
    assert len(found.events) == events and found.events[0].own and not found.events[1].own


def test_a_meeting_called_by_its_number_alone_is_of_the_body_of_the_page() -> None:
    found = page(
        "Third Meeting of the Reed Panel\n\nIt took up the thread of the Second Meeting, held in Oslo in May 2016."
    )
    assert [(e.ordinal, e.series) for e in found.events] == [(3, found.events[0].series), (2, found.events[0].series)]
    assert found.events[1].name.endswith("Reed Panel")


def test_a_verb_tells_an_event_and_a_second_one_tells_another() -> None:
    text = "Reed officials in Riga\n\nSenior officials of the Reed Process met in Riga on 4 May 2017. They last met in Oslo in May 2016."
    found = page(text)
    assert len(found.by_verb) == 2 and len(set(found.by_verb.values())) == 2 and found.own in found.by_verb.values()


def test_an_entry_or_a_heading_hands_its_event_down_to_what_follows() -> None:
    found = page(
        "Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held in Riga on 4 May 2017.\n\n"
        "Workshop on Reeds – Oslo, Norway, 6 May 2017\n\nThe workshop heard reports."
    )
    other = next(n for n, e in enumerate(found.events) if e.kind == "workshop")
    assert found.governs[1] == 0 and found.governs[-1] == other
    assert found.of_mention[-1] == other


def test_a_sentence_that_goes_on_about_another_event_is_known() -> None:
    found = page(
        "Third Meeting of the Marsh Group\n\nThe Third Meeting of the Marsh Group was held in Riga on 4 May 2017.\n\n"
        "The Exercise on Floods followed on 6 May 2017. It was run by Fiji."
    )
    assert list(found.goes_on) == [(2, 1)] and not found.events[found.goes_on[2, 1]].own


def test_units_never_overlap_and_hold_every_mention_that_is_no_verb() -> None:
    found = page(SAME[0])
    for units in found.units:
        assert all(one.words.last <= two.words.first for one, two in zip(units, units[1:], strict=False))
    events = [u.event for units in found.units for u in units if u.sort == "event"]
    assert sorted(events) == [n for n, m in enumerate(found.mentions) if m.verb < 0]
