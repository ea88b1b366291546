"""Which clauses of a page stand for themselves, and the words that an act drawn from one is told in."""

from __future__ import annotations

from explorer.facts.prose.clauses.lexicon import words as stem_words
from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, PLANNED, SUPPOSED, Clause
from explorer.facts.prose.names.model import EVERYONE, PROCESS
from explorer.facts.prose.record.actrows import row_of
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import words
from explorer.facts.prose.record.model import AGREED, ENDORSED, NOTED, TASKED
from explorer.facts.prose.record.whose import named
from explorer.facts.prose.text.model import Span

_EMBEDDED = frozenset({"ccomp", "xcomp", "pcomp", "acl", "relcl", "advcl", "noun"})


def embedded(hand: Hand, number: int) -> bool:
    """Tell whether a clause is told inside another one; what opens with a participle behind a verb is not."""
    clause = hand.clauses.clauses[number]
    seen = set()
    while clause.link == "conj" and clause.governor >= 0 and number not in seen:
        seen.add(number)
        number = clause.governor
        clause = hand.clauses.clauses[number]
    if clause.link == "advcl" and clause.governor >= 0:
        tokens = hand.events.named.text.passages[clause.passage].tokens
        if tokens[clause.words.first].norm in ("while", "whereas"):
            return False
        main = hand.clauses.clauses[clause.governor]
        after = clause.passage == main.passage and clause.predicate.first > main.predicate.first and not clause.modality
        beside = (
            after and (row := row_of(hand, number)) is not None and row.force == NOTED
        )  # "agreed to go on, noting …"
        return beside or not (clause.tense == "present" and clause.voice == "active" and after)
    if _headless(clause) or _beyond(hand, number) or _closing(hand, number):
        return False
    if clause.link == "relcl" and clause.lead is not None:
        return hand.event_of(clause.lead) != hand.of_passage(clause.passage)
    above = hand.clauses.clauses[clause.governor] if clause.governor >= 0 else clause
    if _is_to(clause, above):
        return embedded(hand, clause.governor)
    if _cleft(clause, above) or _pleased(clause, above):
        return False
    return clause.link in _EMBEDDED


def told_in(hand: Hand, number: int) -> Span:
    """Return the words of an act: those of its clause, with the one around it that they make no sense without."""
    clause = hand.clauses.clauses[number]
    above = hand.clauses.clauses[clause.governor] if clause.governor >= 0 else clause
    first, last = clause.words.first, clause.words.last
    if _points_back(clause, above) and row_of(hand, clause.governor) is None:
        first = min(first, above.words.first)
    elif _headless(clause):
        first = min(first, clause.subject[0].words.first)
    elif above is not clause and (
        _cleft(clause, above) or _is_to(clause, above) or _pleased(clause, above) or _beyond(hand, number)
    ):
        first, last = min(first, above.words.first), max(last, above.words.last)
    return Span(first, last)


def _points_back(clause: Clause, above: Clause) -> bool:
    """Tell whether what a clause says stands in the one that it is joined to: "considered the plan and adopted it"."""
    joined = clause.link == "conj" and (clause.passage, clause.sentence) == (above.passage, above.sentence)
    said = {*clause.adverbs, *(f.head for f in (*clause.objects, *clause.adjuncts))}
    bare = clause.voice == above.voice == "passive"  # "The budget was looked at and approved as well"
    return joined and clause.subject == above.subject and (bare or bool(said & {"it", "them", "thereof"}))


def planned(clause: Clause) -> bool:
    """Tell whether a main clause tells what a party will do, or what event will be held on a day not yet named."""
    minuted = clause.status == SUPPOSED and clause.why == "would" and clause.link in ("", "conj")
    if minuted and clause.lemma in words("undertaking"):  # "The guide would be prepared by X": will, as minutes tell it
        return any(
            n.party and not n.traits & {PROCESS, EVERYONE} for f in clause.agent or clause.subject for n in named(f)
        )
    if clause.status not in (PLANNED, CONDITIONAL) or clause.modality not in ("will", "shall", "to"):
        return False
    told = [u for f in (*clause.subject, *clause.agent) for u in f.units]
    if any(u.sort == "event" for u in told):
        dated = any(u.when is not None and u.when.precision == "day" for f in clause.adjuncts for u in f.units)
        return clause.lemma in words("happening") and not dated and clause.modality != "to"
    names = [n for u in told for n in u.names]
    if clause.voice == "copula":
        return False
    return any(n.party and PROCESS not in n.traits for n in names)


def _headless(clause: Clause) -> bool:
    """Tell whether a verb stands behind its subject without a verb above: the parser takes it for a participle."""
    told = clause.link == "acl" and clause.governor < 0 and clause.voice == "active" and clause.tense == "past"
    return told and bool(clause.subject) and clause.subject[0].passage < 0


def _closing(hand: Hand, number: int) -> bool:
    """Tell whether "with" tells what the meeting itself did: "It closed in X, with Ministers endorsing the plan"."""
    clause = hand.clauses.clauses[number]
    own = clause.governor >= 0 and clause.subject != hand.clauses.clauses[clause.governor].subject
    if clause.link != "pcomp" or not own or clause.voice != "active" or row_of(hand, clause.governor) is not None:
        return False
    row = row_of(hand, number)
    return row is not None and row.force in (AGREED, ENDORSED, TASKED)


def _cleft(clause: Clause, above: Clause) -> bool:
    """Tell whether a clause is set apart by "be": "What Ministers asked of X was a plan", "It was X that proposed"."""
    what = any(f.head == "what" for f in clause.objects) and clause.link in ("ccomp", "csubj", "csubjpass", "advcl")
    it = [f.head for f in above.subject] == ["it"] and clause.link == "ccomp" and any(f.units for f in above.objects)
    return above.lemma == "be" and (what or it)


def _is_to(clause: Clause, above: Clause) -> bool:
    """Tell whether a clause is what somebody is to do: "the Office is to report"."""
    return above.lemma == "be" and not above.objects and clause.modality == "to" and clause.link == "xcomp"


def _pleased(clause: Clause, above: Clause) -> bool:
    """Tell whether somebody "was pleased to note", and so did."""
    honoured = bool({f.head for f in above.objects} & stem_words("honouring"))
    return above.lemma == "be" and honoured and clause.link == "xcomp" and clause.status == ASSERTED


def _beyond(hand: Hand, number: int) -> bool:
    """Tell whether a relative clause gives a party something to do that the clause above says nothing of."""
    clause = hand.clauses.clauses[number]
    if clause.link != "relcl" or clause.lead is not None or clause.governor < 0:
        return False
    above = hand.clauses.clauses[clause.governor]
    if above.link or row_of(hand, clause.governor) is not None or (above.status != ASSERTED and planned(above)):
        return False
    who = clause.subject if clause.voice == "passive" else ()
    row = row_of(hand, number)
    return row is not None and row.force == TASKED and any(True for f in who for _ in named(f))
