"""Place and days that a clause tells of an event, also of two halves: "was held in A on 3 May and in B on 4 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from explorer.facts.prose.clauses.model import Clause
from explorer.facts.prose.names.model import Unit, When
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.model import DATE, Fact
from explorer.facts.prose.text.model import Span, TextPassage

if TYPE_CHECKING:
    from explorer.facts.prose.record.rows import Row

_OPENING = ("open", "begin", "start", "commence")
_CLOSING = ("close", "end", "conclude", "finish")
_WHEN = ("on", "from", "in", "between", "over", "during", "", "of", "for", "today", "at")
_WHERE = ("in", "at", "", "on", "near", "via", "by", "through", "from", "over")

_ORDER = ["place", "date", "place", "date"]
_BETWEEN = frozenset({"and", "then", "in", "at", ",", "later", "continued", "the"})
_LONGEST = 14  # days from one half to the other


def second_half(passage: TextPassage, units: Sequence[Unit]) -> tuple[Unit, When] | None:
    """Return the second town of a meeting and all its days, where a verb has two towns with a day each; else None.

    Days far apart are those of two meetings.
    """
    sites = sorted({u.words.first: u for u in units if u.where or u.when}.values(), key=lambda u: u.words.first)
    if [u.sort for u in sites] != _ORDER:
        return None
    first, second = sites[1].when, sites[3].when
    between = {token.norm for token in passage.tokens[sites[1].words.last : sites[2].words.first]}
    if first is None or second is None or not between <= _BETWEEN or not between & {"and", "then"}:
        return None
    if {first.precision, second.precision} != {"day"} or not first.start or not second.start:
        return None
    apart = (date.fromisoformat(second.start) - date.fromisoformat(first.end or first.start)).days
    whole = replace(first, end=second.end or second.start, words=Span(first.words.first, second.words.last))
    return (sites[2], whole) if 0 <= apart <= _LONGEST else None


def place_and_date(row: Row, hand: Hand, number: int, clause: Clause, event: int) -> Iterator[Fact]:
    """Yield where and when a clause says that an event was."""
    dated = placed = False
    venues = {f.head for f in clause.adjuncts if f.prep == "at" and not f.via}  # "at the headquarters of A in Lima"
    venues |= {"end", "close"} if clause.lemma == "come" else set()  # "came to its end in Lima"
    told = (*clause.objects, *clause.subject)  # "for three days, 3 to 5 July", "On 3 July experts came to X"
    beside = tuple(f for f in told if any(u.when for u in f.units))
    units = [u for f in clause.adjuncts if not f.via and f.passage < 0 for u in f.units]
    half = second_half(hand.events.named.text.passages[clause.passage], units)
    for filler in (*clause.adjuncts, *beside):
        if filler.via and (filler.prep not in ("in", "on") or filler.via not in venues):
            continue
        said = filler.passage  # where it stands, if not in the passage of its clause
        for unit in filler.units:
            if unit.when is not None and filler.prep in _WHEN and not dated:
                dated = True
                when = half[1] if half is not None else _until(unit.when, _closed(hand, number, clause))
                yield fact_of(row, number, clause, event, when.words, passage=said, relation=DATE, when=when)
            came = filler.prep == "to" and clause.lemma == "come"  # "came to Lima for the Workshop"
            if unit.where is not None and (filler.prep in _WHERE or came) and not placed:
                placed = True
                where = unit.where
                yield fact_of(row, number, clause, event, unit.words, passage=said, relation="held_in", where=where)
    if half is not None:
        yield fact_of(row, number, clause, event, half[0].words, relation="held_in", where=half[0].where)


def _closed(hand: Hand, number: int, clause: Clause) -> When | None:
    """Return the day on which what a clause says was opened was closed: "opened on 3 May and closed on 5 May"."""
    ends = (hand.clauses.clauses[n] for n in hand.below.get(number, ()) if clause.lemma in _OPENING)
    told = (c for c in ends if c.link == "conj" and c.lemma in _CLOSING and c.status == clause.status)
    same = (c for c in told if c.subject == clause.subject)
    return next((u.when for c in same for f in c.adjuncts for u in f.units if f.prep == "on" and u.when), None)


def _until(when: When, closed: When | None) -> When:
    return replace(when, end=closed.start) if closed and not when.end and when.start < closed.start else when


def rounds_told(row: Row, number: int, clause: Clause, rounds: list[tuple[int, Unit]]) -> Iterator[Fact]:
    """Yield town and days of each round of "met twice, first in X on D and again in Y on E"."""
    for event, unit in rounds:
        if unit.when is not None:
            yield fact_of(row, number, clause, event, unit.words, relation=DATE, when=unit.when)
        if unit.where is not None:
            yield fact_of(row, number, clause, event, unit.words, relation="held_in", where=unit.where)


def fact_of(row: Row, number: int, clause: Clause, event: int, words: Span, *, passage: int = -1, **more: Any) -> Fact:
    """Return what a row says of an event; `passage` where its words stand, if not in that of the clause."""
    return Fact(
        relation=more.pop("relation", row.means),
        rule=row.row,
        passage=passage if passage >= 0 else clause.passage,
        clause=number,
        words=words,
        event=event,
        **more,
    )
