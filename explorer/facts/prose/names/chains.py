"""What an event is of, outwards: "Meeting of the Technical Panel of the Tidewater Commission"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import EVERYONE, OFFICE, Name
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import data, phrases, words
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at

_PARTIES = ("body", "organisation", "instrument")
_MONTHS = frozenset(month for listed in data("names", "dates.yaml")["months"].values() for month in listed)


@dataclass(frozen=True, slots=True)
class Chain:
    """What an event is of, outwards: "Meeting of the Technical Panel of the Tidewater Commission" gives two names.

    `people` tells that it is of people ("Trade Ministers"), who are no body.
    """

    names: tuple[Name, ...]
    people: str = ""


def chains(line: Line, taken: Taken, last: int) -> list[Chain]:
    """Return what the events named before token `last` are of. Names that no list holds have an empty id."""
    found: list[Chain] = [chain] if (chain := _met(line, taken)) is not None else []
    at = 0
    while at < min(last, len(line.tokens)):
        met = phrases("names", "names.yaml", "events").at(line.tokens, at)
        if (
            met is None
            and line.passage.passage.kind == "title"
            and line.norm(at) in words("names", "names.yaml", "minutes")
            and not _counted(line, at + 2 + (line.norm(at + 2) == "the"))
        ):
            met = ("", at + 1)
        if met is None or taken.at(at) is not None and line.norm(met[1]) != "of":
            at += 1
            continue
        chain = _behind(line, taken, met[1]) if line.norm(met[1]) == "of" else None
        chain = chain or _before(line, taken, at)
        if chain is not None:
            found.append(chain)
        at = met[1]
    return found


def _counted(line: Line, at: int) -> bool:
    """Whether an event follows, not a body: "Communiqué of the Third Ordinary Session of the X Assembly"."""
    counted = ordinal_at(line.tokens, at) if at < len(line.tokens) else None
    events = phrases("names", "names.yaml", "events")
    return counted is not None and any(events.at(line.tokens, counted[1] + i) for i in range(3))


def _met(line: Line, taken: Taken) -> Chain | None:
    """As in "The Joint Committee of the X Commission gathered", "Senior officials of the X Compact will meet"."""
    spans = line.passage.sentences
    at = spans[0].first if spans else 0
    we = line.norm(at) == "we" and line.norm(at + 1) == ","  # "We, the Ministers of the X, met"
    at += 2 * we
    at += line.norm(at) == "the"
    first = at
    chain = None
    while line.norm(at) in _PEOPLE or line.norm(at) in ("senior", "and", "of", "foreign"):
        at += 1
    if at > first and line.norm(at - 1) == "of":
        chain = _behind(line, taken, at - 1)
    name = taken.begins(first)
    if name is None and heads().at(line.tokens, first) is not None:
        run = _run(line, taken, first)  # "The Council of Ministers (COM) of the X Fund held"
        name = run if run is not None and " " in run.name else None
    if name is not None and name.kind in ("organisation", "body") and not name.traits & {EVERYONE}:
        rest = _behind(line, taken, of) if line.norm(of := _past_bracket(line, name.words.last)) == "of" else None
        own = () if name.traits & {OFFICE} else (name,)
        chain = Chain((*own, *rest.names)) if rest is not None else Chain(own) if own else None
    if chain is None or not chain.names:
        return None
    field = chain.names[0].words if line.norm(first) == "ministers" and len(chain.names) > 1 else Span(0, 0)
    if field.last and not any(heads().at(line.tokens, i) for i in range(field.first, field.last)):
        chain = Chain(chain.names[1:], chain.people)  # "The Ministers of Agriculture of the X Council met"
    end = _past_bracket(line, chain.names[-1].words.last)
    while (organ := taken.begins(end)) is not None and organ.kind == "body":  # "the X Commission Joint Committee met"
        end = _past_bracket(line, organ.words.last)
    near = {line.norm(i) for i in range(end, end + 5)}
    return chain if we or near & _MEET else None


_PEOPLE = frozenset({"ministers", "officials", "leaders", "experts", "heads", "state", "government", "delegates",
                     "members", "representatives", "delegation"})  # fmt: skip
_MEET = frozenset({"met", "meet", "meets", "gathered", "gather", "gathers", "convened", "convene", "convenes", "held",
                   "hold", "assembled"})  # fmt: skip


_LONGEST = 120  # tokens of what an event is of


def _behind(line: Line, taken: Taken, at: int) -> Chain | None:
    """Follow every "of" outwards from an event or its people."""
    names: list[Name] = []
    people, begun = "", at
    while line.norm(at) == "of" and at - begun < _LONGEST:
        first = at + 1 + (line.norm(at + 1) == "the")
        name = taken.begins(first)
        if name is not None and name.kind not in _PARTIES and not (
            name.kind in ("place", "state") and line.cap(name.words.last)
        ):  # fmt: skip
            break
        if name is None and taken.at(first) is not None:
            break  # inside a name
        if name is not None and EVERYONE in name.traits:
            at = name.words.last
            continue
        run = name is None or name.kind in ("place", "state") or OFFICE in name.traits
        name = _run(line, taken, first) if run else name
        if name is None:
            break
        organ = heads().at(line.tokens, first)
        whole_organ = organ is not None and organ[1] == name.words.last
        if (
            run
            and not whole_organ
            and any(line.norm(i) in words("names", "names.yaml", "people") for i in range(first, name.words.last))
        ):
            people = people or line.plain(first, name.words.last)
            at = name.words.last
            inner = at + 1 + (line.norm(at + 1) == "the")
            whole = (taken.begins(inner) or _run(line, taken, inner)) if line.norm(at) == "to" else None
            if whole is not None and whole.kind in _PARTIES:
                return Chain((whole,))  # "of the Parties to the X Convention"
            while line.norm(at) == "of" and line.norm(at + 1) in words("names", "names.yaml", "people"):
                at += 2
            continue
        names.append(name)
        at = _past_bracket(line, name.words.last)
    return Chain(tuple(names), people) if names or people else None


def _past_bracket(line: Line, at: int) -> int:
    """The token behind a short form in brackets, `at` itself where none stands there."""
    bracket = line.norm(at) == "("
    return next((i + 1 for i in range(at, min(at + 8, len(line.tokens))) if line.norm(i) == ")"), at) if bracket else at


def _run(line: Line, taken: Taken, at: int) -> Name | None:
    """A run of capitals that no head noun ends: "the Reef Rangers", "the Saffron Corridor"."""
    end = at
    if line.norm(at) in _MONTHS:
        return None
    while end < len(line.tokens) and end - at < 8 and line.cap(end) and line.tokens[end].word:
        name = taken.begins(end)
        if name is not None and name.kind in ("organisation", "body") and end > at and OFFICE not in name.traits:
            break
        if line.norm(end) in words("names", "names.yaml", "not_in_names") and (
            line.norm(end) not in words("names", "names.yaml", "people")
        ):
            return None
        end = name.words.last if name is not None else end + 1
        if line.norm(end) == "'s" and line.cap(end + 1) and heads().at(line.tokens, end + 1) is not None:
            end += 1  # "the Port Directors' Conference"
        if line.norm(end) == "of" and line.cap(end + 1) and taken.begins(end + 1) is None:
            end += 2  # "the Joint Period of Action"
    head = heads().at(line.tokens, at)
    end = max(end, head[1]) if head is not None and end > at else end  # "the Council of Ministers"
    end = _joined_region(line, end) if end > at else end
    alone = end == at + 1 and line.norm(end) != "of"
    event = alone and phrases("names", "names.yaml", "events").at(line.tokens, at) is not None
    letter = alone and len(line.norm(at)) == 1  # "the D-8 Commission"
    if line.norm(end) == "'s" or end == at or event or letter:
        return None  # "the opening session of the Summit": of no body
    return Name("body", "", line.plain(at, end), Span(at, end))


def _joined_region(line: Line, at: int) -> int:
    """The token behind the second half of a region: "the Americas and Caribbean Region"; else `at`."""
    end = at + 1
    while line.norm(at) == "and" and line.cap(end) and end - at < 5:
        end += 1
        if line.norm(end - 1) in ("region", "regions", "area", "basin", "sea", "seas", "corridor"):
            return end
    return at


def _before(line: Line, taken: Taken, event: int) -> Chain | None:
    """As in "Cedar Process Senior Officials' Retreat", "6th Windward Council Summit": a name before the event."""
    at = event
    between = words("names", "names.yaml", "event_words")
    while at > 0 and event - at < 8:
        name = taken.ends(at)
        if name is not None and name.kind in _PARTIES and not name.traits & {OFFICE, EVERYONE}:
            return Chain((name,))
        if name is not None and name.traits & {OFFICE, EVERYONE}:
            at = name.words.first
        elif line.norm(at - 1) in between or line.norm(at - 1) == "'s" or ordinal_at(line.tokens, at - 1):
            at -= 1
        else:
            return None
    return None
