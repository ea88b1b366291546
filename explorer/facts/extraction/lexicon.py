"""The word lists of the extraction, read once: head nouns, offices, titles, phrases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from explorer.facts.extraction.tokens import Token, norms
from explorer.ontology.datafile import shipped

PACKAGE = "explorer.facts.extraction"


@cache
def data(name: str) -> Any:
    """Return the content of a data file of this package, read once."""
    return shipped(name, PACKAGE)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return a list of single words of a data file as a set."""
    return frozenset(data(name)[key])


@dataclass(frozen=True)
class Phrases:
    """Phrases of one or more folded words, found at a place in a run of tokens; the longest wins.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> Phrases.of({"took part": "present"}).at(tokenise("They took part."), 1)
    ('present', 3)
    """

    table: dict[str, list[tuple[tuple[str, ...], Any]]]

    @classmethod
    def of(cls, meanings: dict[str, Any]) -> Phrases:
        """Build from phrase → meaning."""
        table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, meaning in meanings.items():
            key = norms(phrase)
            table.setdefault(key[0], []).append((key, meaning))
        for entries in table.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return cls(table)

    def at(self, tokens: list[Token], index: int, last: int | None = None) -> tuple[Any, int] | None:
        """Return the meaning of the longest phrase that begins at `index`, and the token after it."""
        limit = len(tokens) if last is None else last
        if index >= limit:
            return None
        for key, meaning in self.table.get(tokens[index].norm, ()):
            end = index + len(key)
            if end <= limit and all(tokens[index + k].norm == word for k, word in enumerate(key)):
                return meaning, end
        return None

    def ending(self, tokens: list[Token], end: int, first: int = 0) -> tuple[Any, int] | None:
        """Return the meaning of the longest phrase that ends just before `end`, and where it begins."""
        for start in range(max(first, end - 8), end):
            found = self.at(tokens, start, end)
            if found and found[1] == end:
                return found[0], start
        return None

    def first(self, tokens: list[Token], first: int, last: int) -> tuple[Any, int, int] | None:
        """Return the first phrase between two tokens: its meaning, begin and end."""
        for index in range(first, last):
            found = self.at(tokens, index, last)
            if found:
                return found[0], index, found[1]
        return None


@lru_cache(maxsize=1)
def heads() -> Phrases:
    """Return the head nouns of unknown names, each with its kind; the kind of the longest head counts."""
    kinds: dict[str, str] = {}
    for kind in ("instrument", "organisation", "body"):
        for head in data("heads.yaml")[kind]:
            kinds[head] = kind
    return Phrases.of(kinds)


@lru_cache(maxsize=1)
def government_heads() -> Phrases:
    """Return the head nouns that name a part of a state."""
    return Phrases.of(dict.fromkeys(data("heads.yaml")["government"], True))


@cache
def phrases(name: str, key: str) -> Phrases:
    """Return the phrases of one list, or one table, of a data file."""
    content = data(name)[key]
    if isinstance(content, dict):
        return Phrases.of({p: meaning for meaning, listed in content.items() for p in listed})
    return Phrases.of(dict.fromkeys(content, True))
