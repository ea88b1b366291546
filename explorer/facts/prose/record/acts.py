"""Acts: clauses that put something on record, with their force and whom they concern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explorer.facts.prose.clauses.lexicon import singular
from explorer.facts.prose.clauses.lexicon import words as stem_words
from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, DENIED, PLANNED, Clause, Filler
from explorer.facts.prose.record.actrows import ASKED, ActRow, row_of, spoken_row, stem_open
from explorer.facts.prose.record.doers import plenary
from explorer.facts.prose.record.habits import before_it
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import acts_data, words
from explorer.facts.prose.record.made import force_of, made, within
from explorer.facts.prose.record.model import AGREED, TASKED, Fact
from explorer.facts.prose.record.several import parts
from explorer.facts.prose.record.standing import embedded, planned
from explorer.facts.prose.record.whose import Whose
from explorer.facts.prose.text.model import TextPassage

_HEADS = frozenset({"title", "heading", "location", "caption"})


def told_acts(hand: Hand, number: int) -> Iterator[Fact]:
    """Yield the act that a clause of a page puts on record."""
    clause = hand.clauses.clauses[number]
    item = _is_item(hand, clause) or _labelled(hand, number)
    found = _item(hand, number) if item else _act(hand, number)
    if found is not None and not before_it(hand, clause, found.event):
        yield from _each(hand, number, found)


def _each(hand: Hand, number: int, found: Fact) -> Iterator[Fact]:
    """Yield an act, or each that one verb puts on record: "agreed that A would pay and that B be told"."""
    row = row_of(hand, number) if found.act is not None and found.act.force in (AGREED, *ASKED) else None
    spans = parts(hand, number, found.act.words) if found.act is not None and row is not None else []
    if row is None or row.row != found.rule or len(spans) < 2:
        yield found
        return
    for span in spans:
        one = made(hand, number, row, part=span)
        if one is not None:
            yield one


def _labelled(hand: Hand, number: int) -> str:
    """Return the force of the label that an item stands under: "Recommendations:"."""
    clause = hand.clauses.clauses[number]
    passages = hand.events.named.text.passages
    stem = passages[clause.passage].stem
    if stem < 0 or clause.governor >= 0 or passages[stem].sentences:
        return ""
    before = (c for c in hand.clauses.clauses[max(0, number - 12) : number] if c.governor < 0)
    if any((c.passage, c.sentence) == (clause.passage, clause.sentence) for c in before):
        return ""  # one act a line
    told = any(label.means == "act" for label in passages[stem].labels)
    return (_force_of(passages[stem]) or AGREED) if told else ""


def _force_of(passage: TextPassage) -> str:
    """Return the force that the nouns of a label or heading tell."""
    heads = {singular(t.norm) for t in passage.tokens}
    if heads & words("of_no_act"):
        return ""
    return next((force for force, nouns in acts_data()["headings"].items() if heads & set(nouns)), "")


def _is_item(hand: Hand, clause: Clause) -> bool:
    """Tell whether a clause is an item under a stem. A paragraph or heading under a heading is none."""
    if clause.governor < 0 or not (clause.link == "stem" or (clause.link == "noun" and clause.lead is None)):
        return False
    passages = hand.events.named.text.passages
    if passages[clause.passage].passage.kind == "row":
        return False
    above = passages[hand.clauses.clauses[clause.governor].passage]
    here = passages[clause.passage]
    if _inline(hand, clause):
        return True
    told = hand.clauses.clauses[clause.governor].lemma or above.tokens[-1].norm == ":" or here.stem_open
    plain = here.passage.kind in ("paragraph", "heading") and not (above.stem_open and told)
    plain = plain and not _numbered_point(here, above, clause)
    return clause.passage != above.number and not plain


def _numbered_point(here: TextPassage, above: TextPassage, clause: Clause) -> bool:
    """Tell whether a paragraph with number or doer is a point of its heading: "Agreed actions", "2. Mend it."."""
    told = bool(here.passage.mark) or any(label.means == "lead" for label in here.labels)
    numbered = told and here.passage.kind == "paragraph"
    to_do = clause.modality in words("to_do") or bool(clause.lemma and clause.tense == "present" and not clause.subject)
    return numbered and above.passage.kind == "heading" and to_do and bool(_force_of(above))


def _inline(hand: Hand, clause: Clause) -> bool:
    """Tell whether a clause is an item of a list inside its passage: "agreed to: (a) meet again; (b) …"."""
    stem = hand.clauses.clauses[clause.governor]
    over = hand.events.named.text.passages[clause.passage].goes_on(clause.sentence)
    return over >= 0 and (stem.passage, stem.sentence) == (clause.passage, over)


def _act(hand: Hand, number: int) -> Fact | None:
    clause = hand.clauses.clauses[number]
    if hand.events.named.text.passages[clause.passage].passage.kind in _HEADS:
        return None
    if (part := _split(hand, number)) is not None:
        return made(hand, number, part)
    if not clause.lemma or embedded(hand, number) or _of_name(hand, number):
        return None
    row = row_of(hand, number)
    if row is not None and not row.items:
        inside = hand.complements(number)
        if _only_stem(hand, number, [hand.clauses.clauses[n] for n in inside]):
            return None
        own_words = any(Whose(hand, number, inside, clause.words).undertaken())
        if clause.lemma in words("speaking") and row.relation and not own_words:
            return None  # a speaker's remark: "The representative of Peru said that the reef is large"
        return made(hand, number, row)
    if clause.status == PLANNED and clause.lemma in words("ordering") and any(f.units for f in clause.objects):
        return made(hand, number, ActRow("planned", TASKED, (), (), "", "", ()))
    if _goes_on(hand, number):
        return None
    if _agreed_as(hand, number) or (hand.told(clause) < 0 and planned(clause)):
        return made(hand, number, ActRow("planned", AGREED, (), (), "", "", ()))
    return None


def _of_name(hand: Hand, number: int) -> bool:
    """Tell whether a participle only tells more of what an item names: "The plan as proposed by the Panel"."""
    clause = hand.clauses.clauses[number]
    before = (c for c in hand.clauses.clauses[max(0, number - 3) : number] if not c.lemma and c.link == "noun")
    beside = any((c.passage, c.sentence) == (clause.passage, clause.sentence) for c in before)
    return beside and clause.voice == "passive" and bool(clause.agent) and not clause.modality


def _goes_on(hand: Hand, number: int) -> bool:
    """Tell whether a clause is more of what an item says its doer is to do: "the Office to draft a note and report"."""
    clause = hand.clauses.clauses[number]
    while clause.link == "conj" and clause.governor >= 0:
        above = hand.clauses.clauses[clause.governor]
        if above.passage != clause.passage or above.subject != clause.subject:
            return False
        clause = above
    return clause is not hand.clauses.clauses[number] and _is_item(hand, clause)


def _only_stem(hand: Hand, number: int, inside: list[Clause]) -> bool:
    """Tell whether a clause only opens a list: its items are the acts."""
    clause = hand.clauses.clauses[number]
    if not stem_open(hand, clause) or _topics(hand, number):
        return False
    tokens = hand.events.named.text.passages[clause.passage].tokens
    ends = [t.norm for t in tokens[clause.words.first : clause.words.last]][-2:]
    if ends[-1] in stem_words("stem_ends") or "that" in ends:
        return True
    behind = (f for f in clause.adjuncts if f.words.first > clause.predicate.first)
    told = [*clause.objects, *(f for f in behind if not f.units)]
    if clause.voice == "passive":
        told = [f for f in clause.subject if not f.units]
    for complement in (c for c in inside if c.link in ("xcomp", "ccomp")):
        told.extend((*complement.objects, *complement.adjuncts))
    return all(f.head in words("empty") | words("plenary") or not f.head for f in told)


def _split(hand: Hand, number: int) -> ActRow | None:
    """Return the row of "… and Y to do that" behind "requested X to do this": an act of its own."""
    clause = hand.clauses.clauses[number]
    if clause.link != "conj" or clause.modality != "to" or clause.governor < 0 or not clause.subject:
        return None
    above = hand.clauses.clauses[clause.governor]
    if clause.subject == above.subject or above.status != ASSERTED or clause.status != PLANNED:
        return None
    row = row_of(hand, clause.governor)
    return row if row is not None and row.force in ("tasked", "recommended", "agreed") else None


def _agreed_as(hand: Hand, number: int) -> bool:
    """Tell whether a planned clause is put on record by "as agreed by all"."""
    clause = hand.clauses.clauses[number]
    if clause.status not in (PLANNED, ASSERTED):
        return False
    inside = [hand.clauses.clauses[n] for n in hand.complements(number)]
    by = any(f.prep in ("by", "upon", "under") and f.head in words("deciding") and not f.via for f in clause.adjuncts)
    whose = (f for f in clause.adjuncts if f.via in words("deciding"))
    at_hand = hand.at_hand(number)
    if by and clause.status == PLANNED and clause.tense == "future" and any(hand.meant(f, at_hand) for f in whose):
        return True  # "By decision of the Conference, the office will move"
    return clause.status == PLANNED and any(
        c.lemma in ("agree", "decide") and c.link == "advcl" and c.voice == "passive" and c.status == ASSERTED
        for c in inside
    )


def _told_under_heading(hand: Hand, clause: Clause) -> bool:
    """Tell whether a sentence below a heading says what happened: "OUTCOMES", then "The meeting was chaired by"."""
    heading = clause.governor >= 0 and not hand.clauses.clauses[clause.governor].lemma
    return heading and bool(clause.lemma and clause.subject) and clause.tense == "past" and not clause.modality


def _item(hand: Hand, number: int) -> Fact | None:
    """Return the act of an item: what its stem says of it."""
    clause = hand.clauses.clauses[number]
    mere = _heads(hand, clause) or _named_only(hand, clause) or all(_mere(f) for f in clause.subject)
    if not clause.lemma and (mere or _topic(hand, clause) or _formed(hand, clause)):
        return None
    if not _first(hand, number):  # one more act in the same item
        further = clause.lemma and not clause.modality and row_of(hand, number) is not None
        return _act(hand, number) if further else None
    force = _handed(hand, clause.governor) or _labelled(hand, number)
    passage = hand.events.named.text.passages[clause.passage]
    before = {t.norm for t in passage.tokens[passage.sentences[clause.sentence].first : clause.predicate.first]}
    bare = any(f.head in ("it", "they") and f.head not in before for f in clause.subject)  # "Requests X to …"
    says = clause.lemma and not clause.modality and (clause.tense == "past" or bare or not force)
    own = row_of(hand, number) if says else None
    if own is not None:
        return None if not force and _talked_of(hand, clause) else made(hand, number, own)
    decided_against = clause.status == DENIED and clause.modality == "to"  # "resolved: – not to meet again"
    agreed = clause.link == "stem" and clause.why == "would"  # "agreed: (a) that the plan would be revised"
    if clause.status not in (ASSERTED, PLANNED, CONDITIONAL) and not (decided_against or agreed):
        return None
    if not force or _told_under_heading(hand, clause):
        return None
    row = ActRow("item", force, (), (), "", "", ())
    if force == AGREED and clause.lemma and not clause.subject and (said := spoken_row(hand, number)) is not None:
        row = said if said.force in ASKED else replace(row, force=said.force)
    drawn = made(hand, number, row, whole=True)
    return _of_stem(hand, clause, drawn)


def _talked_of(hand: Hand, clause: Clause) -> bool:
    """Tell whether an item is but what its stem's verb is about: "They focused on:", below it "Increased access"."""
    stem = hand.clauses.clauses[clause.governor] if clause.governor >= 0 else None
    first = hand.events.named.text.passages[clause.passage].sentences[clause.sentence].first
    leads = clause.predicate.first - first <= (1 if clause.adverbs else 0) and not clause.subject
    return stem is not None and stem.lemma in words("talking") and stem.passage != clause.passage and leads


def _of_stem(hand: Hand, clause: Clause, drawn: Fact | None) -> Fact | None:
    """Give an item the doers that its stem names: "tasked the Office with:"."""
    if clause.governor < 0 or drawn is None or drawn.act is None:
        return drawn
    own = any(role != "support" for _, role in drawn.act.who)
    if own and (clause.subject or clause.modality != "to"):
        return drawn
    stem = hand.clauses.clauses[clause.governor]
    inside = tuple(within(hand, clause.governor, stem.words))
    whose = Whose(hand, clause.governor, inside, stem.words)
    who = whose.doers(force=drawn.act.force, plenary=plenary(stem), carries=False)
    if own and not who:
        return drawn
    rest = (each for each in drawn.act.who if each[1] == "support")  # "to advise the Panel": the Panel is advised
    return replace(drawn, act=replace(drawn.act, who=(*who, *rest)))


def _heads(hand: Hand, clause: Clause) -> bool:
    """Tell whether a line is the heading of what follows: "B. Tasks"."""
    below = hand.events.named.text.passages[clause.passage + 1 :][:1]
    return (
        bool(below)
        and below[0].stem == clause.passage
        and not hand.events.named.text.passages[clause.passage].stem_open
    )


def _named_only(hand: Hand, clause: Clause) -> bool:
    """Tell whether a line without a verb stands below a heading without one: "Outcomes", and below it "Training"."""
    above = hand.clauses.clauses[clause.governor] if clause.governor >= 0 else None
    colon = above is None or hand.events.named.text.passages[above.passage].tokens[-1].norm == ":"
    return above is not None and not above.lemma and not colon


def _topic(hand: Hand, clause: Clause) -> bool:
    """Tell whether a line without a verb is but what its stem speaks of: "adopted a plan in three areas:"."""
    return clause.governor >= 0 and _topics(hand, clause.governor)


def _formed(hand: Hand, clause: Clause) -> bool:
    """Tell whether a line only names what its stem says was set up: "Two groups were created:", "- The Reef Group"."""
    stem = hand.clauses.clauses[clause.governor] if clause.governor >= 0 else None
    named = any(f.named and any(n.party for u in f.units for n in u.names) for f in clause.subject)
    return stem is not None and stem.lemma in words("forming") and named


def _topics(hand: Hand, number: int) -> bool:
    """Tell whether a clause is whole by itself and ends in "on the following", "in three areas"."""
    stem = hand.clauses.clauses[number]
    told = stem.subject if stem.voice == "passive" else stem.objects
    whole = any(f.head not in words("pointers") for f in told) and stem.lemma not in words("happening")
    passage = hand.events.named.text.passages[stem.passage]
    last = passage.sentences[stem.sentence].last
    said = [t.norm for t in passage.tokens[max(0, last - 10) : last] if t.word][-5:]
    near = set(said[:-1]) & {"on", "in", "across", "about", "under"}
    return whole and bool(said and near) and singular(said[-1]) in words("topics")


def _mere(filler: Filler) -> bool:
    """Tell whether a line is but a town, a day or somebody: "Lima, 10 June 2011", "Ms Ann Lee, Director, the Fund"."""
    return bool(filler.units) and all(u.sort in ("date", "place", "person") for u in filler.units)


def _first(hand: Hand, number: int) -> bool:
    """Tell whether a clause is the first of its item that hangs on the stem."""
    clause = hand.clauses.clauses[number]
    return all(
        (c.passage, c.sentence) != (clause.passage, clause.sentence)
        or c.link not in ("stem", "noun")
        or c.lead is not None
        or c.governor < 0
        or hand.clauses.clauses[c.governor].passage == c.passage
        and not _inline(hand, c)
        for c in hand.clauses.clauses[max(0, number - 12) : number]
    )


def _handed(hand: Hand, number: int) -> str:
    """Return the force that a stem or a heading hands down."""
    seen: set[int] = set()
    while number >= 0 and number not in seen:
        seen.add(number)
        clause = hand.clauses.clauses[number]
        if not clause.lemma:
            if force := _force_of(hand.events.named.text.passages[clause.passage]):
                return force
            number = clause.governor
            continue
        row = row_of(hand, number) or (spoken_row(hand, number) if clause.link == "stem" else None)
        if row is not None:
            told = row.relation == "presented_by"  # what somebody presented is listed, and agreed by nobody
            return "" if told else force_of(row, [hand.clauses.clauses[n] for n in hand.complements(number)])
        before = number - 1
        points_back = clause.lemma in words("pointing") and before >= 0
        if points_back and hand.clauses.clauses[before].passage == clause.passage:
            while hand.clauses.clauses[before].governor >= 0 and hand.clauses.clauses[before].link != "stem":
                before = hand.clauses.clauses[before].governor
            number = before
        else:
            number = clause.governor
    return ""
