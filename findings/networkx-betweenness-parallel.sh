#!/bin/sh
# networkx 3.6.1 beside igraph 1.0.0: betweenness where two parties share two ties (a multigraph, as of two meetings).
#
# One would guess: both give the same numbers, as they do for the same graph without parallel ties.
# What happens: igraph (and rustworkx) count a way through each of the two ties, networkx counts one, and neither says so. Below the
# parties b and c are level for networkx, while for igraph b stands between others twice as often as c.
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
ties = [("a", "b"), ("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]
graph = nx.MultiGraph(ties)
ours = nx.betweenness_centrality(graph, normalized=False)
other = dict(zip(graph, igraph.Graph.from_networkx(graph).betweenness()))
print("networkx b, c:", ours["b"], ours["c"], "- igraph b, c:", round(other["b"], 3), round(other["c"], 3))
simple = nx.Graph(ties)
same = dict(zip(simple, igraph.Graph.from_networkx(simple).betweenness())) == nx.betweenness_centrality(simple, normalized=False)
print("without parallel ties the two agree:", same)
raise SystemExit(not (same and ours["b"] == ours["c"] and abs(other["b"] - 2 * other["c"]) < 1e-9))
PYTHON
