"""A second pass over a workbook by openpyxl: struck words, notes, hidden rows, formats, errors, bare formulas."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from explorer.documents.sheets.gathered import Rows
from explorer.documents.sheets.grid import Grid, letters

_CELLS = 400_000  # beyond this the pass costs more than it tells
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')
_SHOWN = 5  # places that one remark names


def looked_at_again(data: bytes, grids: list[Grid]) -> Iterator[Grid]:
    """Yield the grids with what calamine does not give; as they are where openpyxl is missing or cannot read them."""
    if sum(_cells(grid.rows) for grid in grids) > _CELLS:
        yield from (
            replace(grid, remarks=(*grid.remarks, "Too large for a look at struck words, notes and hidden rows."))
            if len(grid.rows)
            else grid
            for grid in grids
        )
        return
    book = _opened(data)
    for grid in grids:
        sheet = book[grid.name] if book is not None and grid.name in book.sheetnames and len(grid.rows) else None
        yield grid if sheet is None else _told(grid, sheet)


def _cells(rows: Sequence[list[str]]) -> int:
    return int(rows.widths.sum()) if isinstance(rows, Rows) else sum(map(len, rows))


def _opened(data: bytes) -> Any:
    try:
        import openpyxl
    except ImportError:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    except Exception:  # styles that it does not know, strict workbooks: the values are there all the same
        return None


def _told(grid: Grid, sheet: Any) -> Grid:
    rows = [list(row) for row in grid.rows]
    struck: list[str] = []
    bare: list[str] = []
    notes: list[tuple[int, int, str]] = []
    for line in sheet.iter_rows():
        for cell in line:
            row, column = cell.row - 1, cell.column - 1
            if cell.comment is not None:
                notes.append((row, column, " ".join(str(cell.comment.text).split())))
            if cell.value is None or row >= len(rows) or column >= len(rows[row]):
                continue
            text = rows[row][column]
            if cell.font is not None and cell.font.strike:
                struck.append(cell.coordinate)
                rows[row][column] = ""
            elif cell.data_type == "e":
                rows[row][column] = str(cell.value)
            elif cell.data_type == "f" and not text:
                bare.append(cell.coordinate)
            elif text:
                rows[row][column] = _as_formatted(cell, text)
    hidden = [str(number) for number, shape in sorted(sheet.row_dimensions.items()) if shape.hidden]
    remarks = [
        f"{what}: {_some(places)}."
        for what, places in (
            ("Struck out, so left out", struck),
            ("Formulas without a stored value (open the file in a spreadsheet program and save it)", bare),
            ("Hidden rows, read like the others", hidden),
            ("Notes", [f"{letters(column)}{row + 1} \u201c{text}\u201d" for row, column, text in notes]),
        )
        if places
    ]
    return replace(grid, rows=rows, notes=tuple(notes), remarks=(*grid.remarks, *remarks))


def _as_formatted(cell: Any, text: str) -> str:
    """Return a number or a day as its format shows it: 007, a month without its day, a mark."""
    pattern = str(cell.number_format or "General")
    if isinstance(cell.value, datetime | date):
        plain = _QUOTED.sub("", pattern).lower()
        if "d" not in plain and "y" in plain:
            year, month, *_ = text.split("-")
            return f"{year}-{month}" if "m" in plain else year if int(year) > 1905 else text
    elif isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        if re.fullmatch("0{2,}", pattern) and text.isdigit():
            return text.zfill(len(pattern))
        mark = re.fullmatch(r'"([^"]{1,3})"(?:;.*)?', pattern)
        if mark and cell.value:
            return mark[1]
    return text


def _some(places: list[str]) -> str:
    return ", ".join(places[:_SHOWN]) + (f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else "")
