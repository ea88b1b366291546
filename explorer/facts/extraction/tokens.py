"""Words of a passage with their exact place: folded for comparison, offsets into the text as received."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INNER = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # combining accents, soft hyphens, zero-width marks
# Not possessive: Pythons before 3.11.5 go wrong where such a group looks ahead; its branches exclude each other anyway.
_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)"  # 3,000
    rf"|[^\W_](?:[^\W_]|[{_INNER}]|['’ʼ](?=[^\W\d_][^\W\d_]))*"
    r"|(?<=[^\W_])['’ʼ＇`´][sS](?![^\W_])"
    r"|(?<![^\s(])[-‐‑‒–—―−](?=\s)|[–—―]|[^\s\w]"
)
MAY = "month-of-may"  # "on 4 May" is no "may"
_OPENS = frozenset(".!?:;•")
_GLUED = re.compile(r"(\w*[^\W_A-Z])(Dates?|Time|Venue|Location|Chairs?|Hosts?)")
_JOINERS = frozenset("-‐‑‒−'’ʼ＇`´‘“”\"*_\u00ad")
_APOSTROPHES = {ord(c): None for c in "'’ʼ"}
_APOSTROPHE = frozenset("'’ʼ＇`´")
_DASHES = frozenset("-‐‑‒–—―−")
_MISREAD_I = re.compile(r"l(?=[A-Z]|[bcdfghjkmnpqrstvwxz][a-z])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark: `norm` is the folded form, `start` and `end` its place in the passage."""

    text: str
    norm: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it is a word or a number rather than a mark."""
        return self.norm[:1].isalnum() or self.norm == "'s"

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter (a misread small L for a capital I counts as one)."""
        inner = self.text[1:2] in "'’ʼ" and self.text[2:3].isupper()  # "d'Ivoire"
        return self.text[:1].isupper() or bool(inner) or bool(_MISREAD_I.match(self.text))

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals throughout, as acronyms are."""
        return len(self.text) > 1 and _unmisread(self.text).upper() == _unmisread(self.text) and self.text[-1].isalpha()


def _unmisread(text: str) -> str:
    return "I" + text[1:] if _MISREAD_I.match(text) else text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a word without accents, case, invisible marks and the small L that stands for a capital I.

    >>> fold("lndonesia"), fold("Türkiye"), fold("Elle")
    ('indonesia', 'turkiye', 'elle')
    """
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return _unmisread(text).lower()
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "\u00ad\u200b\u200c\u200d\u2060")
    return _unmisread(plain).lower()


def tokenise(text: str) -> list[Token]:
    """Return the words and marks of `text` in order. Hyphens inside words divide them and are dropped.

    >>> [t.norm for t in tokenise("Sri Lanka's Co-Chairs (lOM), 23-26 July – Bali")]
    ['sri', 'lanka', "'s", 'co', 'chairs', '(', 'iom', ')', ',', '23', '26', 'july', '–', 'bali']
    >>> [t.norm for t in tokenise("May they meet on 4 May?")]
    ['may', 'they', 'meet', 'on', '4', 'month-of-may', '?']
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        glued = _GLUED.fullmatch(piece) if text[match.end() : match.end() + 1] == ":" else None
        if glued:  # "IndonesiaDate:" of a head line without its space
            cut = match.start() + len(glued[1])
            tokens.append(Token(glued[1], fold(glued[1]), match.start(), cut))
            tokens.append(Token(glued[2], fold(glued[2]), cut, match.end()))
            continue
        if len(piece) == 2 and piece[0] in _APOSTROPHE:
            norm = "'s"
        elif piece == "May" and tokens and tokens[-1].norm not in _OPENS:
            norm = MAY
        elif piece[0].isalnum():
            norm = fold(piece)
        elif piece in _DASHES and (
            piece in "–—―" or text[match.start() - 1 : match.start()].isspace() or match.start() == 0
        ):
            if piece in "–" and _between_digits(text, match.start(), match.end()):
                continue
            norm = "–"
        elif piece in _JOINERS:
            continue
        else:
            norm = piece
        tokens.append(Token(piece, norm, match.start(), match.end()))
    return tokens


def _between_digits(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


@lru_cache(maxsize=65536)
def norms(text: str) -> tuple[str, ...]:
    """Return the folded words and marks of a phrase.

    >>> norms("People's Republic of China")
    ('people', "'s", 'republic', 'of', 'china')
    """
    return tuple(token.norm for token in tokenise(text))


def squeeze(text: str) -> str:
    """Return `text` on one line with single spaces.

    >>> squeeze("Viet\\n  Nam ")
    'Viet Nam'
    """
    return " ".join(text.split())
