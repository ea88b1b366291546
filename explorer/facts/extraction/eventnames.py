"""Event names in a passage: "Fourth Bali Process Ministerial Conference", "Workshop on Visa Integrity"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.eventwalk import DETERMINERS, office_of_event, skip_bracket, walk_left, walk_right
from explorer.facts.extraction.lexicon import phrases
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at, roman
from explorer.facts.extraction.tokens import Token, norms


@dataclass(frozen=True, slots=True)
class EventName:
    """An event as a passage names it: tokens `first` up to `last`, head noun, ordinal, body and topic.

    `definite` is the determiner class: "the", "a", "its", "next" or "" (none); `capital` whether the head is
    written with a capital.
    """

    first: int
    last: int
    kind: str
    head: str
    ordinal: int
    body: Mention | None
    determiner: str
    capital: bool
    topic: str
    acronym: str = ""
    year: str = ""


def event_names(read: ReadPassage, span: Span, dates: list[FoundDate]) -> list[EventName]:
    """Return the events that a sentence names, in order."""
    tokens, at = read.tokens, span.first
    found: list[EventName] = []
    starts = [tokens[i].start for i in range(span.first, span.last)]
    dated = {
        span.first + i for d in dates for i in range(bisect_left(starts, d.char_start), bisect_left(starts, d.char_end))
    }
    while at < span.last:
        name = None if at in dated else _headed(read, span, at, dated) or _counted_body(read, span, at)
        if name is None:
            at += 1
            continue
        if found and name.first < found[-1].last:  # "Meeting and Workshop" share words: the later starts afresh
            at = name.last
            continue
        found.append(name)
        at = max(name.last, at + 1)
    return found


def _headed(read: ReadPassage, span: Span, at: int, dated: set[int]) -> EventName | None:
    tokens = read.tokens
    found = phrases("events.yaml", "heads").at(tokens, at, span.last)
    if not found:
        return None
    kind, end = found
    if (
        tokens[at].norm == "course"
        and end < span.last
        and tokens[end].norm == "of"
        and tokens[at - 1].norm in ("the", "due")
    ):
        return None  # "in the course of the debate"
    covering = read.mention_at(at)
    if covering is not None and covering.kind == "organisation":
        return _counted_forum(read, span, at, covering)
    if covering is not None and covering.last > end:
        return None  # a word inside the name of a body, as in "Government and Business Forum"
    longer = phrases("events.yaml", "heads").at(tokens, end, span.last) if end < span.last else None
    while longer:  # "Training Workshop", "Planning Session"
        kind, end = longer
        longer = phrases("events.yaml", "heads").at(tokens, end, span.last) if end < span.last else None
    while end < span.last and tokens[end].norm == "'s":
        end += 1
    if end < span.last and tokens[end].norm in (
        "room",
        "rooms",
        "report",
        "reports",
        "documents",
        "venue",
        "agenda",
        "participants",
        "materials",
    ):
        return None
    close = end + (end < span.last and (tokens[end].norm.isdigit() or roman(tokens[end].text) > 0))
    if at > span.first and tokens[at - 1].norm == "(" and close < span.last and tokens[close].norm == ")":
        return None  # the short form behind a name: "(SOM)", "(BRMC III)"
    if (
        tokens[at].norm == "meeting"
        and end < span.last
        and tokens[end].norm in ("in", "at", "on", "under", "for", "virtually", "online")
        and at > span.first
        and tokens[at - 1].norm in (",", "and", "states", "while", "leaders", "ministers", "who")
    ):
        return None  # "Ministers, meeting in Prague, …": a verb
    head = " ".join(t.norm for t in tokens[at:end])
    if (
        tokens[end - 1].norm
        in (
            "meetings",
            "workshops",
            "conferences",
            "sessions",
            "trainings",
            "courses",
            "forums",
            "exercises",
            "seminars",
        )
        and read.passage.kind != "title"
    ):
        return None
    first, ordinal, body = walk_left(read, span, at)
    last, topic, right_body, number = walk_right(read, span, end, dated)
    if head == "exercise" and tokens[at].capital and last == end:  # "Exercise Blue Horizon"
        while last < span.last and tokens[last].capital and read.mention_at(last) is None:
            last += 1
        topic = read.plain(end, last) if last > end else topic
    naming = first - 1 - (first - 1 >= span.first and tokens[first - 1].norm == "the")
    if naming > span.first and (
        tokens[naming].norm in ("called", "named", "dubbed")
        or (tokens[naming].norm == "as" and tokens[naming - 1].norm == "known")
    ):
        return None  # ", also called the Nusa Dua Forum,": another name of the event before
    if tokens[first].norm == "'s" and first + 1 < at + 1:
        first += 1  # "Mali's thematic meeting"
    determiner = _determiner(tokens, first, span)
    if determiner == "its" and body is None and right_body is None:
        body = _owner(read, span, first)
    year = tokens[first].norm if tokens[first].norm.isdigit() and len(tokens[first].norm) == 4 else ""
    acronym = _bracketed(tokens, last, span)
    return EventName(
        first,
        last,
        kind,
        head,
        ordinal or number,
        right_body or body,
        determiner,
        tokens[at].capital,
        topic,
        acronym,
        year,
    )


def _counted_forum(read: ReadPassage, span: Span, at: int, name: Mention) -> EventName | None:
    """As in "XXII Regional Conference on Migration": a standing conference, counted, is one of its meetings."""
    tokens = read.tokens
    before = name.first - 1
    if before < span.first:
        return None
    counted = ordinal_at(tokens, before)
    number = counted[0] if counted else roman(tokens[before].text)
    kind, end = phrases("events.yaml", "heads").at(tokens, at, span.last) or ("", 0)
    if not number or kind != "meeting":
        return None
    head = " ".join(t.norm for t in tokens[at:end])
    return EventName(before, name.last, kind, head, number, None, _determiner(tokens, before, span), True, "")


def _counted_body(read: ReadPassage, span: Span, at: int) -> EventName | None:
    """As in "Third Task Force on Planning and Preparedness", "Second Government and Business Forum", "Eighth Forum"."""
    tokens = read.tokens
    number = ordinal_at(tokens, at)
    if not number or number[1] >= span.last:
        return None
    start = number[1]
    while (
        start < span.last
        and tokens[start].norm in ("annual", "special", "bali", "process")
        and not _body_at(read, start)
    ):
        start += 1
    body = _body_at(read, start) or (
        _body_at(read, start + 2)
        if start + 2 < span.last
        and (m := read.mention_at(start))
        and m.kind == "body"
        and m.last < span.last
        and _body_at(read, m.last)
        else None
    )
    process = read.mention_at(start)
    if process is not None and process.kind == "body" and process.first == start and process.last < span.last:
        inner = _body_at(read, process.last)
        body = inner or body
    if body is None or not tokens[at].capital:
        return None
    ahead = body.last
    while ahead < span.last and ahead - body.last < 4 and tokens[ahead].capital and read.mention_at(ahead) is None:
        if phrases("events.yaml", "heads").at(tokens, ahead, span.last):
            return None  # the head noun follows, as in "Third Harbour Group Regional Course": found from there
        ahead += 1
    if phrases("events.yaml", "heads").at(tokens, body.last, span.last) if body.last < span.last else None:
        return None
    behind = skip_bracket(tokens, body.last, span)
    if behind < span.last and (
        tokens[behind].norm in ("senior", "officials", "ministers")
        or phrases("events.yaml", "heads").at(tokens, behind)
    ):
        return None
    following = tokens[body.last].norm if body.last < span.last else ""
    if following in ("members", "member", "chair", "chairs"):
        return None
    return EventName(at, body.last, "meeting", "", number[0], body, _determiner(tokens, at, span), True, "")


def _body_at(read: ReadPassage, at: int) -> Mention | None:
    mention = read.mention_at(at) if at < len(read.tokens) else None
    if mention is None or mention.first != at or mention.kind != "body" or mention.via in ("office", "head"):
        return None
    known_office = mention.id.endswith(
        ("co-chairs", "ministers", "senior-officials", "members", "participants", "co-managers")
    )
    return None if known_office else mention


def _owner(read: ReadPassage, span: Span, first: int) -> Mention | None:
    """As in "the Steering Group at its meeting on 31 May": the body that "its" looks back to."""
    near = [
        m
        for m in read.within(max(span.first, first - 18), first)
        if m.kind == "body" and not office_of_event(m) and m.via != "office"
    ]
    tokens = read.tokens
    acting = [
        m for m in near if not {t.norm for t in tokens[max(span.first, m.first - 2) : m.first]} & {"of", "to", "for"}
    ]
    found = acting or near
    return found[-1] if found else None


def _bracketed(tokens: list[Token], at: int, span: Span) -> str:
    """An acronym in brackets right behind the name: "(AHG SOM)", "(BPMC)"."""
    if at + 2 < span.last and tokens[at].norm == "(" and tokens[at + 1].shouted:
        close = next((i for i in range(at + 2, min(at + 5, span.last)) if tokens[i].norm == ")"), None)
        if close and all(t.shouted or t.norm.isdigit() for t in tokens[at + 1 : close]):
            return " ".join(t.text for t in tokens[at + 1 : close])
    return ""


def _determiner(tokens: list[Token], first: int, span: Span) -> str:
    if first > span.first:
        before = tokens[first - 1].norm
        if before in ("next", "coming", "forthcoming", "future", "upcoming", "subsequent", "following"):
            return "next"
        if before in ("previous", "last", "earlier"):
            return "previous"
        if before in DETERMINERS:
            return (
                "a"
                if before in ("a", "an", "another", "any", "each", "every", "no")
                else "its"
                if before in ("its", "their", "our")
                else "the"
            )
        if before in ("follow",):
            return "a"
    return ""


def series_words(head: str) -> str:
    """Return the usual words of a short head: "som" is a senior officials' meeting.

    >>> series_words("bpmc"), series_words("senior officials meeting")
    ('ministerial conference', 'senior officials meeting')
    """
    from explorer.facts.extraction.lexicon import data

    return str(data("events.yaml")["series_words"].get(head, head))


def bare_title(text: str) -> tuple[str, ...]:
    """Return the words of a title that tell one event from another, folded."""
    common = {"the", "of", "on", "for", "and", "in", "a", "to"}
    return tuple(w for w in norms(text) if w[:1].isalnum() and w not in common)
