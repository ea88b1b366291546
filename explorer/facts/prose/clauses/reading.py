"""The clauses of a page: sentences shown to the parser in a few batches, doubtful trees read a second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from explorer.facts.prose.clauses.engine import parse
from explorer.facts.prose.clauses.mending import mended
from explorer.facts.prose.clauses.model import Clause, ClausePage
from explorer.facts.prose.clauses.phrases import Sentence
from explorer.facts.prose.clauses.second import apart, doubtful, relisted
from explorer.facts.prose.clauses.standins import Shown, shown
from explorer.facts.prose.clauses.walk import Found, line_of, walk
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.text.model import Span


def clauses(events: EventPage) -> ClausePage:
    """Return the clauses of a page in the order of their places.

    A fault inside one passage costs that passage only: it is told as a remark.
    """
    remarks: list[tuple[int, Span, str]] = []
    every = list(_all_shown(events, remarks))
    trees = list(_read(every))
    found: list[Clause] = []
    place: dict[tuple[int, Span], int] = {}
    lasts: dict[tuple[int, int], int] = {}
    for sentence in trees:
        number = sentence.shown.passage
        try:
            walked = walk(sentence)
        except Exception as fault:  # one passage never costs the document: told, with its place
            tokens = len(events.named.text.passages[number].tokens)
            remarks.append((number, Span(0, tokens), f"this sentence could not be read ({type(fault).__name__})"))
            continue
        _add(events, sentence, walked, found, place, lasts)
    return ClausePage(tuple(found), tuple(remarks))


def _all_shown(events: EventPage, remarks: list[tuple[int, Span, str]]) -> Iterator[Shown]:
    for passage in events.named.text.passages:
        try:
            yield from list(shown(events, passage.number))
        except Exception as fault:
            why = f"this passage could not be read ({type(fault).__name__})"
            remarks.append((passage.number, Span(0, len(passage.tokens)), why))


def _read(every: list[Shown]) -> Iterable[Sentence]:
    """Parse all sentences at once, then once more those that are two, and those whose tree is doubtful."""
    trees = list(parse([s.words for s in every]))
    parts: list[list[Sentence]] = [[Sentence(t, s)] for t, s in zip(trees, every, strict=True)]
    for divide in (apart, _without_swallowed):
        again: list[tuple[int, int, list[Shown]]] = []
        for n, sentences in enumerate(parts):
            for m, sentence in enumerate(sentences):
                pieces = divide(sentence)
                if pieces:
                    again.append((n, m, pieces))
        new = iter(list(parse([p.words for _, _, pieces in again for p in pieces])))
        read = [(n, m, [Sentence(next(new), p) for p in pieces]) for n, m, pieces in again]
        for n, m, told in reversed(read):
            if len(told) > 1 or not doubtful(told[0].tree, told[0].shown):
                parts[n][m : m + 1] = told
    return [mended(s) for sentences in parts for s in sentences]


def _without_swallowed(sentence: Sentence) -> list[Shown]:
    return list(relisted(sentence.shown)) if doubtful(sentence.tree, sentence.shown) else []


def _add(
    events: EventPage,
    sentence: Sentence,
    walked: list[Found],
    found: list[Clause],
    place: dict[tuple[int, Span], int],
    lasts: dict[tuple[int, int], int],
) -> None:
    """Number the clauses of a sentence. Those of a stem joined to an item are told where the stem itself stands.

    `lasts` has the last main clause of each sentence and, under the sentence -1, of each passage.
    """
    shown_ = sentence.shown
    passage = events.named.text.passages[shown_.passage]
    inline = passage.goes_on(shown_.sentence)
    stem = (shown_.passage, inline) if inline >= 0 else (passage.stem, -1)
    item = inline >= 0 or passage.stem >= 0 and (shown_.sentence == 0 or shown_.stem > 0)
    numbers: dict[int, int] = {}
    stems: dict[int, int] = {}
    fresh: list[tuple[int, Found]] = []
    for one in walked:
        if one.word < shown_.stem:
            known = place.get((stem[0], one.clause.predicate), lasts.get(stem, -1))
            if one.clause.link != "noun":
                stems[one.word] = known
            continue
        number = len(found) + len(fresh)
        if one.clause.link != "noun" or one.above == -1:
            numbers.setdefault(one.word, number)
        fresh.append((number, one))
    if shown_.stem and not any(f.clause.lemma for _, f in fresh) and not any(f.above == -1 for _, f in fresh):
        line = _item_line(sentence)
        fresh.append((len(found) + len(fresh), Found(shown_.stem, -1, line)))
    for number, one in fresh:
        above, link = numbers.get(one.above, stems.get(one.above, -1)), one.clause.link
        if item and one.above in stems:
            link = "stem"
        elif item and one.above == -1 and above == -1 and stem in lasts:
            above, link = lasts[stem], "stem" if one.clause.lemma else "noun"
        found.append(replace(one.clause, governor=above, link=link))
        if one.clause.lemma:
            place.setdefault((shown_.passage, one.clause.predicate), number)
        for key in ((shown_.passage, -1), (shown_.passage, shown_.sentence)):
            if key not in lasts or one.clause.lemma and one.above == -1:
                lasts[key] = number


def _item_line(sentence: Sentence) -> Clause:
    """Return an item that only completes its stem as a line of its own: "- an ongoing focus on X"."""
    heads, stem = sentence.tree.heads, sentence.shown.stem
    return line_of(sentence, next((w for w in range(stem, len(heads)) if heads[w] < stem), stem))
