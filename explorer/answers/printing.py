"""Answers for programs and spreadsheets: JSON and CSV, and nothing in them that can do harm."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from explorer.formulas import kept_apart

if TYPE_CHECKING:
    import pandas as pd


_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean(text: str) -> str:
    """Return `text` on one line and without characters that steer a terminal.

    >>> clean("Bali\\x1b[31m\\nIndonesia")
    'Bali [31m Indonesia'
    """
    return _UNSAFE.sub(" ", text)


def as_json(frame: pd.DataFrame) -> str:
    """Return an array of flat objects, one a row; what is missing is null."""
    rows = [
        {name: _plain(value) for name, value in zip(headings_of(frame), row, strict=True)} for row in cells_of(frame)
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    # What a terminal obeys is spelled out; the content stays the same.
    return re.sub("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def as_csv(frame: pd.DataFrame) -> str:
    """Return CSV for people: no cell can start a formula (an apostrophe stands before one that would)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_no_formula(name) for name in headings_of(frame)])
    for row in cells_of(frame):
        writer.writerow([_no_formula(value) if isinstance(value, str) else said(value) for value in row])
    return text.getvalue()


def _no_formula(text: str) -> str:
    text = "".join(" " if unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" else mark for mark in text)
    return kept_apart(text)


def headings_of(frame: pd.DataFrame) -> list[str]:
    """Return the names of the index levels that carry a name, and of the columns, each as one text."""
    names = [str(name) for name in frame.index.names if name is not None]
    return names + [" ".join(map(str, c)) if isinstance(c, tuple) else str(c) for c in frame.columns]


def cells_of(frame: pd.DataFrame) -> Iterable[Sequence[Any]]:
    """Return the rows, the levels of a named index first."""
    named = [frame.index.get_level_values(str(name)).tolist() for name in frame.index.names if name is not None]
    columns = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
    return zip(*named, *columns, strict=True)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else None  # numpy numbers; pandas' NA has none


def said(value: Any) -> str:
    """Return one value of an answer as text, "" where it is missing."""
    value = _plain(value)
    return "" if value is None else str(value)
