"""What a page looks like before anything on it has a meaning: tokens, sentences, labels, and what hangs below what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explorer.documents.model import Document, Passage

ALONE, STEM = -1, -2
MISREAD_I = re.compile(r"l(?=[A-Z]|[bcdfghjkmnpqrstvwxz][a-z])")  # "lndonesia", "lOM"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark: `norm` is the folded form, `start` and `end` its place in the passage."""

    text: str
    norm: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it is a word or a number rather than a mark."""
        return self.norm[:1].isalnum() or self.norm == "'s"

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter (a misread small L for a capital I counts as one)."""
        inner = self.text[1:2] in "'’ʼ" and self.text[2:3].isupper()  # "d'Ivoire"
        return self.text[:1].isupper() or bool(inner) or self._unmisread[:1].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals throughout, as acronyms are."""
        text = self._unmisread
        return len(text) > 1 and text.upper() == text and text[-1].isalpha()

    @property
    def _unmisread(self) -> str:
        return "I" + self.text[1:] if MISREAD_I.match(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Span:
    """A run of tokens of one passage: from `first` up to, but not with, `last`."""

    first: int
    last: int

    def __contains__(self, index: int) -> bool:
        return self.first <= index < self.last

    def holds(self, other: Span) -> bool:
        """Tell whether another span lies wholly in this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Label:
    """A label in front of a passage ("Location:", "Action:", "Chair:"); `means` is its meaning in the data, "" unknown.

    `value` are the tokens it stands before.
    """

    means: str
    words: Span
    value: Span


@dataclass(frozen=True, slots=True)
class TextPassage:
    """A passage with its words. `number` is its place in the page, by which all rooms refer to it.

    `sentences` leave out enumerators, labels and datelines; `stem` is the number of the passage whose list or
    heading this one stands under (-1: none); `stem_open` tells that this passage is the stem of a list ("agreed to:").
    `shouted` tells that it is written in capitals. `struck` are tokens that were crossed out.
    `below` tells for each sentence what it continues: the number of a sentence of this passage ("agreed: (a) …"),
    STEM for the stem of the passage, ALONE for nothing. `silent` are tokens inside sentences that no reader reads
    aloud: enumerators, marks of notes, the blank hyphen of "co -chaired".
    """

    number: int
    passage: Passage
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    labels: tuple[Label, ...] = ()
    dateline: Span | None = None
    stem: int = -1
    stem_open: bool = False
    shouted: bool = False
    struck: frozenset[int] = frozenset()
    below: tuple[int, ...] = ()
    silent: frozenset[int] = frozenset()

    def text(self, span: Span) -> str:
        """Return the text of a span exactly as received."""
        return (
            self.passage.text[self.tokens[span.first].start : self.tokens[span.last - 1].end]
            if span.last > span.first
            else ""
        )

    def goes_on(self, sentence: int) -> int:
        """Return the sentence of this passage that one completes ("agreed to: (a) …; (b) …"), -1 for none."""
        return max(self.below[sentence], ALONE) if sentence < len(self.below) else ALONE

    def plain(self, span: Span) -> str:
        """Return that text on one line."""
        return " ".join(self.text(span).split())

    def place(self, span: Span) -> tuple[int, int]:
        """Return the first and last character of a span, for a citation."""
        return self.tokens[span.first].start, self.tokens[span.last - 1].end


@dataclass(frozen=True, slots=True)
class TextPage:
    """A document laid out. `passages[n].number == n`."""

    document: Document
    passages: tuple[TextPassage, ...]
