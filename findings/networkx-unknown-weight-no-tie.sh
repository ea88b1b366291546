#!/bin/sh
# networkx 3.6.1 with pandas 3.1.1: a table of ties in which one distance is not known (None in a column of objects, as JSON and databases give it).
#
# One would guess: the tie counts as 1, as one without the attribute does, or a TypeError, as degree, betweenness and PageRank raise.
# What happens: for closeness, and every measure along shortest ways, the tie is not there: the state is out of reach and closest of
# all to nobody. With NaN in its place the same state is in reach, at a distance of NaN.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet networkx==3.6.1 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import networkx as nx
import pandas

print("networkx", nx.__version__, "pandas", pandas.__version__)
found = []
for unknown in (None, float("nan")):
    ties = pandas.DataFrame({"source": ["fj", "ws"], "target": ["ws", "to"], "km": pandas.Series([1150, unknown], dtype=object)})
    graph = nx.from_pandas_edgelist(ties, edge_attr="km")
    found.append({state: str(far) for state, far in nx.single_source_dijkstra_path_length(graph, "fj", weight="km").items()})
    print("unknown as", unknown, "- from fj:", found[-1], "- closeness of to:", nx.closeness_centrality(graph, distance="km")["to"])
del graph["ws"]["to"]["km"]
missing = dict(nx.single_source_dijkstra_path_length(graph, "fj", weight="km"))
print("without the attribute:", missing)
raise SystemExit((set(found[0]), found[1].get("to"), missing["to"]) != ({"fj", "ws"}, "nan", 1151))
PYTHON
