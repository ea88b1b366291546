#!/bin/sh
# rdata 1.1.0 with pandas 3.1.1: a column of categories (a factor of R) with a missing value, written to an R file and read again.
#
# One would guess: what was missing is missing, as for texts, whole numbers and yes/no in the same file.
# What happens: it comes back as the last category. The party whose role nobody wrote down is an observer afterwards.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet rdata==1.1.0 pandas==3.1.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pandas
import rdata

print("rdata", version("rdata"), "pandas", pandas.__version__)
roles = pandas.Categorical(["member", None, "observer"], categories=["member", "observer"])
rdata.write_rds("x.rds", pandas.DataFrame({"party": ["fj", "ws", "to"], "role": roles}))
found = rdata.read_rds("x.rds")["role"].tolist()
print("written", list(roles), "read", found)
raise SystemExit(found != ["member", "observer", "observer"])
PYTHON
