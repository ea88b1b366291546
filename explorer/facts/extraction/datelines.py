"""The day of a news item: "today" means the day of its dateline ("Bangkok, 8 November 2018")."""

from __future__ import annotations

from datetime import date, timedelta

from explorer.facts.extraction.dates import FoundDate, find_dates
from explorer.facts.extraction.events import Event, Spot
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.reading import Reading

_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5}
_AGO = {"today": 0, "yesterday": 1}


def date_by_dateline(reading: Reading, event: Event) -> None:
    """Give an event without a date the day that "today" or "yesterday" in a sentence about it means.

    What was concluded today began as many days before as "the two-day meeting" says; where nothing says it, the
    event stays without a date.
    """
    line = _dateline(reading)
    if line is None:
        return
    about = [(sight.read, sight.span) for sight in event.sights]
    opening = next((p for p in reading.passages if p.passage.kind == "paragraph" and p.sentences), None)
    if opening is not None:
        about.append((opening, opening.sentences[0]))
    for told, span in about:
        said = [t.norm for t in told.tokens[span.first : span.last]]
        ago = next((_AGO[word] for word in said if word in _AGO), None)
        if ago is None:
            continue
        read, found = line
        day = date.fromisoformat(found.start) - timedelta(days=ago)
        lasting = _days(told)
        ended = not words("events.yaml", "ending").isdisjoint(said)
        if ended and not lasting:
            return
        first = day - timedelta(days=lasting - 1) if ended else day
        last = day if ended else day + timedelta(days=max(lasting, 1) - 1)
        event.start, event.end = first.isoformat(), last.isoformat() if last != first else ""
        event.date_spot = Spot(read, found.char_start, found.char_end)
        return


def _dateline(reading: Reading) -> tuple[ReadPassage, FoundDate] | None:
    """The one full date at the head of the page, before the text begins."""
    for read in reading.passages[:4]:
        found = [d for d in find_dates(read.passage.text) if len(d.start) == 10]
        near = read.passage.kind in ("title", "location") or (found and found[0].char_start < 40)
        if near and len(found) == 1 and not found[0].end:
            return read, found[0]
    return None


def _days(read: ReadPassage) -> int:
    """How many days a passage says that the event lasted: "the two-day meeting" is 2; 0 where it does not."""
    norms = [t.norm for t in read.tokens]
    pairs = zip(norms, norms[1:], strict=False)
    return next((_COUNT.get(one) or int(one) for one, two in pairs
                 if two == "day" and (one in _COUNT or one.isdigit() and 1 < int(one) < 8)), 0)  # fmt: skip
