"""Short labels: an acronym, the short name of a series, or the name cut to what a picture bears."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from explorer.pictures.content import Content

LONGEST = 30  # letters
OPENING, LEFT = 7, 3  # words that may be passed over, that must be left
SHARED = 0.03  # of the names of a kind: a word that so many open with tells none of them apart
COMMON = 0.15  # of them: a word that so many open with is no part of a proper name, though one follows
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
    acronyms, own = _acronyms(content), distinctive(content)
    return {row: own.get(row) or _label(content, row, acronyms, longest) for row in rows}


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


@lru_cache(maxsize=1)
def distinctive(content: Content) -> dict[int, str]:
    """Return labels of names too long to be shown whole that begin like many others: from what is their own.

    Words that open many names of a kind ("Members agreed that the…") are passed over, up to the first that few
    share or that is a proper name. Only rows whose label that changes.

    >>> from explorer.facts.tables import Facts
    >>> from explorer.pictures.content import content_of
    >>> acts = [f"Members agreed that the {thing}" for thing in (
    ...     "airport exercise should be held each year", "report be sent", "fund be closed", "list be kept")]
    >>> distinctive(content_of(Facts.from_rows(
    ...     nodes=[{"id": str(i), "kind": "commitment", "name": name} for i, name in enumerate(acts)])))
    {0: 'Airport exercise should be…', 1: 'Report be sent', 2: 'Fund be closed', 3: 'List be kept'}
    """
    names, acronyms, kinds = content.nodes["name"], content.nodes["acronym"], content.kind
    events = {i for i, kind in enumerate(content.kinds) if kind.is_a == "event"}
    long = [row for row, name in enumerate(names) if len(name) > LONGEST and kinds[row] not in events]
    by_kind: dict[int, list[list[str]]] = {kinds[row]: [] for row in long}
    openings = [name.casefold().split(None, OPENING)[:OPENING] for name in names] if long else []
    for kind, opening in zip(kinds, openings, strict=False):
        if kind in by_kind:
            by_kind[kind].append(opening)
    usual, common = {}, {}
    for kind, those in by_kind.items():
        counts = Counter(chain.from_iterable(map(set, those)))
        usual[kind], common[kind] = (
            {word for word, count in counts.items() if count >= max(3, len(those) * share)}
            for share in (SHARED, COMMON)
        )
    found = {}
    for row in long:
        opening, known, often = openings[row], usual[kinds[row]], common[kinds[row]]
        if acronyms[row] or not opening or opening[0] not in known:
            continue
        words = names[row].split()
        start = 0
        while start < min(OPENING, len(words) - LEFT) and opening[start] in known:
            if words[start if start else 1][0].isupper() and opening[start] not in often:
                break  # a proper name begins
            start += 1
        if start > 1 or (start and opening[0] in often):
            rest = " ".join(words[start:])
            found[row] = shorten(rest[0].upper() + rest[1:], LONGEST)
    return found


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
    degree, nodes = content.degree, content.nodes
    parties = [
        row for row in range(content.size) if nodes["acronym"][row] and content.kinds[content.kind[row]].is_a == "party"
    ]
    parties = sorted(parties, key=lambda row: (-degree[row], row))[:NAMES]
    found = [(nodes["name"][row], nodes["acronym"][row]) for row in parties if nodes["name"][row]]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))
