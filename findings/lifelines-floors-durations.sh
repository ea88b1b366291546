#!/bin/sh
# lifelines 0.30.3: datetimes_to_durations in weeks, months or years, say from a commitment to the event that answers it.
#
# One would guess: the durations it returns, floats, hold parts of weeks: ten days are 1.43 weeks; and a month is a month.
# What happens: they are cut off below, in silence. Six days are 0.0 weeks, so an answer after six days counts as one on the day; a
# month is always 30.4 days, so that from 1 February to 1 March is 0.0 months and from 1 March to 1 April 1.0.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet lifelines==0.30.3
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pandas
from lifelines.utils import datetimes_to_durations

print("lifelines", version("lifelines"), "pandas", pandas.__version__)
weeks = datetimes_to_durations(["2012-01-01", "2012-01-01"], ["2012-01-07", "2012-01-11"], freq="W")[0].tolist()
months = datetimes_to_durations(["2013-02-01", "2013-03-01"], ["2013-03-01", "2013-04-01"], freq="M")[0].tolist()
print("6 and 10 days in weeks:", weeks, "- from 1 February to 1 March, from 1 March to 1 April in months:", months)
raise SystemExit((weeks, months) != ([0.0, 1.0], [0.0, 1.0]))
PYTHON
