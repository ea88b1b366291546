"""Ids of events: from series and number, from date and subject, or from the name; stable and readable."""

from __future__ import annotations

from explorer.facts.prose.events.model import Event
from explorer.facts.prose.events.sameness import GENERIC
from explorer.facts.prose.events.series import bare_title
from explorer.ontology import slug

_CUT = frozenset({"for", "to", "in", "of", "at", "by", "under", "through", "with"})


def event_id(event: Event, start: str, name: str, scope: str) -> str:
    """Return the id of an event; `scope` is the part that keeps processes apart, "" at home.

    >>> event_id(Event("meeting", "Sixth AHG SOM", (), ordinal=6, series="ahg-som"), "", "Sixth AHG SOM", "")
    'meeting:ahg-som-6'
    >>> visas = Event("workshop", "Workshop on Visa Integrity", (), topic="Visa Integrity")
    >>> event_id(visas, "2012-07-23", visas.name, "")
    'workshop:2012-07-23-visa-integrity'
    """
    if event.ordinal and event.series:
        return f"{event.kind}:{event.series}-{event.ordinal}"
    if start:
        return f"{event.kind}:{start}-{short_title(event, name)}"
    core = "-".join(bare_title(name)) or event.kind
    return f"{event.kind}:{scope + '-' if scope else ''}{slug(core)}"


def short_title(event: Event, name: str) -> str:
    """Return a few words that tell the event apart from others of its day."""
    if event.topic:
        words = event.topic.split()
        cut = next((n for n, w in enumerate(words) if n >= 2 and w.lower() in _CUT), len(words))
        short = slug(" ".join(words[: min(cut, 6)]))
        if short:
            return short
    if event.series and event.kind == "meeting":
        return slug(event.series)
    words = [w for w in bare_title(name) if w not in ("bali", "process")]
    kept = [w for w in words if w not in GENERIC] or words or [event.kind]
    return slug(" ".join(kept[:6]))
