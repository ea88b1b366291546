"""The rows that all writers share: nodes and edges with numbers as numbers, and what has no direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.facts.tables import Facts
from explorer.graph.index import Index
from explorer.graph.mapping import UNDIRECTED
from explorer.graph.values import values_of
from explorer.ontology import vocabulary

Row = dict[str, Any]
OWN = " (own)"  # behind the name of a column of the user's that a format has a meaning of its own for
NUMBERS = ("confidence",)  # columns of the vocabulary that hold numbers


@dataclass(frozen=True, eq=False)
class Typed:
    """Nodes and edges; whether no edge has a direction (`loose`), or only some have none (`mixed`)."""

    nodes: list[Row]
    edges: list[Row]
    loose: bool
    mixed: bool


def typed(facts: Facts, reserved: Iterable[str] = (), *, sources: bool = True) -> Typed:
    """Return the rows of nodes and relations; columns of numbers hold these, and nothing where a cell is empty.

    reserved: names that the format gives a meaning of its own
    sources: whether each row has the ids of its passages, as `sources`

    >>> facts = Facts.from_rows(further=True, nodes=[{"id": "a", "n": "2"}, {"id": "b"}])
    >>> [row.get("n") for row in typed(facts).nodes]
    [2, None]
    """
    loose = facts.relations[UNDIRECTED].tolist() if UNDIRECTED in facts.relations.columns else []
    every, some = bool(loose) and all(loose), any(loose)
    found = Index(facts).sources if sources else {}
    nodes, edges = (
        _rows(name, frame, set(reserved)) for name, frame in (("nodes", facts.nodes), ("relations", facts.relations))
    )
    for row in (*nodes, *edges) if sources else ():
        row["sources"] = found.get(row["id"], "")
    if every:
        for row in edges:
            del row[UNDIRECTED]
    return Typed(nodes, edges, every, some and not every)


def _rows(table: str, frame: pd.DataFrame, reserved: set[str]) -> list[Row]:
    known = vocabulary().tables[table].column_names
    columns: dict[str, list[Any]] = {}
    for name in map(str, frame.columns):
        cells: list[Any] = frame[name].tolist()
        if name not in known or name in NUMBERS:
            cells = values_of(cells) or [cell or None for cell in cells]
        columns[name + OWN if name in reserved and name not in known else name] = cells
    cells_of = zip(*columns.values(), strict=True)
    return [{name: cell for name, cell in zip(columns, row, strict=True) if cell is not None} for row in cells_of]


def sorts(rows: Iterable[Row]) -> dict[str, str]:
    """Return what each column holds: integer, number, boolean or string, by the values that are there.

    Truths that some rows lack are told as text: readers take what is missing for false.

    >>> sorts([{"id": "a", "n": 1, "t": True}, {"id": "b", "n": 2.5}])
    {'id': 'string', 'n': 'number', 't': 'string'}
    """
    held: dict[str, set[type]] = {}
    counts: dict[str, int] = {}
    rows = list(rows)
    for row in rows:
        for name, value in row.items():
            held.setdefault(name, set()).add(type(value))
            counts[name] = counts.get(name, 0) + 1
    made = {}
    for name, types in held.items():
        if types == {bool} and counts[name] == len(rows):
            made[name] = "boolean"
        elif types <= {int, float}:
            made[name] = "integer" if types == {int} else "number"
        else:
            made[name] = "string"
    return made


def written(value: Any) -> str:
    """Return a value as a file of text holds it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
