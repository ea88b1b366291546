"""Folded words of heads and cells, and the lists that say what they mean."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from explorer.ontology.datafile import shipped

_NUMBER = re.compile(r"\s*([-–−]?)\s?(\d+)(?:\.0+)?\s*")
_INNER = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` in small letters, without accents and marks, its words parted by single spaces; a number is one.

    >>> fold("Co-Chair(s)"), fold("Réunion_date"), fold("✓"), fold("\u22121"), fold("2.0")
    ('co chair s', 'reunion date', '✓', '-1', '2')
    """
    if number := _NUMBER.fullmatch(text):
        return ("-" if number[1] else "") + number[2]
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("ß", "ss"))
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _INNER.sub(" ", plain).strip() or text.strip()


@lru_cache(maxsize=1)
def values() -> dict[str, Any]:
    """Return the lists of what stands in cells."""
    listed: dict[str, Any] = shipped("values.yaml", "explorer.facts.columns")
    return listed


@lru_cache(maxsize=16)
def meaning_of(name: str) -> dict[str, str]:
    """Return one of the lists turned round: folded word → what it means.

    >>> meaning_of("roles")["observador"], meaning_of("statuses")["selesai"]
    ('observer', 'done')
    """
    return {fold(word): meaning for meaning, listed in values()[name].items() for word in listed}


@lru_cache(maxsize=16)
def any_of(name: str) -> frozenset[str]:
    """Return one of the lists without meanings, folded."""
    return frozenset(fold(word) for word in values()[name])


def missing(cell: str) -> bool:
    """Tell whether a cell says that nothing is known: an empty one, NA, "not stated", a code below zero.

    >>> missing("NA"), missing("-9"), missing("?"), missing("1999")
    (True, True, True, False)
    """
    folded = fold(cell)
    return folded in any_of("unknown") or folded[0] == "-" and folded[1:].isdigit()


@lru_cache(maxsize=8_192)
def has_word(text: str, name: str) -> bool:
    """Tell whether `text` holds one of the words of a list.

    >>> has_word("Training Course on Visas", "workshops"), has_word("Sixth SOM", "workshops")
    (True, False)
    """
    return _words(name).search(f" {fold(text)} ") is not None


@lru_cache(maxsize=16)
def _words(name: str) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(any_of(name))))})s? ")
