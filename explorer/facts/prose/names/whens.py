"""Dates of a passage as units: which tokens they are, days that follow each other taken as one span."""

from __future__ import annotations

from datetime import date, timedelta

from explorer.facts.prose.names.date_tokens import date_words
from explorer.facts.prose.names.dates import FoundDate, find_dates
from explorer.facts.prose.names.model import When
from explorer.facts.prose.text.model import Span, TextPassage


def whens(passage: TextPassage, year: int | None) -> list[When]:
    """Return the dates of a passage in order. `year` is the one of the page, for days that have none."""
    found: list[When] = []
    place = {token.start: at for at, token in enumerate(passage.tokens)}
    starts = sorted(place)
    at = 0
    for one in find_dates(passage.passage.text, year=year):
        while at < len(starts) and starts[at] < one.char_start:
            at += 1
        first = at
        while at < len(starts) and starts[at] < one.char_end:
            at += 1
        if at == first or (found and first < found[-1].words.last):
            continue
        when = When(one.start, one.end, Span(first, at), one.precision, one.guessed, one.problem)
        if found and one.joined and (joint := _joint(passage, found[-1], when, one)) is not None:
            found[-1] = joint
        else:
            found.append(when)
    return found


def with_press_day(passage: TextPassage, found: list[When], press: date | None) -> list[When]:
    """Add the days that are told from the day of the dateline: "opened today", "met here on Tuesday".

    A day of the week is the last one up to that day; where the sentence speaks of what is to come it stays open.
    """
    if press is None:
        return found
    taken = {at for when in found for at in range(when.words.first, when.words.last)}
    added = []
    for sentence in passage.sentences:
        coming = any(token.norm in _COMING for token in passage.tokens[sentence.first : sentence.last])
        for at in range(sentence.first, sentence.last):
            norm = passage.tokens[at].norm
            code, weekday = date_words().codes.get(norm, ("", 0))
            back = (press.weekday() - weekday) % 7 if code == "W" and len(norm) > 4 else _BEFORE.get(norm, -1)
            led = passage.tokens[at - 1].norm in ("on", "here", "this", "last") if code == "W" and at else code != "W"
            if back >= 0 and led and not coming and at not in taken:
                day = (press - timedelta(days=back)).isoformat()
                added.append(When(day, "", Span(at, at + 1), "day", guessed=True))
    return sorted([*found, *added], key=lambda when: when.words.first)


_COMING = frozenset({"will", "shall", "would", "to", "next", "may"})
_BEFORE = {"today": 0, "yesterday": 1}


def press_day(passages: tuple[TextPassage, ...]) -> date | None:
    """Return the day of the first dateline, None where the page has none with a full date."""
    year = page_year(passages)
    for passage in passages:
        if passage.dateline is not None:
            told = find_dates(passage.text(passage.dateline), year=year)
            return next((date.fromisoformat(one.start) for one in told if one.start and one.precision == "day"), None)
    return None


def _joint(passage: TextPassage, before: When, when: When, found: FoundDate) -> When | None:
    """As in "28 and 29 April 2004": days that follow each other are one span."""
    between = [token.norm for token in passage.tokens[before.words.last : when.words.first]]
    if before.problem or when.problem or found.precision != "day" or not set(between) <= {"and", ",", "&"}:
        return None
    last, first = date.fromisoformat(before.end or before.start), date.fromisoformat(when.start)
    if (first - last).days != 1:
        return None
    words = Span(before.words.first, when.words.last)
    return When(before.start, when.end or when.start, words, "day", before.guessed and when.guessed)


def page_year(passages: tuple[TextPassage, ...]) -> int | None:
    """Return the year that days without one belong to: that of the first full date of the page."""
    for passage in passages:
        for one in find_dates(passage.passage.text):
            if one.start and not one.guessed and one.precision in ("day", "month"):
                return int(one.start[:4])
    return None
