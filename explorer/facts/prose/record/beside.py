"""What labels beside a point say of it: "Draft the map – Owner: Fiji – Due: 1 September 2016"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.record.listlines import people, within
from explorer.facts.prose.record.model import TASKED, Act, Fact
from explorer.facts.prose.text.model import Label, Span, TextPassage


def with_labels(page: EventPage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts, the one point of a passage with who is to do it and until when, as labels behind it say."""
    points = Counter(fact.passage for fact in facts if fact.act is not None)
    for fact in facts:
        passage = page.named.text.passages[fact.passage]
        act = fact.act if points[fact.passage] == 1 else None
        labels = [x for x in passage.labels if act and x.means in ("lead", "due") and x.words.first > act.words.first]
        yield replace(fact, act=_told(page, passage, act, labels)) if act is not None and labels else fact


def _told(page: EventPage, passage: TextPassage, act: Act, labels: Sequence[Label]) -> Act:
    last = min(act.words.last, labels[0].words.first)
    while last > act.words.first + 1 and not passage.tokens[last - 1].word:
        last -= 1
    units = {means: [u for x in labels if x.means == means for u in within(page, passage.number, x.value)]
             for means in ("lead", "due")}  # fmt: skip
    doers = tuple((name, "lead") for unit in units["lead"] for name in people(unit))
    due = next((unit.when for unit in units["due"] if unit.when is not None), act.due)
    named = {name.id for name, _ in doers}
    about = tuple(name for name in act.concerns if name.id not in named)
    force = TASKED if doers else act.force
    return replace(act, words=Span(act.words.first, last), who=(*act.who, *doers), due=due, concerns=about, force=force)
