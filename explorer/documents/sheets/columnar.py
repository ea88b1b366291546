"""Parquet, JSON and DataFrames: tables that know their columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from explorer.documents.decode import decode_exact
from explorer.documents.limits import Limits
from explorer.documents.sheets.coded import Coded
from explorer.documents.sheets.grid import letters, text_of
from explorer.documents.sheets.heads import Sheet
from explorer.errors import InputError, MissingExtra

if TYPE_CHECKING:
    import pandas as pd


NEEDED = "Parquet needs pyarrow: pip install 'relationship-explorer[parquet]'."


def read_parquet(data: bytes, name: str, limits: Limits) -> Sheet:
    """Return the table of a Parquet file. Raises InputError, MissingExtra."""
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtra(NEEDED) from None
    try:
        table = held_parquet(pa.BufferReader(data), len(data), name, limits, coded=True)
        table.validate(full=True)  # letters that are no UTF-8
    except (pa.ArrowException, OSError) as error:
        what = str(error).splitlines()[0][:120].rstrip(".")
        raise InputError(f"{name} is damaged or no Parquet file ({what}); write it anew.") from None
    columns = [_texts(column) for column in table.columns]
    for head, column in zip(table.column_names, columns, strict=True):
        words = column.words if isinstance(column, Coded) else column
        if max(map(len, words), default=0) > limits.passage_chars:
            raise InputError(
                f"{name}, column {head}: a cell is longer than {limits.passage_chars:,} characters, the limit."
            )
    return sheet_of(list(table.column_names), columns)


def held_parquet(source: Any, packed: int, name: str, limits: Limits, *, coded: bool = False) -> Any:
    """Return the Arrow table of a Parquet file of `packed` bytes. Raises InputError.

    The file's own account of itself is held against the limits before it is read: values are counted apart from rows,
    as a list of one row may hold millions. Then its texts are, as often as they are repeated.

    coded: hold each text once (as dictionaries), which is done in any case where there may be too many
    """
    import pyarrow.parquet as pq

    file = pq.ParquetFile(source)
    told, columns = file.metadata, [file.schema.column(at) for at in range(len(file.schema))]
    values = size = letters = longest = 0
    each = set()  # columns whose texts do not stand once each, but as what they differ in from the one before
    for group in map(told.row_group, range(told.num_row_groups)):
        for column, chunk in zip(columns, map(group.column, range(told.num_columns)), strict=True):
            values, size = values + max(chunk.num_values, group.num_rows), size + chunk.total_uncompressed_size
            letters += chunk.num_values * max(column.length or 0, 0)  # where all have one length
            if column.physical_type == "BYTE_ARRAY" and any("DELTA" in encoding for encoding in chunk.encodings):
                each.add(column.path)
                longest = max(longest, chunk.total_uncompressed_size)
    if max(values, told.num_rows * told.num_columns) > limits.cells:
        raise InputError(f"{name} holds more than {limits.cells:,} cells, the limit; split it.")
    _hold(size, max(limits.expansion * packed, limits.expansion_from), name, limits)
    most = max(limits.expansion * packed, limits.expanded_bytes)
    _hold(letters, most, name, limits)
    for batch in file.iter_batches(1 + most // (16 * longest + 1), columns=sorted(each)) if each else ():
        letters += batch.nbytes
        _hold(letters, most, name, limits)
    texts = {c.path: at for at, c in enumerate(columns) if c.physical_type == "BYTE_ARRAY" and c.path not in each
             and c.logical_type.type != "DECIMAL"}  # fmt: skip
    once = pq.ParquetFile(source, read_dictionary=[*texts])
    if not coded and letters + size + _repeated(once, texts) <= min(most, 10 * limits.expanded_bytes):
        return file.read()
    table = once.read()
    letters += sum(_letters(chunk) for column in table.columns for chunk in column.chunks)
    _hold(letters, most, name, limits)
    return table


def _hold(size: int, most: int, name: str, limits: Limits) -> None:
    if size > min(most, 10 * limits.expanded_bytes):
        raise InputError(f"{name} unpacks to more than the limit; split it, or write it without what fills it.")


def _repeated(file: Any, columns: dict[str, int]) -> int:
    """Return how many bytes, at most, texts come to that stand once at the head of a group of rows (path → place)."""
    import pyarrow.compute as pc

    most = 0
    for group in range(file.num_row_groups):
        for path, at in columns.items():
            head = next(file.iter_batches(1, [group], [path]), ())
            longest = (pc.max(pc.binary_length(one.dictionary)).as_py() or 0 for part in head for one in _coded(part))
            most += file.metadata.row_group(group).column(at).num_values * max(longest, default=0)
    return most


def _letters(array: Any) -> int:
    """Return the bytes of all texts of an Arrow array that holds each once, at any depth."""
    import pyarrow.compute as pc

    return sum(pc.sum(pc.take(pc.binary_length(one.dictionary), one.indices)).as_py() or 0 for one in _coded(array))


def _coded(array: Any) -> Iterator[Any]:
    """Yield the columns of an Arrow array, at any depth, that hold each text once."""
    import pyarrow as pa

    if pa.types.is_dictionary(array.type):
        yield array
    elif pa.types.is_struct(array.type):
        yield from (one for part in array.flatten() for one in _coded(part))
    elif pa.types.is_nested(array.type):
        yield from _coded(array.flatten())


def _texts(column: Any) -> Sequence[str]:
    """Return an Arrow column as texts; of a column with few different values each is made text once."""
    import pyarrow as pa

    try:
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        coded = coded.unify_dictionaries().combine_chunks()
    except pa.ArrowNotImplementedError:  # lists and structures
        return [text_of(value) for value in column.to_pylist()]
    words = [text_of(value) for value in coded.dictionary.to_pylist()] + [""]
    return Coded(words, coded.indices.fill_null(len(words) - 1).to_numpy().astype("int32", copy=False)).plain()


def read_json(data: bytes, name: str, encoding: str | None, limits: Limits) -> Sheet:
    """Return an array of objects as a table. Raises InputError.

    >>> read_json(b'[{"party": "Fiji", "code": "007"}, {"party": "Samoa"}]', "a.json", None, Limits()).columns
    (['Fiji', 'Samoa'], ['007', ''])
    """
    try:
        content = json.loads(decode_exact(data, name, encoding), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "too deep"
        raise InputError(f"{name} is no readable JSON ({place}); mend the file.") from None
    if isinstance(content, dict):  # {"data": […]}, as many services answer
        arrays = [value for value in content.values() if isinstance(value, list)]
        content = arrays[0] if len(arrays) == 1 else content
    if not isinstance(content, list) or not content or not all(isinstance(row, dict) for row in content):
        raise InputError(f"{name} is no array of objects; write it as [{{'party': 'Fiji', 'meeting': 'SOM 5'}}, …].")
    heads = list(dict.fromkeys(str(key) for row in content for key in row))
    if len(heads) * len(content) > limits.cells:
        raise InputError(f"{name} holds more than {limits.cells:,} cells, the limit; split it.")
    return sheet_of(heads, ([_flat(row.get(head)) for row in content] for head in heads))


def _flat(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else text_of(value)


def of_frame(frame: pd.DataFrame) -> Sheet:
    """Return a DataFrame as a table; a named index is its first column."""
    if any(frame.index.names):
        frame = frame.reset_index()
    heads = [" ".join(map(str, head)) if isinstance(head, tuple) else str(head) for head in frame.columns]
    columns = (frame.iloc[:, at] for at in range(len(heads)))
    return sheet_of(heads, ([text_of(_python(v)) for v in column.astype(object).tolist()] for column in columns))


def _python(value: Any) -> Any:
    """Return what pandas holds as Python holds it: missing things as None."""
    import pandas as pd

    if value is None or value is pd.NaT or value is pd.NA:
        return None
    return (
        value.to_pydatetime() if isinstance(value, pd.Timestamp) else value.item() if hasattr(value, "item") else value
    )


def sheet_of(heads: list[str], columns: Iterable[Sequence[str]]) -> Sheet:
    """Return columns that know their heads as a sheet, empty ones left out; rows are numbered from 1."""
    made = list(columns)
    rows = len(made[0]) if made else 0
    filled = [at for at, column in enumerate(made) if any(column)]
    return Sheet(
        "", tuple(heads[at] for at in filled), tuple(made[at] for at in filled),
        tuple(letters(at) for at in filled), range(1, rows + 1), head_row=0,
    )  # fmt: skip
