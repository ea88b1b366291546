#!/bin/sh
# xlsx2csv 0.8.6: meetings at 15:00, in the formats h:mm:ss and hh:mm, neither of which has AM or PM. The first is what openpyxl gives
# every moment that it writes.
#
# One would guess: 15:00 in both.
# What happens: by the first the afternoon is the night: 03:00, with nothing to tell it by. By the second it is 15:00.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet xlsx2csv==0.8.6 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import datetime
import io
from importlib.metadata import version

import openpyxl
from xlsx2csv import Xlsx2csv

print("xlsx2csv", version("xlsx2csv"), "openpyxl", version("openpyxl"))
book = openpyxl.Workbook()
book.active.append([datetime.datetime(2012, 7, 23, 15)] * 2)
book.active["B1"].number_format = "yyyy-mm-dd hh:mm"
book.save("x.xlsx")
text = io.StringIO()
Xlsx2csv("x.xlsx", outputencoding="utf-8").convert(text)
found = text.getvalue().strip().split(",")
print("15:00 in", [cell.number_format for cell in book.active[1]], "comes out as", found)
raise SystemExit(found != ["2012-07-23 03:00:00", "2012-07-23 15:00"])
PYTHON
