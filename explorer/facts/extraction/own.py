"""The event that a page is about: told by its title, its head line and its opening sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.eventnames import EventName, series_words
from explorer.facts.extraction.events import GENERIC, Event, Spot, absorb, alike, compatible_dates, from_sighting, overlap, same_event
from explorer.facts.extraction.lexicon import phrases
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at
from explorer.facts.extraction.registry import Reading
from explorer.facts.extraction.sightings import Place, Sighting, bare_meeting, place_at, sightings
from explorer.facts.extraction.tokens import norms

_LABEL = re.compile(r"(Locations?|Venue|Place|Where|Dates?|When|Chairs?|Co-?[Cc]hairs?|Hosts?|Host country)\s*:\s*")
_TAIL = re.compile(
    r"(?<!\s)\s*+(?:(?:[-–—:|,]\s*+)?(?:Co-?Chairs?[’']?s?[’']?\s++)?(?:Statement|Summary|Communiqu[eé]|Final Communiqu[eé]|Outcomes?|Outcome Document"
    r"|Outcome Statement|Summary Record|Record|Minutes|Report|Chair[’']s Summary|Chair[’']s Statement|Co-?Chairs?[’']? Summary|Conclusions)"
    r"|(?<=\s)and\s++\d{4}(?:[-–]\d{2,4})?\s++Workshops)\s*+$"
)


@dataclass
class Head:
    """What the head of a page says: labelled lines for place, dates, chairs and hosts."""

    places: list[tuple[ReadPassage, Place]] = field(default_factory=list)
    dates: list[tuple[ReadPassage, FoundDate]] = field(default_factory=list)
    chairs: list[tuple[ReadPassage, Mention]] = field(default_factory=list)
    hosts: list[tuple[ReadPassage, Mention]] = field(default_factory=list)


def read_head(reading: Reading) -> Head:
    """Read "Location: …", "Date: …", "Chair: …" lines, glued together or not."""
    head = Head()
    for read in reading.passages:
        text = read.passage.text
        labels = list(_LABEL.finditer(text))
        below = _site_line(read) if read.passage.kind == "title" and not labels else 0
        alone = not labels and read.passage.kind in ("paragraph", "heading", "location") and read.passage.position <= 5 and 0 < len(read.tokens) <= 16
        if alone and _sites_only(read, list(range(len(read.tokens)))):
            _field(head, read, "date", 0, len(text))
            _field(head, read, "place", 0, len(text))
            continue
        if below:
            _field(head, read, "date", below, len(text))
            _field(head, read, "place", below, len(text))
            continue
        if not labels or read.passage.kind not in ("location", "title", "paragraph", "item") or read.passage.position > 12:
            continue
        if read.passage.kind != "location" and labels[0].start() > 0 and "|" not in text:
            continue
        for n, label in enumerate(labels):
            first, last = label.end(), labels[n + 1].start() if n + 1 < len(labels) else len(text)
            _field(head, read, label[1].lower().replace("-", ""), first, last)
    return head


def _field(head: Head, read: ReadPassage, label: str, first: int, last: int) -> None:
    tokens = [i for i, t in enumerate(read.tokens) if t.start >= first and t.end <= last]
    if not tokens:
        return
    span = Span(tokens[0], tokens[-1] + 1)
    if label.startswith(("date", "when")):
        for date in find_dates(read.passage.text):
            if first <= date.char_start < last:
                head.dates.append((read, date))
    elif label.startswith(("location", "venue", "place", "where")):
        place = last_place(read, span)
        if place:
            head.places.append((read, place))
    else:
        found = head.chairs if "chair" in label else head.hosts
        found.extend((read, m) for m in read.within(span.first, span.last) if m.party)


def last_place(read: ReadPassage, span: Span) -> Place | None:
    """Return the place of a location line: a known one, or what stands before the state."""
    best: Place | None = None
    for at in range(span.first, span.last):
        mention = read.mention_at(at)
        if mention is not None and mention.kind == "place" and mention.first == at:
            place = place_at(read, at, span.last)
            if place is not None:
                best = place if best is None or place.state is not None else best
    if best is not None:
        return best
    from explorer.ontology import slug

    state = next((m for m in read.within(span.first, span.last) if m.kind == "state" and m.first > span.first), None)
    if state is not None:
        commas = [i for i in range(span.first, state.first) if read.tokens[i].norm in (",", "(", "–")]
        if commas:
            start = commas[-2] + 1 if len(commas) > 1 else span.first
            name = read.plain(start, commas[-1])
            if name and read.tokens[start].capital:
                return Place(f"place:{slug(name)}", name, start, commas[-1], state)
    elif span.last - span.first <= 3 and read.tokens[span.first].capital and not read.within(span.first, span.last):
        name = read.plain(span.first, span.last)
        if name.lower() not in ("online", "virtual", "virtually", "tbc", "various", "hybrid"):
            return Place(f"place:{slug(name)}", name, span.first, span.last, None)
    return None


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
    return bool(words_ & {"meetings", "week", "sessions", "conferences"})


def titled_events(reading: Reading) -> list[Event]:
    """Return the events of a title that names two meetings ("Tenth Meeting of A and Fifth Meeting of B")."""
    title = next((p for p in reading.passages if p.passage.kind == "title"), None)
    if title is None:
        return []
    found: list[Event] = []
    for sight in sightings(title, Span(0, len(title.tokens)), find_dates(title.passage.text)):
        whole = sight.name.ordinal or sight.name.body or series_words(sight.name.head) != "meeting" and sight.name.head in ("senior officials meeting", "som", "ministerial conference")
        if sight.name.capital and (whole or sight.name.topic):
            event = from_sighting(reading, sight)
            if event.series and all(not same_event(event, other) for other in found):
                found.append(event)
    return found if len(found) > 1 else []


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
        event = _from_opening(reading, found, None, len(reading.passages))
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
            event = opening if event is None or _certain(opening) and not _certain(event) or not _dated(event, head) else event
            if event is title and opening is not title and title is not None and _agree(title, opening):
                absorb(title, opening)
        else:
            if opening.start and opening.date_spot and event.start:
                event.start, opening.start = opening.start, event.start
                event.end, opening.end = opening.end, event.end
                event.date_spot, opening.date_spot = opening.date_spot, event.date_spot
            absorb(event, opening)
    if event is None:
        event = _by_title_alone(reading, found, head)
    if event is None:
        return None
    if not event.start and not head.dates or event.place is None and not head.places:
        _complete(reading, event)
    event.own = True
    event.status = "held" if event.status != "planned" else event.status
    for read, place in head.places:
        if event.place is None or (event.place.state is None and event.place.id == place.id):
            event.place, event.place_read = place, read
        elif event.place.id != place.id:
            event.other_places.append((place, read))
    if head.dates:
        read, date = head.dates[0]
        later = next((d for _, d in head.dates[1:] if d.start > date.start), None)
        end = (later.end or later.start) if later else date.end
        other = Event(event.kind, event.name, start=date.start, end=end if end != date.start else "", date_spot=Spot(read, date.char_start, date.char_end))
        if other.start:
            absorb(event, other)
    return event


def _by_title_alone(reading: Reading, found: dict[str, list[Sighting]], head: Head) -> Event | None:
    """A page whose title names no kind of event, but which says when and where "the meeting" was held."""
    title = next((p for p in reading.passages if p.passage.kind == "title" and p.tokens), None)
    if title is None:
        return None
    told = next((s for seen in list(found.values())[:4] for s in seen if s.name.determiner == "the" and not s.name.topic and s.status == "held" and (s.date or s.place)), None)
    if told is None and not (head.dates and head.places):
        return None
    body = _title_body(title, Span(0, len(title.tokens)))
    name = EventName(0, len(title.tokens), told.name.kind if told else "meeting", told.name.head if told else "", _any_ordinal(title, Span(0, len(title.tokens))), body, "", True, "")
    sight = Sighting(title, Span(0, len(title.tokens)), name, status="held", quote=(title.tokens[0].start, title.tokens[-1].end))
    sight.title = _tidy_title(title, Span(0, len(title.tokens)), find_dates(title.passage.text))
    event = from_sighting(reading, sight)
    if told is not None:
        other = from_sighting(reading, told)
        other.names, other.series, other.body = [], "", ""
        absorb(event, other)
    return event


def _complete(reading: Reading, event: Event) -> None:
    """Take the date and the place from "Ministers met in Jakarta on 20 May 2015", where no sentence names the event."""
    seen = 0
    for read in reading.passages:
        if read.passage.kind in ("title", "heading", "location"):
            continue
        dates = find_dates(read.passage.text)
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
    return alike(title, opening) >= 0.4 or opening.name.lower() in ("meeting", "workshop", "conference", "summit", "forum", "session", opening.head)


def _from_title(reading: Reading) -> Event | None:
    for read in reading.passages:
        if read.passage.kind not in ("title", "heading") or read.passage.position > 4:
            continue
        event = title_event(reading, read)
        if event is not None:
            return event
    return None


def title_event(reading: Reading, read: ReadPassage) -> Event | None:
    """Return the event that a title or heading names: "Task Force on X – Fourth Meeting", "Sixth Meeting of Y"."""
    text = read.passage.text
    line = text.split("|")[0]
    below = _site_line(read)
    line = line[:below] if below else line
    cut = _TAIL.search(line)
    stop = cut.start() if cut and cut.start() > 8 else len(line.rstrip())
    label = _LABEL.search(text)
    stop = min(stop, label.start()) if label else stop
    tokens = read.tokens
    last = next((i for i, t in enumerate(tokens) if t.start >= stop), len(tokens))
    first = 0
    if last == 0:
        return None
    span = Span(first, last)
    dates = find_dates(text)
    found = sightings(read, span, dates)
    best = max(found, key=lambda s: (s.name.ordinal > 0, s.name.body is not None, s.name.capital, s.name.last - s.name.first), default=None)
    if best is None:
        return _bodily_title(reading, read, span, dates)
    if not (best.name.capital or best.name.ordinal or (read.passage.kind == "title" and span.last - span.first >= 3)):
        return None
    best.title, best.quote = _tidy_title(read, span, dates), (tokens[first].start, tokens[last - 1].end)
    body = best.name.body or _title_body(read, span)
    ordinal = best.name.ordinal or _any_ordinal(read, span)
    name = best.name
    best.name = EventName(name.first, name.last, name.kind, name.head, ordinal, body, name.determiner, name.capital, name.topic, name.acronym, name.year)
    event = from_sighting(reading, best)
    if event.name != read.plain(name.first, name.last):
        event.names.append(read.plain(name.first, name.last))
    return event


def _site_line(read: ReadPassage) -> int:
    """Where the lines of a title begin that hold nothing but place and date; 0 when there are none."""
    text = read.passage.text
    at = text.find("\n")
    while at > 0:
        rest = [i for i, t in enumerate(read.tokens) if t.start > at]
        if rest and _sites_only(read, rest):
            return at
        at = text.find("\n", at + 1)
    return 0


def _sites_only(read: ReadPassage, tokens: list[int]) -> bool:
    dates = find_dates(read.passage.text)
    found = False
    for i in tokens:
        token = read.tokens[i]
        mention = read.mention_at(i)
        if any(d.char_start <= token.start < d.char_end for d in dates) or (mention is not None and mention.kind in ("place", "state")):
            found = True
        elif not (token.norm in (",", "(", ")", ".", "–", "|", "and", "to", "on", "in") or (token.capital and mention is None and i - tokens[0] < 4 and not found)):
            return False
    return found


def _any_ordinal(read: ReadPassage, span: Span) -> int:
    for at in range(span.first, span.last):
        counted = ordinal_at(read.tokens, at)
        if counted and read.tokens[at].capital and counted[1] < span.last and read.tokens[counted[1]].norm not in ("anniversary",):
            return counted[0]
    return 0


def _title_body(read: ReadPassage, span: Span) -> Mention | None:
    bodies = [m for m in read.within(span.first, span.last) if m.kind == "body" and m.via not in ("office",) and not m.id.endswith(("senior-officials", "ministers", "members", "participants", "co-chairs"))]
    return max(bodies, key=lambda m: (m.last - m.first), default=None)


def _tidy_title(read: ReadPassage, span: Span, dates: list[FoundDate]) -> str:
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
            while before and (not tokens[before[-1]].word or tokens[before[-1]].norm in ("on", "of", "in", "from", "held")):
                before.pop()
            if len(before) >= 2:
                last = before[-1] + 1
    while True:  # ", Cebu, Philippines" behind the name
        mention = read.mention_at(last - 1)
        comma = mention.first - 1 if mention is not None and mention.kind in ("place", "state") else 0
        if comma <= span.first + 1 or tokens[comma].norm not in (",", "–", "("):
            break
        last = comma
    return read.plain(span.first, last)


def _bodily_title(reading: Reading, read: ReadPassage, span: Span, dates: list[FoundDate]) -> Event | None:
    """A title that names only a body ("Technical Experts Working Group – Irregular Movements by Air (2010)")."""
    body = _title_body(read, span)
    if body is None or not any(read.tokens[i].norm == "–" or read.tokens[i].norm.isdigit() for i in range(span.first, span.last)):
        return None
    if not any(m for p in reading.passages[1:5] for s in p.sentences for m in _met(p, s)):
        return None
    name = EventName(span.first, span.last, "meeting", "", _any_ordinal(read, span), body, "", True, "")
    sight = Sighting(read, span, name, status="held", quote=(read.tokens[span.first].start, read.tokens[span.last - 1].end))
    sight.title = read.plain(span.first, span.last)
    return from_sighting(reading, sight)


def _met(read: ReadPassage, span: Span) -> list[int]:
    found = phrases("events.yaml", "held").first(read.tokens, span.first, span.last)
    return [found[1]] if found else []


def _from_opening(reading: Reading, found: dict[str, list[Sighting]], title: Event | None, reach: int = 3) -> Event | None:
    """The first sentence that tells an event as held, with its date or its place."""
    seen = 0
    best: Event | None = None
    for read in reading.passages:
        if read.passage.kind in ("title", "heading", "location"):
            continue
        for sight in found.get(read.passage.id, ()):
            if sight.status == "cancelled" or sight.name.determiner in ("next", "previous"):
                continue
            if sight.status == "planned" and title is None or title is None and _only_named(sight):
                continue
            event = from_sighting(reading, sight)
            if title is not None and not _agree(title, event):
                continue
            if event.status == "planned" and not (title is not None and (event.ordinal or alike(title, event) >= 0.6) and not title.start):
                continue
            if title is None or (event.ordinal and event.ordinal == title.ordinal) or event.series and event.series == title.series:
                _fill(reading, read, sight, event, found.get(read.passage.id, []))
            if title is not None and sight.date is None and sight.place is None and sight.status != "held" and not (event.ordinal and event.ordinal == title.ordinal):
                continue
            if title is None and not ((sight.status == "held" or _adopted_at(sight)) and (sight.date or sight.place) and _certain(event)):
                continue
            if best is None:
                best = event
                if best.start and (best.place or seen):
                    return best
            elif same_event(best, event) or event.name.lower() in GENERIC:
                if not (best.start and event.start and not overlap(best, event)):
                    absorb(best, event)
        seen += 1
        if seen >= reach:
            break
    return best


def _adopted_at(sight: Sighting) -> bool:
    """"Adopted at the Sixth Conference …" heads a declaration, and tells whose it is."""
    tokens = sight.read.tokens
    opening = {t.norm for t in tokens[sight.span.first : sight.name.first]}
    return sight.name.first - sight.span.first <= 6 and "at" in opening and bool(opening & {"adopted", "issued", "made", "given", "signed", "agreed", "delivered"})


def _only_named(sight: Sighting) -> bool:
    """Whether a sentence only refers to the event: "at the first Conference", "since the Third Meeting"."""
    tokens = sight.read.tokens
    at = sight.name.first - 1
    while at >= sight.span.first and tokens[at].norm in ("the", "its", "a", "an"):
        at -= 1
    if _adopted_at(sight):
        return False
    return at >= sight.span.first and tokens[at].norm in ("at", "since", "after", "following", "of", "from", "by", "before", "on", "to", "under")


def _fill(reading: Reading, read: ReadPassage, sight: Sighting, event: Event, seen: list[Sighting]) -> None:
    """"met in Sydney, Australia, on 12 October 2011 for their Fifth Meeting": place and date stand before the name."""
    tokens = read.tokens
    if not phrases("events.yaml", "held").first(tokens, sight.span.first, sight.span.last):
        return
    others = [s for s in seen if s is not sight and s.name.first in sight.span and (s.date is not None or s.place is not None)]
    limit = min((s.name.first for s in others), default=sight.name.first)
    if not event.start:
        date = next((d for d in find_dates(read.passage.text) if tokens[sight.span.first].start <= d.char_start < tokens[limit].start and d.start), None)
        if date is not None:
            event.start, event.end = date.start, date.end if date.end != date.start else ""
            event.date_spot = Spot(read, date.char_start, date.char_end)
    if event.place is None:
        for at in range(sight.span.first, limit):
            place = place_at(read, at, sight.span.last)
            if place is not None and tokens[at - 1].norm in ("in", "at"):
                event.place, event.place_read = place, read
                break
