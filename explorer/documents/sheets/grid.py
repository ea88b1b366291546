"""What every reader of tables gives: a grid of cells as texts, row 1 first, with what the file says beside them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[tuple[int, int], tuple[int, int]]  # first and last row and column, from 0
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x000[BCbc]_")
_ENDS = " \t\r\n\u00a0\u2007\u202f\u3000\ufeff"
_NEAR = datetime.timedelta(minutes=2)  # a day that some programs write as the last or first seconds beside it


@dataclass(frozen=True)
class Grid:
    """One sheet as it was read. `rows` are lists of texts, "" where nothing stands; `first` the number of the
    first of them in the file (1 for a sheet); `merged` ranges whose value stands at their top left;
    `notes` are comments of cells, by row and column; `remarks` what a reader has to say about the sheet.
    """

    name: str
    rows: Sequence[list[str]]
    merged: tuple[Range, ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    remarks: tuple[str, ...] = ()
    headed: bool = False  # the first row is the head, as in Parquet, whatever it holds


def text_of(value: object) -> str:
    """Return a cell's value as the sheet shows it: whole numbers without a point, days as ISO dates.

    >>> text_of(3.0), text_of(0.25), text_of(datetime.datetime(2012, 6, 1)), text_of(" Fiji\\u00a0"), text_of(None)
    ('3', '0.25', '2012-06-01', 'Fiji', '')
    >>> text_of(datetime.datetime(2012, 5, 31, 23, 59, 32)), text_of(True)
    ('2012-06-01', 'TRUE')
    """
    if isinstance(value, str):
        text = _CONTROL.sub("", value) if not value.isprintable() or "_x000" in value else value
        return text.strip(_ENDS)
    if value is None or value != value:  # a missing number is not equal to itself
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(text for text in map(text_of, value) if text)
    return text_of(str(value))


def _moment(value: datetime.datetime) -> str:
    day = (value + _NEAR).replace(hour=0, minute=0, second=0, microsecond=0)
    if abs(value.replace(tzinfo=None) - day.replace(tzinfo=None)) <= _NEAR:
        return day.date().isoformat()
    return value.replace(tzinfo=None).isoformat(" ", "minutes")


def letters(column: int) -> str:
    """Return the letters of a column, from 0.

    >>> letters(0), letters(25), letters(26), letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
