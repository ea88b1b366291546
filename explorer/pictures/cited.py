"""The proof behind a picture: each cited passage once, and where in it each quotation stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from explorer.pictures.content import Columns, Content


@dataclass(frozen=True)
class Cited:
    """Citations in the order of what they prove, their passages and documents, all as columns.

    `of` is the row of a node, or the number of nodes plus the row of a relation. `start` and `end` count
    UTF-16 units, as browsers do. `passage_parent` is −1 where a passage stands under none. `passage_number` is what its
    id has after that of its document and #; empty where there is no such id.
    """

    of: list[int]
    passage: list[int]
    start: list[int]
    end: list[int]
    written: list[str]
    passage_document: list[int]
    passage_parent: list[int]
    passage_kind: list[str]
    passage_number: list[str]
    passage_text: list[str]
    documents: Columns


PLACE_COLUMNS = ("document", "char_start", "char_end", "quotation")


def cited(content: Content) -> Cited:
    """Return the proof of every node and relation of `content`.

    A quotation that its passage does not hold at the given place becomes a passage of its own.
    """
    facts = content.facts
    proves = dict(zip(content.relations["id"], range(content.size, 10**9), strict=False))
    proves.update(content.row)
    statements = facts.citations["statement"].tolist()
    of = np.fromiter(map(proves.get, statements, repeat(-1)), np.int64, len(statements))
    order = np.argsort(of, kind="stable")[np.count_nonzero(of < 0) :]
    ordered = facts.citations if np.array_equal(order, np.arange(len(of))) else facts.citations.iloc[order]
    shelf = _Shelf(content, ordered["passage"].tolist())
    passage, start, end = shelf.find([ordered[name].tolist() for name in PLACE_COLUMNS])
    return Cited(
        of=of[order].tolist(),
        passage=passage,
        start=start,
        end=end,
        written=ordered["as_written"].tolist(),
        passage_document=shelf.document,
        passage_parent=shelf.parent,
        passage_kind=shelf.kind,
        passage_number=shelf.number,
        passage_text=shelf.text,
        documents=shelf.documents(),
    )


class _Shelf:
    """The passages that are asked for and those they stand under, in the order of their table, each once."""

    def __init__(self, content: Content, asked: list[str]) -> None:
        table = content.facts.passages
        names = table["id"].tolist()
        known = {name: i for i, name in enumerate(names)}
        known[""] = -1
        above = np.fromiter(map(known.get, table["parent"].tolist(), repeat(-1)), np.int64, len(names))
        wanted = np.fromiter(map(known.get, asked, repeat(-1)), np.int64, len(asked))
        needed = np.zeros(len(names), dtype=bool)
        front = np.unique(wanted[wanted >= 0])
        while len(front):
            needed[front] = True
            front = np.unique(above[front])
            front = front[front >= 0]
            front = front[~needed[front]]
        rows = np.flatnonzero(needed)
        place = np.full(len(names) + 1, -1)  # its last stands for the row −1
        place[rows] = np.arange(len(rows))
        up = above[rows]
        kept = table if len(rows) == len(table) else table.iloc[rows]
        document, self.kind, self.text = (kept[name].tolist() for name in ("document", "kind", "text"))
        self._table = content.facts.documents
        self._documents: dict[str, int] = {}
        self._rows: list[int] = place[wanted].tolist()
        self._loose: dict[tuple[str, str], int] = {}
        self.document = [self._documents.setdefault(name, len(self._documents)) for name in document]
        self.parent: list[int] = np.where((up >= 0) & (up < rows), place[up], -1).tolist()
        self.number = [
            names[row][len(stem) + 1 :] if names[row].startswith(f"{stem}#") else ""
            for row, stem in zip(rows.tolist(), document, strict=True)
        ]

    def find(self, cells: Sequence[list[str]]) -> tuple[list[int], list[int], list[int]]:
        """Return for each citation the row of its passage and where the quotation stands, in UTF-16 units."""
        documents, firsts, lasts, quotations = cells
        rows = self._rows
        starts, ends = _numbers(firsts), _numbers(lasts)
        texts = map([*self.text, ""].__getitem__, rows)
        odd = [
            i
            for i, (row, low, high, text, words) in enumerate(zip(rows, starts, ends, texts, quotations, strict=True))
            if row < 0 or not 0 <= low <= high or text[low:high] != words or not text.isascii()
        ]
        for i in odd:
            rows[i], starts[i], ends[i] = self._mend(documents[i], rows[i], starts[i], ends[i], quotations[i])
        return rows, starts, ends

    def _mend(self, document: str, row: int, low: int, high: int, quotation: str) -> tuple[int, int, int]:
        """Return place and span where they are not plain: odd letters, no place given, a wrong place."""
        text = self.text[row] if row >= 0 else ""
        if row < 0 or (quotation and (not 0 <= low <= high or text[low:high] != quotation)):
            row, low, high, text = self._add(document, quotation), 0, len(quotation), quotation
        elif not 0 <= low <= high <= len(text):
            low = high = 0
        return row, low + _astral(text[:low]), high + _astral(text[:high])

    def documents(self) -> Columns:
        """Return the documents that were asked for, as columns."""
        known = {name: i for i, name in enumerate(self._table["id"].tolist())}
        order = [known.get(name, -1) for name in self._documents]
        columns = {str(name): self._table[name].tolist() for name in self._table.columns}
        found = {name: [cells[i] if i >= 0 else "" for i in order] for name, cells in columns.items()}
        found["id"] = list(self._documents)
        return found

    def _add(self, document: str, quotation: str) -> int:
        key = (document, quotation)
        if key not in self._loose:
            self._loose[key] = len(self.text)
            self.document.append(self._documents.setdefault(document, len(self._documents)))
            self.parent.append(-1)
            self.kind.append("quotation")
            self.number.append("")
            self.text.append(quotation)
        return self._loose[key]


def _numbers(cells: list[str]) -> list[int]:
    try:
        return list(map(int, cells))
    except ValueError:
        return [int(cell) if cell.isdecimal() else 0 for cell in cells]


def _astral(text: str) -> int:
    """Number of characters that take two UTF-16 units."""
    return 0 if text.isascii() else sum(letter > "\uffff" for letter in text)
