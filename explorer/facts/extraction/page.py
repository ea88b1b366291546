"""A page: one document with everything found in it, before it is written down as statements."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.events import Event
from explorer.facts.extraction.headlines import Head
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.presence_lists import Presence
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.told import Act


@dataclass
class Page:
    """One document with everything found in it, before it is written down as statements."""

    reading: Reading
    head: Head
    own: Event | None = None
    events: list[Event] = field(default_factory=list)
    seen: dict[str, list[Sighting]] = field(default_factory=dict)
    event_of: dict[int, Event] = field(default_factory=dict)  # id() of a sighting → its event
    scope: dict[str, Event] = field(default_factory=dict)  # passage → the event it speaks of
    told: list[tuple[ReadPassage, list[Act]]] = field(default_factory=list)
    present: list[tuple[Presence, Event]] = field(default_factory=list)
    denied: list[tuple[ReadPassage, Span]] = field(default_factory=list)
    dates: dict[str, list[FoundDate]] = field(default_factory=dict)
    umbrella: bool = False  # the title speaks of several meetings


def seen_in(page: Page, read: ReadPassage, span: Span) -> list[Sighting]:
    """The events that a sentence names; those of a passage stand in the order of its sentences."""
    seen = page.seen.get(read.passage.id, [])
    first = bisect_left(seen, span.first, key=lambda sight: sight.name.first)
    return seen[first : bisect_left(seen, span.last, key=lambda sight: sight.name.first)]


def opens_with(page: Page, read: ReadPassage, span: Span, sight: Sighting) -> bool:
    """Tell whether a sentence opens with an event, its day set aside: "On 23 June 2018 a workshop followed"."""
    dates = page.dates.get(read.passage.id, [])
    for token in read.tokens[span.first : sight.name.first]:
        dated = any(date.char_start <= token.start < date.char_end for date in dates)
        if not dated and token.norm not in _BEFORE:
            return sight.name.first - span.first <= 2
    return True


_BEFORE = frozenset(
    {"on", "the", "a", "an", "from", "to", "and", "between", ",", "this", "that", "its", "their", "at", "in"}
)


def acts_by_passage(page: Page) -> dict[str, list[Act]]:
    """Return the acts of each passage by its id: looking through all of them for each would cost its square."""
    found: dict[str, list[Act]] = {}
    for read, acts in page.told:
        found.setdefault(read.passage.id, []).extend(acts)
    return found
