"""Short labels: an acronym, the short name of a series, or the name cut to what a picture bears."""

from __future__ import annotations

import re

from explorer.pictures.content import Content

LONGEST = 30  # letters
NAMES = 200  # parties whose acronyms are put into longer names
_SERIES = re.compile(r"[A-Z][A-Z-]*(?: [A-Z]+)? \d{1,3}")


def labels_of(content: Content, rows: list[int], longest: int = LONGEST) -> dict[int, str]:
    """Return the label of each of the `rows`, as the page writes it too.

    >>> from explorer.facts.tables import Facts
    >>> from explorer.pictures.content import content_of
    >>> world = Facts.from_rows(nodes=[
    ...     {"id": "meeting:a", "kind": "meeting", "name": "Sixth Meeting of Officials", "aliases": "Sixth|AHG SOM 6"},
    ...     {"id": "topic:b", "kind": "topic", "name": "The long and winding road of a topic"}])
    >>> labels_of(content_of(world), [0, 1])
    {0: 'AHG SOM 6', 1: 'The long and winding road of…'}
    """
    acronyms = _acronyms(content)
    return {row: _label(content, row, acronyms, longest) for row in rows}


def _label(content: Content, row: int, acronyms: list[tuple[str, str]], longest: int) -> str:
    nodes = content.nodes
    if 0 < len(nodes["acronym"][row]) <= 24:
        return nodes["acronym"][row]
    name = nodes["name"][row] or nodes["id"][row]
    if content.kinds[content.kind[row]].is_a != "event":
        return shorten(name, longest)
    for alias in nodes["aliases"][row].split("|"):
        if _SERIES.fullmatch(alias):
            return alias
    for long, short in acronyms:
        name = name.replace(long, short)
    year = nodes["start"][row][:4]
    return f"{name} {year}" if year.isdecimal() and len(name.split(" ")) < 3 else shorten(name, longest)


def shorten(text: str, longest: int) -> str:
    """Return `text` on one line, cut after a word where it is longer than `longest` letters.

    >>> shorten("Some words too many", 12)
    'Some words…'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[:longest]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > longest / 2 else cut[:-1]).rstrip(" ,;:") + "…"


def _acronyms(content: Content) -> list[tuple[str, str]]:
    """Names of parties with their acronyms: of the most connected ones, the longest first."""
    near = content.neighbours
    nodes = content.nodes
    parties = [
        row for row in range(content.size) if nodes["acronym"][row] and content.kinds[content.kind[row]].is_a == "party"
    ]
    parties = sorted(parties, key=lambda row: (-len(near[row]), row))[:NAMES]
    found = [(nodes["name"][row], nodes["acronym"][row]) for row in parties if nodes["name"][row]]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))
