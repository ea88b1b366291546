"""Answers as text: a table for people, JSON and CSV for programs; and nothing in them that can do harm."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.tables import Facts

FORMATS = ("table", "json", "csv")
MARKS = 3  # sources marked on one line of a table
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

# What a table shows where `--wide` is not given; JSON and CSV always hold every column.
SHOWN = {
    "find": ("id", "name", "acronym", "match", "relations", "sources"),
    "show": ("item", "text", "role", "start", "basis", "sources"),
    "neighbours": ("reading", "name", "kind", "role", "start", "sources"),
    "sources": ("says", "quotation", "passage", "url"),
    "meetings": ("start", "name", "place", "participants", "commitments", "sources"),
    "participants": ("name", "kind", "role", "also", "sources"),
    "commitments": (
        "since",
        "force",
        "name",
        "assigned_to",
        "status",
        "answered_on",
        "basis",
        "days",
        "sources",
        "answer_sources",
    ),
    "paths": ("path", "step", "sentence", "sources"),
    "check": ("level", "table", "row", "column", "what", "remedy"),
    "attendance": ("name", "events", "of", "first", "last", "streak", "presence", "sources"),
    "ties": ("a_name", "b_name", "events", "weight", "first", "last", "sources"),
    "rank": ("place", "name", "kind", "score", "neighbours", "sources"),
    "groups": ("group", "size", "leading", "topics", "bodies", "inside", "sources"),
    "timeline": ("start", "kind", "name", "place", "led_to", "sources"),
    "compare": ("change", "what", "text", "column", "before", "after", "sources"),
    "review": ("score", "why", "text", "sources"),
}
# Columns that hold several values joined by `|`, which a table for people joins by commas.
LISTS = frozenset(
    {
        *("place", "body", "hosts", "chairs", "also", "assigned_to", "proposed_by", "concerns", "topics", "leading"),
        *("bodies", "led_to", "new", "back", "not_mentioned", "roles", "role_changes", "relation", "names", "aliases"),
        "basis",
    }
)
HEADINGS = {
    "sources": "source",
    "answer_sources": "answer",
    "basis": "basis",
    "a_name": "party",
    "b_name": "with",
    "name": "name",
}


def clean(text: str) -> str:
    """Return `text` on one line and without characters that steer a terminal.

    >>> clean("Bali\\x1b[31m\\nIndonesia")
    'Bali [31m Indonesia'
    """
    return _UNSAFE.sub(" ", text)


def as_json(frame: pd.DataFrame) -> str:
    """Return an array of flat objects, one a row; what is missing is null."""
    rows = [{name: _plain(value) for name, value in zip(_flat(frame), row, strict=True)} for row in _cells(frame)]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    # What a terminal obeys is spelled out; the content stays the same.
    return re.sub("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def as_csv(frame: pd.DataFrame) -> str:
    """Return CSV for people: no cell can start a formula (an apostrophe stands before one that would)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_no_formula(name) for name in _flat(frame)])
    for row in _cells(frame):
        writer.writerow([_no_formula(value) if isinstance(value, str) else _said(value) for value in row])
    return text.getvalue()


def _no_formula(text: str) -> str:
    text = "".join(" " if unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" else mark for mark in text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _flat(frame: pd.DataFrame) -> list[str]:
    """Return the names of the index levels that carry a name, and of the columns, each as one text."""
    names = [str(name) for name in frame.index.names if name is not None]
    return names + [" ".join(map(str, c)) if isinstance(c, tuple) else str(c) for c in frame.columns]


def _cells(frame: pd.DataFrame) -> Iterable[Sequence[Any]]:
    named = [frame.index.get_level_values(str(name)).tolist() for name in frame.index.names if name is not None]
    columns = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
    return zip(*named, *columns, strict=True)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else None  # numpy numbers; pandas' NA has none


def _said(value: Any) -> str:
    value = _plain(value)
    return "" if value is None else str(value)


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else _said(value)


def as_table(
    frame: pd.DataFrame, answer: str, facts: Facts, *, wide: bool = False, width: int = 0, colour: bool = False
) -> str:
    """Return a table for people with the sources as short marks and their key below.

    `width` 0 is for a pipe: plain columns of any width, no lines. Otherwise the table fits `width`.
    """
    columns = [c for c in SHOWN.get(answer, ()) if c in frame.columns]
    shown = frame[columns] if columns and not wide else frame
    names, cells = _flat(shown), [[clean(_shown(value)) for value in row] for row in _cells(shown)]
    key = _Key(facts)
    for place, name in enumerate(names):
        if name in LISTS:
            for row in cells:
                row[place] = row[place].replace("|", ", ")
        if name in ("sources", "answer_sources", "passage"):
            for row in cells:
                row[place] = key.marks(row[place])
    if not wide:
        filled = [p for p, name in enumerate(names) if any(row[p] for row in cells) or name == "name"]
        names, cells = [names[p] for p in filled], [[row[p] for p in filled] for row in cells]
    headings = [HEADINGS.get(name, name).replace("_", " ") for name in names]
    right = [bool(cells) and all(re.fullmatch(r"-?[\d.,e+-]*", row[p]) for row in cells) and "start" not in names[p]
             for p in range(len(names))]  # fmt: skip
    lined = _with_rich(headings, cells, right, width, colour) if width else _columns(headings, cells, right)
    return lined + key.text(width)


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
        """Return the key: each document with its address, and the passages marked."""
        if not self.numbers:
            return ""
        chosen = self.facts.passages[self.facts.passages["id"].isin(list(self.numbers))]
        told = dict(zip(chosen["id"].tolist(), zip(chosen["document"].tolist(), chosen["position"].tolist(),
                                                   chosen["text"].tolist(), strict=True), strict=True))  # fmt: skip
        titles = {
            row[0]: row[1:]
            for row in zip(*(self.facts.documents[c].tolist() for c in ("id", "title", "url")), strict=True)
        }
        by_document: dict[str, list[str]] = {}
        room = max(width or 160, 60)
        for passage, number in self.numbers.items():
            document, position, text = told.get(passage, (passage.partition("#")[0], "?", ""))
            line = clean(f"  [{number}] passage {position}: “{' '.join(text.split())}”")
            by_document.setdefault(document, []).append(line if len(line) <= room else line[: room - 2] + "…”")
        lines = ["", "Sources"]
        for document, marked in by_document.items():
            title, url = titles.get(document, (document, ""))
            lines += [clean(" · ".join(part for part in (title or document, url) if part)), *marked]
        return "\n".join(lines) + "\n"


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


def _with_rich(headings: list[str], cells: list[list[str]], right: list[bool], width: int, colour: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    narrow = {"source", "start", "since", "role", "step", "path", "match", "presence", "days", "answered on"}
    for heading, to_right in zip(headings, right, strict=True):
        table.add_column(
            heading, justify="right" if to_right else "left", no_wrap=heading in narrow, overflow="fold",
            style="dim" if heading == "source" else None,
        )  # fmt: skip
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
