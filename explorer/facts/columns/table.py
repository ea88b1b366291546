"""The rows of one table, column by column, with the place of every cell in its passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.documents.model import Passage


@dataclass(frozen=True)
class Table:
    """Rows of one table. `columns` belong to `heads`; `passages` are the rows themselves, in their order.

    `title` are the words above the table, `legend` lines beside it that may say what its marks mean; `parts` the
    columns whose cells stand in that of another as well, as the months and days of years.
    """

    document: str
    heads: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    passages: Sequence[Passage]
    title: str = ""
    legend: tuple[str, ...] = ()
    name: str = ""
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _at: dict[str, int] = field(default_factory=dict, repr=False)
    _last: dict[str, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.passages)

    def at(self, head: str) -> int:
        """Return the number of the column with this head, whatever its case; -1 where there is none."""
        if not self._at:
            self._at.update({name.casefold(): number for number, name in enumerate(self.heads)})
        return self._at.get(head.casefold(), -1)

    def sample(self, column: int, limit: int = 200) -> list[str]:
        """Return different filled cells of a column, from its first rows."""
        found = dict.fromkeys(self.columns[column][:5_000])
        found.pop("", None)
        return list(found)[:limit]

    def with_parts(self, columns: Sequence[int]) -> tuple[int, ...]:
        """Return columns, and behind each those whose cells stand in it as well."""
        return tuple(each for column in columns for each in (column, *self.parts.get(column, ())))

    def besides(self, columns: Collection[int]) -> list[int]:
        """Return the other columns, without those whose cells stand in another as well."""
        used = {*columns, *(part for parts in self.parts.values() for part in parts)}
        return [column for column in range(len(self.heads)) if column not in used]

    def foresee(self, rows: Sequence[int]) -> None:
        """Make ready for the quoting of many rows of a very large sheet."""
        passages: Any = self.passages
        if hasattr(passages, "foresee"):
            passages.foresee(rows)

    def _row(self, row: int) -> tuple[str, str, dict[str, tuple[int, int]]]:
        """Return id and text of a row and where its cells stand, by head; kept, as a row is quoted in turn."""
        if self._last.get("row") != row:
            passages: Any = self.passages
            if hasattr(passages, "laid"):
                found = passages.laid(row)
            else:
                passage = self.passages[row]
                places: dict[str, tuple[int, int]] = {}
                for cell in passage.cells:
                    start, end = places.get(cell.head, (cell.start, cell.end))
                    places[cell.head] = (min(start, cell.start), max(end, cell.end))
                found = passage.id, passage.text, places
            self._last.update(row=row, found=found)
        last: tuple[str, str, dict[str, tuple[int, int]]] = self._last["found"]
        return last

    def quote(self, row: int, columns: Sequence[int]) -> tuple[str, int, int, str]:
        """Return where some cells of a row stand: passage, first and last character, words.

        The quotation runs from the first of them to the last, with the head before the first where the text has it.
        """
        identity, text, places = self._row(row)
        heads = [head for column in self.with_parts(columns) if (head := self.heads[column]) in places] or list(places)
        first = min(heads, key=places.__getitem__)
        start, end = places[first][0], max([places[head][1] for head in heads])
        if text.endswith(f"{first}: ", 0, start):
            start -= len(first) + 2
        return identity, start, end, text[start:end]


def tables_of(passages: Sequence[Passage], rows: Sequence[Sequence[Passage]] = ()) -> Iterator[Table]:
    """Yield the tables among the passages of a document: runs of rows that share heads and parent.

    `rows`: those of very large sheets.

    >>> from explorer.documents import Cell
    >>> row = Passage("d#2", "d", "d#1", 2, "row", "Fiji | chair", cells=(Cell("Party", 0, 4), Cell("Role", 7, 12)))
    >>> [(table.heads, table.columns) for table in tables_of([row])]
    [(('Party', 'Role'), (['Fiji'], ['chair']))]
    """
    by_id = {passage.id: passage for passage in passages}
    legend = tuple(passage.text for passage in passages if not passage.cells and " = " in passage.text)

    def title(parent: str, heads: Sequence[str]) -> str:
        """The words above a table; its own head is none of them."""
        passage = by_id.get(parent)
        if passage is not None and set(heads) <= set(
            passage.text.split(" | ")
        ):  # in any order; an empty one is missing
            passage = by_id.get(passage.parent)
        return passage.text if passage is not None else ""

    runs: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        if passage.cells:
            sheet = passage.cells[0].place.rpartition("!")[0]
            runs.setdefault((passage.parent, sheet), []).append(passage)
    for (parent, sheet), found in runs.items():
        heads = tuple(dict.fromkeys(cell.head for row in found for cell in row.cells))
        columns: tuple[list[str], ...] = tuple([""] * len(found) for _ in heads)
        places = {head: number for number, head in enumerate(heads)}
        for number, row in enumerate(found):
            for cell in row.cells:
                columns[places[cell.head]][number] = row.text[cell.start : cell.end]
        yield Table(found[0].document, heads, columns, found, title(parent, heads), legend, sheet)
    for large in rows:
        of: Any = large
        sheet = of.sheet
        above = title(of.parent, sheet.heads)
        yield Table(of.document, sheet.heads, sheet.columns, large, above, legend, sheet.name)
