"""Ids of events: from series and ordinal, from date and subject, or from the name; stable and readable."""

from __future__ import annotations

from explorer.facts.extraction.eventnames import bare_title
from explorer.facts.extraction.events import GENERIC, Event
from explorer.facts.extraction.lexicon import words
from explorer.ontology import slug

_CUT = words("words.yaml", "identity_cut")


def event_id(event: Event, scope: str) -> str:
    """Return the id of an event; `scope` is the part that keeps processes apart, "" at home.

    >>> event_id(Event("meeting", "Sixth AHG SOM", 6, "ahg-som"), "")
    'meeting:ahg-som-6'
    >>> event_id(Event("workshop", "Workshop on Visa Integrity", topic="Visa Integrity", start="2012-07-23"), "")
    'workshop:2012-07-23-visa-integrity'
    """
    if event.ordinal and event.series:
        return f"{event.kind}:{event.series}-{event.ordinal}"
    if event.start:
        return f"{event.kind}:{event.start}-{short_title(event)}"
    core = "-".join(bare_title(event.name)) or event.kind
    return f"{event.kind}:{scope + '-' if scope else ''}{slug(core)}"


def short_title(event: Event) -> str:
    """Return a few words that tell the event apart from others of its day."""
    if event.topic:
        words = event.topic.split()
        cut = next((n for n, w in enumerate(words) if n >= 2 and w.lower() in _CUT), len(words))
        short = slug(" ".join(words[: min(cut, 6)]))
        if short:
            return short
    if event.series and event.kind == "meeting":
        return slug(event.series)
    words = [w for w in bare_title(event.name) if w not in ("bali", "process")]
    kept = [w for w in words if w not in GENERIC] or words or [event.kind]
    return slug(" ".join(kept[:6]))
