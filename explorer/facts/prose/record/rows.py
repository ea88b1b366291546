"""Rows of meaning: patterns over one clause and what they say of parties, events, places and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from explorer.facts.prose.clauses.model import ASSERTED, Clause, Filler
from explorer.facts.prose.names.model import COUNTED, EVERYONE, OFFICE, PERSON, Name, Unit
from explorer.facts.prose.record import comers, echoes, sites
from explorer.facts.prose.record.doers import doers_of
from explorer.facts.prose.record.hand import Hand, excepted, parties, phrases, whose_chair
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.record.rowtable import LINKS, SLOTS, STATUSES, VOICES, table
from explorer.ontology import vocabulary
from explorer.ontology.datafile import shipped_typed

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Row:
    """One pattern over a clause, and what it means; a row of rows.yaml has these fields.

    Empty fields ask nothing. Slots are subject, object, agent, a preposition, or "preposition:noun" for what stands
    behind a noun ("under:chairmanship"). A set of words may be named by its class in the head of rows.yaml.
    """

    row: str  # its name, which no other rule has
    means: str  # the relation that it says; "held" says place and day
    example: str  # a page that it reads, names marked [sort:so]
    counter: str  # a page that it must not read
    gives: tuple[str, ...]  # all that its example says
    verbs: frozenset[str] = frozenset()  # of the clause, by lemma
    particle: tuple[str, ...] = ()  # of the verb, or its adverb: "up", "together"; "" none
    voice: str = ""  # active, passive, copula
    status: tuple[str, ...] = (ASSERTED,)  # whether the page asserts it: asserted, planned, reported …
    links: tuple[str, ...] = ()  # how the clause hangs on another: conj, relcl, acl, advcl …
    party: tuple[str, ...] = ()  # slots in which the parties stand
    instrument: tuple[str, ...] = ()  # slots in which instruments stand, which the event endorsed
    plenary: bool = False  # only where the meeting, an organ or a party does it
    event: tuple[str, ...] = ()  # slots in which the event stands, "lead": what the clause hangs on; else that at hand
    other: tuple[str, ...] = ()  # slots in which a second event stands, which it follows
    heads: frozenset[str] = frozenset()  # nouns that the phrase with the parties must have
    not_heads: frozenset[str] = frozenset()  # nouns that it must not have
    heads_subject: frozenset[str] = frozenset()  # nouns of the subject
    object_heads: frozenset[str] = frozenset()  # nouns of the object
    with_heads: frozenset[str] = frozenset()  # nouns of other phrases, with or without preposition: "room", "in chair"
    told: frozenset[str] = frozenset()  # nouns of subject or object that are no party by themselves
    said: frozenset[str] = frozenset()  # nouns anywhere in the clause
    below: frozenset[str] = frozenset()  # verbs that hang on a noun of the clause: "countries attending were"
    above: frozenset[str] = frozenset()  # verbs that govern it, done by the meeting
    roles: frozenset[str] = frozenset()  # what must be said of the parties: "as observers"
    how: frozenset[str] = frozenset()  # particles, adverbs or prepositions: "there", "online", "as"
    unless: frozenset[str] = frozenset()  # adverbs, aspect or nouns that it must not have: "previously", "pluperfect"
    role: str = ""  # the role that it gives where none is said
    strict: bool = False  # only where the event stands in its slot, or nothing does
    named: bool = False  # only where the event's slot names it
    who: bool = False  # only where parties or people are the subject
    bare: bool = False  # only where no other thing is the object: "took the chair"
    loose: bool = False  # what stands in the event's slot may be another thing
    by_person: bool = False  # only where a person is the subject
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)  # the classes of the head, no field of a row


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows in their order."""
    data: dict[str, Any] = shipped_typed("rows.yaml", "explorer.facts.prose.record")
    nouns, book = {k: frozenset(v) for k, v in data["nouns"].items()}, vocabulary()
    choices = {"means": (*book.relations, "held"), "role": book.roles, "voice": VOICES, "status": STATUSES,
               "links": LINKS, "event": (*SLOTS, "lead"), "party": SLOTS, "instrument": SLOTS,
               "other": SLOTS}  # fmt: skip
    made = table(Row, "rows.yaml", data["rows"], choices, nouns, data["classes"])
    return tuple(replace(row, nouns=nouns) for row in made)


def told_by_rows(hand: Hand, number: int) -> Iterator[Fact]:
    """Yield what the rows say of one clause."""
    clause = hand.clauses.clauses[number]
    nouns = rows()[0].nouns
    clause = echoes.they(hand, number, clause, nouns["people"] | nouns["hosts"])
    clause = comers.spelt_out(hand, clause, nouns["people"])
    listed = echoes.listed_below(hand, clause) or echoes.as_did(hand, clause)
    for row in rows():
        if listed is None:
            if _fits(row, hand, number, clause):
                yield from _facts(row, hand, number, clause)
        elif _fits(row, hand, clause.governor, listed):
            ids = {n.id for f in clause.subject for u in f.units for n in u.names}
            facts = _facts(row, hand, clause.governor, listed)
            yield from (replace(f, clause=number) for f in facts if f.name is not None and f.name.id in ids)


def _fits(row: Row, hand: Hand, number: int, clause: Clause) -> bool:
    if row.verbs and clause.lemma not in row.verbs:
        return False
    if row.voice and clause.voice != row.voice:
        return False
    if clause.status not in row.status or (row.links and clause.link not in row.links):
        return False
    if row.particle and clause.particle not in row.particle and not set(row.particle) & {*clause.adverbs, "-"}:
        return False
    told = {*clause.adverbs, clause.aspect, *(f.head for f in clause.adjuncts)}
    if row.unless & told or row.bare and any(_laden(row, f) for f in clause.objects):
        return False
    if row.means == "participated_in" and {f.head for f in clause.objects} & row.nouns["absences"]:
        return False  # "Togo sent apologies"
    if row.by_person and not _by_person(row, clause):
        return False
    checks = (
        (row.told, _told(clause)),
        (row.said, (f.head for f in (*clause.objects, *clause.subject, *clause.adjuncts))),
        (row.heads_subject, (f.head for f in clause.subject)),
        (row.object_heads, (f.head for f in clause.objects)),
        (row.with_heads, comers.told_phrases(clause)),
        (row.how, (clause.particle, *clause.adverbs, *(f.prep for f in clause.adjuncts), *_ways_told(clause))),
        (row.below, _hanging(hand, number)),
        (row.above, _governing(hand, clause)),
    )
    return all(not wanted or wanted & set(found) for wanted, found in checks)


def _by_person(row: Row, clause: Clause) -> bool:
    """Tell whether a person is the subject; and somebody named the agent, where the row reads both: "joined by A"."""
    both = {"subject", "agent"} <= set(row.party)
    named = not both or any(True for f in clause.agent for _ in parties(f))
    return named and any(u.sort == "person" for f in clause.subject for u in f.units)


def _laden(row: Row, filler: Filler) -> bool:
    """Tell whether an object is more than the row's bare noun: "took the chair of the League", "met the demand"."""
    told = [u for u in filler.units if not all(n.traits & {EVERYONE, COUNTED} for n in u.names) and not _bare_office(u)]
    return any(u.sort != "event" for u in told) if filler.head in row.object_heads else not row.object_heads


def _bare_office(unit: Unit) -> bool:
    """Tell whether a unit is an office and nothing of whose: "the Chair", no "Chair of the League"."""
    return bool(unit.names) and OFFICE in unit.names[0].traits and unit.words.last - unit.words.first <= 2


def _hanging(hand: Hand, number: int) -> Iterator[str]:
    """Yield the verbs that hang on a noun of the clause: "countries attending were"."""
    for n in hand.below.get(number, ()):
        below = hand.clauses.clauses[n]
        if below.link in ("acl", "relcl"):
            yield below.lemma


def _governing(hand: Hand, clause: Clause) -> Iterator[str]:
    """Yield the verb that governs a clause, where the meeting itself is its doer: "the meeting carried out a plan"."""
    above = hand.clauses.clauses[clause.governor] if clause.governor != _NOWHERE else None
    if above is not None and "plenary" in doers_of(above):
        yield above.lemma


def _told(clause: Clause) -> Iterator[str]:
    """Yield the nouns of subject and object that are no party by themselves: "participants", "the chair"."""
    for filler in (*clause.subject, *clause.objects):
        if "vice" not in filler.modifiers and all(OFFICE in name.traits for name, _ in parties(filler)):
            yield filler.head
            if any(EVERYONE in n.traits for u in filler.units for n in u.names):
                yield "participants"


def _ways_told(clause: Clause) -> Iterator[str]:
    yield from ("as" for f in clause.subject if f.role)
    places = (u.where for f in (*clause.objects, *clause.adjuncts) for u in f.units)
    yield from ("online" for where in places if where is not None and where.online)


def _facts(row: Row, hand: Hand, number: int, clause: Clause) -> Iterator[Fact]:
    mandated = row.means == "mandated_by"
    event = hand.of_passage(clause.passage) if mandated else _event(row, row.event, hand, number, clause)
    if event == _NOWHERE:
        return
    if row.means == "held":
        if row.who and (rounds := hand.rounds(clause)):
            yield from sites.rounds_told(row, number, clause, rounds)
        elif (
            not row.who
            or not comers.headline(hand, clause)
            and any(list(parties(f)) or _people(f) for f in clause.subject)
        ):
            yield from sites.place_and_date(row, hand, number, clause, event)
    elif row.instrument:
        yield from _of_instruments(row, number, clause, event)
    elif row.other:
        other = next(
            (
                e
                for slot in row.other
                for f in phrases(clause, slot, _between(row, slot), any_=row.means == "follows")
                if (e := hand.named(f)) >= 0
            ),
            _NOWHERE,
        )
        if other not in (_NOWHERE, event):
            yield sites.fact_of(row, number, clause, event, clause.words, other=other)
            if row.means == "follows":
                yield from sites.place_and_date(row, hand, number, clause, other)
    else:
        yield from _of_parties(row, hand, number, clause, event)


def _of_instruments(row: Row, number: int, clause: Clause, event: int) -> Iterator[Fact]:
    if row.plenary and not {"plenary", "organ"} & doers_of(clause):
        return
    for slot in row.instrument:
        for filler in phrases(clause, slot):
            for name in (n for u in filler.units for n in u.names if n.kind == "instrument" and not filler.negated):
                yield sites.fact_of(row, number, clause, event, name.words, passage=filler.passage, name=name)


def _people(filler: Filler) -> bool:
    people = any(EVERYONE in n.traits or n.party for u in filler.units for n in u.names)
    return people or filler.head in ("they", "we")


def _between(row: Row, slot: str) -> frozenset[str]:
    if ":" not in slot:
        return frozenset()
    noun = slot.split(":")[1]
    return row.nouns.get(noun, frozenset({noun}))


def _event(row: Row, slots: tuple[str, ...], hand: Hand, number: int, clause: Clause) -> int:
    """Return the event that stands in the row's slots, or the one at hand where nothing stands there."""
    filled = False
    for slot in slots:
        if slot == "lead":
            return hand.event_of(clause.lead) if clause.lead is not None else _NOWHERE
        for filler in phrases(clause, slot, _between(row, slot)):
            if any(u.sort == "event" for u in filler.units):
                found = hand.named(filler)
                return hand.at_hand(number) if found == _NOWHERE and hand.loose(filler) else found
            talks = row.means == "participated_in" and filler.head in ("discussion", "debate") and filler.determiner
            them = row.means == "participated_in" and comers.those(
                hand, number, clause, filler, rows()[0].nouns["people"]
            )
            if not row.named and hand.points(filler) or talks or them or (row.means == "chaired" and hand.met(clause)):
                return hand.at_hand(number)
            if row.means == "chaired" and slot == "subject" and hand.of_those_who_met(filler, clause):
                return hand.at_hand(number)
            if slot == "object" and filler.head == "talk" and hand.told(clause) != _NOWHERE:
                return hand.told(clause)  # "They held talks in Lima"
            if hand.another(filler):
                return _NOWHERE
            beside = bool(filler.role) or bool(filler.units) and all(u.when or u.where for u in filler.units)
            if filler.head == "level":
                continue  # "took part at the level of deputies"
            filled = (
                filled
                or slot in ("subject", "object", "over")
                and not beside
                or not (filler.units or filler.head in ("person", "part"))
                or row.strict
                and slot == "to"  # "sent two experts to Tonga"
            )
    needed = row.named or row.strict and any(slot in ("subject", "object") or ":" in slot for slot in slots)
    if needed or (filled and (row.strict or not _loose(row, slots))):
        return _NOWHERE
    return hand.at_hand(number)


def _loose(row: Row, slots: tuple[str, ...]) -> bool:
    """Tell whether what stands in the event's slot may be something else: the slot is also one of the parties."""
    if row.plenary or row.loose:
        return True
    prepositions = not {"subject", "object"} & set(slots)
    return prepositions or bool(set(slots) & set(row.party)) or (not row.verbs and row.means != "held")


def _of_parties(row: Row, hand: Hand, number: int, clause: Clause, event: int) -> Iterator[Fact]:
    if row.plenary and not {"plenary", "party"} & doers_of(clause):
        return
    found: list[tuple[Name, str, Filler]] = []
    process = hand.events.named.process.id if hand.events.named.process else ""
    for slot in row.party:
        if slot == "from" and not comers.from_where(row, clause):
            continue
        for filler in phrases(clause, slot, _between(row, slot)):
            apart = row.means == "chaired" or slot == "as" or row.heads == row.nouns["attendees"]
            person = not apart and any(PERSON in n.traits for u in filler.units for n in u.names)
            if filler.negated or filler.head in row.not_heads:
                continue
            if row.heads and filler.head not in row.heads and not person:
                continue
            for name, said in parties(filler, process):
                if row.means == "hosted" and said in ("chair", "co_chair") and clause.lemma in ("convene", "open"):
                    continue  # "convened by Chair Bek of Chile": in the chair
                at = filler.passage if filler.passage >= 0 else clause.passage
                if comers.whose_members(hand, at, name) or excepted(hand, at, filler, name):
                    continue
                if (not row.roles or said in row.roles) and not comers.organ_of(row, filler, name):
                    found.append((name, said, filler))
    if row.means == "hosted" and not found:
        found = [(state, "", filler) for state, filler in comers.of_town(row, clause)]
    if row.means == "chaired":  # "by Bek of Peru, the outgoing Fund Chair", "of the Fund Co-Chairs, Peru and Chile"
        found = [each for each in found if not whose_chair(hand, clause, each[0], each[2])] or found
    if row.means == "chaired" and (row.told or not all(OFFICE in name.traits for name, _, _ in found)):
        found = [each for each in found if OFFICE not in each[0].traits]
    if row.means == "chaired" and row.told:
        found = [each for each in found if not comers.deputy(hand, clause, each[0], each[2])]
    people = any(f.head in row.nouns["people"] and not f.units for f in clause.subject)  # "officers took part with A"
    if found or people and row.means == "participated_in":
        found.extend(
            (name, said, f) for f in comers.joined(row, hand, number, clause) for name, said in parties(f, process)
        )
    shared = "co" in clause.adverbs or len(found) > 1 or any(f.head.startswith("co-") for _, _, f in found)
    for name, said, filler in found:
        role = comers.role_there(row, said, filler, clause, shared)
        passage = filler.passage if filler.passage >= 0 else clause.passage
        yield sites.fact_of(row, number, clause, event, name.words, name=name, role=role, passage=passage)
