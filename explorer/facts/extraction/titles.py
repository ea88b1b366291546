"""Titles and headings: the event they name, the body, the lines that hold only place and date."""

from __future__ import annotations

import re

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.eventnames import EventName, series_words
from explorer.facts.extraction.events import Event, absorb, from_sighting, same_event
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at
from explorer.facts.extraction.places import place_at
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting, sightings, unnamed
from explorer.facts.extraction.tokens import Token

LABEL = re.compile(
    r"((?:Vice|Deputy)[- ]?[Cc]hairs?|Locations?|Venue|Place|Where|Dates?|When|Chairs?|Co-?[Cc]hairs?|Hosts?"
    r"|Co-?[Hh]osts?|Host country|Organi[sz]ers?|Organi[sz]ed by|Hosted by|Convened by)\s*:\s*"
)

_TAIL = re.compile(
    r"(?<!\s)\s*+(?:(?:[-–—:|,]\s*+)?(?:Co-?Chairs?[’']?s?[’']?\s++)?"
    r"(?:Statement|Summary|Communiqu[eé]|Final Communiqu[eé]|Outcomes?|Outcome Document"
    r"|Outcome Statement|Summary Record|Record|Minutes|Report|Chair[’']s Summary|Chair[’']s Statement"
    r"|Co-?Chairs?[’']? Summary|Conclusions)"
    r"|(?<=\s)and\s++\d{4}(?:[-–]\d{2,4})?\s++Workshops)\s*+$"
)


def umbrella_title(reading: Reading) -> bool:
    """Tell whether a title speaks of several meetings ("Bali Process Meetings in …", "Week of Meetings in …")."""
    title = next((p for p in reading.passages if p.passage.kind == "title"), None)
    if title is None:
        return False
    words_ = {t.norm for t in title.tokens}
    if titled_events(reading):
        return True
    if any(ordinal_at(title.tokens, i) for i in range(len(title.tokens))) and not words_ & {"week"}:
        return False
    return bool(words_ & words("events.yaml", "several"))


def headed_events(reading: Reading) -> list[Event]:
    """Return the events that headings of a page name, each the head of a part that tells its dates."""
    found: list[Event] = []
    for read, below in zip(reading.passages, (*reading.passages[1:], None), strict=True):
        event = title_event(reading, read) if read.passage.kind == "heading" else None
        if event is not None and not event.start and below is not None and below.sentences:
            sight = unnamed(below, below.sentences[0], find_dates(below.passage.text))
            if sight is not None:
                told = from_sighting(reading, sight)
                told.names, told.series, told.body = [], "", ""
                absorb(event, told)
        if event is not None and event.start:
            found.append(event)
    return found


def titled_events(reading: Reading) -> list[Event]:
    """Return the events of a title that names two meetings ("Tenth Meeting of A and Fifth Meeting of B")."""
    title = next((p for p in reading.passages if p.passage.kind == "title"), None)
    if title is None:
        return []
    found: list[Event] = []
    for sight in sightings(title, Span(0, len(title.tokens)), find_dates(title.passage.text)):
        whole = (
            sight.name.ordinal
            or sight.name.body
            or series_words(sight.name.head) != "meeting"
            and sight.name.head in ("senior officials meeting", "som", "ministerial conference")
        )
        if sight.name.capital and (whole or sight.name.topic):
            event = from_sighting(reading, sight)
            if event.series and all(not same_event(event, other) for other in found):
                found.append(event)
    return found if len(found) > 1 else []


def title_event(reading: Reading, read: ReadPassage) -> Event | None:
    """Return the event that a title or heading names: "Task Force on X – Fourth Meeting", "Sixth Meeting of Y"."""
    text = read.passage.text
    line = text.split("|")[0]
    below = site_line(read)
    line = line[:below] if below else line
    cut = _TAIL.search(line)
    stop = cut.start() if cut and cut.start() > 8 else len(line.rstrip())
    label = LABEL.search(text)
    stop = min(stop, label.start()) if label else stop
    tokens = read.tokens
    last = next((i for i, t in enumerate(tokens) if t.start >= stop), len(tokens))
    first = _behind_form(tokens, last)
    if last == 0:
        return None
    span = Span(first, last)
    dates = find_dates(text)
    found = sightings(read, span, dates)
    best = max(
        found,
        key=lambda s: (s.name.ordinal > 0, s.name.body is not None, s.name.capital, s.name.last - s.name.first),
        default=None,
    )
    if best is None:
        return _bodily_title(reading, read, span)
    if not (best.name.capital or best.name.ordinal or (read.passage.kind == "title" and span.last - span.first >= 3)):
        return None
    best.title, best.quote = tidy_title(read, span, dates), (tokens[first].start, tokens[last - 1].end)
    body = best.name.body or title_body(read, span)
    ordinal = best.name.ordinal or any_ordinal(read, span)
    name = best.name
    best.name = EventName(
        name.first,
        name.last,
        name.kind,
        name.head,
        ordinal,
        body,
        name.determiner,
        name.capital,
        name.topic,
        name.acronym,
        name.year,
    )
    event = from_sighting(reading, best)
    if event.name != read.plain(name.first, name.last):
        event.names.append(read.plain(name.first, name.last))
    return event


def _behind_form(tokens: list[Token], last: int) -> int:
    """Where the event begins in "Report of the Workshop on …", "Minutes: Third Meeting of …"."""
    start = 0
    if last > 4 and tokens[0].norm == "item" and tokens[1].norm.isdigit():  # "Item 3. Preparation of …"
        start = 2 + (tokens[2].norm in (".", ":", "–"))
    form = phrases("events.yaml", "title_forms").at(tokens, start, last)
    at = form[1] if form is not None else 0
    if not at or at + 2 >= last or tokens[at].norm not in ("of", "on", "from", "for", "to", ":", "–"):
        return 0
    at += 1
    return at + (tokens[at].norm == "the")


def only_form(read: ReadPassage) -> bool:
    """Tell whether a title says what kind of record it is and no more: "Co-Chairs' Statement"."""
    form = phrases("events.yaml", "title_forms").at(read.tokens, 0, len(read.tokens)) if read.tokens else None
    rest = read.tokens[form[1] :] if form is not None else read.tokens
    return form is not None and all(not t.word or t.norm.isdigit() or t.norm == "no" for t in rest)


def site_line(read: ReadPassage) -> int:
    """Where the lines of a title begin that hold nothing but place and date; 0 when there are none."""
    text = read.passage.text
    at = text.find("\n")
    while at > 0:
        rest = [i for i, t in enumerate(read.tokens) if t.start > at]
        if rest and sites_only(read, rest[held_line(read, rest[0]) - rest[0] :]):
            return at
        at = text.find("\n", at + 1)
    return 0


def held_line(read: ReadPassage, first: int) -> int:
    """Where place and date begin in a line such as "Held at the Grand Hotel, Lisbon, Portugal on 3 October 2014"."""
    tokens = read.tokens
    if len(tokens) < first + 4 or tokens[first].norm not in ("held", "convened") or tokens[first + 1].norm == "by":
        return first
    known = (m for m in read.within(first + 2, len(tokens)) if m.kind in ("place", "state"))
    at = next((m.first for m in known), first + 2)
    if tokens[at - 1].norm != ",":
        return at
    back = at - 1  # a town that no list knows, before its state
    while back > first + 2 and tokens[back - 1].capital:
        back -= 1
    return back if tokens[back - 1].norm == "," else at


def sites_only(read: ReadPassage, tokens: list[int]) -> bool:
    dates = find_dates(read.passage.text)
    found = False
    for i in tokens:
        token = read.tokens[i]
        mention = read.mention_at(i)
        if any(d.char_start <= token.start < d.char_end for d in dates) or (
            mention is not None and mention.kind in ("place", "state")
        ):
            found = True
        elif not (
            token.norm in (",", "(", ")", ".", "–", "|", "and", "to", "on", "in")
            or (token.capital and mention is None and i - tokens[0] < 4 and not found)
        ):
            return False
    return found


def any_ordinal(read: ReadPassage, span: Span) -> int:
    for at in range(span.first, span.last):
        counted = ordinal_at(read.tokens, at)
        if (
            counted
            and read.tokens[at].capital
            and counted[1] < span.last
            and read.tokens[counted[1]].norm not in ("anniversary",)
        ):
            return counted[0]
    return 0


def title_body(read: ReadPassage, span: Span) -> Mention | None:
    bodies = [
        m
        for m in read.within(span.first, span.last)
        if m.kind == "body"
        and m.via not in ("office",)
        and not m.id.endswith(("senior-officials", "ministers", "members", "participants", "co-chairs"))
    ]
    return max(bodies, key=lambda m: m.last - m.first, default=None)


def tidy_title(read: ReadPassage, span: Span, dates: list[FoundDate]) -> str:
    """The title without a date or an acronym in brackets at its end."""
    last = span.last
    tokens = read.tokens
    if tokens[last - 1].norm == ")":
        opening = next((i for i in range(last - 1, span.first, -1) if tokens[i].norm == "("), None)
        if opening and opening > span.first:
            inside = tokens[opening + 1 : last - 1]
            if all(t.shouted or t.norm.isdigit() for t in inside):
                last = opening
    end = tokens[last - 1].end
    for date in dates:
        if date.char_end >= end and date.char_start > tokens[span.first].start:
            before = [i for i in range(span.first, last) if tokens[i].end <= date.char_start]
            while before and (
                not tokens[before[-1]].word or tokens[before[-1]].norm in ("on", "of", "in", "from", "held")
            ):
                before.pop()
            if len(before) >= 2:
                last = before[-1] + 1
    held = next(
        (i for i in range(span.first + 1, last - 1) if tokens[i].norm == "," and tokens[i + 1].norm == "held"), 0
    )
    last = held or last  # "Fourth meeting, held virtually"
    while True:  # ", Cebu, Philippines" behind the name
        mention = read.mention_at(last - 1)
        comma = mention.first - 1 if mention is not None and mention.kind in ("place", "state") else 0
        if comma <= span.first + 1 or tokens[comma].norm not in (",", "–", "("):
            break
        last = comma
    return read.plain(span.first, last)


def _last_body(read: ReadPassage, span: Span) -> Mention | None:
    """The organ that a title ends its names with: "Khartoum Process: Steering Committee"."""
    bodies = [m for m in read.within(span.first, span.last) if m.kind == "body" and m.via != "office"]
    return bodies[-1] if len(bodies) > 1 and bodies[-1].last > bodies[0].last else None


def _bodily_title(reading: Reading, read: ReadPassage, span: Span) -> Event | None:
    """A title that names only a body ("Technical Experts Working Group – Irregular Movements by Air (2010)")."""
    if words("events.yaml", "no_event") & {t.norm for t in read.tokens[span.first : span.last]}:
        return None  # "Bali Process activities in 2014"
    body = _last_body(read, span) or title_body(read, span)
    dated = any(len(date.start) == 10 for date in find_dates(read.passage.text))
    if (
        body is None
        or not dated
        and not any(read.tokens[i].norm == "–" or read.tokens[i].norm.isdigit() for i in range(span.first, span.last))
    ):
        return None
    if not dated and not any(m for p in reading.passages[1:5] for s in p.sentences for m in _met(p, s)):
        return None
    name = EventName(span.first, span.last, "meeting", "", any_ordinal(read, span), body, "", True, "")
    sight = Sighting(
        read, span, name, status="held", quote=(read.tokens[span.first].start, read.tokens[span.last - 1].end)
    )
    dates = find_dates(read.passage.text)
    sight.title = tidy_title(read, span, dates) if dated else read.plain(span.first, span.last)
    sight.date = dates[0] if len(dates) == 1 else None
    places = (place_at(read, at, len(read.tokens)) for at in range(body.last, len(read.tokens)))
    sight.place = next((place for place in places if place is not None), None)
    return from_sighting(reading, sight)


def _met(read: ReadPassage, span: Span) -> list[int]:
    found = phrases("events.yaml", "held").first(read.tokens, span.first, span.last)
    return [found[1]] if found else []
