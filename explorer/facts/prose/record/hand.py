"""Which event and which parties a phrase means: what stands there, or the event at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.facts.prose.clauses.model import ASSERTED, PLANNED, Clause, ClausePage, Filler
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import ABSENT, COUNTED, DEMONYM, EVERYONE, PERSON, PROCESS, Name, Unit
from explorer.facts.prose.record.lexicon import words as acts
from explorer.facts.prose.text.lists import words

_PREPS = ("at", "in", "during", "for")
_PRONOUNS = frozenset({"it", "this", "which", "that", "there", "we", "us"})
GATHERINGS = frozenset(
    {"meeting", "conference", "workshop", "event", "session", "summit", "forum", "seminar", "symposium", "training"}
    | {"roundtable", "consultation", "dialogue", "gathering", "retreat", "assembly", "plenary", "exercise", "webinar"}
    | {"course", "congress", "proceeding", "ceremony", "talk", "deliberation", "negotiation"}
)
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl", "conj"})
_COMING = frozenset({"next", "following", "coming", "forthcoming", "upcoming", "future", "last", "previous"})
_NONE = -1
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Hand:
    """A page's clauses with its events."""

    clauses: ClausePage
    events: EventPage
    below: Mapping[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # by the number of a clause: those that hang on it
    verbs: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # by passage: mentions that a verb alone tells
    rows: tuple[Any, ...] = ()  # rows of acts that go before the shipped ones
    coming: frozenset[int] = frozenset()  # events of which the page only says that they will be held

    def event_of(self, unit: Unit) -> int:
        """Return the number of the event that a unit names, -1 where it stays open."""
        return self.events.of_mention[unit.event] if 0 <= unit.event < len(self.events.of_mention) else _NONE

    def named(self, filler: Filler) -> int:
        """Return the event that a phrase names."""
        return next((e for u in filler.units if u.sort == "event" and (e := self.event_of(u)) != _NONE), _NONE)

    def complements(self, number: int) -> tuple[int, ...]:
        """Return the clauses that one governs or that are joined to it, by number."""
        return tuple(n for n in self.below.get(number, ()) if self.clauses.clauses[n].link in _COMPLEMENTS)

    def loose(self, filler: Filler) -> bool:
        """Tell whether a phrase names an event so loosely that the one at hand is meant: "the seminar"."""
        told = [self.events.mentions[u.event] for u in filler.units if u.sort == "event"]
        return any(m.determiner in ("the", "this") and not (m.ordinal or m.topic or m.definite) for m in told)

    def another(self, filler: Filler) -> bool:
        """Tell whether a phrase speaks of a gathering that has no name and is not the one at hand: "a course"."""
        return filler.head in GATHERINGS and not filler.units and not self.points(filler)

    def of_those_who_met(self, filler: Filler, clause: Clause) -> bool:
        """Tell whether a main clause is of the body whose meeting is at hand: "The Board was chaired by Peru"."""
        event = self.of_passage(clause.passage)
        body = self.events.events[event].body if event != _NONE else None
        dated = any(u.when is not None for f in clause.adjuncts for u in f.units)
        told = clause.link in ("", "conj") and not clause.aspect and not dated and clause.tense == "past"
        return told and body is not None and any(n.id == body.id for u in filler.units for n in u.names)

    def points(self, filler: Filler) -> bool:
        """Tell whether a phrase points at the event at hand: "it", "the meeting"."""
        if any(u.sort == "event" for u in filler.units) or set(filler.modifiers) & _COMING:
            return False
        names = [n for u in filler.units for n in u.names]
        if names:
            return all(EVERYONE in n.traits for n in names) and filler.head in GATHERINGS
        return filler.head in _PRONOUNS or (
            filler.head in GATHERINGS and filler.determiner in ("the", "this", "these", "their")
        )

    def at_hand(self, number: int) -> int:
        """Return the event that a clause is about: named in it, in what governs it, or the passage's."""
        at = number
        for _ in range(_STEPS):
            clause = self.clauses.clauses[at]
            found = self._own(clause)
            if found != _NONE:
                return found
            if clause.governor in (_NONE, at):
                break
            at = clause.governor
        clause = self.clauses.clauses[number]
        return self.events.goes_on.get((clause.passage, clause.sentence), self.of_passage(clause.passage))

    def meant(self, filler: Filler, event: int) -> bool:
        """Tell whether a phrase is of a meeting or all who are there: "of the Conference", "of Members"."""
        everyone = any(EVERYONE in n.traits for u in filler.units for n in u.names)
        return everyone or event != _NONE and self.named(filler) == event

    def told(self, clause: Clause) -> int:
        """Return the event that the verb of a clause tells by itself: "they met in X"."""
        return self.events.by_verb.get((clause.passage, clause.predicate.first), _NONE)

    def met(self, clause: Clause) -> bool:
        """Tell whether a clause hangs on an organ that meets: "the Group, co-chaired by A and B, met in X"."""
        above = self.clauses.clauses[clause.governor] if clause.governor != _NONE else None
        return above is not None and clause.link in ("acl", "relcl", "advcl") and self.told(above) != _NONE

    def rounds(self, clause: Clause) -> list[tuple[int, Unit]]:
        """Return town and days of each round of "met twice, first in X on D and again in Y on E"."""
        if self.told(clause) == _NONE:
            return []
        rounds = [
            (self.events.of_mention[number], unit)
            for number, mention in enumerate(self.events.mentions)
            if mention.verb == clause.predicate.first and mention.passage == clause.passage
            if clause.predicate.first not in mention.words
            for unit in self.events.units[clause.passage]
            if mention.words.holds(unit.words)
        ]
        return rounds if len({event for event, _ in rounds}) > 1 else []

    def _own(self, clause: Clause) -> int:
        if (event := self.told(clause)) != _NONE:
            return event
        if clause.lead is not None and (event := self.event_of(clause.lead)) != _NONE:
            return event
        for filler in clause.adjuncts:
            if filler.prep in _PREPS and not filler.via and (event := self.named(filler)) != _NONE:
                return event
        return next((e for f in clause.subject if (e := self.named(f)) != _NONE), _NONE)

    def of_passage(self, passage: int) -> int:
        """Return the event that governs a passage, else the page's own."""
        return self.events.at_hand(passage)


def hand_of(clauses: ClausePage, events: EventPage, rows: tuple[Any, ...] = ()) -> Hand:
    """Return a page's clauses with its events, looked up once."""
    below: dict[int, list[int]] = {}
    for number, clause in enumerate(clauses.clauses):
        if clause.governor != _NONE:
            below.setdefault(clause.governor, []).append(number)
    verbs: dict[int, list[int]] = {}
    for number, mention in enumerate(events.mentions):
        if mention.verb:
            verbs.setdefault(mention.passage, []).append(number)
    return Hand(clauses, events, {k: tuple(v) for k, v in below.items()}, {k: tuple(v) for k, v in verbs.items()}, rows,
                _coming(clauses, events))  # fmt: skip


def _coming(clauses: ClausePage, events: EventPage) -> frozenset[int]:
    told: dict[str, set[int]] = {ASSERTED: set(), PLANNED: set()}
    for clause in clauses.clauses:
        if clause.status in told and clause.lemma in acts("happening"):
            units = (u for f in clause.subject for u in f.units if u.sort == "event")
            told[clause.status] |= {events.of_mention[u.event] for u in units if u.event >= 0}
    return frozenset(told[PLANNED] - told[ASSERTED])


def phrases(clause: Clause, slot: str, nouns: frozenset[str] = frozenset(), *, any_: bool = False) -> Iterator[Filler]:
    """Yield the phrases of a slot: subject, object, agent, a preposition, or "preposition:" with the nouns between.

    `any_`: behind whatever noun.
    """
    if slot == "subject":
        yield from clause.subject
    elif slot == "object":
        yield from clause.objects
    elif slot == "agent":
        yield from clause.agent
    elif slot.endswith(":subject"):  # "Keepers from Peru and Chile came together": whatever they are called
        heads = {filler.head for filler in clause.subject}
        yield from (f for f in clause.adjuncts if f.prep == slot.split(":")[0] and f.via in heads)
    elif ":" in slot:
        prep = slot.split(":")[0]
        yield from (f for f in clause.adjuncts if f.prep == prep and f.via in nouns)
    else:
        yield from (f for f in clause.adjuncts if f.prep == slot and (any_ or not f.via))


def parties(filler: Filler, process: str = "") -> Iterator[tuple[Name, str]]:
    """Yield the parties of a phrase that can take part, host or chair, with the role said of each.

    Neither "Members" nor the `process` of the page is one, nor an adjective but before an office ("the Turkish Chair").
    """
    for unit in filler.units:
        if unit.sort not in ("party", "list", "person"):
            continue
        for n, name in enumerate(unit.names):
            if name.id == process or (PROCESS in name.traits and not process):
                continue
            if name.traits & {EVERYONE, COUNTED} or not (name.party or DEMONYM in name.traits):
                continue
            said = unit.roles[n] if n < len(unit.roles) else ""
            if said != ABSENT:
                yield name, said or filler.role


def excepted(hand: Hand, passage: int, filler: Filler, name: Name) -> bool:
    """Tell whether somebody is taken from those of whom a phrase speaks: "all Parties but Peru"."""
    unit = next((u for u in filler.units if u.words.holds(name.words)), None)
    tokens = hand.events.named.text.passages[passage].tokens
    if unit is None or unit.words.first < 2:
        return False
    before = [token.norm for token in tokens[max(0, unit.words.first - 3) : unit.words.first] if token.norm != "the"]
    every = filler.determiner in ("all", "every", "each")
    return (
        before[-1:] in (["but"], ["save"])
        and every
        or bool(set(before[-2:]) & words("record", "layout.yaml", "excepting"))
    )


def whose_chair(hand: Hand, clause: Clause, name: Name, filler: Filler) -> bool:
    """Tell whether an organisation is but the one whose chair somebody is."""
    passage = filler.passage if filler.passage >= 0 else clause.passage
    tokens = hand.events.named.text.passages[passage].tokens
    near = {token.norm for token in tokens[name.words.last - 1 : name.words.last + 1]}
    if PERSON not in name.traits:
        near = {token.norm for token in tokens[name.words.last : name.words.last + 2] if token.capital}
    return name.kind != "state" and bool(near & {"chair", "chairs", "chairman", "chairperson", "co", "chairmanship"})
