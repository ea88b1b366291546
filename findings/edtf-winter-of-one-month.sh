#!/bin/sh
# edtf 5.0.2: the span of a season, of an agreement dated "spring 2012" (2012-21) or "winter 2012" (2012-24).
#
# One would guess: three months each; winter's run over the turn of the year, whichever way.
# What happens: spring, summer and autumn have three months and winter has December alone. January and February 2012 lie in no season.
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

from edtf import parse_edtf

print("edtf", version("edtf"))
found = {}
for season in ("2012-21", "2012-22", "2012-23", "2012-24"):
    date = parse_edtf(season)
    found[season] = [f"{day.tm_year}-{day.tm_mon:02d}-{day.tm_mday:02d}" for day in (date.lower_strict(), date.upper_strict())]
    print(season, *found[season])
raise SystemExit(found["2012-24"] != ["2012-12-01", "2012-12-31"] or found["2012-23"] != ["2012-09-01", "2012-11-30"])
PYTHON
