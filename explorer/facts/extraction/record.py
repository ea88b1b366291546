"""The record: what one document says, put together from its names, events, presences and acts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from explorer.documents.model import Document
from explorer.facts.extraction.acts import Act, Governor, acts_of, heading_governor
from explorer.facts.extraction.attendance import presences
from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.entries import entry
from explorer.facts.extraction.events import Event, absorb, dates_of, from_sighting, gather, same_event, worth_a_node
from explorer.facts.extraction.headlines import Head, read_head
from explorer.facts.extraction.leaders import leaders
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.names import Names
from explorer.facts.extraction.own import own_event
from explorer.facts.extraction.presence_lists import Presence, handed_down, listed_item, table_rows
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.reference_writing import write_reference
from explorer.facts.extraction.references import references
from explorer.facts.extraction.refusal import refusal
from explorer.facts.extraction.registry import read_names
from explorer.facts.extraction.scopes import scopes, share_place
from explorer.facts.extraction.sightings import Sighting, bare_meeting, look_back, sightings
from explorer.facts.extraction.statements import Drawn
from explorer.facts.extraction.titles import titled_events, umbrella_title
from explorer.facts.extraction.verbs import Lexicon, lexicon
from explorer.facts.extraction.writing import Writer


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


def extract(document: Document, names: Names) -> Drawn:
    """Draw every statement from one document. Pure: the same document and names give the same statements.

    A document in a language that cannot be read, or one that is no record of a meeting, gives nothing but
    a refusal that says so.
    """
    why = refusal(document)
    if why:
        return Drawn(document.id, refusal=why)
    page = Page(read_names(document, names), Head())
    page.head = read_head(page.reading)
    _find_events(page)
    if page.own is None:
        why = refusal(document, eventless=not page.events)
        if why:
            return Drawn(document.id, refusal=why)
    if page.umbrella:
        share_place(page.own, page.events)
    page.scope = scopes(page.reading, page.own, page.events, page.seen, page.event_of, page.umbrella)
    _find_acts(page, lexicon(names.verbs))
    _find_presences(page)
    if page.own is None and not page.events and not any(acts for _, acts in page.told):
        return Drawn(
            document.id, refusal="This is not a meeting record: it names no meeting, and puts nothing on record."
        )
    writer = Writer(page.reading, page.own)
    writer.events(page.events)
    _write_presences(page, writer)
    for read, acts in page.told:
        event = page.scope.get(read.passage.id) or page.own
        writer.acts(read, acts, event, page.seen.get(read.passage.id, []), page.event_of)
    _write_references(page, writer)
    writer.bodies()
    return writer.drawn(page.denied, page.dates)


# ------------------------------------------------------------------------------------------- events


def _find_events(page: Page) -> None:
    reading = page.reading
    year = _year(reading, page.head)
    taken: set[str] = set()  # passages that hold the place and date of the entry above
    for n, read in enumerate(reading.passages):
        dates = find_dates(read.passage.text, year=year)
        page.dates[read.passage.id] = dates
        if read.passage.kind in ("title", "location"):
            continue
        if read.passage.id in taken:
            continue
        listed = entry(reading, n, dates)
        if listed is not None:
            page.seen[read.passage.id] = [listed]
            taken.add(listed.read.passage.id)
            continue
        page.seen[read.passage.id] = [s for span in read.sentences for s in sightings(read, span, dates)]
        look_back(page.seen[read.passage.id])
    page.umbrella = umbrella_title(reading)
    page.own = own_event(reading, page.seen, page.head, page.umbrella)
    if page.own is not None:
        page.events.append(page.own)
        gather([e for e in titled_events(reading) if not same_event(page.own, e)], page.events)
        _bodies_met(page)
    for read in reading.passages:
        for sight in page.seen.get(read.passage.id, ()):
            if id(sight) in page.event_of:
                continue
            event = from_sighting(reading, sight)
            if read.passage.kind == "heading" and not (event.ordinal and event.body):
                continue
            if _of_own(page, sight, event):
                assert page.own is not None
                page.event_of[id(sight)] = page.own
                continue
            if not worth_a_node(event) or (read.passage.kind == "heading" and page.own is None):
                twin = next(
                    (e for e in page.events if e is not page.own and event.ordinal and same_event(e, event)), None
                )
                if twin is not None:
                    page.event_of[id(sight)] = twin
                continue
            before = len(page.events)
            gather([event], page.events)
            page.event_of[id(sight)] = (
                page.events[-1] if len(page.events) > before else next(e for e in page.events if sight in e.sights)
            )


def _bodies_met(page: Page) -> None:
    """As in "The Task Force met on 3 March": day and place of the meeting of that body that the title names."""
    for read in page.reading.passages:
        if read.passage.kind != "paragraph" or not read.sentences or page.seen.get(read.passage.id):
            continue
        sight = bare_meeting(read, read.sentences[0], page.dates[read.passage.id])
        bodies = list(read.within(read.sentences[0].first, sight.name.first)) if sight is not None else []
        if sight is None or not bodies or bodies[-1].kind != "body":
            continue
        event = next((e for e in page.events if e.body == bodies[-1].id), None)
        if event is None or event.start and sight.date is not None and dates_of(sight.date)[0] != event.start:
            continue
        told = from_sighting(page.reading, sight)
        told.names, told.series, told.body = [], "", ""
        absorb(event, told)
        event.status = "held"
        page.seen[read.passage.id] = [sight]
        page.event_of[id(sight)] = event


def _year(reading: Reading, head: Head) -> int | None:
    """The year that days without one belong to: that of the head line, else the first date of the page."""
    for _, date in head.dates:
        if date.start[:4].isdigit():
            return int(date.start[:4])
    for read in reading.passages[:4]:
        for date in find_dates(read.passage.text):
            if date.start[:4].isdigit():
                return int(date.start[:4])
    return None


def _of_own(page: Page, sight: Sighting, event: Event) -> bool:
    """Whether a sighting is the page's own event: counted as it is, or "the meeting" without a further mark."""
    own = page.own
    if own is None:
        return False
    if any(sight is s or (s.read is sight.read and s.name.first == sight.name.first) for s in own.sights):
        return True
    name = sight.name
    if not event.ordinal and not event.start and not name.topic and name.body is None and event.place is None:
        return (
            name.determiner in ("the", "")
            and name.first + 3 >= name.last
            and not name.capital
            and event.kind == own.kind
            and name.head
            in (
                "meeting",
                "workshop",
                "conference",
                "forum",
                "summit",
                "training",
                "course",
                "session",
                "exercise",
                own.head,
            )
        )
    if name.determiner in ("next", "previous", "a"):
        return False
    if (
        event.ordinal
        and event.ordinal == own.ordinal
        and (event.series == own.series or event.head == own.head)
        and same_event(own, event)
    ):
        return True
    return (
        bool(event.start)
        and same_event(own, event)
        or (not event.start and not event.ordinal and same_event(own, event))
    )


# ------------------------------------------------------------------------------------------- acts


def _find_acts(page: Page, lexicon_: Lexicon) -> None:
    parents: dict[str, Governor | None] = {}
    last_act: dict[str, Act | None] = {}
    ways: dict[str, str] = {}
    stems = {p.passage.parent for p in page.reading.passages if p.passage.kind == "item"}
    for read in page.reading.passages:
        passage = read.passage
        if passage.kind == "heading":
            parents[passage.id] = heading_governor(read)
            ways[passage.id] = handed_down(read)
            continue
        if passage.kind in ("title", "location") or not read.sentences:
            continue
        item = passage.kind == "item"
        stem = passage.id in stems
        if stem:
            ways[passage.id] = handed_down(read)
        if _entry_passage(page, read) or (
            item and (way := ways.get(passage.parent)) and listed_item(read, way) is not None
        ):
            continue
        governor = parents.get(passage.parent) if item else None
        told = acts_of(read, lexicon_, governor, item, stem)
        parents[passage.id] = told.governor
        parent = last_act.get(passage.parent) if item else None
        first: Act | None = None
        for act in told.acts:
            act.parent = parent or (first if item and act.semicolon else None)
            first = first or act
        last_act[passage.id] = told.acts[-1] if told.acts else None
        page.told.append((read, told.acts))
        page.denied.extend((read, span) for span in told.denied)


def _entry_passage(page: Page, read: ReadPassage) -> bool:
    return any(s.title and s.name.head == "" or s.title and s.read is read for s in page.seen.get(read.passage.id, ()))


# ------------------------------------------------------------------------------------------- presences


def _find_presences(page: Page) -> None:
    if not page.events:
        return
    ways: dict[str, str] = {}
    for read in page.reading.passages:
        passage = read.passage
        if passage.kind in ("title", "location"):
            continue
        event = page.scope.get(passage.id) or page.own
        if event is None:
            event = page.events[0]
        ways[passage.id] = handed_down(read)
        first_line = passage.text.split("\n")[0].strip().lower().rstrip(":")
        if first_line in ("list of participants", "participants list", "list of delegates") and "\n" in passage.text:
            page.present.extend((p, event) for p in table_rows(read))
            continue
        inherited = ways.get(passage.parent, "")
        if inherited and passage.kind in ("item", "paragraph"):
            listed = listed_item(read, inherited)
            if listed is not None:
                page.present.append((listed, event))
                continue
            if passage.kind == "paragraph" and "\n" in passage.text and (rows := table_rows(read)):
                page.present.extend((p, event) for p in rows)
                continue
        for span in read.sentences:
            for presence in presences(read, span):
                page.present.append((presence, _attended(page, read, span, presence, event)))


def _attended(page: Page, read: ReadPassage, span: Span, presence: Presence, event: Event) -> Event:
    """The event that a presence is about: named right behind it, spoken of just before, or else the one at hand."""
    for sight in page.seen.get(read.passage.id, ()):
        named = page.event_of.get(id(sight))
        if named is not None and sight.name.first in presence.span and 0 <= sight.name.first - presence.last <= 7:
            return named
    return _spoken_of(page, read, span) or event


def _spoken_of(page: Page, read: ReadPassage, span: Span) -> Event | None:
    """Another event than the page's own that the passage has turned to: "The Exercise followed … It was run by …".

    A sentence turns to an event that was held when it opens with it, and on a page without an event of its own
    also by naming no other. It lasts until a sentence names another event, or the meeting of the page.
    """
    turned: Event | None = None
    for before in read.sentences:
        if before.first >= span.first:
            return turned
        named = [(s, e) for s in _seen_in(page, read, before) if (e := page.event_of.get(id(s))) is not None]
        if not named:
            continue
        sight, event = named[0]
        opens = sight.name.first - before.first <= 2 or (page.own is None and len(named) == 1)
        turned = event if opens and event is not page.own and event.start and event.status != "planned" else None
    return None


def _write_presences(page: Page, writer: Writer) -> None:
    gone: set[tuple[str, int]] = set()
    for presence, event in page.present:
        if presence.way in ("absent", "nothing"):
            gone.update((p.id, id(event)) for p in presence.parties if presence.way == "absent")
            writer.mentioned(presence)
    for presence, event in page.present:
        if presence.way not in ("absent", "nothing") and event.status != "planned":
            writer.presence(presence, event, gone)
    told = _acts_by_passage(page)
    for read in page.reading.passages:
        if read.passage.kind in ("title", "location"):
            continue
        at_hand = page.scope.get(read.passage.id) or page.own
        acting = {
            i
            for act in told.get(read.passage.id, ())
            for i in range(act.predicate.first if act.predicate else act.first, act.last)
        }
        for span in read.sentences:
            for leader in leaders(read, span):
                if leader.at in acting:
                    continue
                target = _led(page, read, span, leader.at) or _spoken_of(page, read, span) or at_hand
                if target is not None and target.status != "planned":
                    writer.leader(leader, target, read, span)
    for read, mention in page.head.chairs:
        if page.own is not None:
            writer.head_leader("chaired", "co_chair" if len(page.head.chairs) > 1 else "chair", read, mention, page.own)
    for read, mention in page.head.hosts:
        if page.own is not None:
            writer.head_leader("hosted", "", read, mention, page.own)


def _led(page: Page, read: ReadPassage, span: Span, at: int) -> Event | None:
    """The event that was hosted or chaired: the nearest one the sentence names beside the words."""
    near: tuple[int, Event] | None = None
    for sight in _seen_in(page, read, span):
        event = page.event_of.get(id(sight))
        if event is None:
            continue
        distance = sight.name.first - at if sight.name.first >= at else at - sight.name.last + 1
        if near is None or distance < near[0]:
            near = (distance, event)
    return near[1] if near else None


# ------------------------------------------------------------------------------------------- references


def _write_references(page: Page, writer: Writer) -> None:
    told = _acts_by_passage(page)
    for read in page.reading.passages:
        if read.passage.kind in ("title", "location", "heading"):
            continue
        event = page.scope.get(read.passage.id) or page.own
        if event is None:
            continue
        acts = told.get(read.passage.id, [])
        for span in read.sentences:
            seen = _seen_in(page, read, span)
            for reference in references(read, span, seen):
                write_reference(writer, reference, read, span, event, acts, page.event_of)


def _seen_in(page: Page, read: ReadPassage, span: Span) -> list[Sighting]:
    """The events that a sentence names; those of a passage stand in the order of its sentences."""
    seen = page.seen.get(read.passage.id, [])
    first = bisect_left(seen, span.first, key=lambda sight: sight.name.first)
    return seen[first : bisect_left(seen, span.last, key=lambda sight: sight.name.first)]


def _acts_by_passage(page: Page) -> dict[str, list[Act]]:
    """Return the acts of each passage by its id: looking through all of them for each would cost its square."""
    found: dict[str, list[Act]] = {}
    for read, acts in page.told:
        found.setdefault(read.passage.id, []).extend(acts)
    return found
