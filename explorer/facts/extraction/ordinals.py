"""Counting words of meetings: "Sixth", "6th", "Twenty-First", "XXI"."""

from __future__ import annotations

import re

from explorer.facts.extraction.tokens import Token

_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{tens[:-1] + "ieth": n for tens, n in _TENS.items()},
    "hundredth": 100,
    "inaugural": 1,
}
_FIGURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def ordinal_at(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Return the number that an ordinal at token `at` means, and the token after it.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> ordinal_at(tokenise("Forty-Third Summit"), 0), ordinal_at(tokenise("6th Meeting"), 0)
    ((43, 2), (6, 1))
    """
    norm = tokens[at].norm
    if norm in _WORDS:
        return _WORDS[norm], at + 1
    if norm in _TENS and at + 1 < len(tokens) and tokens[at + 1].norm in _UNITS:
        return _TENS[norm] + _WORDS[tokens[at + 1].norm], at + 2
    figure = _FIGURE.fullmatch(norm)
    if figure:
        return int(figure[1]), at + 1
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
