"""Topics: phrases of the scheme, found on words without their plural endings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from explorer.facts.extraction.tokens import Token, norms
from explorer.ontology import Topic


def _bare(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=8)
def _trie(topics: tuple[Topic, ...]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for topic in topics:
        for phrase in (topic.name, *topic.aliases, *topic.words):
            branch = root
            for word in norms(phrase):
                branch = branch.setdefault(_bare(word), {})
            branch.setdefault("", topic)
    return root


def topics_in(tokens: list[Token], first: int, last: int, topics: tuple[Topic, ...]) -> list[tuple[Topic, int, int]]:
    """Return the topics that a run of tokens speaks of, each with its place; the longest phrase wins.

    >>> from explorer.facts.extraction.names import shipped_names
    >>> from explorer.facts.extraction.tokens import tokenise
    >>> words = tokenise("protection of victims of trafficking in persons")
    >>> sorted(t.name for t, *_ in topics_in(words, 0, len(words), shipped_names().topics))
    ['Trafficking in persons', 'Victim protection']
    """
    root = _trie(topics)
    found: dict[str, tuple[Topic, int, int]] = {}
    at = first
    while at < last:
        branch: dict[str, Any] = root
        best: Topic | None = None
        end = at
        for i in range(at, last):
            deeper = branch.get(_bare(tokens[i].norm))
            if deeper is None:
                break
            branch = deeper
            if "" in branch:
                best, end = branch[""], i + 1
        if best is None:
            at += 1
            continue
        found.setdefault(best.id, (best, at, end))
        at = end if end - at == 1 else at + 1 if end - at > 3 else end
    return list(found.values())
