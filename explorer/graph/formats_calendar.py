"""Events as an iCalendar file (RFC 5545): whole days, no clock."""

from __future__ import annotations

from datetime import date, timedelta

from explorer.facts.edtf import span
from explorer.facts.tables import Facts, rows
from explorer.graph.index import Index
from explorer.ontology import vocabulary


def calendar(facts: Facts, title: str = "") -> tuple[bytes, list[str]]:
    """Return the events dated to the day, and how many were left out."""
    index = Index(facts)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//relationship-explorer//EN", "CALSCALE:GREGORIAN"]
    if title:
        lines += [f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}"]  # RFC 7986, and what came before it
    pages = {row["id"]: " – ".join(filter(None, (row["title"], row["url"]))) for row in rows(facts.documents)}
    left_out = 0
    for row, node in enumerate(index.ids):
        if index.kinds[row] not in vocabulary().events:
            continue
        first, last = span(index.starts[row]), span(index.ends[row])
        if (
            first is None
            or last is None
            or first[0] != first[1]
            or last[0] != last[1]
            or not first[0] <= last[0] < date.max.isoformat()
        ):
            left_out += 1
            continue
        after = (date.fromisoformat(last[0]) + timedelta(days=1)).isoformat()
        place = index.names_of(link.node for link in index.links("held_in").get(node, ()))
        url = index.column("url")[row]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(node)}@relationship-explorer",
            # The standard asks when the entry was made; a clock would make every export differ.
            f"DTSTAMP:{first[0].replace('-', '')}T000000Z",
            f"DTSTART;VALUE=DATE:{first[0].replace('-', '')}",
            f"DTEND;VALUE=DATE:{after.replace('-', '')}",
            f"SUMMARY:{_text(index.names[row])}",
            *([f"LOCATION:{_text(place.replace('|', ', '))}"] if place else []),
            *([f"DESCRIPTION:{_text(told)}"] if (told := _sources(index, pages, node)) else []),
            *([f"URL:{url}"] if url.startswith(("http://", "https://")) and url.isprintable() else []),
            f"CATEGORIES:{index.kinds[row]}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    notes = [f"{left_out:,} events are not dated to the day and were left out."] if left_out else []
    return "".join(_folded(line) for line in lines).encode("utf-8", "replace"), notes


def _sources(index: Index, pages: dict[str, str], node: str) -> str:
    """Return the pages that an event is cited from, a line each: title and public address."""
    cited = dict.fromkeys(passage.partition("#")[0] for passage in index.sources_of(node).split("|") if passage)
    return "\n".join(["Sources:", *(pages.get(document, document) for document in cited)]) if cited else ""


def _text(text: str) -> str:
    text = "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line broken after at most 75 bytes, never inside a character, as the standard asks.

    >>> [len(part.encode()) for part in _folded("x" * 80).split("\\r\\n ")]
    [75, 7]
    """
    parts, room, part = [], 75, ""
    for mark in line:
        size = len(mark.encode("utf-8", "replace"))
        if size > room:
            parts.append(part)
            part, room = "", 74  # the blank that begins the next line counts
        part += mark
        room -= size
    return "\r\n ".join([*parts, part]) + "\r\n"
