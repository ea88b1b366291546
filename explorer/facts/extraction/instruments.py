"""Instruments in small letters that belong to somebody: "AHG work plan", "recommendations from the Group"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import list_after
from explorer.facts.extraction.tokens import Token

_PLANS = frozenset(
    {
        ("work", "plan"),
        ("work", "programme"),
        ("work", "program"),
        ("action", "plan"),
        ("workplan",),
        ("terms", "of", "reference"),
    }
)
_MODIFIERS = words("words.yaml", "instruments_modifiers")


@dataclass(frozen=True, slots=True)
class OwnInstrument:
    """An instrument told by its owner: tokens `first` up to `last`, its name, its owners and how they made it."""

    first: int
    last: int
    name: str
    owners: tuple[Mention, ...]
    proposed: bool


def own_instruments(read: ReadPassage, span: Span) -> list[OwnInstrument]:
    """Return the instruments of a sentence that no list and no capitals tell, but their owner does."""
    tokens = read.tokens
    found = []
    for at in range(span.first, span.last):
        if read.mention_at(at) is not None:
            continue
        length = _plan_at(tokens, at, span.last)
        if length:
            instrument = _plan(read, span, at, at + length)
        elif tokens[at].norm == "recommendations":
            instrument = _recommendations(read, span, at)
        else:
            continue
        if instrument is not None:
            found.append(instrument)
    return found


def _plan_at(tokens: list[Token], at: int, limit: int) -> int:
    for plan in _PLANS:
        if at + len(plan) <= limit and tuple(t.norm for t in tokens[at : at + len(plan)]) == plan:
            return len(plan)
    return 0


def _plan(read: ReadPassage, span: Span, at: int, end: int) -> OwnInstrument | None:
    """A plan whose owner stands before it ("AHG work plan"), behind it, or whose term does ("12-month work plan")."""
    tokens = read.tokens
    first = at
    numbered = False
    while first > span.first and (
        tokens[first - 1].norm in _MODIFIERS
        or tokens[first - 1].norm.isdigit()
        or tokens[first - 1].norm in ("twelve", "six", "two", "three", "five")
    ):
        first -= 1
        numbered = (
            numbered or tokens[first].norm.isdigit() or tokens[first].norm in ("twelve", "six", "two", "three", "five")
        )
    if first > span.first and tokens[first - 1].norm == "'s":
        first -= 1
    owner = read.mention_at(first - 1) if first > span.first else None
    if owner is not None and owner.kind in ("body", "organisation") and owner.last == first:
        name = read.plain(owner.first, end)
        return OwnInstrument(owner.first, end, name, (owner,), False)
    if end < span.last and tokens[end].norm in ("of", "for"):
        run = list_after(read, span, end + 1)
        if run is not None and run.parties[0].kind in ("body", "organisation"):
            return OwnInstrument(first, run.last, read.plain(first, run.parties[0].last), run.parties[:1], False)
    if numbered and first < at:
        return OwnInstrument(first, end, read.plain(first, end), (), False)
    return None


def _recommendations(read: ReadPassage, span: Span, at: int) -> OwnInstrument | None:
    tokens = read.tokens
    if at + 1 < span.last and tokens[at + 1].norm in ("of", "from", "by"):
        run = list_after(read, span, at + 2)
        if run is not None and run.parties[0].kind in ("body", "organisation"):
            author = run.parties[0]
            return OwnInstrument(at, author.last, f"Recommendations of the {author.name}", (author,), True)
    owner = read.mention_at(at - 1) if at > span.first else None
    if (
        owner is not None
        and owner.kind in ("body", "organisation")
        and owner.last == at
        and owner.via not in ("office",)
    ):
        return OwnInstrument(owner.first, at + 1, f"Recommendations of the {owner.name}", (owner,), True)
    return None
