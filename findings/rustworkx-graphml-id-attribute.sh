#!/bin/sh
# rustworkx 0.18.1 reading GraphML in which nodes have an attribute named "id" of their own, such as the record number in a registry.
#
# One would guess: both are kept, or the reader says that it cannot.
# What happens: the XML id of the node takes the place of the attribute, whose values are gone; networkx keeps both.
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

import networkx as nx
import rustworkx as rx

print("rustworkx", importlib.metadata.version("rustworkx"), "networkx", nx.__version__)
graph = nx.Graph()
graph.add_node("fj", id="242", name="Fiji")
nx.write_graphml(graph, "x.graphml")
found, other = rx.read_graphml("x.graphml")[0].nodes()[0], nx.read_graphml("x.graphml").nodes["fj"]
print("rustworkx:", found, "networkx:", other)
raise SystemExit((found, other) != ({"id": "fj", "name": "Fiji"}, {"id": "242", "name": "Fiji"}))
PYTHON
