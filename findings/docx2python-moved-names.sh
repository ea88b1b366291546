#!/bin/sh
# docx2python 3.7.1: minutes with tracked changes, in which a name was struck out, another moved from one line to the next.
#
# One would guess: the text as it stands with all changes accepted, as for the name struck out, which is left out.
# What happens: the moved name is read in both places, so the state is among the absent and the present; and a hyphen that may not
# break the line is dropped: the co-chair becomes the cochair.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet docx2python==3.7.1 python-docx==1.2.0
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx2python import docx2python

print("docx2python", version("docx2python"))
space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
by = 'w:author="A" w:date="2012-07-23T00:00:00Z"'
minutes = docx.Document()
absent = minutes.add_paragraph("Absent: ")._p
absent.append(parse_xml(f'<w:del {space} w:id="1" {by}><w:r><w:delText>Tonga </w:delText></w:r></w:del>'))
absent.append(parse_xml(f'<w:moveFromRangeStart {space} w:id="2" w:name="move1" {by}/>'))
absent.append(parse_xml(f'<w:moveFrom {space} w:id="3" {by}><w:r><w:t>Samoa</w:t></w:r></w:moveFrom>'))
absent.append(parse_xml(f'<w:moveFromRangeEnd {space} w:id="2"/>'))
present = minutes.add_paragraph("Present: ")._p
present.append(parse_xml(f'<w:moveToRangeStart {space} w:id="4" w:name="move1" {by}/>'))
present.append(parse_xml(f'<w:moveTo {space} w:id="5" {by}><w:r><w:t>Samoa</w:t></w:r></w:moveTo>'))
present.append(parse_xml(f'<w:moveToRangeEnd {space} w:id="4"/>'))
present.append(parse_xml(f"<w:r {space}><w:t>, co</w:t><w:noBreakHyphen/><w:t>chair</w:t></w:r>"))
minutes.save("x.docx")
with docx2python("x.docx") as document:
    lines = document.text.split("\n\n")
print(lines)
raise SystemExit(lines != ["Absent: Samoa", "Present: Samoa, cochair"])
PYTHON
