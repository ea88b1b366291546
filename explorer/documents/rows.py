"""Rows of tables: a mark and its text are a list item, a label and its value or short cells one line; else apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.marks import mark_of
from explorer.documents.model import Block

_LABELS = frozenset(
    {
        *("date", "dates", "when", "location", "venue", "place", "where", "host", "hosts", "hosted by", "organiser"),
        *("organisers", "organised by", "organizer", "organizers", "organized by", "chair", "chairs", "co-chair"),
        *("co-chairs", "chaired by", "co-chaired by", "participants", "attendance", "members present", "present"),
        *("participating states", "participating countries", "delegations", "observers", "guests", "apologies"),
        *(
            "in the chair",
            "members in the room",
            "members online",
            "absent",
            "also present",
            "in attendance",
            "members",
            "member states",
            "governments",
            "states",
            "countries",
        ),
        *("economies", "organisations", "organizations", "international organisations", "international organizations"),
        *("agencies", "partners", "delegates", "attendees", "regrets", "not represented", "not present"),
    }
)
_SHORT = 200  # a cell longer than this is text of its own, in a table that only lays out the page


def row_blocks(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the blocks of one table row, given the blocks of each of its cells.

    >>> [(b.kind, b.mark, b.text) for b in row_blocks([[Block("•")], [Block("To learn.")]])]
    [('item', '•', 'To learn.')]
    >>> [b.text for b in row_blocks([[Block("Fiji")], [], [Block("Ms A")]])]
    ['Fiji | Ms A']
    >>> [b.text for b in row_blocks([[Block("Co-chairs")], [Block("Fiji, Samoa")]])]
    ['Co-chairs: Fiji, Samoa']
    """
    filled = [cell for cell in cells if cell]
    flat = [block for cell in filled for block in cell]
    if len(filled) < 2:
        return flat
    first = filled[0][0]
    mark = mark_of(f"{first.text} x") if len(filled[0]) == 1 and not first.kind else None
    if mark and mark.printed == first.text and len(filled) == 2 and not filled[1][0].kind:
        return [replace(filled[1][0], kind="item", mark=first.text), *filled[1][1:]]
    label = first.text.strip("*_ ").rstrip(": ").rstrip("*_")
    if len(flat) == len(filled) == 2 and label.casefold() in _LABELS and not flat[1].kind:
        return [Block(f"{label}: {flat[1].text}", "paragraph")]
    if all(len(cell) == 1 and not cell[0].kind and len(cell[0].text) <= _SHORT for cell in filled):
        return [Block(" | ".join(block.text for block in flat), "paragraph")]
    return flat
