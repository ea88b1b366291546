#!/bin/sh
# edtf 5.0.2: text_to_edtf, which turns dates as people write them into EDTF, given the days of a meeting and the number of a resolution.
#
# One would guess: 2012-07-23/2012-07-26, or at least the month, or None, which it says of other forms that it does not know.
# What happens: the first day is taken for a year, whichever year was written: July 2012 becomes July 2023, March 2013 March 2011. The
# number of a resolution is its year.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet edtf==5.0.2
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from edtf import text_to_edtf

print("edtf", version("edtf"))
texts = ["23-26 July 2012", "11-15 March 2013", "Resolution 1540 (2004)", "between 2010 and 2012"]
found = [text_to_edtf(text) for text in texts]
print(dict(zip(texts, found)))
raise SystemExit(found != ["2023-07-26", "2011-03-15", "1540", None])
PYTHON
