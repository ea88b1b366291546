"""What the head of a column says, and whether what stands below it can be that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from explorer.facts.columns.dates import no_end, parse, serial, short
from explorer.facts.columns.names import Names, known
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import any_of, fold, meaning_of, missing
from explorer.ontology.datafile import shipped

_BRACKET = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]")
_LIST = re.compile(r"[,;\n]|\s(?:and|&)\s")
_DATES = ("date", "start", "end", "signed", "ratified", "acceded", "withdrew")
_NAMES = frozenset({
    "party", "country", "organisation", "person", "department", "event", "place", "host", "chair", "body", "instrument",
    "who", "source", "target", "name",
})  # fmt: skip


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    listed = shipped("heads.yaml", "explorer.facts.columns")
    return {meaning: tuple(fold(word) for word in words) for meaning, words in listed.items()}


@lru_cache(maxsize=4_096)
def scores(head: str) -> tuple[tuple[int, str], ...]:
    """Return the meanings that a head may have, the likeliest first.

    >>> scores("Name of Organisation")[0][1], scores("Date of meeting")[0][1], scores("Party (short name)")[0][1]
    ('organisation', 'date', 'party')
    """
    forms = {fold(head), fold(_BRACKET.sub("", head))}
    found = []
    for meaning, words in _synonyms().items():
        exact = forms & set(words)
        runs = [w for w in words if len(w) > 3 and w != "text" and any(f" {w} " in f" {form} " for form in forms)]
        score = 100 if exact else 40 + max(map(len, runs)) if runs else 0
        if score:
            found.append((score, meaning))
    return tuple(sorted(found, key=lambda pair: -pair[0]))


def matched(table: Table, free: Sequence[int], taken: set[str], names: Names) -> Iterator[tuple[str, int]]:
    """Yield meaning and column, the best match first; each of both once."""
    offers = [
        (-score, column, order, meaning)
        for column in free
        for order, (score, meaning) in enumerate(scores(table.heads[column]))
        if meaning not in taken and _fits(table, column, meaning, score == 100, names)
    ]
    used: set[int] = set()
    for _, column, _, meaning in sorted(offers):
        if column not in used and meaning not in taken:
            used.add(column)
            taken.add(meaning)
            yield meaning, column


def _fits(table: Table, column: int, meaning: str, exact: bool, names: Names) -> bool:
    """Whether what stands in a column can be what its head says. `exact`: the head says it and nothing else."""
    sample = table.sample(column)
    if not exact and _of_something_else(table.heads[column], meaning):
        return False
    if meaning in _DATES:
        sample = [cell for cell in sample if not missing(cell)]
    if not sample:
        return True
    if meaning in _DATES:
        times = sum(dated(cell) or short(cell) is not None or serial(cell) for cell in sample)
        return times >= 0.6 * len(sample) or meaning in _DATES[3:] and all(len(cell) <= 30 for cell in sample)
    if meaning in ("source", "target") and fold(table.heads[column]) in ("i", "j", "from", "to"):
        return not all(dated(cell) for cell in sample)
    if meaning == "weight":
        return all(number(cell) for cell in sample)
    if meaning == "role":
        told = exact or any(fold(cell) in meaning_of("roles") or fold(cell) in meaning_of("treaty") for cell in sample)
        return len(sample) <= 40 and told and named(sample, names) < 0.6
    if meaning == "vote" and not exact:
        return any(fold(cell) in meaning_of("votes") for cell in sample)
    if meaning in ("presence", "progress"):
        return len(sample) <= 40
    if meaning in _NAMES and all(cell.startswith(("http://", "https://", "www.")) for cell in sample):
        return False
    if meaning in ("event", "party", "organisation", "body", "instrument", "person", "what"):
        return not all(number(cell) or dated(cell) for cell in sample)
    return True


def _of_something_else(head: str, meaning: str) -> bool:
    """Whether a head that only holds the word of a meaning shows that it is about a kind, a seat or half a name."""
    if meaning == "name" and fold(head) in any_of("parts_of_names"):
        return True
    if of_a_kind(head):
        return meaning in _NAMES or meaning in (*_DATES, "what")
    return meaning in _NAMES and _of_seat(head, meaning)


def of_a_kind(head: str) -> bool:
    """Tell whether a head says of which kind something is, not what it is called.

    >>> of_a_kind("Entity Type"), of_a_kind("kind_of_participant"), of_a_kind("Entity")
    (True, True, False)
    """
    words = fold(head).split()
    return bool(any_of("types") & {*words[:1], *words[-1:]})


def _of_seat(head: str, meaning: str) -> bool:
    """Whether a head says where somebody has a seat or was born: a place, and nobody that the row is about."""
    return meaning != "place" and bool(any_of("seats") & {*fold(head).split()})


def dated(cell: str) -> bool:
    """Tell whether a cell may be a date."""
    return no_end(cell) or parse(cell, "day-first") is not None or parse(cell, "month-first") is not None


def number(cell: str) -> bool:
    """Tell whether a cell is a figure."""
    return cell.replace(",", "").replace(".", "").replace("-", "").replace(" ", "").isdigit()


def may_name(head: str) -> bool:
    """Tell whether what stands below a head of no meaning may name whom its rows are about."""
    return not of_a_kind(head) and not _of_seat(head, "")


def named(cells: Sequence[str], names: Names) -> float:
    """Return the share of cells that name a known state, organisation or body, or list several of them."""
    some = cells[:60]
    return sum(_is_named(cell, names) for cell in some) / len(some) if some else 0.0


def _is_named(cell: str, names: Names) -> bool:
    kinds = ("state", "organisation", "body")
    if known(cell, names, kinds) is not None:
        return True
    parts = [part.strip() for part in _LIST.split(cell) if part.strip()]
    return len(parts) > 1 and all(known(part, names, kinds) is not None for part in parts)


def no_date(table: Table, column: int) -> str:
    """Return a cell that is no date though the head of its column says so, "" for none."""
    best = scores(table.heads[column])
    if not best or best[0][1] not in _DATES or of_a_kind(table.heads[column]):
        return ""
    return next((cell for cell in table.sample(column) if not missing(cell) and not dated(cell)), "")
