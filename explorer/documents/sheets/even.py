"""Large CSV of even lines, read by pyarrow as codes; whatever is odd in it is left to the standard reader."""

from __future__ import annotations

import csv

from explorer.documents.limits import Limits
from explorer.documents.sheets.coded import Coded
from explorer.documents.sheets.gathered import Rows
from explorer.documents.sheets.grid import text_of

_BLOCK = 1 << 22  # bytes that are parsed at once
_LOOKED_AT = 1 << 20  # bytes whose quotes are looked at together


def even_rows(data: bytes, mark: str, limits: Limits) -> Rows | None:
    """Return the rows of a file in UTF-8 as the standard reader gives them, None where that has to look itself.

    Read are lines of one width, without blank ones, whose quotes enclose whole cells on one line.

    >>> rows = even_rows(b'party,role\\nFiji ,"chair, host"\\n', ",", Limits())
    >>> list(rows), even_rows(b'party,role\\nFiji\\n', ",", Limits())
    ([['party', 'role'], ['Fiji', 'chair, host']], None)
    """
    try:
        import pyarrow as pa
        from pyarrow import csv as arrow
    except ImportError:
        return None
    import numpy as np

    first = data[: data.find(b"\n") + 1].decode("utf-8", "ignore")
    width = len(next(csv.reader([first], delimiter=mark), []))
    odd = b"\0" in data or b"\n\n" in data or b"\n\r\n" in data or data.count(b"\r") != data.count(b"\r\n")
    if width < 2 or odd or first.lower().startswith(("sep=", "\ufeff")) or not _quoted_whole(data, mark):
        return None
    kinds = dict.fromkeys((f"f{number}" for number in range(width)), pa.dictionary(pa.int32(), pa.string()))
    try:
        table = arrow.read_csv(
            pa.BufferReader(data),
            arrow.ReadOptions(autogenerate_column_names=True, block_size=_BLOCK),
            arrow.ParseOptions(delimiter=mark, ignore_empty_lines=False),
            arrow.ConvertOptions(column_types=kinds, null_values=[], strings_can_be_null=False),
        )
    except pa.ArrowException:
        return None
    columns = [column.unify_dictionaries().combine_chunks() for column in table.columns]
    words = [column.dictionary.to_pylist() for column in columns]
    longest = max(max(map(len, each), default=0) for each in words)
    if len(columns) != width or longest > limits.passage_chars or table.num_rows * (width + 1) > limits.cells:
        return None
    made = [
        Coded(list(map(text_of, each)), column.indices.to_numpy()) for each, column in zip(words, columns, strict=True)
    ]
    return Rows(made, np.full(table.num_rows, width, dtype=np.int64))


def _quoted_whole(data: bytes, mark: str) -> bool:
    """Tell whether every quote begins a cell, ends one or stands doubled in one, and no line ends within a cell."""
    import numpy as np

    signs = np.frombuffer(data, dtype=np.uint8)
    edges = np.frombuffer(b'\n\r"' + mark.encode(), dtype=np.uint8)
    within = 0  # whether a block begins within a cell
    for at in range(0, len(data) if b'"' in data else 0, _LOOKED_AT):
        block = signs[at : at + _LOOKED_AT]
        quotes = np.flatnonzero(block == ord('"')) + at
        begin, end = quotes[within::2], quotes[1 - within :: 2]
        begin, end = begin[begin > 0] - 1, end[end < len(data) - 1] + 1
        lines = np.searchsorted(quotes, np.flatnonzero(block == ord("\n")) + at) + within
        if (lines % 2).any() or not np.isin(signs[begin], edges).all() or not np.isin(signs[end], edges).all():
            return False
        within = (within + len(quotes)) % 2
    return not within
