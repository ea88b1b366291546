"""CSV and TSV: every cell a text, the separator told by the width of the lines, nothing mended in silence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from explorer.documents.decode import decode_exact
from explorer.documents.limits import Limits
from explorer.documents.sheets.even import even_rows
from explorer.documents.sheets.gathered import gathered
from explorer.documents.sheets.grid import Grid, text_of
from explorer.errors import InputError

_MARKS = ",;\t|"
_TAIL = 40  # characters at the end of a cell
_LOOKED_AT = 200  # lines that tell the separator


def read_delimited(data: bytes, name: str, encoding: str | None, limits: Limits, *, many: int = 20_000) -> list[Grid]:
    """Return the one table of a file of separated values. Raises InputError with the line that cannot be read.

    `many`: lines from which the rows are gathered column by column.

    >>> read_delimited(b"sep=;\\nparty;share\\nFiji;1,5\\n", "a.csv", None, Limits())[0].rows
    [['party', 'share'], ['Fiji', '1,5']]
    """
    large = data.count(b"\n") > many
    if large and encoding in (None, "utf-8"):
        even = even_rows(data, separator(data[:200_000].decode("utf-8", "ignore")), limits)
        if even is not None:
            return [Grid("", even)]
    text, remarks = _decoded(data, name, encoding)
    mark = ""
    if text[:4].lower() == "sep=" and len(text) > 5 and text[5] in "\r\n":
        mark, text = text[4], text[5:].lstrip("\r\n")
        remarks.append(f"Its first line says that {mark!r} separates the cells.")
    mark = mark or separator(text)
    before = csv.field_size_limit(limits.passage_chars)
    apart = _blank_before_quotes(text, mark)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=apart)
    try:
        within = _within(reader, name, limits, text)
        rows: Sequence[list[str]] = gathered(within) if large else list(_cleaned(within))
    except csv.Error as error:
        what = f"a cell longer than {limits.passage_chars:,} characters" if "limit" in str(error) else str(error)
        raise InputError(f"{name}, line {reader.line_num:,}: {what}; is a quote not closed? Mend the file.") from None
    finally:
        csv.field_size_limit(before)
    return [Grid("", rows, remarks=tuple(remarks))]


def _blank_before_quotes(text: str, mark: str) -> bool:
    """Whether cells in quotation marks have blanks before them, as in `"a", "b"`; a quote within a cell tells nothing.

    >>> _blank_before_quotes('"a", "b, c"\\n', ","), _blank_before_quotes('a, "b" c\\n', ",")
    (True, False)
    """
    cell = rf'{re.escape(mark)} +"(?:[^"]|"")*" *'
    opened = len(re.findall(rf'{re.escape(mark)} +"', text[:200_000]))
    return opened > 0 and len(re.findall(rf"{cell}(?={re.escape(mark)}|[\r\n]|$)", text[:200_000])) >= opened // 2 + 1


def _within(rows: Iterable[list[str]], name: str, limits: Limits, text: str) -> Iterator[list[str]]:
    """Yield the rows as long as their cells are within the limit; none may hold all the rest of the text."""
    room = limits.cells
    row: list[str] = []
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            raise InputError(f"{name} holds more than {limits.cells:,} cells, the limit; split it.")
        yield row
    if row and "\n" in row[-1] and text.endswith(row[-1][-_TAIL:]):
        at = text.count("\n") - row[-1].count("\n") + 1
        raise InputError(
            f"{name}, line {at:,}: a quotation mark opens and never closes, so that all below it is one cell; "
            "close it, or take it out."
        )


def _cleaned(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Strip the ends of cells; most are met often or have nothing to strip."""
    clean = lru_cache(maxsize=65_536)(text_of)
    for row in rows:
        yield [clean(cell) for cell in row]


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, list[str]]:
    """Return the text; what is no UTF-8 is taken for the encoding of older spreadsheets, and told."""
    try:
        return decode_exact(data, name, encoding), []
    except InputError:
        if encoding or b"\0" in data:
            raise
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = ""
        if not text or sum(char < " " and char not in "\t\r\n" for char in text[:10_000]) > 0:
            raise
        return text, [
            "It is not UTF-8; it was read as cp1252, the encoding of older spreadsheets (--encoding decides)."
        ]


def separator(text: str) -> str:
    """Return what separates the cells: the mark that gives most lines one width.

    >>> separator("a;b\\n1,5;2\\n2,5;3\\n"), separator("party\\nFiji\\n"), separator("a,b\\n\\"x;y;z\\",2\\n")
    (';', ',', ',')
    """
    lines = text[:200_000].splitlines()[:_LOOKED_AT]
    best, found = (0, 0), ","
    for mark in _MARKS:
        try:
            apart = _blank_before_quotes("\n".join(lines), mark)
            read = csv.reader(lines, delimiter=mark, skipinitialspace=apart)
            rows = [row for row in read if any(cell.strip() for cell in row)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        decimal = mark == "," and all(_decimal(cell) for row in rows[1:] for cell in row[:1] if cell)
        score = (0 if decimal else times, width)
        if score > best:
            best, found = score, mark
    return found


def _decimal(cell: str) -> bool:
    """Whether a piece of a line ends in a figure, as the first half of 1,5 does."""
    return cell.rsplit(";", 1)[-1][-1:].isdigit() and ";" in cell
