#!/bin/sh
# bicm 3.4.0 (null models of two-mode networks, for ties beyond chance).
#
# One would guess: installing it adds the package `bicm` and nothing else that can be imported.
# What happens: its wheel also installs a top-level package `tests`. A project whose own tests/ folder has no __init__.py is a
# namespace package and loses against it: `python -m tests.something`, run in the project's root, ends with
# "No module named tests.something" as soon as bicm is installed beside it.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --no-deps bicm==3.4.0
mkdir -p project/tests/checks
echo 'print("the project'"'"'s own checks ran")' >project/tests/checks/__main__.py
cd project
found=$(../venv/bin/python -c 'import tests; print(tests.__file__)')
echo "bicm $(../venv/bin/python -c 'from importlib.metadata import version; print(version("bicm"))'): import tests finds $found"
if ../venv/bin/python -m tests.checks 2>../told; then
  echo "python -m tests.checks runs the project's own: this has changed"
  exit 1
fi
cat ../told
case "$found" in */site-packages/tests/*) exit 0 ;; *) exit 1 ;; esac
