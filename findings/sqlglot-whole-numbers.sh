#!/bin/sh
# sqlglot 30.30.0: queries for SQLite translated for DuckDB 2.0.1: decades of years (year / 10), a mean cut to a whole number, a name
# looked for with LIKE.
#
# One would guess: the same answers; where the two differ the translation says it in the other's words (//, trunc, ILIKE), as it does
# for the order of missing values.
# What happens: 2012 / 10 was 201 and is 201.2, so that each year is its own decade; CAST(2.7 AS INTEGER) was 2 and is 3; "samoa" was
# found by LIKE and is no longer.
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
for asked in ("SELECT 2012 / 10", "SELECT CAST(2.7 AS INTEGER)", "SELECT 'Samoa' LIKE 'samoa'"):
    (translated,) = sqlglot.transpile(asked, read="sqlite", write="duckdb")
    found.append((sqlite3.connect(":memory:").execute(asked).fetchone()[0], duckdb.sql(translated).fetchall()[0][0]))
    print(asked, "- SQLite", found[-1][0], "- DuckDB", found[-1][1], "by", translated)
raise SystemExit(found != [(201, 201.2), (2, 3), (1, False)])
PYTHON
