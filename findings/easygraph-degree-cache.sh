#!/bin/sh
# EasyGraph 1.6.3: modularity of a weighted graph, asked before and after its density.
#
# One would guess: asking for the density changes nothing; modularity is never above 1.
# What happens: the degrees of the first question are kept and given as the answer to every later one, whichever weight it names.
# density asks for degrees without weights; modularity then divides by those and says 1.08 where it said 0.28.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet Python-EasyGraph==1.6.3
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import easygraph

print("EasyGraph", version("Python-EasyGraph"))
graph = easygraph.Graph()
for one, other, weight in [("a", "b", 5), ("b", "c", 1), ("a", "c", 1), ("c", "d", 2), ("d", "e", 1)]:
    graph.add_edge(one, other, weight=weight)
groups = [{"a", "b"}, {"c", "d", "e"}]
before = round(easygraph.modularity(graph, groups), 6)
again = graph.copy()
easygraph.density(again)
after = round(easygraph.modularity(again, groups), 6)
print("modularity before:", before, "after the density was asked for:", after, "- weighted degrees then:", again.degree(weight="weight"))
raise SystemExit((before, after) != (0.28, 1.08))
PYTHON
