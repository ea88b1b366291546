#!/bin/sh
# CDlib 0.4.1: groups of states written by write_community_csv and read again by read_community_csv.
#
# One would guess: a name with a comma is put in quotation marks, as in any CSV file, and comes back whole.
# What happens: names are joined by commas as they are. "Korea, Republic of" comes back as two members, the group has one more, and
# every score computed from it another value; nothing is said.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet cdlib==0.4.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from cdlib import NodeClustering
from cdlib.readwrite import read_community_csv, write_community_csv

print("CDlib", version("cdlib"))
groups = [["Korea, Republic of", "Fiji"], ["Samoa", "Tonga"]]
write_community_csv(NodeClustering(groups, None, "groups"), "x.csv")
found = read_community_csv("x.csv").communities
print("written", groups, "read", found)
raise SystemExit(sorted(map(len, found)) != [2, 3] or ["Korea", " Republic of", "Fiji"] not in found)
PYTHON
