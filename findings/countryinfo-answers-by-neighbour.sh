#!/bin/sh
# countryinfo 1.0.1: a country asked for by a name that is not in its table, before and after rapidfuzz 3.14.3 is installed by some
# other package of the same environment.
#
# One would guess: CountryNotFoundError both times; the program that asks has not changed.
# What happens: alone it raises; with rapidfuzz beside it the name that looks most like it answers, and nothing marks it as a guess.
# The south of Korea is the north, an international organisation is Brunei, a state that has ended is another.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet countryinfo==1.0.1
venv/bin/python - <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

ask = """
import sys
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError
for name in sys.argv[1:]:
    try:
        print(CountryInfo(name).iso(3))
    except CountryNotFoundError:
        print("none")
"""
names = ["Korea (Republic of)", "UN", "German Democratic Republic", "Northern Ireland"]


def told():
    return subprocess.run([sys.executable, "-c", ask, *names], capture_output=True, text=True, check=True).stdout.split()


alone = told()
subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "rapidfuzz==3.14.3"], check=True)
beside = told()
print("countryinfo", version("countryinfo"))
for name, before, after in zip(names, alone, beside, strict=True):
    print(f"{name}: alone {before}, beside rapidfuzz {after}")
raise SystemExit((alone, beside) != (["none"] * 4, ["PRK", "BRN", "CZE", "IRL"]))
PYTHON
