"""Words of a passage with their exact place: folded for comparison, offsets into the text as received."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from explorer.facts.prose.text.model import MISREAD_I, Token

_INNER = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # combining accents, soft hyphens, zero-width marks
# Not possessive: Pythons before 3.11.5 go wrong where such a group looks ahead; its branches exclude each other anyway.
_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)"  # 3,000
    r"|\d{1,2}(?:st|nd|rd|th)(?=of\b)"  # "10thof May"
    r"|(?<![\w-])[A-Z]-\d{1,2}(?![\w-])"  # "the D-8", "the G-20"
    rf"|[^\W_](?:[^\W_]|[{_INNER}]|['’ʼ](?=[^\W\d_][^\W\d_]))*"
    r"|(?<=[^\W_])['’ʼ＇`´][sS](?![^\W_])"
    r"|(?<![^\s(])[-‐‑‒–—―−](?=\s)|[–—―]|[^\s\w]"
)
_GLUED = re.compile(r"(\w*[^\W_A-Z])(Dates?|Time|Venue|Location|Chairs?|Hosts?)")
_JOINERS = frozenset("-‐‑‒−'’ʼ＇`´‘“”\"*_\u00ad")
_APOSTROPHES = {ord(c): None for c in "'’ʼ"}
_APOSTROPHE = frozenset("'’ʼ＇`´")
_DASHES = frozenset("-‐‑‒–—―−")
_PREFIXES = frozenset(
    {"co", "non", "pre", "sub", "vice", "multi", "inter", "anti", "re", "ad", "extra"}
)  # "co -chaired"


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a word without accents, case, invisible marks and the small L that stands for a capital I.

    >>> fold("lndonesia"), fold("Türkiye"), fold("Elle")
    ('indonesia', 'turkiye', 'elle')
    """
    text = text.translate(_APOSTROPHES)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c) and c not in "\u00ad\u200b\u200c\u200d\u2060")
        text = text.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("đ", "d")
    return ("I" + text[1:] if MISREAD_I.match(text) else text).lower()


def tokenise(text: str) -> list[Token]:
    """Return the words and marks of `text` in order. Hyphens inside words divide them and are dropped.

    >>> [t.norm for t in tokenise("Sri Lanka's Co-Chairs (lOM), 23-26 July – Bali")]
    ['sri', 'lanka', "'s", 'co', 'chairs', '(', 'iom', ')', ',', '23', '26', 'july', '–', 'bali']
    >>> [t.norm for t in tokenise("They co -chaired it on the 10thof May")]
    ['they', 'co', 'chaired', 'it', 'on', 'the', '10th', 'of', 'may']
    >>> [t.norm for t in tokenise("The D-8 met, as the G20 did.")]
    ['the', 'd8', 'met', ',', 'as', 'the', 'g20', 'did', '.']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        start, end = match.span()
        glued = _GLUED.fullmatch(piece) if text[end : end + 1] == ":" else None
        if glued:  # "IndonesiaDate:" of a head line without its space
            cut = start + len(glued[1])
            tokens.append(Token(glued[1], fold(glued[1]), start, cut))
            tokens.append(Token(glued[2], fold(glued[2]), cut, end))
        elif piece[0] in _DASHES:
            if not _silent_dash(text, start, end, tokens):
                tokens.append(Token(piece, "–", start, end))
        elif len(piece) == 2 and piece[0] in _APOSTROPHE:
            tokens.append(Token(piece, "'s", start, end))
        elif piece[0].isalnum():
            tokens.append(Token(piece, fold(piece.replace("-", "")), start, end))
        elif piece not in _JOINERS:
            tokens.append(Token(piece, piece, start, end))
    return tokens


def _silent_dash(text: str, start: int, end: int, before: list[Token]) -> bool:
    """Whether a dash only joins: inside a word, between figures, or behind "co" with a blank too many."""
    if before and before[-1].norm in _PREFIXES and text[end : end + 2].strip()[:1].isalpha():
        return True
    if text[start] in "–—―":
        return text[start] == "–" and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
    return start > 0 and not text[start - 1].isspace()


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
