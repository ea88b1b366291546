"""Attributes that are read from a table when asked for, so that a graph does not copy its tables.

A graph of a million relations would otherwise hold a million dictionaries of eleven cells each. A `Row` is a
dictionary to whoever uses it: it reads its cells from the columns of its table, and becomes an ordinary
dictionary of its own the moment it is changed. `Rows` holds nodes, or the relations that join the same two nodes,
and makes the `Row` of each when it is first looked at.

Both keep a first item in their own storage: C code such as that of `json` takes a dictionary for empty, without
asking its methods, when nothing is stored in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from explorer.facts.tables import Facts, rows
from explorer.graph.values import values_of
from explorer.ontology import vocabulary

SOURCES = "sources"
ENDS = ("source", "target")  # of a relation: the edge has them, so they are no attributes


class Columns:
    """The columns of one table as lists of text, with the passages of its rows under `sources`.

    Further columns of numbers and truths hold these, and None where a cell is empty: there the row has no such name.
    """

    __slots__ = ("_cited", "_further", "_names", "_sources", "cells")

    def __init__(self, table: str, frame: pd.DataFrame, sources: Sources) -> None:
        known = set(vocabulary().tables[table].column_names)
        self.cells: dict[str, Sequence[Any]] = {str(name): shared(frame[name]) for name in frame.columns}
        self._further = [name for name in self.cells if name not in known]
        self._names = (*(name for name in self.cells if name in known and name not in ENDS), SOURCES)
        for name in self._further:
            texts = list(self.cells[name])
            self.cells[name] = values_of(texts) or [text or None for text in texts]
        self._sources = sources
        self._cited = self.cells["id"]

    def names(self, at: int) -> tuple[str, ...]:
        """Return the names of the cells of a row."""
        if not self._further:
            return self._names
        return (*self._names, *(name for name in self._further if self.cells[name][at] is not None))

    def cell(self, name: str, at: int) -> Any:
        """Return one cell, or the passages of the row; raise KeyError for what the row has not."""
        if name == SOURCES:
            return self._sources.of(self._cited[at])
        value = None if name in ENDS else self.cells[name][at]
        if value is None:
            raise KeyError(name)
        return value


class Sources:
    """Statement → ids of the passages that say it, joined by `|`; made at the first look."""

    __slots__ = ("_frame", "_found")

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._found: dict[str, str] | None = None

    def of(self, statement: str) -> str:
        """Return the passages of one statement."""
        if self._found is None:
            found: dict[str, dict[str, None]] = {}
            for name, passage in zip(self._frame["statement"].tolist(), self._frame["passage"].tolist(), strict=True):
                found.setdefault(name, {})[passage] = None
            self._found = {name: "|".join(passages) for name, passages in found.items()}
        return self._found.get(statement, "")


class About(dict[str, Any]):
    """What belongs to a whole graph: tables as JSON text, each made when it is first looked at.

    >>> from explorer.facts.tables import Facts
    >>> about = About(Facts.from_rows(documents=[{"id": "doc:a", "title": "A"}]), {"made_by": "us"}, ("documents",))
    >>> about["documents"][:30], dict(about).keys() == {"made_by", "documents"}
    ('[{"id":"doc:a","title":"A","ur', True)
    """

    __slots__ = ("frames",)

    def __init__(self, facts: Facts, plain: dict[str, str], tables: Sequence[str]) -> None:
        super().__init__(plain)
        self.frames: dict[str, pd.DataFrame] = {name: getattr(facts, name) for name in tables}
        for name in tables:
            super().__setitem__(name, None)

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if value is None and key in self.frames:
            value = json.dumps(rows(self.frames[key]), separators=(",", ":"))
            super().__setitem__(key, value)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401, that is this method

    def __iter__(self) -> Iterator[str]:
        return super().__iter__()  # said here, or `dict(…)` would copy past these methods

    def copy(self) -> dict[str, Any]:
        return {key: self[key] for key in self}

    def items(self) -> Any:
        return self.copy().items()

    def values(self) -> Any:
        return self.copy().values()

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return dict, (self.copy(),)

    def __repr__(self) -> str:
        return repr(self.copy())

    def __eq__(self, other: object) -> bool:
        return self.copy() == other

    __hash__ = None  # type: ignore[assignment]


class Row(dict[str, Any]):
    """One row of a table as a dictionary; see the module.

    >>> frame = pd.DataFrame({"id": ["a"], "role": ["host"]})
    >>> row = Row(Columns("relations", frame, Sources(pd.DataFrame({"statement": [], "passage": []}))), 0)
    >>> row["role"], dict(row)
    ('host', {'id': 'a', 'role': 'host', 'sources': ''})
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
            super().update((name, columns.cell(name, self._at)) for name in columns.names(self._at))

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key) if self._columns is None else self._columns.cell(key, self._at)

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) if self._columns is None else key in self._columns.names(self._at)

    def __len__(self) -> int:
        return super().__len__() if self._columns is None else len(self._columns.names(self._at))

    def __iter__(self) -> Iterator[str]:
        return super().__iter__() if self._columns is None else iter(self._columns.names(self._at))

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
    >>> both = Rows(Columns("relations", frame, Sources(pd.DataFrame({"statement": [], "passage": []}))))
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
