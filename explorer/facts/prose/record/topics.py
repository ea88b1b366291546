"""Topics: phrases of the scheme, found on words without their plural endings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from explorer.facts.prose.text.model import Span, Token
from explorer.facts.prose.text.tokens import norms
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


def topics_in(tokens: Sequence[Token], span: Span, topics: tuple[Topic, ...]) -> list[tuple[Topic, Span]]:
    """Return the topics that a run of tokens speaks of, each with its place; the longest phrase wins.

    >>> from explorer.facts.prose.names import shipped_names
    >>> from explorer.facts.prose.text.tokens import tokenise
    >>> words = tokenise("protection of victims of trafficking in persons")
    >>> found = topics_in(words, Span(0, len(words)), shipped_names().topics)
    >>> sorted(topic.name for topic, _ in found)
    ['Trafficking in persons', 'Victim protection']
    """
    root = _trie(topics)
    found: dict[str, tuple[Topic, Span]] = {}
    at = span.first
    while at < span.last:
        branch: dict[str, Any] = root
        best: Topic | None = None
        end = at
        for i in range(at, span.last):
            deeper = branch.get(_bare(tokens[i].norm))
            if deeper is None:
                break
            branch = deeper
            if "" in branch:
                best, end = branch[""], i + 1
        if best is None:
            at += 1
            continue
        found.setdefault(best.id, (best, Span(at, end)))
        at = end if end - at == 1 else at + 1 if end - at > 3 else end
    return list(found.values())
