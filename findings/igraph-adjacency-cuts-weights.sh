#!/bin/sh
# igraph 1.0.0 and a matrix of shares: half of all meetings together is 0.5.
#
# One would guess: Graph.Adjacency takes every entry that is not 0 for a tie, or refuses what is no whole number.
# What happens: it cuts the fraction off and takes the rest for a count. Ties below 1 are gone and 1.9 is one tie, in silence, while
# Graph.Biadjacency, given the same entries as parties by events, keeps all of them.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet igraph==1.0.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import igraph
import numpy

print("igraph", igraph.__version__, "numpy", numpy.__version__)
shares = numpy.array([[0, 0.5, 0.9], [0.5, 0, 1.9], [0.9, 1.9, 0]])
one_mode = igraph.Graph.Adjacency(shares, mode="undirected")
two_mode = igraph.Graph.Biadjacency(shares)
print("three pairs have a share; Adjacency:", one_mode.get_edgelist(), "- of six entries Biadjacency keeps", two_mode.ecount())
raise SystemExit((one_mode.get_edgelist(), two_mode.ecount()) != ([(1, 2)], 6))
PYTHON
