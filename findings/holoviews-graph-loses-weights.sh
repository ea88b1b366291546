#!/bin/sh
# HoloViews 1.23.2: Graph.from_networkx, of a graph in which one tie of many has no weight, or of a multigraph.
#
# One would guess: the weights of the others are there, the missing one is blank.
# What happens: an attribute that one tie lacks is left out for all ties, and of a multigraph every attribute of every tie is, though
# all have it; nothing is said. Lines drawn by weight then have no weight to be drawn by.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet holoviews==1.23.2 networkx==3.6.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import holoviews
import networkx as nx

print("HoloViews", version("holoviews"), "networkx", nx.__version__)


def columns(graph):
    return list(holoviews.Graph.from_networkx(graph, nx.circular_layout).dframe().columns)


full = [("fj", "ws", {"weight": 4}), ("ws", "to", {"weight": 7})]
found = columns(nx.Graph(full)), columns(nx.Graph([*full, ("to", "tv")])), columns(nx.MultiGraph(full))
print("all ties with a weight:", found[0], "- one without:", found[1], "- a multigraph, all with:", found[2])
raise SystemExit(found != (["start", "end", "weight"], ["start", "end"], ["start", "end"]))
PYTHON
