"""From a grid to a table: where its head is, what stands above and below, which columns and rows are none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explorer.documents.sheets.gathered import Rows
from explorer.documents.sheets.grid import Grid, letters
from explorer.ontology.datafile import shipped

Beside = tuple[int, str, str]  # number of the row, its text, why it is no row of the table
_FIRST = 60  # rows among which the head is looked for
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBER = re.compile(r"[-+]?[\d.,\u00a0 ]*\d%?")
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")


@dataclass(frozen=True)
class Sheet:
    """One table of a file, column by column.

    `heads` and `columns` belong together; `letters` say where the columns stand, `numbers` the number of every
    row in the file. `above` are the lines above the head (title, who made it); `beside` rows that are none of the
    table, each with the reason; `remarks` what was understood on the way.
    """

    name: str
    heads: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    letters: tuple[str, ...]
    numbers: Sequence[int]
    above: tuple[tuple[int, str], ...] = ()
    beside: tuple[Beside, ...] = ()
    remarks: tuple[str, ...] = ()
    head_row: int = 1

    def __len__(self) -> int:
        return len(self.numbers)


def table_of(grid: Grid, *, head: int = 0) -> Sheet | None:
    """Return the table of a grid, None where there is none. `head`: the number of the row that heads it, if known.

    >>> sheet = table_of(Grid("", [["Attendance", ""], ["", ""], ["Party", "Role"], ["Fiji", "chair"], ["Total", "1"]]))
    >>> sheet.heads, sheet.columns, list(sheet.numbers), sheet.above
    (('Party', 'Role'), (['Fiji'], ['chair']), [4], ((1, 'Attendance'),))
    >>> sheet.beside
    ((5, 'Total | 1', 'a total'),)
    """
    rows = _filled(grid)
    width = rows.width() if isinstance(rows, Rows) else max(map(len, rows), default=0)
    at = head - 1 if head else 0 if grid.headed else _head_row(grid, rows)
    if at is None or not 0 <= at < len(rows):
        return None
    names, remarks = _names(grid, rows, at, width)
    last = len(rows)
    while last > at + 1 and not any(rows[last - 1]):
        last -= 1
    body = rows[at + 1 : last]
    beside = _no_rows(names, body, at + 2)
    gone = {number for number, _, _ in beside}
    kept = [number for number in _filled_rows(body, at + 2) if number not in gone]
    whole = len(kept) == len(body)
    columns = _columns(body, None if whole else [number - at - 2 for number in kept], width)
    filled = [c for c in range(width) if any(columns[c])]
    filled = [c for c in filled if not _counts_rows(names[c], columns[c])]
    if not filled:
        return None
    if any(not names[c] for c in filled):
        remarks.append("Columns without a head are called by their letter.")
    return Sheet(
        grid.name,
        tuple(_once(names[c] or f"column {letters(c)}" for c in filled)),
        tuple(columns[c] for c in filled),
        tuple(letters(c) for c in filled),
        range(at + 2, last + 1) if whole else kept,
        tuple((n, " | ".join(filter(None, row))) for n, row in enumerate(rows[: _top(grid, at)], 1) if any(row)),
        tuple(beside),
        (*grid.remarks, *remarks),
        at + 1,
    )


def _filled_rows(body: Sequence[list[str]], first: int) -> list[int]:
    if isinstance(body, Rows):
        return [place + first for place in body.filled().nonzero()[0].tolist()]
    return [number for number, row in enumerate(body, start=first) if any(row)]


def _columns(body: Sequence[list[str]], kept: list[int] | None, width: int) -> Sequence[Sequence[str]]:
    """Return the columns of the rows that are kept, None for all of them."""
    if isinstance(body, Rows):
        import numpy as np

        return body.kept(np.arange(len(body)) if kept is None else np.array(kept, dtype=np.int64))
    rows = body if kept is None else [body[place] for place in kept]
    if all(len(row) == width for row in rows):
        return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]
    return [[row[c] if c < len(row) else "" for row in rows] for c in range(width)]


def _filled(grid: Grid) -> Sequence[list[str]]:
    """Return the rows with merged cells filled: down within their range always, to the right only in heads."""
    down = [((top, left), (bottom, right)) for (top, left), (bottom, right) in grid.merged if bottom > top]
    if not down:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    for (top, left), (bottom, _) in down:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for number in range(top + 1, min(bottom + 1, len(rows))):
            rows[number] += [""] * (left + 1 - len(rows[number]))
            rows[number][left] = rows[number][left] or value
    return rows


def _head_row(grid: Grid, rows: Sequence[list[str]]) -> int | None:
    """Return where the head is: the first row most of whose columns have a text of their own, data below."""
    first = rows[:_FIRST]
    often = sorted((sum(map(bool, row)) for row in first), reverse=True)
    usual = often[min(len(often) - 1, 2)] if often else 0  # one stray long row decides nothing
    if usual < 2:
        single = [at for at, row in enumerate(first) if any(row)]
        return single[0] if len(single) > 2 and usual == 1 and len(single) == len(first) else None
    for at in range(len(first)):
        names, _ = _names(grid, rows, at, max(len(row) for row in first))
        filled = [name for name in names if name]
        distinct = len({name.casefold() for name in filled}) >= 0.7 * len(filled)
        words = sum(_is_head(name) for name in filled)
        if all(_DATE.fullmatch(name) for name in filled[1:]):
            words = len(filled)  # parties by dates
        if len(filled) >= max(2, 0.6 * usual) and distinct and words >= 0.75 * len(filled) and _is_head(filled[0]):
            return at + 1 if _goes_on(grid, rows, at) else at
    return None


def _goes_on(grid: Grid, rows: Sequence[list[str]], at: int) -> bool:
    """Tell whether a head has a second row: differing words below its merged cells, and no name of its own before."""
    groups = _groups(grid, at + 1) if at + 1 < len(rows) else []
    below = [*rows[at + 1], *[""] * len(rows[at])] if groups else []
    parts = [[cell for cell in below[left : right + 1] if cell] for left, right in groups]
    own = bool(below) and below[0] not in ("", rows[at][0])
    return (
        bool(groups)
        and not own
        and all(len(set(cells)) == len(cells) > 1 and all(map(_is_head, cells)) for cells in parts)
    )


def _is_head(text: str) -> bool:
    return bool(_YEAR.fullmatch(text)) or not (_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) and len(text) <= 200


def _top(grid: Grid, at: int) -> int:
    """Return the row at which the head begins: one above where merged cells there head groups of columns."""
    return at - 1 if at and _groups(grid, at) else at


def _groups(grid: Grid, at: int) -> list[tuple[int, int]]:
    """Return the merged cells of the row above a head that stand over some of its columns, as first and last column."""
    spans = [(left, right) for (top, left), (bottom, right) in grid.merged if top == bottom == at - 1 and right > left]
    width = len(grid.rows[at])
    return [span for span in spans if span[1] - span[0] + 1 < width] if len(spans) > 1 or spans[:1] else []


def _names(grid: Grid, rows: Sequence[list[str]], at: int, width: int) -> tuple[list[str], list[str]]:
    """Return the heads of the columns, those of two rows joined, and what there is to say about it."""
    row = rows[at]
    names = [" ".join(cell.split()) for cell in row] + [""] * (width - len(row))
    groups = _groups(grid, at) if at else []
    above = rows[at - 1] if at else []
    for left, right in groups:
        title = " ".join(above[left].split()) if left < len(above) else ""
        for column in range(left, min(right + 1, width)):
            names[column] = f"{title}: {names[column]}" if title and names[column] else names[column] or title
    if groups:
        for column, cell in enumerate(above[:width]):
            title = " ".join(cell.split())
            if column > groups[0][0] and title and not any(left <= column <= right for left, right in groups):
                names[column] = f"{title}: {names[column]}" if names[column] not in ("", title) else title
            names[column] = names[column] or title
    return names, [f"Rows {at:,} and {at + 1:,} together are the head."] if groups else []


def _once(names: Iterator[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _counts_rows(name: str, column: Sequence[str]) -> bool:
    """Whether a column without a name is the count 1, 2, 3 … that R writes before its rows."""
    return not name and len(column) > 1 and column[:3] == ["1", "2", "3"][: len(column)] and column[-1].isdigit()


def _no_rows(names: list[str], body: Sequence[list[str]], first: int) -> list[Beside]:
    """Return the rows that are none: units below the head, heads repeated, totals, notes at the end."""
    found: list[Beside] = []
    starts = _openings()
    head = tuple(names)
    for number, row in _suspects(body, first, names[0], starts):
        opening = next(filter(None, row), "")
        why = ""
        if number == first and _units(row):
            why = "units of the columns"
        elif opening == (names[0] or opening) and tuple(" ".join(cell.split()) for cell in row) == head[: len(row)]:
            why = "the head once more"
        elif (word := _FIRST_WORD.match(opening)) and word[1].casefold() in starts:
            kind = starts[word[1].casefold()]
            few = sum(map(bool, row)) <= max(1, len(row) // 3)
            why = kind if kind == "a total" and _is_total(row) or kind != "a total" and few else ""
        if why:
            found.append((number, " | ".join(filter(None, row)), why))
    return [*found, *_lines_below(body, first, {number for number, _, _ in found})]


def _suspects(
    body: Sequence[list[str]], first: int, head: str, starts: Container[str]
) -> Iterable[tuple[int, list[str]]]:
    """Yield the rows that may be none by their first filled cell, with their numbers; of few rows all."""
    if not isinstance(body, Rows):
        return enumerate(body, start=first)

    def may(cell: str) -> bool:
        word = _FIRST_WORD.match(cell)
        return not head or cell == head or word is not None and word[1].casefold() in starts

    return ((place + first, body[place]) for place in sorted({0, *body.opening(may)} if len(body) else ()))


def _lines_below(body: Sequence[list[str]], first: int, gone: set[int]) -> Iterator[Beside]:
    """Yield the lines behind the end of the table: one cell each, set off by a blank row, long, or a legend."""
    at = len(body)
    lines: list[int] = []
    while at and (not any(body[at - 1]) or first + at - 1 in gone or sum(map(bool, body[at - 1])) == 1):
        at -= 1
        lines.append(at)
    if not at or sum(map(bool, body[at - 1])) < 2:
        return
    apart = False
    for place in reversed(lines):
        text = next(filter(None, body[place]), "")
        apart = apart or not text
        if text and first + place not in gone and (apart or len(text) > 60 or " = " in text or text[0] in "*†‡("):
            yield first + place, text, "a line below the table"


_FIRST_WORD = re.compile(r"[*†‡¹²³\s(\[]*(\*|[^\W\d_]+)")


def _is_total(row: list[str]) -> bool:
    """A total has figures, or nothing, behind its word."""
    rest = [cell for cell in row if cell][1:]
    return all(_NUMBER.fullmatch(cell) for cell in rest)


def _units(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and all(cell[0] in "([" and cell[-1] in ")]" for cell in filled)


@lru_cache(maxsize=1)
def _openings() -> dict[str, str]:
    words = shipped("rows.yaml", "explorer.documents.sheets")
    return {word.casefold(): why for why, listed in words.items() for word in listed}
