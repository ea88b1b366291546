#!/bin/sh
# rustworkx 0.18.1 writes GraphML: a graph whose nodes are names and whose edges are weights, the commonest way to hold one there
# (add_node("Fiji"), from_adjacency_matrix).
#
# One would guess: write_graphml writes names and weights, or refuses what it cannot write.
# What happens: it writes what is a dict and leaves out the rest in silence: the file has three bare nodes, two bare edges.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet rustworkx==0.18.1
venv/bin/python - <<'PYTHON'
import importlib.metadata

import rustworkx as rx

print("rustworkx", importlib.metadata.version("rustworkx"))
graph = rx.PyGraph()
graph.add_nodes_from(["Fiji", "Samoa", "Tonga"])
graph.add_edges_from([(0, 1, 4.0), (1, 2, 7.0)])
rx.write_graphml(graph, "x.graphml")
(again,) = rx.read_graphml("x.graphml")
print("read again:", again.nodes(), list(again.weighted_edge_list()))
raise SystemExit(again.num_edges() != 2 or "Fiji" in open("x.graphml").read() or any(again.edges()))
PYTHON
