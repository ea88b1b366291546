"""Entries of a list of events: "Workshop on Visa Integrity – Bangkok, Thailand, 23-26 July 2012"."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.eventnames import EventName, event_names
from explorer.facts.extraction.headlines import last_place
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.titles import LABEL

_IN_TITLES = frozenset(
    {"of", "on", "for", "and", "the", "in", "to", "a", "an", "with", "first", "second", "third", "'s"}
)
_LONGEST = 160  # tokens of an entry: a title, a place and a date, with hosts in between
_LISTS = words("words.yaml", "entries_lists")


def entry(reading: Reading, n: int, dates: list[FoundDate]) -> Sighting | None:
    """Return the event that a passage lists: a title, a dash, a place and a date, and nothing else.

    The place and the date may stand in an item of their own under the title. A title without a head noun
    counts only in a list that is headed as one of workshops, meetings or events.
    """
    read = reading.passages[n]
    if read.passage.kind == "heading" and read.tokens:
        return _block(reading, n)
    if read.passage.kind not in ("paragraph", "item") or not read.tokens:
        return None
    split = _split(read, dates)
    if split is not None:
        return _listed(reading, read, read, split[0], split[1], dates[-1] if len(dates) else None, dates)
    below = reading.passages[n + 1] if n + 1 < len(reading.passages) else None
    if below is not None and below.passage.parent == read.passage.id and below.passage.kind == "item" and not dates:
        found = find_dates(below.passage.text)
        if found and _only_place_and_date(below, 0, len(below.tokens), found):
            return _listed(reading, read, below, len(read.tokens), 0, found[-1], found)
    return None


def _block(reading: Reading, n: int) -> Sighting | None:
    """Return the event that a heading names, with lines below that hold its hosts, its place and its date.

    As in "Workshop on Fisheries", below it "Host: Thailand", below it "Songkhla, 12-14 September 2016".
    """
    read = reading.passages[n]
    names = event_names(read, Span(0, len(read.tokens)), [])
    if not any(name.capital and name.topic and name.first == 0 for name in names):
        return None
    lines: list[ReadPassage] = []
    for below in reading.passages[n + 1 : n + 4]:
        dates = find_dates(below.passage.text)
        if below.passage.kind != "paragraph" or len(below.tokens) > 20:
            break
        lines.append(below)
        if len(dates) and _only_place_and_date(below, 0, len(below.tokens), dates):
            sight = _listed(reading, read, below, len(read.tokens), 0, dates[-1], dates)
            if sight is not None:
                sight.below = tuple(lines)
            return sight
        if not LABEL.match(below.passage.text):
            break
    return None


def _split(read: ReadPassage, dates: list[FoundDate]) -> tuple[int, int] | None:
    """Where the title ends and the place begins: at the last dash or bracket with nothing but place and date behind."""
    if not dates or len(read.tokens) > _LONGEST:
        return None
    tokens = read.tokens
    for at in range(len(tokens) - 1, 0, -1):
        within = any(
            d.char_start < tokens[at].start < d.char_end for d in dates
        )  # "10 – 12 June": no dash of the title
        if (
            tokens[at].norm in ("–", "(", ":")
            and not within
            and _only_place_and_date(read, at + 1, len(tokens), dates)
            and at >= 2
        ):
            return at, at + 1
    first = next((i for i, t in enumerate(tokens) if t.start >= dates[0].char_start), 0)
    if first >= 3 and tokens[first - 1].norm == "," and _only_place_and_date(read, first, len(tokens), dates):
        at = first - 1  # "Workshop on Visas, Bangkok, Thailand, 3 May 2012": commas all along
        while at > 0:
            mention = read.mention_at(at - 1)
            if (
                mention is not None
                and mention.kind in ("place", "state")
                and mention.first > 0
                and tokens[mention.first - 1].norm == ","
            ):
                at = mention.first - 1
            else:
                break
        return (at, at + 1) if at < first - 1 else None
    return None


def _only_place_and_date(read: ReadPassage, first: int, last: int, dates: list[FoundDate]) -> bool:
    tokens = read.tokens
    dated = False
    for at in range(first, last):
        token = tokens[at]
        if any(d.char_start <= token.start < d.char_end for d in dates):
            dated = True
            continue
        mention = read.mention_at(at)
        if mention is not None and mention.kind in ("place", "state"):
            continue
        if token.capital and mention is None and at - first < 5 and not dated and token.norm not in ("on", "in"):
            continue
        if token.norm in (
            ",",
            ")",
            "(",
            ".",
            "in",
            "on",
            "from",
            "to",
            "–",
            "and",
            "online",
            ";",
            "virtual",
            "the",
            "hybrid",
            "at",
            "of",
        ):
            continue
        return False
    return dated


def _listed(
    reading: Reading,
    read: ReadPassage,
    where: ReadPassage,
    end: int,
    start: int,
    date: FoundDate | None,
    dates: list[FoundDate],
) -> Sighting | None:
    tokens = read.tokens
    span = Span(read.sentences[0].first if read.sentences else 0, end)
    while span.last > span.first and tokens[span.last - 1].norm in (",", "–", ":", "(", "."):
        span = Span(span.first, span.last - 1)
    if span.last - span.first < 1 or any(not t.word and t.norm in ".;!?" for t in tokens[span.first : span.last - 1]):
        return None
    if any(
        t.norm in ("was", "were", "is", "are", "will", "held", "agreed", "took") for t in tokens[span.first : span.last]
    ):
        return None
    names = event_names(read, span, dates if where is read else [])
    kind, heading_kind = "", _list_kind(reading, read)
    best = max(names, key=lambda m: m.last - m.first, default=None)
    if best is None and not heading_kind:
        return None
    if best is not None and not best.capital and not heading_kind:
        return None
    lead = tokens[span.first : best.first] if best is not None else []
    if not heading_kind and any(t.word and not t.capital and t.norm not in _IN_TITLES for t in lead):
        return None  # "Ministers consider a fund at the Sixth Conference (Bali, 23 March 2016)"
    kind = best.kind if best is not None else heading_kind
    last = span.last
    if tokens[last - 1].norm == ")":
        opening = next((i for i in range(last - 1, span.first, -1) if tokens[i].norm == "("), last)
        last = opening if opening > span.first + 1 else last
    counted = next((c for i in range(span.first, last) if (c := ordinal_at(tokens, i))), None)
    body = best.body if best is not None else None
    if body is None:
        body = next(
            (
                m
                for m in read.within(span.first, span.last)
                if m.kind == "body" and m.via not in ("office", "head") and m.first == span.first
            ),
            None,
        )
    name = EventName(
        span.first,
        last,
        kind,
        best.head if best else "",
        best.ordinal if best and best.ordinal else (counted[0] if counted else 0),
        body,
        "the",
        True,
        read.plain(best.last, last) if best and best.last < last else (best.topic if best else ""),
    )
    first_date = dates[0] if dates else None
    sight = Sighting(
        where, Span(0, len(where.tokens)), name, date or first_date, last_place(where, Span(start, len(where.tokens)))
    )
    if first_date is not None and date is not None and first_date is not date and first_date.start < date.start:
        from dataclasses import replace

        sight.date = replace(first_date, end=date.end or date.start, char_end=date.char_end)
    sight.title, sight.listed = read.plain(span.first, last), True
    if where is read:
        sight.quote = (tokens[span.first].start, tokens[last - 1].end)
    else:
        sight.quote = (where.tokens[0].start, where.tokens[-1].end)
    return sight


def _list_kind(reading: Reading, read: ReadPassage) -> str:
    """What the heading or stem above says that the list holds."""
    parent = next((p for p in reading.passages if p.passage.id == read.passage.parent), None)
    if parent is None or len(parent.tokens) > 14:
        return ""
    norms = {t.norm for t in parent.tokens}
    if not norms & _LISTS:
        return ""
    hit = phrases("events.yaml", "heads").first(parent.tokens, 0, len(parent.tokens))
    return str(hit[0]) if hit else "meeting" if "meetings" in norms else "workshop"
