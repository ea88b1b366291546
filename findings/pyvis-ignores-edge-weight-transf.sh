#!/bin/sh
# pyvis 0.3.2 with networkx 3.6.1: from_nx takes edge_weight_transf, a function for the width at which a weight is drawn, since a pair
# that met 900 times cannot be drawn 900 pixels wide.
#
# One would guess: the lines are drawn at the widths it returns, as nodes are at those of node_size_transf.
# What happens: it is called for each edge and its answer thrown away; the lines are as wide as the weights.
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
from math import log10

import networkx as nx
from pyvis.network import Network

print("pyvis", version("pyvis"), "networkx", nx.__version__)
graph = nx.Graph()
graph.add_edge("Fiji", "Samoa", weight=1000)
asked = []
page = Network()
page.from_nx(graph, edge_weight_transf=lambda weight: asked.append(weight) or log10(weight))
print("asked for the width of", asked, "and told 3; drawn with", page.edges[0]["width"])
raise SystemExit((asked, page.edges[0]["width"]) != ([1000], 1000))
PYTHON
