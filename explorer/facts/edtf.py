"""Vague dates: the part of EDTF (ISO 8601-2) that the tables use, as spans of days.

Written forms: `2012`, `2012-06`, `2012-06-01`, an interval `2012-07-23/2012-07-26`, and a trailing `~`, `?`
or `%` (approximate, uncertain, both), which leaves the span as it is. Dates compare as text, so a span is
two ISO days and needs no date library.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[str, str] | None:
    """Return the first and last day that `text` can mean, or None when it is no date at all.

    >>> span("2012-02")
    ('2012-02-01', '2012-02-29')
    >>> span("2012-07-23/2012-07-26")
    ('2012-07-23', '2012-07-26')
    >>> span("2012-02-30") is None
    True
    """
    if "/" in text:
        first, last = (span(part) for part in text.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    if year == 0:
        return None
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    last_day = monthrange(year, int(month))[1]
    if day is None:
        return f"{year:04}-{month}-01", f"{year:04}-{month}-{last_day:02}"
    return (f"{year:04}-{month}-{day}",) * 2 if 1 <= int(day) <= last_day else None


def precision(text: str) -> str:
    """Return how exact a date is: day, month, year or span; "" when it is none.

    >>> precision("2011-03~"), precision("2012-07-23/2012-07-26"), precision("soon")
    ('month', 'span', '')
    """
    if span(text) is None:
        return ""
    return "span" if "/" in text else ("year", "month", "day")[text.rstrip("~?%").count("-")]


def first_day(text: str) -> str:
    """Return the earliest day that `text` can mean, "" when it is no date."""
    found = span(text)
    return found[0] if found else ""


def last_day(text: str) -> str:
    """Return the latest day that `text` can mean, "" when it is no date."""
    found = span(text)
    return found[1] if found else ""


def surely_before(one: str, other: str) -> bool:
    """Tell whether `one` ended before `other` began, whatever their vagueness allows.

    >>> surely_before("2012-02-10", "2012-06-01"), surely_before("2012", "2012-06-01")
    (True, False)
    """
    left, right = span(one), span(other)
    return bool(left and right and left[1] < right[0])
