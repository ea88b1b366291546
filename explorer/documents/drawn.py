"""The blocks of a table that lines of text draw, with the marks of Markdown in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.columns import barred_table, drawn_table, parted_table
from explorer.documents.markup import plain, with_breaks, without_crossed
from explorer.documents.model import Block
from explorer.documents.rows import row_blocks
from explorer.documents.tables import Slot, is_head, table_blocks


def drawn_blocks(lines: Sequence[str], *, barred: bool) -> list[Block]:
    """Return the blocks of the table that a group of lines draws, a line of words above it first; none for others.

    `barred`: each line has bars at both ends, or is a border.

    >>> [(b.kind, b.text) for b in drawn_blocks(["Party  | Role", "Fiji | Chair"], barred=False)]
    [('paragraph', 'Party | Role'), ('row', 'Fiji | Chair')]
    """
    if barred:
        return _table(barred_table(lines))
    for above, drawn in ((lines[:at], lines[at:]) for at in (0, 1)):
        table = _table(parted_table(drawn) or [], headed=True) or _table(drawn_table(drawn) or [])
        if table:
            return [*(Block(line.strip()) for line in above), *table]
    return []


def _table(rows: list[list[str]], *, headed: bool = False) -> list[Block]:
    """Return the blocks of a table; what was struck out in its cells stands behind it, and is not read.

    `headed`: none where its first row heads no columns.
    """
    if headed and not any(map(is_head, rows[0] if rows else ())):
        return []
    read = [[as_read(Block(with_breaks(cell).strip())) if cell else [] for cell in row] for row in rows]
    crossed = [block for row in read for cell in row for block in cell if block.kind == "caption"]
    shown = [[[block for block in cell if block.text and block.kind != "caption"] for cell in row] for row in read]
    table = table_blocks([[Slot(cell) for cell in row] for row in shown])
    if table is None and headed:
        return []
    return [*(table if table is not None else [b for row in shown for b in row_blocks(row)]), *crossed]


def as_read(block: Block) -> list[Block]:
    """Return a block of Markdown as its reader sees it; what was struck out is kept behind it, and not read."""
    text, crossed = without_crossed(block.text)
    shown = [replace(block, text=plain(text).strip())]
    return [*shown, Block(plain(crossed), "caption")] if crossed else shown
