"""Counting words of events: "Sixth", "6th", "Forty-Eighth (48th)", "XXI"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.facts.prose.text.model import Token

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("ten", "eleven", "twelf", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{f"{word}th": n for n, word in enumerate(_TEENS, 10)},
    **{f"{tens[:-1]}ieth": n for tens, n in _TENS.items()},
    "hundredth": 100,
    "inaugural": 1,
}
_FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[IVX]|L[IVX])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def ordinal_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the number that an ordinal at token `at` means, and the token behind it and its figure in brackets.

    >>> def made(text):
    ...     return [Token(word, word.lower(), 0, 0) for word in text.split()]
    >>> ordinal_at(made("Forty Third Summit"), 0), ordinal_at(made("6th Meeting"), 0)
    ((43, 2), (6, 1))
    >>> ordinal_at(made("Eighth ( 8th ) Forum"), 0)
    (8, 4)
    """
    found = _plain(tokens, at)
    if found is None:
        return None
    number, end = found
    if end + 2 < len(tokens) and tokens[end].norm == "(" and tokens[end + 2].norm == ")":
        again = _plain(tokens, end + 1)
        if again is not None and again == (number, end + 2):
            return number, end + 3
    return number, end


def _plain(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    norm = tokens[at].norm
    if norm in _WORDS:
        return _WORDS[norm], at + 1
    if norm in _TENS and at + 1 < len(tokens) and tokens[at + 1].norm in _UNITS:
        return _TENS[norm] + _WORDS[tokens[at + 1].norm], at + 2
    figure_ = _FIGURE.fullmatch(norm)
    if figure_:
        return int(figure_[1]), at + 1
    if norm.isdigit() and at + 1 < len(tokens) and tokens[at + 1].norm in ("st", "nd", "rd", "th"):
        return int(norm), at + 2
    return None


def ordinal_before(tokens: Sequence[Token], end: int, first: int) -> tuple[int, int] | None:
    """Return the number of an ordinal that ends just before token `end`, and where it begins."""
    for start in range(end - 1, max(first, end - 6) - 1, -1):
        found = ordinal_at(tokens, start)
        if found is None or found[1] != end:
            continue
        if start > first and tokens[start - 1].norm in _TENS:
            longer = ordinal_at(tokens, start - 1)
            if longer is not None and longer[1] == end:
                return longer[0], start - 1
        if tokens[start - 1].norm != "(" or start == first:
            return found[0], start
    return None


def roman(text: str) -> int:
    """Return the value of a Roman number in capitals, 0 when it is none. Single letters are none.

    >>> roman("XXI"), roman("VI"), roman("I"), roman("IOM")
    (21, 6, 0, 0)
    """
    if len(text) < 2 or not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def figure(norm: str) -> int:
    """Return a small whole number, 0 when it is none ("SOM 6")."""
    return int(norm) if norm.isdigit() and len(norm) <= 2 else 0
