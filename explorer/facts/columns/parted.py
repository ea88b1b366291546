"""Dates whose year, month and day stand in columns of their own: put together in the column of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.sheets.coded import Coded, alongside, coded
from explorer.facts.columns.dates import month_of
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import fold, meaning_of, missing

_PARTS = ("year", "month", "day")


def with_whole_dates(table: Table) -> Table:
    """Return a table in which the column of a year holds the whole date, where columns beside it hold the rest.

    They belong together by what else their heads say: Year, Month and Day; styear, stmonth and stday. A part that a
    row does not give, by an empty cell, 0 or a negative code, leaves the date at the month or the year.

    >>> whole = with_whole_dates(Table("d", ("Year", "Month"), (["2014", "2015"], ["5", "June"]), [None, None]))
    >>> whole.columns[0], whole.parts
    (['2014-05', '2015-06'], {0: (1,)})
    """
    parts = {}
    for found in _together(table.heads).values():
        rest = tuple(found[part] for part in _PARTS[1:] if part in found)
        if {"year", "month"} <= found.keys() and all(_holds(table, column, part) for part, column in found.items()):
            parts[found["year"]] = rest
    columns = list(table.columns)
    for year, rest in parts.items():
        joined = alongside(*(coded(table.columns[column]) for column in (year, *rest))).map(_date)
        columns[year] = joined if isinstance(columns[year], Coded) else list(joined)
    return replace(table, columns=tuple(columns), parts=parts) if parts else table


def _together(heads: Sequence[str]) -> dict[tuple[str, str], dict[str, int]]:
    """Return the columns of parts of dates by what stands before or behind the part in their heads."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for column, head in enumerate(heads):
        words = fold(head).replace(" ", "")
        for word, part in meaning_of("parts_of_dates").items():
            if words.startswith(word):
                found.setdefault(("", words.removeprefix(word)), {}).setdefault(part, column)
            if words.endswith(word):
                found.setdefault((words.removesuffix(word), ""), {}).setdefault(part, column)
    return found


def _holds(table: Table, column: int, part: str) -> bool:
    """Tell whether a column holds years, months or days, what is missing aside."""
    filled = [cell for cell in table.sample(column) if not _not_given(cell)]
    if part == "year":
        return bool(filled) and all(len(cell) == 4 and cell.isdecimal() for cell in map(fold, filled))
    most = 12 if part == "month" else 31
    return all(month_of(cell) or fold(cell).isdecimal() and int(fold(cell)) <= most for cell in filled)


def _not_given(cell: str) -> bool:
    return missing(cell) or fold(cell) in ("0", "00")


def _date(cells: tuple[str, ...]) -> str:
    """Return the date that a row gives, as far as it does so."""
    date = "" if _not_given(cells[0]) else fold(cells[0])
    for cell in cells[1:]:
        if not date or _not_given(cell):
            break
        date += f"-{month_of(cell) or int(fold(cell)):02}"
    return date
