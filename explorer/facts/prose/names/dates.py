"""Dates in prose, as EDTF: days, spans, lists, months, years, vague parts of a year; nothing is shifted or invented.

A text becomes a row of one-letter codes (date_tokens.py: D a day number, M a month, Y a year …), and the grammar
is a handful of patterns over that row. Each looks a bounded way ahead, so reading costs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from explorer.facts.edtf import first_day, last_day, span
from explorer.facts.prose.names.date_tokens import Token, date_tokens, date_words

_D = "(?:WC?)?H?D"  # a day: "Monday, the 3rd"
_Y = "(?:C?[Oi]?Y)?"
_JOIN = "(?:[-TAS]|CA?)"
_PART = "(?:Q[-OH]{0,3})?"
_GRAMMAR = re.compile(
    "(?P<iso>[BF]?I(?:[-TAS]I)?)|(?P<numeric>[BF]?N(?:[-TA]N)?)"
    f"|(?P<day>[BF]?(?:{_D}(?:O?[Mm]{_Y})?{_JOIN}){{0,11}}{_D}O?[Mm]{_Y})"
    f"|(?P<month_first>[BF]?(?:WC?)?MH?D(?!O?[Mm]){_Y}(?:{_JOIN}(?:WC?)?M?H?D(?!O?[Mm]){_Y}){{0,6}})"
    f"|(?P<month>[BF]?{_PART}M{_Y}(?:[-TAS]{_PART}M{_Y}){{0,3}})"
    f"|(?P<year>[BF]?K|[BF]?{_PART}Y(?:[-TAS]{_PART}Y(?!O?[Mm]))?)"
)
_NEAR = 30  # characters between a year and a date that belong together: "in 2013, on 18-21 November"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as a text writes it.

    `start` and `end` are EDTF (`end` is "" for a single date; both are "" where the date is impossible or
    its year unknown); `written` is `text[char_start:char_end]`; `precision` is day, month, year or vague;
    `guessed` tells that the year is not in its words; `problem` says what is wrong with it, "" when nothing
    is; `joined` that it stands in one list with the date before it ("4 and 6 May").
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


@dataclass(slots=True)
class _Point:
    """A day, month or year of an expression, as far as it is written; `join` is what ties it to the one before."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    vague: bool = False
    join: str = ""
    guessed: bool = False

    @property
    def edtf(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part > 0]
        return "-".join(parts)


def find_dates(text: str, *, year: int | None = None) -> list[FoundDate]:
    """Return the dates in `text`, in order.

    `year` is the year of the context, the meeting's for instance: a date written without a year takes it
    (or a year that stands right beside it) and is marked as guessed. Impossible dates, and spans that end
    before they start, come with their problem and without start.

    >>> [d.edtf for d in find_dates("From 30 May to 1 June 2011, and again in late 2015.")]
    ['2011-05-30/2011-06-01', '2015']
    >>> find_dates("due on 18-21 November", year=2013)[0].edtf
    '2013-11-18/2013-11-21'
    >>> find_dates("on 30 February 2012")[0].problem
    '30 February 2012 is no day of the calendar'
    """
    tokens = list(date_tokens(text))
    found: list[FoundDate] = []
    years: list[tuple[int, int]] = []  # place and value of the years written so far
    for match in _GRAMMAR.finditer("".join(token.code for token in tokens)):
        kind = str(match.lastgroup)
        first, last = match.span()
        run = tokens[first:last]
        points = _points(kind, run)
        points = _kept(kind, points, run, tokens[max(0, first - 4) : first], tokens[last : last + 1])
        if not points:
            continue
        if not any(point.year for point in points):
            context = _context(years, year, points[0].start, text)
            if kind == "month" and not context:
                continue
            for point in points:
                point.year, point.guessed = context, True
        years.extend((point.end, point.year) for point in points if point.year and not point.guessed)
        between = run[0].code == "B"
        if run[0].code == "F" and any(
            t.text.lower() in date_words().sets["moved"] for t in tokens[max(0, first - 3) : first]
        ):
            for point in points:
                point.join = "&" if point.join == "to" else point.join  # moved from one day to another
        found.extend(_dates(points, text, between=between, month_first=kind == "month_first"))
    return found


def _points(kind: str, run: Sequence[Token]) -> list[_Point]:
    """Return the points of an expression; days without a month and dates without a year take their neighbour's."""
    points: list[_Point] = []
    if kind in ("iso", "numeric"):
        points = [_in_figures(token) for token in run if token.code in "IN"]
        for point in points[1:]:
            point.join = "&" if any(token.code == "A" for token in run) else "-"
        return points
    loose = _Point(-1, -1)  # what is read before the point it belongs to: weekday, part of a year, month first
    join = ""
    unit = "D" if kind in ("day", "month_first") else "M" if kind == "month" else "Y"
    for token in run:
        if token.code in "WQ" or (token.code == "M" and kind == "month_first"):
            loose.start = token.start if loose.start < 0 else loose.start
            loose.weekday = token.value if token.code == "W" else loose.weekday
            loose.month = token.value if token.code == "M" else loose.month
            loose.vague = loose.vague or token.code == "Q"
        elif token.code == "K":
            first = int(token.text[:4])
            points += [_Point(token.start, token.end, year=first)]
            points += [_Point(token.start, token.end, year=first // 100 * 100 + int(token.text[5:]), join="-")]
        elif token.code == unit:
            start = token.start if loose.start < 0 else loose.start
            point = _Point(start, token.end, weekday=loose.weekday, vague=loose.vague, join=join if points else "")
            point.month = loose.month
            setattr(point, {"D": "day", "M": "month", "Y": "year"}[unit], token.value)
            points.append(point)
            loose, join = _Point(-1, -1), ""
        elif token.code in "Mm" and points:
            points[-1].month, points[-1].end = token.value, token.end
        elif token.code == "Y" and points:
            points[-1].year = token.value
            points[-1].start, points[-1].end = min(points[-1].start, token.start), max(points[-1].end, token.end)
        elif token.code == "T" or (token.code in "-S" and not loose.vague):
            join = "to" if token.code == "T" else "-"
        elif token.code in "AC":
            join = "&" if token.code == "A" else join or ","
    return points


def _in_figures(token: Token) -> _Point:
    """Return the day of 2012-12-31, 31.12.2012 or 31/12/2012; month -1 where 3/4/2012 leaves its order open."""
    if token.code == "I":
        year, month, day = (int(part) for part in token.text.split("-"))
        return _Point(token.start, token.end, day or 99, month or 99, year)
    one, two, year = (int(part) for part in re.split(r"[./]", token.text))
    if "/" in token.text and one != two and one <= 12:
        one, two = (two, one) if two > 12 else (one, -1)
    return _Point(token.start, token.end, one or 99, two or 99, year)  # "00/05/2015" is no day


def _kept(
    kind: str, points: list[_Point], run: Sequence[Token], before: Sequence[Token], after: Sequence[Token]
) -> list[_Point]:
    """Leave out what only looks like a date: labels ("Articles 3 and 5 May"), counted things, bare years."""
    sets = date_words().sets
    word = before[-1].text.lower() if before else ""
    if kind == "day":
        points = _without_labels(points, word)
        return points if all(p.day <= 31 or any(q.year for q in points) for p in points) else []
    if kind == "month_first":
        while len(points) > 1 and not points[-1].month and not points[-1].year and points[-1].join in ("&", ","):
            points.pop()
        if any(p.year for p in points) or len(points) > 1 or run[0].code in "WBF" or word in sets["before_day"]:
            return points if all(p.day <= 31 for p in points) else []
        return points if not after or not after[0].text[0].isalpha() else []
    if kind == "month":
        dated = any(p.year for p in points)
        return points if dated or run[0].code in "QF" or word in sets["before_month"] else []
    if kind == "year":
        return points if _is_year(points, run, word, after) else []
    return points


def _without_labels(points: list[_Point], word: str) -> list[_Point]:
    """Drop leading bare numbers that are no days: after a label, or in a list that no "and" closes."""
    if word in date_words().sets["labels"] and not points[0].month:
        return _first(points[1:])
    bare = next(at for at, point in enumerate(points) if point.month)
    if any(point.join == "," for point in points[1 : bare + 1]) and points[bare].join != "&":
        return _first(points[bare:])
    return points


def _first(points: list[_Point]) -> list[_Point]:
    if points:
        points[0].join = ""
    return points


def _is_year(points: list[_Point], run: Sequence[Token], word: str, after: Sequence[Token]) -> bool:
    sets = date_words().sets
    if word in sets["labels"]:
        return False
    ascending = all(one.year < two.year for one, two in zip(points, points[1:], strict=False))
    if len(points) > 1 and points[1].join != "&":
        return ascending
    counted = bool(after) and after[0].code == "X" and after[0].text.isalpha() and after[0].text.endswith("s")
    if run[0].code == "Q":
        return run[0].text.lower() not in sets["before_year_weak"] or not counted
    if run[0].code in "BF":
        return ascending and not counted
    if word in sets["before_year"]:
        return True
    return (word == "(" and bool(after) and after[0].text in ")") or (word in sets["before_year_weak"] and not counted)


def _context(years: Sequence[tuple[int, int]], year: int | None, start: int, text: str) -> int:
    """Return the year of a date that has none: one close before it, the caller's, or the last one in the text."""
    if years and start - years[-1][0] <= _NEAR and "." not in text[years[-1][0] : start]:
        return years[-1][1]
    return year or (years[-1][1] if years else 0)


def _dates(points: list[_Point], text: str, *, between: bool, month_first: bool) -> list[FoundDate]:
    """Group the points into single dates and spans, and tell what is wrong with them."""
    _complete(points, month_first)
    found: list[FoundDate] = []
    at = 0
    while at < len(points):
        pair = at + 1 < len(points) and (
            points[at + 1].join in ("-", "to") or (between and at == 0 and len(points) == 2)
        )
        group = points[at : at + 2] if pair else points[at : at + 1]
        found.append(_date(group, text, joined=at > 0))
        at += len(group)
    return found


def _complete(points: list[_Point], month_first: bool) -> None:
    """Give days their month and dates their year, from the right ("4 and 6 May 2011"), else from the left.

    A year from the left is grammar in a span and a guess in a list ("on 3 May 2012 and 5 June").
    """
    for order, rightwards in ((points[::-1], False), (points, True)):
        for giver, taker in zip(order, order[1:], strict=False):
            if taker.day and not taker.month and rightwards >= month_first:
                taker.month = giver.month
            if not taker.year and giver.year:
                taker.year = giver.year
                taker.guessed = giver.guessed or (rightwards and taker.join in ("&", ","))


def _date(group: list[_Point], text: str, *, joined: bool) -> FoundDate:
    first, last = group[0], group[-1]
    start, end = min(p.start for p in group), max(p.end for p in group)
    written = text[start:end]
    vague = any(point.vague for point in group)
    precision = "vague" if vague else "day" if last.day else "month" if last.month else "year"
    guessed = any(point.guessed for point in group)
    # "28 December – 3 January 2010": the year stands with the end, so the beginning lies in the year before.
    if len(group) == 2 and first.month > last.month and first.year == last.year and _years_written(text[start:end]) < 2:
        first.year, guessed = first.year - 1, True
    problem = _problem(group, written)
    if not problem or problem.startswith("the calendar"):
        days = [point.edtf for point in group]
        return FoundDate(
            days[0], days[1] if len(days) > 1 else "", start, end, written, precision, guessed, problem, joined
        )
    return FoundDate("", "", start, end, written, precision, guessed, problem, joined)


def _years_written(text: str) -> int:
    return len(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text))


def _problem(group: list[_Point], written: str) -> str:
    if any(not point.year for point in group):
        return f"{written} has no year"
    if any(point.month < 0 for point in group):
        return f"{written} does not tell day from month"
    if any(span(point.edtf) is None for point in group):
        return f"{written} is no day of the calendar"
    if len(group) == 2 and first_day(group[0].edtf) > last_day(group[1].edtf):
        return f"{written} ends before it begins"
    for point in group:
        if point.weekday >= 0 and not point.guessed:
            true = date.fromisoformat(point.edtf).weekday()
            if true != point.weekday:
                return f"the calendar has a {_WEEKDAYS[true]} for {point.edtf}, not a {_WEEKDAYS[point.weekday]}"
    return ""
