"""The rows of acts, and which of them a clause fits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, PLANNED, Clause, Filler
from explorer.facts.prose.record.doers import doers_of, sorts_of
from explorer.facts.prose.record.habits import habitual
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import acts_data, words
from explorer.facts.prose.record.model import NOTED, WELCOMED
from explorer.facts.prose.record.rowtable import PREPOSITIONS, VOICES, table
from explorer.ontology import vocabulary

ASKED = ("tasked", "recommended")  # forces of what somebody else is to do


@dataclass(frozen=True, slots=True)
class ActRow:
    """One class of acts; a row of acts.yaml has these fields. Empty ones ask nothing."""

    row: str  # its name, which no other rule has
    force: str  # of the commitment that it makes
    by: tuple[str, ...]  # who has to say it: plenary (the meeting, its members), organ, party, office, thing
    verbs: tuple[str, ...]  # of the clause, by lemma
    example: str  # a page that it reads, names marked [sort:so]
    counter: str  # a page that it must not read
    gives: tuple[str, ...]  # what the example puts on record: "force: wording > Name as role", "proposed by Name" …
    nouns: frozenset[str] = frozenset()  # that carry the verb ("reached an agreement"), or their class in the head
    voice: str = ""  # active, passive, copula
    particle: tuple[str, ...] = ()  # of the verb: "note" of "take note"
    preps: tuple[str, ...] = ()  # prepositions behind which its content may stand, too
    unless_heads: tuple[str, ...] = ()  # nouns, or verbs below, that it must not have
    needs: tuple[str, ...] = ()  # prepositions of which it must have one
    unless_preps: tuple[str, ...] = ()  # prepositions behind which no party may stand
    nobody: bool = False  # only without a subject
    hearing: bool = False  # its subject has to say it also in the passive: "Ministers were informed"
    source: str = ""  # the preposition behind which stands who presented it
    relation: str = ""  # proposed_by or presented_by: how its doer is related to it
    unless_object: bool = False  # of a verb that gives a name to it: "called the plan a success"
    object: bool = False  # its content is an object, or a phrase of `preps`
    complement: bool = False  # its content is a clause: "agreed to …", "agreed that …"
    items: bool = False  # not the verb is put on record, but what it governs, item by item
    undated: bool = False  # of what is told of now, not of its history


@cache
def act_rows() -> tuple[ActRow, ...]:
    """Return the rows of acts in their order."""
    data = acts_data()
    choices = {"force": vocabulary().forces, "by": ("plenary", "organ", "party", "office", "thing"), "voice": VOICES,
               "relation": ("proposed_by", "presented_by"),
               **dict.fromkeys(("preps", "needs", "unless_preps", "source"), PREPOSITIONS)}  # fmt: skip
    return table(ActRow, "acts.yaml", data["acts"], choices, data["nouns"])


def rows_of(verbs: Iterable[tuple[str, str]]) -> tuple[ActRow, ...]:
    """Return a row for each verb that the words of the user give a force."""
    by = ("plenary", "organ", "party")
    return tuple(
        ActRow(f"{verb} in the words of the user", force, by, (verb,), "", "", (), object=True) for verb, force in verbs
    )


def row_of(hand: Hand, number: int) -> ActRow | None:
    """Return the row of acts that a clause fits."""
    clause = hand.clauses.clauses[number]
    if clause.status not in (ASSERTED, CONDITIONAL) or _long_since(clause) or habitual(hand, number):
        return None
    pleased = clause.modality == "to" and clause.status == ASSERTED and clause.link == "xcomp"  # "was pleased to note"
    if clause.tense == "future" or _to_be_done(hand, clause):
        return None
    if clause.modality not in ("", "will", "shall") and not pleased:
        return None
    inside = [hand.clauses.clauses[n] for n in hand.complements(number)]
    tokens = hand.events.named.text.passages[clause.passage].tokens
    that = clause.predicate.last < clause.words.last and tokens[clause.predicate.last].norm == "that"
    opens = that or stem_open(hand, clause)
    merit = _merit(hand, clause)
    found = next((r for r in (*hand.rows, *act_rows()) if _fits(r, clause, inside, opens=opens, merit=merit)), None)
    if found is not None and found.undated and _history(hand, clause):
        return None
    if clause.lemma == "recall" and any(_of_another(hand, number, c) for c in inside):
        return None
    return None if found is not None and clause.aspect == "pluperfect" and not found.relation else found


def _of_another(hand: Hand, number: int, below: Clause) -> bool:
    """Tell whether a clause says what another meeting had done: "recalled that the Lima Summit had agreed"."""
    events = {hand.named(f) for f in below.subject} - {-1}
    return below.aspect == "pluperfect" and bool(events) and hand.at_hand(number) not in events


def _history(hand: Hand, clause: Clause) -> bool:
    """Tell whether a clause goes on about another time: "The Fund goes back to 2000 and was created …"."""
    above = hand.clauses.clauses[clause.governor] if clause.link == "conj" and clause.governor >= 0 else None
    return above is not None and any(u.when for f in above.adjuncts for u in f.units)


def spoken_row(hand: Hand, number: int) -> ActRow | None:
    """Return the row of what is done by saying so, where it stands below "agreed": "to take note of", "to request"."""
    clause = hand.clauses.clauses[number]
    if clause.modality not in ("", "to") or clause.voice != "active" or clause.status not in (ASSERTED, PLANNED):
        return None
    inside = [hand.clauses.clauses[n] for n in hand.complements(number)]
    found = next((r for r in act_rows() if _fits(r, clause, inside, opens=False, merit=_merit(hand, clause))), None)
    if found is None or "plenary" not in found.by:
        return None
    asked = found.force in ASKED and any(u.names for f in clause.objects for u in f.units)
    asked = asked and bool(inside or clause.lemma not in words("inviting"))  # "to invite Peru" to come
    return found if found.force in (NOTED, WELCOMED) or found.row == "endorsed" or asked else None


def _to_be_done(hand: Hand, clause: Clause) -> bool:
    """Tell whether a line only says what is on the agenda: "Approve the budget", "Note: …". Items of a stem do not."""
    said = hand.events.named.text.passages[clause.passage].tokens[clause.predicate.first]
    ordered = not clause.subject and clause.voice == "active" and clause.tense == "present" and not clause.link
    return ordered and said.text == clause.lemma.capitalize()


def _long_since(clause: Clause) -> bool:
    told = {*clause.adverbs, *(f.head for f in clause.adjuncts), *(f.via for f in clause.adjuncts)}
    dated = clause.aspect == "perfect" or {"previously", "earlier", "originally"} & set(clause.adverbs)
    return bool(dated and told & words("long_since"))


def _greeted(filler: Filler) -> bool:
    """Tell whether a phrase is people only: who is welcomed is greeted."""
    names = [n for u in filler.units for n in u.names]
    if filler.head in words("people") and not any(n.kind == "instrument" for n in names):
        return True
    return bool(names) and all(n.party for n in names) and all(u.sort != "event" for u in filler.units)


def _content(row: ActRow, clause: Clause, inside: list[Clause]) -> bool:
    """Tell whether a clause says what was agreed, adopted, welcomed: an object, a phrase or a clause."""
    complement = any(_says_what(c, clause) for c in inside)
    if row.complement:
        return complement or clause.voice == "passive"
    if not row.object:
        return True
    merit = any(f.prep == "for" for f in clause.adjuncts) or _doing(("for",), inside)  # "commended X for its portal"
    merit = merit or "back" in clause.adverbs  # "welcomed X back to the Forum"
    if clause.voice == "passive":
        greeted = row.force in ("welcomed", "noted", "endorsed") and all(map(_greeted, clause.subject))
        return merit and row.force == WELCOMED or not greeted
    objects = [f for f in clause.objects if merit or not (row.force == "welcomed" and _greeted(f))]
    return bool(objects) or complement or any(f.prep in row.preps for f in clause.adjuncts)


def _of_now(clause: Clause) -> bool:
    """Tell whether a passive is told of now, and not of the history of a thing: no day, doer, perfect, "it"."""
    dated = any(unit.when for filler in clause.adjuncts for unit in filler.units)
    pointing = any(filler.head in ("it", "they", "which", "that", "who") for filler in clause.subject)
    done_by = clause.agent and "plenary" not in doers_of(clause)
    return not (clause.aspect or done_by or dated or pointing) and clause.link in ("", "conj")


def _says_what(below: Clause, clause: Clause) -> bool:
    """Tell whether a clause below says what was agreed; "ended with Ministers adopting a plan" does not."""
    if below.link == "pcomp":
        return below.subject == clause.subject
    return below.link in ("xcomp", "ccomp", "advcl") or (below.link == "acl" and below.modality == "to")


def _merit(hand: Hand, clause: Clause) -> bool:
    """Tell whether a clause says for what: "for" behind its verb, whatever noun it hangs on, and in no name."""
    tokens, units = hand.events.named.text.passages[clause.passage].tokens, hand.events.units[clause.passage]
    for at in range(clause.predicate.last, clause.words.last):
        before = bisect_right(units, at, key=lambda u: u.words.first) if tokens[at].norm == "for" else -1
        if before == 0 or before > 0 and at not in units[before - 1].words:
            return True
    return False


def _doing(preps: tuple[str, ...], inside: list[Clause]) -> bool:
    return "for" in preps and any(c.link == "pcomp" for c in inside)


def _fits(row: ActRow, clause: Clause, inside: list[Clause], *, opens: bool, merit: bool) -> bool:
    if clause.lemma not in row.verbs or (row.voice and clause.voice != row.voice):
        return False
    if row.particle and clause.particle not in row.particle:
        return False
    if not set(row.by) & (sorts_of(clause.subject) if row.hearing else doers_of(clause)):
        return False
    phrases = (*clause.subject, *clause.objects, *clause.adjuncts)
    if (
        row.nouns
        and not any(f.head in row.nouns for f in phrases if not f.via or f.prep in ("of", "for"))
        and not any(c.noun in row.nouns for c in inside)
    ):
        return False
    if row.nobody and clause.subject:
        return False
    if row.unless_object and clause.objects and not any(c.link == "xcomp" for c in inside):
        return False
    if row.undated and not _of_now(clause):
        return False
    if any(f.prep in row.unless_preps and any(n.party for u in f.units for n in u.names) for f in clause.adjuncts):
        return False
    if any(f.head in row.unless_heads or f.via in row.unless_heads for f in (*clause.objects, *clause.adjuncts)):
        return False
    if any(c.lemma in row.unless_heads for c in inside):
        return False
    told = any(f.prep in row.needs for f in clause.adjuncts) or _doing(row.needs, inside)
    if row.needs and not (told or merit and row.force == WELCOMED):
        return False
    return opens or _content(row, clause, inside)


def stem_open(hand: Hand, clause: Clause) -> bool:
    """Tell whether items follow that say what the clause is about."""
    passage = hand.events.named.text.passages[clause.passage]
    return (
        passage.goes_on(clause.sentence + 1) == clause.sentence
        or passage.stem_open
        and clause.sentence == len(passage.sentences) - 1
    )
