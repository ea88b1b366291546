"""What a file says about the event it tells of, beside its text: front matter, and schema.org events in a web page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.documents.model import Block

# Fields of front matter that are told as head lines of the page; they are the event's, as those of its text would be.
_FIELDS = (
    "date",
    "dates",
    "location",
    "venue",
    "place",
    "host",
    "hosts",
    "chair",
    "chairs",
    "co-chairs",
    "participants",
    "observers",
)


def field_lines(fields: Mapping[str, str]) -> list[str]:
    """Return the fields of front matter that tell of the event, as head lines.

    >>> field_lines({"title": "Fifth SOM", "date": "2012-06-01", "location": "Bali, Indonesia"})
    ['Date: 2012-06-01', 'Location: Bali, Indonesia']
    """
    return [f"{name.capitalize()}: {fields[name]}" for name in _FIELDS if fields.get(name)]


def event_lines(text: str) -> list[str]:
    """Return what JSON-LD says of the one schema.org Event of a page, as head lines; nothing where it names several.

    >>> event_lines('{"@type": "Event", "startDate": "2012-06-01", "location": {"name": "Bali"}}')
    ['Date: 2012-06-01', 'Location: Bali']
    """
    found = [each for block in _values(text) for each in _events(block)]
    if len(found) != 1:
        return []
    event = found[0]
    start, end = (str(event.get(key) or "")[:10] for key in ("startDate", "endDate"))
    told = {
        "Date": start if end in ("", start) else f"{start} to {end}",
        "Location": ", ".join(_place(event.get("location"))),
        "Host": ", ".join(_names(event.get("organizer"))),
        "Participants": ", ".join(_names(event.get("attendee") or event.get("attendees"))),
    }
    return [f"{name}: {value}" for name, value in told.items() if value]


def with_head_lines(blocks: list[Block], lines: Sequence[str], title: str = "") -> list[Block]:
    """Return `blocks` with head lines behind the title; those that the text has itself are not told twice.

    `title` heads a text that has none of its own, if there is a text.
    """
    if title and blocks and not any(block.kind == "title" for block in blocks):
        blocks = [Block(title, "title"), *blocks]
    labels = {block.text.partition(":")[0].strip().casefold() for block in blocks if block.kind == "location"}
    new = [Block(line, "location") for line in lines if line.partition(":")[0].casefold() not in labels]
    at = next((at + 1 for at, block in enumerate(blocks) if block.kind == "title"), 0)
    return [*blocks[:at], *new, *blocks[at:]]


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values that stand in a text one after the other; what is no JSON ends them."""
    decoder, at = json.JSONDecoder(), 0
    text = text.strip()
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        while at < len(text) and text[at].isspace():
            at += 1


def _events(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the events of a JSON-LD value: itself, the members of its list or of its graph."""
    if isinstance(value, list):
        for each in value:
            yield from _events(each)
    elif isinstance(value, dict):
        if isinstance(value.get("@graph"), list):
            yield from _events(value["@graph"])
        kinds = value.get("@type")
        if any(str(kind).endswith("Event") for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value


def _place(value: Any) -> list[str]:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, dict):
        return [str(value)] if value else []
    address = value.get("address")
    parts = (
        [address.get(key) for key in ("addressLocality", "addressCountry")] if isinstance(address, dict) else [address]
    )
    named = [part.get("name") if isinstance(part, dict) else part for part in (value.get("name"), *parts)]
    return list(dict.fromkeys(str(part) for part in named if part))


def _names(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in several]
    return [str(each) for each in named if each]
