"""Dates in cells, as EDTF: the order of day and month is settled by the whole column, never by one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from explorer.facts.columns.words import any_of, fold, meaning_of
from explorer.facts.edtf import span

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:\d{2}\S*)?")
_COMPACT = re.compile(r"((?:18|19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])")
_FIGURES = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:[ ,]+\d{1,2}:\d{2}\S*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_YEAR = re.compile(r"(?:1[0-9]|20)\d{2}")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_WORDS = re.compile(
    r"(?i:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|mie|jeu|jue|ven|vie|sam|dim|dom|die|mit|don|fre|son|sel|rab|kam|jum|sab|min)[^\W\d_]*[,.]?\s+(?=\d))?"
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+)?)?([^\W\d_]{3,12})\.?,?\s*(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(?:de\s+|del\s+)?'?(\d{4})"
)
_DAYS = re.compile(
    r"(\d{1,2})\.?\s*(?:-|–|—|to|and|&|bis|au|al|a)\s*(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_DAYS = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})\s*(?:-|–|—|to|and|&)\s*(\d{1,2}),?\s+(\d{4})")
_JOIN = re.compile(r"(?<!\s)\s*(?:/|\bto\b|\buntil\b|\bbis\b|\bau\b|\bal\b|–|—| - )\s*")
_SUFFIX = re.compile(r"(.*\d)\s+\(?([A-Za-z]{1,2})\)?")
ORDERS = ("day-first", "month-first")


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date in a cell: `start` and `end` are EDTF, `suffix` a letter behind it (`a` for accession)."""

    start: str
    end: str = ""
    suffix: str = ""


def parse(text: str, order: str = "") -> CellDate | None:
    """Return the date that the whole of `text` is, None when it is none or leaves day and month open.

    `order`: day-first or month-first, for 01/06/2012.

    >>> parse("13 Dec 1978 a"), parse("4-6 May 2014").end, parse("01/06/2012", "day-first").start, parse("01/06/2012")
    (CellDate(start='1978-12-13', end='', suffix='a'), '2014-05-06', '2012-06-01', None)
    >>> [parse(text).start for text in ("2012", "Juni 2012", "20.10.1972", "May 4, 2014", "3 de mayo de 2015")]
    ['2012', '2012-06', '1972-10-20', '2014-05-04', '2015-05-03']
    """
    return _parsed(text.strip(), order)


@lru_cache(maxsize=65_536)
def _parsed(text: str, order: str) -> CellDate | None:
    if suffix := _SUFFIX.fullmatch(text):
        found = _parsed(suffix[1], order)
        return CellDate(found.start, found.end, suffix[2]) if found else None
    days = _points(text, order)
    if days is None:
        return None
    start, end = days
    if span(start) is None or end and span(f"{start}/{end}") is None:
        return None
    return CellDate(start, end if end != start else "")


def _points(text: str, order: str) -> tuple[str, str] | None:
    if found := _DAYS.fullmatch(text):
        month = month_of(found[3])
        return (_day(found[4], month, found[1]), _day(found[4], month, found[2])) if month else None
    if found := _MONTH_DAYS.fullmatch(text):
        month = month_of(found[1])
        return (_day(found[4], month, found[2]), _day(found[4], month, found[3])) if month else None
    if single := _point(text, order):
        return single, ""
    parts = _JOIN.split(text)
    if len(parts) == 2:
        left, right = (_point(part.strip(), order) for part in parts)
        return (left, right) if left and right else None
    return None


def _point(text: str, order: str) -> str:
    """Return one day, month or year, "" for anything else."""
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        if found := pattern.fullmatch(text):
            year, month, day = found.groups()
            return _day(year, int(month), day)
    if _YEAR.fullmatch(text):
        return text
    if found := _FIGURES.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), found[3]
        year = year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"
        first = "day-first" if one > 12 or one == two or "." in text else "month-first" if two > 12 else order
        return "" if not first else _day(year, *((two, str(one)) if first == "day-first" else (one, str(two))))
    if found := _MONTH_YEAR.fullmatch(text):
        return _day(found[2], int(found[1]), None)
    if (found := _WORDS.fullmatch(text)) and (month := month_of(found[2])):
        return _day(found[4], month, found[1] or found[3])
    return ""


def _day(year: str, month: int, day: str | None) -> str:
    return f"{int(year):04}-{month:02}" + (f"-{int(day):02}" if day else "")


def month_of(word: str) -> int:
    """Return the number of a month by its name in one of several languages, 0 for any other word.

    >>> month_of("Sept"), month_of("août"), month_of("Agustus"), month_of("Fiji")
    (9, 8, 8, 0)
    """
    return int(meaning_of("months").get(fold(word), 0))


def order_of(cells: Iterable[str]) -> str:
    """Return the order of day and month that a column of dates settles; "" where it settles none, "both" where two.

    >>> order_of(["01/06/2012", "23/06/2012"]), order_of(["01/06/2012", "02/06/2012"]), order_of(["2012-06-01"])
    ('day-first', '', '')
    """
    seen = set()
    for cell in cells:
        found = _FIGURES.fullmatch(cell.strip())
        if found and "." not in cell:
            one, two = int(found[1]), int(found[2])
            seen |= {"day-first"} if one > 12 else set()
            seen |= {"month-first"} if two > 12 and one <= 12 else set()
    return seen.pop() if len(seen) == 1 else "both" if seen else ""


def ambiguous(cells: Iterable[str]) -> str:
    """Return the first cell whose day and month could change places, "" when there is none."""
    for cell in cells:
        found = _FIGURES.fullmatch(cell.strip())
        if found and "." not in cell and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]:
            return cell
    return ""


def no_end(text: str) -> bool:
    """Tell whether a cell of ends says that there is none yet.

    >>> no_end("9999-12-31"), no_end("present"), no_end("2012")
    (True, True, False)
    """
    return fold(text) in any_of("no_end") or text[:4] in ("9999", "2899", "2999")


def within(text: str, order: str = "") -> tuple[str, CellDate] | None:
    """Return the date inside a head such as "SOM 5 (Suva, 4 May 2014)", with the words it is written in.

    >>> within("SOM 5 (Suva, 4 May 2014)")
    ('4 May 2014', CellDate(start='2014-05-04', end='', suffix=''))
    >>> within("Budget 2012"), within("2012")
    (('2012', CellDate(start='2012', end='', suffix='')), ('2012', CellDate(start='2012', end='', suffix='')))
    """
    words = list(re.finditer(r"[^\s(),;:\[\]]+", text))
    for length in range(min(6, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            written = text[words[at].start() : words[at + length - 1].end()]
            if written[-1:].isdigit() and (found := parse(written, order)):
                return written, found
    return None
