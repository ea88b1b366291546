"""Attributes of any sort as text, and text that is a number or a truth as such again."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from explorer.formulas import kept_apart

DEEP = 5  # containers inside containers that are still told
_LONE = re.compile("[\x00\ud800-\udfff]")  # a zero byte or half a letter, which no file of ours can hold
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_WHOLE = re.compile(r"-?[1-9][0-9]{0,17}|0")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
TRUTHS = {"true": True, "false": False}


def text_of(value: object) -> str:
    """Return any attribute as text that is the same on every run; what is missing (None, NaN, NaT, NA) is empty.

    >>> text_of(None), text_of([1, None, "a"]), text_of({"b", "a"}), text_of({"n": 1.5}), text_of(float("nan"))
    ('', '1, a', 'a, b', 'n: 1.5', '')
    """
    return _LONE.sub("\ufffd", _told(value, 0))


def spelled(value: object) -> str:
    """Return an object without a text of its own as one that is the same on every run."""
    return _ADDRESS.sub("", repr(value))


def whole(text: str) -> bool:
    """Tell whether a text can be kept as it is."""
    return not _LONE.search(text)


def no_formula(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it; numbers stay as they are.

    >>> no_formula("=1+1"), no_formula("-2.5"), no_formula("- two"), no_formula("two")
    ("'=1+1", '-2.5', "'- two", 'two')
    """
    return text if _NUMBER.fullmatch(text) else kept_apart(text)


def missing(value: object) -> bool:
    """Tell whether a value says that there is none: None, NaN, NaT, NA.

    >>> [missing(value) for value in (None, float("nan"), pd.NaT, pd.NA, 0, "")]
    [True, True, True, True, False, False]
    """
    if value is None or value is pd.NA:
        return True
    if isinstance(value, (float, np.floating, Decimal, datetime.datetime, np.datetime64, np.timedelta64)):
        return bool(value != value)
    return False


def _told(value: object, depth: int) -> str:
    if isinstance(value, str):
        return value
    if missing(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return bytes(value).decode("utf-8", "backslashreplace")
    if depth > DEEP:  # a list may hold itself
        return "…"
    if isinstance(value, Mapping):
        return "; ".join(f"{_told(key, depth + 1)}: {_told(cell, depth + 1)}" for key, cell in value.items())
    if isinstance(value, Iterable) and not hasattr(value, "dtype"):
        cells = [cell for cell in (_told(cell, depth + 1) for cell in value) if cell]
        return ", ".join(sorted(cells) if isinstance(value, set | frozenset) else cells)
    try:
        return _ADDRESS.sub("", str(value))
    except ValueError:  # whole numbers of thousands of digits refuse to be text
        return f"({type(value).__name__})"


def sort_of(cells: Iterable[str]) -> str:
    """Return what the cells of a column are: boolean, integer, number, or string.

    A text counts as a number where writing that number gives the very text again: 007 and 1E5 stay texts.

    >>> [sort_of(cells) for cells in (["1", ""], ["1", "2.5"], ["007"], ["true", "false"], [""])]
    ['integer', 'number', 'string', 'boolean', 'string']
    """
    sorts = {_sort(cell) for cell in set(cells) if cell}
    if len(sorts) == 1:
        return sorts.pop()
    return "number" if sorts == {"integer", "number"} else "string"


def _sort(text: str) -> str:
    if _WHOLE.fullmatch(text):
        return "integer"
    if text in TRUTHS:
        return "boolean"
    try:
        number = float(text)
    except ValueError:
        return "string"
    return "number" if math.isfinite(number) and repr(number) == text else "string"


def numeral(text: str) -> str:
    """Return a number however it is written as the one text that `sort_of` knows it by; any other text as it is.

    >>> numeral("1.500"), numeral("1E5"), numeral("+2"), numeral("007"), numeral("many")
    ('1.5', '100000.0', '2', '7', 'many')
    """
    stripped = text.strip()
    try:
        if re.fullmatch(r"[-+]?[0-9]{1,18}", stripped):
            return str(int(stripped))
        number = float(stripped) if re.fullmatch(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?", stripped) else math.inf
    except ValueError:
        return text
    return repr(number) if math.isfinite(number) else text


def value_of(text: str, sort: str) -> Any:
    """Return a cell as what its column holds.

    >>> value_of("2.5", "number"), value_of("2", "number"), value_of("true", "boolean"), value_of("2", "string")
    (2.5, 2, True, '2')
    """
    if sort == "string":
        return text
    if sort == "boolean":
        return TRUTHS[text]
    return int(text) if _WHOLE.fullmatch(text) else float(text)


def values_of(cells: Sequence[str]) -> list[Any] | None:
    """Return a column of numbers or truths as such, None where a cell is empty; None for a column of text."""
    sort = sort_of(cells)
    return None if sort == "string" else [value_of(cell, sort) if cell else None for cell in cells]
