"""Rolls of those present, read as a whole: persons and whom they are from in turn, codes of states, given names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from explorer.facts.columns.names import by_code
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.names.model import Name
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.labels import attendance
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span, TextPassage

_CODES = (
    re.compile(r"^(?P<code>[A-Z]{2})(?: ?[:–—-] ?|[ \t]+)(?=[A-Z][^\W\d]*[^\W\d.])"),  # "NO: Ms Berg", "NO Anna Berg"
    re.compile(r"^[A-Z]\S* [^()\[\]]*[(\[](?P<code>[A-Z]{2})[)\]]"),  # "Berg Anna (NO), chair"
    re.compile(r"^[A-Z]\S* [^()\[\]]*\S ?[,–—-] ?(?P<code>[A-Z]{2})(?: ?\([^()]*\))?$"),  # "Anna Berg, NO"
)
_USUAL = {"UK": "GB", "EL": "GR"}  # as the European Union writes them
_LEAST = 3  # lines with codes that make a roll by codes
_LONGEST = 20  # tokens of a line of a roll
_SETS_OFF = frozenset({"(", "[", ",", "–", "—"})
_LAID = -1  # the clause of a fact that rests on no clause


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line of a list of those present: its words, the event and role of the list, and what it says by itself.

    `roll` tells lists apart. `person`: a line of capitals that names no party. `away`: it says that it was not there.
    """

    passage: TextPassage
    words: Span
    event: int
    way: str
    roll: int
    facts: tuple[Fact, ...] = ()
    person: bool = False
    away: bool = False

    @property
    def text(self) -> str:
        """The line as written."""
        return self.passage.text(self.words)


def settled(lines: Sequence[RollLine]) -> Iterator[Fact]:
    """Yield what the lines of the rolls of a page say, once all are known."""
    codes = _codes(lines)
    if codes:
        yield from (_by_code(line, codes[n]) for n, line in enumerate(lines) if n in codes and not line.away)
    given = {n for n, line in enumerate(lines) if _given_name(line)}
    led = {fact.name.id for line in lines for fact in line.facts if fact.name is not None}
    as_parties = len(led) >= _LEAST and 4 * sum(bool(line.facts) for line in lines) >= 3 * len(
        lines
    )  # "Fiji Tora Vula"
    for n, line in enumerate(lines):
        if n not in codes and not (n in given and (codes or not as_parties)) and not _of_absent(lines, n):
            yield from line.facts


def is_person(passage: TextPassage, line: Span) -> bool:
    """Tell whether a line can be that of a person or an office: a few capitals up to a bracket, comma or dash."""
    loose = words("text", "text.yaml", "small") | words("names", "names.yaml", "particles")
    tokens = passage.tokens[line.first : line.last]
    said = list(takewhile(lambda token: token.norm not in _SETS_OFF, tokens))
    plain = all(token.norm not in (":", ";") for token in tokens) and tokens[-1].norm not in ("?", "!")
    told = {token.norm for token in tokens} & words("record", "layout.yaml", "told")
    label = attendance(tokens, 0)
    if not plain or told or len(tokens) > _LONGEST or label is not None and label[1] == len(tokens):
        return False
    away = words("record", "layout.yaml", "absence")
    named = all(token.capital or token.norm in loose or token.norm in away for token in said if token.word)
    return tokens[0].capital and sum(token.word for token in said) > 1 and named


def _codes(lines: Sequence[RollLine]) -> dict[int, Name]:
    """Return the state of each line that bears a code, by number; {} where codes are not how most lines tell."""
    best: dict[int, Name] = {}
    for form in _CODES:
        found, strange = {}, 0
        for number, line in enumerate(lines):
            match = form.match(line.text)
            state = by_code(_USUAL.get(match["code"], match["code"]), shipped_names()) if match else None
            if state is not None:
                found[number] = Name(state.kind, state.id, state.name, line.words)
            strange += match is not None and state is None
        different = len({name.id for name in found.values()})
        if (
            len(found) > len(best)
            and different >= _LEAST
            and 2 * len(found) >= len(lines)
            and 4 * strange <= len(found)
        ):
            best = found
    return best


def _by_code(line: RollLine, state: Name) -> Fact:
    said = {token.norm for token in line.passage.tokens[line.words.first : line.words.last]}
    role = "observer" if said & {"observer", "observers"} else line.way
    rule = f"list: {line.way}, by code"
    return Fact("participated_in", rule, line.passage.number, _LAID, line.words, line.event, state, role=role)


def _given_name(line: RollLine) -> bool:
    """Tell whether what looks like a state is the name of somebody: "Jordan Miles", "ES: Montserrat Roig"."""
    tokens = line.passage.tokens
    begins = {fact.name.words.first for fact in line.facts if fact.name is not None}  # "Peru Chile Samoa"
    for fact in line.facts:
        at = fact.name.words.last if fact.name is not None else line.words.last
        titled = phrases("names", "names.yaml", "titles").at(tokens, at, line.words.last) is not None
        if at >= line.words.last or at in begins or titled:
            continue
        if tokens[at].word and tokens[at].capital and not tokens[at].shouted:
            return True
    return False


def _of_absent(lines: Sequence[RollLine], number: int) -> bool:
    """Tell whether the persons that a line is about were not there, where persons and parties stand in turn."""
    roll = [n for n, line in enumerate(lines) if line.roll == lines[number].roll]
    step = -1 if lines[roll[0]].person else 1  # persons first, or parties
    theirs = []
    at = number + step
    while roll[0] <= at <= roll[-1] and lines[at].person:
        theirs.append(lines[at].away)
        at += step
    return bool(theirs) and (theirs[0] if step < 0 else all(theirs))
