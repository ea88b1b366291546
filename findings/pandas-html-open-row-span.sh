#!/bin/sh
# pandas 3.1.1 read_html: a state that stands beside all its rows to the end of the table (rowspan="0" says so in HTML, and browsers
# heed it).
#
# One would guess: the state is filled in beside each of its rows, as for rowspan="2".
# What happens: 0 is taken for 1. The rows below move one column to the left: what was done stands where the state should, the last
# column is blank, and nothing is said.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet pandas==3.1.1 lxml==6.1.3
venv/bin/python - <<'PYTHON'
import io

import pandas

print("pandas", pandas.__version__)
found = []
for span in ("2", "0"):
    rows = f'<tr><td rowspan="{span}">Samoa</td><td>2011</td><td>hosted</td></tr><tr><td>2012</td><td>chaired</td></tr>'
    found.append(pandas.read_html(io.StringIO(f"<table><tbody>{rows}</tbody></table>"))[0].iloc[1].tolist())
    print(f'second row with rowspan="{span}":', [str(value) for value in found[-1]])
raise SystemExit([str(value) for value in found[1]] != ["2012", "chaired", "nan"] or str(found[0][0]) != "Samoa")
PYTHON
