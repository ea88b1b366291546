"""A run of words of one passage with the units that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.facts.prose.events.lexicon import meanings, words
from explorer.facts.prose.names.model import COUNTED, OFFICE, Name, Unit
from explorer.facts.prose.text.model import Span, TextPassage, Token

TITLES = ("title", "heading", "location")
_DESCRIBED = 5  # words between a determiner and the name


@dataclass(frozen=True)
class Line:
    """A run of words of one passage with the units that stand in it."""

    passage: TextPassage
    span: Span
    units: Sequence[Unit]  # of the whole passage, in order

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the passage."""
        return self.passage.tokens

    @property
    def title(self) -> bool:
        """Whether it is a title or a head line."""
        return self.passage.passage.kind in TITLES

    def unit(self, at: int) -> Unit | None:
        """Return the unit that covers a token."""
        found = bisect_right(self.units, at, key=lambda unit: unit.words.first) - 1
        return self.units[found] if found >= 0 and at in self.units[found].words else None

    def norm(self, at: int) -> str:
        """Return a folded word, "" beyond the line."""
        return self.tokens[at].norm if self.span.first <= at < self.span.last else ""


def name_of(unit: Unit | None) -> Name | None:
    """Return the name of a unit that is one party or body and no person."""
    return unit.names[0] if unit is not None and unit.sort == "party" and len(unit.names) == 1 else None


def organ(unit: Unit | None) -> Name | None:
    """Return the name of a unit that can hold meetings of its own: a body or an organisation, no office, no crowd."""
    name = name_of(unit)
    able = name is not None and name.kind in ("body", "organisation") and not name.traits & {OFFICE, COUNTED}
    return name if able else None


def determined(passage: TextPassage, first: int, limit: int = 0) -> int:
    """Return the token before a name, or the determiner before what describes it: "a two-day Workshop"."""
    at, tokens = first - 1, passage.tokens
    while at > limit and at > first - _DESCRIBED:
        if tokens[at].norm in meanings("determiners"):
            return at
        if tokens[at].capital or tokens[at].norm in words("not_in_names") | words("stops"):
            break
        if not (tokens[at].word or tokens[at].text == "-"):
            break
        at -= 1
    return at if at >= limit and tokens[at].norm in meanings("determiners") else first - 1


def past_quotation(passage: TextPassage, at: int, last: int) -> int:
    """Return the token behind a title in quotation marks that begins at a token: "the Forum “One Sea” was held"."""
    if not quotes(passage, at, "“"):
        return at
    return next((i for i in range(at + 1, last) if quotes(passage, i, "”")), at)


def quotes(passage: TextPassage, at: int, mark: str) -> bool:
    """Tell whether a quotation begins (“) or has ended (”) right before a token; marks are no tokens."""
    if not 0 < at < len(passage.tokens):
        return False
    between = passage.passage.text[passage.tokens[at - 1].end : passage.tokens[at].start]
    return between.endswith(("“", '"', "«")) if mark == "“" else between.startswith(("”", '"', "»"))
