#!/bin/sh
# CDlib 0.4.1: convert_graph_formats from igraph to networkx, which its algorithms and scores call where they need the other package.
#
# One would guess: all nodes arrive; a party without ties is a group of its own.
# What happens: the graph is made from the ties alone: parties without ties are gone, and of two ties of a pair only the last weight
# stays. The other way round nothing is lost.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet cdlib==0.4.1 networkx==3.6.1 igraph==1.0.0
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import igraph
import networkx as nx
from cdlib.utils import convert_graph_formats

print("CDlib", version("cdlib"), "networkx", nx.__version__, "igraph", igraph.__version__)
graph = igraph.Graph(4, [(0, 1), (0, 1), (1, 2)])
graph.vs["name"], graph.es["weight"] = ["fj", "ws", "to", "tv"], [2, 3, 1]
there = convert_graph_formats(graph, nx.Graph)
print("four parties, weights 2 + 3 + 1; arrived:", list(there), [w for *_, w in there.edges(data="weight")])
back = convert_graph_formats(nx.MultiGraph([(0, 1), (0, 1)]), igraph.Graph)
raise SystemExit((sorted(there), sorted(w for *_, w in there.edges(data="weight")), back.ecount()) != (["fj", "to", "ws"], [1, 3], 2))
PYTHON
