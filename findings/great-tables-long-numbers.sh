#!/bin/sh
# Great Tables 1.1.0 with pandas 3.1.1: fmt_integer on a column of whole numbers of 17 digits, such as record numbers or sums in the
# smallest unit of a currency.
#
# One would guess: the digits of the number, with separators.
# What happens: the number is made floating point on the way: the table shows another number, one more than the frame holds.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet great-tables==1.1.0 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import re
from importlib.metadata import version

import pandas
from great_tables import GT

print("Great Tables", version("great_tables"), "pandas", pandas.__version__)
frame = pandas.DataFrame({"record": [12345678901234567, 1234567890123456]})
shown = re.findall("<td[^>]*>([^<]*)</td>", GT(frame).fmt_integer("record").as_raw_html())
print("in the frame", frame["record"].tolist(), "in the table", shown)
raise SystemExit(shown != ["12,345,678,901,234,568", "1,234,567,890,123,456"])
PYTHON
