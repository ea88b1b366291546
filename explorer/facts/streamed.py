"""CSV tables row by row: the one strict reader of rows, and the way of large tables into Parquet, piece by piece."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from explorer.documents.decode import encoding_of
from explorer.documents.limits import Limits
from explorer.errors import FactsError, InputError, MissingExtra
from explorer.facts.tables import FURTHER
from explorer.files import open_file
from explorer.ontology import Table

_HEAD = 10_000  # characters in which the names of the columns stand
_PIECE = 50_000  # rows that are held at once


def delimiter_of(text: str, table: Table, place: str) -> str:
    """Return what separates the cells: a comma, or what a spreadsheet put there; raises unless the columns fit."""
    head = next(iter(text[:_HEAD].splitlines()), "")
    if not head.strip():
        raise FactsError(f"{place} is empty. Expected the columns {', '.join(table.column_names)}.")
    found = {mark: [cell.strip('"') for cell in head.split(mark)] for mark in ",;\t"}
    for mark, columns in found.items():
        width = len(of_the_table(columns, table))
        if set(table.expected_names) <= set(columns[:width]) and len(set(columns)) == len(columns):
            if len(columns) > width and not (table.name in FURTHER and all(columns)):
                raise FactsError(f"{place} has the unknown column {columns[width][:60]!r}. Take it out.")
            return mark
    columns = max(found.values(), key=len)
    lost = [name for name in table.expected_names if name not in columns]
    if lost:
        what = f"lacks the column {lost[0]!r}"
    else:
        what = "names a column twice" if len(set(columns)) < len(columns) else "has its columns in another order"
    raise FactsError(f"{place} {what}. Expected: {', '.join(table.column_names)}.")


def of_the_table(columns: Sequence[str], table: Table) -> list[str]:
    """Return those of `columns` that come first and are of the vocabulary, in its order; older ones lack some.

    >>> from explorer.ontology import vocabulary
    >>> of_the_table(["id", "kind", "name", "aliases", "acronym", "start", "end", "force", "wording", "url", "note",
    ...               "region"], vocabulary().tables["nodes"])[-3:]
    ['wording', 'url', 'note']
    """
    wanted = iter(table.columns)
    found: list[str] = []
    for name in columns:
        column = next((column for column in wanted if not column.later or column.name == name), None)
        if column is None or column.name != name:
            break
        found.append(name)
    return found


def rows_of(lines: Iterable[str], delimiter: str, place: str, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows, the names of the columns first; blank lines are left out.

    Raises FactsError for what other readers mend in silence: short and long rows, stray quotes, cells without end.

    >>> list(rows_of(["id,name\\n", "\\n", "a,b\\n"], ",", "a.csv", Limits()))
    [['id', 'name'], ['a', 'b']]
    """
    width = 0
    before = csv.field_size_limit(limits.passage_chars)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            width = width or len(row)
            if row and len(row) != width:
                line = f"line {reader.line_num:,}"
                raise FactsError(f"{place}, {line}: {len(row)} cells where {width} belong. Mend or restore the row.")
            if row:
                yield row
    except csv.Error as error:
        trouble = str(error)
        if "field limit" in trouble:
            trouble = f"a cell is longer than {limits.passage_chars:,} characters, the limit (or a quote is not closed)"
        elif "end of data" in trouble:
            trouble = "a quoted cell never ends; the file was cut off, or a quote is not closed"
        raise FactsError(f"{place}, line {reader.line_num:,}: {trouble}. Mend or restore the file.") from None
    finally:
        csv.field_size_limit(before)


def into_parquet(path: Path, table: Table, to: Path, limits: Limits | None = None) -> Path:
    """Write the CSV table at `path` as Parquet to `to`, a piece at a time, so that its size does not matter.

    Only the columns of the vocabulary. Raises FactsError as `rows_of` does, MissingExtra without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("Large tables need pyarrow: pip install 'relationship-explorer[engines]'.") from None
    limits, place = limits or Limits(), str(path)
    schema = pa.schema([(name, pa.string()) for name in table.column_names])
    with open_file(path, name=place, error=FactsError) as stream, pq.ParquetWriter(to, schema) as out:
        try:
            start = stream.read(4 * _HEAD)
            encoding, skip = encoding_of(start, place)
            delimiter = delimiter_of(start[skip:].decode(encoding, "ignore"), table, place)
            stream.seek(skip)
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            rows = rows_of(_lines(text, place, limits), delimiter, place, limits)
            head = of_the_table(next(rows), table)
            while piece := list(itertools.islice(rows, _PIECE)):
                cells = dict(zip(head, zip(*piece, strict=True), strict=False))
                columns = [cells.get(name, [""] * len(piece)) for name in schema.names]
                out.write_table(pa.table([pa.array(column, pa.string()) for column in columns], schema=schema))
        except (InputError, UnicodeDecodeError) as error:
            told = str(error) if isinstance(error, InputError) else f"{place} is not {error.encoding} all through."
            raise FactsError(f"{told.rstrip('.')}; save it as CSV in UTF-8.") from None
    return to


def _lines(text: io.TextIOWrapper, place: str, limits: Limits) -> Iterator[str]:
    """Yield the lines, none of them longer than a cell may be, and no zero among them."""
    number = 0
    while line := text.readline(limits.passage_chars * 2):
        number += 1
        if "\0" in line:
            raise FactsError(f"{place}, line {number:,}: a zero byte, so this is no text. Mend or restore the file.")
        if len(line) >= limits.passage_chars * 2:
            raise FactsError(f"{place}, line {number:,} is longer than {len(line):,} characters, the limit. Mend it.")
        yield line
