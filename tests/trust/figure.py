"""A figure of the report: what was tried, how often, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Figure:
    """One line of the table. `wrong` counts what a promise forbids; `faults` says where.

    `group` is the part it belongs to; `seconds`, how long that part took, stands with the first figure of it.
    """

    promise: str
    what: str
    tried: int = 0
    wrong: int = 0
    note: str = ""
    faults: list[str] = field(default_factory=list)
    group: str = ""
    seconds: float | None = None

    def count(self, *faults: str) -> None:
        """Count one trial, and what was wrong with it."""
        self.tried += 1
        if faults:
            self.wrong += 1
            self.faults += faults


def table(figures: Sequence[Figure]) -> str:
    """Return figures as a table for people, and under it what went wrong."""
    heads = ("group", "seconds", "promise", "tried", "times", "wrong", "")
    rows = [heads]
    for f in figures:
        first = (f.group, "" if f.seconds is None else f"{f.seconds:,.0f}")
        first = first if rows[-1] is heads or f.seconds is not None else ("", "")
        rows.append((*first, f.promise, f.what, f"{f.tried:,}", f"{f.wrong:,}", f.note))
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if heads[at] in ("seconds", "times", "wrong") else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    for figure in figures:
        lines += [f"\n{figure.what}:", *(f"  {fault}" for fault in figure.faults[:40])] if figure.faults else []
    return "\n".join(lines) + "\n"
