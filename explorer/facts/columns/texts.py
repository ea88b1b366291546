"""Columns of texts made at once, by way of pyarrow where that is installed, else as arrays of objects."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from explorer.documents.sheets.coded import blocks

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Texts = Any  # a LargeStringArray, or an array of objects
_PIECE = 50_000  # texts that are made at once


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        return None
    return pyarrow


def texts(values: Iterable[str]) -> Texts:
    """Return texts as a column, a piece at a time."""
    import numpy as np

    coming = iter(values)
    if (pa := _arrow()) is None:
        return np.array(list(coming), dtype=object)
    pieces = []
    while piece := list(itertools.islice(coming, _PIECE)):
        pieces.append(pa.array(piece, pa.large_string()))
    return pa.concat_arrays(pieces) if pieces else pa.array([], pa.large_string())


def series(made: Texts) -> pd.Series[str]:
    """Return a column as pandas holds it.

    >>> import numpy as np
    >>> series(joined([(texts(["Fiji", "Samoa"]), np.array([1, 0])), (texts([": x"]), np.array([0, 0]))])).tolist()
    ['Samoa: x', 'Fiji: x']
    """
    import pandas as pd

    if _arrow() is None:
        return pd.Series(made, dtype="str")
    return pd.Series(pd.array(made, dtype="str"), copy=False)


def taken(words: Sequence[str], codes: Any) -> Texts:
    """Return the texts that stand at `codes` among `words`."""
    return chosen(texts(words), codes)


def chosen(column: Texts, rows: Any) -> Texts:
    """Return some rows of a column, in their order; in memory of the system, which keeps for the next what is freed."""
    import numpy as np

    if (pa := _arrow()) is None:
        return column[np.asarray(rows)]
    import pyarrow.compute as pc

    return pc.take(column, pa.array(np.asarray(rows)), memory_pool=pa.system_memory_pool())


def joined(parts: Sequence[tuple[Texts, np.ndarray]]) -> Texts:
    """Return some rows of several columns one behind the other, a piece at a time, so that little is held twice."""
    if (pa := _arrow()) is None or len(parts) == 1:
        columns = [chosen(column, rows) for column, rows in parts]
        return sum(columns[1:], columns[0])
    import pyarrow.compute as pc

    nothing = pa.scalar("", pa.large_string())
    pieces = []
    for part in blocks(len(parts[0][1])):
        columns = [chosen(column, rows[part]) for column, rows in parts]
        pieces.append(pc.binary_join_element_wise(*columns, nothing, memory_pool=pa.system_memory_pool()))
    return pa.chunked_array(pieces, pa.large_string())


def constant(value: str, length: int) -> Texts:
    """Return a column that holds one text; it takes the room of a piece."""
    import numpy as np

    if (pa := _arrow()) is None:
        return np.full(length, value, dtype=object)
    piece = pa.repeat(pa.scalar(value, pa.large_string()), min(length, _PIECE))
    times, rest = divmod(length, _PIECE)
    return pa.chunked_array([*[piece] * times, piece[:rest]], pa.large_string())


def ascii_texts(rows: np.ndarray) -> Texts:
    """Return rows of as many bytes each, one to a character, as texts."""
    import numpy as np

    length, width = rows.shape
    if (pa := _arrow()) is None:
        return np.ascontiguousarray(rows).view(f"S{width}").ravel().astype("U").astype(object)
    ends = np.arange(length + 1, dtype=np.int64) * width
    return pa.LargeStringArray.from_buffers(length, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(rows)))


def numbered(values: np.ndarray, before: str = "", after: str = "", *, width: int = 0) -> Texts:
    """Return whole numbers from 0 as texts, filled with zeros up to a width, between two texts.

    >>> import numpy as np
    >>> series(numbered(np.array([7, 12]), "row ", width=3)).tolist(), series(numbered(np.array([12, 7]))).tolist()
    (['row 007', 'row 012'], ['12', '7'])
    """
    import numpy as np

    if not (before + after).isascii():
        ends = texts([before]), texts([after])
        none = np.zeros(len(values), dtype=np.int64)
        plain = numbered(values, width=width)
        return joined([(ends[0], none), (plain, np.arange(len(values))), (ends[1], none)])
    values = np.asarray(values, dtype=np.int64)
    if not width and len(values) and (values[1:] < values[:-1]).any():
        order = np.argsort(values, kind="stable")
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return chosen(numbered(values[order], before, after), back)
    most = int(values.max(initial=0))
    bounds = [0, *(np.searchsorted(values, 10**digits) for digits in range(1, len(str(most)))), len(values)]
    sizes = range(1, len(bounds)) if not width else [max(width, len(str(most)))]
    pieces = []
    for digits in sizes:
        few = values if width else values[bounds[digits - 1] : bounds[digits]]
        rows = np.empty((len(few), len(before) + digits + len(after)), dtype=np.uint8)
        rows[:, : len(before)] = np.frombuffer(before.encode("ascii"), dtype=np.uint8)
        rows[:, len(before) + digits :] = np.frombuffer(after.encode("ascii"), dtype=np.uint8)
        for part in blocks(len(few)):
            rest: Any = few[part].astype(np.int32 if most < 2**31 else np.int64)
            for place in range(len(before) + digits - 1, len(before) - 1, -1):
                tenth = rest // 10
                rows[part, place] = rest - tenth * 10 + ord("0")
                rest = tenth
        pieces.append(ascii_texts(rows))
    if (pa := _arrow()) is None:
        return np.concatenate(pieces)
    return pieces[0] if len(pieces) == 1 else pa.chunked_array(pieces)
