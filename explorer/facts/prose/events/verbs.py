"""Events told by a verb alone: "Senior officials of the Cedar Process met in Porto on 20 October 2021"."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.facts.prose.events.lexicon import phrases, words
from explorer.facts.prose.events.line import Line, name_of, organ
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.names.model import Name, Unit, units_in
from explorer.facts.prose.text.model import Span

_AUXILIARIES = frozenset({"was", "were", "be", "been", "being", "is", "are"})
_BEFORE_NOW = frozenset({"last", "previously", "earlier", "once"})


def met(line: Line) -> Iterator[Mention]:
    """Yield the gatherings that the verbs of a sentence tell, each with its day or its town in the same sentence."""
    if line.title:
        return
    dated = any(u.sort in ("date", "place") for u in units_in(line.units, line.span))
    if not dated:
        return
    if (behind := _meeting(line)) is not None:
        yield behind
        return
    for at in range(line.span.first + 1, line.span.last):
        if line.norm(at - 1) in _SUPPOSING:
            return  # "When its Board of Directors meets on 15 September"
        end = _gathered(line, at)
        if not end:
            continue
        subject = _subject(line, at)
        if subject is None or end > at + 1 and line.norm(at) != "came" and not _by_people(line, at):
            return
        name, body, determiner = subject
        rounds = list(_twice(line, end))
        if len(rounds) == 1:
            return  # "met four times between June and March": no day of one meeting
        for words_ in rounds or [Span(at, end)]:
            yield Mention(
                line.passage.number,
                words_,
                "meeting",
                "meeting",
                name,
                body=body,
                determiner=determiner,
                definite=True,
                verb=at,
            )
        return


_SUPPOSING = frozenset({"when", "whenever", "if", "until", "once", "where"})


def _meeting(line: Line) -> Mention | None:
    """As in "Meeting in Suva on 3 May 2012, the Harbour Board agreed": who met is told behind the comma."""
    near = range(line.span.first, min(line.span.first + 6, line.span.last))
    colon = next((at for at in near if line.norm(at) == ":"), -1)  # "21 June 2014: Meeting in Suva on 3 May, …"
    first = colon + 1 if colon >= 0 else line.span.first
    if line.norm(first) != "meeting" or line.norm(first + 1) not in ("in", "at", "on", "for"):
        return None
    sites = [u for u in line.units if u.sort in ("date", "place") and u.words.first in line.span]
    for unit in line.units:
        before = unit.words.first - 1 - (line.norm(unit.words.first - 1) == "the")
        body = organ(unit)
        if body is not None and line.norm(before) == "," and any(u.words.first < before for u in sites):
            name = f"Meeting of the {body.name}"
            return Mention(line.passage.number, Span(first, first + 1), "meeting", "meeting", name, body=body,
                           definite=True, verb=first)  # fmt: skip
    return None


def _gathered(line: Line, at: int) -> int:
    """The token behind a verb of coming together without an object, 0 where there is none."""
    tokens = line.tokens
    before, behind = line.norm(at - 1), line.norm(at + 1)
    if line.unit(at) is not None:
        return 0
    if (phrase := phrases("gather_words").at(tokens, at, line.span.last)) is not None:
        return phrase[1] if line.norm(phrase[1]) not in ("to", "and") else 0
    if tokens[at].norm == "held" and behind in ("its", "their", "a", "an") and before not in _AUXILIARIES:
        return 0
    if tokens[at].norm == "meeting" and before == "," and behind in ("in", "at", "on"):
        return at + 1  # "The Officials of the Compact, meeting in Suva on 6 May, adopted"
    if tokens[at].norm not in words("gather") or before in _AUXILIARIES and tokens[at].norm != "gathered":
        return 0
    if behind == "," and tokens[at].norm in ("convened", "held", "hosted"):  # "convened, as agreed, a meeting"
        close = next((i for i in range(at + 2, line.span.last) if line.norm(i) == ","), line.span.last)
        while close < line.span.last and line.norm(close + 1) not in ("a", "an", "the", "its"):
            close = next((i for i in range(close + 1, line.span.last) if line.norm(i) == ","), line.span.last)
        if close < line.span.last:
            return 0
    afar = at + 1 < line.span.last and line.unit(at + 1)  # "met by video link"
    if afar and afar.where is not None and afar.where.online:
        return at + 1
    if behind in ("the", "with", "a", "an", "its", "their", "by", "all", "to") or (
        organ(line.unit(at + 1)) is not None
    ):
        return 0
    return at + 1


def _subject(line: Line, verb: int) -> tuple[str, Name | None, str] | None:
    """What to call the gathering, the body that met, and "previous" for an earlier one."""
    first = next((i + 1 for i in range(verb - 1, line.span.first, -1) if line.norm(i) == ";"), line.span.first)
    earlier = "previous" if line.norm(verb - 1) in _BEFORE_NOW else ""
    units = [u for u in line.units if first <= u.words.first < verb and u.sort in ("party", "list", "person")]
    bodies = [u for u in units if organ(u) is not None]
    people = next((i for i in range(first, verb) if line.norm(i) in words("people") and line.unit(i) is None), -1)
    if people >= 0:
        start = people
        while start > first and line.norm(start - 1) in words("before") and line.unit(start - 1) is None:
            start -= 1
        who = line.passage.plain(Span(start, people + 1))
        who = who if line.tokens[start].capital and line.tokens[people].capital else _titled(who)
        of = next((u for u in bodies if u.words.first > people), None)
        named = organ(of)
        return f"{who}' Meeting{f' of the {named.name}' if named else ''}", named, earlier
    for unit in reversed(units):
        name = name_of(unit)
        if name is not None and name.kind in ("body", "organisation"):
            office = organ(unit) is None
            return (
                (f"{name.name}' Meeting" if office and name.name.endswith("s") else f"Meeting of the {name.name}"),
                organ(unit),
                earlier,
            )
    if units:
        return f"Meeting of {_listed(units)}", None, earlier
    if line.norm(first) in ("they", "it", "we"):
        return "Meeting", None, earlier or "the"
    return None


def _by_people(line: Line, verb: int) -> bool:
    """Whether people or the parties themselves come together, not "the cables of Peru and Chile linked up"."""
    first = line.span.first + (line.norm(line.span.first) == "the")
    said = any(line.norm(i) in words("people") for i in range(first, verb))
    return said or any(u.words.first == first and u.sort in ("party", "list") for u in line.units)


def _titled(who: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in who.split())


def _listed(units: list[Unit]) -> str:
    names = [name.name for unit in units for name in unit.names]
    return (
        ", ".join(names[:-1]) + f" and {names[-1]}"
        if 1 < len(names) < 4
        else names[0]
        if len(names) == 1
        else "representatives"
    )


def _twice(line: Line, end: int) -> Iterator[Span]:
    """As in "met twice, first in Rabat on 9 to 11 December and again in Oslo on 20 April": town and days of each."""
    counted = {line.norm(i) for i in range(end, min(end + 3, line.span.last))}
    if counted.isdisjoint({"twice", "times", "thrice"}) and phrases("several").at(line.tokens, end) is None:
        return
    begin = -1
    for unit in line.units:
        if unit.words.first < end or unit.words.first >= line.span.last:
            continue
        if unit.sort == "place" and begin < 0:
            begin = unit.words.first
        if unit.sort == "date":
            yield Span(begin if begin >= 0 else unit.words.first, unit.words.last)
            begin = -1
