"""The record: what one document says, put together from its names, events, presences and acts."""

from __future__ import annotations

from itertools import groupby

from explorer.documents.model import Document
from explorer.facts.extraction.acts import acts_of
from explorer.facts.extraction.dates import find_dates
from explorer.facts.extraction.entries import entry
from explorer.facts.extraction.events import (
    Event,
    absorb,
    body_counted,
    by_number,
    dates_of,
    from_sighting,
    gather,
    of_body,
    same_event,
    worth_a_node,
)
from explorer.facts.extraction.headlines import Head, read_head
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.marked import Columns, columns_of, flagged_acts, row_act
from explorer.facts.extraction.memberships import new_members
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.names import Names
from explorer.facts.extraction.own import own_event
from explorer.facts.extraction.page import Page, acts_by_passage, seen_in
from explorer.facts.extraction.presence_lists import handed_down, listed_item
from explorer.facts.extraction.present import find_presences, write_presences
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.reference_writing import write_reference
from explorer.facts.extraction.references import references
from explorer.facts.extraction.refusal import refusal
from explorer.facts.extraction.registry import read_names
from explorer.facts.extraction.scopes import only_kind, scopes, share_place, turned
from explorer.facts.extraction.sightings import Sighting, bare_meeting, look_back, sightings
from explorer.facts.extraction.statements import Drawn
from explorer.facts.extraction.stems import Governor, heading_governor
from explorer.facts.extraction.titles import headed_events, titled_events, umbrella_title
from explorer.facts.extraction.told import Act
from explorer.facts.extraction.unnamed import body_met
from explorer.facts.extraction.verbs import Lexicon, lexicon
from explorer.facts.extraction.writing import Writer


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
    if page.umbrella:
        _parts(page)
    _find_acts(page, lexicon(names.verbs))
    find_presences(page)
    if page.own is None and not page.events and not any(acts for _, acts in page.told):
        return Drawn(
            document.id, refusal="This is not a meeting record: it names no meeting, and puts nothing on record."
        )
    writer = Writer(page.reading, page.own)
    writer.events(page.events)
    write_presences(page, writer)
    for read, acts in page.told:
        at_hand = page.scope.get(read.passage.id) or page.own
        other = turned(page, read)
        for event, part in groupby(acts, key=lambda act: other[read.sentence_at(act.first)] or at_hand):
            writer.acts(read, list(part), event, page.seen.get(read.passage.id, []), page.event_of)
    _write_references(page, writer)
    writer.bodies()
    return writer.drawn(page.denied, page.dates)


# ------------------------------------------------------------------------------------------- events


def _find_events(page: Page) -> None:
    reading = page.reading
    year = reading.year = _year(reading, page.head)
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
        others = titled_events(reading) + (headed_events(reading) if page.umbrella else [])
        gather([e for e in others if not same_event(page.own, e)], page.events)
        _bodies_met(page)
    for read in reading.passages:
        if not page.seen.get(read.passage.id) and read.passage.kind == "paragraph" and read.sentences:
            met = body_met(reading, read, page.dates[read.passage.id])
            if met is not None and all(met.name.body and e.body != met.name.body.id for e in page.events):
                page.seen[read.passage.id] = [met]
    series = body_counted(page.own) if page.own is not None else None
    for read in reading.passages:
        for sight in page.seen.get(read.passage.id, ()):
            if id(sight) in page.event_of:
                continue
            event = from_sighting(reading, sight)
            if series is not None and by_number(event):
                event = of_body(reading, sight, *series)
            if read.passage.kind == "heading" and not (event.ordinal and event.body or sight.listed):
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


def _parts(page: Page) -> None:
    """Under the heading of an event, "Location: …" is its place, and "the workshop" means this one."""
    for read, place in page.head.places:
        part = page.scope.get(read.passage.id)
        if part is not None and part.place is None:
            part.place, part.place_read = place, read
    for read in page.reading.passages:
        part = page.scope.get(read.passage.id)
        if part is None:
            continue
        for sight in page.seen.get(read.passage.id, ()):
            if only_kind(sight) and page.event_of.get(id(sight)) in (page.own, None):
                alike = [e for e in page.events if e.head == sight.name.head]  # "the seminar", where there is one
                page.event_of[id(sight)] = alike[0] if len(alike) == 1 else part


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
    """The year that days without one belong to: that of the head line, else the first date or year of the page."""
    for _, date in head.dates:
        if date.start[:4].isdigit():
            return int(date.start[:4])
    for read in reading.passages[:4]:
        for date in find_dates(read.passage.text):
            if date.start[:4].isdigit():
                return int(date.start[:4])
        bare = {t.norm for t in read.tokens if len(t.norm) == 4 and t.norm.isdigit() and t.norm[:2] in ("19", "20")}
        if len(bare) == 1 and (read.passage.kind == "title" or len(read.tokens) <= 3):
            return int(bare.pop())  # "Annual Forum 2013"
    return None


def _bare(sight: Sighting, own: Event) -> bool:
    """Whether an event is called "the workshop" and no more, on the page of a workshop."""
    name = sight.name
    plain = not name.topic and not name.ordinal and name.body is None and name.last - name.first <= 2
    return plain and name.determiner == "the" and name.kind == own.kind and sight.status != "planned"


def _of_own(page: Page, sight: Sighting, event: Event) -> bool:
    """Whether a sighting is the page's own event: counted as it is, or "the meeting" without a further mark."""
    own = page.own
    if own is None:
        return False
    if any(sight is s or (s.read is sight.read and s.name.first == sight.name.first) for s in own.sights):
        return True
    name = sight.name
    if event.start and not own.start and not event.place and sight.read.passage.position <= 5 and _bare(sight, own):
        event.names, event.series, event.body = [], "", ""
        absorb(own, event)  # "The workshop (4 to 6 February) …", where nothing else gives a date
        return True
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
    columns: Columns | None = None
    deciding: set[str] = set()  # headings such as "Agreed", "Decisions"
    for read in page.reading.passages:
        passage = read.passage
        if passage.kind == "heading":
            parents[passage.id] = heading_governor(read)
            if not DECIDING.isdisjoint(t.norm for t in read.tokens):
                deciding.add(passage.id)
            ways[passage.id] = handed_down(read)
            continue
        if passage.kind in ("title", "location") or not read.sentences:
            continue
        row = row_act(read, columns) if columns is not None else None
        columns = columns_of(read) or (columns if "|" in passage.text else None)
        if row is not None:
            page.told.append((read, [row]))
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
        told = (flagged_acts(read, lexicon_) if not stem else None) or acts_of(read, lexicon_, governor, item, stem)
        heading = parents.get(passage.parent) if passage.mark and not item and passage.parent in deciding else None
        if heading is not None and not told.acts and not told.denied:
            told = acts_of(read, lexicon_, heading, True, stem)  # a numbered paragraph below "Decisions"
        above = parents.get(passage.parent) if stem and not told.acts and not told.denied else None
        parents[passage.id] = told.governor or above  # a stem that says nothing itself is governed by its heading
        parent = last_act.get(passage.parent) if item else None
        first: Act | None = None
        for act in told.acts:
            act.parent = parent or (first if item and act.semicolon else None)
            first = first or act
        last_act[passage.id] = told.acts[-1] if told.acts and not told.preamble else None
        page.told.append((read, told.acts))
        page.denied.extend((read, span) for span in told.denied)


DECIDING = words("acts.yaml", "deciding")


def _entry_passage(page: Page, read: ReadPassage) -> bool:
    return any(s.listed and (s.name.head == "" or s.read is read) for s in page.seen.get(read.passage.id, ()))


# ------------------------------------------------------------------------------------------- references


def _write_references(page: Page, writer: Writer) -> None:
    told = acts_by_passage(page)
    for read in page.reading.passages:
        if read.passage.kind in ("title", "location", "heading"):
            continue
        event = page.scope.get(read.passage.id) or page.own
        if event is None:
            continue
        acts = told.get(read.passage.id, [])
        for span in read.sentences:
            for joined in new_members(read, span):
                writer.joined(joined, event, read, span)
            seen = seen_in(page, read, span)
            for reference in references(read, span, seen):
                write_reference(writer, reference, read, span, event, acts, page.event_of)
