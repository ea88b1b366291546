"""Reading order of a PDF's page: columns apart, cells of a table beside each other, marks of notes out of the words.

A PDF says where pieces of text stand, not in which order they are read. So columns are told by where pieces begin:
several lines that begin at one place well inside the page, beside others that begin at the margin, are a column of
their own when they run on as prose, and cells of a table when they are short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

_GAP = 1.5  # rows this many times the usual distance apart are parts of their own
_APART = 110  # points between the beginnings of two columns, at the least
_COLUMN = 3  # lines that begin at one place make a column
_CELL = 24  # letters of a usual cell at the most; lines of a column of prose are longer
_BESIDE = 8  # lines that begin at one place make a text beside which labels may stand
_SMALL = 0.9  # type this many times the size of the line can be a mark that is raised from it
_NOTE = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§¹²³⁴⁵⁶⁷⁸⁹])[).]?\s+\S")
_MARK = re.compile(r"[\d*†‡§,¹²³⁴⁵⁶⁷⁸⁹⁰ ]{1,5}|[a-z]")
_ORDINAL = ("st", "nd", "rd", "th")  # raised from the line, and part of it: "1st"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that no gap parts: where it begins (points from the left, from the bottom), its size, and where it ends."""

    text: str
    left: float
    height: float
    size: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read: its text, where it begins, its size of type; `cells` where it is a row of a table."""

    text: str
    left: float
    height: float
    size: float
    cells: tuple[str, ...] = ()


def in_order(pieces: Sequence[Piece]) -> tuple[list[Line], list[Line]]:
    """Return the lines of a page in the order they are read, and its footnotes.

    >>> page = [Piece("They met.", 60, 700, 10, 98), Piece("1", 98, 704, 6, 101), Piece("1 Online", 60, 60, 7, 95)]
    >>> [[line.text for line in part] for part in in_order(page)]
    [['They met.'], ['1 Online']]
    """
    rows = _baselines(pieces)
    notes = _footnotes(rows)
    lines: list[Line] = []
    for part, begins in _parts(_labels_first(rows[: len(rows) - len(notes)])):
        loose = [list(_joined(row, [], gap=0.6)) for row in part]
        if _is_table(loose):
            lines += [_row(row) if len(row) > 1 else _line(row) for row in loose]
            continue
        whole = [list(_joined(row, begins)) for row in part]
        lines += [line for band in _bands(whole, begins) for line in band]
    return lines, [_line(list(_joined(row, []))) for row in notes]


def _labels_first(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Return the rows with short labels in the margin of a text ("Summary") before the lines that they stand beside.

    A row that has one between rows that have none is a label set at half the height of its text, no cell of a table.
    """
    begins = Counter(round(row[-1].left) for row in rows if len(row[-1].text) > _CELL)
    if not begins or max(begins.values()) < _BESIDE:
        return list(rows)
    left = begins.most_common(1)[0][0]
    found: list[list[Piece]] = []
    start = 0  # of the lines without a gap that begin at `left`
    for at, row in enumerate(rows):
        label, rest = row[0], row[1:]
        around = [rows[n][0] for n in (at - 1, at + 1) if 0 <= n < len(rows)]
        margin = label.right < left - 8 and 4 < len(label.text.strip()) <= _CELL and label.text[0].isalpha()
        within = len(around) == 2 and all(piece.left > left - 3 for piece in (*around, *rest))
        if margin and within:
            found.insert(start, [replace(label, height=found[start][0].height if start < len(found) else label.height)])
            if rest:
                found.append(rest)
            continue
        gap = found and found[-1][0].height - row[0].height > 1.8 * row[0].size
        if row[0].left <= left - 3 or gap or not found:
            start = len(found) + (row[0].left <= left - 3)
        found.append(row)
    return found


def _parts(rows: Sequence[list[Piece]]) -> list[tuple[list[list[Piece]], list[float]]]:
    """Return the parts of a page that a gap over its whole width parts, each with where its columns begin.

    Parts below each other with the same columns are one.
    """
    steps = [a[0].height - b[0].height for a, b in zip(rows, rows[1:], strict=False)]
    # Columns whose lines stand at heights of their own make small steps: a line is at least as high as its type.
    usual = max(median(steps), 1.1 * median(row[0].size for row in rows)) if steps else 0.0
    parts: list[list[list[Piece]]] = []
    cells = [len(list(_joined(row, [], gap=0.6))) for row in rows]
    for at, row in enumerate(rows):
        table = at > 0 and cells[at] == cells[at - 1] > 1  # rows of a table may stand far apart
        if not at or steps[at - 1] > _GAP * usual and not table:
            parts.append([])
        parts[-1].append(row)
    told: list[tuple[list[list[Piece]], list[float]]] = []
    for part in parts:
        begins = _columns(part)
        if told and len(begins) > 1 and begins == told[-1][1]:
            told[-1][0].extend(part)
        else:
            told.append((part, begins))
    return told


def _baselines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces by the lines they stand on, from the top; a raised mark stands on the line of its word."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-round(p.height), p.left)):
        row = next((row for row in reversed(rows[-3:]) if _beside_each_other(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [_unmarked(sorted(row, key=lambda p: p.left)) for row in rows]


def _beside_each_other(row: Sequence[Piece], piece: Piece) -> bool:
    base = max(row, key=lambda p: p.size)
    off = abs(base.height - piece.height)
    small, large = sorted((base, piece), key=lambda p: p.size)
    said = small.text.strip()
    mark = bool(_MARK.fullmatch(said)) or said in _ORDINAL
    return off < 0.25 * base.size or off < 0.6 * large.size and small.size < _SMALL * large.size and mark


def _unmarked(row: list[Piece]) -> list[Piece]:
    """Leave out the marks of notes: small, raised, and nothing but a number or a sign."""
    base = max(row, key=lambda p: p.size)
    kept: list[Piece] = []
    for p in row:
        raised = p.size < _SMALL * base.size and p.height > base.height + 0.5
        if p is base or not (raised and _MARK.fullmatch(p.text.strip())):
            kept.append(p)
        elif kept:
            kept[-1] = replace(kept[-1], right=p.right)  # what follows stands close to the word that bore the mark
    return kept


def _joined(row: Sequence[Piece], begins: Sequence[float], gap: float = 1.1) -> Iterator[Piece]:
    """Put pieces together that no gap (in sizes of the type) and no beginning of a column parts."""
    whole = row[0]
    for piece in row[1:]:
        new = any(abs(piece.left - begin) < 8 and whole.left < begin - 20 for begin in begins[1:])
        if not new and piece.left - whole.right < gap * whole.size:
            space = "" if piece.left - whole.right < 0.12 * whole.size else " "
            whole = replace(whole, text=whole.text + space + piece.text, right=piece.right)
        else:
            yield whole
            whole = piece
    yield whole


def _is_table(rows: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether rows are those of a table: most have as many cells, at the same places, and some column is short."""
    cells = [row for row in rows if len(row) > 1]
    if len(cells) < 3 or 5 * len(cells) < 3 * len(rows):
        return False
    width = Counter(len(row) for row in cells).most_common(1)[0][0]
    even = [row for row in cells if len(row) == width]
    places = [Counter(round(row[at].left / 6) for row in even).most_common(1)[0][1] for at in range(width)]
    short = min(median(len(row[at].text) for row in even) for at in range(width)) <= _CELL
    return short and 2 * len(even) >= len(cells) and all(2 * count >= len(even) for count in places[:2])


def _columns(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Return where the columns of the page begin, the margin first; one entry where it has no columns."""
    starts = Counter(round(piece.left / 4) for row in rows for piece in row)
    if not starts:
        return []
    begins: list[float] = []
    for place in sorted(starts):
        count = starts[place] + starts.get(place + 1, 0)
        if count >= _COLUMN and (not begins or place * 4 - begins[-1] >= _APART):
            begins.append(place * 4)
    return begins or [min(starts) * 4]


def _bands(rows: Sequence[Sequence[Piece]], begins: Sequence[float]) -> Iterator[list[Line]]:
    """Yield the lines of the page band by band: what runs over the whole width, rows of a table, columns one by one."""
    band: list[Sequence[Piece]] = []
    for row in rows:
        if len(begins) > 1 and (len(row) > 1 or not _across(row[0], begins)):
            band.append(row)
            continue
        yield from _band(band, begins)
        band = []
        yield [_line(row)]
    yield from _band(band, begins)


def _across(piece: Piece, begins: Sequence[float]) -> bool:
    """Tell whether a piece runs over the beginning of a column to its right."""
    return any(piece.left + 20 < begin < piece.right - 0.5 * piece.size for begin in begins[1:])


def _band(rows: Sequence[Sequence[Piece]], begins: Sequence[float]) -> Iterator[list[Line]]:
    if not rows:
        return
    lengths = [[len(p.text) for row in rows for p in row if _column(p, begins) == at] for at in range(len(begins))]
    short = any(lengths[1:]) and min(median(found) for found in lengths if found) <= _CELL
    together = sum(len(row) > 1 for row in rows)
    if together and short and 2 * together >= len(rows):
        yield [_line(row) if len(row) == 1 else _row(row) for row in rows]
        return
    used = [at for at, found in enumerate(lengths) if found]
    if len(used) < 2 or not _beside(rows, begins, used):
        yield [_line(row) for row in rows]
        return
    for at, begin in enumerate(begins):  # each told as if it stood at the margin, where depths are counted from
        column = [p for row in rows for p in row if _column(p, begins) == at]
        yield [_line([replace(p, left=p.left - begin + begins[0])]) for p in column]


def _beside(rows: Sequence[Sequence[Piece]], begins: Sequence[float], used: Sequence[int]) -> bool:
    """Tell whether the columns stand beside each other, not one below the other."""
    heights = [[p.height for row in rows for p in row if _column(p, begins) == at] for at in used]
    return max(min(found) for found in heights) < min(max(found) for found in heights)


def _column(piece: Piece, begins: Sequence[float]) -> int:
    return max((at for at, begin in enumerate(begins) if begin <= piece.left + 20), default=0)


def _line(row: Sequence[Piece]) -> Line:
    first = row[0]
    text = " ".join(piece.text.strip() for piece in row)
    return Line(text, first.left, first.height, max(piece.size for piece in row))


def _row(row: Sequence[Piece]) -> Line:
    return replace(_line(row), cells=tuple(piece.text.strip() for piece in row))


def _footnotes(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Return the rows at the foot of the page that are notes: in smaller type, the first with the mark of a note."""
    if not rows:
        return []
    usual = Counter(piece.size for row in rows for piece in row for _ in piece.text).most_common(1)[0][0]
    at = len(rows)
    while at and all(piece.size < 0.9 * usual for piece in rows[at - 1]) and len(rows) - at < 12:
        at -= 1
    while at < len(rows) and not _NOTE.match(rows[at][0].text.strip()):
        at += 1
    return rows[at:]
