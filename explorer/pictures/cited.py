"""The proof behind a picture: each cited passage once, and where in it each quotation stands."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.pictures.content import Columns, Content


@dataclass(frozen=True)
class Cited:
    """Citations in the order of what they prove, their passages and documents, all as columns.

    `of` is the row of a node, or the number of nodes plus the row of a relation. `start` and `end` count
    UTF-16 units, as browsers do. `passage_parent` is −1 where a passage stands under none.
    """

    of: list[int]
    passage: list[int]
    start: list[int]
    end: list[int]
    written: list[str]
    passage_document: list[int]
    passage_parent: list[int]
    passage_kind: list[str]
    passage_text: list[str]
    documents: Columns


def cited(content: Content) -> Cited:
    """Return the proof of every node and relation of `content`.

    A quotation that its passage does not hold at the given place becomes a passage of its own.
    """
    facts = content.facts
    statement = {name: content.size + i for i, name in enumerate(content.relations["id"])}
    statement.update(content.row)
    rows = facts.citations
    columns = zip(
        *(rows[name].tolist() for name in CITATION_COLUMNS),
        strict=True,
    )
    found = sorted((statement[row[0]], number, row) for number, row in enumerate(columns) if row[0] in statement)
    shelf = _Shelf(content)
    of, passage, start, end, written = [], [], [], [], []
    for target, _, (_, document, name, first, last, quotation, as_written) in found:
        row, low, high = shelf.find(document, name, first, last, quotation)
        of.append(target)
        passage.append(row)
        start.append(low)
        end.append(high)
        written.append(as_written)
    return Cited(
        of,
        passage,
        start,
        end,
        written,
        shelf.document,
        shelf.parent,
        shelf.kind,
        shelf.text,
        shelf.documents(),
    )


CITATION_COLUMNS = ("statement", "document", "passage", "char_start", "char_end", "quotation", "as_written")


class _Shelf:
    """Takes passages in as they are asked for, each once, parents before children."""

    def __init__(self, content: Content) -> None:
        facts = content.facts
        self._ids = facts.passages["id"].tolist()
        self._columns = {name: facts.passages[name].tolist() for name in ("document", "parent", "kind", "text")}
        self._rows = {name: i for i, name in enumerate(self._ids)}
        self._known = {name: i for i, name in enumerate(facts.documents["id"].tolist())}
        self._facts = facts
        self._placed: dict[int | tuple[str, str], int] = {}
        self._documents: dict[str, int] = {}
        self.document: list[int] = []
        self.parent: list[int] = []
        self.kind: list[str] = []
        self.text: list[str] = []

    def find(self, document: str, name: str, first: str, last: str, quotation: str) -> tuple[int, int, int]:
        """Return the row of the passage and where the quotation stands in it, in UTF-16 units."""
        row = self._rows.get(name)
        if row is not None:
            text = self._columns["text"][row]
            low, high = _span(first, last, len(text))
            if not quotation or text[low:high] == quotation:
                if not text.isascii():
                    low, high = low + _astral(text[:low]), high + _astral(text[:high])
                return self._place(row), low, high
        key = (document, quotation)
        if key not in self._placed:
            self._placed[key] = self._add(document, -1, "quotation", quotation)
        return self._placed[key], 0, len(quotation) + _astral(quotation)

    def documents(self) -> Columns:
        """Return the documents that were asked for, as columns."""
        table = self._facts.documents
        order = [self._known.get(name, -1) for name in self._documents]
        columns = {str(name): table[name].tolist() for name in table.columns}
        found = {name: [cells[i] if i >= 0 else "" for i in order] for name, cells in columns.items()}
        found["id"] = list(self._documents)
        return found

    def _place(self, row: int) -> int:
        chain = []
        at: int | None = row
        while at is not None and at not in self._placed and at not in chain:
            chain.append(at)
            at = self._rows.get(self._columns["parent"][at])
        parent = self._placed.get(at, -1) if at is not None else -1
        for link in reversed(chain):
            parent = self._placed[link] = self._add(
                self._columns["document"][link], parent, self._columns["kind"][link], self._columns["text"][link]
            )
        return self._placed[row]

    def _add(self, document: str, parent: int, kind: str, text: str) -> int:
        self.document.append(self._documents.setdefault(document, len(self._documents)))
        self.parent.append(parent)
        self.kind.append(kind)
        self.text.append(text)
        return len(self.text) - 1


def _span(first: str, last: str, length: int) -> tuple[int, int]:
    try:
        low, high = int(first), int(last)
    except ValueError:
        return 0, 0
    return (low, high) if 0 <= low <= high <= length else (0, 0)


def _astral(text: str) -> int:
    """Number of characters that take two UTF-16 units."""
    return 0 if text.isascii() else sum(letter > "\uffff" for letter in text)
