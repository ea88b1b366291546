"""What has the words of an act and is none: what a body does year by year, a note before the meeting."""

from __future__ import annotations

from explorer.facts.prose.clauses.model import Clause
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import words

_INSIDE = frozenset({"xcomp", "ccomp", "acl", "relcl", "pcomp", "advcl"})


def habitual(hand: Hand, number: int) -> bool:
    """Tell whether a clause, or the one it is joined to, tells what is done again and again: "adopts a budget yearly".

    How often something agreed is to be done ("agree to meet every year") stands in a clause below.
    """
    clause = hand.clauses.clauses[number]
    seen = 0
    while clause.tense == "present" and not clause.modality:
        if _often(hand, number, clause):
            return True
        if clause.link != "conj" or clause.governor < 0 or seen > 8:
            return False
        above = hand.clauses.clauses[clause.governor]
        if above.subject != clause.subject or above.passage != clause.passage:
            return False
        number, clause, seen = clause.governor, above, seen + 1
    return False


def _often(hand: Hand, number: int, clause: Clause) -> bool:
    """Tell whether words of repeated time stand in a clause itself, and in none below it."""
    if set(clause.adverbs) & words("often"):
        return True
    below = (hand.clauses.clauses[n] for n in hand.below.get(number, ()))
    firsts = [c.predicate.first for c in below if c.link in _INSIDE and c.predicate.first > clause.predicate.first]
    tokens = hand.events.named.text.passages[clause.passage].tokens
    last = min([clause.words.last, *firsts])
    for at in range(clause.words.first, last):
        repeated = tokens[at].norm in ("every", "each") and {t.norm for t in tokens[at + 1 : at + 4]} & words("spans")
        if repeated and tokens[at - 1].norm not in words("not_often"):
            return True
    return False


def before_it(hand: Hand, clause: Clause, event: int) -> bool:
    """Tell whether a page asks for something before a meeting to come: "Delegates are asked to register"."""
    asked = clause.voice == "passive" and clause.tense == "present" and not clause.agent and not clause.modality
    return asked and event in hand.coming
