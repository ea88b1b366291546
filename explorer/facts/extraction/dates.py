"""Dates in prose, as EDTF: days, spans, lists, months, years, vague parts of a year; nothing is shifted or invented.

The text becomes a row of one-letter codes (D a day number, M a month, Y a year, - a dash, T "to", A "and" …), and
the grammar is a handful of patterns over that row. Each looks ahead a bounded way, so reading costs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from explorer.facts.edtf import span

_TOKEN = re.compile(
    r"(?P<iso>(?<![\w/-])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![\w/-]))"
    r"|(?P<short>(?<![\w/.,-])(?:19|20)[0-9]{2}[-‐-―−/][0-9]{2}(?![\w/%-]|[.,][0-9]))"
    r"|(?P<numeric>(?<![\w/.,-])[0-9]{1,2}(?P<sep>[./])[0-9]{1,2}(?P=sep)(?:19|20)[0-9]{2}(?![\w/-]|[.,][0-9]))"
    r"|(?P<year>(?<![0-9.,$€£])(?:19|20)[0-9]{2}(?![0-9%]|[.,][0-9]))"
    r"|(?P<day>(?<![0-9$€£])(?<![0-9][.,])[0-9]{1,2}(?:[ \u00a0]?(?:st|nd|rd|th)\b)?(?![0-9%]|\.[0-9]|,[0-9]{3}))"
    r"|(?P<word>[^\W\d_]+)|(?P<dash>[-‐-―−])|(?P<sign>[^\s\w]|_|[0-9]+)"
)
_D = "(?:WC?)?H?D"  # a day: "Monday, the 3rd"
_Y = "(?:C?O?Y)?"
_JOIN = "(?:[-TAS]|CA?)"
_GRAMMAR = re.compile(
    f"(?P<iso>I(?:[-TS]I)?)|(?P<numeric>N(?:[-T]N)?)"
    f"|(?P<day>[BF]?(?:{_D}(?:O?m{_Y})?{_JOIN}){{0,11}}{_D}O?m{_Y}(?:[-T]{_D}O?m(?!{_Y}{_JOIN}{_D}O?m))?)"
    f"|(?P<month_first>[BF]?(?:WC?)?MH?D{_Y}(?:{_JOIN}(?:WC?)?M?H?D(?!O?m){_Y}){{0,6}})"
    f"|(?P<month>[BF]?(?:Q[-OH]{{0,3}})?M{_Y}(?:[-TAS](?:Q[-OH]{{0,3}})?M{_Y}){{0,3}})"
    "|(?P<year>[BF]?K|[BF]?(?:Q[-OH]{0,3})?Y(?:[-TAS](?:Q[-OH]{0,3})?Y)?)".replace("m", "[Mm]")
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as a text writes it.

    `start` and `end` are EDTF (`end` is "" for a single date; both are "" where the date is impossible or
    has no year); `written` is `text[char_start:char_end]`; `precision` is day, month, year or vague;
    `guessed` tells that the year is not in the words; `joined` that it stands in one list with the date
    before it ("4 and 6 May"); `problem` says in words what is wrong with it, "" when nothing is.
    """

    start: str
    end: str
    char_start: int
    char_end: int
    written: str
    precision: str = "day"
    guessed: bool = False
    problem: str = ""
    joined: bool = False

    @property
    def edtf(self) -> str:
        """The date or span as one EDTF string."""
        return f"{self.start}/{self.end}" if self.end else self.start


@dataclass(frozen=True, slots=True)
class _Token:
    code: str
    text: str
    start: int
    end: int
    value: int = 0


@dataclass(slots=True)
class _Point:
    """A day, month or year of an expression, as far as it is written."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    vague: bool = False
    join: str = ""  # what stands before it: "" first, "-" span, "," list
    guessed: bool = False


def find_dates(text: str, *, year: int | None = None) -> list[FoundDate]:
    """Return the dates in `text`, in order.

    `year` is the year of the context (the meeting's); a date without a year takes it, or one written
    before it in the same sentence, and is marked as guessed. Impossible dates come with their problem and
    without start; spans that end before they start likewise.

    >>> [d.edtf for d in find_dates("From 30 May to 1 June 2011, and again in late 2015.")]
    ['2011-05-30/2011-06-01', '2015']
    >>> find_dates("due on 18-21 November", year=2013)[0].edtf
    '2013-11-18/2013-11-21'
    >>> find_dates("30 February 2012")[0].problem
    '30 February 2012 is no day of the calendar'
    """
    tokens = list(_tokens(text))
    codes = "".join(token.code for token in tokens)
    found: list[FoundDate] = []
    known: list[tuple[int, int]] = []  # (place, year) of the years written so far
    for match in _GRAMMAR.finditer(codes):
        first, last = match.span()
        kind = str(match.lastgroup)
        run = tokens[first:last]
        before = tokens[first - 1] if first else None
        after = tokens[last] if last < len(tokens) else None
        points = _READERS[kind](run)
        points = _kept(points, kind, run, before, after)
        if not points:
            continue
        written = [p.year for p in points if p.year and not p.guessed]
        if not written and kind != "numeric":
            context = _context(text, known, year, run[0].start)
            if kind == "month" and not context:
                continue
            for point in points:
                point.year, point.guessed = context or 0, True
        known.extend((p.end, p.year) for p in points if p.year and not p.guessed)
        spans = run[0].code == "B" or (run[0].code == "F" and not _moved(tokens, first))
        moved = run[0].code == "F" and not spans
        found.extend(_dates(points, text, between=run[0].code == "B", moved=moved))
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    """Return the word lists, and under "codes" the code and value of each word."""
    raw = files("explorer.facts.extraction").joinpath("dates.yaml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.safe_load(raw)
    codes: dict[str, tuple[str, int]] = {}
    for number, names in lists["months"].items():
        codes.update({name: ("M", int(number)) for name in names})
    codes.update({name: ("W", at) for at, name in enumerate(lists["weekdays"])})
    codes.update({name: ("W", int(at)) for name, at in lists["weekday_short"].items()})
    for key, code in (("to", "T"), ("and", "A"), ("of", "O"), ("the", "H"), ("between", "B"), ("from", "F"), ("parts", "Q")):
        codes.update({name: (code, 0) for name in lists[key]})
    sets = {key: frozenset(names) for key, names in lists.items() if isinstance(names, list)}
    return {**sets, "codes": codes}


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a text; what has no part in dates has the code X."""
    words = _words()
    codes = words["codes"]
    before: _Token | None = None
    skip_stop = False
    for match in _TOKEN.finditer(text):
        kind, piece = str(match.lastgroup), match[0]
        start, end = match.span()
        glued = before is not None and before.end == start
        if skip_stop and piece == "." and glued:
            skip_stop = False
            continue
        skip_stop = False
        code, value = "X", 0
        if kind == "word":
            folded = piece.lower()
            code, value = codes.get(folded, ("X", 0))
            if code in "MW" and piece[0].islower() and (code == "W" or folded in words["doubtful"]):
                code = "m" if code == "M" and len(folded) > 3 or folded == "may" else "X"
            if glued and before is not None and before.code in "DY" and code != "M":
                code = "X"
            skip_stop = code in "MW" and len(folded) < 5 and folded != "may"
        elif kind in ("day", "year"):
            value = int(re.match(r"[0-9]+", piece)[0])  # type: ignore[index]
            code = "D" if kind == "day" else "Y"
            after = text[end : end + 1]
            if glued and before is not None and before.text[-1].isalpha() and before.code != "M":
                code = "X"
            elif after.isalpha() and code == "D" and codes.get(_word_at(text, end), ("",))[0] != "M":
                code = "X"
            elif after.isalpha() and code == "Y" and not (before is not None and before.code in "MCm"):
                code = "X"
        elif kind in ("iso", "short", "numeric", "sep"):
            code = {"i": "I", "s": "K"}.get(kind[0], "N") if kind != "sep" else "N"
            if code == "K" and not 0 < int(piece[5:]) - int(piece[2:4]) <= 25:
                code = "Z" if 1 <= int(piece[5:]) <= 12 and piece[4] == "-" else "X"
        elif kind == "dash":
            code = "-"
        else:
            code = {",": "C", "/": "S", "&": "A", "(": "(", ")": ")"}.get(piece, "X")
        before = _Token(code, piece, start, end, value)
        if code == "Z":  # an ISO month
            yield _Token("M", piece[5:], start + 5, end, int(piece[5:]))
            yield _Token("Y", piece[:4], start, end, int(piece[:4]))
        else:
            yield before


def _word_at(text: str, start: int) -> str:
    match = re.compile(r"[^\W\d_]{1,12}").match(text, start)
    return match[0].lower() if match else ""


def _read_days(run: list[_Token]) -> list[_Point]:
    """Read day-first and month-first expressions: every D opens a point, M and Y belong to the point they touch."""
    points: list[_Point] = []
    join, weekday, month, month_at = "", -1, 0, 0
    last = ""
    for token in run:
        code = token.code
        if code == "W":
            weekday = token.value
            month_at = month_at or token.start
        elif code in "-TAS" or (code == "C" and last not in "W"):
            join = "-" if code in "-TS" else "&" if code == "A" else join or ","
        elif code in "Mm":
            point = points[-1] if points and last in "DO" else None
            if point is not None and not point.month:
                point.month, point.end = token.value, token.end
            else:
                month, month_at = token.value, month_at or token.start
        elif code == "D":
            point = _Point(month_at or token.start, token.end, day=token.value, month=month, weekday=weekday, join=join)
            points.append(point)
            join, weekday, month, month_at = "", -1, 0, 0
        elif code == "Y" and points:
            points[-1].year, points[-1].end = token.value, token.end
            join = ""
        last = code
    if points:
        points[0].join = ""
    return points


def _read_months(run: list[_Token]) -> list[_Point]:
    points: list[_Point] = []
    join, vague, begin = "", False, 0
    for token in run:
        if token.code == "Q":
            vague, begin = True, token.start
        elif token.code in "TAS" or (token.code == "-" and not vague):
            join = "&" if token.code == "A" else "-"
        elif token.code == "M":
            points.append(_Point(begin or token.start, token.end, month=token.value, vague=vague, join=join))
            join, vague, begin = "", False, 0
        elif token.code == "Y":
            points[-1].year, points[-1].end = token.value, max(token.end, points[-1].end)
            points[-1].start = min(points[-1].start, token.start)
    return points


def _read_years(run: list[_Token]) -> list[_Point]:
    points: list[_Point] = []
    join, vague, begin = "", False, -1
    for token in run:
        if token.code == "Q":
            vague, begin = True, token.start
        elif token.code == "K":
            first = int(token.text[:4])
            points.append(_Point(token.start, token.end, year=first))
            points.append(_Point(token.start, token.end, year=first - first % 100 + int(token.text[5:]), join="-"))
        elif token.code in "TAS" or (token.code == "-" and not vague):
            join = "&" if token.code == "A" else "-"
        elif token.code == "Y":
            points.append(_Point(begin if begin >= 0 else token.start, token.end, year=token.value, vague=vague, join=join))
            join, vague, begin = "", False, -1
    return points


def _read_iso(run: list[_Token]) -> list[_Point]:
    points = []
    for token in run:
        if token.code == "I":
            year, month, day = (int(part) for part in token.text.split("-"))
            points.append(_Point(token.start, token.end, day, month, year, join="-" if points else ""))
    return points


def _read_numeric(run: list[_Token]) -> list[_Point]:
    """Read 31.12.2012 and 31/12/2012; with strokes and both numbers below 13 the order cannot be known (month 0)."""
    points = []
    for token in run:
        if token.code == "N":
            one, two, year = (int(part) for part in re.split(r"[./]", token.text))
            day, month = (one, two) if "." in token.text or one > 12 or one == two else (two, one) if two > 12 else (0, 0)
            points.append(_Point(token.start, token.end, day, month, year, join="-" if points else ""))
    return points


_READERS = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "day": _read_days,
    "month_first": _read_days,
    "month": _read_months,
    "year": _read_years,
}
