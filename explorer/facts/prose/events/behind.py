"""What stands behind the head noun of an event: a count, "of the Ad Hoc Group", "on Visa Integrity", a short form."""

from __future__ import annotations

from explorer.facts.prose.events.lexicon import meanings, words
from explorer.facts.prose.events.line import Line, name_of, organ, quotes
from explorer.facts.prose.names.model import EVERYONE, OFFICE, SHORT, Name
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import figure, ordinal_at, ordinal_before, roman

_LONGEST_TOPIC = 26  # words
_BETWEEN = frozenset(
    {"of", "for", "and", "the", "responsible", "delegation", "state", "senior", "highest", "high", "level", "related"}
)


def walk_right(line: Line, end: int) -> tuple[int, str, Name | None, int]:
    """Walk right from the head: a count ("SOM 6"), "of the Ad Hoc Group Senior Officials", "on Visa Integrity"."""
    tokens, last = line.tokens, end
    number = 0
    body: Name | None = None
    while line.norm(last) == "'s":
        last += 1
    if last < line.span.last and line.unit(last) is None:
        number = figure(tokens[last].norm) if tokens[last - 1].capital else 0
        number = number or roman(tokens[last].text)
        last += bool(number)
    for _ in range(3):  # "of the Task Force (TFPP) of the Bali Process", each of them told by "of"
        at = past_bracket(line, last)
        if line.norm(at) != "of":
            break
        reached, named = _of(line, at)
        if reached == at:
            break
        body, last = body or named, reached
    at = past_bracket(line, last)
    topic = ""
    to_whom = line.norm(at) == "to" and (
        line.norm(at + 1) in ("the", "a", "an") or at + 1 < line.span.last and tokens[at + 1].capital
    )
    dated = line.norm(at + 1) in words("weekdays")  # "its session on Monday"
    called = line.norm(at) == "to" and line.norm(at + 1) in ("order", "a", "an")  # "called the meeting to order"
    small = at == end and at + 1 < line.span.last and not (tokens[end - 1].capital or tokens[at + 1].capital)
    called = called or small and line.norm(at) == "to" and not to_whom  # "directed by the meeting to go on"
    if (
        line.norm(at) in words("topic_words")
        and not (dated or called)
        and not (to_whom and not _parties_to(line, at))
        and line.unit(at) is None
    ):
        stop, body_there = _topic_end(line, at)
        if stop > at + 1:
            topic, last, body = line.passage.plain(Span(at + 1, stop)), stop, body or body_there
    return last, topic, body, number


def _parties_to(line: Line, at: int) -> bool:
    return line.norm(at - 1) in ("parties", "states")


def _of(line: Line, at: int) -> tuple[int, Name | None]:
    """How far "of …" behind a head reaches, and the body that it names; `at` itself where it is no part of the name."""
    tokens = line.tokens
    inner = at + 1 + (line.norm(at + 1) in ("the", "its"))
    if inner >= line.span.last or line.norm(inner) in words("officers"):
        return at, None  # "the participation at the Summit of the President of the League": no meeting of a president
    unit = line.unit(inner)
    name = name_of(unit)
    if unit is not None and name is not None and (name.kind != "state" or line.title and unit.words.first == inner):
        end, body = unit.words.last, organ(unit)
        more = line.unit(end) if end < line.span.last else None
        beside = more is not None and more.words.first == end and tokens[end - 1].norm != ")"
        if body is not None and more is not None and beside and organ(more) is not None:
            end, body = more.words.last, organ(more)  # "of the Silk Gate Process Core Group"
        end = _people_behind(line, past_bracket(line, end), _highest(line, end))
        if end < line.span.last and tokens[end].capital and line.unit(end) is None and _owns(line, end):
            end += 1  # "of the Ministers' Deputies", "of the League Senior Officials' Meeting"
        return end, body
    end = inner
    while end < line.span.last and line.unit(end) is None and _in_name(line, end):
        end += 1
    if line.norm(end) == "to" and _parties_to(line, end):
        end += 1 + (line.norm(end + 1) == "the")  # "of the parties to the X Process"
    more = line.unit(end) if end < line.span.last else None
    held = more is not None and (organ(more) is not None or OFFICE in (name_of(more) or NOBODY).traits)
    if end > inner and more is not None and more.words.first == end and held:
        return more.words.last, organ(more)  # "of Monsoon Trade Ministers"
    while end > inner and not tokens[end - 1].capital and tokens[end - 1].norm not in words("people"):
        end -= 1
    if end > inner and (reached := _of_services(line, end)) > end:
        return reached, None
    return (end, None) if end > inner else (at, None)


def _of_services(line: Line, at: int) -> int:
    """How far people lead on to whom they serve: "heads of border services of the authorities of the X members"."""
    end = at
    while line.norm(end) == "of" or end > at and end < line.span.last and line.unit(end) is None:
        token = line.tokens[end]
        if not token.word or token.capital or token.norm in words("stops") or end - at > 12:
            return at
        end += 1
    unit = line.unit(end) if at < end < line.span.last else None
    name = name_of(unit)
    if unit is None or name is None or name.kind == "state" or unit.words.first != end:
        return at
    whole = line.unit(unit.words.last) if unit.words.last < line.span.last else None
    everyone = whole is not None and EVERYONE in (name_of(whole) or NOBODY).traits
    return whole.words.last if whole is not None and everyone else unit.words.last


def _highest(line: Line, at: int) -> int:
    """How far the highest organ behind the name of a process reaches: "of the League Assembly of Heads of State"."""
    if at >= line.span.last or not line.tokens[at].capital or line.norm(at) not in words("highest") or line.unit(at):
        return at
    end = at + 1
    while line.norm(at + 1) == "of" and end < line.span.last and line.unit(end) is None and _in_name(line, end):
        end += 1
    return end


def _owns(line: Line, at: int) -> bool:
    """Whether the word before a token ends in the apostrophe of an owner, which is no token."""
    between = line.passage.passage.text[line.tokens[at - 1].end : line.tokens[at].start]
    return between[:1] in ("'", "’")


def _people_behind(line: Line, at: int, end: int) -> int:
    """The end of "Senior Officials" behind the name of a body; `end` where no people stand there."""
    people = at
    while people < line.span.last:
        unit = line.unit(people)
        if unit is not None and unit.words.first == people and OFFICE in (name_of(unit) or NOBODY).traits:
            people = unit.words.last
        elif unit is None and line.tokens[people].norm in words("people") | {"senior", "foreign", "prime", "deputy"}:
            people += 1
        else:
            break
    return people if people > at else end


def _in_name(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return (
        token.word
        and (
            token.capital
            or token.norm in words("people")
            or token.norm == "'s"
            and line.tokens[at + 1 : at + 2]
            and line.tokens[at + 1].capital
            or token.norm in _BETWEEN
        )
        and token.norm not in words("stops") - {"for", "and"}
    )


def _topic_end(line: Line, at: int) -> tuple[int, Name | None]:
    """Where the topic behind "on" ends, and the body that it ends with: "on Visa Fraud of the Harbour Network"."""
    tokens, stop = line.tokens, at + 1
    body: Name | None = None
    while stop < line.span.last and stop - at < _LONGEST_TOPIC:
        if stop > at + 1 and quotes(line.passage, stop, "“"):
            break  # "… on Tides “One Sea, One Law”"
        unit = line.unit(stop)
        if unit is not None:
            if (
                unit.sort in ("date", "event", "list", "person")
                or unit.sort == "place"
                and line.norm(stop - 1) in ("in", "at", ",")
            ):
                break
            if organ(unit) is not None and line.norm(stop - 1 - (line.norm(stop - 1) == "the")) == "of":
                body = organ(unit)
            elif (
                unit.sort == "party"
                and not tokens[stop - 1].capital
                and ordinal_before(tokens, stop, at) is None
                and line.norm(stop - 1) not in ("of", "the", "for", "in", "with", "on")
            ):
                break
            stop = unit.words.last
            continue
        if not _topic_word(line, stop):
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
        ",",
        "a",
        "to",
    ):
        stop -= 1
    return stop, body


def _topic_word(line: Line, at: int) -> bool:
    tokens, token = line.tokens, line.tokens[at]
    behind = line.unit(at + 1 + (line.norm(at + 1) == "the")) if at + 1 < line.span.last else None
    if token.norm == ",":
        return _inner_list(line, at)
    if not token.word:
        return token.norm in ("&", "/")
    if token.norm == "and":
        return _joins(line, at)
    if token.norm in ("in", "at", "on", "near"):
        held = (
            behind is not None
            and behind.sort in ("date", "place")
            or behind is not None
            and (name_of(behind) or NOBODY).kind == "state"
        )
        capital = (
            token.norm != "on" and at + 1 < line.span.last and tokens[at + 1].capital and not tokens[at - 1].capital
        )
        same = line.norm(at + 1) == "the" and line.norm(at + 2) == "same"  # "a Workshop on Rafts in the same city"
        return not held and not capital and not same and not line.norm(at + 1).isdigit()
    if line.title and token.norm in words("headline_verbs") and line.norm(at + 1) not in ("of", "and"):
        return False  # "Third Workshop on Nets Ends in Apia"
    if token.norm in words("stops"):
        return (
            token.capital
            and tokens[at - 1].capital
            or token.norm == "by"
            and line.norm(at + 1) in ("sea", "air", "land", "boat", "road")
        )
    return True


NOBODY = Name("", "", "", Span(0, 0))


def _joins(line: Line, at: int) -> bool:
    """Whether "and" joins two halves of a topic rather than two events or two clauses."""
    tokens = line.tokens
    if at + 1 >= line.span.last or ordinal_at(tokens, at + 1) is not None:
        return False
    after = tokens[at + 1]
    if after.norm in meanings("determiners") or after.norm in words("stops"):
        return after.norm == "the" and tokens[at - 1].capital and at + 2 < line.span.last and tokens[at + 2].capital
    name = name_of(line.unit(at + 1))
    if name is not None and name.party and SHORT not in name.traits:
        return False
    if tokens[at - 1].capital and not after.capital:
        return False
    return line.norm(at + 2) not in ("to", "that", "was", "were", "will") and not (
        after.norm.endswith("ed") and not tokens[at - 1].norm.endswith("ed")
    )


def _inner_list(line: Line, comma: int) -> bool:
    """A comma inside a title: "Trafficking, Smuggling and Fraud" with capitals on both sides and an "and" to come."""
    at, tokens = comma + 1, line.tokens
    while at < min(line.span.last, comma + 6) and tokens[at].capital:
        at += 1
    return comma + 1 < at < line.span.last and tokens[at].norm == "and" and tokens[comma - 1].capital


def past_bracket(line: Line, at: int) -> int:
    """Return the token behind a short form in brackets: "(TFPP)", "(hereinafter the Working Group)"; else `at`."""
    if line.norm(at) != "(":
        return at
    close = next((i for i in range(at + 1, min(at + 8, line.span.last)) if line.tokens[i].norm == ")"), 0)
    inside = [
        t for t in line.tokens[at + 1 : close] if t.norm not in ("the", "hereinafter", "hereafter", "henceforth", "or")
    ]
    return (
        close + 1 if close and 0 < len(inside) <= 4 and all(t.capital or t.norm[:1].isdigit() for t in inside) else at
    )


def bracketed(line: Line, at: int) -> str:
    """A short form in brackets right behind a name: "(AHG SOM)", "(COP12)", "(the Summit)"."""
    close = past_bracket(line, at)
    if close == at:
        return ""
    inside = [t for t in line.tokens[at + 1 : close - 1] if t.norm != "the"]
    return " ".join(t.text for t in inside) if all(t.word for t in inside) else ""
