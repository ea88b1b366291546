#!/bin/sh
# igraph 1.0.0 and rustworkx 0.18.1 reading GraphML in which one edge says directed="true" for itself, as the format allows: two
# states met, and one wrote to the other.
#
# One would guess: the direction is kept, or the file is refused, as networkx does.
# What happens: both take the direction of the whole graph for every edge. Who wrote to whom is gone, and nothing is said.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet igraph==1.0.0 rustworkx==0.18.1 networkx==3.6.1
venv/bin/python - <<'PYTHON'
import importlib.metadata

import igraph
import networkx as nx
import rustworkx as rx

print("igraph", igraph.__version__, "rustworkx", importlib.metadata.version("rustworkx"), "networkx", nx.__version__)
with open("x.graphml", "w") as file:
    file.write(
        '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
        '<node id="fj"/><node id="ws"/><node id="to"/><edge source="ws" target="fj" directed="true"/>'
        '<edge source="ws" target="to"/></graph></graphml>'
    )
one, (two,) = igraph.Graph.Read_GraphML("x.graphml"), rx.read_graphml("x.graphml")
print("igraph: directed", one.is_directed(), one.es.attributes(), "- rustworkx:", type(two).__name__, list(two.edges()))
try:
    nx.read_graphml("x.graphml")
    refused = False
except nx.NetworkXError as error:
    refused = True
    print("networkx:", error)
raise SystemExit(one.is_directed() or one.es.attributes() != [] or type(two) is not rx.PyGraph or any(two.edges()) or not refused)
PYTHON
