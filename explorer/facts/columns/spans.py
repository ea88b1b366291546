"""Rows of single years put together into the spans they make, as yearly data on memberships have them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Held:
    """One row: who, what, in which role, from when until when."""

    party: str
    whole: str
    role: str
    start: str
    end: str
    row: int
    columns: tuple[int, ...]
    further: tuple[tuple[str, str], ...] = ()


def spans(rows: list[Held], *, yearly: bool = False) -> list[Held]:
    """Return rows of single years with years that follow each other put together, each cited from all its rows.

    `yearly`: each row says that it holds in its year; else rows do where some of them follow each other, and are the
    years from which something holds where none do.
    """
    by_tie: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for held in rows:
        by_tie[(held.party, held.whole, held.role)].append(held)
    runs: list[list[Held]] = []
    for group in by_tie.values():
        group.sort(key=lambda held: (held.start, held.row))
        for before, held in zip([None, *group], group, strict=False):
            if before is not None and _next_year(before.start, held.start):
                runs[-1].append(held)
            else:
                runs.append([held])
    yearly = yearly or any(run[0].start != run[-1].start for run in runs)
    out = [replace(h, start=run[0].start, end=run[-1].start if yearly else "") for run in runs for h in run]
    return sorted(out, key=lambda held: held.row)


def _next_year(one: str, other: str) -> bool:
    return len(one) == len(other) == 4 and int(other) - int(one) in (0, 1)
