"""Columns as the payload writes them: whatever form is shortest. The page undoes it in `unpack.js`."""

from __future__ import annotations

from os.path import commonprefix
from typing import Any

Coded = list[Any] | dict[str, Any]


def column(cells: list[str]) -> Coded:
    """Return the cells, or a pool of the different ones and places in it where that is shorter.

    Cells after the end of `at` are empty.

    >>> column(["a", "a", "", "a"])
    {'pool': ['a', ''], 'at': [0, 0, 1, 0]}
    >>> column(["a", "b"]), column(["", ""])
    (['a', 'b'], {'pool': [], 'at': []})
    """
    pool = dict.fromkeys(cells)
    if list(pool) == [""]:
        return {"pool": [], "at": []}
    if 2 * len(pool) > len(cells):
        return cells
    at = {cell: i for i, cell in enumerate(pool)}
    return {"pool": list(pool), "at": [at[cell] for cell in cells]}


def steps(numbers: list[int]) -> Coded:
    """Return whole numbers as the steps from each to the next, which repeat where the numbers ascend.

    >>> steps([3, 4, 5, 9])
    {'steps': [3, 1, 1, 4]}
    """
    return {"steps": [after - before for before, after in zip([0, *numbers], numbers, strict=False)]}


def numbered(cells: list[str]) -> Coded:
    """Return ids that count on from a common stem as that stem and the steps; other cells as `column` does.

    >>> numbered(["r07", "r08", "r11"])
    {'stem': 'r', 'width': 2, 'steps': [7, 1, 3]}
    >>> numbered(["a", "b"])
    ['a', 'b']
    """
    if len(cells) < 2:
        return column(cells)
    stem = commonprefix([min(cells), max(cells)]).rstrip("0123456789")
    tails = [cell[len(stem) :] for cell in cells]
    lengths, together = set(map(len, tails)), "".join(tails)
    if min(lengths) < 1 or max(lengths) > 15 or not (together.isascii() and together.isdecimal()):
        return column(cells)
    zeros = any(tail[0] == "0" for tail in tails)
    if zeros and len(lengths) > 1:
        return column(cells)
    width = lengths.pop() if zeros else 0
    numbers = list(map(int, tails))
    return {"stem": stem, "width": width, **dict(steps(numbers))}
