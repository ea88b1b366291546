#!/bin/sh
# python-calamine 0.9.1 (alone, or as the engine of pandas 3.1.1) reading an ODS cell with a line break inside its paragraph
# (text:line-break), two states in one cell.
#
# One would guess: a line break or at least a blank stands between them, as for two paragraphs in a cell and as odfpy's reader gives.
# What happens: nothing does: Fiji and Samoa are FijiSamoa.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet python-calamine==0.9.1 odfpy==1.4.1 pandas==3.1.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P

print("python-calamine", version("python-calamine"), "pandas", pandas.__version__)
book, table, row = OpenDocumentSpreadsheet(), Table(name="states"), TableRow()
broken, apart = TableCell(valuetype="string"), TableCell(valuetype="string")
paragraph = P(text="Fiji")
paragraph.addElement(LineBreak())
paragraph.addText("Samoa")
broken.addElement(paragraph)
for name in ("Tonga", "Tuvalu"):
    apart.addElement(P(text=name))
for part in (broken, apart):
    row.addElement(part)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("x.ods")
found = pandas.read_excel("x.ods", engine="calamine", header=None).iloc[0].tolist()
print("a line break and two paragraphs:", found)
raise SystemExit(found != ["FijiSamoa", "Tonga\nTuvalu"])
PYTHON
