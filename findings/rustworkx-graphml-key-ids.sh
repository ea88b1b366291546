#!/bin/sh
# rustworkx 0.18.1 writes GraphML: attributes of nodes and of edges in one file.
#
# One would guess: any reader finds each value under the name it was written with. In GraphML the id of a key is unique in the file.
# What happens: keys of nodes and keys of edges are both counted from d1, so two keys share the id. networkx keeps the last: the year
# a state joined comes back as its "weight", and the name "since" is gone. Where the kinds differ (a text), it cannot read the file.
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
graph = rx.PyGraph()
graph.add_nodes_from([{"id": "fj", "since": 1971}, {"id": "ws", "since": 1970}])
graph.add_edge(0, 1, {"weight": 3})
rx.write_graphml(graph, "x.graphml")
found = dict(nx.read_graphml("x.graphml").nodes(data=True))
print('written as "since", read as', found)
raise SystemExit(found != {"fj": {"weight": 1971}, "ws": {"weight": 1970}})
PYTHON
