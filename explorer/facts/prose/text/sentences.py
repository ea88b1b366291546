"""Where sentences begin and end: borders of our own, so that no sentence is read across another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import ALONE, STEM, Span, Token

LONGEST = 900  # tokens of a sentence: a list of all States of the world with their long names takes some 700
_OPENERS = frozenset('("“‘«[')
_CLOSERS = frozenset(')"”’»]')
_ROMAN = re.compile(r"[ivxl]{1,5}")
_NOTES = frozenset("†‡§¶°*¹²³⁴⁵⁶⁷⁸⁹⁰")
_BULLETS = frozenset("•●○◦▪■□►▶➢➤✓✔·‣⁃∙–")


@dataclass(frozen=True, slots=True)
class Borders:
    """Sentences, what each of them continues, and the tokens inside that are silent."""

    sentences: tuple[Span, ...]
    below: tuple[int, ...]
    silent: frozenset[int]


def borders(text: str, tokens: Sequence[Token], spans: Sequence[Span], headline: bool, item: bool) -> Borders:
    """Return the sentences within `spans`: the values of labels, and the running text.

    `headline` tells that lines are lines of a title, `item` that the passage is an item of a list.
    """
    found: list[Span] = []
    below: list[int] = []
    silent = frozenset(at for at, token in enumerate(tokens) if token.norm in _NOTES)
    for span in spans:
        stem = ALONE
        for part in _lines(text, tokens, span, headline):
            first = after_mark(tokens, part)
            stem = stem if first > part.first else ALONE
            for n, sentence in enumerate(_stops(tokens, Span(first, part.last))):
                begin = len(found)
                pieces, hangs, cut = _listed(tokens, _unnumbered(tokens, sentence), item)
                silent |= cut
                found += pieces
                below += [begin + n if n >= 0 else n for n in hangs]
                below[begin] = stem if below[begin] == ALONE and not n else below[begin]
            if tokens[part.last - 1].norm == ":":
                stem = len(found) - 1
    kept = [n for n, span in enumerate(found) if any(t.word for t in tokens[span.first : span.last])]
    place = {n: at for at, n in enumerate(kept)}
    hanging = [place.get(below[n], ALONE) if below[n] >= 0 else below[n] for n in kept]
    if item and hanging:
        hanging[0] = STEM
    return Borders(tuple(found[n] for n in kept), tuple(hanging), silent)


def after_mark(tokens: Sequence[Token], span: Span) -> int:
    """Return the token after the bullets and the number ("1.", "3.2.", "(a)", "iv)", "10/", "Item 4.") of a line."""
    at = span.first
    while at < span.last and tokens[at].norm in _BULLETS:
        at += 1
    item = _number(tokens, at + 1, span.last) if at < span.last and tokens[at].norm == "item" else 0
    if at + 2 < item < span.last and tokens[item].capital:
        return item
    return _number(tokens, at, span.last)


def _unnumbered(tokens: Sequence[Token], span: Span) -> Span:
    """Cut a number inside a paragraph: "… met. 3.3 Fiji will report."."""
    first = _number(tokens, span.first, span.last)
    return Span(first, span.last) if span.first < first < span.last else span


def _number(tokens: Sequence[Token], at: int, limit: int) -> int:
    norm = [token.norm for token in tokens[at : min(at + 12, limit)]]
    if len(norm) > 3 and norm[0] in "([" and norm[2] in ")]" and _marks(norm[1]):
        return at + 3
    if norm[:2] == ["[", "]"]:  # a box to be ticked
        return at + 2
    end = 0
    while end + 1 < len(norm) and norm[end].isdigit() and len(norm[end]) <= 3 and norm[end + 1] == ".":
        end += 2
    glued = end and end < len(norm) and tokens[at + end].start == tokens[at + end - 1].end
    if end and end < len(norm) and norm[end].isdigit() and glued and len(norm[end]) <= 2 and end + 1 < len(norm):
        closed = norm[end + 1] in ".)"
        return at + end + 1 + closed if closed or tokens[at + end + 1].capital else at
    if end and end < len(norm) and not (glued and norm[end].isalnum()):
        return at + end
    if not end and len(norm) > 2 and norm[1] in ")." and _marks(norm[0]) and not norm[0].isdigit():
        return at + 2 if norm[1] == ")" or (len(norm[0]) == 1 or _ROMAN.fullmatch(norm[0])) and (
            tokens[at].text.islower()) else at  # fmt: skip
    if not end and len(norm) > 2 and norm[1] == ")" and norm[0].isdigit() and len(norm[0]) <= 3:
        return at + 2
    return at


def _marks(norm: str) -> bool:
    return len(norm) == 1 and norm.isalnum() or len(norm) == 2 and norm.isdigit() or bool(_ROMAN.fullmatch(norm))


def _lines(text: str, tokens: Sequence[Token], span: Span, headline: bool) -> list[Span]:
    """Cut where a line feed ends what stands above it: an empty line, a heading, a new number or bullet."""
    found: list[Span] = []
    first = begin = span.first
    widest = max(map(len, text.split("\n")))
    for at in range(span.first + 1, span.last):
        between = text[tokens[at - 1].end : tokens[at].start]
        if "\n" not in between:
            continue
        line = Span(begin, at)
        marked = after_mark(tokens, Span(at, span.last)) > at
        alone = begin == first and len(text[tokens[begin].start : tokens[at - 1].end]) * 4 < widest * 3
        if between.count("\n") > 1 or marked or _is_headline(tokens, line, tokens[at], headline, alone):
            found.append(Span(first, at))
            first = at
        begin = at
    return [*found, Span(first, span.last)] if first < span.last else found


def _is_headline(tokens: Sequence[Token], line: Span, after: Token, headline: bool, alone: bool) -> bool:
    """Whether a line stands alone: closed, in title case, and the next one begins with a capital."""
    last = tokens[line.last - 1]
    small = words("text", "text.yaml", "small")
    if not after.capital or last.norm in small or last.norm in ",;(–" or after.norm in ("of", "and", "for", "&"):
        return False
    if last.norm in ".!?":
        short = tokens[line.last - 2].norm if line.last - line.first > 1 else ""
        return (
            last.norm != "."
            or short not in words("text", "text.yaml", "abbreviations")
            or short in ("no", "art", "res")
        )
    run = [t for t in tokens[line.first : line.last] if t.word and t.norm not in small and t.norm != "'s"]
    capitals = all(t.capital or t.norm[:1].isdigit() for t in run)
    dated = run and run[-1].norm.isdigit()
    listed = any(tokens[i].norm in ",;" for i in range(line.first, line.last))
    return last.norm == ":" or alone and capitals and not (dated or headline or listed) and len(run) > 1


def _stops(tokens: Sequence[Token], span: Span) -> list[Span]:
    found: list[Span] = []
    first = span.first
    for at in range(span.first, span.last):
        if tokens[at].norm in (".", "!", "?", "…") and at >= first and _ends(tokens, at, first, span.last):
            last = at + 1
            while last < span.last and tokens[last].norm in _CLOSERS and tokens[last].start == tokens[last - 1].end:
                last += 1
            found.append(Span(first, last))
            first = last
    rest = [Span(first, span.last)] if first < span.last else []
    return [part for whole in (*found, *rest) for part in _parts(tokens, whole)]


def _in_figures(tokens: Sequence[Token]) -> bool:
    """Whether tokens begin with a day in figures: "28.04.2017", or "28.04" of it."""
    glued = all(one.end == two.start for one, two in zip(tokens, tokens[1:], strict=False))
    return len(tokens) > 2 and glued and [t.norm.isdigit() for t in tokens[:3]] == [True, False, True]


def _ends(tokens: Sequence[Token], at: int, first: int, limit: int) -> bool:
    if at <= first:
        return False
    if tokens[at].norm != ".":
        return True
    before = tokens[at - 1]
    after = tokens[at + 1] if at + 1 < limit else None
    if after is None:
        return True
    if before.norm.isdigit() and after.norm.isdigit() and _in_figures(tokens[at + 1 : min(at + 5, limit)]):
        return False  # "27.-28.04.2017"
    if after.start == tokens[at].end and after.norm not in _CLOSERS:
        return before.end == tokens[at].start and after.text[:1].isupper() and len(before.text) > 2
    if before.norm in words("text", "text.yaml", "abbreviations") and not _counts(before, after):
        return False
    if len(before.text) == 1 and before.text.isupper() and not before.text.isdigit():
        return False
    if before.norm == "m" and after.norm in words("text", "text.yaml", "zones"):  # "at 7 p.m. UTC, the members met"
        return False
    following = next((t for t in tokens[at + 1 : at + 3] if t.norm not in _OPENERS and t.norm not in _CLOSERS), None)
    return following is None or following.capital or following.text[:1].isdigit() or following.norm in "–•"


def _counts(before: Token, after: Token) -> bool:
    """Whether a word that may be cut short stands in full: "They said no. Members left."."""
    return before.norm in ("no", "art", "res", "al", "sec") and not after.text[:1].isdigit()


def _parts(tokens: Sequence[Token], span: Span) -> list[Span]:
    """Cut what is too long for a sentence, behind a semicolon or comma where there is one."""
    parts, first = [], span.first
    while span.last - first > LONGEST:
        half, full = first + LONGEST // 2, first + LONGEST
        cut = next((at + 1 for mark in ";," for at in range(full - 1, half, -1) if tokens[at].norm == mark), full)
        parts.append(Span(first, cut))
        first = cut
    return [*parts, Span(first, span.last)]


def _listed(tokens: Sequence[Token], span: Span, item: bool) -> tuple[list[Span], list[int], frozenset[int]]:
    """Cut inline lists: "agreed: (a) …; (b) …" behind a colon, and " - … - …" in what is an item already."""
    marks = _inline_marks(tokens, span)
    if len(marks) > 1:
        first, begin = marks[0]
        opened = first > span.first and (tokens[first - 1].norm == ":" or tokens[first - 1].norm in _OPEN_WORDS)
        separate = all(tokens[at - 1].norm in (";", ",", "and", "or", ":") or at == first for at, _ in marks)
        if opened and separate:
            pieces, hangs = [Span(span.first, first)], [ALONE]
            for n, (_, start) in enumerate(marks):
                pieces.append(Span(start, marks[n + 1][0] if n + 1 < len(marks) else span.last))
                hangs.append(0)
            return pieces, hangs, frozenset()
        return [span], [ALONE], frozenset(i for at, start in marks for i in range(at, start))
    dashes = [
        at for at in range(span.first + 2, span.last - 1) if tokens[at].norm == "–" and not tokens[at + 1].capital
    ]
    colon = next((at for at in dashes if tokens[at - 1].norm == ":"), None)
    if dashes and (item and tokens[span.first].norm.isalpha() and len(dashes) > 1 or colon is not None):
        cuts = [at for at in dashes if colon is None or at >= colon]
        pieces = [Span(span.first, cuts[0])]
        hangs = [STEM if colon is None else ALONE]
        for n, at in enumerate(cuts):
            pieces.append(Span(at + 1, cuts[n + 1] if n + 1 < len(cuts) else span.last))
            hangs.append(STEM if colon is None else 0)
        return pieces, hangs, frozenset()
    return [span], [ALONE], frozenset()


_OPEN_WORDS = frozenset({"to", "that", "by", "will", "should", "shall", "including", "include", "follows"})


def _inline_marks(tokens: Sequence[Token], span: Span) -> list[tuple[int, int]]:
    """Return the enumerators inside a sentence that count on from a, i or 1: their place and the token after."""
    found: list[tuple[int, int]] = []
    wanted = {"a", "i", "1"}
    series = ""
    for at in range(span.first, span.last - 2):
        norm = tokens[at].norm
        if norm == "(" and tokens[at + 2].norm == ")":
            mark, end = tokens[at + 1].norm, at + 3
        elif tokens[at + 1].norm == ")" and _marks(norm) and (at == span.first or tokens[at - 1].norm != "("):
            mark, end = norm, at + 2
        else:
            continue
        if mark in wanted:
            series = series or mark
            found.append((at, end))
            wanted = {_next(mark, series)}
    return found


_COUNT = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _next(mark: str, series: str) -> str:
    if mark.isdigit():
        return str(int(mark) + 1)
    if series == "i":
        return _COUNT[_COUNT.index(mark) + 1] if mark in _COUNT[:-1] else ""
    return chr(ord(mark) + 1)
