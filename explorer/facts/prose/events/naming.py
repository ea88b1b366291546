"""Names of events in a run of words: the head noun, what stands before it, what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explorer.facts.prose.events.behind import bracketed, walk_right
from explorer.facts.prose.events.lexicon import meanings, phrases, words
from explorer.facts.prose.events.line import Line, determined, name_of, organ
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.events.uncommon import named_behind
from explorer.facts.prose.names.model import EVERYONE, OFFICE, PROCESS, Name, Unit
from explorer.facts.prose.text.model import Span, Token
from explorer.facts.prose.text.ordinals import ordinal_at, ordinal_before, roman

_BUILDINGS = frozenset({"centre", "center", "complex", "hall", "hotel", "palace"})
_LONGEST_LINE = 10  # words of a title that is the name of its event


def mentions_in(line: Line) -> Iterator[Mention]:
    """Yield the events that a line names, in order, without overlap.

    Heads that are common words as well ("the training of judges") are among them: what the page knows decides.
    """
    at, done = line.span.first, line.span.first
    while at < line.span.last:
        found = _headed(line, at, done) or _counted_body(line, at)
        if found is None or found.words.first < done:
            at += 1
            continue
        yield found
        at = done = max(found.words.last, at + 1)


def _head_end(line: Line, at: int) -> tuple[str, int] | None:
    """The kind and the end of the head noun at a token: "Training Workshop" is one, and a workshop."""
    found = phrases("heads").at(line.tokens, at, line.span.last)
    while found:
        longer = phrases("heads").at(line.tokens, found[1], line.span.last) if found[1] < line.span.last else None
        if longer is None or line.unit(found[1]) is not None:
            return found
        found = longer
    return None


def _headed(line: Line, at: int, done: int) -> Mention | None:
    found = _head_end(line, at)
    if found is None or _no_name(line, at, found[1]):
        return None
    kind, end = found
    covering = line.unit(at)
    counted = 0
    if covering is not None:
        if covering.sort != "party" or covering.words.last < end:
            return None
        if (number := roman(line.tokens[covering.words.first].text)) and covering.words.first < at:
            head = " ".join(token.norm for token in line.tokens[at:end])
            return _made(line, covering.words, kind, head, number, "", None)  # "XXI Regional Forum on Tides"
        if covering.words.last > end or covering.words.first == at:
            return _counted_body(line, covering.words.first - 1, covering)
        before = ordinal_before(line.tokens, covering.words.first, line.span.first)
        counted = before[0] if before is not None else 0
        if not counted:
            return _standing(line, covering, at, end, kind)
    first, ordinal, body, from_left = _left(line, covering.words.first if covering is not None else at, at, done)
    last, topic, right, number = walk_right(line, end)
    called = named_behind(line, first, end)
    alone, last = called > last, max(called, last)
    if line.title:
        last = _before_form(line, end, last)
        first = _whole_line(line, first, end)
    head = " ".join(token.norm for token in line.tokens[at:end])
    own = organ(covering) if counted else None
    made = _made(
        line, Span(first, last), kind, head, ordinal or counted or number or from_left, topic, right or body or own
    )
    return replace(made, definite=True) if alone else made


def _whole_line(line: Line, first: int, end: int) -> int:
    """Where the name begins in a title that ends in a small head: "Document Examination at the Border workshop"."""
    start = line.span.first
    both = start < first and line.norm(first - 1) == "and"  # "Islands and Straits Regional Meeting"
    alone = not any(_head_end(line, at) or ordinal_at(line.tokens, at) for at in range(start, end - 1))
    if both and alone and all(token.capital or token.norm == "and" for token in line.tokens[start:first]):
        return start
    closed = end == line.span.last or line.norm(end) in ("in", "at", ",", "–", "(")
    small = closed and not line.tokens[end - 1].capital and first == end - 1 > start
    sites = any(u.sort in ("date", "place", "list") and u.words.first < end for u in line.units)
    return start if small and not sites and end - start <= _LONGEST_LINE and line.tokens[start].capital else first


def _before_form(line: Line, end: int, last: int) -> int:
    """Cut what a title says of the record behind the event: "Workshop on Visas Co-Chairs' Statement"."""
    forms = [i for i in range(end, last) if line.norm(i) in words("title_forms") and line.tokens[i].capital]
    if not forms or forms[-1] != last - 1:
        return last
    cut = forms[-1]
    while cut > end and line.norm(cut - 1) in ("co", "chair", "chairs", "'s", "joint", "final", "outcome", "and"):
        cut -= 1
    return cut if cut > end + 1 else last


def _standing(line: Line, unit: Unit, at: int, end: int, kind: str) -> Mention | None:
    """A forum or a dialogue without a number: its name is that of a body, unless it is the subject of "was held"."""
    behind = line.norm(unit.words.last)
    held = behind in ("was", "took", "held", "convened", "2") and line.norm(unit.words.last + 1) in (
        "held",
        "place",
        "convened",
        "hosted",
    )
    held = held or behind == "brought" and line.norm(unit.words.last + 1) == "together"
    year = behind.isdigit() and len(behind) == 4
    if not held and not year or organ(unit) is None:
        return None
    last = unit.words.last + year
    head = " ".join(token.norm for token in line.tokens[at:end])
    return _made(line, Span(unit.words.first, last), kind, head, 0, "", organ(unit))


def _made(line: Line, span: Span, kind: str, head: str, ordinal: int, topic: str, body: Name | None) -> Mention:
    tokens = line.tokens
    before = determined(line.passage, span.first, line.span.first)
    determiner = meanings("determiners").get(line.norm(before), "")
    if determiner == "the" and line.norm(before) == "the" and line.norm(span.first) in ("next", "last", "previous"):
        determiner = meanings("determiners")[line.norm(span.first)]
    last = span.last
    if determiner == "its" and body is None:
        body = _owner(line, span.first)
    acronym = bracketed(line, last)
    if acronym:
        last = next(i for i in range(last, line.span.last) if tokens[i].norm == ")") + 1
    of = Span(span.first, span.last)
    name = line.passage.plain(of)
    capitals = sum(t.capital for t in tokens[span.first : span.last])
    apart = ordinal == 1 and line.norm(last) in ("under", "since")
    if head == "gathering" and not capitals or apart:
        ordinal = 0  # "the first meeting of the Group since …" counts in no series
    definite = bool(ordinal) or (capitals >= 2 and (body is not None or bool(topic) or capitals >= 3))
    return Mention(
        line.passage.number,
        Span(span.first, last),
        kind,
        head,
        name,
        ordinal,
        topic,
        body,
        determiner,
        definite,
        line.title,
        acronym,
    )


def _organ_of_its_own(unit: Unit) -> bool:
    name = organ(unit)
    return name is not None and not name.traits & {PROCESS, EVERYONE}


def _owner(line: Line, first: int) -> Name | None:
    """As in "the Steering Group at its meeting on 31 May": the body that "its" looks back to."""
    before = [
        u for u in line.units if line.span.first <= u.words.first and u.words.last < first and _organ_of_its_own(u)
    ]
    acting = [
        u
        for u in before
        if line.norm(u.words.first - 1 - (line.norm(u.words.first - 1) == "the")) not in ("of", "to", "for", "by")
    ]
    led = next((i for i in range(line.span.first, first) if line.norm(i) in ("which", "who")), first)
    acting = [u for u in acting if u.words.first < led] or acting  # "the Council, which is made up of …, held its"
    last = acting[-1].words.last if acting else line.span.first
    theirs = line.norm(determined(line.passage, first, line.span.first)) == "their"
    if theirs and any(line.norm(i) in words("people") for i in range(last, first)):
        return None  # "was discussed by the ministers of the League at their 7th meeting": no meeting of the League
    found = acting or before
    if not found:  # "The Action Group held its 53rd meeting", on a page of the Action Group
        whole = next((u for u in line.units if line.span.first <= u.words.first < led and organ(u) is not None), None)
        begins = whole is not None and line.norm(whole.words.first - 1 - (line.norm(whole.words.first - 1) == "the"))
        found = [whole] if whole is not None and whole.words.last < first and begins not in ("of", "by", "to") else []
    return organ(found[-1]) if found else None


def _singular(token: Token) -> Token:
    return replace(token, norm=token.norm[:-1]) if token.norm.endswith("s") else replace(token, norm="")


def _no_name(line: Line, at: int, end: int) -> bool:
    """Whether a head noun is no event here: "in the course of", "meeting room", "(SOM)", "Ministers, meeting in"."""
    tokens, behind, before = line.tokens, line.norm(end), line.norm(at - 1)
    if line.title and line.passage.passage.text.rstrip().endswith(("...", "…")) and line.span.last - end < 8:
        return True  # a title that was cut: "20th Session of the Joint Com..."
    norm = tokens[at].norm
    if end < line.span.last and tokens[end].capital and phrases("heads").at([_singular(tokens[end])], 0) is not None:
        return True  # "Training Workshops": several
    if norm == "assembly" and before in words("parliaments"):
        return True  # "the Grand National Assembly"
    if norm == "course" and behind == "of" and before in ("the", "due"):
        return True
    if end < line.span.last and tokens[end].capital and behind in _BUILDINGS:
        return True  # "Lakeside Conference Centre"
    if behind in ("room", "rooms", "report", "reports", "documents", "venue", "agenda", "materials", "paper", "papers"):
        return True
    close = end + (behind.isdigit() or roman(tokens[end].text if end < line.span.last else "") > 0)
    if before == "(" and line.norm(close) == ")":
        return True
    if norm == "call" and (
        behind in ("for", "on", "upon", "to") or not tokens[at].capital and before in ("will", "to", "they", "we")
    ):
        return True
    if (
        norm in ("exercise", "train", "round", "launch", "call")
        and before in ("to", "will", "should", "and", "shall")
        and not tokens[at].capital
    ):
        return True
    if norm == "round" and end == at + 1 and behind in ("the", "of"):
        return not any(line.norm(i) in ("consultations", "talks", "negotiations") for i in range(end + 1, end + 5))
    if norm == "ministerial" and behind in (
        "delegation",
        "delegations",
        "declaration",
        "statement",
        "communique",
        "texts",
        "level",
        "levels",
        "order",
        "visit",
    ):
        return True
    if norm == "ministerial" and line.norm(end) and tokens[end].capital and _head_end(line, end + 1):
        return True  # "the Third Ministerial Interim Meeting"
    if norm == "mc" and not tokens[at].shouted:
        return True
    return norm in ("meeting", "gathering") and (
        behind in ("in", "at", "on", "under", "for", "virtually", "online")
        and before in (",", "and", "states", "leaders", "ministers", "who", ":", "")
        and not (
            tokens[at].capital and (line.title or before not in (",", ":", ""))
        )  # "the Tide Ministers' Meeting in Rome"
    )


# ------------------------------------------------------------------------------------- before the head


def _left(line: Line, start: int, at: int, done: int) -> tuple[int, int, Name | None, int]:
    """Walk left from the head: ordinals, bodies, capitals, words such as "annual" and "senior officials'"."""
    tokens, limit = line.tokens, max(line.span.first, done)
    first, ordinal, body = start, 0, None
    year = 0
    capital = tokens[at].capital or line.passage.shouted or _counted_capitals(line, start, limit)
    while first > limit:
        before = first - 1
        counted = ordinal_before(tokens, first, limit)
        if counted is not None:
            ordinal, first = ordinal or counted[0], counted[1]
            continue
        unit = line.unit(before)
        if unit is not None:
            step = _past_unit(line, unit, first, capital)
            if step < 0 or unit.words.first < limit:
                break
            body = body or organ(unit)
            first = step
            continue
        if tokens[before].norm == ")":
            opening = next((i for i in range(before - 1, max(limit, before - 6), -1) if tokens[i].norm == "("), 0)
            if not opening or not capital or not (tokens[opening - 1].capital or line.unit(opening - 1)):
                break
            first = opening
            continue
        if capital and roman(tokens[before].text):
            ordinal, first = ordinal or roman(tokens[before].text), before
        elif _belongs(line, before, capital, limit):
            first = before
        else:
            break
    while (
        first < start
        and tokens[first].norm in ("the", "of", "on", "and", "for", "in", "'s", "against", "co", "up")
        and not tokens[first].capital
    ):
        first += 1
    if ordinal == 0 and first < start:
        counted_here = ordinal_at(tokens, first)
        ordinal = counted_here[0] if counted_here else 0
    return first, ordinal, body, year


def _counted_capitals(line: Line, at: int, limit: int) -> bool:
    """Whether capitals with a number before them lead to a small head: "the 14th Technical Committee meeting"."""
    first = at
    while first > limit and at - first < 5 and line.tokens[first - 1].capital:
        office = name_of(line.unit(first - 1))  # "the 5th Reef Tide Ministers meeting"
        if line.unit(first - 1) is not None and (office is None or OFFICE not in office.traits):
            break
        first -= 1
    return first < at and ordinal_before(line.tokens, first, limit) is not None


def _past_unit(line: Line, unit: Unit, first: int, capital: bool) -> int:
    """Where a name before the head begins, if it belongs to the name of the event; -1 where it does not."""
    possessive = line.norm(first) == "'s"
    if unit.sort == "date":
        year = unit.words.last - unit.words.first == 1 and capital and len(line.norm(unit.words.first)) == 4
        return unit.words.first if year else -1
    if unit.sort == "place":
        return unit.words.first if capital and not possessive else -1
    if unit.sort == "instrument":
        return unit.words.first if not possessive else -1
    name = name_of(unit)
    if name is None or (name.kind == "state" and (possessive or not line.title and not capital)):
        return -1
    return unit.words.first if name.kind != "state" or capital else -1


def _belongs(line: Line, at: int, capital: bool, limit: int) -> bool:
    token = line.tokens[at]
    if token.norm == "'s":
        return at > limit and (line.unit(at - 1) is None or organ(line.unit(at - 1)) is not None)
    if token.norm in words("before") and (not token.capital or capital or at == line.span.first):
        return token.norm not in ("international",) or True
    if token.word and token.capital and token.norm not in words("not_in_names"):
        return capital or token.shouted
    return (
        capital
        and token.norm in ("of", "on", "for", "in", "against", "and", "&", "the", "to")
        and _goes_on(line, at, limit)
    )


def _goes_on(line: Line, connector: int, limit: int) -> bool:
    """Whether the words before a connector still belong to a title in capitals ("Ad Hoc Group on … Workshop")."""
    tokens, before = line.tokens, connector - 1
    if before < limit:
        return False
    norm, unit = tokens[connector].norm, line.unit(before)
    if norm == "the":
        return (
            before > limit and tokens[before].norm in ("of", "on", "for", "against") and _goes_on(line, before, limit)
        )
    if (
        phrases("heads").at(tokens, before) is not None
        or not tokens[before].capital
        or tokens[before].norm in words("not_in_names")
    ):
        return False
    if unit is not None:
        return organ(unit) is not None and norm == "on"
    if norm == "of" and tokens[before].norm in words("parts") | words("ceremonies"):
        return False  # "the Official Opening of the Summit"
    return norm in ("of", "on", "for", "against", "and", "&")


# ------------------------------------------------------------------------------------- counted bodies


def _counted_body(line: Line, at: int, unit: Unit | None = None) -> Mention | None:
    """As in "Third Task Force on Planning", "Seventh Juniper Dialogue", "XXII Regional Conference on Migration"."""
    tokens = line.tokens
    if at < line.span.first:
        return None
    if unit is None:
        counted = ordinal_at(tokens, at)
        if counted is None or counted[1] >= line.span.last:
            return None
        start = counted[1]
        while start < line.span.last and tokens[start].norm in ("annual", "special", "extraordinary", "ordinary"):
            start += 1
        unit = line.unit(start) if start < line.span.last else None
        if unit is None or unit.words.first != start:
            return None
        first, number = at, counted[0]
    else:
        before = ordinal_before(tokens, unit.words.first, line.span.first)
        number, first = before if before is not None else (roman(tokens[at].text), at)
    body = organ(unit)
    if not number or body is None or not (tokens[unit.words.first].capital):
        return None
    ahead = unit.words.last
    while ahead < min(line.span.last, unit.words.last + 4):
        if phrases("heads").at(tokens, ahead, line.span.last) is not None:
            return None  # the head noun follows, as in "Third Harbour Group Regional Course": found from there
        if not (tokens[ahead].capital or tokens[ahead].norm in words("before")):
            break
        ahead += 1
    if line.norm(unit.words.last) in words("people"):
        return None
    last, topic, right, _ = walk_right(line, unit.words.last)
    head = phrases("heads").at(tokens, unit.words.last - 1, unit.words.last)
    kind = head[0] if head is not None else "meeting"
    return _made(line, Span(first, last), kind, tokens[unit.words.last - 1].norm if head else "", number, topic, body)
