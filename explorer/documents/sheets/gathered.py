"""The rows of a very large sheet, gathered column by column while they are read."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from explorer.documents.sheets.coded import Coded
from explorer.documents.sheets.grid import text_of

if TYPE_CHECKING:
    import numpy as np

_PIECE = 20_000  # rows that are coded at once


class Rows(Sequence[list[str]]):
    """Rows as their `columns`; `widths` say how many cells each row has, where not all have as many.

    >>> rows = gathered([["party", "role"], ["Fiji ", "chair"], ["Samoa"]])
    >>> list(rows), rows[2], len(rows[1:]), rows.filled().tolist()
    ([['party', 'role'], ['Fiji', 'chair'], ['Samoa']], ['Samoa'], 2, [True, True, True])
    """

    def __init__(self, columns: Sequence[Coded[str]], widths: np.ndarray) -> None:
        self.columns, self.widths = tuple(columns), widths

    def __len__(self) -> int:
        return len(self.widths)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return Rows([Coded(column.words, column.codes[at]) for column in self.columns], self.widths[at])
        return [column[at] for column in self.columns[: self.widths[at]]]

    def __iter__(self) -> Iterator[list[str]]:
        for cells, width in zip(zip(*self.columns, strict=True), self.widths.tolist(), strict=True):
            yield list(cells[:width])

    def width(self) -> int:
        """Return the cells of the longest row."""
        return int(self.widths.max(initial=0))

    def filled(self) -> np.ndarray:
        """Return for each row whether anything stands in it."""
        import numpy as np

        found = np.zeros(len(self), dtype=bool)
        for column in self.columns:
            found |= column.where(bool)
        return found

    def opening(self, test: Callable[[str], object]) -> list[int]:
        """Return the rows whose first filled cell passes a test."""
        import numpy as np

        found, open_ = np.zeros(len(self), dtype=bool), np.ones(len(self), dtype=bool)
        for column in self.columns:
            filled = column.where(bool)
            found |= open_ & filled & column.where(test)
            open_ &= ~filled
        return np.flatnonzero(found).tolist()

    def kept(self, rows: np.ndarray) -> list[Coded[str]]:
        """Return the columns of some rows."""
        return [column.take(rows).plain() for column in self.columns]


class _Places(dict[str, int]):
    """Words and their places; one that is new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = place = len(self)
        return place


def _codes(column: Sequence[Any], words: _Places) -> np.ndarray:
    """Return the places of some cells among the words; texts by way of pyarrow where that is installed.

    >>> words = _Places({"": 0})
    >>> _codes(["Fiji", "", "Fiji"], words).tolist(), _codes(["Fiji", 2.0, True], words).tolist(), list(words)
    ([1, 0, 1], [1, 2, 3], ['', 'Fiji', '2', 'TRUE'])
    """
    import numpy as np

    try:
        import pyarrow as pa

        found = pa.array(column, pa.large_string()).dictionary_encode()
        places = np.array([words[word] for word in found.dictionary.to_pylist()], dtype=np.int32)
        coded: np.ndarray = places[found.indices.to_numpy()]
        return coded
    except (ImportError, TypeError, ValueError):  # not installed, not all texts, texts that are no Unicode
        texts = (cell if type(cell) is str else text_of(cell) for cell in column)  # True, 1 and 1.0 are one to a dict
        return np.fromiter(map(words.__getitem__, texts), dtype=np.int32, count=len(column))


def gathered(rows: Iterable[Sequence[Any]], *, left: int = 0) -> Rows:
    """Return rows of values as rows of texts; `left` empty columns come before the first."""
    import numpy as np

    coming = iter(rows)
    words: list[_Places] = []
    codes: list[list[np.ndarray]] = []
    widths: list[np.ndarray] = []
    length = 0
    while piece := list(itertools.islice(coming, _PIECE)):
        widths.append(np.fromiter(map(len, piece), dtype=np.int64, count=len(piece)))
        even = bool((widths[-1] == widths[-1][0]).all())
        columns = zip(*piece, strict=True) if even else itertools.zip_longest(*piece, fillvalue="")
        for number, column in enumerate(columns):
            if number == len(words):
                words.append(_Places({"": 0}))
                codes.append([np.zeros(length, dtype=np.int32)] if length else [])
            codes[number].append(_codes(column, words[number]))
        for narrow in codes[int(widths[-1].max()) :]:
            narrow.append(np.zeros(len(piece), dtype=np.int32))
        length += len(piece)
    made = [
        Coded([text_of(word) for word in index], np.concatenate(parts))
        for index, parts in zip(words, codes, strict=True)
    ]
    blank = Coded([""], np.zeros(length, dtype=np.int32))
    return Rows([*[blank] * left, *made], np.concatenate([*widths, np.zeros(0, dtype=np.int64)]) + left)
