"""Vague dates (EDTF) as expressions that every engine computes; the same spans as `explorer.facts.edtf`."""

from __future__ import annotations

from typing import Any

import narwhals as nw

Expr = Any  # narwhals' expressions

_MARK = "[~?%]$"
_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DATE = (  # one pattern: every engine looks at every cell with it
    f"^(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]))?"
    f"|{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)$"
)
_MONTHS = (("-(?:04|06|09|11)$", "-30"), (f"^{_LEAP}-02$", "-29"), ("-02$", "-28"))


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
    whole = (last_day(either(start, end)) != "") & (first_day(either(end, start)) != "")
    return whole & ((close >= first) if first else nw.lit(True)) & ((begin <= last) if last else nw.lit(True))


def _valid(begin: Expr, close: Expr, day: Expr) -> Expr:
    return nw.when((begin != "") & (close != "") & (begin <= close)).then(day).otherwise(nw.lit(""))


def _span(text: Expr) -> tuple[Expr, Expr]:
    left = text.str.replace_all("/.*$", "").str.replace_all(_MARK, "")
    right = text.str.replace_all("^[^/]*/", "").str.replace_all(_MARK, "")
    return _first(left), _last(right)


def _first(bare: Expr) -> Expr:
    filled = nw.concat_str([bare, nw.lit("-01-01")]).str.slice(0, 10)
    return nw.when(bare.str.contains(_DATE)).then(filled).otherwise(nw.lit(""))


def _last(bare: Expr) -> Expr:
    length = bare.str.len_chars()
    month = nw.concat_str([bare, nw.lit("-31")])
    for pattern, days in reversed(_MONTHS):
        month = nw.when(bare.str.contains(pattern)).then(nw.concat_str([bare, nw.lit(days)])).otherwise(month)
    filled = nw.when(length == 4).then(nw.concat_str([bare, nw.lit("-12-31")])).otherwise(bare)
    filled = nw.when(length == 7).then(month).otherwise(filled)
    return nw.when(bare.str.contains(_DATE)).then(filled).otherwise(nw.lit(""))
