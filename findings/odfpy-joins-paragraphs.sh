#!/bin/sh
# odfpy 1.4.1: teletype.extractText of a spreadsheet cell that has a state in each of two paragraphs, as LibreOffice stores a line
# break within a cell, and a note beside them.
#
# One would guess: a line break between the two, as it gives for a line break within one paragraph; and the note apart or left out.
# What happens: the words of the note and both states run together: "withdrewFijiSamoa".
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet odfpy==1.4.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from odf.office import Annotation
from odf.table import TableCell
from odf.teletype import extractText
from odf.text import LineBreak, P

print("odfpy", version("odfpy"))
cell, other, note, paragraph = TableCell(valuetype="string"), TableCell(valuetype="string"), Annotation(), P(text="Fiji")
note.addElement(P(text="withdrew"))
for part in (note, P(text="Fiji"), P(text="Samoa")):
    cell.addElement(part)
paragraph.addElement(LineBreak())
paragraph.addText("Samoa")
other.addElement(paragraph)
found = extractText(cell), extractText(other)
print("two paragraphs and a note, one paragraph with a line break:", found)
raise SystemExit(found != ("withdrewFijiSamoa", "Fiji\nSamoa"))
PYTHON
