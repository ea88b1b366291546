"""Workbooks (.xlsx .xlsm .xls .ods): values by python-calamine, what it does not give by a second pass of openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from explorer.documents.archive import DAMAGED
from explorer.documents.limits import Limits
from explorer.documents.sheets.gathered import gathered
from explorer.documents.sheets.grid import Grid, letters, text_of
from explorer.documents.sheets.second_look import looked_at_again
from explorer.errors import InputError, MissingExtra

_PLACES = 20_000_000  # cells of the rectangle a sheet claims; each costs memory, filled or not
_LONGEST = len("XFD1048576")  # letters and figures of the farthest address there can be
_BLANKS = re.compile(rb'<(?:\w+:)?s\b[^>]*?\bc="(\d{1,20})"')
_MOST_BLANKS = 10_000
_DOWN = re.compile(rb'number-rows-repeated="(\d{1,20})"')
_ACROSS = re.compile(rb'number-columns-repeated="(\d{1,20})"')
_LONGEST_ROW = 8 << 20
_LINE_BREAK = re.compile(rb"<text:line-break\s*/>|<text:line-break\s*>\s*</text:line-break\s*>")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes, name: str, limits: Limits, *, hidden: str = "", many: int = 20_000) -> list[Grid]:
    """Return the sheets of a workbook; hidden ones without their rows, that named `hidden` aside.

    `many`: rows from which a sheet is gathered column by column. Raises InputError, MissingExtra.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        raise MissingExtra("Workbooks need python-calamine: pip install 'relationship-explorer[sheets]'.") from None
    if data.startswith(_OLE) and _LOCKED in data:
        raise InputError(f"{name} needs its password; save it without one.")
    if not data.startswith((_OLE, b"PK")):
        raise InputError(f"{name} is no workbook by its first bytes; save it as .xlsx, .ods or .csv.")
    _check_archive(data, name, limits)
    packed = data
    if data.startswith(b"PK") and b"opendocument" in data[:200]:
        packed = _with_line_breaks(data)
    try:
        with calamine.load_workbook(io.BytesIO(packed)) as book:
            shown = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
            grids = []
            for each in shown:
                if each.visible != calamine.SheetVisibleEnum.Visible and each.name != hidden:
                    grids.append(Grid(each.name, [], remarks=("hidden",)))
                    continue
                sheet = book.get_sheet_by_name(each.name)
                if sheet.total_height * sheet.total_width > limits.cells:
                    raise InputError(f"{name}, sheet {each.name}: over {limits.cells:,} cells, the limit; split it.")
                rows: Sequence[list[str]]
                if sheet.total_height > many:
                    rows = gathered(sheet.iter_rows(), left=sheet.start[1] if sheet.start else 0)
                else:
                    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
                grids.append(Grid(each.name, rows, tuple(sheet.merged_cell_ranges or ())))
    except InputError:
        raise
    except calamine.PasswordError:
        raise InputError(f"{name} needs its password; save it without one.") from None
    except Exception as error:  # its errors have several roots; each says that the file is damaged
        if data.startswith(b"PK") and b"opendocument" in data[:200]:
            return _by_odfpy(data, name, limits)
        what = str(error).split("\n")[0][:120].rstrip(".")
        raise InputError(f"{name} is damaged or no workbook ({what}); open it and save it anew.") from None
    if data.startswith(b"PK") and b"opendocument" not in data[:200]:
        return list(looked_at_again(data, grids))
    return grids


def _with_line_breaks(data: bytes) -> bytes:
    """Return an .ods in which a break of a line is a letter: calamine leaves its element out, and joins two names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b"<text:line-break" not in (content := archive.read("content.xml")):
                return data
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
                for member in archive.infolist():
                    told = member.filename == "content.xml"
                    whole.writestr(member, _LINE_BREAK.sub(b"\n", content) if told else archive.read(member))
    except DAMAGED:
        return data  # what is damaged is told where it is read
    return made.getvalue()


def _by_odfpy(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """Read an .ods that calamine refuses, cell by cell."""
    try:
        from odf import opendocument, table
        from odf.namespaces import OFFICENS, TABLENS, TEXTNS
        from odf.teletype import extractText
    except ImportError:
        raise MissingExtra("This .ods needs odfpy: pip install 'relationship-explorer[sheets]'.") from None
    try:
        book = opendocument.load(io.BytesIO(data))
        sheets = book.spreadsheet.getElementsByType(table.Table)
    except Exception:
        raise InputError(f"{name} is damaged or no workbook; open it and save it anew.") from None
    grids, room = [], limits.cells
    for sheet in sheets:
        rows: list[list[str]] = []
        for row in sheet.getElementsByType(table.TableRow):
            cells: list[str] = []
            for cell in row.childNodes:
                if cell.qname not in ((TABLENS, "table-cell"), (TABLENS, "covered-table-cell")):
                    continue
                day = cell.attributes.get((OFFICENS, "date-value"), "")
                said = "\n".join(extractText(line) for line in cell.childNodes if line.qname == (TEXTNS, "p"))
                text = text_of(day[:10] if day and day[10:] in ("", "T00:00:00") else day or said)
                times = int(cell.attributes.get((TABLENS, "number-columns-repeated"), 1))
                cells += [text] * (times if text else min(times, 64))
            times = int(row.attributes.get((TABLENS, "number-rows-repeated"), 1))
            room -= len(cells) * times if any(cells) else 0
            if room < 0:
                raise InputError(f"{name} holds more than {limits.cells:,} cells, the limit; split it.")
            rows += [cells] * (times if any(cells) else min(times, 64))
        grids.append(Grid(sheet.attributes.get((TABLENS, "name"), ""), rows))
    return grids


@lru_cache(maxsize=65_536)
def _cached(value: str) -> str:
    return text_of(value)


def _text(value: object) -> str:
    return _cached(value) if type(value) is str else text_of(value)


def _check_archive(data: bytes, name: str, limits: Limits) -> None:
    """Refuse what would unpack to too much, and sheets whose cells claim a rectangle that would not fit."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > limits.zip_members:
                raise InputError(f"{name} holds more than {limits.zip_members:,} parts, the limit.")
            if len({member.filename for member in members}) < len(members):
                raise InputError(f"{name} is damaged: it holds a part twice; open it and save it anew.")
            room = 10 * limits.expanded_bytes
            for member in members:  # whatever its name: another part may say that this is a sheet
                room -= _check_part(archive, member, name, replace(limits, expanded_bytes=room), len(data))
    except DAMAGED as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name} is damaged: it cannot be unpacked; open it and save it anew.") from None


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: Limits, packed: int
) -> Iterator[bytes]:
    """Yield what a part unpacks to, piece by piece, within the limits.

    `packed`: the bytes of the whole file, which a part cannot be larger than, whatever it says of itself.
    """
    size, most = 0, limits.expansion * max(1, min(member.compress_size, packed))
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > limits.expanded_bytes or size > limits.expansion_from and size > most:
                raise InputError(f"{name} unpacks to more than the limit; save it as .csv or .parquet.")
            yield chunk


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: Limits, packed: int) -> int:
    """Return what a part unpacks to. Refuse entities, cells that claim a rectangle that would not fit, endless blanks.

    The rectangle is measured from the addresses of cells, never from what the file declares. Of an .ods each blank of
    a row, and each row and cell that is said to be repeated, would be spelled out.
    """
    height = width = size = spelled = 0
    rest = b""
    for chunk in _unpacked(archive, member, name, limits, packed):
        size += len(chunk)
        text = rest + chunk
        rest = text[-80:]
        if b"<!ENTITY" in text:
            raise InputError(f"{name} declares a DTD or entities, which is refused; open it and save it anew.")
        if member.filename == "content.xml":
            most = max((int(count) for count in _BLANKS.findall(text)), default=0)
            if most > _MOST_BLANKS:
                raise InputError(
                    f"{name}: a cell holds {most:,} blanks in a row; {_MOST_BLANKS:,} is the limit. Take them out."
                )
            spelled += _spelled(text)
            if spelled > limits.expanded_bytes:
                raise InputError(f"{name} repeats rows or cells past the limit; save it as .csv.")
            row = text.rfind(b"<table:table-row")  # which may go on in the next piece
            rest = text[row:] if row >= 0 and len(text) - row < _LONGEST_ROW else rest
        elif b"sheetData" in text or height or b"<c " in text or b":c " in text:
            row, column = _farthest(text)
            height, width = max(height, row), max(width, column)
    if width * height > min(_PLACES, limits.cells):
        raise InputError(
            f"{name}: a sheet reaches to cell {letters(width - 1)}{height}, too far for the little in it; "
            "delete what stands there, or save the sheet as .csv."
        )
    return size


def _spelled(text: bytes) -> int:
    """Return how many letters, at most, the repeated rows and cells that hold something are spelled out to."""
    letters = 0
    for row in text.split(b"<table:table-row")[1:]:
        if b"-repeated=" not in row:
            continue
        down = _times(_DOWN, row)
        for cell in row.split(b"table-cell")[1:]:
            times = down * _times(_ACROSS, cell)
            if times > 1 and (b"<text:p" in cell or b"office:value" in cell):
                letters += times * len(cell)
    return letters


def _times(named: re.Pattern[bytes], element: bytes) -> int:
    found = named.search(element.partition(b">")[0])
    return int(found[1]) if found else 1


def _farthest(text: bytes) -> tuple[int, int]:
    """Return the highest row and column, from 1, among the addresses of cells in a piece of XML; 0 where there is none.

    >>> _farthest(b'<row r="7"><c r="AB7" t="s"><v>1</v></c><c t="s"\\nr="B12"/></row>')
    (12, 28)
    """
    import numpy as np

    signs = np.frombuffer(text, dtype=np.uint8)
    if len(signs) < _LONGEST:
        return 0, 0
    named = (signs[1:-2] == ord("r")) & (signs[2:-1] == ord("=")) & (signs[3:] == ord('"')) & (signs[:-3] <= ord(" "))
    begin = np.flatnonzero(named) + 4
    row, column = np.zeros(len(begin), dtype=np.int64), np.zeros(len(begin), dtype=np.int64)
    lettered, numbered = np.ones(len(begin), dtype=bool), np.ones(len(begin), dtype=bool)
    for place in range(_LONGEST):
        sign = signs[np.minimum(begin + place, len(signs) - 1)]
        inside = begin + place < len(signs)
        lettered &= inside & (sign >= ord("A")) & (sign <= ord("Z")) & (place < 3)
        numbered &= lettered | inside & (sign >= ord("0")) & (sign <= ord("9")) & (column > 0)
        column = np.where(lettered, column * 26 + sign - 64, column)
        row = np.where(numbered & ~lettered, row * 10 + sign - 48, row)
        if not numbered.any():
            break
    told = row > 0
    return int(row[told].max(initial=0)), int(column[told].max(initial=0))
