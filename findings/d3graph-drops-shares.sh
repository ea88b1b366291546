#!/bin/sh
# d3graph 3.2.1 (with scikit-learn 1.9.1): a matrix of shares, such as the part of all meetings that two states attended together.
#
# One would guess: a line for every entry that is not 0, as graph() promises for an adjacency matrix; or at least a word.
# What happens: ties below 1 are left out and nothing is said. Of shares, at most 1, hardly a line is drawn; multiplied by 100, all are.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet d3graph==3.2.1 scikit-learn==1.9.1
venv/bin/python - <<'PYTHON'
import logging
from importlib.metadata import version

import pandas
from d3graph import d3graph

logging.disable(logging.INFO)  # it logs each step
print("d3graph", version("d3graph"))
names = ["fj", "ws", "to"]
shares = pandas.DataFrame([[0, 0.4, 1.0], [0.4, 0, 0.9], [1.0, 0.9, 0]], index=names, columns=names)
found = []
for frame in (shares, shares * 100):
    page = d3graph()
    page.graph(frame)
    found.append(sorted(pair for pair in page.edge_properties if pair[0] < pair[1]))
print("lines for the shares:", found[0], "for the percentages:", found[1])
raise SystemExit((found[0], len(found[1])) != ([("fj", "to")], 3))
PYTHON
