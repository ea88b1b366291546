"""Sentences and the pieces they fall into, as ranges of tokens of one passage."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.tokens import Token

# After these a full stop ends no sentence: "No. 4", "Dr. Lee", "e.g. ports".
ABBREVIATIONS = words("words.yaml", "clauses_abbreviations")
LONGEST = 600  # tokens of a sentence: a list of all States of the world takes some 500
_OPENERS = frozenset('("“‘«[')
_CLOSERS = frozenset(')"”’»]')


@dataclass(frozen=True, slots=True)
class Span:
    """A run of tokens of one passage: from `first` up to, but not with, `last`."""

    first: int
    last: int

    def __contains__(self, index: int) -> bool:
        return self.first <= index < self.last


def sentences(tokens: list[Token]) -> list[Span]:
    """Return the sentences of a passage. Full stops inside abbreviations and numbers end none.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> [(s.first, s.last) for s in sentences(tokenise("Dr. Lee spoke. Item No. 4 was closed."))]
    [(0, 5), (5, 12)]
    """
    found: list[Span] = []
    first = _after_mark(tokens)
    for at, token in enumerate(tokens):
        if token.norm in ".!?" and _ends(tokens, at, first):
            last = at + 1
            while last < len(tokens) and tokens[last].norm in _CLOSERS and tokens[last].start == tokens[last - 1].end:
                last += 1
            found.append(Span(first, last))
            first = last
    if first < len(tokens):
        found.append(Span(first, len(tokens)))
    parts = [part for span in found for part in _parts(tokens, span)]
    return [span for span in parts if any(tokens[i].word for i in range(span.first, span.last))]


def _parts(tokens: list[Token], span: Span) -> list[Span]:
    """Cut what is too long for a sentence, behind a semicolon or comma where there is one.

    What is asked of a sentence may take the square of its length; so no sentence is longer than LONGEST.
    """
    parts, first = [], span.first
    while span.last - first > LONGEST:
        half, full = first + LONGEST // 2, first + LONGEST
        ends = (at + 1 for mark in ";," for at in range(full - 1, half, -1) if tokens[at].norm == mark)
        cut = next(ends, full)
        parts.append(Span(first, cut))
        first = cut
    return [*parts, Span(first, span.last)]


def _after_mark(tokens: list[Token]) -> int:
    """The token after the mark of a numbered paragraph ("1.", "(a)", "iv)") that stands in the text."""
    marks = [t.norm for t in tokens[:3]]
    if len(marks) == 3 and marks[1] in ".)" and len(marks[0]) <= 3 and (marks[0].isdigit() or marks[1] == ")"):
        return 2
    if len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and len(marks[1]) <= 4:
        return 3
    return 0


def _ends(tokens: list[Token], at: int, first: int) -> bool:
    if at <= first:
        return False
    if tokens[at].norm != ".":
        return True
    before = tokens[at - 1]
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    if glued and tokens[at + 1].norm not in _CLOSERS:
        return before.end == tokens[at].start and tokens[at + 1].text[:1].isupper() and len(before.text) > 2
    if before.norm in ABBREVIATIONS or (len(before.text) == 1 and before.text.isupper()):
        return at + 1 >= len(tokens)
    following = next((t for t in tokens[at + 1 : at + 3] if t.norm not in _OPENERS and t.norm not in _CLOSERS), None)
    return following is None or following.capital or following.text[:1].isdigit() or following.norm in "–•"


def semicolons(tokens: list[Token], span: Span) -> list[Span]:
    """Return the parts of a sentence between semicolons.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> words = tokenise("Members agreed; Co-Chairs will report.")
    >>> [(s.first, s.last) for s in semicolons(words, Span(0, len(words)))]
    [(0, 2), (3, 8)]
    """
    parts, first = [], span.first
    depth = 0
    for at in range(span.first, span.last):
        norm = tokens[at].norm
        depth += norm == "("
        depth -= norm == ")" and depth > 0
        if norm == ";" and not depth:
            parts.append(Span(first, at))
            first = at + 1
    parts.append(Span(first, span.last))
    return [part for part in parts if any(tokens[i].word for i in range(part.first, part.last))]
