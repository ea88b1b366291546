"""Who comes, and as what: the role that a clause says of its parties, and names of those whose members come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.facts.prose.clauses.model import ASSERTED, Clause, Filler
from explorer.facts.prose.names.model import COUNTED, EVERYONE, OFFICE, PERSON, Name, units_in
from explorer.facts.prose.record.hand import Hand, parties, phrases
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span

if TYPE_CHECKING:
    from explorer.facts.prose.record.rows import Row

_ROLES = {
    "observer": "observer", "observers": "observer", "guest": "guest", "guests": "guest", "member": "member",
    "members": "member", "participant": "participant", "participants": "participant", "attendee": "participant",
}  # fmt: skip
_JOINING = ("together with", "along with", "alongside", "besides", "jointly with", "next to")
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


def spelt_out(hand: Hand, clause: Clause, people: frozenset[str]) -> Clause:
    """Return a clause whose subject are those whom it names last: "Six Members took their seats, namely A, B and C".

    Where somebody else is told of in between ("Two Members asked three observers, namely A …"), it stays as it is.
    """
    crowd = len(clause.subject) == 1 and _crowd(clause, people)
    if not crowd or clause.link not in ("", "conj", "stem"):
        return clause
    passage = hand.events.named.text.passages[clause.passage]
    norms = [token.norm for token in passage.tokens[clause.predicate.last : passage.sentences[clause.sentence].last]]
    at = next((n for n, norm in enumerate(norms) if norm in _NAMELY), -1)
    opens = clause.predicate.last + at + 1
    unit = next(iter(units_in(hand.events.units[clause.passage], Span(opens, opens + 3))), None)
    if at < 0 or unit is None or unit.sort not in ("party", "list", "person"):
        return clause
    apart = replace(clause, objects=tuple(f for f in clause.objects if unit not in f.units))
    if set(norms[:at]) & _BUT:
        return apart  # "All came but three, namely A, B and C"
    others = words("names", "names.yaml", "counted") | words("names", "names.yaml", "everyone")
    others |= words("names", "names.yaml", "numbers") | words("record", "onward.yaml", "absence")
    if others & set(norms[:at]):
        return clause
    return replace(apart, subject=(Filler("state", unit.words, (unit,)),))


def _crowd(clause: Clause, people: frozenset[str]) -> bool:
    """Tell whether the subject are people in number and nobody by name: "six of the seven Members", "four states"."""
    (who,) = clause.subject
    of = [f for f in clause.adjuncts if f.prep == "of" and f.words.last <= clause.predicate.first]
    told = (who, *of) if who.head in words("names", "names.yaml", "numbers") else (who,)
    named = any(not name.traits & {COUNTED, EVERYONE} for f in told for u in f.units for name in u.names)
    return not named and any(f.units or f.head in people for f in told)


_NAMELY = frozenset({"namely", "viz"})
_BUT = frozenset({"but", "except", "save"})


def main_before(hand: Hand, number: int, clause: Clause) -> Clause | None:
    """Return the main clause of the sentence before, None where it asserts nothing of a subject."""
    at = number - 1
    while at >= 0 and hand.clauses.clauses[at].passage == clause.passage:
        one = hand.clauses.clauses[at]
        if one.sentence < clause.sentence - 1:
            break
        at -= 1
    before = (c for c in hand.clauses.clauses[at + 1 : number] if c.sentence == clause.sentence - 1)
    return next((c for c in before if c.governor == -1 and c.status == ASSERTED and c.subject), None)


def those(hand: Hand, number: int, clause: Clause, filler: Filler, people: frozenset[str]) -> bool:
    """Tell whether "them" are those whom the sentence before tells of: "Bek of Peru joined them"."""
    main = main_before(hand, number, clause) if filler.head == "they" and not filler.units else None
    return main is not None and any(_people(f, people) for f in main.subject)


def _people(filler: Filler, people: frozenset[str]) -> bool:
    """Tell whether a phrase is of people, whoever they are."""
    told = any(EVERYONE in n.traits or n.party for u in filler.units for n in u.names)
    return told or filler.head in people | {"they", "we"}


def deputy(hand: Hand, clause: Clause, name: Name, filler: Filler) -> bool:
    """Tell whether a lesser office stands right behind a name: "A of Peru was Chair and B of Chile its Vice-Chair"."""
    passage = filler.passage if filler.passage >= 0 else clause.passage
    behind = hand.events.named.text.passages[passage].tokens[name.words.last : name.words.last + 4]
    told = [token.norm for token in behind if token.norm not in (",", "its", "the", "their", "as")]
    return told[:1] in (["vice"], ["deputy"], ["rapporteur"])


def from_where(row: Row, clause: Clause) -> bool:
    """Tell whether people came from those named: "Ministers took part, from Peru", no "Mali took part from Peru"."""
    if any(OFFICE not in name.traits for filler in clause.subject for name, _ in parties(filler)):
        return False
    bare = "from:subject" not in row.party or not clause.subject
    return bare or any(f.head in row.nouns["people"] for f in clause.subject)


def told_phrases(clause: Clause) -> Iterator[str]:
    """Yield the nouns of the phrases, bare, with their preposition, and with what stands between."""
    for f in clause.adjuncts:
        yield from (f.head, f"{f.prep} {f.head}", f"{f.prep} {f.determiner} {f.head}")


def joined(row: Row, hand: Hand, number: int, clause: Clause) -> Iterator[Filler]:
    """Yield the phrases of those who did it too: "together with", "in cooperation with", and who is co-chaired with."""
    for prep in _JOINING:
        yield from phrases(clause, prep)
    if row.means == "hosted":
        yield from phrases(clause, "with:cooperation", row.nouns["cooperation"])
    if row.means == "chaired" and "co" in clause.adverbs:
        beside = (hand.clauses.clauses[n] for n in hand.below.get(number, ()))
        for one in (clause, *(c for c in beside if not c.lemma and c.lead is not None)):
            yield from phrases(one, "with")


def headline(hand: Hand, clause: Clause) -> bool:
    """Tell whether a title only names a meeting: "Peru to chair the Ministers meeting in Lima"."""
    passage = hand.events.named.text.passages[clause.passage].passage
    return passage.kind == "title" and clause.governor != -1 and clause.link != "conj"


def of_town(row: Row, clause: Clause) -> Iterator[tuple[Name, Filler]]:
    """Yield the state whose town or province is the host: "hosted by the City of Mwanza, Tanzania"."""
    towns = {f.head for slot in row.party for f in phrases(clause, slot)} & row.nouns["towns"]
    for filler in clause.adjuncts:
        if filler.prep == "of" and filler.via in towns:
            yield from ((u.where.state, filler) for u in filler.units if u.where and u.where.state)
            yield from ((n, filler) for u in filler.units for n in u.names if n.kind == "state")
