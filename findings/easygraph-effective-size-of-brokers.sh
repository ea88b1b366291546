#!/bin/sh
# EasyGraph 1.6.3: Burt's effective size, the number of a party's contacts less the ties among them, by which brokers are found.
#
# One would guess: a secretariat between four states that have no tie with each other has 4, the most there is; so says networkx.
# What happens: it has 1, as each of the four has: where contacts have no tie at all the answer is always 1. With one tie among them
# it is 3.5 for both packages, so the purest brokers come last.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet Python-EasyGraph==1.6.3 networkx==3.6.1
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import easygraph
import networkx as nx

print("EasyGraph", version("Python-EasyGraph"), "networkx", nx.__version__)
star = [("secretariat", state) for state in ("fj", "ws", "to", "tv")]
found = []
for ties in (star, star + [("fj", "ws")]):
    pair = easygraph.effective_size(easygraph.Graph(ties))["secretariat"], nx.effective_size(nx.Graph(ties))["secretariat"]
    found.append(tuple(float(value) for value in pair))
print("no tie among the states, one tie; EasyGraph and networkx:", found)
raise SystemExit(found != [(1.0, 4.0), (3.5, 3.5)])
PYTHON
