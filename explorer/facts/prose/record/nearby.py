"""Day and town of the page's own event where nothing gives them but the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.events.line import TITLES
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.record.model import DATE, Fact
from explorer.facts.prose.text.model import Span

_REACH, _SENTENCES = 3, 3  # passages with sentences, and sentences of each, that tell of the event first
_CONFIDENCE = 0.8


def nearby(page: EventPage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the day and the town that the first sentence about the page's own event names, and no other event there.

    Only what is missing, and only where the sentence leaves no choice: one day, one town.
    """
    own = page.own
    if own < 0:
        return
    told = {fact.relation for fact in facts if fact.event == own and (fact.when is None or fact.when.start)}
    missing = {DATE, "held_in"} - told
    for passage, sentence in _sentences(page):
        if not missing:
            return
        units = [unit for unit in page.units[passage] if unit.words.first in sentence]
        events = {page.of_mention[unit.event] for unit in units if unit.sort == "event"}
        events |= {event for (number, at), event in page.by_verb.items() if number == passage and at in sentence}
        if events != {own}:
            continue
        if any(unit.where is not None and unit.where.online for unit in units):
            units = [unit for unit in units if unit.where is None or unit.words.first > 0]  # where the news was written
        for relation, sort in ((DATE, "date"), ("held_in", "place")):
            found = [unit for unit in units if unit.sort == sort and _whole(unit)]
            if relation in missing and len({_key(unit) for unit in found}) == 1:
                missing.discard(relation)
                rule, unit = "the sentence that tells the event", found[0]
                yield Fact(
                    relation, rule, passage, -1, unit.words, own, None, unit.where, unit.when, confidence=_CONFIDENCE
                )


def _sentences(page: EventPage) -> Iterator[tuple[int, Span]]:
    seen = 0
    for passage in page.named.text.passages:
        if passage.passage.kind in TITLES or passage.passage.kind == "row" or not passage.sentences:
            continue
        for sentence in passage.sentences[:_SENTENCES]:
            yield passage.number, sentence
        seen += 1
        if seen == _REACH:
            return


def _whole(unit: Unit) -> bool:
    if unit.when is not None:
        return bool(unit.when.start) and unit.when.precision == "day"
    return unit.where is not None and not unit.where.online


def _key(unit: Unit) -> str:
    return unit.when.start if unit.when is not None else unit.where.id if unit.where is not None else ""
