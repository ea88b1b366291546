"""What stands beside a point of whose it is: "Draft the map – Owner: Fiji – Due: 1 May 2016", "Print it – Fiji"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import Name
from explorer.facts.prose.record.lexicon import words
from explorer.facts.prose.record.listlines import only_names, people, within
from explorer.facts.prose.record.model import AGREED, TASKED, Act, Fact
from explorer.facts.prose.text.model import Label, Span, TextPassage

_TOLD = ("lead", "support", "due")
_BRACKETS = {")": "(", "]": "["}


def with_labels(page: EventPage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts, the one point of a passage with who is to do it and until when, as stands behind it."""
    points = Counter(fact.passage for fact in facts if fact.act is not None)
    alone = [fact for fact in facts if fact.act is not None and points[fact.passage] == 1]
    behind = {fact.passage: tail for fact in alone if (tail := _names_behind(page, fact)) is not None}
    stems = Counter(page.named.text.passages[number].stem for number in behind)
    for fact in facts:
        passage = page.named.text.passages[fact.passage]
        act = fact.act if points[fact.passage] == 1 else None
        labels = [x for x in passage.labels if act and x.means in _TOLD and x.words.first > act.words.first]
        tail = behind.get(fact.passage)
        if act is not None and labels:
            yield replace(fact, act=_told(page, passage, act, labels))
        elif act is not None and tail is not None and (
            passage.tokens[tail.first].norm != "(" or stems[passage.stem] > 1
        ):  # fmt: skip
            yield replace(fact, act=_given(page, passage, act, tail))
        else:
            yield fact


def _told(page: EventPage, passage: TextPassage, act: Act, labels: Sequence[Label]) -> Act:
    units = {means: [u for x in labels if x.means == means for u in within(page, passage.number, x.value)]
             for means in _TOLD}  # fmt: skip
    doers = tuple((name, role) for role in ("lead", "support") for unit in units[role] for name in people(unit))
    due = next((unit.when for unit in units["due"] if unit.when is not None), act.due)
    return replace(_with_doers(passage, act, doers, labels[0].words.first), due=due)


def _with_doers(passage: TextPassage, act: Act, doers: tuple[tuple[Name, str], ...], end: int) -> Act:
    """Return an act that ends before the token `end`, with who is told there to do it."""
    last = min(act.words.last, end)
    while last > act.words.first + 1 and not passage.tokens[last - 1].word:
        last -= 1
    named = {name.id for name, _ in doers}
    about = tuple(name for name in act.concerns if name.id not in named)
    who = (*(each for each in act.who if each[0].id not in named), *doers)
    return replace(
        act, words=Span(act.words.first, last), who=who, concerns=about, force=TASKED if doers else act.force
    )


def _names_behind(page: EventPage, fact: Fact) -> Span | None:
    """The end of a point that is nothing but parties, from its mark on: "… – Fiji", "… (Fiji and Tonga)"."""
    act, passage = fact.act, page.named.text.passages[fact.passage]
    if act is None or fact.rule != "item" or act.force not in (AGREED, TASKED):
        return None
    if any(role != "support" for _, role in act.who):
        return None
    tokens, last = passage.tokens, len(passage.tokens)
    while last > act.words.first and tokens[last - 1].norm in (".", ";", ","):
        last -= 1
    opening = _BRACKETS.get(tokens[last - 1].norm, "–")
    at = next((i for i in range(last - 1, act.words.first, -1) if tokens[i].norm == opening), -1)
    if at < 0 or at + 1 == len(tokens) or opening == "–" and tokens[at].end == tokens[at + 1].start:
        return None
    inner = Span(at + 1, last - (opening != "–"))
    told = [unit for unit in within(page, fact.passage, inner) if people(unit)]
    begins = bool(told) and told[0].words.first <= at + 1 + (tokens[at + 1].norm == "the")
    plain = begins and only_names(page, passage, Span(at + 1, _helped(passage, inner)))
    return Span(at, inner.last) if plain else None


def _helped(passage: TextPassage, span: Span) -> int:
    """Where "with support from X" begins in a span, else its end."""
    norms = [token.norm for token in passage.tokens[span.first : span.last]]
    at = norms.index("with") if "with" in norms else len(norms)
    return span.first + at if set(norms[at:]) & words("supporting") else span.last


def _given(page: EventPage, passage: TextPassage, act: Act, tail: Span) -> Act:
    helped = _helped(passage, tail)
    told = [(name, unit.words.first) for unit in within(page, passage.number, tail) for name in people(unit)]
    doers = tuple((name, "support" if name.words.first >= helped else "lead") for name, _ in told)
    return _with_doers(passage, act, doers, tail.first)
