"""The five tables of facts, as pandas DataFrames whose every cell is text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from explorer.errors import FactsError, nearest
from explorer.ontology import vocabulary

FURTHER = ("nodes", "relations")  # tables that may hold columns of the user's own after those of the vocabulary


@dataclass(frozen=True, eq=False)
class Facts:
    """Documents, passages, nodes, relations and citations; columns as the vocabulary orders them.

    Every cell is text ("" where there is nothing): `NA` is Namibia. Rows are sorted by id (passages by
    document and position). Treat the tables as read-only: they may be shared.
    """

    documents: pd.DataFrame
    passages: pd.DataFrame
    nodes: pd.DataFrame
    relations: pd.DataFrame
    citations: pd.DataFrame

    @classmethod
    def from_rows(cls, *, further: bool = False, **tables: Iterable[Mapping[str, str]]) -> Facts:
        """Build facts from rows (one mapping a row; missing columns are empty, unknown ones refused).

        further: keep unknown columns of nodes and relations, as columns of the user's own

        >>> Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}]).nodes.name.tolist()
        ['Bali']
        """
        return cls(**{name: _frame(name, list(tables.get(name, ())), further) for name in TABLE_NAMES})

    @classmethod
    def from_frames(cls, **frames: pd.DataFrame) -> Facts:
        """Build facts from DataFrames: columns are checked, put in order, made text and sorted."""
        return cls(**{name: tidy(name, frames.get(name, pd.DataFrame())) for name in TABLE_NAMES})

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, in the order of the vocabulary."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def equals(self, other: Facts) -> bool:
        """Tell whether both hold the same rows."""
        return all(table.equals(getattr(other, name)) for name, table in self.tables().items())


TABLE_NAMES = tuple(field.name for field in fields(Facts))


def _frame(name: str, rows: list[Mapping[str, str]], further: bool) -> pd.DataFrame:
    columns = vocabulary().tables[name].column_names
    unknown = sorted(set().union(*rows) - set(columns))
    if further and name in FURTHER:
        columns = [*columns, *unknown]
    elif unknown:
        near = nearest(unknown[0], columns, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise FactsError(f"Table {name} has no column {unknown[0]!r}{hint} Its columns are {', '.join(columns)}.")
    try:
        data = {column: [row[column] or "" for row in rows] for column in columns}
    except KeyError:  # some rows are without some columns
        data = {column: [row.get(column) or "" for row in rows] for column in columns}
    return _in_order(name, pd.DataFrame(data, dtype=str))


def rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table as dictionaries of text: column → cell.

    >>> rows(pd.DataFrame({"id": ["a"], "name": ["Bali"]}))
    [{'id': 'a', 'name': 'Bali'}]
    """
    columns = list(frame.columns)
    cells = zip(*(frame[column].tolist() for column in columns), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in cells]


def tidy(name: str, frame: pd.DataFrame, *, further: bool = False) -> pd.DataFrame:
    """Return `frame` as table `name`: its columns in order, every cell text, rows sorted; columns of the
    user's own are kept behind them where `further` says so and the table may hold them.
    """
    columns = vocabulary().tables[name].column_names
    if further and name in FURTHER:
        columns = [*columns, *(column for column in frame.columns if column not in columns)]
    return _in_order(name, frame.reindex(columns=columns, fill_value="").fillna("").astype(str).reset_index(drop=True))


def _in_order(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of text with its rows sorted, numbered from 0."""
    if name == "passages" and len(frame):
        order = _numbers(frame["position"])
        if (order[1:] > order[:-1]).all() and frame["document"].nunique() == 1:
            return frame
        ordered = frame.assign(_order=order).sort_values(["document", "_order", "id"], kind="stable", ignore_index=True)
        return ordered.drop(columns="_order")
    if (frame["id"].array[1:] >= frame["id"].array[:-1]).all():
        return frame
    return frame.sort_values("id", kind="stable", ignore_index=True)


def _numbers(column: pd.Series[str]) -> np.ndarray:
    """Return texts as numbers, -1 for what is none."""
    try:
        return column.astype("int64[pyarrow]").to_numpy()
    except (ValueError, ImportError):
        return pd.to_numeric(column, errors="coerce").fillna(-1).to_numpy()
