#!/bin/sh
# pyoxigraph 0.5.13: GROUP_CONCAT over years or other numbers, to list when each pair met.
#
# One would guess: "2011|2012", as rdflib gives, and as COUNT, MIN and MAX over the same numbers work.
# What happens: the cell is blank for every group that has a number, without an error; a group of texts is joined.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet pyoxigraph==0.5.13 rdflib==7.6.0
venv/bin/python - <<'PYTHON'
import pyoxigraph
import rdflib

print("pyoxigraph", pyoxigraph.__version__, "rdflib", rdflib.__version__)
facts = '@prefix : <http://example.org/> . :fj :met 2011, 2012 . :ws :met "2011", "2012" .'
asked = 'PREFIX : <http://example.org/> SELECT ?s (GROUP_CONCAT(?y; separator="|") AS ?all) (MAX(?y) AS ?m) { ?s :met ?y } GROUP BY ?s'
store = pyoxigraph.Store()
store.load(facts.encode(), format=pyoxigraph.RdfFormat.TURTLE)
ours = {row["s"].value[-2:]: (row["all"] and row["all"].value, row["m"].value) for row in store.query(asked)}
other = {str(row[0])[-2:]: (str(row[1]), str(row[2])) for row in rdflib.Graph().parse(data=facts, format="turtle").query(asked)}
print("pyoxigraph", ours, "rdflib", other)
raise SystemExit(ours["fj"] != (None, "2012") or set(ours["ws"][0].split("|")) != {"2011", "2012"} or "|" not in other["fj"][0])
PYTHON
