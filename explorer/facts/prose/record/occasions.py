"""When and where each event was held, by what says so; and which events are worth a node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.facts.edtf import span as edtf_span
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.events.sameness import GENERIC, bare
from explorer.facts.prose.record.model import DATE, Fact


@dataclass(frozen=True)
class Occasion:
    """Day and place of one event: the facts that tell them, and what contradicts them."""

    start: str = ""
    end: str = ""
    when: Fact | None = None
    wheres: tuple[Fact, ...] = ()  # all of one place
    note: str = ""
    complete: bool = False
    against: tuple[Fact, ...] = ()

    @property
    def place(self) -> str:
        """The id of the place, "" where none is told."""
        return next((fact.where.id for fact in self.wheres if fact.where is not None), "")


def occasions(page: EventPage, facts: Sequence[Fact]) -> dict[int, Occasion]:
    """Return the events that are certain ones, with day and place; the page's own one first.

    Clauses say it first, labels and lines of the head where no clause does.
    """
    whens: dict[int, list[Fact]] = {}
    wheres: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.clause < 0, f.rule == "was opened")):  # the first of several days
        if fact.event < 0:
            continue
        if fact.relation == DATE and fact.when is not None and fact.when.start:
            whens.setdefault(fact.event, []).append(fact)
        elif fact.relation == "held_in" and fact.where is not None:
            wheres.setdefault(fact.event, []).append(fact)
    found: dict[int, Occasion] = {}
    for number in range(len(page.events)):
        told = _occasion(whens.get(number, []), wheres.get(number, []))
        if _certain(page, number, told):
            found[number] = told
    return found


def _one_place(first: Fact, other: Fact) -> bool:
    """Whether a fact says again where an event was held, or where its second half was: "in A and then in B"."""
    same = first.where is not None and other.where is not None and first.where.id == other.where.id
    return same or first.clause >= 0 and (first.clause, first.rule) == (other.clause, other.rule)


def _occasion(whens: Sequence[Fact], wheres: Sequence[Fact]) -> Occasion:
    best: Fact | None = None
    against: list[Fact] = []
    for fact in whens:
        assert fact.when is not None
        if best is None or best.when is None:
            best = fact
        elif (fact.when.start, fact.when.end) == (best.when.start, best.when.end):
            continue
        elif not _overlap(fact, best):
            if (fact.clause >= 0 or fact.rule.startswith("label")) and _years_apart(fact, best) <= 1:
                against.append(fact)
        elif len(fact.when.start) > len(best.when.start):
            best = fact
    sites = [f for f in wheres if f.where is not None and not f.where.online]
    place = tuple(f for f in sites if _one_place(sites[0], f))
    if best is None or best.when is None:
        return Occasion(wheres=place)
    end = best.when.end if best.when.end != best.when.start else ""
    said = [_days(best), *(_days(f) for f in against)]
    note = f"Sources disagree on the date: {' and '.join(dict.fromkeys(said))}" if against else ""
    return Occasion(best.when.start, end, best, place, note, against=tuple(against))


def _days(fact: Fact) -> str:
    assert fact.when is not None
    return fact.when.start + (f"/{fact.when.end}" if fact.when.end and fact.when.end != fact.when.start else "")


def _overlap(one: Fact, two: Fact) -> bool:
    left, right = edtf_span(_days(one)), edtf_span(_days(two))
    return bool(left and right and left[0] <= right[1] and right[0] <= left[1])


def _years_apart(one: Fact, two: Fact) -> int:
    """Days many years apart are no disagreement on one event: the later naming meant another."""
    return abs(int(_days(one)[:4]) - int(_days(two)[:4]))


def _certain(page: EventPage, number: int, told: Occasion) -> bool:
    """Whether an event is one certain event: the page's own, a dated one, or one that is counted or has a title.

    "The next meeting" and "a workshop on visas" without a day stay words of a commitment.
    """
    event = page.events[number]
    if event.own:
        return True
    if _called_off(page, number):
        return False
    mentions = [page.mentions[m] for m in event.mentions]
    determiners = {m.determiner for m in mentions}
    if told.start:
        coming = determiners <= {"a", "next", "its"} and not event.ordinal
        return len(told.start) >= (10 if coming else 7) or bool(event.ordinal)
    if determiners & {"next", "previous"} or determiners <= {"a", "its"}:
        return False
    named = [m for m in mentions if m.verb < 0]
    capital = any(m.definite and m.name[:1].isupper() for m in named)
    specific = bare(event.name) - GENERIC
    if event.ordinal:
        return capital and (event.body is not None or bool(specific))
    return capital and len(specific) >= 2 and _title_case(event.name)


def _called_off(page: EventPage, number: int) -> bool:
    """Whether a sentence that begins with an event says that it was cancelled."""
    for each in page.events[number].mentions:
        mention = page.mentions[each]
        passage = page.named.text.passages[mention.passage]
        sentence = next((s for s in passage.sentences if mention.words.first in s), None)
        if sentence is not None and mention.words.first - sentence.first <= 2:
            said = {token.norm for token in passage.tokens[mention.words.last : sentence.last]}
            if said & {"cancelled", "canceled", "postponed"} or {"called", "off"} <= said:
                return True
    return False


def _title_case(name: str) -> bool:
    long = [word for word in name.split() if len(word) > 4 and word[0].isalpha()]
    return len(long) > 1 and all(word[0].isupper() for word in long)
