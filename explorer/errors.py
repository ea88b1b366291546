"""One family of errors: each says what happened, where, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest


class ExplorerError(Exception):
    """Base of every error raised on purpose; the shell prints its text as one plain line."""

    def __str__(self) -> str:  # KeyError would print the repr of its argument
        text = " ".join(str(part) for part in self.args)
        # What a message quotes may come from a file that was made to be endless: place and remedy stay.
        return text if len(text) <= 580 else f"{text[:360]} … {text[-200:]}"


class InputError(ExplorerError, ValueError):
    """A document that cannot be read: wrong encoding, too large, damaged, or of no known kind."""


class FactsError(ExplorerError, ValueError):
    """Tables that break the contract: a missing column, a dangling end, an impossible date."""


class OptionError(ExplorerError, ValueError):
    """An option that cannot be right, answered with the values that can."""


class UnknownOption(OptionError, TypeError):
    """An option that a question does not have, answered with those it has."""


class UnknownNode(ExplorerError, KeyError):
    """No node of that id, name, alias or acronym; the nearest names stand in the message."""


class AmbiguousNode(ExplorerError, LookupError):
    """A name that several nodes carry; their ids stand in the message."""


class WriteError(ExplorerError, OSError):
    """A result that could not be written; what stood there before is untouched."""


class MissingExtra(ExplorerError, ImportError):
    """An optional library is needed; the message names the extra that installs it."""


def nearest(name: str, known: list[str], count: int = 3) -> list[str]:
    """Return up to `count` of the `known` names most like `name`, the best first, of equally like ones the shortest.

    >>> nearest("Austrlia", ["Australia", "Austria", "Japan"], 1)
    ['Australia']
    >>> nearest("visas", ["The visas of the staff of missions", "Visas and documents"], 1)
    ['Visas and documents']
    """
    from rapidfuzz import fuzz, process, utils

    hits = process.extract(
        name, known, scorer=fuzz.WRatio, processor=utils.default_process, limit=None, score_cutoff=60
    )
    return [hit[0] for hit in nsmallest(count, hits, key=lambda hit: (-hit[1], len(hit[0]), hit[0]))]


def one_of(what: str, given: str, allowed: Iterable[str]) -> None:
    """Raise OptionError, with the nearest and all valid words, where `given` is none of `allowed`; "" is no choice.

    >>> one_of("force", "agred", ["agreed", "tasked"])
    Traceback (most recent call last):
    explorer.errors.OptionError: There is no force 'agred'. Did you mean agreed? Expected: agreed, tasked.
    """
    known = list(allowed)
    if given and given not in known:
        near = nearest(given, known, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise OptionError(f"There is no {what} {given!r}.{hint} Expected: {', '.join(known)}.")
