"""Word lists of the events, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from explorer.facts.prose.text import lists
from explorer.facts.prose.text.lists import Phrases


def words(key: str) -> frozenset[str]:
    """Return a list of single words."""
    return lists.words("events", "events.yaml", key)


def phrases(key: str) -> Phrases:
    """Return the phrases of a list, or of a table meaning → phrases."""
    return lists.phrases("events", "events.yaml", key)


def table(key: str) -> Mapping[str, str]:
    """Return a table of one word each."""
    found: Mapping[str, str] = lists.data("events", "events.yaml")[key]
    return found


@cache
def meanings(key: str) -> Mapping[str, str]:
    """Return word → meaning of a table meaning → words."""
    return {word: meaning for meaning, listed in lists.data("events", "events.yaml")[key].items() for word in listed}
