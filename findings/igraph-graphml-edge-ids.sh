#!/bin/sh
# igraph 1.0.0 and the ids of edges in GraphML (<edge id="treaty-7" ...>), by which a tie is traced to its source.
#
# One would guess: the edge attribute "id" holds them, as the node attribute "id" holds those of the nodes.
# What happens: it holds ids of nodes: the first edge gets the id of the first node, the second that of the second.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet igraph==1.0.0 networkx==3.6.1
venv/bin/python - <<'PYTHON'
import igraph
import networkx as nx

print("igraph", igraph.__version__, "networkx", nx.__version__)
with open("x.graphml", "w") as file:
    file.write(
        '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
        '<node id="fj"/><node id="ws"/><node id="to"/>'
        '<edge id="treaty-7" source="to" target="ws"/><edge id="treaty-9" source="ws" target="fj"/></graph></graphml>'
    )
found = igraph.Graph.Read_GraphML("x.graphml").es["id"]
other = [name for *_, name in nx.read_graphml("x.graphml").edges(data="id")]
print("ids of the edges: igraph", found, "networkx", sorted(other))
raise SystemExit(found != ["fj", "ws"])
PYTHON
