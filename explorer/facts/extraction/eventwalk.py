"""Walking left and right from the head noun of an event: ordinals and bodies before it, body and topic behind it."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import figure, ordinal_at, roman
from explorer.facts.extraction.tokens import Token

_STOPS = words("words.yaml", "eventnames_stops")


_TOPIC = frozenset({"on", "for", "of", "to", "against", "concerning", "about"})


DETERMINERS = words("words.yaml", "eventnames_determiners")


def walk_left(read: ReadPassage, span: Span, at: int) -> tuple[int, int, Mention | None]:
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
            opening = next(
                (i for i in range(before - 1, max(span.first, before - 6) - 1, -1) if tokens[i].norm == "("), None
            )
            if opening is None or opening <= span.first or read.mention_at(opening - 1) is None or not head_capital:
                break
            first = opening
            continue
        if counted and counted[1] == first and (counted[1] - before == 1 or ordinal_at(tokens, before - 1)):
            ordinal = ordinal if ordinal else counted[0]
            first = before - (
                1 if before > span.first and (two := ordinal_at(tokens, before - 1)) and two[1] == first else 0
            )
            if first < before:
                ordinal = two[0] if two else ordinal
            continue
        if token.norm == "'s" or (
            token.norm.isdigit() and len(token.norm) == 4 and head_capital and ordinal == 0 and before == span.first
        ):
            first = before
            continue
        if roman(token.text) and head_capital:
            ordinal, first = roman(token.text), before
            continue
        if mention is not None and mention.last == first or (mention is not None and tokens[first].norm == "'s"):
            if mention.kind == "body" and not office_of_event(mention):
                body = body or mention
            elif mention.kind == "place" and not head_capital and body is None:
                pass
            elif mention.kind == "state" and mention.via == "name" and tokens[first].norm != "'s":
                break
            if mention.kind in ("state",) and tokens[first].norm == "'s":
                break
            first = mention.first
            continue
        if (
            token.capital
            and token.word
            and token.norm not in skip
            and mention is None
            and (head_capital or token.shouted)
        ):
            first = before
            continue
        if token.norm in usual and mention is None:
            first = before
            continue
        if mention is not None and office_of_event(mention):
            first = mention.first
            continue
        if (
            head_capital
            and token.norm in ("of", "on", "for", "in", "against", "and", "&", "the")
            and _title_goes_on(read, span, before)
        ):
            first = before
            continue
        break
    while (
        first < at
        and tokens[first].norm in ("the", "of", "on", "and", "co", "up", "" if head_capital else "first")
        and not tokens[first].capital
    ):
        first += 1
    return first, ordinal, body


def office_of_event(mention: Mention) -> bool:
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
        return (
            tokens[before].capital
            and mention is None
            and tokens[before].norm not in words("heads.yaml", "not_in_names")
        )
    if tokens[connector].norm == "the":
        return (
            before > span.first
            and tokens[before].norm in ("of", "on", "for", "against")
            and _title_goes_on(read, span, before)
        )
    if mention is not None:
        return mention.kind == "body" and not office_of_event(mention) and tokens[connector].norm == "on"
    return (
        tokens[before].capital
        and tokens[before].norm not in words("heads.yaml", "not_in_names")
        and tokens[connector].norm in ("of", "on", "for", "against")
        and phrases("events.yaml", "heads").at(tokens, before) is None
    )


def walk_right(read: ReadPassage, span: Span, end: int, dated: set[int]) -> tuple[int, str, Mention | None, int]:
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
    peek = skip_bracket(tokens, at, span)
    if peek < span.last and tokens[peek].norm == "of":
        people = peek + 1
        while people < span.last and tokens[people].norm in _PEOPLE and read.mention_at(people) is None:
            people += 1
        if people > peek + 1 and people < span.last and tokens[people].norm == "of":
            peek = people  # "Meeting of Vice-Ministers of the Regional Conference"
        inner = peek + 1 + (peek + 1 < span.last and tokens[peek + 1].norm in ("the", "its"))
        mention = read.mention_at(inner) if inner < span.last else None
        if mention is not None and mention.kind == "body" and mention.first == inner and not office_of_event(mention):
            nested = read.mention_at(mention.last) if mention.last < span.last else None
            if (
                nested is not None
                and nested.kind == "body"
                and nested.first == mention.last
                and not office_of_event(nested)
            ):
                mention = nested
            body, last = mention, mention.last
            tail = skip_bracket(tokens, last, span)
            tail_end = tail
            while tail_end < span.last and tokens[tail_end].norm in (
                "senior",
                "officials",
                "ministers",
                "experts",
                "official",
            ):
                tail_end += 1
            if tail_end > tail:
                last = tail_end
            peek = skip_bracket(tokens, last, span)
    if body is not None:  # "of the Task Force (TFPP) of the Bali Process"
        at = skip_bracket(tokens, last, span)
        inner = at + 1 + (at + 1 < span.last and tokens[at + 1].norm == "the")
        whole = read.mention_at(inner) if at < span.last and tokens[at].norm == "of" and inner < span.last else None
        if whole is not None and whole.kind == "body" and whole.first == inner and not office_of_event(whole):
            last = whole.last
            peek = skip_bracket(tokens, last, span)
    topic = ""
    to_whom = (
        peek + 1 < span.last
        and tokens[peek].norm == "to"
        and (tokens[peek + 1].norm in ("the", "a", "an") or tokens[peek + 1].capital)
    )  # "report on the meeting to the Ministerial Conference"
    if peek < span.last and tokens[peek].norm in _TOPIC and peek not in dated and not to_whom:
        stop = _topic_end(read, span, peek, dated)
        if stop > peek + 1:
            topic, last = read.plain(peek + 1, stop), stop
            owner = read.mention_at(stop - 1)
            if body is None and owner is not None and owner.kind == "body" and not office_of_event(owner):
                of = owner.first - 1 - (tokens[owner.first - 1].norm == "the")
                body = owner if of > peek + 1 and tokens[of].norm == "of" else None  # "on Visa Fraud of the Network"
    return last, topic, body, number


_PEOPLE = frozenset({"vice", "deputy", "senior", "ministers", "officials", "heads", "experts", "leaders", "directors"})


def _topic_end(read: ReadPassage, span: Span, at: int, dated: set[int]) -> int:
    tokens = read.tokens
    stop = at + 1
    while stop < span.last and stop - at < 26 and stop not in dated:
        token = tokens[stop]
        text = read.mention_at(stop)
        if text is not None and text.kind == "instrument" and text.first == stop and text.last <= span.last:
            stop = text.last  # "Workshop on the Compendium of Good Practice Examples to Combat Exploitation"
            continue
        if token.norm == "," and _inner_list(tokens, stop, span):
            stop += 1
            continue
        if not token.word and token.norm not in ("&", "/"):
            break
        if token.norm == "and" and _joins(read, stop, span):
            stop += 1
            continue
        ways = (
            token.norm == "by"
            and stop + 1 < span.last
            and tokens[stop + 1].norm in ("sea", "air", "land", "boat", "road")
        )
        if ways:  # "on mass arrivals by sea"
            stop += 2
            continue
        if (
            token.norm in _STOPS
            and not (token.capital and tokens[stop - 1].capital)
            and not (
                token.norm in ("to", "by")
                and stop + 1 not in dated
                and stop + 1 < span.last
                and tokens[stop + 1].capital
                and read.mention_at(stop + 1) is None
            )
        ):
            break
        if token.norm in ("in", "at", "near"):
            after = stop + 1 + (stop + 1 < span.last and tokens[stop + 1].norm in ("the", "early", "late", "mid"))
            mention = read.mention_at(after) if after < span.last else None
            if after < span.last and tokens[after].norm in (
                "invitation",
                "request",
                "headquarters",
                "which",
                "its",
                "their",
                "ministerial",
                "same",
                "hotel",
                "end",
                "level",
            ):
                break
            if (
                after in dated
                or (mention is not None and mention.kind in ("place", "state"))
                or (after < span.last and tokens[after].norm.isdigit())
            ):
                break
            if after < span.last and tokens[after].capital and mention is None and not tokens[stop - 1].capital:
                break
        if token.norm == "on" and stop + 1 in dated:
            break
        stop += 1
    while stop > at + 1 and tokens[stop - 1].norm in (
        "in",
        "on",
        "at",
        "and",
        "of",
        "the",
        "for",
        "from",
        "also",
        "late",
        "early",
    ):
        stop -= 1
    return stop


def _joins(read: ReadPassage, at: int, span: Span) -> bool:
    """Whether "and" joins two halves of a topic rather than two events or two clauses."""
    tokens = read.tokens
    if at + 1 >= span.last or ordinal_at(tokens, at + 1):
        return False
    after = tokens[at + 1]
    if after.norm in DETERMINERS or after.norm in _STOPS:
        return after.norm == "the" and tokens[at - 1].capital and at + 2 < span.last and tokens[at + 2].capital
    mention = read.mention_at(at + 1)
    if mention is not None and mention.party and mention.via in ("name", "acronym", "agency"):
        return False
    if tokens[at - 1].capital and not after.capital:
        return False
    following = tokens[at + 2].norm if at + 2 < span.last else ""
    return not (
        following in ("to", "that", "was", "were", "will")
        or after.norm.endswith("ed")
        and not tokens[at - 1].norm.endswith("ed")
    )


def _inner_list(tokens: list[Token], comma: int, span: Span) -> bool:
    """A comma inside a title: "Trafficking, Smuggling and Fraud" with capitals on both sides and an "and" to come."""
    at = comma + 1
    steps = 0
    while at < span.last and steps < 6 and tokens[at].capital:
        at, steps = at + 1, steps + 1
        if at < span.last and tokens[at].norm == "and":
            return (
                steps > 0 and at + 1 < span.last and tokens[at + 1].capital and tokens[comma - 1].capital and steps < 4
            )
    return False


def skip_bracket(tokens: list[Token], at: int, span: Span) -> int:
    """The token behind a short form in brackets: "(TFPP)", "(hereinafter the Working Group)"; else `at`."""
    if at < span.last and tokens[at].norm == "(":
        for close in range(at + 1, min(at + 8, span.last)):
            if tokens[close].norm == ")":
                inside = [t for t in tokens[at + 1 : close] if t.norm not in _DEFINING]
                return close + 1 if all(t.capital for t in inside) and 0 < len(inside) <= 4 else at
    return at


_DEFINING = frozenset({"the", "hereinafter", "hereafter", "henceforth", "or"})
