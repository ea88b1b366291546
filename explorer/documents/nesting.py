"""Blocks to passages: which item stands under which paragraph or item, and what stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.documents.limits import Limits
from explorer.documents.marks import Mark, mark_of, sort_of
from explorer.documents.model import Block, Passage
from explorer.errors import InputError

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")

_OPEN_END = re.compile(
    r"\b(?:to|by|that|the|a|an|of|on|in|for|with|and|or|from|as|at|including|were|was|is|are|before|after|until|since|between)$",
    re.IGNORECASE,
)
# Somebody did something, and what it was stands below: a stem, no heading.
_TOLD = re.compile(
    r"(?:^|, )(?:[Tt]he|[Tt]hey|[Ii]t|[Ww]e|Participants|Members|Ministers|Delegates|Officials|Experts|Leaders)\b.*"
    r"\b(?:agreed|resolved|decided|recommended|noted|endorsed|welcomed|undertook|requested|adopted|approved|committed"
    r"|urged|encouraged)$"
)


@dataclass(slots=True)
class _Level:
    """One open list level: the sort of its marks, their column, and its latest item."""

    sort: str
    rank: float
    indent: int
    content: int
    item: int
    colon: bool
    given: bool  # its depth was given by the format


def introduces(text: str) -> bool:
    """Tell whether a paragraph leaves its sentence open for the list that follows it.

    >>> introduces("Ministers:"), introduces("It was further agreed to"), introduces("They met in Bali.")
    (True, True, False)
    """
    text = text.rstrip()
    return bool(text) and not _ENDED.search(text)


def open_ended(text: str) -> bool:
    """Tell whether a line breaks off at a small word ("by", "the", "before"), so that more must follow."""
    return bool(_OPEN_END.search(text))


def is_name(text: str) -> bool:
    """Tell whether a line can be a heading: short, begun with a capital or a figure, and no sentence or stem.

    >>> is_name("Regional caseloads"), is_name("It was further agreed to"), is_name("They met."), is_name("Fiji; Samoa")
    (True, False, False, False)
    """
    if (
        len(text) > 90
        or ";" in text
        or text.endswith((".", ":", ";", ",", "?", "!"))
        or not (text[:1].isupper() or text[:1].isdigit())
        or _TOLD.search(text)
    ):
        return False
    return len(text.split()) <= 12 and not open_ended(text) and any(char.isalpha() for char in text)


def nest(blocks: Sequence[Block], document: str, name: str, limits: Limits) -> tuple[Passage, ...]:
    """Return the passages of `document`, numbered in order, each with the passage it stands under.

    `name` is used in messages. Raises InputError when a limit is passed.
    """
    blocks = [block for block in blocks if block.text]
    if len(blocks) > limits.passages:
        raise InputError(f"{name} has more than {limits.passages:,} paragraphs, the limit for one document.")
    for position, block in enumerate(blocks, start=1):
        if len(block.text) > limits.passage_chars:
            raise InputError(f"{name}: paragraph {position} passes the limit of {limits.passage_chars:,} characters.")
    parents, kinds = _places(blocks)
    kinds = _numbered_paragraphs(blocks, parents, kinds)
    return tuple(
        Passage(
            id=f"{document}#{position}",
            document=document,
            parent=f"{document}#{parent + 1}" if parent >= 0 else "",
            position=position,
            kind=kind,
            text=block.text,
            mark=block.mark,
            cells=block.cells,
        )
        for position, (block, parent, kind) in enumerate(zip(blocks, parents, kinds, strict=True), start=1)
    )


def _places(blocks: Sequence[Block]) -> tuple[list[int], list[str]]:
    """Return the index of the parent of each block (-1: none) and its kind."""
    parents: list[int] = []
    kinds: list[str] = []
    headings: list[tuple[int, int]] = []  # (level, index)
    levels: list[_Level] = []
    stem = -1  # what the open list stands under
    base = 0
    last_mark: Mark | None = None
    for index, block in enumerate(blocks):
        kind = block.kind or ("item" if block.mark else "paragraph")
        section = headings[-1][1] if headings else -1
        if kind == "item":
            mark = _mark(block, last_mark)
            if not levels:
                stem, base = _stem(blocks, kinds, index, section), 0
            if block.depth:
                # A list of the format below a list whose marks were typed: its levels count from there.
                if levels and not levels[-1].given:
                    base = len(levels) if levels[-1].colon else 0
                del levels[base + block.depth - 1 :]
            else:
                outer, kept = levels[0] if levels else None, _keep(levels, mark)
                del levels[kept:]
                if outer is not None and not levels and mark.rank < outer.rank:
                    stem = section  # a mark that stands above those of the open list ends it
            parent = levels[-1].item if levels else stem
            levels.append(
                _Level(
                    mark.sort, mark.rank, mark.indent, mark.content, index, block.text.endswith(":"), block.depth > 0
                )
            )
            last_mark = mark
        elif kind == "heading":
            level = block.depth or 1
            while headings and headings[-1][0] >= level:
                headings.pop()
            parent = headings[-1][1] if headings else -1
            headings.append((level, index))
            levels, last_mark = [], None
        elif kind in ("title", "location", "caption"):
            # A picture between two items does not end their list.
            parent = -1
            if kind != "caption":
                levels, last_mark = [], None
        else:
            inside = (
                levels[: base + block.depth] if block.depth else [lv for lv in levels if block.indent >= lv.content > 0]
            )
            if inside:
                parent = inside[-1].item
                del levels[len(inside) :]
            else:
                parent, levels, last_mark = section, [], None
        parents.append(parent)
        kinds.append(kind)
    return parents, kinds


def _mark(block: Block, before: Mark | None) -> Mark:
    """Return the mark of an item; one that a format gives without print counts as a bullet."""
    found = mark_of(" " * block.indent + block.mark + " x", before=before)
    if found:
        return found
    sort, number = sort_of(block.mark or "•", before)
    return Mark(block.mark, sort, number, block.indent, block.indent + 2, 0)


def _stem(blocks: Sequence[Block], kinds: Sequence[str], index: int, section: int) -> int:
    """Return what the list that begins at `index` stands under: the open sentence before it, or its section."""
    before = index - 1
    while before >= 0 and kinds[before] == "caption":
        before -= 1
    if before < 0 or kinds[before] in ("title", "location"):
        return -1
    if kinds[before] == "paragraph" and introduces(blocks[before].text):
        return before
    return section


def _keep(levels: list[_Level], mark: Mark) -> int:
    """Return how many open levels stay open above an item with `mark`."""
    if not levels:
        return 0
    same = [at for at, level in enumerate(levels) if level.sort == mark.sort and not level.given]
    if same:
        # The same mark again: its columns decide, where they differ (Markdown); else it is the next sibling.
        deepest = same[-1]
        if mark.indent >= levels[deepest].content and levels[deepest].indent < mark.indent:
            return deepest + 1
        fitting = [at for at in same if levels[at].indent <= mark.indent + 1]
        return fitting[-1] if fitting else same[0]
    top = levels[-1]
    if top.colon or mark.indent >= top.content:
        return len(levels)
    lower = [at for at, level in enumerate(levels) if level.rank < mark.rank]
    return lower[-1] + 1 if lower else 0


def _numbered_paragraphs(blocks: Sequence[Block], parents: Sequence[int], kinds: Sequence[str]) -> list[str]:
    """Tell numbered paragraphs and numbered headings from items, in a numbered run without a stem.

    Paragraphs where most are whole sentences; headings where all are short names and some have text below.
    """
    runs: dict[int, list[int]] = {}
    for index, (block, parent, kind) in enumerate(zip(blocks, parents, kinds, strict=True)):
        numbered = kind == "item" and sort_of(block.mark or "•")[0].startswith("number")
        if numbered and (parent < 0 or kinds[parent] == "heading"):
            runs.setdefault(parent, []).append(index)
    new = list(kinds)
    for run in runs.values():
        if 2 * sum(bool(_ENDED.search(blocks[index].text)) for index in run) >= len(run):
            for index in run:
                new[index] = "paragraph"
        elif all(is_name(blocks[index].text) for index in run):
            above = set(run)
            below = [kinds[index + 1] if index + 1 < len(kinds) else "" for index in run]
            if set(below) <= {"paragraph", "location"} or any(
                parent in above and kind == "paragraph" for parent, kind in zip(parents, kinds, strict=True)
            ):
                for index in run:
                    new[index] = "heading"
    return new
