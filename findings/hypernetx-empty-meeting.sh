#!/bin/sh
# hypernetx 2.4.3: meetings as a list of lists of participants, one of them with none on record.
#
# One would guess: that meeting is an edge without nodes, or it is left out.
# What happens: it gets a participant of its own, a node NaN, who is counted among the parties and drawn. Given as a dict of
# lists, the same meetings have no such node, and the empty one is left out.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet hypernetx==2.4.3
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import hypernetx

print("hypernetx", version("hypernetx"))
meetings = [["fj", "ws"], [], ["ws", "to"]]
listed = [str(node) for node in hypernetx.Hypergraph(meetings).nodes]
named = [str(node) for node in hypernetx.Hypergraph({f"m{i}": who for i, who in enumerate(meetings)}).nodes]
print("parties from the list:", sorted(listed), "- from the dict:", sorted(named))
raise SystemExit((sorted(listed), sorted(named)) != (["fj", "nan", "to", "ws"], ["fj", "to", "ws"]))
PYTHON
