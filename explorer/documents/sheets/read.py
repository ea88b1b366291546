"""A file of tables to a document: lines above a table and its head are passages, and so is each of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.documents.limits import Limits
from explorer.documents.model import Cell, Passage
from explorer.documents.sheets.coded import coded
from explorer.documents.sheets.grid import Grid
from explorer.documents.sheets.heads import Sheet, table_of
from explorer.errors import InputError, nearest
from explorer.ontology import slug

MANY = 20_000  # rows from which passages are made when asked for
_NO_NAME = re.compile(r"(?:sheet|tabelle|blatt|feuil(?:le)?|hoja|planilha|foglio|blad|lembar)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True)
class Tables:
    """The tables of one file; `beside` are sheets that were not read, with the reason. `named`: sheets have names."""

    sheets: tuple[Sheet, ...]
    beside: tuple[tuple[str, str], ...] = ()
    named: bool = False


def read_tables(
    data: bytes, name: str, media_type: str, encoding: str | None, limits: Limits, *, sheet: str = "", head: int = 0
) -> Tables:
    """Return the tables in a file.

    `sheet`: only the one of this name, also a hidden one; `head`: the number of the row that heads it. Raises
    InputError and MissingExtra.
    """
    if media_type == "application/json":
        from explorer.documents.sheets.columnar import read_json

        return Tables((read_json(data, name, encoding, limits),))
    if media_type == "application/vnd.apache.parquet":
        from explorer.documents.sheets.columnar import read_parquet

        return Tables((read_parquet(data, name, limits),))
    named = media_type not in ("text/csv", "text/tab-separated-values")
    if named:
        from explorer.documents.sheets.workbook import read_workbook

        grids = read_workbook(data, name, limits, hidden=sheet, many=MANY)
    else:
        from explorer.documents.sheets.delimited import read_delimited

        grids = read_delimited(data, name, encoding, limits, many=MANY)
    return _chosen(grids, name, named, sheet, head)


def _chosen(grids: Sequence[Grid], name: str, named: bool, wanted: str, head: int) -> Tables:
    """Return the sheets that hold a table; the others are told with the reason."""
    sheets: list[Sheet] = []
    beside: list[tuple[str, str]] = []
    if wanted and named and wanted not in [grid.name for grid in grids]:
        near = nearest(wanted, [grid.name for grid in grids], 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise InputError(f"{name} has no sheet {wanted!r}.{hint} Sheets: {', '.join(grid.name for grid in grids)}.")
    for grid in grids:
        if wanted and named and grid.name != wanted:
            beside.append((grid.name, "not the sheet that was asked for"))
        elif grid.remarks == ("hidden",):
            beside.append((grid.name, f'hidden; read it with --columns sheet="{grid.name}"'))
        elif (sheet := table_of(grid, head=head)) is None or not len(sheet):
            beside.append((grid.name or name, "no table: no row heads columns with rows below"))
        else:
            sheets.append(sheet)
    if not sheets:
        why = f" ({beside[0][1]})" if beside else ""
        raise InputError(
            f"{name} holds no table with a head and rows{why}; if the head is in row 3, say --columns head=3."
        )
    return Tables(tuple(sheets), tuple(beside), named)


def passages_of(
    tables: Tables, document: str
) -> tuple[list[Passage], list[tuple[str, str, str]], tuple[SheetRows, ...]]:
    """Return the passages of the tables, what stands beside them (passage, words, reason), and rows kept apart.

    Ids end in the number of the row in the file ("doc:pledges#7"), in a workbook after the sheet's name ("#q1/7").
    Where there are very many rows their passages are made when asked for.
    """
    passages: list[Passage] = []
    beside = [("", name, why) for name, why in tables.beside]
    apart: list[SheetRows] = []
    many = sum(map(len, tables.sheets)) > MANY
    taken: set[str] = set()
    before = 1
    for sheet in tables.sheets:
        stem = f"{document}#{_key(sheet.name, taken)}/" if tables.named else f"{document}#"
        rows = SheetRows(sheet, document, stem, before)
        beside += [("", sheet.name or document, remark) for remark in sheet.remarks]
        beside += [(f"{stem}{number}", text, why) for number, text, why in sheet.beside]
        lines = _lines(sheet, document, stem, before)
        passages += lines if many else sorted([*lines, *rows], key=lambda passage: passage.position)
        apart += [rows] if many else []
        before += (sheet.numbers[-1] if len(sheet) else 0) + len(sheet.beside) + 2
    return passages, beside, tuple(apart)


@dataclass(frozen=True, eq=False)
class SheetRows(Sequence[Passage]):
    """The rows of a sheet as passages, each made when it is asked for."""

    sheet: Sheet
    document: str
    stem: str
    before: int
    foreseen: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def parent(self) -> str:
        """The passage of the head."""
        return f"{self.stem}{self.sheet.head_row}"

    def __len__(self) -> int:
        return len(self.sheet)

    def __getitem__(self, at: Any) -> Any:
        sheet, number = self.sheet, self.sheet.numbers[at]
        identity, text, placed = self.laid(at)
        where = dict(zip(sheet.heads, sheet.letters, strict=True))
        cells = (Cell(head, *ends, place=f"{sheet.name}!{where[head]}{number}") for head, ends in placed.items())
        return Passage(identity, self.document, self.parent, self.before + number, "row", text, cells=tuple(cells))

    def foresee(self, rows: Sequence[int]) -> None:
        """Look up the cells of rows that will be asked for, column by column."""
        import numpy as np

        cells = zip(*(coded(column).take(np.asarray(rows)) for column in self.sheet.columns), strict=True)
        self.foreseen.update(zip(rows, cells, strict=True))

    def laid(self, at: int) -> tuple[str, str, dict[str, tuple[int, int]]]:
        """Return the id and the text of a row, and where its cells stand, by head."""
        parts: list[str] = []
        placed: dict[str, tuple[int, int]] = {}
        end = 0
        cells = self.foreseen.get(at) or [column[at] for column in self.sheet.columns]
        for head, cell in zip(self.sheet.heads, cells, strict=True):
            if cell:
                start = end + len(head) + 2
                placed[head] = (start, start + len(cell))
                end = start + len(cell) + 3
                parts.append(f"{head}: {cell}")
        return f"{self.stem}{self.sheet.numbers[at]}", " | ".join(parts), placed


def _key(name: str, taken: set[str]) -> str:
    stem = key = slug(name) or "sheet"
    number = 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    taken.add(key)
    return key


def _lines(sheet: Sheet, document: str, stem: str, before: int) -> list[Passage]:
    """Return the passages that are no rows: title and lines above, the head, what stands between and below."""
    lines = {number: ("paragraph", text) for number, text in sheet.above}
    if sheet.above:
        lines[sheet.above[0][0]] = ("title", sheet.above[0][1])
    elif sheet.name and not _NO_NAME.fullmatch(sheet.name):
        lines[-1] = ("title", sheet.name)
    title = f"{stem}{max(min(lines), 0)}" if lines else ""
    lines |= {number: ("paragraph", text) for number, text, _ in sheet.beside}
    lines[sheet.head_row] = ("heading", " | ".join(sheet.heads))
    made = []
    for number, (kind, text) in sorted(lines.items()):
        parent = "" if kind == "title" else title if number <= sheet.head_row else f"{stem}{sheet.head_row}"
        identity = f"{stem}{max(number, 0)}"
        made.append(Passage(identity, document, parent, before + number, kind, text))
    return made
