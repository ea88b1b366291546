#!/bin/sh
# rdflib 7.6.0: a day with its offset ("2012-07-23+13:00"^^xsd:date, the day as it was in Apia), read and written again.
#
# One would guess: the offset stays, as that of an xsd:dateTime does.
# What happens: it is gone as soon as the file is read, without a word; two facts about days that differ become one.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet rdflib==7.6.0
venv/bin/python - <<'PYTHON'
import rdflib

print("rdflib", rdflib.__version__)
facts = """@prefix x: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://example.org/> .
:talks :on "2012-07-23+13:00"^^x:date , "2012-07-23-11:00"^^x:date ; :at "2012-07-23T09:00:00+13:00"^^x:dateTime ."""
graph = rdflib.Graph().parse(data=facts, format="turtle")
found = sorted(str(value) for _, _, value in graph)
print("three facts were written; read:", found)
raise SystemExit(found != ["2012-07-23", "2012-07-23T09:00:00+13:00"])
PYTHON
