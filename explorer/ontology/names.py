"""Known names: states, organisations, bodies, instruments, places, with every printed variant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.ontology.datafile import shipped


@dataclass(frozen=True, slots=True)
class KnownName:
    """One known node: its id, kind and names.

    `demonyms` are adjectives that lead to a state; `part_of` and `state` are ids of related nodes;
    `office` marks an office or standing group of people, `process` a process itself.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    acronym: str = ""
    demonyms: tuple[str, ...] = ()
    part_of: str = ""
    state: str = ""
    office: bool = False
    process: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names it is printed under, the usual one first."""
        return tuple(n for n in (self.name, *self.aliases, self.acronym) if n)


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
                          "œ": "oe", "Œ": "Oe", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d"})  # fmt: skip


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Return `text` as the readable part of an id: lower case, ASCII, words joined by hyphens.

    >>> slug("Policy Guide on Returns & Reintegration")
    'policy-guide-on-returns-and-reintegration'
    >>> slug("Tromsø"), slug("Łódź")
    ('tromso', 'lodz')
    """
    text = text.replace("&", " and ").translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = re.sub(r"['’.]", "", text.lower())
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


@lru_cache(maxsize=1)
def known_names() -> tuple[KnownName, ...]:
    """Return every known name, organisations and bodies before states, in the order of the files.

    >>> next(k.id for k in known_names() if "Vietnam" in k.names)
    'state:vnm'
    """
    return (
        *(from_row("organisation", row) for row in shipped("organisations.yaml")),
        *(from_row("body", row) for row in shipped("bodies.yaml")),
        *(from_row("instrument", row) for row in shipped("instruments.yaml")),
        *(from_row("state", row) for row in shipped("states.yaml")),
        *(from_row("place", row) for row in shipped("places.yaml")),
    )


def from_row(kind: str, row: dict[str, Any]) -> KnownName:
    """Return the known name in one row of a data file; the key of the row's own kind is its slug."""
    key = row.get("code") if kind == "state" else row.get(kind)
    part_of = row.get("part_of", "")
    return KnownName(
        id=f"{kind}:{key or slug(row['name'])}",
        kind=kind,
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        acronym=row.get("acronym", ""),
        demonyms=tuple(row.get("demonyms", ())),
        part_of=part_of if not part_of or ":" in part_of else f"{kind}:{part_of}",
        state=f"state:{row['state']}" if row.get("state") else "",
        office=row.get("office") == "true",
        process=row.get("process") == "true",
    )
