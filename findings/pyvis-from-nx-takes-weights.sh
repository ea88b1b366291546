#!/bin/sh
# pyvis 0.3.2 with networkx 3.6.1: a graph drawn by from_nx before it is measured.
#
# One would guess: drawing leaves the graph as it was.
# What happens: from_nx works on the graph's own dicts. It takes "weight" off every edge and writes "width" instead, and gives every
# node a size. Measures made after drawing are unweighted, in silence: the degree of 12 below becomes 2.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet pyvis==0.3.2 networkx==3.6.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import networkx as nx
from pyvis.network import Network

print("pyvis", version("pyvis"), "networkx", nx.__version__)
graph = nx.Graph()
graph.add_edge("Fiji", "Samoa", weight=5)
graph.add_edge("Samoa", "Tonga", weight=7)
before = graph.degree("Samoa", weight="weight")
Network().from_nx(graph)
after = graph.degree("Samoa", weight="weight")
print("weights of Samoa before:", before, "after:", after, "- edges now:", list(graph.edges(data=True)))
raise SystemExit((before, after) != (12, 2))
PYTHON
