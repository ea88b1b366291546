"""Event names in a passage: "Fourth Bali Process Ministerial Conference", "Workshop on Visa Integrity"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import figure, ordinal_at, roman
from explorer.facts.extraction.tokens import Token, norms

_STOPS = frozenset(
    "was were is are will would shall should held took takes hosted co convened which that who by with from between during since"
    " to organised organized planned as before after under where when had has have being be further also and or but"
    " over until took brought gathered met opened followed attended agreed expects expected saw".split()
)
_TOPIC = frozenset({"on", "for", "of", "to", "against", "concerning", "about"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "its", "their", "each", "every", "any", "no", "another", "our"})


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
    tokens, found, at = read.tokens, [], span.first
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
    covering = read.mention_at(at)
    if covering is not None and covering.last > end:
        return None  # a word inside the name of a body, as in "Government and Business Forum"
    if covering is not None and covering.kind == "organisation":
        return None
    longer = phrases("events.yaml", "heads").at(tokens, end, span.last) if end < span.last else None
    while longer:  # "Training Workshop", "Planning Session"
        kind, end = longer
        longer = phrases("events.yaml", "heads").at(tokens, end, span.last) if end < span.last else None
    while end < span.last and tokens[end].norm == "'s":
        end += 1
    if end < span.last and tokens[end].norm in ("room", "rooms", "report", "reports", "documents", "venue", "agenda", "participants", "materials"):
        return None
    if at > span.first and tokens[at - 1].norm == "(" and end < span.last and tokens[end].norm == ")":
        return None  # the short form behind a name: "(SOM)"
    if tokens[at].norm == "meeting" and end < span.last and tokens[end].norm in ("in", "at", "on", "under", "for", "virtually", "online") and at > span.first and tokens[at - 1].norm in (",", "and", "states", "while", "leaders", "ministers", "who"):
        return None  # "Ministers, meeting in Prague, …": a verb
    head = " ".join(t.norm for t in tokens[at:end])
    if tokens[end - 1].norm in ("meetings", "workshops", "conferences", "sessions", "trainings", "courses", "forums", "exercises", "seminars") and read.passage.kind != "title":
        return None
    first, ordinal, body = _before(read, span, at)
    last, topic, right_body, number = _after(read, span, end, dated)
    naming = first - 1 - (first - 1 >= span.first and tokens[first - 1].norm == "the")
    if naming > span.first and (tokens[naming].norm in ("called", "named", "dubbed") or (tokens[naming].norm == "as" and tokens[naming - 1].norm == "known")):
        return None  # ", also called the Nusa Dua Forum,": another name of the event before
    determiner = _determiner(tokens, first, span)
    if determiner == "its" and body is None and right_body is None:
        body = _owner(read, span, first)
    year = tokens[first].norm if tokens[first].norm.isdigit() and len(tokens[first].norm) == 4 else ""
    acronym = _bracketed(tokens, last, span)
    return EventName(
        first, last, kind, head, ordinal or number, right_body or body, determiner, tokens[at].capital, topic, acronym, year
    )


def _counted_body(read: ReadPassage, span: Span, at: int) -> EventName | None:
    """"Third Task Force on Planning and Preparedness", "Second Government and Business Forum", "Eighth Forum"."""
    tokens = read.tokens
    number = ordinal_at(tokens, at)
    if not number or number[1] >= span.last:
        return None
    start = number[1]
    while start < span.last and tokens[start].norm in ("annual", "special", "bali", "process") and not _body_at(read, start):
        start += 1
    body = _body_at(read, start) or (
        _body_at(read, start + 2) if start + 2 < span.last and (m := read.mention_at(start)) and m.kind == "body" and m.last < span.last and _body_at(read, m.last) else None
    )
    process = read.mention_at(start)
    if process is not None and process.kind == "body" and process.first == start and process.last < span.last:
        inner = _body_at(read, process.last)
        body = inner or body
    if body is None or not tokens[at].capital:
        return None
    if phrases("events.yaml", "heads").at(tokens, body.last, span.last) if body.last < span.last else None:
        return None  # the head noun follows: found from there
    if body.last < span.last and tokens[body.last].norm in ("senior", "officials", "ministers"):
        return None
    following = tokens[body.last].norm if body.last < span.last else ""
    if following in ("members", "member", "chair", "chairs"):
        return None
    return EventName(at, body.last, "meeting", "", number[0], body, _determiner(tokens, at, span), True, "")


def _body_at(read: ReadPassage, at: int) -> Mention | None:
    mention = read.mention_at(at) if at < len(read.tokens) else None
    if mention is None or mention.first != at or mention.kind != "body" or mention.via in ("office", "head"):
        return None
    known_office = mention.id.endswith(("co-chairs", "ministers", "senior-officials", "members", "participants", "co-managers"))
    return None if known_office else mention


def _before(read: ReadPassage, span: Span, at: int) -> tuple[int, int, Mention | None]:
    """Walk left from the head: ordinals, bodies, capitals, words such as "annual" and "senior officials'"."""
    tokens = read.tokens
    skip, usual = words("heads.yaml", "not_in_names"), words("events.yaml", "before")
    first, ordinal, body = at, 0, None
    head_capital = tokens[at].capital
    while first > span.first:
        before = first - 1
        token = tokens[before]
        mention = read.mention_at(before)
        counted = ordinal_at(tokens, before) or (ordinal_at(tokens, before - 1) if before > span.first else None)
        if token.norm == ")":
            opening = next((i for i in range(before - 1, max(span.first, before - 6) - 1, -1) if tokens[i].norm == "("), None)
            if opening is None or opening <= span.first or read.mention_at(opening - 1) is None or not head_capital:
                break
            first = opening
            continue
        if counted and counted[1] == first and (counted[1] - before == 1 or ordinal_at(tokens, before - 1)):
            ordinal = counted[0] if not ordinal else ordinal
            first = before - (1 if before > span.first and (two := ordinal_at(tokens, before - 1)) and two[1] == first else 0)
            if first < before:
                ordinal = two[0] if two else ordinal
            continue
        if token.norm == "'s" or (token.norm.isdigit() and len(token.norm) == 4 and head_capital and ordinal == 0 and before == span.first):
            first = before
            continue
        if roman(token.text) and head_capital:
            ordinal, first = roman(token.text), before
            continue
        if mention is not None and mention.last == first or (mention is not None and tokens[first].norm == "'s"):
            if mention.kind == "body" and not _office(mention):
                body = body or mention
            elif mention.kind == "place" and not head_capital and body is None:
                pass
            elif mention.kind == "state" and mention.via == "name" and tokens[first].norm != "'s":
                break
            if mention.kind in ("state",) and tokens[first].norm == "'s":
                break
            first = mention.first
            continue
        if token.capital and token.word and token.norm not in skip and mention is None and (head_capital or token.shouted):
            first = before
            continue
        if token.norm in usual and mention is None:
            first = before
            continue
        if mention is not None and _office(mention):
            first = mention.first
            continue
        if head_capital and token.norm in ("of", "on", "for", "in", "against", "and", "&", "the") and _title_goes_on(read, span, before):
            first = before
            continue
        break
    while first < at and tokens[first].norm in ("the", "of", "on", "and", "co", "first", "up") and not tokens[first].capital:
        first += 1
    return first, ordinal, body


def _owner(read: ReadPassage, span: Span, first: int) -> Mention | None:
    """"the Steering Group at its meeting on 31 May": the body that "its" looks back to."""
    near = [m for m in read.within(max(span.first, first - 14), first) if m.kind == "body" and not _office(m) and m.via != "office"]
    return near[-1] if near else None


def _office(mention: Mention) -> bool:
    return mention.kind == "body" and mention.id.rsplit(":", 1)[1].endswith(
        ("senior-officials", "ministers", "members", "leaders", "participants")
    )


def _title_goes_on(read: ReadPassage, span: Span, connector: int) -> bool:
    """Whether the words before a connector still belong to a title in capitals ("Ad Hoc Group on … Workshop")."""
    tokens = read.tokens
    before = connector - 1
    if before < span.first:
        return False
    mention = read.mention_at(before)
    if tokens[connector].norm == "and":
        if phrases("events.yaml", "heads").at(tokens, before):
            return False  # "Conference and Senior Officials' Meeting": two events
        return tokens[before].capital and mention is None and tokens[before].norm not in words("heads.yaml", "not_in_names")
    if tokens[connector].norm == "the":
        return before > span.first and tokens[before].norm in ("of", "on", "for", "against") and _title_goes_on(read, span, before)
    if mention is not None:
        return mention.kind == "body" and not _office(mention) and tokens[connector].norm == "on"
    return tokens[before].capital and tokens[before].norm not in words("heads.yaml", "not_in_names") and tokens[connector].norm in ("of", "on", "for", "against") and phrases("events.yaml", "heads").at(tokens, before) is None


def _after(read: ReadPassage, span: Span, end: int, dated: set[int]) -> tuple[int, str, Mention | None, int]:
    """Walk right from the head: a count ("SOM 6"), "of the Ad Hoc Group Senior Officials", "on Visa Integrity"."""
    tokens = read.tokens
    body: Mention | None = None
    number = 0
    at = end
    if at < span.last and figure(tokens[at].norm) and at not in dated and tokens[at - 1].capital:
        number, at = figure(tokens[at].norm), at + 1
    elif at < span.last and roman(tokens[at].text):
        number, at = roman(tokens[at].text), at + 1
    last = at
    peek = _skip_bracket(tokens, at, span)
    if peek < span.last and tokens[peek].norm == "of":
        inner = peek + 1 + (peek + 1 < span.last and tokens[peek + 1].norm in ("the", "its"))
        mention = read.mention_at(inner) if inner < span.last else None
        if mention is not None and mention.kind == "body" and mention.first == inner and not _office(mention):
            nested = read.mention_at(mention.last) if mention.last < span.last else None
            if nested is not None and nested.kind == "body" and nested.first == mention.last and not _office(nested):
                mention = nested
            body, last = mention, mention.last
            tail = _skip_bracket(tokens, last, span)
            tail_end = tail
            while tail_end < span.last and tokens[tail_end].norm in ("senior", "officials", "ministers", "experts", "official"):
                tail_end += 1
            if tail_end > tail:
                last = tail_end
            peek = _skip_bracket(tokens, last, span)
    if body is not None:  # "of the Task Force (TFPP) of the Bali Process"
        at = _skip_bracket(tokens, last, span)
        inner = at + 1 + (at + 1 < span.last and tokens[at + 1].norm == "the")
        whole = read.mention_at(inner) if at < span.last and tokens[at].norm == "of" and inner < span.last else None
        if whole is not None and whole.kind == "body" and whole.first == inner and not _office(whole):
            last = whole.last
            peek = _skip_bracket(tokens, last, span)
    topic = ""
    if peek < span.last and tokens[peek].norm in _TOPIC and peek not in dated:
        stop = _topic_end(read, span, peek, dated)
        if stop > peek + 1:
            topic, last = read.plain(peek + 1, stop), stop
    return last, topic, body, number


def _topic_end(read: ReadPassage, span: Span, at: int, dated: set[int]) -> int:
    tokens = read.tokens
    stop = at + 1
    while stop < span.last and stop - at < 26 and stop not in dated:
        token = tokens[stop]
        if token.norm == "," and _inner_list(tokens, stop, span):
            stop += 1
            continue
        if not token.word and token.norm not in ("&", "/"):
            break
        if token.norm == "and" and _joins(read, stop, span):
            stop += 1
            continue
        if token.norm in _STOPS and not (token.capital and tokens[stop - 1].capital) and not (token.norm in ("to", "by") and stop + 1 < span.last and tokens[stop + 1].capital and read.mention_at(stop + 1) is None):
            break
        if token.norm in ("in", "at", "near"):
            after = stop + 1 + (stop + 1 < span.last and tokens[stop + 1].norm in ("the", "early", "late", "mid"))
            mention = read.mention_at(after) if after < span.last else None
            if after < span.last and tokens[after].norm in ("invitation", "request", "headquarters", "which", "its", "their", "ministerial", "same", "hotel", "end", "level"):
                break
            if after in dated or (mention is not None and mention.kind in ("place", "state")) or (after < span.last and tokens[after].norm.isdigit()):
                break
            if after < span.last and tokens[after].capital and mention is None and not tokens[stop - 1].capital:
                break
        if token.norm == "on" and stop + 1 in dated:
            break
        stop += 1
    while stop > at + 1 and tokens[stop - 1].norm in ("in", "on", "at", "and", "of", "the", "for", "from", "also", "late", "early"):
        stop -= 1
    return stop


def _joins(read: ReadPassage, at: int, span: Span) -> bool:
    """Whether "and" joins two halves of a topic rather than two events or two clauses."""
    tokens = read.tokens
    if at + 1 >= span.last or ordinal_at(tokens, at + 1):
        return False
    after = tokens[at + 1]
    if after.norm in _DETERMINERS or after.norm in _STOPS:
        return after.norm == "the" and tokens[at - 1].capital and at + 2 < span.last and tokens[at + 2].capital
    mention = read.mention_at(at + 1)
    if mention is not None and mention.party and mention.via in ("name", "acronym", "agency"):
        return False
    if tokens[at - 1].capital and not after.capital:
        return False
    following = tokens[at + 2].norm if at + 2 < span.last else ""
    return not (following in ("to", "that", "was", "were", "will") or after.norm.endswith("ed") and not tokens[at - 1].norm.endswith("ed"))


def _inner_list(tokens: list[Token], comma: int, span: Span) -> bool:
    """A comma inside a title: "Trafficking, Smuggling and Fraud" with capitals on both sides and an "and" to come."""
    at = comma + 1
    steps = 0
    while at < span.last and steps < 6 and tokens[at].capital:
        at, steps = at + 1, steps + 1
        if at < span.last and tokens[at].norm == "and":
            return steps > 0 and at + 1 < span.last and tokens[at + 1].capital and tokens[comma - 1].capital and steps < 4
    return False


def _skip_bracket(tokens: list[Token], at: int, span: Span) -> int:
    if at < span.last and tokens[at].norm == "(":
        for close in range(at + 1, min(at + 8, span.last)):
            if tokens[close].norm == ")":
                inside = tokens[at + 1 : close]
                return close + 1 if all(t.capital for t in inside) and len(inside) <= 4 and inside else at
    return at


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
        if before in _DETERMINERS:
            return "a" if before in ("a", "an", "another", "any", "each", "every", "no") else "its" if before in ("its", "their", "our") else "the"
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
