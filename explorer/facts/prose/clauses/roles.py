"""The role that a clause says of one of its parties: "as observers", "as chair"."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import Clause, Filler
from explorer.facts.prose.names.model import EVERYONE, OFFICE, Unit

PARTIES = ("party", "list", "person")


def _certain(unit: Unit) -> bool:
    """Tell whether a unit names parties, not an office ("as Co-Chairs")."""
    return unit.sort in PARTIES and not all(n.traits & {OFFICE, EVERYONE} for n in unit.names)


def for_a_term(clause: Clause) -> bool:
    """Tell whether somebody is chosen for a time: "elected A as Chair for 2017 to 2019"."""
    times = [f for f in clause.adjuncts if f.prep in ("for", "until", "from")]
    dated = any(f.head in words("spans") or any(u.sort == "date" for u in f.units) for f in times)
    return clause.lemma in words("electing") and dated


def _says_role(filler: Filler) -> bool:
    """Tell whether a phrase says in which role: "as observers", "in the capacity of guests"."""
    capacity = filler.prep in ("in", "with", "under") and filler.head in words("capacities")
    return filler.prep == "as" or capacity and bool(words("roles") & set(filler.modifiers))


def with_roles(clause: Clause) -> Clause:
    """Give "as observers" to the nearest party before it, and take it off the phrases."""
    if any(f.head == "what" for f in clause.objects):
        return clause  # "what X contributed as Chair"
    told = [f for f in clause.adjuncts if _says_role(f) and not any(_certain(u) for u in f.units)]
    if not told:
        return clause
    role = next((f for f in told if f.head in words("roles")), told[0])
    coming = {"new"} if role.head.startswith(("chair", "co-chair", "president")) else set()
    if set(role.modifiers) & (words("other_terms") | coming) or for_a_term(clause):
        return clause
    said = (
        "vice-chair"
        if "vice" in role.modifiers
        else next((m for m in role.modifiers if m in words("roles") and role.head not in words("roles")), role.head)
    )
    owners = [f for f in (*clause.subject, *clause.objects, *clause.agent, *clause.adjuncts) if f is not role]
    before = [
        f
        for f in owners
        if any(u.sort in PARTIES for u in f.units) and f.words.last <= role.words.first and f.passage == role.passage
    ]
    owner = max(before, key=lambda f: f.words.first, default=None)
    if owner is None:  # "Serving as chair was A"
        owner = next((f for f in clause.subject if any(_certain(u) for u in f.units)), None)
    if owner is None:
        return clause

    each = clause.subject if owner in clause.subject and role.determiner not in ("a", "an") else (owner,)

    def told_of(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        return tuple(replace(f, role=said) if f in each and not f.role else f for f in fillers)

    return replace(
        clause,
        subject=told_of(clause.subject),
        objects=told_of(clause.objects),
        agent=told_of(clause.agent),
        adjuncts=told_of(tuple(f for f in clause.adjuncts if f is not role or any(u.sort == "event" for u in f.units))),
    )
