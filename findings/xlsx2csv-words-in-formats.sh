#!/bin/sh
# xlsx2csv 0.8.6: numbers whose format shows a word beside them: Day 3 of a meeting, 12 members.
#
# One would guess: the number, or the number with its word.
# What happens: letters within the quotation marks are taken for those of a date, and the number is lost: the third day is "02ay "0,
# quotation marks and all, and twelve members are 0" 01e01bers". Words without such letters do no harm.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet xlsx2csv==0.8.6 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import csv
import io
from importlib.metadata import version

import openpyxl
from xlsx2csv import Xlsx2csv

print("xlsx2csv", version("xlsx2csv"), "openpyxl", version("openpyxl"))
formats = ['"Day "0', '0" members"', '0" left"']
book = openpyxl.Workbook()
book.active.append([3, 12, 12])
for cell, shown in zip(book.active[1], formats):
    cell.number_format = shown
book.save("x.xlsx")
text = io.StringIO()
Xlsx2csv("x.xlsx", outputencoding="utf-8").convert(text)
(found,) = csv.reader(io.StringIO(text.getvalue()))
print(dict(zip(formats, found)))
raise SystemExit(found != ['"02ay "0', '0" 01e01bers"', "12"])
PYTHON
