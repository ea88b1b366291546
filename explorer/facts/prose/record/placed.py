"""Who was where: "with Peru in the chair, Chile and Fiji at the table and the Fund on the line"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.clauses.model import ASSERTED, Clause, ClausePage
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import OFFICE, Unit, units_in
from explorer.facts.prose.record.listlines import people
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.lists import phrases
from explorer.facts.prose.text.model import Span, TextPassage

_RULE = "where they were"
_SMALL = frozenset({",", ";", "and", "with", "the", "while"})
_TAIL = 6  # tokens behind a place before the next of the row: "on the line from Washington, and …"


def placed(page: EventPage, clauses: ClausePage, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with those whom "with" tells of by where they were, instead of what else is said of them."""
    found = [fact for passage in page.named.text.passages for fact in _told(page, clauses, passage)]
    spans = {(fact.passage, fact.words) for fact in found}
    kept = [
        fact
        for fact in facts
        if (fact.passage, fact.words) not in spans or fact.relation not in ("participated_in", "chaired")
    ]
    return (*kept, *found)


def _told(page: EventPage, clauses: ClausePage, passage: TextPassage) -> Iterator[Fact]:
    if passage.passage.kind == "row" or not any(token.norm == "with" for token in passage.tokens):
        return
    mains: dict[int, Clause] = {}
    for clause in (clauses.clauses[n] for n in clauses.by_passage.get(passage.number, ())):
        if clause.lemma and clause.governor < 0:
            mains.setdefault(clause.sentence, clause)
    all_units = page.units[passage.number]
    for number, sentence in enumerate(passage.sentences):
        main = mains.get(number)
        if main is None or main.status != ASSERTED:
            continue
        units = units_in(all_units, sentence)
        named = (page.of_mention[u.event] for u in units if u.sort == "event")
        told = page.by_verb.get((passage.number, main.predicate.first), -1)
        event = next((e for e in (told, *named) if e >= 0), page.at_hand(passage.number))
        if event >= 0:
            yield from _row(passage, sentence, units, event)


def _row(passage: TextPassage, sentence: Span, units: Sequence[Unit], event: int) -> Iterator[Fact]:
    """Yield who is told behind "with", one place after the other."""
    open_ = -1  # the token from which the row goes on
    for unit in units:
        before = [t.norm for t in passage.tokens[max(sentence.first, unit.words.first - 2) : unit.words.first]]
        begun = "with" in before and before[-1] in ("with", "the")
        between = passage.tokens[open_ : unit.words.first] if 0 <= open_ <= unit.words.first else ()
        goes_on = 0 < len(between) <= _TAIL and between[-1].norm in _SMALL
        met = phrases("record", "layout.yaml", "placed").at(passage.tokens, unit.words.last, sentence.last)
        if unit.sort not in ("party", "list", "person") or met is None or not (begun or goes_on):
            open_ = open_ if unit.sort in ("date", "place") else -1
            continue
        way, open_ = met
        names = [name for name in people(unit) if OFFICE not in name.traits]
        for name in names:
            if way == "chair":
                role = "co_chair" if len(names) > 1 else "chair"
                yield Fact("chaired", _RULE, passage.number, -1, name.words, event, name, role=role)
            role = way if way == "observer" else "participant"
            yield Fact("participated_in", _RULE, passage.number, -1, name.words, event, name, role=role)
