"""Columns in which few different things stand often: these once, and for each row the number of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np

_BLOCK = 50_000  # rows
T = TypeVar("T")
U = TypeVar("U")


class Coded(Sequence[T], Generic[T]):
    """A column as its different `words` and the `codes` of its rows, which are places among them.

    `once`: each word stands once, in the order in which rows first hold them, and none is unused.

    >>> column = coded(["Fiji", "", "Fiji"])
    >>> column.words, column.codes.tolist(), list(column), column[2], list(column.map(len))
    (['Fiji', ''], [0, 1, 0], ['Fiji', '', 'Fiji'], 'Fiji', [4, 0, 4])
    """

    __slots__ = ("codes", "once", "words")

    def __init__(self, words: list[T], codes: np.ndarray, *, once: bool = False) -> None:
        self.words, self.codes, self.once = words, codes, once

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return list(map(self.words.__getitem__, self.codes[at].tolist()))
        return self.words[self.codes[at]]

    def __iter__(self) -> Iterator[T]:
        for part in blocks(len(self)):
            yield from map(self.words.__getitem__, self.codes[part].tolist())

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Coded | list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def count(self, value: Any) -> int:
        """Return how many rows hold a value."""
        return int(self.where(lambda word: word == value).sum())

    def map(self, made: Callable[[T], U]) -> Coded[U]:
        """Return the column of what is made of each word, once."""
        return Coded([made(word) for word in self.words], self.codes)

    def where(self, test: Callable[[T], object]) -> np.ndarray:
        """Return for each row whether its word passes a test."""
        import numpy as np

        passed: np.ndarray = np.array([bool(test(word)) for word in self.words], dtype=bool)[self.codes]
        return passed

    def take(self, rows: np.ndarray) -> Coded[T]:
        """Return some rows, in their order."""
        return Coded(self.words, self.codes[rows])

    def first(self) -> np.ndarray:
        """Return for each word the first row that holds it."""
        if self.once:
            return new_rows(self.codes)
        return first_rows(self.codes, len(self.words)) % max(len(self), 1)

    def plain(self) -> Coded[T]:
        """Return the same rows with each word once, in the order in which rows first hold them, and none unused.

        >>> import numpy as np
        >>> Coded(["b", "a", "b", "c"], np.array([1, 2, 0])).plain().words
        ['a', 'b']
        """
        import numpy as np

        if self.once:
            return self
        index: dict[Hashable, int] = {}
        same = [index.setdefault(cast(Hashable, word), len(index)) for word in self.words]
        whole = len(index) == len(self.words)
        codes, order = renumbered(self.codes if whole else np.array(same, dtype=np.int64)[self.codes], len(index))
        words = cast("list[T]", list(index))
        return Coded([words[at] for at in order.tolist()], codes, once=True)


def renumbered(keys: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return whole numbers below `size` as places among the different ones, and these in the order of their rows.

    >>> import numpy as np
    >>> [part.tolist() for part in renumbered(np.array([7, 2, 7]), 9)]
    [[0, 1, 0], [7, 2]]
    """
    import numpy as np
    import pandas as pd

    if size > len(keys) // 2:
        codes, different = pd.factorize(keys)
        return codes, different
    first = first_rows(keys, size)
    different = np.flatnonzero(first < len(keys))
    different = different[np.argsort(first[different])]
    if len(different) == size and (different == np.arange(size)).all():
        return keys, different
    places = np.empty(size, dtype=np.int32)
    places[different] = np.arange(len(different))
    return places[keys], different


def first_rows(keys: np.ndarray, size: int) -> np.ndarray:
    """Return for each whole number below `size` the first row that holds it; their number for what none holds."""
    import numpy as np

    first = np.full(size, len(keys), dtype=np.int64)
    for part in blocks(len(keys)):
        backwards, rows = keys[part][::-1], np.arange(part.stop - 1, part.start - 1, -1)
        new = first[backwards] == len(keys)
        first[backwards[new]] = rows[new]  # the last that is put there stays
        if first.max(initial=-1) < len(keys):
            break
    return first


def new_rows(codes: np.ndarray) -> np.ndarray:
    """Return the first row of each code, where they are numbered in the order of these rows."""
    import numpy as np

    most = np.maximum.accumulate(codes)
    return np.flatnonzero(np.concatenate([[True], most[1:] > most[:-1]])[: len(codes)])


def blocks(length: int) -> Iterator[slice]:
    """Yield the rows in blocks: what is made of one at a time needs little memory."""
    return (slice(at, min(at + _BLOCK, length)) for at in range(0, length, _BLOCK))


def coded(column: Iterable[T]) -> Coded[T]:
    """Return a column by its different words, in the order in which rows first hold them."""
    import numpy as np

    if isinstance(column, Coded):
        return column
    index: dict[Hashable, int] = {}
    codes = [index.setdefault(cast(Hashable, word), len(index)) for word in column]
    return Coded(cast("list[T]", list(index)), np.array(codes, dtype=np.int32), once=True)


def different(column: Sequence[T]) -> list[T]:
    """Return what stands in a column, each once, in the order in which rows first hold it.

    >>> different(["b", "a", "b"]), different(coded(["b", "a", "b"]))
    (['b', 'a'], ['b', 'a'])
    """
    return column.plain().words if isinstance(column, Coded) else list(dict.fromkeys(column))


def alongside(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """Return what stands in several columns of the same rows, as one column.

    >>> list(alongside(coded("aab"), coded("xyx")))
    [('a', 'x'), ('a', 'y'), ('b', 'x')]
    """
    key, different = _numbered(columns[0])
    for column in columns[1:]:
        key, different, _ = paired(Coded(list(range(len(different))), key), column)
    rows = new_rows(key)
    words = zip(*(column.take(rows) for column in columns), strict=True)
    return Coded(list(words), key, once=all(column.once for column in columns))


def paired(one: Coded[Any], other: Coded[Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each row the place of its pair among the different ones, and of these the codes in both columns.

    >>> [part.tolist() for part in paired(coded("aab"), coded("xyx"))]
    [[0, 1, 2], [0, 0, 1], [0, 1, 0]]
    """
    import numpy as np

    codes, left = _numbered(one)
    right = other.codes[new_rows(codes)]
    if (right[codes] == other.codes).all():  # what one holds tells what the other does
        return codes, left, right
    width = max(len(other.words), 1)
    codes, different = renumbered(one.codes.astype(np.int64) * width + other.codes, len(one.words) * width)
    return codes, *np.divmod(different, width)


def _numbered(column: Coded[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes of a column in the order of their rows, and the words that these stand for."""
    import numpy as np

    return (column.codes, np.arange(len(column.words))) if column.once else renumbered(column.codes, len(column.words))


def spread(column: Coded[tuple[T, ...]], rows: np.ndarray) -> tuple[np.ndarray, Coded[T]]:
    """Return each of what stands together in some `rows` in a row of its own, and the rows these are from.

    >>> import numpy as np
    >>> rows, each = spread(coded([("a",), ("b", "c"), ()]), np.arange(3))
    >>> rows.tolist(), list(each)
    ([0, 1, 1], ['a', 'b', 'c'])
    """
    import numpy as np

    sizes = np.array([len(word) for word in column.words], dtype=np.int64)
    if (sizes == 1).all():
        return rows, Coded([one for (one,) in column.words], column.codes[rows])
    begins = np.cumsum(sizes) - sizes
    codes = column.codes[rows]
    times = sizes[codes]
    within = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    each = [one for word in column.words for one in word]
    return np.repeat(rows, times), Coded(each, np.repeat(begins[codes], times) + within)
