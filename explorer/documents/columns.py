"""Tables drawn with spaces in plain text: three columns or more, or two with a line of dashes below their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"[ \t]*[-=_]{3,}(?:[ \t]+[-=_]{3,})+[ \t]*$")
_GAP = re.compile(r" {2,}")
_MOST = 400  # columns of a line; what is wider is no table


def drawn_table(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the rows of a table drawn with spaces, each a list of cells; None where the lines are no table.

    A line with nothing but the rest of one cell goes on with the row above.

    >>> drawn_table(["Action      Who", "----------  ---", "Draft       IOM", "  a form", "Host it     Fiji"])
    [['Action', 'Who'], ['Draft a form', 'IOM'], ['Host it', 'Fiji']]
    """
    rows = [line.expandtabs(8).rstrip() for line in lines if not _RULE.match(line)]
    ruled = len(rows) < len(lines)
    if len(rows) < 2 or max(map(len, rows)) > _MOST:
        return None
    starts = _column_starts(rows)
    if len(starts) < (2 if ruled else 3) or len(_GAP.split(rows[0].strip())) != len(starts):
        return None
    table: list[list[str]] = []
    for row in rows:
        cells = [row[a:b].strip() for a, b in zip(starts, [*starts[1:], _MOST + 1], strict=True)]
        filled = sum(map(bool, cells))
        if table and filled == 1 and (row[:1] == " " or not cells[0]):
            table[-1] = [f"{above} {cell}".strip() for above, cell in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
    return table if sum(all(row[:2]) for row in table) >= 2 else None


def _column_starts(rows: Sequence[str]) -> list[int]:
    """Where columns begin: behind two or more spaces that run through all rows."""
    width = max(map(len, rows))
    blank = [all(len(row) <= at or row[at] == " " for row in rows) for at in range(width)]
    return [at for at in range(width) if not blank[at] and (at == 0 or (blank[at - 1] and (at == 1 or blank[at - 2])))]
