#!/bin/sh
# pyexcel-ods3 0.6.1: durations in an ODS file with parts of a second, or below nothing (an answer that came before its date).
#
# One would guess: a timedelta, the text of the cell or its ISO form.
# What happens: the cell is None, as one that was never filled; only whole seconds from 0 on are read.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet pyexcel-ods3==0.6.1 odfpy==1.4.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pyexcel_ods3
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

print("pyexcel-ods3", version("pyexcel-ods3"), "odfpy", version("odfpy"))
book, table, row = OpenDocumentSpreadsheet(), Table(name="durations"), TableRow()
durations = ["PT09H30M00S", "PT09H30M00.5S", "-PT01H00M00S"]
for duration in durations:
    cell = TableCell(valuetype="time", timevalue=duration)
    cell.addElement(P(text=duration))
    row.addElement(cell)
last = TableCell(valuetype="string")
last.addElement(P(text="end"))
row.addElement(last)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("x.ods")
(found,) = pyexcel_ods3.get_data("x.ods")["durations"]
print(dict(zip(durations, map(str, found))))
raise SystemExit(found[0] is None or found[1:3] != [None, None])
PYTHON
