#!/bin/sh
# networkx 3.6.1: a graph of states and meetings projected onto some of the states, say the members of one body.
#
# One would guess: the graph has the states that were named, as "the projection onto the given nodes".
# What happens: every state that met one of them is in it too, without its attributes, with its ties to those named and none to the
# others: a state that was left out on purpose is back, and measures count it.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet networkx==3.6.1
venv/bin/python - <<'PYTHON'
import networkx as nx
from networkx.algorithms import bipartite

print("networkx", nx.__version__)
graph = nx.Graph()
graph.add_nodes_from(["fj", "ws", "to"], kind="state")
graph.add_edges_from([("fj", "talks"), ("ws", "talks"), ("ws", "summit"), ("to", "summit")])
found = bipartite.weighted_projected_graph(graph, ["fj", "ws"])
print("projected onto fj and ws:", dict(found.nodes(data=True)), list(found.edges()))
raise SystemExit(dict(found.nodes(data="kind")) != {"fj": "state", "ws": "state", "to": None} or found.size() != 2)
PYTHON
