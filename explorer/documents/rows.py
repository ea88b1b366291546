"""Rows of tables: a mark and its text are a list item, a label and its value or short cells one line; else apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.marks import mark_of
from explorer.documents.model import Block

_LABELS = frozenset(
    {
        *("date & time", "date and time", "time", "presiding", "presided by", "meeting date", "meeting place"),
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
_COUNT = re.compile(r" ?\(\d{1,4}\)$")
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
    if len(flat) == len(filled) == 2 and (told := label_block(*flat)) is not None:
        return [told]
    if all(len(cell) == 1 and not cell[0].kind and len(cell[0].text) <= _SHORT for cell in filled):
        return [Block(" | ".join(block.text for block in flat), "paragraph")]
    return flat


def label_block(label: Block, value: Block) -> Block | None:
    """Return a label and its value as one line, None where the first is no label of a record.

    >>> label_block(Block("Venue"), Block("Suva, Fiji")).text, label_block(Block("Topic"), Block("Visas"))
    ('Venue: Suva, Fiji', None)
    """
    name = _label(label.text)
    return Block(f"{name}: {value.text}", "paragraph") if name.casefold() in _LABELS and not value.kind else None


def column_labels(cells: Sequence[Sequence[Block]]) -> list[str]:
    """Return the labels of a row that heads columns of lists ("Members | Observers"), [] for any other row."""
    names = [_label(cell[0].text) for cell in cells if len(cell) == 1]
    return names if len(names) == len(cells) > 1 and all(name.casefold() in _LABELS for name in names) else []


def columns_as_lists(labels: Sequence[str], cells: Sequence[Sequence[Block]]) -> list[Block]:
    """Return a row of lists below `labels` as one line for each column; [] where its cells are no lists.

    >>> [b.text for b in columns_as_lists(["Members", "Guests"], [[Block("Fiji"), Block("Samoa")], [Block("IOM")]])]
    ['Members: Fiji; Samoa', 'Guests: IOM']
    """
    lists = [[line for block in cell for line in block.text.split("\n")] for cell in cells]
    if len(labels) != len(cells) or all(len(lines) < 2 for lines in lists):
        return []
    pairs = zip(labels, lists, strict=True)
    return [Block(f"{name}: {'; '.join(lines)}", "paragraph") for name, lines in pairs if lines]


def is_label(text: str) -> bool:
    """Tell whether words are a label of a record, as "Venue", "Observers:" or "Participants (12):"."""
    return _COUNT.sub("", _label(text)).casefold() in _LABELS


def is_labelled(text: str) -> bool:
    """Tell whether a line begins with a label of a record and a colon: "Venue: Suva", "Participants (12):".

    >>> is_labelled("Date & time: 3 May 2011"), is_labelled("Minutes: Third Meeting")
    (True, False)
    """
    label, colon, _ = text.partition(":")
    return bool(colon) and is_label(label)


def _label(text: str) -> str:
    return text.strip("*_ ").rstrip(": ").rstrip("*_")
