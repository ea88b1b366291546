"""Who comes, and as what: the role that a clause says of its parties, and names of those whose members come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.facts.prose.clauses.model import Clause, Filler
from explorer.facts.prose.names.model import COUNTED, OFFICE, PERSON, Name
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.text.lists import words

if TYPE_CHECKING:
    from explorer.facts.prose.record.rows import Row

_ROLES = {
    "observer": "observer", "observers": "observer", "guest": "guest", "guests": "guest", "member": "member",
    "members": "member", "participant": "participant", "participants": "participant", "attendee": "participant",
}  # fmt: skip
_BY_HEAD = {"observer": "observer", "guest": "guest", "member": "member"}


def whose_members(hand: Hand, passage: int, name: Name) -> bool:
    """Tell whether an organisation only tells whose members come: "all 15 Fund Member States", "the Fund economies"."""
    tokens = hand.events.named.text.passages[passage].tokens
    if name.kind == "state" or PERSON in name.traits or name.words.last >= len(tokens):
        return False
    return tokens[name.words.last].norm in words("record", "layout.yaml", "members")


def organ_of(row: Row, filler: Filler, name: Name) -> bool:
    """Tell whether a name is but the organ whose members or officials are meant, or the one that met."""
    members = filler.head == "member" and not filler.named
    if row.means == "chaired" and row.heads and filler.named:
        return OFFICE in name.traits  # "the Chair welcomed" tells of no chair
    people = OFFICE in name.traits and name.name.split()[-1].lower().removesuffix("s") in row.nouns["people"]
    return name.kind == "body" and row.means == "participated_in" and (row.bare or members or people)


def role_there(row: Row, said: str, filler: Filler, clause: Clause, shared: bool) -> str:
    """Return as what a row says that somebody was there: as is said of each, else of those told with it."""
    if row.means == "chaired":
        return "co_chair" if shared or said.startswith("co") else "chair"
    if row.means != "participated_in":
        return row.role
    sorts = row.told | row.heads_subject  # "observer representatives included", "guests came from"
    sorts |= frozenset(_BY_HEAD) if row.said else frozenset()  # "also in attendance, as observers, were"
    people = [f for f in (*clause.subject, *clause.objects) if f is not filler and f.head in sorts]
    people += [
        f for f in clause.adjuncts if f.prep == "of" and f.via in sorts and not f.units
    ]  # "of the observer states"
    counted = (n.name for f in people for u in f.units for n in u.names if COUNTED in n.traits)
    told = [*(word for f in people for word in (*f.modifiers, f.head)), *(w for name in counted for w in name.split())]
    own = "" if filler.named else filler.head  # not "A, B and three observers"
    return _ROLES.get(said) or _BY_HEAD.get(own) or next((_BY_HEAD[h] for h in told if h in _BY_HEAD), row.role)
