#!/bin/sh
# networkx 3.6.1 and igraph 1.0.0 reading GraphML with a graph inside a node, as yEd and others write groups: a bloc and its members.
#
# One would guess: the members and their ties are read, or the file is refused (rustworkx refuses it; networkx refuses hyperedges).
# What happens: both leave out the inner graph without a word. A member that an outer tie names stays, as a bare node; the tie inside
# the bloc and the member that only it names are gone.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet networkx==3.6.1 igraph==1.0.0
venv/bin/python - <<'PYTHON'
import igraph
import networkx as nx

print("networkx", nx.__version__, "igraph", igraph.__version__)
with open("x.graphml", "w") as file:
    file.write(
        '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
        '<node id="au"/><node id="bloc"><graph id="inner" edgedefault="undirected"><node id="fj"/><node id="ws"/>'
        '<edge source="fj" target="ws"/></graph></node><edge source="au" target="fj"/></graph></graphml>'
    )
one, two = nx.read_graphml("x.graphml"), igraph.Graph.Read_GraphML("x.graphml")
print("four nodes and two edges in the file; networkx:", sorted(one), list(one.edges()), "- igraph:", two.vs["id"], two.ecount())
raise SystemExit(sorted(one) != ["au", "bloc", "fj"] or one.size() != 1 or sorted(two.vs["id"]) != ["au", "bloc", "fj"] or two.ecount() != 1)
PYTHON
