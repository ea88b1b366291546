"""An act drawn from a clause: its words, its force, the event it belongs to, and everybody it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.clauses.model import PLANNED, Clause
from explorer.facts.prose.names.model import EVERYONE, PROCESS
from explorer.facts.prose.record.actrows import ActRow, spoken_row
from explorer.facts.prose.record.doers import doers_of, plenary
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import words
from explorer.facts.prose.record.model import ACT, AGREED, ENDORSED, RECOMMENDED, TASKED, Act, Fact
from explorer.facts.prose.record.standing import told_in
from explorer.facts.prose.record.whose import Whose, named
from explorer.facts.prose.text.model import Span, Token


def made(hand: Hand, number: int, row: ActRow, *, whole: bool = False, part: Span | None = None) -> Fact | None:
    """Return the act of a clause that a row reads: in its `part`, the `whole` sentence of an item, else its own."""
    clause = hand.clauses.clauses[number]
    span = part or (_sentence(hand, clause) if whole else told_in(hand, number))
    inside = tuple(_beside(hand, number, span) if whole else within(hand, number, span))
    whose = Whose(hand, number, inside, span)
    force = force_of(row, [hand.clauses.clauses[n] for n in inside])
    if row.row == "agreed" and force == AGREED:  # "agreed to take note of"
        to_do = (n for n in hand.complements(number) if hand.clauses.clauses[n].link == "xcomp")
        spoken = (spoken_row(hand, n) for n in to_do)
        force = next((one.force for one in spoken if one is not None), force)
    event = _event(hand, number, clause)
    said_in = hand.events.named.text.passages[clause.passage].tokens[span.first : span.last]
    if event < 0 <= hand.events.own or not _says(said_in):
        return None
    doers = [
        n for f in (clause.agent if clause.voice == "passive" else clause.subject) for u in f.units for n in u.names
    ]
    said = tuple(n for n in doers if n.party and not n.traits & {EVERYONE, PROCESS})
    who = whose.doers(force=force, plenary=bool(row.verbs) and plenary(clause), carries=whole or _carries(row, clause))
    proposed = whose.by("proposing", "suggestion", ("at", "on", "by", "from", "of", "following"))
    presented = whose.by("presenting", "presentation", ("by", "from", "of"))
    if row.relation == "proposed_by":
        proposed = (*said, *proposed)
    if row.relation == "presented_by" or (row.row == "were informed"):
        presented = (*said, *presented)
    if row.source:
        sources = (f for f in clause.adjuncts if f.prep == row.source)
        presented = (*(n for f in sources for n in named(f)), *presented)
    endorsed = whose.by("endorsing", "approval", ("of", "by"))
    taken = {n.id for n, _ in who} | {n.id for n in (*proposed, *presented, *endorsed, *doers)}
    concerns = tuple({n.id: n for n in whose.mentioned() if n.id not in taken}.values())
    conditions = [c.condition for c in (clause, *(hand.clauses.clauses[n] for n in inside)) if c.condition]
    act = Act(
        force=force,
        words=span,
        who=who,
        proposed_by=proposed,
        presented_by=presented,
        endorsed_by=endorsed,
        concerns=concerns,
        about=whose.events(event),
        condition=conditions[0] if conditions else None,
        due=whose.due(),
    )
    return Fact(ACT, row.row, clause.passage, number, span, event=event, act=act)


def _says(tokens: Sequence[Token]) -> bool:
    """Tell whether words say something: no single word, no address, no "Share | Print | Top" of a site."""
    marks = [token.norm for token in tokens]
    return sum(token.word for token in tokens) > 1 and marks.count("|") < 2 and "://" not in "".join(marks[:6])


def _carries(row: ActRow, clause: Clause) -> bool:
    """Tell whether the doer of an act is who is to do it: what a party will do, promises, gives its word for."""
    word_given = bool(row.nouns) and row.force == AGREED and doers_of(clause) == {"party"}
    ordered = clause.lemma in words("ordering")
    planned = row.row == "planned" or clause.status == PLANNED
    return (planned and not ordered) or row.row == "promised" or word_given


def force_of(row: ActRow, inside: list[Clause]) -> str:
    """Return the force of an act: whoever agrees to task somebody tasks him."""
    ordered = any(
        c.link in ("xcomp", "pcomp") and c.lemma in words("ordering") and any(f.units for f in c.objects)
        for c in inside
    )
    taken = any(c.link == "relcl" and c.lemma in words("endorsing") and "plenary" in doers_of(c) for c in inside)
    if row.force == RECOMMENDED and taken:  # "tabled a plan, which members accepted"
        return ENDORSED
    return TASKED if row.force == AGREED and ordered else row.force


def within(hand: Hand, number: int, span: Span) -> Iterator[int]:
    """Yield the clauses below one that stand within its words."""
    open_ = list(hand.complements(number))
    while open_:
        at = open_.pop(0)
        if span.holds(hand.clauses.clauses[at].predicate):
            yield at
            open_.extend(hand.complements(at))


def _beside(hand: Hand, number: int, span: Span) -> Iterator[int]:
    """Yield all other clauses within the words of an item: several may hang on its stem."""
    passage = hand.clauses.clauses[number].passage
    ahead = (n for n in hand.below.get(number, ()) if n < number)  # "X, helped by Y, draws a map"
    yield from (n for n in ahead if hand.clauses.clauses[n].passage == passage)
    at = number + 1
    while at < len(hand.clauses.clauses) and hand.clauses.clauses[at].passage == passage:
        if span.holds(hand.clauses.clauses[at].predicate):
            yield at
        at += 1


def _sentence(hand: Hand, clause: Clause) -> Span:
    passage = hand.events.named.text.passages[clause.passage]
    span = passage.sentences[clause.sentence]
    last = span.last
    while last > span.first + 1 and passage.tokens[last - 1].text in (";", ".", ",", ":", "and"):
        last -= 1
    return Span(span.first, last)


def _event(hand: Hand, number: int, clause: Clause) -> int:
    """Return the event at which an act is put on record."""
    under = clause.governor if clause.link == "stem" else -1
    if under >= 0 and (clause.status == PLANNED or not clause.lemma):
        return hand.at_hand(under)
    return hand.of_passage(clause.passage) if clause.status == PLANNED or not clause.lemma else hand.at_hand(number)
