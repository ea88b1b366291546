"""Who was at which event of a page, and who led it."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.facts.extraction.attendance import presences, they_attended
from explorer.facts.extraction.attending import told_behind
from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.events import Event
from explorer.facts.extraction.headlines import Head, head_of
from explorer.facts.extraction.leaders import leaders
from explorer.facts.extraction.lexicon import phrases
from explorer.facts.extraction.marked import flagged
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.page import Page, acts_by_passage, opens_with, seen_in
from explorer.facts.extraction.presence_lists import Presence, handed_down, is_row, listed_item, rows_under, table_rows
from explorer.facts.extraction.sightings import Sighting, aside
from explorer.facts.extraction.tokens import tokenise
from explorer.facts.extraction.writing import Writer


def find_presences(page: Page) -> None:
    """Find who a page says was there, each with the event that is meant."""
    if not page.events:
        return
    ways: dict[str, str] = {}
    standing = ""
    for read in page.reading.passages:
        passage = read.passage
        if passage.kind in ("title", "location"):
            continue
        event = page.scope.get(passage.id) or page.own
        event = event or next((other for other in page.events if _told_by(other, passage.position)), None)
        if event is None:
            continue
        ways[passage.id] = handed_down(read)
        rows, standing = rows_under(read, standing)
        if rows is not None:
            page.present.extend((p, event) for p in rows)
            ways[passage.id] = standing
            continue
        if not standing and read.tokens and read.tokens[-1].norm == ":":
            standing = ways[passage.id]  # "Delegates came from the following countries:", and a table below
        inherited = ways.get(passage.parent, "")
        if inherited and passage.kind in ("item", "paragraph"):
            listed = listed_item(read, inherited)
            if listed is not None:
                page.present.append((listed, event))
                continue
            if passage.kind == "paragraph" and ("\n" in passage.text or is_row(read)) and (rows := table_rows(read)):
                page.present.extend((p, event) for p in rows)
                continue
        spans = read.sentences if flagged(read) is None else []  # "Decision: ICRC to be invited as an observer"
        for before, span in zip([None, *spans], spans, strict=False):
            for presence in (they_attended(read, before, span) if before is not None else None) or presences(
                read, span
            ):
                there = _attended(page, read, span, presence, event)
                if there is not None:
                    page.present.append((presence, there))
    if signs := _signs_of_absence(page):
        _without_signed(page, signs)


_SIGNS = "*†‡§¶°"
_NOTE = re.compile(rf"(?<![^\s(])([{_SIGNS}])\s*([^{_SIGNS}]+)")


def _signs_of_absence(page: Page) -> set[str]:
    """The signs that a note explains so: "† did not attend"."""
    found: set[str] = set()
    for read in page.reading.passages:
        text = f"{read.passage.mark} {read.passage.text}" if read.passage.mark in _SIGNS else read.passage.text
        for note in _NOTE.finditer(text) if len(text) < 400 else ():
            tokens = tokenise(note[2])
            told = phrases("attendance.yaml", "after").at(tokens, 0, len(tokens)) if tokens else None
            told = told or (told_behind(tokens, 0, len(tokens)) if tokens else None)
            if told is not None and told[0] == "absent":
                found.add(note[1])
    return found


def _without_signed(page: Page, signs: set[str]) -> None:
    """Take those behind whose name a sign of absence stands out of the lists of those present."""
    for n, (presence, event) in enumerate(page.present):
        text, tokens = presence.read.passage.text, presence.read.tokens
        signed = tuple(p for p in presence.parties if text[tokens[p.last - 1].end :].lstrip()[:1] in signs)
        if signed and presence.way != "absent":
            there = tuple(p for p in presence.parties if p not in signed)
            page.present[n] = replace(presence, parties=there), event
            page.present.append((replace(presence, parties=signed, way="absent"), event))


def _told_by(event: Event, position: int) -> bool:
    """Whether an event was told as held before a passage ends: who came may then be told of it."""
    return event.status == "held" and any(sight.read.passage.position <= position for sight in event.sights)


def _attended(page: Page, read: ReadPassage, span: Span, presence: Presence, event: Event) -> Event | None:
    """The event that a presence is about: named right behind it, spoken of just before, or else the one at hand.

    None where the sentence opens with a counted one that is told nowhere ("The second workshop was attended by …").
    """
    if any(
        s.name.ordinal and id(s) not in page.event_of and s.name.first - span.first <= 2
        for s in seen_in(page, read, span)
    ):
        return None
    elsewhere = _where(page, read, span, presence)
    if elsewhere is not None:
        return page.event_of.get(id(elsewhere))
    for sight in page.seen.get(read.passage.id, ()):
        named = page.event_of.get(id(sight))
        if named is not None and sight.name.first in presence.span and 0 <= sight.name.first - presence.last <= 7:
            return named
    return _spoken_of(page, read, span) or event


def _where(page: Page, read: ReadPassage, span: Span, presence: Presence) -> Sighting | None:
    """As in "ran a training on fraud in the same city, at which Fiji was also present": the event they were at."""
    tokens = read.tokens
    first = min((party.first for party in presence.parties), default=span.first)
    for at in range(max(span.first, first - 5), first):
        which = tokens[at].norm in ("at", "in", "to") and tokens[at + 1].norm == "which"
        if which or tokens[at].norm == "where":
            before = [s for s in seen_in(page, read, span) if s.name.last <= at]
            return before[-1] if before else None
    return None


def _spoken_of(page: Page, read: ReadPassage, span: Span) -> Event | None:
    """Another event than the page's own that the passage has turned to: "The Exercise followed … It was run by …".

    A sentence turns to an event that was held when it opens with it, and on a page without an event of its own
    also by naming no other. It lasts until a sentence names another event, or the meeting of the page.
    """
    turned: Event | None = None
    for before in read.sentences:
        if before.first >= span.first:
            return turned
        named = [(s, e) for s in seen_in(page, read, before) if (e := page.event_of.get(id(s))) is not None]
        if not named:
            continue
        sight, event = named[0]
        opens = opens_with(page, read, before, sight) or (page.own is None and len(named) == 1)
        turned = event if opens and event is not page.own and event.start and event.status != "planned" else None
    return None


def write_presences(page: Page, writer: Writer) -> None:
    """Write who took part, who hosted and who chaired."""
    gone: set[tuple[str, int]] = set()
    for presence, event in page.present:
        if presence.way in ("absent", "nothing"):
            gone.update((p.id, id(event)) for p in presence.parties if presence.way == "absent")
            writer.mentioned(presence)
    for presence, event in page.present:
        if presence.way not in ("absent", "nothing") and event.status != "planned":
            writer.presence(presence, event, gone)
    told = acts_by_passage(page)
    for read in page.reading.passages:
        if read.passage.kind in ("title", "location"):
            continue
        at_hand = page.scope.get(read.passage.id) or page.own
        acting = {
            i
            for act in told.get(read.passage.id, ())
            for i in range(act.predicate.last if act.predicate else act.first, act.last)
        }
        for span in read.sentences:
            for leader in leaders(read, span):
                if leader.at in acting and not leader.thanked:
                    continue
                if _of_unnamed(page, read, span, leader.at):
                    continue
                part = Span(leader.at, min(leader.at + 8, span.last)) if leader.thanked else span
                target = _led(page, read, part, leader.at) or _spoken_of(page, read, span) or at_hand
                if target is not None and target.status != "planned":
                    writer.leader(leader, target, read, span)
    if page.own is not None:
        _head_leaders(page.head, page.own, writer)
    for event in page.events:
        _head_leaders(head_of(line for sight in event.sights for line in sight.below), event, writer)


def _head_leaders(head: Head, event: Event, writer: Writer) -> None:
    for read, mention in head.chairs:
        writer.head_leader("chaired", "co_chair" if len(head.chairs) > 1 else "chair", read, mention, event)
    for read, mention in head.hosts:
        writer.head_leader("hosted", "", read, mention, event)


def _of_unnamed(page: Page, read: ReadPassage, span: Span, at: int) -> bool:
    """As in "a training (Fourth Meeting), hosted by Fiji": what was hosted is no event with a name or a day."""
    named = seen_in(page, read, span)
    plain = [sight for sight in named if not aside(sight)]
    before = [sight for sight in plain if sight.name.first < at]
    if not before:
        first = plain[0] if plain else None
        asked = first is not None and first.name.determiner == "a" and 0 <= first.name.first - at <= 5
        if asked and id(first) not in page.event_of:
            return True  # "IOM had hosted a workshop on flows"
        return bool(named) and not plain
    near = before[-1]
    return (near.name.determiner == "a" or near.name.ordinal > 0) and id(near) not in page.event_of


def _led(page: Page, read: ReadPassage, span: Span, at: int) -> Event | None:
    """The event that was hosted or chaired: the nearest one the sentence names beside the words."""
    near: tuple[int, Event] | None = None
    for sight in seen_in(page, read, span):
        event = page.event_of.get(id(sight))
        if event is None or aside(sight):
            continue
        distance = sight.name.first - at if sight.name.first >= at else at - sight.name.last + 1
        if near is None or distance < near[0]:
            near = (distance, event)
    return near[1] if near else None
