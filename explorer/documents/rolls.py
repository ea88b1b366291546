"""Short lines that look like headings and are none: rolls of names, and tables of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.model import Block

_ENDS = ".:?!;,"
_SHORT = 60  # characters of a line of a roll


def in_rolls(blocks: Sequence[Block]) -> set[int]:
    """Return the lines of rolls of names: three or more short ones, no empty line between them; the first may head it.

    >>> sorted(in_rolls([Block("Roll call:"), Block("Ms A", glued=True), Block("Fiji", glued=True), Block("So.")]))
    [1, 2]
    """
    found: set[int] = set()
    starts = [at for at, block in enumerate(blocks) if not at or not block.glued]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=False):
        lines = [line.rstrip() for block in blocks[start + 1 : end] for line in block.text.split("\n")]
        marked = any(block.mark or block.kind for block in blocks[start:end])
        if len(lines) > 1 and not marked and all(len(line) <= _SHORT and line[-1:] not in _ENDS for line in lines):
            led = start and blocks[start - 1].text.endswith(":")  # the line before heads them
            found |= set(range(start if led else start + 1, end))
    return found


def without_contents(blocks: list[Block]) -> list[Block]:
    """Set a table of contents aside: lines that dots lead to a page's number, and what wrapped between them.

    >>> [b.kind for b in without_contents([Block("Aims ..... 2"), Block("Plan ...... 3"), Block("They met.")])]
    ['caption', 'caption', '']
    """
    listed = [block.kind != "title" and _led(block.text) for block in blocks]
    if sum(listed) < 2:
        return blocks
    around = [*listed[1:], False]
    return [
        replace(block, kind="caption", mark="") if here or at and listed[at - 1] and around[at] else block
        for at, (block, here) in enumerate(zip(blocks, listed, strict=True))
    ]


def _led(text: str) -> bool:
    """Tell whether dots lead to a number at the end of a line: "Opening remarks ........ 4"."""
    line = text.rstrip("0123456789")
    dots = line[len(line.rstrip(" .…\t\u00a0")) :]
    return 1 <= len(text) - len(line) <= 4 and (dots.count(".") > 3 or dots.count("…") > 1)
