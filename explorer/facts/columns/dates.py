"""Dates in cells, as EDTF: the order of day and month is settled by the whole column, never by one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from explorer.facts.columns.words import any_of, fold, meaning_of
from explorer.facts.edtf import span

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:\d{2}\S*)?")
_COMPACT = re.compile(r"((?:18|19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])?")  # 20121230, 201212
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
_NAME = r"([^\W\d_]{3,12})\.?"
_DAY_NAME_YEAR = re.compile(
    rf"(\d{{1,2}})\s?[-/. ]\s?{_NAME}\s?[-/. ]\s?['’]?(\d{{4}}|\d{{2}})"
)  # 23-Oct-2023, 23 Oct 23
_NAME_DAY_YEAR = re.compile(rf"{_NAME}\s?[-/. ]\s?(\d{{1,2}})(?:\s?[-/.,]\s?| )(\d{{4}})")  # Oct 23 2023
_NAME_YEAR = re.compile(rf"{_NAME}\s?(?:[-/]\s?(\d{{4}})|[-/ ]?\s?['’](\d{{2}}))")  # Oct-2023, Oct '23
_YEAR_NAME = re.compile(rf"(\d{{4}})\s?[-/. ]\s?{_NAME}(?:\s?[-/. ]\s?(\d{{1,2}}))?")  # 2023-Oct-23
_SHORT = re.compile(rf"{_NAME}\s?[-/. ]\s?(\d{{2}})|(\d{{2}})\s?[-/. ]\s?{_NAME}")  # Oct-23, 23-Oct
_PART = re.compile(
    r"(\d{4})\s?[-/ ]?\s?([QH])([1-4])|([QH])([1-4])\s?[-/ ]?\s?(\d{4})|([1-4])([QH])\s?[-/ ]?\s?(\d{4})", re.IGNORECASE
)
_DAYS_BETWEEN = re.compile(
    rf"(?:(\d{{1,2}})\.?\s+{_NAME}|{_NAME}\s+(\d{{1,2}}))"
)  # 30 Oct, Oct 30: the year comes after
_DOTTED_DAYS = re.compile(r"(\d{1,2})\.?\s?[-–—]\s?(\d{1,2})\.(\d{1,2})\.(\d{4})")  # 12.-14.10.2023
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")  # days since 1900: 1954 to 2091
_APART = re.compile(r"(?<!\s)\s+(?:-|–|—|to|until|bis|au|al)\s+|(?<=\d{4})[-–—](?=\d{4}$)")  # two days, or two years
_JOIN = re.compile(r"(?<!\s)\s*(?:/|\bto\b|\buntil\b|\bbis\b|\bau\b|\bal\b|–|—| - )\s*")
_SUFFIX = re.compile(r"(.*\d)\s+\(?([A-Za-z]{1,2})\)?")
ORDERS = ("day-first", "month-first", "month-year", "serial", "serial-1904")
_FROM = {"serial": date(1899, 12, 30), "serial-1904": date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date in a cell: `start` and `end` are EDTF, `suffix` a letter behind it (`a` for accession)."""

    start: str
    end: str = ""
    suffix: str = ""


def parse(text: str, order: str = "") -> CellDate | None:
    """Return the date that the whole of `text` is, None when it is none or leaves day and month open.

    `order`: day-first or month-first, for 01/06/2012; month-year, for Oct-23; serial, for days counted from 1900. Of
    these several may be said, parted by blanks.

    >>> parse("13 Dec 1978 a"), parse("4-6 May 2014").end, parse("01/06/2012", "day-first").start, parse("01/06/2012")
    (CellDate(start='1978-12-13', end='', suffix='a'), '2014-05-06', '2012-06-01', None)
    >>> [parse(text).start for text in ("2012", "Juni 2012", "20.10.1972", "May 4, 2014", "3 de mayo de 2015")]
    ['2012', '2012-06', '1972-10-20', '2014-05-04', '2015-05-03']
    >>> parse("2023 Q1"), parse("Oct-23"), parse("Oct-23", "month-year").start, parse("45212", "serial").start
    (CellDate(start='2023-01', end='2023-03', suffix=''), None, '2023-10', '2023-10-13')
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
    if found := _DOTTED_DAYS.fullmatch(text):
        return tuple(_day(found[4], int(found[3]), day) for day in found.groups()[:2])  # type: ignore[return-value]
    if found := _PART.fullmatch(text):
        return _months(*(part for part in found.groups() if part))
    if single := _point(text, order):
        return single, ""
    parts = _APART.split(text)
    parts = parts if len(parts) == 2 else _JOIN.split(text)
    if len(parts) == 2:
        right = _point(parts[1].strip(), order)
        one = parts[0].strip()
        left = _point(f"{one} {right[:4]}" if _DAYS_BETWEEN.fullmatch(one) else one, order)
        return (left, right) if left and right else None
    return None


def _months(*parts: str) -> tuple[str, str] | None:
    """Return first and last month of a quarter or a half of a year, told as year, letter and number in any order."""
    year = next(part for part in parts if len(part) == 4)
    length = 3 if {"q", "Q"} & set(parts) else 6
    last = length * int(next(part for part in parts if len(part) == 1 and part.isdigit()))
    return (f"{year}-{last - length + 1:02}", f"{year}-{last:02}") if last <= 12 else None


def _point(text: str, order: str) -> str:
    """Return one day, month or year, "" for anything else."""
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        if found := pattern.fullmatch(text):
            year, month, day = found.groups()
            return _day(year, int(month), day)
    if _YEAR.fullmatch(text):
        return text
    if found := _FIGURES.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), _whole(found[3])
        first = "day-first" if one > 12 or one == two or "." in text else "month-first" if two > 12 else order
        days = [said for said in ORDERS[:2] if said in first.split()]
        return "" if not days else _day(year, *((two, str(one)) if days == ["day-first"] else (one, str(two))))
    if found := _MONTH_YEAR.fullmatch(text):
        return _day(found[2], int(found[1]), None)
    if (found := _WORDS.fullmatch(text)) and (month := month_of(found[2])):
        return _day(found[4], month, found[1] or found[3])
    return _named(text) or _short(text, order) or _serial(text, order)


def _named(text: str) -> str:
    """Return a day or month whose month is a word among figures: 23-Oct-2023, Oct-2023, 2023-Oct-23."""
    for pattern, name, year, day in ((_DAY_NAME_YEAR, 2, 3, 1), (_NAME_DAY_YEAR, 1, 3, 2), (_YEAR_NAME, 2, 1, 3)):
        if (found := pattern.fullmatch(text)) and (month := month_of(found[name])):
            return _day(_whole(found[year]), month, found[day])
    if (found := _NAME_YEAR.fullmatch(text)) and (month := month_of(found[1])):
        return _day(_whole(found[2] or found[3]), month, None)
    return ""


def _short(text: str, order: str) -> str:
    """Return the month that Oct-23 is where the figure is said to be, or can only be, a year."""
    told = short(text)
    if not told or "month-year" not in order.split() and 0 < told[1] <= 31:
        return ""
    return _day(_whole(f"{told[1]:02}"), told[0], None)


def short(text: str) -> tuple[int, int] | None:
    """Return month and figure of Oct-23 or 23-Oct, None for anything else.

    >>> short("Oct-23"), short("23 Oct"), short("SOM-23")
    ((10, 23), (10, 23), None)
    """
    found = _SHORT.fullmatch(text.strip())
    month = month_of(found[1] or found[4]) if found else 0
    return (month, int(found[2] or found[3])) if found and month else None


def serial(text: str) -> bool:
    """Tell whether a cell may be the number by which a spreadsheet counts a day."""
    return _SERIAL.fullmatch(text.strip()) is not None


def _serial(text: str, order: str) -> str:
    said, found = next((one for one in _FROM if one in order.split()), ""), _SERIAL.fullmatch(text)
    return (_FROM[said] + timedelta(days=int(found[1]))).isoformat() if said and found else ""


def _whole(year: str) -> str:
    return year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"


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
    >>> order_of(["01/06/2012 - 13/06/2012"])
    'day-first'
    """
    seen = set()
    for _, one, two in _slashed(cells):
        seen |= {"day-first"} if one > 12 else {"month-first"} if two > 12 else set()
    return seen.pop() if len(seen) == 1 else "both" if seen else ""


def _slashed(cells: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the days in figures, dotted ones aside, with their first two figures."""
    for cell in cells:
        for part in _APART.split(cell.strip()):
            if (found := _FIGURES.fullmatch(part)) and "." not in part:
                yield part, int(found[1]), int(found[2])


def settled(cells: Iterable[str]) -> str:
    """Return "month-year" where figures beside names of months can only be years: Oct-98, Oct-23 in one column.

    >>> settled(["Oct-98", "Oct-23"]), settled(["Oct-22", "Oct-23"])
    ('month-year', '')
    """
    figures = [told[1] for told in map(short, cells) if told]
    return "month-year" if any(figure == 0 or figure > 31 for figure in figures) else ""


def ambiguous(cells: Iterable[str]) -> str:
    """Return the first day whose day and month could change places, "" when there is none."""
    return next((day for day, one, two in _slashed(cells) if one <= 12 and two <= 12 and one != two), "")


def compact(text: str) -> bool:
    """Tell whether a cell is a date without marks between its parts, which only the head of its column tells.

    >>> compact("20121230"), compact("201212"), compact("2012"), parse("201212").start
    (True, True, False, '2012-12')
    """
    return _COMPACT.fullmatch(text.strip()) is not None


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
            if written[-1:].isdigit() and not compact(written) and (found := parse(written, order)):
                return written, found
    return None
