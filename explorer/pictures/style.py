"""What each kind and relation looks like: shapes and colours from `style.yaml`, made up for unknown kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.ontology import vocabulary
from explorer.ontology.datafile import shipped

PLURALS = {"node": "Nodes"}  # of kinds that the vocabulary does not know; others stand as they are named
INSIDE = ("box", "ellipse")  # shapes that carry their label inside


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a kind in one theme: `text` is for its label, `line` for its border."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class KindStyle:
    """One kind as the page shows it; `sign` is its shape as a character."""

    name: str
    label: str
    plural: str
    is_a: str
    shape: str
    sign: str
    light: Colours
    dark: Colours


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """One relation as the page shows it; `directed` is false where the graph has no direction."""

    name: str
    label: str
    reverse: str
    light: str
    dark: str
    dashes: bool
    directed: bool = True


@lru_cache(maxsize=1)
def _sheet() -> Any:
    return shipped("style.yaml", "explorer.pictures")


def page_colour(theme: str) -> str:
    """Return the colour of the page in `theme` (light or dark).

    >>> page_colour("light")
    '#ffffff'
    """
    return str(_sheet()["pages"][theme])


def palettes() -> dict[str, Any]:
    """Return the colours of values: `category` and `sequence` for each theme, `other` and `none`."""
    return dict(_sheet()["palettes"])


def kind_styles(kinds: Iterable[str]) -> list[KindStyle]:
    """Return the styles of `kinds`: known ones in the order of the vocabulary, then unknown ones by name.

    >>> [style.sign for style in kind_styles(["river", "state"])]
    ['●', '■']
    """
    found = set(kinds)
    book = vocabulary().kinds
    known = [_known_kind(name) for name in book if name in found]
    used = {style.shape for style in known}
    spare = _sheet()["spare_kinds"]
    places = list(range(len(spare["shapes"])))
    free = [i for i in places if spare["shapes"][i] not in used] or places
    for number, name in enumerate(sorted(found - set(book))):
        place = free[number % len(free)]
        colours = spare["colours"][number % len(spare["colours"])]
        label = readable(name)
        known.append(
            KindStyle(
                name,
                label,
                PLURALS.get(name, label),
                "",
                spare["shapes"][place],
                spare["signs"][place],
                Colours(**colours["light"]),
                Colours(**colours["dark"]),
            )
        )
    return known


def relation_styles(relations: Iterable[str], *, undirected: Iterable[str] = ()) -> list[RelationStyle]:
    """Return the styles of `relations`: known ones in the order of the vocabulary, then unknown ones by name.

    >>> [(style.label, style.reverse) for style in relation_styles(["hosted", "borders"])]
    [('hosted', 'was hosted by'), ('borders', 'borders (from)')]
    """
    found, loose = set(relations), set(undirected)
    book = vocabulary().relations
    sheet = _sheet()["relations"]
    spare = _sheet()["spare_relations"]
    unknown = sorted(found - set(book))
    looks = {name: spare[number % len(spare)] for number, name in enumerate(unknown)}
    styles = []
    for name in (*(name for name in book if name in found), *unknown):
        look = sheet[name] if name in book else looks[name]
        directed = name not in loose
        if name in book:
            label, reverse = book[name].label, book[name].reverse
        else:
            label = readable(name, capital=False)
            reverse = f"{label} (from)" if directed else label
        dashes = look.get("dashes") == "true"
        styles.append(RelationStyle(name, label, reverse, look["light"], look["dark"], dashes, directed))
    return styles


def readable(name: str, *, capital: bool = True) -> str:
    """Return the name of a kind, relation or column as words.

    >>> readable("works_with", capital=False)
    'works with'
    """
    words = " ".join(name.replace("_", " ").split()) or "unnamed"
    return words[0].upper() + words[1:] if capital else words


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (`#rrggbb`) as WCAG 2.2 reckons it, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=64)
def _known_kind(name: str) -> KindStyle:
    kind, look = vocabulary().kinds[name], _sheet()["kinds"][name]
    return KindStyle(
        name,
        kind.label,
        kind.plural,
        kind.is_a,
        look["shape"],
        look["sign"],
        Colours(**look["light"]),
        Colours(**look["dark"]),
    )
