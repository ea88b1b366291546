"""Rows to DataFrames: every answer has all its columns, in order, also when it is empty."""

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
    rows = list(rows)
    kinds = {**dict.fromkeys(whole, "Int64"), **dict.fromkeys(real, "Float64")}
    made: dict[str, Any] = {}
    for column in columns:
        if column in kinds:
            made[column] = pd.array([row.get(column) for row in rows], dtype=kinds[column])  # type: ignore[call-overload]
        else:
            values = [row.get(column, "") for row in rows]
            text = not values or isinstance(values[0], str)
            made[column] = pd.array(values, dtype=TEXT) if text else values
    return pd.DataFrame(made, copy=False)  # the columns are made here, in order


def typed(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return columns as a table; what is no array of numbers is text, also when it is empty.

    >>> typed({"id": []}).dtypes["id"] == typed({"id": ["a"]}).dtypes["id"]
    True
    """
    return pd.DataFrame(
        {
            name: values
            if getattr(getattr(values, "dtype", None), "kind", "O") in "iuf"
            else pd.array(values, dtype=TEXT)
            for name, values in columns.items()
        }
    )
