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
    if not all(tail.isascii() and tail.isdecimal() and len(tail) < 16 for tail in tails):
        return column(cells)
    numbers = list(map(int, tails))
    width = len(tails[0]) if tails[0].startswith("0") else 0
    if [f"{number:0{width}d}" for number in numbers] != tails:
        return column(cells)
    return {"stem": stem, "width": width, **dict(steps(numbers))}
