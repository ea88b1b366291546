#!/bin/sh
# countryguess 0.4.9: names of parties as lists of participants have them, two states in one cell, a bank, a person, a meeting.
#
# One would guess: None, which it gives for words that are no country.
# What happens: the country whose pattern is found anywhere in the words. Of two states the second is gone, a bank and a person are
# states, a reunion is an island, and Taipei is the country that it is listed apart from.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet countryguess==0.4.9
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from countryguess import guess_country

print("countryguess", version("countryguess"))
names = ["Fiji and Samoa", "Bank of Guinea", "Jordan Smith", "reunion of ministers", "Taipei, China", "Secretariat"]
found = [(guess_country(name) or {}).get("iso3") for name in names]
print(dict(zip(names, found)))
raise SystemExit(found != ["FJI", "GIN", "JOR", "REU", "CHN", None])
PYTHON
