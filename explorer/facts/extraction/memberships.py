"""Who became a member of what: "welcomed Kenya as a new member of the Process", "took part for the first time as …"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import party_lists

_REACH = 12  # tokens between who joined and the words that say so


@dataclass(frozen=True, slots=True)
class Joined:
    """Parties that became members, of a body where the sentence names one; `rule` are the words that say so."""

    parties: tuple[Mention, ...]
    body: Mention | None
    rule: str


def new_members(read: ReadPassage, span: Span) -> list[Joined]:
    """Return who became a member, as a sentence tells it; what is only asked for or decided against is left out."""
    tokens = read.tokens
    found: list[Joined] = []
    hit = phrases("attendance.yaml", "became_member").first(tokens, span.first, span.last)
    if hit is None:
        return found
    _, first, end = hit
    runs = [run for run in party_lists(read, Span(span.first, first), offices=False) if first - run.last <= _REACH]
    if not runs:
        return found
    run = runs[-1]
    beside = [t.norm for t in (*tokens[max(span.first, run.first - 8) : run.first], *tokens[run.last : end])]
    if not words("attendance.yaml", "no_member_yet").isdisjoint(beside):
        return found
    at = end + 1 + (end + 1 < span.last and tokens[end + 1].norm in ("the", "its", "our"))
    named = read.mention_at(at) if end < span.last and tokens[end].norm == "of" and at < span.last else None
    body = named if named is not None and named.kind == "body" and named.via != "office" else None
    parties = tuple(p for p in run.parties if p.kind in ("state", "organisation") and p.via != "demonym")
    return [Joined(parties, body, " ".join(t.norm for t in tokens[first:end]))] if parties else found
