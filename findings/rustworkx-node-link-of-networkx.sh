#!/bin/sh
# rustworkx 0.18.1 reading the node-link JSON of networkx 3.6.1. Both packages call the form so; nodes and links have the same names.
#
# One would guess: parse_node_link_json reads names and weights, or refuses the file.
# What happens: ids and ties arrive, every attribute of nodes and ties is gone without a word: rustworkx looks for them one step
# further in, under "data". The other way networkx makes one attribute "data" of them, so that weights are not found either.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet rustworkx==0.18.1 networkx==3.6.1
venv/bin/python - <<'PYTHON'
import importlib.metadata
import json

import networkx as nx
import rustworkx as rx

print("rustworkx", importlib.metadata.version("rustworkx"), "networkx", nx.__version__)
graph = nx.Graph()
graph.add_node(0, name="Fiji")
graph.add_edge(0, 1, weight=4)
there = rx.parse_node_link_json(json.dumps(nx.node_link_data(graph, edges="links")))
print("written by networkx, read by rustworkx:", there.nodes(), list(there.weighted_edge_list()))
text = rx.node_link_json(rx.networkx_converter(graph), edge_attrs=lambda data: {"weight": str(data["weight"])})
back = list(nx.node_link_graph(json.loads(text), edges="links").edges(data="weight"))
print("written by rustworkx, read by networkx:", back)
raise SystemExit(there.nodes() != [None, None] or list(there.edges()) != [None] or back != [(0, 1, None)])
PYTHON
