"""The word classes of the clauses, by lemma, from clauses.yaml."""

from __future__ import annotations

from functools import cache
from typing import cast

from explorer.ontology.datafile import shipped


@cache
def words(name: str) -> frozenset[str]:
    """Return one class of words.

    >>> "deny" in words("denying")
    True
    """
    return frozenset(_classes()[name])


def singular(word: str) -> str:
    """Return a noun in the singular, as far as its ending tells.

    >>> singular("ministers"), singular("countries"), singular("congress")
    ('minister', 'country', 'congress')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _classes() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", shipped("clauses.yaml", "explorer.facts.prose.clauses"))
