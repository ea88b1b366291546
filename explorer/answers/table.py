"""Answers as tables for people: they fit the width, mark sources as [1] and tell them in a key below."""

from __future__ import annotations

import io
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

from explorer.answers.printing import cells_of, clean, headings_of, said

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.tables import Facts

MARKS = 3  # sources marked on one line
ROOM = 20  # characters that a column of prose needs at least, to be worth showing

HEADINGS = {"sources": "source", "a_name": "party", "b_name": "with"}
LAST = ("status", "answered_on")  # what is left out last
# Columns of prose, which may run over several lines; the others stand on one.
PROSE = frozenset(
    {
        *("name", "text", "sentence", "a_name", "b_name", "says", "quotation", "what", "remedy", "leading", "topics"),
        *("bodies", "led_to", "place", "assigned_to", "url", "before", "after", "ask", "role_changes", "id", "row"),
        *("event_name", "new", "back", "not_mentioned", "absent"),
    }
)
SOURCED = ("sources", "answer_sources", "passage")


def as_table(
    frame: pd.DataFrame, answer: str, facts: Facts, *, wide: bool = False, width: int = 0, colour: bool = False
) -> str:
    """Return a table for people with the sources as short marks and their key below.

    `width` 0 is for a pipe: plain columns of any width, no lines. Otherwise the table fits `width`: columns that
    do not fit are left out, from the right, and named.
    """
    kinds, lists = _display(answer)
    columns = next((entry for entry in kinds if set(entry) <= set(frame.columns)), [])
    shown = frame[columns] if columns and not wide else frame
    names, cells = headings_of(shown), [[clean(_shown(value)) for value in row] for row in cells_of(shown)]
    levels = len(names) - shown.shape[1]
    right = [False] * levels + [getattr(dtype, "kind", "O") in "iuf" for dtype in shown.dtypes]
    key = _Key(facts)
    for place, name in enumerate(names):
        if name in lists:
            for row in cells:
                row[place] = row[place].replace("|", ", ")
        if name in SOURCED:
            for row in cells:
                row[place] = key.marks(row[place])
    keep = [p for p, name in enumerate(names) if wide or name == "name" or any(row[p] for row in cells)]
    left_out: list[str] = []
    if width and not wide:
        keep, left_out = _fitting(names, cells, keep, width)
    headings = [HEADINGS.get(names[p], names[p]).replace("_", " ") for p in keep]
    cells = [[row[p] for p in keep] for row in cells]
    right = [right[p] for p in keep]
    prose = [names[p] in PROSE or not columns for p in keep]
    lined = _with_rich(headings, cells, right, prose, width, colour) if width else _columns(headings, cells, right)
    more = f"Not shown at this width: {', '.join(left_out)}. --wide shows all." if left_out else ""
    more = textwrap.fill(more, max(width, 20)) + "\n" if more else ""
    return lined + more + key.text(width)


def _display(answer: str) -> tuple[list[list[str]], frozenset[str]]:
    """Return which columns an answer shows, for each kind of its rows, and which hold lists, as its question says."""
    from explorer.answers.differences import compare_facts
    from explorer.answers.question import questions

    told: Any = compare_facts if answer == "compare" else questions()[answer].call if answer else None
    return (told.shown, told.lists) if told else ([], frozenset())


def _fitting(names: list[str], cells: list[list[str]], keep: list[int], width: int) -> tuple[list[int], list[str]]:
    """Return the columns that fit into `width`, and the headings of those left out."""

    def needed(place: int) -> int:
        longest = max((_width(text) for text in (names[place], *(row[place] for row in cells))), default=0)
        return min(longest, ROOM) if names[place] in PROSE else longest

    keep = list(keep)
    left_out: list[str] = []
    spare = [p for p in keep if names[p] not in ("name", "text", "sentence", "sources", "a_name", "b_name")][1:]
    spare.sort(key=lambda p: (names[p] not in LAST, p))
    while spare and sum(map(needed, keep)) + 3 * (len(keep) - 1) > width:
        place = spare.pop()
        keep.remove(place)
        left_out.insert(0, HEADINGS.get(names[place], names[place]).replace("_", " "))
    return keep, left_out


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else said(value)


class _Key:
    """Numbers passages in the order they are first marked, and tells what each is."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.numbers: dict[str, int] = {}

    def marks(self, passages: str) -> str:
        """Return `[1][2]` for passages joined by `|`."""
        listed = [passage for passage in passages.split("|") if passage]
        marks = "".join(f"[{self.numbers.setdefault(p, len(self.numbers) + 1)}]" for p in listed[:MARKS])
        return marks + (f"+{len(listed) - MARKS}" if len(listed) > MARKS else "")

    def text(self, width: int) -> str:
        """Return the key: whose words these are, each document with its address, and how the passages marked begin."""
        if not self.numbers:
            return ""
        chosen = self.facts.passages[self.facts.passages["id"].isin(list(self.numbers))]
        columns = [chosen[column].tolist() for column in ("document", "position", "text")]
        told = dict(zip(chosen["id"].tolist(), zip(*columns, strict=True), strict=True))
        columns = [self.facts.documents[column].tolist() for column in ("title", "publisher", "url")]
        titles = dict(zip(self.facts.documents["id"].tolist(), zip(*columns, strict=True), strict=True))
        by_document: dict[str, list[str]] = {}
        for passage, number in self.numbers.items():
            document, position, text = told.get(passage, (passage.partition("#")[0], "?", ""))
            line = clean(f"[{number}] passage {position}: “{' '.join(text.split())}”")
            by_document.setdefault(document, []).append(_within(line, width))
        lines = ["", "Sources"]
        publishers = {titles[document][1] for document in by_document if document in titles}
        if len(publishers) == 1 and (whose := clean(*publishers)):  # said once, not on every line
            about = f"The words quoted are those of {whose}; beside each title stands the address of the public page."
            lines.append(textwrap.fill(about, max(width, 40)) if width else about)
        for document, marked in by_document.items():
            title, publisher, url = titles.get(document, (document, "", ""))
            parts = (title or document, publisher if len(publishers) > 1 else "", url)
            lines += [clean(" · ".join(part for part in parts if part)), *marked]
        return "\n".join(lines) + "\n"


def _within(line: str, width: int) -> str:
    """Return a line of the key, indented: on a pipe up to 160 characters, on a terminal up to two lines."""
    if not width:
        return "  " + (line if len(line) <= 160 else line[:158] + "…”")
    return "\n".join(
        textwrap.wrap(
            line, max(width, 40), initial_indent="  ", subsequent_indent="      ", max_lines=2, placeholder=" …”"
        )
    )


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(mark) in "WF" for mark in text)
    return len(text) + wide - sum(bool(unicodedata.combining(mark)) for mark in text)


def _columns(headings: list[str], cells: list[list[str]], right: list[bool]) -> str:
    widths = [max(map(_width, column)) for column in zip(headings, *cells, strict=True)]
    lines = []
    for row in (headings, *cells):
        padded = [
            " " * (widths[p] - _width(cell)) + cell if right[p] else cell + " " * (widths[p] - _width(cell))
            for p, cell in enumerate(row)
        ]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines) + "\n"


def _with_rich(
    headings: list[str], cells: list[list[str]], right: list[bool], prose: list[bool], width: int, colour: bool
) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, to_right, runs_over in zip(headings, right, prose, strict=True):
        table.add_column(
            heading,
            justify="right" if to_right else "left",
            no_wrap=not runs_over,
            overflow="fold",
            style="dim" if heading == "source" else None,
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
