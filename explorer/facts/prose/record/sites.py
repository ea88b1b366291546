"""Two halves of one meeting: "was held in A on 3 May and in B on 4 May"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from explorer.facts.prose.names.model import Unit, When
from explorer.facts.prose.text.model import Span, TextPassage

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
