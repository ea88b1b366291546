#!/bin/sh
# undate 0.8.0: EDTF dates that say of themselves that they are uncertain (2012?), approximate (2012~) or both (2012%).
#
# One would guess: the doubt is kept, or the form is refused, as undate refuses others that it does not know.
# What happens: it is read and dropped. 2012? becomes 2012, is equal to it and is written back as it: a guess turned into a fact.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet undate==0.8.0
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from undate import Undate

print("undate", version("undate"))
sure = Undate.parse("2012", "EDTF")
found = {}
for text in ("2012?", "2012~", "2012%"):
    date = Undate.parse(text, "EDTF")
    found[text] = (date.format("EDTF"), date == sure)
print("read, written back, equal to 2012:", found)
raise SystemExit(set(found.values()) != {("2012", True)})
PYTHON
