#!/bin/sh
# sqlglot 30.30.0: a query for DuckDB 2.0.1 that counts the months or years between two meetings, translated for SQLite.
#
# One would guess: the same number, or a word that it cannot be translated, as sqlglot has for weeks.
# What happens: days are counted and divided by 30, or 365, and the rest cut off. From 31 January to 1 March are 2 months before and 1
# after; from December to the next January 1 year before and none after.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet sqlglot==30.30.0 duckdb==2.0.1
venv/bin/python - <<'PYTHON'
import sqlite3

import duckdb
import sqlglot

print("sqlglot", sqlglot.__version__, "duckdb", duckdb.__version__, "sqlite", sqlite3.sqlite_version)
found = []
for part, begin, end in [("month", "2012-01-31", "2012-03-01"), ("year", "2012-12-31", "2013-01-01")]:
    asked = f"SELECT DATE_DIFF('{part}', DATE '{begin}', DATE '{end}')"
    (translated,) = sqlglot.transpile(asked, read="duckdb", write="sqlite")
    found.append((duckdb.sql(asked).fetchall()[0][0], sqlite3.connect(":memory:").execute(translated).fetchone()[0]))
    print(part, "from", begin, "to", end, "- DuckDB, SQLite:", found[-1])
raise SystemExit(found != [(2, 1), (1, 0)])
PYTHON
