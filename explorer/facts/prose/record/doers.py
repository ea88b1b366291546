"""What the doer of a clause is: the meeting and its members, an organ, a party of its own, or a thing."""

from __future__ import annotations

from explorer.facts.prose.clauses.lexicon import singular
from explorer.facts.prose.clauses.model import Clause, Filler
from explorer.facts.prose.names.model import EVERYONE, PERSON, PROCESS, Name
from explorer.facts.prose.record.lexicon import words
from explorer.facts.prose.text.model import Span


def doers_of(clause: Clause) -> set[str]:
    """Return what the doer of a clause is: plenary, organ, party or thing."""
    fillers = clause.subject
    if clause.voice == "passive":
        fillers = tuple(f for f in clause.agent if f.head not in words("manner"))
    if clause.voice == "passive" and not fillers:
        return {"plenary", "thing"}
    return sorts_of(fillers)


def plenary(clause: Clause) -> bool:
    """Tell whether who acts is the meeting, its members or an organ, and not who is to do what they put on record."""
    sorts = doers_of(clause)
    return "party" not in sorts or "organ" in sorts


def sorts_of(fillers: tuple[Filler, ...]) -> set[str]:
    """Return what some phrases are; without one the meeting is meant."""
    found: set[str] = set()
    for filler in fillers or (Filler("it", Span(0, 0)),):
        found |= _sort_of(filler)
    return found


def _sort_of(filler: Filler) -> set[str]:
    if any(u.sort == "event" for u in filler.units) or filler.head == "we":
        return {"plenary", "organ"}  # "We, the Ministers of A, B and C, decide"
    names = [n for u in filler.units for n in u.names]
    if _single(filler, names):
        return {"office", "party"} if names else {"office"}
    first = [name.name.lower().split()[0] for name in names[:1]]
    if {filler.determiner, *filler.modifiers, *first} & words("few") and filler.head in words("people"):
        return {"office"}
    if not names:
        sorts = {"plenary"} if filler.head in words("plenary") else {"thing"}
        return sorts | {"organ"} if filler.head in words("organs") else sorts
    name = names[0]
    if name.traits & {EVERYONE, PROCESS}:
        return {"plenary", "organ"}
    if name.kind == "body":
        called = {singular(word) for word in name.name.lower().split()}
        return {"plenary", "party"} | ({"organ"} if called & words("organs") else set())
    if len(names) > 2 and {filler.head, *filler.modifiers} & words("parties"):
        return {"plenary", "organ"}  # "The Parties (A, B and C) agreed"
    if len(names) > 2 or (len(names) > 1 and filler.head in words("plenary")):
        return {"plenary", "party"}
    return {"party"}


def _single(filler: Filler, names: list[Name]) -> bool:
    """Tell whether a phrase is one person, whose words are not yet those of the meeting: "the Chair", "she"."""
    if not names:
        bare = any(u.sort == "person" for u in filler.units)
        return bare or bool({filler.head, *filler.modifiers} & words("persons"))
    body = names[0].kind == "body"
    return body and (PERSON in names[0].traits or names[0].name.lower().split()[-1] in words("persons"))
