"""Vague dates (EDTF) as expressions that every engine computes; the same spans as `explorer.facts.edtf`.

Not every engine sees that a part of an expression stands in it twice: each is named as few times as may be.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

Expr = Any  # narwhals' expressions

_MARK = "[~?%]"
_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DATE = (  # one pattern: every engine looks at every cell with it
    f"^(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]))?"
    f"|{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)$"
)
_MISSING = (  # what a year or a month lacks to its last day
    ("^[0-9]{4}$", "-12-31"),
    ("^[0-9]{4}-(?:04|06|09|11)$", "-30"),
    (f"^{_LEAP}-02$", "-29"),
    ("^[0-9]{4}-02$", "-28"),
)


def first_day(text: Expr) -> Expr:
    """Return the earliest day that a column of EDTF dates can mean, "" where it holds no date."""
    begin, close = _span(text)
    return _valid(begin, close, begin)


def last_day(text: Expr) -> Expr:
    """Return the latest day that a column of EDTF dates can mean, "" where it holds no date."""
    begin, close = _span(text)
    return _valid(begin, close, close)


def either(one: Expr, other: Expr) -> Expr:
    """Return the first of two columns of text that is filled."""
    return nw.when(one != "").then(one).otherwise(other)


def within(start: Expr, end: Expr, first: str, last: str) -> Expr:
    """Tell whether something that lasts from `start` to `end` may fall into the period; undated never does."""
    begin, close = first_day(either(start, end)), last_day(either(end, start))
    return begin.is_between(nw.lit("0"), nw.lit(last or "9999-99-99")) & (close >= (first or "0"))  # "" is before all


def _valid(begin: Expr, close: Expr, day: Expr) -> Expr:
    return nw.when(begin.is_between(nw.lit("0"), close)).then(day).otherwise(nw.lit(""))  # "" is before every day


def _span(text: Expr) -> tuple[Expr, Expr]:
    left = text.str.replace_all(f"{_MARK}?(?:/.*)?$", "")
    right = text.str.replace_all(f"^[^/]*/|{_MARK}$", "")
    return _first(left), _last(right)


def _first(bare: Expr) -> Expr:
    filled = nw.concat_str([bare, nw.lit("-01-01")]).str.slice(0, 10)
    return nw.when(bare.str.contains(_DATE)).then(filled).otherwise(nw.lit(""))


def _last(bare: Expr) -> Expr:
    missing = nw.lit("-31")  # which is cut off again where the day is there
    for pattern, days in reversed(_MISSING):
        missing = nw.when(bare.str.contains(pattern)).then(nw.lit(days)).otherwise(missing)
    filled = nw.concat_str([bare, missing]).str.slice(0, 10)
    return nw.when(bare.str.contains(_DATE)).then(filled).otherwise(nw.lit(""))
