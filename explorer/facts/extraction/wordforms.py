"""Forms of English verbs by rule, with a short table of exceptions: agree, agrees, agreed, agreeing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explorer.ontology.datafile import shipped

_VOWELS = "aeiou"
FORMS = ("base", "present", "past", "participle", "gerund")


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = shipped("wordforms.yaml", "explorer.facts.extraction")["verbs"]
    return table


@lru_cache(maxsize=1)
def _doubling() -> frozenset[str]:
    return frozenset(shipped("wordforms.yaml", "explorer.facts.extraction")["doubling"])


@lru_cache(maxsize=4096)
def forms(verb: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a verb as (form, what it is); both spellings where English has two.

    >>> dict(forms("agree"))["agreeing"], dict(forms("commit"))["committed"], dict(forms("hold"))["held"]
    ('gerund', 'past', 'past')
    """
    special = _exceptions().get(verb, {})
    found: dict[str, str] = {}
    if special.get("past") == verb:  # put, set: in a record it is told as past
        found[verb] = "past"
    for name, made in (
        ("base", verb),
        ("present", special.get("present", _present(verb))),
        ("gerund", special.get("gerund", _gerund(verb))),
        ("past", special.get("past", _past(verb))),
        ("participle", special.get("participle", special.get("past", _past(verb)))),
    ):
        for form in made.split("|"):
            for spelt in _spellings(form):
                found.setdefault(spelt, name)
    return tuple(found.items())


def participle(verb: str) -> str:
    """Return the past participle of a verb.

    >>> participle("give"), participle("welcome")
    ('given', 'welcomed')
    """
    special = _exceptions().get(verb, {})
    return special.get("participle", special.get("past", _past(verb))).split("|")[0]


def _spellings(form: str) -> Iterator[str]:
    yield form
    for british, american in (("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes")):
        if form.endswith(british):
            yield form[: -len(british)] + american


def _present(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _doubling() else verb
