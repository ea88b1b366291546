"""Tables of pages: spans resolved, heads told from rows, each row one passage with its cells.

Only a table with a head is one here. What lays out a page, or sets labels beside their values, stays with `rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from explorer.documents.marks import mark_of
from explorer.documents.model import Block, Cell
from explorer.documents.rows import is_label

SECTION = "Section"  # the head of the column that rows stand under where a row across the table parts them
_WIDEST = 200  # columns
_LONGEST = 600  # characters of a cell; a longer one is text of its own
_HEAD = 80  # characters of a head
_LINE = 60  # characters of each paragraph, where a cell holds several
_SECOND = frozenset(
    {
        *("role", "roles", "status", "capacity", "attended", "attendance", "present", "presence", "participation"),
        *("representative", "representatives", "delegate", "delegates", "head of delegation", "name", "names", "type"),
        *("country", "organisation", "organization", "party", "meeting", "event", "session", "date", "absent"),
    }
)
_OF_ACTIONS = frozenset(
    {
        *(
            "who",
            "what",
            "when",
            "action",
            "actions",
            "task",
            "tasks",
            "lead",
            "owner",
            "responsible",
            "responsibility",
        ),
        *("deadline", "due", "due date", "by when", "progress", "state of play", "timeline", "decision", "commitment"),
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell as a format gives it. `down` 0: it goes on with the cell above it."""

    blocks: Sequence[Block]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """The text of one cell; it fills every place that the cell spans, and is known by identity."""

    text: str


def table_blocks(rows: Sequence[Sequence[Slot]]) -> list[Block] | None:
    """Return the blocks of a table with heads: its head, then a row each with its cells; None for any other table.

    A cell that spans rows is written in each of them; one that spans columns once. A row across the whole table
    ("Observers") is a cell of every row below it, under the head "Section".

    >>> one = [[Slot([Block(text)]) for text in row] for row in (("Country", "Role"), ("Fiji", "Chair"))]
    >>> [(b.text, [(c.head, c.start, c.end) for c in b.cells]) for b in table_blocks(one)]
    [('Country | Role', []), ('Fiji | Chair', [('Country', 0, 4), ('Role', 7, 12)])]
    """
    rows = [row for row in rows if row]
    if len(rows) < 2 or not all(_plain(slot) for row in rows for slot in row):
        return None
    if max(sum(slot.across for slot in row) for row in rows) > _WIDEST:
        return None
    grid = _resolved(rows)
    above = []
    while len(grid) > 2 and len(grid[1]) > 1 and _section(grid[0], len(grid[1])):
        above.append(Block(grid.pop(0)[0].text, "paragraph"))
    heads, body = _heads(grid)
    width = len(heads)
    if not body or not _are_heads(heads, [row for row in body if not _section(row, width)]):
        return None
    return [*above, Block(" | ".join(head for head in heads if head), "paragraph"), *_body(heads, body)]


def is_head(text: str) -> bool:
    """Tell whether a cell is one of the common heads of columns: Country, Role, Present, Deadline."""
    return text.casefold() in _SECOND | _OF_ACTIONS or is_label(text)


def _plain(slot: Slot) -> bool:
    """Tell whether a cell holds words alone: a list, a heading or a long text in it lays out a page."""
    blocks = slot.blocks
    if any(block.kind or block.mark for block in blocks):
        return False
    return all(len(block.text) <= (_LONGEST if len(blocks) == 1 else _LINE) for block in blocks)


def _resolved(rows: Sequence[Sequence[Slot]]) -> list[list[_Piece]]:
    """Return the rows with a piece at every place, whatever spans it."""
    grid: list[list[_Piece]] = []
    hanging: dict[int, tuple[int, _Piece]] = {}  # column → rows that its cell still fills, and the cell
    for row in rows:
        line: list[_Piece] = []

        def hung(line: list[_Piece] = line) -> None:
            while len(line) in hanging:
                left, piece = hanging.pop(len(line))
                if left > 1:
                    hanging[len(line)] = (left - 1, piece)
                line.append(piece)

        for slot in row:
            hung()
            at = len(line)
            if slot.down == 0 and grid and at < len(grid[-1]):
                piece = grid[-1][at]
            else:
                piece = _Piece("\n".join(block.text for block in slot.blocks))
            for column in range(at, at + slot.across):
                if slot.down > 1:
                    hanging[column] = (slot.down - 1, piece)
                line.append(piece)
        hung()
        grid.append(line)
    return grid


def _section(row: Sequence[_Piece], width: int) -> bool:
    """Tell whether a row is one cell across the table, or a label with nothing beside it."""
    if width < 2 or not row or not row[0].text:
        return False
    if len(row) >= width and all(piece is row[0] for piece in row):
        return True
    return is_label(row[0].text) and not any(piece.text for piece in row[1:])


def _heads(grid: list[list[_Piece]]) -> tuple[list[str], list[list[_Piece]]]:
    """Return the head of each column and the rows below; a head over several columns is put before each of theirs."""
    first = grid[0]
    spanning = any(one is other for one, other in zip(first, first[1:], strict=False))
    if spanning and len(grid) > 2 and len(grid[1]) == len(first):
        pairs = zip(first, grid[1], strict=True)
        heads = [one.text if one is two else f"{one.text} {two.text}".strip() for one, two in pairs]
        return _different(heads), grid[2:]
    return _different([piece.text for piece in first]), grid[1:]


def _different(heads: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    told = []
    for head in (" ".join(head.split()).rstrip(": ") for head in heads):
        times = seen[head.casefold()] = seen.get(head.casefold(), 0) + 1
        told.append(f"{head} ({times})" if times > 1 and head else head)
    return told


def _are_heads(heads: Sequence[str], body: Sequence[Sequence[_Piece]]) -> bool:
    """Tell whether the first row heads columns. Labels beside values are no such table, nor marks beside a text."""
    if (
        not body
        or not all(heads[1:])
        or max(map(len, heads)) > _HEAD
        or any(h.endswith((".", ";")) and len(h) > 12 for h in heads)
    ):
        return False
    if len(heads) != 2:
        return len(heads) > 2 or is_label(heads[0]) or heads[0].casefold() in _SECOND
    firsts = [row[0].text for row in body]
    if any(is_label(text) or mark_of(f"{text} x") for text in firsts if text):
        return False
    return not is_label(heads[0]) or is_label(heads[1]) or heads[1].casefold() in _SECOND


def _body(heads: Sequence[str], body: Sequence[Sequence[_Piece]]) -> Iterator[Block]:
    group: _Piece | None = None
    width = len(heads)
    for row in body:
        if _section(row, width):
            group = row[0]
            yield Block(group.text, "paragraph")
        elif len(row) != width:  # a row that lost its columns, as in a drawn table
            text = " | ".join(piece.text for piece in row if piece.text)
            yield Block(text, "paragraph")
        else:
            named = list(zip(heads, row, strict=True))
            yield _row([(SECTION, group), *named] if group is not None else named)


def _row(named: Sequence[tuple[str, _Piece]]) -> Block:
    text, cells = "", []
    for _, run in groupby(named, key=lambda pair: id(pair[1])):
        same = list(run)
        piece = same[0][1]
        if not piece.text:
            continue
        text += f" | {piece.text}" if text else piece.text
        cells += [Cell(head, len(text) - len(piece.text), len(text)) for head, _ in same]
    return Block(text, "row", cells=tuple(cells))
