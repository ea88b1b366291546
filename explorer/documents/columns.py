"""Tables drawn with characters in plain text: by spaces, tabs, bars, or a grid of bars and dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"[ \t]*[-=_]{3,}(?:[ \t]+[-=_]{3,})+[ \t]*$")
_GAP = re.compile(r" {2,}")
_BORDER = re.compile(r"\+[-=+: ]*")
_RULED = re.compile(r"\s*:?-+:?\s*")
_RULE_WITH_BARS = re.compile(r"[-+|= ]*[-=]{2}[-+|= ]*")
_BAR = re.compile(r"(?<!\\)\|")
_BOXES = str.maketrans(
    {
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("─━═", "-"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘╒╤╕╞╪╡╘╧╛╔╦╗╠╬╣╚╩╝┏┳┓┡╇┩┣╋┫┗┻┛", "+"),
    }
)
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


def is_barred(line: str) -> bool:
    """Tell whether a line belongs to a table with bars: cells between them with one at either end, or a border.

    >>> is_barred("| Venue | Manila |"), is_barred("+-------+--------+"), is_barred("│ Venue │"), is_barred("a | b")
    (True, True, True, False)
    """
    line = line.translate(_BOXES).strip()
    if line.startswith("+"):
        return len(line) > 3 and line.endswith("+") and _BORDER.fullmatch(line) is not None
    return len(line) > 2 and line.startswith("|") and line.endswith("|") and not line.endswith("\\|")


def barred_table(lines: Sequence[str]) -> list[list[str]]:
    """Return the rows of a table with bars, each a list of cells, without borders and the rule below its head.

    In a grid the lines between two borders are one row; below a head alone each line is one, or goes on with the
    row above where its first cell is empty.

    >>> barred_table(["+---+---+", "| A | B |", "+---+---+", "| a | b |", "|   | c |", "+---+---+", "| d |   |"])
    [['A', 'B'], ['a', 'b c'], ['d', '']]
    >>> barred_table(["| A | B |", "|---|:-:|", "|   | b |"])
    [['A', 'B'], ['', 'b']]
    """
    groups: list[list[list[str]]] = [[]]
    grid = False
    for line in (line.translate(_BOXES).strip() for line in lines):
        cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line[1:-1])]
        if line.startswith("+"):
            grid = True
            groups.append([])
        elif not all(_RULED.fullmatch(cell) for cell in cells):
            groups[-1].append(cells)
    groups = [group for group in groups if group]
    table: list[list[str]] = []
    for group in groups:
        for at, row in enumerate(group):
            if grid and at and len(row) == len(table[-1]) and (len(groups) > 2 or not row[0]):
                table[-1] = [f"{above} {cell}".strip() for above, cell in zip(table[-1], row, strict=True)]
            else:
                table.append(row)
    return table


def parted_table(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the rows of a table whose cells are parted by tabs or by bars, as many in each; None for other lines.

    >>> parted_table(["Country\\tRole", "Fiji\\tChair"]), parted_table(["Party | Role", "------+-----", "Fiji | Chair"])
    ([['Country', 'Role'], ['Fiji', 'Chair']], [['Party', 'Role'], ['Fiji', 'Chair']])
    """
    lines = [line for line in lines if not _RULE_WITH_BARS.fullmatch(line)]
    for sign in ("\t", "|"):
        rows = [[cell.strip() for cell in line.strip("\n ").split(sign)] for line in lines]
        if len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows):
            return rows
    return None
