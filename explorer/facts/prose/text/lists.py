"""Word lists of the rooms, read once, and phrases of several words found in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from explorer.facts.prose.text.model import Token
from explorer.facts.prose.text.tokens import norms
from explorer.ontology.datafile import shipped


@cache
def data(room: str, name: str) -> Any:
    """Return the content of a data file of a room, read once.

    >>> data("text", "text.yaml")["abbreviations"][-1]
    'resp'
    """
    return shipped(f"{name}", f"explorer.facts.prose.{room}")


@cache
def words(room: str, name: str, key: str) -> frozenset[str]:
    """Return a list of single words of a data file as a set."""
    return frozenset(data(room, name)[key])


@dataclass(frozen=True)
class Phrases:
    """Phrases of one or more folded words, found at a place in a run of tokens; the longest wins.

    >>> from explorer.facts.prose.text.tokens import tokenise
    >>> Phrases.of({"took part": "present"}).at(tokenise("They took part."), 1)
    ('present', 3)
    """

    table: Mapping[str, Sequence[tuple[tuple[str, ...], Any]]]

    @classmethod
    def of(cls, meanings: Mapping[str, Any] | Iterable[str]) -> Phrases:
        """Build from phrase → meaning, or from phrases that mean True."""
        table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        pairs = meanings.items() if isinstance(meanings, Mapping) else ((phrase, True) for phrase in meanings)
        for phrase, meaning in pairs:
            key = norms(phrase)
            table.setdefault(key[0], []).append((key, meaning))
        for entries in table.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return cls(table)

    def at(self, tokens: Sequence[Token], index: int, last: int | None = None) -> tuple[Any, int] | None:
        """Return the meaning of the longest phrase that begins at `index`, and the token after it."""
        limit = len(tokens) if last is None else last
        if index >= limit:
            return None
        for key, meaning in self.table.get(tokens[index].norm, ()):
            end = index + len(key)
            if end <= limit and all(tokens[index + k].norm == word for k, word in enumerate(key)):
                return meaning, end
        return None


@cache
def phrases(room: str, name: str, key: str) -> Phrases:
    """Return the phrases of a list, or of a table meaning → phrases, of a data file."""
    content = data(room, name)[key]
    if isinstance(content, Mapping):
        return Phrases.of({phrase: meaning for meaning, listed in content.items() for phrase in listed})
    return Phrases.of(content)
