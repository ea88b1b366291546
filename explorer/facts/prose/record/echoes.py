"""Clauses that stand for more than they say: "they", an item that its stem opens, "as did Peru"."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.clauses.model import ASSERTED, Clause
from explorer.facts.prose.record.comers import main_before
from explorer.facts.prose.record.hand import Hand

_NOWHERE = -1


def they(hand: Hand, number: int, clause: Clause, people: frozenset[str]) -> Clause:
    """Put the people of the sentence before in the place of "they", the event that was held in that of "it"."""
    said = [f.head for f in clause.subject]
    if said not in (["they"], ["it"]) or clause.subject[0].units or not clause.sentence:
        return clause
    main = main_before(hand, number, clause)
    if main is None or said == ["it"] and main.objects:
        return clause
    events = {u.sort for f in main.subject for u in f.units} == {"event"}
    meant = events if said == ["it"] else all(f.head in people for f in main.subject)
    return replace(clause, subject=tuple(replace(f, passage=clause.passage) for f in main.subject)) if meant else clause


def as_did(hand: Hand, clause: Clause) -> Clause | None:
    """Return the clause that "as did UNHCR", "and so was Peru" repeat of somebody else."""
    tokens = hand.events.named.text.passages[clause.passage].tokens
    before = tokens[clause.predicate.first - 1].norm if clause.predicate.first else ""
    bare = not (clause.objects or clause.agent) and clause.lemma in ("do", "be") and clause.link in ("advcl", "conj")
    if not bare or before not in ("as", "so") or clause.governor == _NOWHERE or clause.status != ASSERTED:
        return None
    stem = hand.clauses.clauses[clause.governor]
    return replace(stem, words=clause.words, subject=clause.subject) if clause.tense == stem.tense else None


def listed_below(hand: Hand, clause: Clause) -> Clause | None:
    """Return the clause that a bare item completes: "Participants included:", and below it "- Peru and Chile"."""
    if clause.lemma or clause.link != "noun" or clause.lead is not None or clause.governor == _NOWHERE:
        return None
    stem = hand.clauses.clauses[clause.governor]
    if not stem.lemma or stem.passage == clause.passage:
        return None
    agent, objects = (clause.subject, ()) if stem.voice == "passive" else ((), clause.subject)
    bare = tuple(replace(f, units=tuple(u for u in f.units if u.sort == "event")) for f in stem.subject)
    sent = tuple(f for f in stem.objects if not f.units)  # "Countries that sent officers:"
    objects = (*sent, *objects)
    return replace(
        stem, passage=clause.passage, words=clause.words, subject=bare, objects=objects, agent=agent, adjuncts=()
    )
