#!/bin/sh
# inscriptis 2.7.6: the numbered paragraphs of an agreed text that go on in a second list (<ol start="3">).
#
# One would guess: they are 3 and 4, as every browser shows them and as the text is cited by; inscriptis heeds value="7" of an item.
# What happens: they are 1 and 2, and the text has two paragraphs 1.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet inscriptis==2.7.6
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from inscriptis import get_text

print("inscriptis", version("inscriptis"))
text = get_text('<ol><li>Agree</li><li>Ask</li></ol><p>and</p><ol start="3"><li>Thank</li><li>Meet</li><li value="7">Close</li></ol>')
found = [line.split() for line in text.splitlines() if line.strip()]
print(found)
raise SystemExit(found != [["1.", "Agree"], ["2.", "Ask"], ["and"], ["1.", "Thank"], ["2.", "Meet"], ["7.", "Close"]])
PYTHON
