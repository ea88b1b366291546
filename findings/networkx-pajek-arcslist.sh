#!/bin/sh
# Pajek's *Arcslist and *Edgeslist give a vertex and then all its neighbours: "1 2 3 4" is three arcs, from 1 to 2, 3, 4.
# One would guess that networkx.parse_pajek reads them so, or refuses. It takes such a part for *Arcs or *Edges: the
# third number becomes the weight of the first arc, all further neighbours are gone, and nothing is said.
# Exits non-zero when that changes.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q networkx==3.6.1
"$folder/venv/bin/python" - <<'PYTHON'
import networkx as nx

print("networkx", nx.__version__)
graph = nx.parse_pajek("*Vertices 4\n1 a\n2 b\n3 c\n4 d\n*Arcslist\n1 2 3 4\n")
found = sorted((a, b, data["weight"]) for a, b, data in graph.edges(data=True))
print("three arcs were written; read:", found)
raise SystemExit(found != [("a", "b", 3.0)])
PYTHON
