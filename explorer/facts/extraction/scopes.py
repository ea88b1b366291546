"""Which event each passage speaks of, where a page tells of several: headings and opening sentences change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.events import Event, same_event
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.own import only_named
from explorer.facts.extraction.page import Page, opens_with, seen_in
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.titles import title_event

_ROUND = 8  # days within which meetings of one page belong to one round


def scopes(
    reading: Reading,
    own: Event | None,
    events: list[Event],
    seen: Mapping[str, list[Sighting]],
    event_of: Mapping[int, Event],
    umbrella: bool,
) -> dict[str, Event]:
    """Return passage → event. `umbrella`: the title speaks of several meetings, so any of them may open a part."""
    current = own
    under: dict[str, Event] = {}
    found: dict[str, Event] = {}
    for read in reading.passages:
        passage = read.passage
        if passage.kind == "heading" and current is not None:
            round_ = events if umbrella else [e for e in events if e.own or near(e, own)]
            named = _headed(reading, read, round_) or (_sited(read, events) if umbrella else None)
            if named is not None:
                current = under[passage.id] = named
        elif passage.kind == "paragraph" and read.sentences:
            opened = _opens(read, seen.get(passage.id, []), event_of, own, umbrella)
            if opened is not None:
                current = opened
                if passage.parent:
                    under[passage.parent] = opened
        if current is not None:
            found[passage.id] = under.get(passage.parent, current)
    return found


def _headed(reading: Reading, read: ReadPassage, round_: list[Event]) -> Event | None:
    """The event of the page's round that a heading names, by its title or by the body that met."""
    named = title_event(reading, read)
    if named is not None:
        for event in round_:
            if same_event(event, named):
                return event
    bodies = {m.id for m in read.mentions if m.kind == "body"}
    met = [e for e in round_ if e.body in bodies]
    return met[0] if len(met) == 1 and len(read.tokens) <= 8 else None


def _sited(read: ReadPassage, events: list[Event]) -> Event | None:
    """The event that was held where a heading says, and no other of the page: "Manila"."""
    places = {m.id for m in read.mentions if m.kind == "place"}
    there = [e for e in events if e.place is not None and e.place.id in places]
    return there[0] if len(there) == 1 and len(read.tokens) <= 8 else None


def _opens(
    read: ReadPassage, seen: list[Sighting], event_of: Mapping[int, Event], own: Event | None, umbrella: bool
) -> Event | None:
    """The meeting that a paragraph opens with, told with its day as held, near the first of the page."""
    for sight in seen[:1]:
        event = event_of.get(id(sight))
        if (
            event is None
            or sight.status not in (("held", "") if umbrella else ("held",))
            or (umbrella and only_named(sight))
            or len(event.start) < 10
            or sight.name.first >= read.sentences[0].last
        ):
            continue
        if event.own:
            return None if only_kind(sight) else event  # "the workshop": that of the part at hand
        if sight.name.determiner == "a" and not umbrella:
            continue
        reach = 24 if umbrella or event.ordinal else 6
        if sight.name.first - read.sentences[0].first <= reach and (
            umbrella or (event.ordinal or event.body) and near(event, own)
        ):
            return event
    return None


def only_kind(sight: Sighting) -> bool:
    """Tell whether words name an event by its kind alone ("the workshop"), so that the part at hand says which."""
    name = sight.name
    return not (name.ordinal or name.topic or name.body or sight.date or sight.place)


def near(event: Event, own: Event | None) -> bool:
    """Tell whether an event lies within about a week of the page's own, so in the same round of meetings."""
    if own is None or len(event.start) < 10 or len(own.start) < 10:
        return False
    return abs((date.fromisoformat(event.start) - date.fromisoformat(own.start)).days) <= _ROUND


def turned(page: Page, read: ReadPassage) -> list[Event | None]:
    """Return for each sentence of a passage the other event it goes on about, None where that is the one at hand.

    As in "A follow-up workshop was held in Apia on 3 May. The workshop adopted a checklist. It also agreed …": a
    sentence tells an event as held, and those after it say "the workshop" or "it".
    """
    told: list[Event | None] = []
    current: Event | None = None
    for span in read.sentences:
        sight = next(iter(seen_in(page, read, span)), None)
        opens = sight is not None and opens_with(page, read, span, sight)
        goes_on = read.tokens[span.first].norm in ("it", "they") or (
            sight is not None and opens and only_kind(sight) and current is not None and sight.name.head == current.head
        )
        told.append(current if goes_on else None)
        if goes_on and current is not None and sight is not None and opens:
            page.event_of[id(sight)] = current
        event = page.event_of.get(id(sight)) if sight is not None and opens else None
        if event is not None and sight is not None and _at_another(page, read, span, sight, event):
            told[-1] = event
            continue
        if event is not None and not goes_on:
            current = event if event is not page.own and event.start and event.status == "held" else None
        elif not goes_on:
            current = None
    return told


def _at_another(page: Page, read: ReadPassage, span: Span, sight: Sighting, event: Event) -> bool:
    """As in "At the Fourth Conference (Bali, 30 March 2011), Ministers asked …": what an earlier event decided."""
    own, tokens = page.own, read.tokens
    if own is None or event is own or event.status == "planned" or tokens[span.first].norm not in ("at", "during"):
        return False
    later = bool(event.start and own.start and event.start > own.start)
    end = next((i for i in range(sight.name.last, min(sight.name.last + 16, span.last)) if tokens[i].norm == ","), None)
    if end is not None and "(" in {t.norm for t in tokens[sight.name.last : end]}:
        end = next((i + 1 for i in range(sight.name.last, span.last - 1) if tokens[i].norm == ")"), None)
    return not later and end is not None and end < span.last and tokens[end].norm == ","


def share_place(own: Event | None, events: list[Event]) -> None:
    """Under one title, the meetings of a round are held where the round is, unless told otherwise."""
    if own is None or own.place is None:
        return
    for event in events:
        if event.place is None and event.status == "held" and near(event, own):
            event.place, event.place_read = own.place, own.place_read
