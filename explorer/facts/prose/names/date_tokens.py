"""The pieces dates are made of: day numbers, months, years, dashes and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from explorer.facts.prose.text.lists import data

_TOKEN = re.compile(
    r"(?P<iso>(?<![\w-])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![\w-]))"
    r"|(?P<days>(?<![\w/.,-])[0-9]{1,2}(?:\.[0-9]{1,2})?\.?[ \u00a0]?[-‐-―−][ \u00a0]?"
    r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}(?![\w/-]|[.,][0-9]))"
    r"|(?P<short>(?<![\w/.,-])(?:19|20)[0-9]{2}[-‐-―−/][0-9]{2}(?![\w/%-]|[.,][0-9])"
    r"(?!\s{0,2}(?:(?i:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|May|MAY)))"
    r"|(?P<numeric>(?<![\w/.,-])[0-9]{1,2}(?P<sep>[./])[0-9]{1,2}(?P=sep)(?:19|20)[0-9]{2}(?![\w/-]|[.,][0-9]))"
    r"|(?P<year>(?<![0-9$€£])(?<![0-9][.,])(?:19|20)[0-9]{2}(?![0-9%]|[.,][0-9]))"
    r"|(?P<day>(?<![0-9$€£])(?<![0-9][.,])[0-9]{1,2}"
    r"(?:[ \u00a0]?(?i:st|nd|rd|th)(?:\b|(?=of\b)))?(?![0-9%]|\.[0-9]|,[0-9]{3}))"
    r"|(?P<word>[^\W\d_]{1,40})|(?P<dash>[-‐-―−]|(?<=[0-9] )\?(?= [0-9]))|(?P<sign>[^\s\w]|_|[0-9]{1,40})"
)
_LOST = re.compile(r"(?<![^\s(])([0-9]{1,2}) (?=([0-9]{1,2}) ([^\W\d_]{3,12})\b)")
_SIGNS = {",": "C", "/": "S", "&": "A", "(": "(", ")": ")"}
_WORD = re.compile(r"[^\W\d_]{1,12}")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its code in the grammar (X: no part of a date), and a number where it has one.

    Codes: D day number, M month, m month in small letters, Y year, W weekday, I ISO day, N day in figures
    (31.12.2012), K short span of years (2012-13), - dash, T to, A and, C comma, S stroke, O of, i in,
    H the, B between, F from, Q part of a year, ( and ).
    """

    code: str
    text: str
    start: int
    end: int
    value: int = 0


@dataclass(frozen=True, slots=True)
class DateWords:
    """The word lists of dates.yaml: `codes` gives code and value of a word, `sets` the named lists."""

    codes: dict[str, tuple[str, int]]
    sets: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Return the words of dates.

    >>> date_words().codes["october"]
    ('M', 10)
    """
    lists = data("names", "dates.yaml")
    codes: dict[str, tuple[str, int]] = {}
    for key, code in (("months", "M"), ("weekdays", "W")):
        for value, names in lists[key].items():
            codes.update({name: (code, int(value)) for name in names})
    for code, names in lists["codes"].items():
        codes.update(dict.fromkeys(names, (code, 0)))
    return DateWords(codes, {key: frozenset(names) for key, names in lists.items() if isinstance(names, list)})


def with_lost_dashes(text: str) -> str:
    """Return `text`, of the same length, with the dash that was lost between two days of a month.

    >>> with_lost_dashes("Bogor, 6 9 November 2006; item 6 9 November")
    'Bogor, 6–9 November 2006; item 6 9 November'
    """

    def dashed(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - 16) : found.start()].split()[-1:]
        labelled = bool(before) and before[0].strip("(").lower() in date_words().sets["labels"]
        month = date_words().codes.get(found[3].lower(), ("", 0))[0] == "M"
        return f"{found[1]}–" if month and not labelled and 0 < int(found[1]) < int(found[2]) < 32 else found[0]

    return _LOST.sub(dashed, text)


def date_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, white space left out.

    >>> "".join(token.code for token in date_tokens("from 30 May to 1 June 2011, 12 months"))
    'FDMTDMYCDX'
    """
    before: Token | None = None
    stop = False  # the token before is an abbreviation, whose full stop says nothing
    text = with_lost_dashes(text)
    for match in _TOKEN.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        glued = before if before is not None and before.end == start else None
        if stop and piece == "." and glued:
            stop = False
            before = Token("X", piece, start, end)
            continue
        stop = False
        if piece in ("day", "Day") and before is not None and before.code == "D":
            continue  # "the 6th day of May 2016"
        if match["days"]:  # "27.-28.04.2017"
            yield from _days(piece, start)
            before = None
            continue
        kind = "numeric" if match["sep"] else str(match.lastgroup)
        if kind == "word":
            code, value = _word(piece, glued)
            stop = code in ("M", "W") and len(piece) < 6
        elif kind in ("day", "year"):
            code, value = _number(text, kind, piece, end, before, glued)
        elif kind == "short":
            if not 0 < int(piece[5:]) - int(piece[2:4]) <= 25:  # no span of years: a month, as in 2012-03
                if piece[4] != "-" or not 1 <= int(piece[5:]) <= 12:
                    yield Token("X", piece, start, end)
                else:
                    yield Token("M", piece[5:], start + 5, end, int(piece[5:]))
                    yield Token("Y", piece[:4], start, end, int(piece[:4]))
                before = None
                continue
            code, value = "K", 0
        else:
            code, value = {"iso": "I", "numeric": "N", "dash": "-"}.get(kind, _SIGNS.get(piece, "X")), 0
        before = Token(code, piece, start, end, value)
        yield before


def _days(piece: str, start: int) -> Iterator[Token]:
    """Yield the two days of a span in figures, the first with the month and year of the last."""
    first, last = re.split(r"[ \u00a0]?[-‐-―−][ \u00a0]?", piece)
    told = [part for part in first.split(".") if part]
    whole = ".".join((*told, *last.split(".")[len(told) :]))
    yield Token("N", whole, start, start + len(first))
    yield Token("-", "-", start + len(first), start + len(piece) - len(last))
    yield Token("N", last, start + len(piece) - len(last), start + len(piece))


def _word(piece: str, glued: Token | None) -> tuple[str, int]:
    words = date_words()
    folded = piece.lower()
    code, value = words.codes.get(folded, ("X", 0))
    if glued is not None and glued.code in "DY" and code not in "MO":
        return "X", 0
    if code == "M" and piece[0].islower() and folded in words.sets["doubtful"]:
        return "m", value
    if code == "W" and piece[0].islower():
        return "X", 0
    return code, value


def _number(text: str, kind: str, piece: str, end: int, before: Token | None, glued: Token | None) -> tuple[str, int]:
    """Return code and value of a day number or year; glued to other words it is neither."""
    value = int("".join(char for char in piece if char.isdigit()))
    if glued is not None and glued.text[-1].isalpha() and glued.code != "M":
        return "X", 0
    if text[end : end + 1].isalpha():
        after = _WORD.match(text, end)
        follows_month = before is not None and before.code in "MmC"  # "June 2012view Image": a glued caption
        month = after is not None and date_words().codes.get(after[0].lower(), ("",))[0] in ("M", "O")  # "10thof May"
        if not (month if kind == "day" else follows_month):
            return "X", 0
    return ("X" if not value else "D" if kind == "day" else "Y"), value
