#!/bin/sh
# igraph 1.0.0 and whole numbers of more than 15 digits, such as the record numbers of many registers.
#
# One would guess: written to GraphML and read again, a whole number is the same number, or the writer refuses it.
# What happens: all numbers are written as floating point with 15 digits: two records that differ come back as one number, which
# was the number of neither. The GML writer does the same.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet igraph==1.0.0 networkx==3.6.1
venv/bin/python - <<'PYTHON'
import igraph
import networkx as nx

print("igraph", igraph.__version__, "networkx", nx.__version__)
records = [1234567890123456, 1234567890123458]
graph = igraph.Graph(2, [(0, 1)])
graph.vs["record"] = records
graph.write_graphml("x.graphml")
own, other = igraph.Graph.Read_GraphML("x.graphml").vs["record"], [r for _, r in nx.read_graphml("x.graphml").nodes(data="record")]
print("written", records, "read by igraph", [f"{r:.0f}" for r in own], "by networkx", [f"{r:.0f}" for r in other])
raise SystemExit(not (own == other and own[0] == own[1] and own[0] not in records))
PYTHON
