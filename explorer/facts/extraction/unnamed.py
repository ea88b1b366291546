"""What a page tells of its event without naming it: where and when people met, a headline, a sentence beside."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.eventnames import EventName
from explorer.facts.extraction.events import Event, Spot, absorb, from_sighting
from explorer.facts.extraction.headlines import Head
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.places import place_at
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting, bare_meeting
from explorer.facts.extraction.titles import any_ordinal, only_form, tidy_title, title_body

GATHER = words("events.yaml", "gathering")


def place_of_title(reading: Reading, event: Event) -> None:
    """Take the place from a headline such as "Border officers train in Port Moresby"."""
    title = next((p for p in reading.passages if p.passage.kind == "title" and p.tokens), None)
    for at in range(1, len(title.tokens) if title is not None else 0):
        assert title is not None
        place = place_at(title, at, len(title.tokens)) if title.tokens[at - 1].norm in ("in", "at") else None
        if place is not None and title.mention_at(at) is not None:
            event.place, event.place_read = place, title
            return


def by_title_alone(reading: Reading, found: dict[str, list[Sighting]], head: Head) -> Event | None:
    """Return the event of a page whose title names no kind of one, but which says when and where it was held."""
    title = next((p for p in reading.passages if p.passage.kind == "title" and p.tokens), None)
    if title is None or only_form(title):
        return None
    told = next(
        (
            s
            for seen in list(found.values())[:4]
            for s in seen
            if s.name.determiner == "the"
            and not s.name.topic
            and not s.name.ordinal
            and s.name.body is None
            and s.status == "held"
            and (s.date or s.place)
        ),
        None,
    )
    if told is None and not (head.dates and head.places):
        return None
    body = title_body(title, Span(0, len(title.tokens)))
    name = EventName(
        0,
        len(title.tokens),
        told.name.kind if told else "meeting",
        told.name.head if told else "",
        any_ordinal(title, Span(0, len(title.tokens))),
        body,
        "",
        True,
        "",
    )
    sight = Sighting(
        title, Span(0, len(title.tokens)), name, status="held", quote=(title.tokens[0].start, title.tokens[-1].end)
    )
    sight.title = tidy_title(title, Span(0, len(title.tokens)), find_dates(title.passage.text))
    event = from_sighting(reading, sight)
    if told is not None:
        other = from_sighting(reading, told)
        other.names, other.series, other.body = [], "", ""
        absorb(event, other)
    return event


def gathering(reading: Reading) -> Event | None:
    """Return the meeting that a news item tells of without a name: "Ministers of labour met in …"."""
    for read in [p for p in reading.passages if p.passage.kind == "paragraph" and p.sentences][:2]:
        sight = bare_meeting(read, read.sentences[0], find_dates(read.passage.text, year=reading.year))
        if sight is None or sight.date is None or not sight.date.start or sight.place is None:
            continue
        who = next((i for i in range(read.sentences[0].first, sight.name.first) if read.tokens[i].norm in GATHER), None)
        if who is None:
            continue
        last = who + 1
        while last < sight.name.first and (read.tokens[last].norm == "of" or read.tokens[last].norm.isalpha()):
            if read.mention_at(last) is not None or read.tokens[last].norm in ("from", "and", "in", "met"):
                break
            last += 1
        last -= read.tokens[last - 1].norm in ("of", "the")
        sight.title = f"Meeting of {read.plain(who, last)[0].lower()}{read.plain(who, last)[1:]}"
        sight.quote = read.tokens[who].start, read.tokens[sight.name.last - 1].end
        event = from_sighting(reading, sight)
        event.status = "held"
        return event
    return None


def complete(reading: Reading, event: Event) -> None:
    """Take the date and the place from "Ministers met in Jakarta on 20 May 2015", where no sentence names the event."""
    seen = 0
    for read in reading.passages:
        if read.passage.kind in ("title", "heading", "location"):
            continue
        dates = find_dates(read.passage.text, year=reading.year)
        for span in read.sentences[:3]:
            sight = bare_meeting(read, span, dates)
            if sight is None or (sight.date is not None and not sight.date.start):
                continue
            if sight.date is not None and not event.start:
                event.start, event.end = sight.date.start, sight.date.end if sight.date.end != sight.date.start else ""
                event.date_spot = Spot(read, sight.date.char_start, sight.date.char_end)
            if sight.place is not None and event.place is None:
                event.place, event.place_read = sight.place, read
            return
        seen += 1
        if seen >= 2:
            return


def body_met(reading: Reading, read: ReadPassage, dates: list[FoundDate]) -> Sighting | None:
    """Return the meeting that a passage opens with: "The Steering Committee met on 26 November 2024 in Praia"."""
    span = read.sentences[0]
    sight = bare_meeting(read, span, dates)
    body = read.mention_at(sight.name.first - 1) if sight is not None and sight.name.first > span.first else None
    process = reading.process.id if reading.process is not None else ""
    if (
        body is not None and body.id == process and body.first > span.first + 2
    ):  # "the Committee of the Lake Process met"
        of = body.first - 1 - (read.tokens[body.first - 1].norm == "the")
        body = read.mention_at(of - 1) if read.tokens[of].norm == "of" else None
    if sight is None or sight.date is None or len(sight.date.start) < 10 or body is None or body.kind != "body":
        return None
    known = reading.known(body.id)
    if known is None or known.office or body.id == process or body.first - span.first > 1:
        return None
    sight.name = replace(sight.name, body=body)
    sight.title, sight.quote = (
        f"Meeting of the {known.name}",
        (read.tokens[body.first].start, read.tokens[sight.name.last - 1].end),
    )
    return sight


def told_next(reading: Reading, sight: Sighting, event: Event, found: dict[str, list[Sighting]]) -> None:
    """Take where and when from a sentence beside: "They attended the Workshop on Visas. It ran from 3 to 5 May"."""
    position = sight.read.passage.position
    near = [p for p in reading.passages if position <= p.passage.position <= position + 1]
    for other in (s for read in near for s in found.get(read.passage.id, ())):
        bare = not (other.name.topic or other.name.ordinal or other.name.body) and other.name.determiner == "the"
        if bare and other is not sight and other.name.head == sight.name.head and other.date is not None:
            told = from_sighting(reading, other)
            told.names, told.series, told.body = [], "", ""
            absorb(event, told)
            return
