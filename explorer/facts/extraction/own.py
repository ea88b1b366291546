"""The event that a page is about: told by its title, its head line and its opening sentence."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.datelines import date_by_dateline
from explorer.facts.extraction.dates import find_dates
from explorer.facts.extraction.events import (
    GENERIC,
    Event,
    Spot,
    absorb,
    alike,
    compatible_dates,
    from_sighting,
    of_body,
    overlap,
    same_event,
)
from explorer.facts.extraction.eventwalk import DETERMINERS
from explorer.facts.extraction.headlines import Head
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.places import Place, place_at
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.titles import (
    headed_events,
    only_form,
    title_body,
    title_event,
    titled_events,
)
from explorer.facts.extraction.tokens import norms
from explorer.facts.extraction.unnamed import by_title_alone, complete, gathering, place_of_title, told_next


def _round_place(reading: Reading, head: Head) -> tuple[ReadPassage, Place] | None:
    """Where a round of meetings was held: as the head, the title or the first paragraph says."""
    if head.places:
        return head.places[0]
    for read in [p for p in reading.passages if p.passage.kind not in ("heading", "location")][:2]:
        for at in range(1, len(read.tokens)):
            place = place_at(read, at, len(read.tokens))
            if place is not None and read.tokens[at - 1].norm in ("in", "at", "–", ",", ":"):
                return read, place
    return None


def own_event(reading: Reading, found: dict[str, list[Sighting]], head: Head, umbrella: bool = False) -> Event | None:
    """Return the event a page is about, None when it is about none. `umbrella`: the first of several meetings."""
    if umbrella:
        titled = titled_events(reading)
        event = _from_opening(reading, found, None, len(reading.passages), several=True)
        headed = next(iter(headed_events(reading)), None)
        if event is None or headed and headed.sights[0].read.passage.position < event.sights[0].read.passage.position:
            event = headed or event
        event = event or (titled[0] if titled else None)
        if event is not None:
            event.own, event.status = True, "held"
            where = _round_place(reading, head) if event.place is None else None
            if where is not None:
                event.place_read, event.place = where
        return event
    title = _from_title(reading)
    opening = _from_opening(reading, found, title)
    event = title
    if opening is not None:
        if event is None or not _agree(event, opening):
            event = (
                opening
                if event is None or _certain(opening) and not _certain(event) or not _dated(event, head)
                else event
            )
            if event is title and opening is not title and title is not None and _agree(title, opening):
                absorb(title, opening)
        else:
            if opening.start and opening.date_spot and event.start:
                event.start, opening.start = opening.start, event.start
                event.end, opening.end = opening.end, event.end
                event.date_spot, opening.date_spot = opening.date_spot, event.date_spot
            absorb(event, opening)
    if event is title and opening is not None and event is not None and _headline(event) and not _headline(opening):
        event.name, event.names = opening.name, opening.names
    event = event or by_title_alone(reading, found, head) or gathering(reading)
    if event is None:
        return None
    if event.place is None and not head.places:
        place_of_title(reading, event)
    if not event.start and not head.dates or event.place is None and not head.places:
        complete(reading, event)
    if not event.start:
        date_by_dateline(reading, event)
    event.own = True
    event.status = "held" if event.status != "planned" else event.status
    for read, place in head.places:
        if event.place is None or (event.place.state is None and event.place.id == place.id):
            event.place, event.place_read = place, read
        elif event.place.id != place.id:
            event.other_places.append((place, read))
    if head.dates and not (event.start and event.date_spot and event.date_spot.read is head.dates[0][0]):
        read, date = head.dates[0]
        later = next((d for _, d in head.dates[1:] if d.start > date.start), None)
        end = (later.end or later.start) if later else date.end
        other = Event(
            event.kind,
            event.name,
            start=date.start,
            end=end if end != date.start else "",
            date_spot=Spot(read, date.char_start, date.char_end),
        )
        if other.start:
            absorb(event, other)
    return event


def _headline(event: Event) -> bool:
    """Whether an event is called only as a headline calls it: "agencies finish first joint exercise"."""
    long = [word for word in event.name.split() if len(word) > 3]
    return 2 * sum(word[0].isupper() for word in long) < len(long)


def _dated(event: Event, head: Head) -> bool:
    return bool(event.start or head.dates)


def _certain(event: Event) -> bool:
    return bool(event.ordinal or event.body or len(set(norms(event.name))) > 3)


def _agree(title: Event, opening: Event) -> bool:
    if same_event(title, opening):
        return True
    if title.ordinal and opening.ordinal and title.ordinal != opening.ordinal:
        return False
    if not compatible_dates(title, opening):
        return False
    if title.kind != opening.kind and title.head and opening.head:
        return alike(title, opening) >= 0.75
    if title.body and opening.body and title.body == opening.body:
        return True
    return alike(title, opening) >= 0.4 or opening.name.lower() in (
        "meeting",
        "workshop",
        "conference",
        "summit",
        "forum",
        "session",
        opening.head,
    )


def _from_title(reading: Reading) -> Event | None:
    """The event that a title, a heading or a line below it names; a title that names only a body waits for these."""
    waiting: Event | None = None
    titled: tuple[ReadPassage, Mention] | None = None
    formal = any(only_form(read) for read in reading.passages[:1])  # "OUTCOME DOCUMENT", and the event below
    for read in reading.passages[:4]:
        named_below = read.passage.kind in ("location", "paragraph")
        if named_below and (
            read.passage.text.rstrip().endswith((".", ":", ",")) or len(read.tokens) > (60 if formal else 25)
        ):
            continue
        event = title_event(reading, read)
        if event is None:
            body = title_body(read, Span(0, len(read.tokens)))
            titled = titled or ((read, body) if body is not None and not named_below else None)
            continue
        name = event.sights[0].name
        if named_below and not ((event.ordinal or formal and name.capital) and event.head and name.first <= 1):
            continue
        if event.ordinal and event.head.endswith("meeting") and event.sights[0].name.body is None:
            titled = titled or _body_below(reading, read)
            event = of_body(reading, event.sights[0], *titled) if titled is not None else event
        if event.head or waiting is not None:
            return event if event.head else waiting
        waiting = event
    return waiting


def _body_below(reading: Reading, title: ReadPassage) -> tuple[ReadPassage, Mention] | None:
    """As in the title "Report of the Eleventh Annual Meeting", below it the name of a body and nothing else."""
    below = next((p for p in reading.passages if p.passage.position > title.passage.position), None)
    if below is None or below.passage.kind not in ("heading", "location", "paragraph") or not below.mentions:
        return None
    body = title_body(below, Span(0, len(below.tokens)))
    named = {i for m in below.mentions if m.kind == "body" for i in range(m.first, m.last)}
    outside = any(token.word and i not in named for i, token in enumerate(below.tokens))
    return (below, body) if body is not None and not outside else None


def _from_opening(
    reading: Reading, found: dict[str, list[Sighting]], title: Event | None, reach: int = 3, several: bool = False
) -> Event | None:
    """The first sentence that tells an event as held, with its date or its place."""
    seen = 0
    best: Event | None = None
    for read in reading.passages:
        if read.passage.kind in ("title", "heading", "location"):
            continue
        for sight in found.get(read.passage.id, ()):
            if sight.status == "cancelled" or sight.name.determiner in ("next", "previous"):
                continue
            gathered = title is None and _gathered_for(sight)
            if title is None and (sight.status == "planned" or only_named(sight) and not gathered):
                continue
            event = from_sighting(reading, sight)
            if title is not None and not _agree(title, event):
                continue
            if event.status == "planned" and not (
                title is not None and (event.ordinal or alike(title, event) >= 0.6) and not title.start
            ):
                continue
            if (
                title is None
                or (event.ordinal and event.ordinal == title.ordinal)
                or event.series
                and event.series == title.series
            ):
                _fill(reading, read, sight, event, found.get(read.passage.id, []), gathered)
            if (
                title is not None
                and sight.date is None
                and sight.place is None
                and sight.status != "held"
                and not (event.ordinal and event.ordinal == title.ordinal)
            ):
                continue
            told = sight.status == "held" or _adopted_at(sight) or several and _dated_title(sight) or gathered
            if gathered and not event.start:
                told_next(reading, sight, event, found)
            if title is None and not (told and (event.start or event.place) and _certain(event)):
                continue
            if best is None:
                best = event
                if best.start and (best.place or seen):
                    return best
            elif (same_event(best, event) or event.name.lower() in GENERIC) and not (
                best.start and event.start and not overlap(best, event)
            ):
                absorb(best, event)
        seen += 1
        if seen >= reach:
            break
    return best


def _dated_title(sight: Sighting) -> bool:
    """Whether an event is named with its own title and its days, on a page that tells of several."""
    own_line = sight.read.passage.kind != "item" and sight.status == ""
    return own_line and sight.name.capital and bool(sight.name.topic) and sight.date is not None


def _adopted_at(sight: Sighting) -> bool:
    """As in "Adopted at the Sixth Conference …" heads a declaration, and tells whose it is."""
    tokens = sight.read.tokens
    opening = {t.norm for t in tokens[sight.span.first : sight.name.first]}
    return (
        sight.name.first - sight.span.first <= 6
        and "at" in opening
        and bool(opening & {"adopted", "issued", "made", "given", "signed", "agreed", "delivered"})
    )


def _gathered_for(sight: Sighting) -> bool:
    """As in "Officers from Fiji and Samoa spent four days in Suva at the Training Week on …": what they came to."""
    tokens, first = sight.read.tokens, sight.name.first
    at = first - 1 - (tokens[first - 1].norm in DETERMINERS)
    come = {t.norm for t in tokens[sight.span.first : max(sight.span.first, at)]} & words("events.yaml", "come")
    return at > sight.span.first and tokens[at].norm in ("at", "for", "to", "in") and bool(come)


def only_named(sight: Sighting) -> bool:
    """Whether a sentence only refers to the event: "at the first Conference", "since the Third Meeting"."""
    tokens = sight.read.tokens
    at = sight.name.first - 1
    while at >= sight.span.first and tokens[at].norm in ("the", "its", "a", "an"):
        at -= 1
    if _adopted_at(sight):
        return False
    said = [t.norm for t in tokens[sight.span.first : sight.span.last]]
    if said[:1] == ["it"] and said[1:2] in (["was"], ["is"]) and "that" in said[sight.name.last - sight.span.first :]:
        return True  # "It was the Ninth Meeting, held in Suva, that had asked for it"
    return at >= sight.span.first and tokens[at].norm in (
        "at",
        "since",
        "after",
        "following",
        "of",
        "from",
        "by",
        "before",
        "on",
        "to",
        "under",
    )


def _fill(
    reading: Reading, read: ReadPassage, sight: Sighting, event: Event, seen: list[Sighting], gathered: bool
) -> None:
    """As in "met in Sydney on 12 October 2011 for their Fifth Meeting": place and date before the name."""
    tokens = read.tokens
    if not gathered and not phrases("events.yaml", "held").first(tokens, sight.span.first, sight.span.last):
        return
    others = [
        s for s in seen if s is not sight and s.name.first in sight.span and (s.date is not None or s.place is not None)
    ]
    limit = min((s.name.first for s in others), default=sight.name.first)
    if not event.start:
        dates = [
            d
            for d in find_dates(read.passage.text, year=reading.year)
            if tokens[sight.span.first].start <= d.char_start < tokens[limit].start and d.start
        ]
        if dates:
            date = dates[0]
            lasts = next((d.start for d in dates[1:2] if d.joined and d.start > date.start), "")  # "on 9 and 10 May"
            event.start, event.end = date.start, lasts or (date.end if date.end != date.start else "")
            event.date_spot = Spot(read, date.char_start, date.char_end)
    if event.place is None:
        for at in range(sight.span.first, limit):
            place = place_at(read, at, sight.span.last)
            if place is not None and tokens[at - 1].norm in (("in", "at", "to") if gathered else ("in", "at")):
                event.place, event.place_read = place, read
                break
