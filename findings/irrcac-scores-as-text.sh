#!/bin/sh
# irrCAC 0.4.4: agreement of raters on scores from 1 to 10, linear weights, with the scores as numbers and as the texts that a reader
# of CSV files gives when it is told to change nothing.
#
# One would guess: the same coefficient, or a refusal: linear weights need numbers.
# What happens: texts are put in the order of texts, 10 between 1 and 2, and the weight is that of the place in it. The coefficient is
# another one and nothing is said.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet irrCAC==0.4.4 pandas==2.3.3
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pandas
from irrCAC.raw import CAC

print("irrCAC", version("irrCAC"), "pandas", pandas.__version__)
scores = pandas.DataFrame({"one": [1, 2, 3, 3, 10], "two": [1, 2, 3, 4, 10], "three": [1, 2, 2, 4, 10]})
numbers, texts = (CAC(frame, weights="linear").krippendorff()["est"]["coefficient_value"] for frame in (scores, scores.astype(str)))
print("Krippendorff's alpha of the numbers:", float(numbers), "of the same as texts:", float(texts))
raise SystemExit((round(float(numbers), 3), round(float(texts), 3)) != (0.922, 0.831))
PYTHON
