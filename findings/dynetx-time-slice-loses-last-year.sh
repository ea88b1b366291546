#!/bin/sh
# DyNetx 0.3.2: time_slice(2011, 2012), the graph of what is present "in [t_from, t_to]".
#
# One would guess: a tie of 2012 is in it, with its year.
# What happens: the tie is listed, with the span from 2012 to 2011. The slice has no tie in 2012, no snapshot of that year, and a tie
# that lasts past the slice has lost its last year too.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet dynetx==0.3.2
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import dynetx

print("dynetx", version("dynetx"))
graph = dynetx.DynGraph()
graph.add_interaction("fj", "ws", t=2011, e=2014)
graph.add_interaction("ws", "to", t=2012)
part = graph.time_slice(2011, 2012)
print("ties in 2012 before:", graph.interactions(t=2012), "- in the slice:", part.interactions(t=2012))
print("spans in the slice:", part.interactions(), "- its snapshots:", part.temporal_snapshots_ids())
raise SystemExit(len(graph.interactions(t=2012)) != 2 or part.interactions(t=2012) != [] or part.temporal_snapshots_ids() != [2011])
PYTHON
