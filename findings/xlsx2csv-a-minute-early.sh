#!/bin/sh
# xlsx2csv 0.8.6: meetings at 13:00 and 14:30 in the format hh:mm.
#
# One would guess: 13:00 and 14:30, as python-calamine 0.9.1 reads them; a workbook holds moments as parts of a day, to be rounded.
# What happens: they are cut off, 12:59 and 14:29. The same times without a day beside them, and 15:00 with one, come out right.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PYTHON'
import datetime
import io
from importlib.metadata import version

import openpyxl
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

print("xlsx2csv", version("xlsx2csv"), "openpyxl", version("openpyxl"))
moments = [datetime.datetime(2012, 7, 23, *clock) for clock in ((13, 0), (14, 30), (15, 0))]
book = openpyxl.Workbook()
book.active.append(moments)
for cell in book.active[1]:
    cell.number_format = "yyyy-mm-dd hh:mm"
book.save("x.xlsx")
text = io.StringIO()
Xlsx2csv("x.xlsx", outputencoding="utf-8").convert(text)
found = [each[-5:] for each in text.getvalue().strip().split(",")]
right = CalamineWorkbook.from_path("x.xlsx").get_sheet_by_index(0).to_python()[0] == moments
print("13:00, 14:30, 15:00 come out as", found, "- python-calamine reads them right:", right)
raise SystemExit((found, right) != (["12:59", "14:29", "15:00"], True))
PYTHON
