"""Attributes that are read from a table when asked for, so that a graph does not copy its tables.

A graph of a million relations would otherwise hold a million dictionaries of eleven cells each. A `Row` is a
dictionary to whoever uses it: it reads its cells from the columns of its table, and becomes an ordinary
dictionary of its own the moment it is changed. `Rows` holds nodes, or the relations that join the same two nodes,
and makes the `Row` of each when it is first looked at.

Both keep a first item in their own storage: C code such as that of `json` takes a dictionary for empty, without
asking its methods, when nothing is stored in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from explorer.facts.tables import rows

CITED = "citations"


class Columns:
    """The columns of one table as lists of text, with the citations of its rows under `citations`."""

    __slots__ = ("_cited", "_citations", "cells", "names")

    def __init__(self, frame: pd.DataFrame, citations: Citations) -> None:
        self.cells = {name: shared(frame[name]) for name in frame.columns}
        self.names = (*self.cells, CITED)
        self._citations = citations
        self._cited = self.cells["id"]

    def cell(self, name: str, at: int) -> Any:
        """Return one cell, or the tuple of citations of the row; raise KeyError for an unknown column."""
        return self._citations.of(self._cited[at]) if name == CITED else self.cells[name][at]


class Citations:
    """The citations table, looked up by statement; its groups are made at the first look."""

    __slots__ = ("_frame", "_places")

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._places: dict[Any, Any] | None = None

    def of(self, statement: str) -> tuple[dict[str, str], ...]:
        """Return the citations of one statement as dictionaries, in the order of the table."""
        if self._places is None:
            self._places = dict(self._frame.groupby("statement", sort=False).indices)
        found = self._places.get(statement)
        return () if found is None else tuple(rows(self._frame.iloc[found]))


class Row(dict[str, Any]):
    """One row of a table as a dictionary; see the module.

    >>> frame = pd.DataFrame({"id": ["a"], "role": ["host"]})
    >>> row = Row(Columns(frame, Citations(pd.DataFrame({"statement": []}))), 0)
    >>> row["role"], dict(row)
    ('host', {'id': 'a', 'role': 'host', 'citations': ()})
    >>> row["weight"] = 2; row["role"], row["weight"], len(row)
    ('host', 2, 4)
    """

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: Columns, at: int) -> None:
        super().__init__(id=columns.cell("id", at))
        self._columns: Columns | None = columns
        self._at = at

    def _own(self) -> None:
        """Take the cells over: from here on an ordinary dictionary."""
        columns, self._columns = self._columns, None
        if columns is not None:
            super().update((name, columns.cell(name, self._at)) for name in columns.names)

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key) if self._columns is None else self._columns.cell(key, self._at)

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) if self._columns is None else key in self._columns.names

    def __len__(self) -> int:
        return super().__len__() if self._columns is None else len(self._columns.names)

    def __iter__(self) -> Iterator[str]:
        return super().__iter__() if self._columns is None else iter(self._columns.names)

    def copy(self) -> dict[str, Any]:
        return {name: self[name] for name in self}

    def keys(self) -> Any:
        return self.copy().keys()

    def values(self) -> Any:
        return self.copy().values()

    def items(self) -> Any:
        return self.copy().items()

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self.copy(),)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return self.__reduce__()

    def __eq__(self, other: object) -> bool:
        return self.copy() == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.copy())


def _after_own(name: str) -> Any:
    method = getattr(dict, name)

    def owned(self: Row, *args: Any, **kwargs: Any) -> Any:
        self._own()
        return method(self, *args, **kwargs)

    owned.__name__ = name
    return owned


class Rows(dict[str, Any]):
    """Id → attributes, of nodes or of the relations between two; what was not looked at yet is its row number.

    >>> frame = pd.DataFrame({"id": ["a", "b"], "role": ["host", "guest"]})
    >>> both = Rows(Columns(frame, Citations(pd.DataFrame({"statement": []}))))
    >>> both["a"] = 0; both["b"] = 1
    >>> both["b"]["role"], [key for key in both], both["b"] is both.get("b"), len(dict(both))
    ('guest', ['a', 'b'], True, 2)
    """

    __slots__ = ("_columns",)

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def _made(self) -> Rows:
        """Make the rows that are still numbers."""
        for key, data in super().items():
            if type(data) is int:
                super().__setitem__(key, Row(self._columns, data))  # no key is added, so the walk may go on
        return self

    def __getitem__(self, key: str) -> Any:
        data = super().__getitem__(key)
        if type(data) is int:
            data = Row(self._columns, data)
            super().__setitem__(key, data)
        return data

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401, that is this method

    def __iter__(self) -> Iterator[str]:
        return super().__iter__()  # said here, or `dict(…)` would copy the numbers past these methods

    def copy(self) -> dict[str, Any]:
        return {key: self[key] for key in self}

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return dict, (self.copy(),)

    def __repr__(self) -> str:
        return repr(self.copy())

    __hash__ = None  # type: ignore[assignment]


def _after_made(name: str) -> Any:
    method = getattr(dict, name)

    def made(self: Rows, *args: Any) -> Any:
        return method(self._made(), *args)

    made.__name__ = name
    return made


for _name in ("items", "values", "pop", "popitem", "setdefault", "__eq__", "__ne__", "__or__", "__ror__", "__ior__"):
    setattr(Rows, _name, _after_made(_name))

# Every way to change a row, and the operators, work on cells of its own.
for _name in ("__setitem__", "__delitem__", "__or__", "__ror__", "__ior__", "__reversed__", "__ne__"):
    setattr(Row, _name, _after_own(_name))
for _name in ("clear", "pop", "popitem", "setdefault", "update"):
    setattr(Row, _name, _after_own(_name))


class Pooled(Sequence[str]):
    """A column in which few different texts repeat: each text once, and a small number a row."""

    __slots__ = ("_codes", "_pool")

    def __init__(self, codes: Any, pool: list[str]) -> None:
        self._codes = codes.astype("uint8" if len(pool) <= 1 << 8 else "uint16" if len(pool) <= 1 << 16 else "uint32")
        self._pool = pool

    def __getitem__(self, at: Any) -> Any:
        return self._pool[self._codes[at]]

    def __iter__(self) -> Iterator[str]:
        return map(self._pool.__getitem__, self._codes.tolist())

    def __len__(self) -> int:
        return len(self._codes)


def shared(column: pd.Series) -> Sequence[str]:
    """Return the cells of a column as a sequence in which equal texts are one object."""
    codes, texts = pd.factorize(column, sort=False)
    if len(texts) > len(column) // 2:  # mostly different: ids and wordings
        return column.tolist()
    return Pooled(codes, texts.tolist())
