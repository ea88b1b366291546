"""The head of a page: "Location: …", "Date: …", "Chair: …", and lines that hold only place and date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.places import Place, is_venue, place_at
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.titles import LABEL, held_line, site_line, sites_only
from explorer.ontology import slug


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
        labels = list(LABEL.finditer(text))
        below = site_line(read) if read.passage.kind == "title" and not labels else 0
        alone = (
            not labels
            and read.passage.kind in ("paragraph", "heading", "location")
            and read.passage.position <= 5
            and 0 < len(read.tokens) <= 16
        )
        held = held_line(read, 0) if alone else 0
        if alone and sites_only(read, list(range(held, len(read.tokens)))):
            _field(head, read, "date", 0, len(text))
            _field(head, read, "place", 0, len(text))
            continue
        if below:
            _field(head, read, "date", below, len(text))
            _field(head, read, "place", below, len(text))
            continue
        if (
            not labels
            or read.passage.kind not in ("location", "title", "paragraph", "item")
            or read.passage.position > 12
        ):
            continue
        if read.passage.kind != "location" and labels[0].start() > 0 and "|" not in text:
            continue
        _fields(head, read, labels)
    return head


def head_of(lines: Iterable[ReadPassage]) -> Head:
    """Return what labelled lines say that stand under the heading of an event: "Host: Thailand"."""
    head = Head()
    for read in lines:
        _fields(head, read, list(LABEL.finditer(read.passage.text)))
    return head


def _fields(head: Head, read: ReadPassage, labels: list[re.Match[str]]) -> None:
    for label, following in zip_longest(labels, labels[1:]):
        last = following.start() if following is not None else len(read.passage.text)
        _field(head, read, label[1].lower().replace("-", ""), label.end(), last)


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
    elif not label.startswith(("vice", "deputy")):
        found = head.chairs if "chair" in label else head.hosts
        helped = (
            i for i in tokens if read.tokens[i].norm in ("with", "supported", "assisted")
        )  # "Fiji, with support from IOM"
        found.extend((read, m) for m in read.within(span.first, next(helped, span.last)) if m.party)


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
    state = next((m for m in read.within(span.first, span.last) if m.kind == "state" and m.first > span.first), None)
    if state is not None:
        commas = [i for i in range(span.first, state.first) if read.tokens[i].norm in (",", "(", "–")]
        if commas:
            start = commas[-2] + 1 if len(commas) > 1 else span.first
            name = read.plain(start, commas[-1])
            if name and read.tokens[start].capital:
                return Place(f"place:{slug(name)}", name, start, commas[-1], state)
        return None
    commas = [i for i in range(span.first, span.last) if read.tokens[i].norm == ","]
    if commas and is_venue(read.tokens, commas[-1] - 1):  # "Grand Sapphire Hotel, Ha Noi"
        span = Span(commas[-1] + 1, span.last)
    if 0 < span.last - span.first <= 3 and read.tokens[span.first].capital and not read.within(span.first, span.last):
        name = read.plain(span.first, span.last)
        if name.lower() not in ("online", "virtual", "virtually", "tbc", "various", "hybrid"):
            return Place(f"place:{slug(name)}", name, span.first, span.last, None)
    return None
