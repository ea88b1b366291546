"""Which columns of an edge list are ends and weight: by heads that `explorer read` knows too, or by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.graph.values import numeral, sort_of
from explorer.ontology.datafile import shipped

SOURCES = ("source", "from", "src", "sender", "ego", "source_id", "source id")
TARGETS = ("target", "to", "dst", "receiver", "alter", "target_id", "target id")
_BETWEEN = re.compile(r"[\W_]+")
_UNKNOWN = ("", "na", "nan", "none", "null", "-", "?")
_FORM = re.compile(r"(?:(?P<stem>.*?[^\W\d_])[ _.-]?(?P<digit>\d)|(?P<word>.+)[ _.-](?P<letter>[a-z]))", re.IGNORECASE)


class Ends(NamedTuple):
    """Where the ends stand below a head, and what is to be told of how they were found."""

    source: int
    target: int
    note: str = ""


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[str, ...]]:
    # by its path: the package of columns is not loaded for the sake of a list
    return {meaning: tuple(words) for meaning, words in shipped("columns/heads.yaml", "explorer.facts").items()}


def heads_of(meaning: str) -> tuple[str, ...]:
    """Return the heads that bear a meaning in sheets, folded.

    >>> heads_of("relation")[:2]
    ('relation', 'relationship')
    """
    return _heads()[meaning]


def fold(head: str) -> str:
    """Return a head in small letters, its words parted by single spaces.

    >>> fold("Edge_Type ")
    'edge type'
    """
    return _BETWEEN.sub(" ", head.casefold()).strip()


def ends_of(rows: Sequence[Sequence[str]], width: int) -> Ends | None:
    """Return where the ends stand where the first row is a head; None where it is none, or says nothing of ends.

    Words that name ends are nodes where they return below: `node1 node2`, `node2 node3` is a list without a head.

    >>> ends_of([["Node1", "Node2", "hours"], ["Ann", "Bob", "3"]], 3)[:2]
    (0, 1)
    >>> ends_of([["node1", "node2"], ["node2", "node3"]], 2)
    """
    plain = [cell.strip().lower() for cell in rows[0]]
    source, target = (next((plain.index(one) for one in names if one in plain), -1) for names in (SOURCES, TARGETS))
    if source >= 0 and target >= 0:
        return Ends(source, target)
    head, below = [fold(cell.strip()) for cell in plain], rows[1:]
    source, target = (
        next((head.index(one) for one in heads_of(meaning) if one in head), -1) for meaning in ("source", "target")
    )
    if min(source, target) < 0:
        source, target = 0, 1
        formed = _formed(plain)
        if len(plain) < 2 or not (
            formed or width in (2, 3) and _words_over_numbers(plain, below) or width == 3 and _told_by_third(plain)
        ):
            return None
    if not below or _nodes_too(plain, source, target, below):
        return None
    told = " and ".join(repr(rows[0][at].strip()) for at in (source, target))
    return Ends(source, target, f"Ends of the edges taken from the columns {told}")


def weight_of(names: Sequence[str], rows: Sequence[Sequence[str]], ends: tuple[int, int]) -> str:
    """Return the column that is the weight though it is not called so, "" for none: it holds numbers alone.

    >>> weight_of(["a", "b", "n"], [["x", "y", "3"]], (0, 1)), weight_of(["a", "b", "n"], [["x", "y", "few"]], (0, 1))
    ('n', '')
    """
    free = [at for at in range(len(names)) if at not in ends]
    if any(names[at].lower() == "weight" for at in free):
        return ""
    known = [at for at in free if fold(names[at]) in heads_of("weight")]
    known += [at for at in free if re.search(r"\bweights?\b", fold(names[at]))]
    if len(names) == 3 and _series(names):
        known += free
    return next((names[at] for at in known if _numbers(rows, at)), "")


def _numbers(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Tell whether a column holds numbers, and nothing else beside what is missing."""
    cells = {cell for row in rows if len(row) > at and (cell := row[at].strip()).lower() not in _UNKNOWN}
    return bool(cells) and sort_of([numeral(cell) for cell in cells]) in ("integer", "number")


def _parts(head: str) -> tuple[str, str]:
    """Return a head without the figure or letter at its end, and that one.

    >>> _parts("Person_1"), _parts("node b"), _parts("data")
    (('person', '1'), ('node', 'b'), ('', ''))
    """
    found = _FORM.fullmatch(head.strip().lower())
    return (found["stem"] or found["word"], found["digit"] or found["letter"]) if found else ("", "")


def _series(head: Sequence[str]) -> bool:
    """Tell whether the heads are V1, V2, V3, as R calls columns without names."""
    return [_parts(cell) for cell in head] == [(_parts(head[0])[0], str(at)) for at in range(1, len(head) + 1)]


def _formed(head: Sequence[str]) -> bool:
    """Tell whether the first two columns, and no others, are the first and the second of one kind of thing."""
    stems = [_parts(cell)[0] for cell in head]
    pair = [_parts(cell) for cell in head[:2]]
    alike = bool(stems[0]) and stems.count(stems[0]) == 2 or len(head) < 4 and _series(head)
    return alike and [end for _, end in pair] in (["1", "2"], ["a", "b"]) and pair[0][0] == pair[1][0]


def _told_by_third(head: Sequence[str]) -> bool:
    """Tell whether the third of three columns is headed as relations or weights are."""
    return len(head) == 3 and fold(head[2]) in (*heads_of("relation"), *heads_of("weight"))


def _words_over_numbers(head: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row has words where all others have numbers: as the third, or for both ends."""
    words = [sort_of([numeral(cell)]) == "string" and cell not in _UNKNOWN for cell in head]
    if len(head) == 3 and words[2] and _numbers(below, 2):
        return True
    return len(below) > 1 and all(words[:2]) and _numbers(below, 0) and _numbers(below, 1)


def _nodes_too(head: Sequence[str], source: int, target: int, below: Sequence[Sequence[str]]) -> bool:
    """Tell whether what might be heads of the ends are nodes: they, or others of their form, stand below."""
    ends = {head[source], head[target]}
    stems = {stem for stem, _ in map(_parts, ends) if stem}
    cells = {row[at].strip().lower() for row in below for at in (source, target) if len(row) > at}
    return bool(cells & ends) or bool(stems) and any(_parts(cell)[0] in stems for cell in cells)
