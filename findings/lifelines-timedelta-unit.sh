#!/bin/sh
# lifelines 0.30.3: durations given as time differences of pandas, as end minus begin gives them.
#
# One would guess: they are days, or they are refused; in any case the same for the same durations.
# What happens: the bare whole number inside is taken, whatever its unit. One, two and three days are 86,400 seconds and so on for a
# column kept in seconds and 86,400,000,000,000 for one in nanoseconds; frames that reach pandas from other readers have either.
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
from lifelines import KaplanMeierFitter

print("lifelines", version("lifelines"), "pandas", pandas.__version__)
days = pandas.Series(pandas.to_timedelta([1, 2, 3], unit="D"))
medians = [float(KaplanMeierFitter().fit(days.astype(f"timedelta64[{unit}]"), [1, 1, 1]).median_survival_time_) for unit in ("s", "ns")]
print("the median of 1, 2 and 3 days:", medians)
raise SystemExit(medians != [2 * 86400.0, 2 * 86400e9])
PYTHON
