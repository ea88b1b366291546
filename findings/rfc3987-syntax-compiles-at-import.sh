#!/bin/sh
# rfc3987-syntax 1.1.0, which jsonschema[format-nongpl] 4.26.0 (and with it jupyter-server and nbformat's check) brings along.
#
# One would guess: importing jsonschema costs a tenth of a second, whatever checks of formats are installed beside it.
# What happens: rfc3987_syntax compiles its whole grammar of addresses with Lark as it is imported, and jsonschema imports it
# wherever it is there. Every program that imports nbformat, and every pytest with a notebook plugin, pays for that, in every
# process, though no address is ever checked: more than all the rest of jsonschema together.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet 'jsonschema[format-nongpl]==4.26.0' rfc3987-syntax==1.1.0
venv/bin/python - <<'END'
import sys, time
from importlib.metadata import version

def seconds(name):
    begun = time.process_time()
    __import__(name)
    return time.process_time() - begun

grammar = seconds("rfc3987_syntax")
rest = seconds("jsonschema")
print(f"rfc3987-syntax {version('rfc3987-syntax')}: {grammar:.2f} s to import, jsonschema {version('jsonschema')} itself {rest:.2f} s")
sys.exit(grammar < rest)
END
