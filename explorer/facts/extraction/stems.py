"""What a stem or a heading hands down to the list under it: "Members agreed to:", "Recommendations"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.verbs import Verb


@dataclass(frozen=True, slots=True)
class Governor:
    """What a stem hands down to its items: the force, whom it addresses, and who acts."""

    force: str
    verb: Verb
    subject: tuple[Mention, ...] = ()
    addressee: tuple[Mention, ...] = ()
    role: str = ""
    means: bool = False  # the stem ends in "by", "through", "the following": it is no act of its own


def points_back(read: ReadPassage, span: Span) -> bool:
    """As in "These include:", "They are:": the sentence before governs the list."""
    return (
        read.tokens[span.first].norm in ("these", "this", "they", "the", "those", "among", "it", "including")
        and span.last - span.first < 9
    )


def only_lists(read: ReadPassage, span: Span) -> bool:
    """As in "Key elements include:": what was agreed in the sentence before is listed below."""
    tokens = read.tokens
    ended = tokens[span.last - 1].norm == ":"
    return ended and span.last - span.first < 7 and not read.within(span.first, span.last)


def listed(read: ReadPassage) -> Governor | None:
    """A heading or stem that says what its items are: "Agreed actions", "Recommendations:"."""
    found = phrases("acts.yaml", "list_heads").first(read.tokens, 0, len(read.tokens))
    denied = {t.norm for t in read.tokens} & {"not", "no", "without", "un"}
    if found and not denied and len(read.tokens) <= 6 + (found[2] - found[1]):
        return Governor(found[0], Verb("listed", found[0]), means=True)
    return None


def heading_governor(read: ReadPassage) -> Governor | None:
    """Return what a heading hands down to the list under it."""
    return listed(read)
