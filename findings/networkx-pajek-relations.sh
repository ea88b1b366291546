#!/bin/sh
# networkx 3.6.1 and Pajek files of several relations ("*Arcs :1" for one, "*Arcs :2" for the next), the form in which Pajek keeps
# who met and who wrote in one network.
#
# One would guess: parse_pajek reads all arcs, or refuses the second part.
# What happens: the head of every part after the first is taken for a tie. Two parties named "*Arcs" and ":2" join the graph, tied
# to each other, and which relation an arc belonged to is gone. A partition after the ties adds parties in the same way.
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
text = '*Vertices 3\n1 "Fiji"\n2 "Samoa"\n3 "Tonga"\n*Arcs :1 "met"\n1 2 1\n*Arcs :2 "wrote"\n2 3 1\n'
graph = nx.parse_pajek(text)
print("three vertices and two arcs were written; read:", list(graph), list(graph.edges()))
raise SystemExit(set(graph) != {"Fiji", "Samoa", "Tonga", "*Arcs", ":2"} or not graph.has_edge("*Arcs", ":2"))
PYTHON
