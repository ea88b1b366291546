"""Rows and columns to DataFrames: every answer has all its columns, in order, also when it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

TEXT = pd.array([], dtype="str").dtype  # looked up once: by name it takes as long as making a short column


def frame(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, whole: Iterable[str] = (), real: Iterable[str] = ()
) -> pd.DataFrame:
    """Return `rows` as a table; what a row lacks is "" in a column of text, missing in one of numbers.

    `whole` and `real` name the columns of whole and other numbers that may be missing.

    >>> frame([{"id": "a", "days": None}], ["id", "name", "days"], whole=["days"]).values.tolist()
    [['a', '', <NA>]]
    """
    rows, missing = list(rows), {*whole, *real}
    return typed(
        {name: [row.get(name, None if name in missing else "") for row in rows] for name in columns},
        whole=whole, real=real,
    )  # fmt: skip


def number(text: str) -> float | None:
    """Return a cell of the tables as a number, None where it is none.

    >>> number("0.9"), number("")
    (0.9, None)
    """
    try:
        return float(text)
    except ValueError:
        return None


def typed(columns: Mapping[str, Any], *, whole: Iterable[str] = (), real: Iterable[str] = ()) -> pd.DataFrame:
    """Return columns as a table; a column without rows is text. `whole` and `real` are as for `frame`.

    >>> typed({"id": []}).dtypes["id"] == typed({"id": ["a"]}).dtypes["id"]
    True
    """
    kinds = {**dict.fromkeys(whole, "Int64"), **dict.fromkeys(real, "Float64")}
    made: dict[str, Any] = {}
    for name, values in columns.items():
        if name in kinds:
            made[name] = pd.array(values, dtype=kinds[name])  # type: ignore[call-overload]
        elif getattr(getattr(values, "dtype", None), "kind", "O") in "iuf":
            made[name] = values
        elif len(values) and isinstance(values[0], pd.api.extensions.ExtensionArray):  # long texts, packed one by one
            made[name] = pd.concat(map(pd.Series, values), ignore_index=True).array
        else:
            text = not len(values) or isinstance(values[0], str)
            made[name] = pd.array(values, dtype=TEXT) if text else values
    return pd.DataFrame(made, copy=False)  # the columns are made here, in order
