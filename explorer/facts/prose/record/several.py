"""Several acts of one verb: "agreed that A would pay, that B be told and that C should wait"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.made import within
from explorer.facts.prose.text.model import Span, Token

_POINTING = frozenset({"it", "they", "this", "these", "he", "she", "which"})
_JOINS = frozenset({",", ";", "and"})


def parts(hand: Hand, number: int, words: Span) -> list[Span]:
    """Return the words of an act, cut before each further "that" which its verb governs as it does the first."""
    clause = hand.clauses.clauses[number]
    tokens = hand.events.named.text.passages[clause.passage].tokens
    openings = list(_openings(tokens, Span(clause.predicate.last, words.last)))
    if len(openings) < 2:
        return [words]
    inside = sorted(within(hand, number, words), key=lambda n: hand.clauses.clauses[n].predicate.first)
    firsts = [hand.clauses.clauses[n].predicate.first for n in inside]
    heads = {number}
    cuts: list[int] = []
    for at, limit in zip(openings, [*openings[1:], words.last], strict=True):
        found = inside[bisect_right(firsts, at) : bisect_left(firsts, limit)]
        head = next((n for n in found if hand.clauses.clauses[n].governor in heads and _told(hand, n)), -1)
        if head < 0:
            continue
        heads.add(head)
        cuts.append(at)
    ends = [_end(tokens, at) for at in cuts[1:]]
    begins = [words.first, *cuts[1:]]
    return [Span(first, last) for first, last in zip(begins, [*ends, words.last], strict=True)]


def _told(hand: Hand, number: int) -> bool:
    """Tell whether a clause can stand alone; one about "it" makes no sense without what stands before it."""
    clause = hand.clauses.clauses[number]
    about = {f.head for f in clause.subject}
    return bool(about) and not about & _POINTING and clause.link in ("ccomp", "conj", "advcl")


def _openings(tokens: tuple[Token, ...], span: Span) -> Iterator[int]:
    """Yield each "that" right behind the verb, or behind a comma or "and"."""
    for at in range(span.first, span.last):
        if tokens[at].norm == "that" and (at == span.first or tokens[at - 1].norm in _JOINS):
            yield at


def _end(tokens: tuple[Token, ...], at: int) -> int:
    """Return the end of what stands before a further "that"."""
    while tokens[at - 1].norm in _JOINS:
        at -= 1
    return at
