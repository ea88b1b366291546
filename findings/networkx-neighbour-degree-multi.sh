#!/bin/sh
# networkx 3.6.1: average_neighbor_degree with weights, of a multigraph.
#
# One would guess: what the same graph gives with the weights of each pair added up, or an error, as other measures give. In any case
# no value below the smallest degree there is.
# What happens: the weights of parallel ties are not found and each pair counts as 1 above the line, with its weights below it: the
# average of degrees of 2 and 3 is 0.5.
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

print("networkx", nx.__version__)
ties = [("fj", "ws", 5), ("fj", "ws", 1), ("ws", "to", 1), ("fj", "to", 4)]
graph = nx.MultiGraph()
graph.add_weighted_edges_from(ties)
found = nx.average_neighbor_degree(graph, weight="weight")
print("degrees:", dict(graph.degree()), "- averages of the neighbours' degrees:", found)
raise SystemExit(found["fj"] != 0.5 or min(dict(graph.degree()).values()) != 2)
PYTHON
