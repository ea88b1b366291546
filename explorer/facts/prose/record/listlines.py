"""Lines of lists: where they end, which parties they begin with, and whether they are nothing but names."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import Name, Unit, units_in
from explorer.facts.prose.record.rolls import is_person
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span, TextPassage, Token


def people(unit: Unit) -> list[Name]:
    """Return the parties of a unit."""
    return [name for name in unit.names if name.acts] if unit.sort in ("party", "list", "person") else []


def within(page: EventPage, passage: int, span: Span) -> list[Unit]:
    """Return the units of a passage that stand in a span."""
    return [unit for unit in units_in(page.units[passage], span) if span.holds(unit.words)]


def norms_of(passage: TextPassage, span: Span) -> set[str]:
    return {token.norm for token in passage.tokens[span.first : span.last]}


def new_line(passage: TextPassage, at: int) -> bool:
    return "\n" in passage.passage.text[passage.tokens[at - 1].end : passage.tokens[at].start]


def mostly_names(page: EventPage, passage: TextPassage) -> bool:
    """Whether most lines of a passage are nothing but names of parties."""
    every = list(lines_of(page, passage))
    lines = [line for line in every if any(people(u) for u in within(page, passage.number, line))]
    return sum(only_names(page, passage, line) for line in lines) * 2 > len(every)


def on_a_roll(page: EventPage, passage: TextPassage) -> bool:
    """Whether each line of a passage is that of a person or an office, or begins with a party.

    A heading is none, unless it says that somebody was not there.
    """
    away = norms_of(passage, Span(0, len(passage.tokens))) & words("record", "layout.yaml", "absence")
    if passage.passage.kind == "title" or passage.passage.kind == "heading" and not away:
        return False
    for line in lines_of(page, passage):
        free = beginning(page, passage, line)
        if not (begins(passage, line, free[0]) if free else is_person(passage, line)):
            return False
    return True


def beginning(page: EventPage, passage: TextPassage, line: Span) -> list[Unit]:
    """The parties that begin on a line; a person's may go on with the next: "Ms Berg / Norway"."""
    return [unit for unit in page.units[passage.number] if unit.words.first in line and people(unit)]


def lines_of(page: EventPage, passage: TextPassage) -> Iterator[Span]:
    """The lines of a passage, without what stands behind a label; a name and a colon are one with what follows.

    So are a person and a party on the next line, where they are named as one.
    """
    over = {
        at for u in page.units[passage.number] if u.sort == "person" for at in range(u.words.first + 1, u.words.last)
    }
    own = {label.value.first for label in passage.labels if not label.means}
    ends = {s.first for s in passage.sentences} - own | {label.words.first for label in passage.labels}
    taken = [Span(label.words.first, label.value.last) for label in passage.labels if label.means]
    first = 0
    for at in range(1, len(passage.tokens) + 1):
        last = at == len(passage.tokens)
        if last or at not in over and (at in ends or new_line(passage, at) and not wrapped(passage.tokens[at])):
            if not any(first in span for span in taken):
                yield Span(first, at)
            first = at


def wrapped(token: Token) -> bool:
    """Whether a line that begins so only goes on: with a small letter, and no article of a name."""
    return token.word and token.text[:1].islower() and token.norm not in ("the", "and")


def begins(passage: TextPassage, line: Span, unit: Unit) -> bool:
    """Whether a line begins with a unit and goes on as a list does: a colon, a dash, a comma, a person; no verb."""
    loose = words("record", "layout.yaml", "before_names") | words("record", "layout.yaml", "kinds")
    own = [label.value.first for label in passage.labels if label.words.first in line and not label.means]
    first = own[0] if own and own[0] <= unit.words.first else line.first
    ahead = passage.tokens[first : unit.words.first]
    person = 3 <= len(ahead) <= 9 and ahead[-1].norm == "," and all(t.capital or not t.word for t in ahead)
    office = (
        len(ahead) > 1
        and ahead[-1].norm in (",", "of", "–")
        and ahead[0].norm in words("record", "layout.yaml", "posts")
    )
    if not person and not office and any(t.word and t.norm not in loose and not t.norm.isdigit() for t in ahead):
        return False
    rest = [t for t in passage.tokens[unit.words.last : line.last] if t.word]
    if sentence_in(passage, Span(unit.words.last, line.last)):
        return False
    small = sum(not t.capital and len(t.norm) > 3 for t in rest)
    return small <= max(2, len(rest) // 3)


def sentence_in(passage: TextPassage, span: Span) -> bool:
    """Whether a sentence stands there, which is for its clauses to tell."""
    return bool(norms_of(passage, span) & words("record", "layout.yaml", "told"))


def only_names(page: EventPage, passage: TextPassage, line: Span) -> bool:
    """Whether nothing but names, marks and small words stands in a line."""
    units = units_in(page.units[passage.number], line)
    covered = {i for unit in units for i in range(unit.words.first, unit.words.last)}
    loose = words("record", "layout.yaml", "before_names") | words("record", "layout.yaml", "kinds")
    tokens = passage.tokens
    return all(i in covered or not tokens[i].word or tokens[i].norm in loose for i in range(line.first, line.last))


def only_kinds(passage: TextPassage, line: Span | None = None) -> bool:
    """Whether a line only says what kind of names follow: "Countries", "International organisations:"."""
    span = line or Span(0, len(passage.tokens))
    said = [t.norm for t in passage.tokens[span.first : span.last] if t.word]
    return 0 < len(said) <= 6 and set(said) <= words("record", "layout.yaml", "kinds")
