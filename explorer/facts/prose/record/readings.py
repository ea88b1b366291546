"""What clauses say: the facts that rows read from them, and what would have been facts but is not asserted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explorer.facts.prose.clauses.model import ClausePage
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.record.actrows import rows_of
from explorer.facts.prose.record.acts import told_acts
from explorer.facts.prose.record.hand import hand_of
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.record.rows import told_by_rows
from explorer.facts.prose.text.model import Span

Remark = tuple[int, Span, str]


def readings(clauses: ClausePage, events: EventPage) -> tuple[Fact, ...]:
    """Return the facts of a page in the order of its clauses; one fact told by two rows is kept once."""
    return read_rows(clauses, events)[0]


def read_rows(
    clauses: ClausePage, events: EventPage, verbs: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[Fact, ...], tuple[Remark, ...]]:
    """Return the facts of a page and, with place and reason, the clauses that no row could be held against.

    A fault in one clause costs that clause only.
    """
    hand = hand_of(clauses, events, rows_of(verbs))
    found: dict[tuple[object, ...], Fact] = {}
    faults: list[Remark] = []
    for number, clause in enumerate(clauses.clauses):
        try:
            for fact in (*told_by_rows(hand, number), *told_acts(hand, number)):
                found.setdefault(_same(fact), fact)
        except Exception as fault:  # told, with its place
            faults.append((clause.passage, clause.words, f"this clause could not be read ({type(fault).__name__})"))
    facts = _with_parents(sorted(found.values(), key=lambda f: (f.clause, f.act is not None)), events)
    return facts, tuple(faults)


def _with_parents(facts: list[Fact], events: EventPage) -> tuple[Fact, ...]:
    """Tell of each act which one it is a sub-point of: the last act of the passage it stands under."""
    last: dict[int, int] = {}
    told = list(facts)
    for n, fact in enumerate(facts):
        if fact.act is None:
            continue
        passage = events.named.text.passages[fact.passage]
        main = passage.stem in last and (fact.rule == "item" or events.named.text.passages[passage.stem].stem_open)
        if passage.passage.kind == "item" and main:
            told[n] = replace(fact, act=replace(fact.act, parent=last[passage.stem]))
        last[fact.passage] = n
    return tuple(told)


def _same(fact: Fact) -> tuple[object, ...]:
    name = fact.name.id if fact.name else ""
    where = fact.where.id if fact.where else ""
    when = (fact.when.start, fact.when.end) if fact.when else ()
    act = (fact.clause, fact.words.first) if fact.act else ()
    return fact.relation, fact.event, name, where, when, fact.other, fact.role, act
