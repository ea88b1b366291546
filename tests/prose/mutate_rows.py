"""Change the rows of meaning one at a time and tell which changes no example notices.

    python tests/prose/mutate_rows.py

Each row is left out; its relation, its role, its force, its voice and the statuses it reads are changed; each line of what is
asserted is turned about. A change survives when all examples and counter-examples still hold: then a row is idle, or
its example too weak. Exit 1 when any survives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent))
from pages import page
from score_sentences import share
from test_rows import OWN, told

from explorer.facts.prose.clauses import clauses, status, walk
from explorer.facts.prose.record import actrows, rows

RELATIONS = ("participated_in", "hosted", "chaired", "held", "follows", "mandated_by", "endorsed_by")
FORCES = ("agreed", "tasked", "endorsed", "recommended", "welcomed", "noted")
STATUSES = ("denied", "doubted", "supposed", "conditional", "reported", "planned")


def next_of(values: tuple[str, ...], value: str) -> str:
    """Return the value behind another one, round."""
    return values[(values.index(value) + 1) % len(values)]


def broken_row(row: rows.Row) -> bool:
    """Tell whether a row's example or counter-example no longer holds."""
    found = [(said, rule) for said, rule in told(row.example) if ": " not in said]
    if sorted(said for said, _ in found) != sorted(row.gives) or row.row not in {rule for _, rule in found}:
        return True
    return row.row in {rule for _, rule in told(row.counter)}


def broken_act(row: actrows.ActRow) -> bool:
    """Tell whether an act's example or counter-example no longer holds."""
    found = [said for said, _ in told(OWN + row.example) if ": " in said]
    return sorted(found) != sorted(row.gives) or any(": " in said for said, _ in told(OWN + row.counter))


def row_mutants() -> Iterator[tuple[str, bool]]:
    """Yield each change of a row of relations with whether an example notices it."""
    whole = rows.rows()
    for n, row in enumerate(whole):
        changes = [("left out", None), ("relation", replace(row, means=next_of(RELATIONS, row.means)))]
        changes.append(("status", replace(row, status=("denied",))))
        if row.role:
            changes.append(("role", replace(row, role="guest")))
        for what, changed in changes:
            table = (*whole[:n], *((changed,) if changed else ()), *whole[n + 1 :])
            with patch.object(rows, "rows", lambda table=table: table):
                yield f"{row.row}: {what}", broken_row(row)


def act_mutants() -> Iterator[tuple[str, bool]]:
    """Yield each change of a row of acts with whether an example notices it."""
    whole = actrows.act_rows()
    for n, row in enumerate(whole):
        changes = [("left out", None), ("force", replace(row, force=next_of(FORCES, row.force)))]
        changes.append(("doer", replace(row, by=("nobody",))))
        if row.relation:
            changes.append(("relation", replace(row, relation="")))
        for what, changed in changes:
            table = (*whole[:n], *((changed,) if changed else ()), *whole[n + 1 :])
            with patch.object(actrows, "act_rows", lambda table=table: table):
                yield f"act {row.row}: {what}", broken_act(row)


def status_mutants() -> Iterator[tuple[str, bool]]:
    """Yield each status told as asserted, and asserted told as each, with whether a sentence notices it."""
    before = {said: tuple(faults) for said, faults in share()}
    for name in STATUSES:
        constant = name.upper()
        with patch.object(status, constant, "asserted"):
            yield f"{name} told as asserted", {s: tuple(f) for s, f in share()} != before
    decide = walk.standing
    with patch.object(walk, "standing", lambda s, w: replace(decide(s, w), status="denied")):
        yield "asserted told as denied", {s: tuple(f) for s, f in share()} != before


def main() -> int:
    """Print the survivors and their number."""
    assert clauses(page("[party:Peru] attended.")).clauses
    survivors, count = [], 0
    for mutants in (row_mutants, act_mutants, status_mutants):
        for what, noticed in mutants():
            count += 1
            if not noticed:
                survivors.append(what)
    print(*survivors, f"{len(survivors)} of {count} changes survive", sep="\n")
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main())
