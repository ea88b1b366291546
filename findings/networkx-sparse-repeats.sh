#!/bin/sh
# networkx 3.6.1 with scipy 1.17: ties from a sparse matrix in coordinate form, such as one entry for each meeting of a pair.
# scipy holds that entries for the same place add up: the matrix below has 3 for the pair 0, 1, and toarray() and tocsr() say so.
#
# One would guess: from_scipy_sparse_array gives that tie the weight 3.
# What happens: it gives the weight 1, the last entry; the others are gone without a word. The same matrix in row form gives 3.
#
# Exits 0 while that is so, 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet networkx==3.6.1 scipy==1.17.1
venv/bin/python - <<'PYTHON'
import networkx as nx
import scipy
from scipy.sparse import coo_array

print("networkx", nx.__version__, "scipy", scipy.__version__)
met = coo_array(([1, 1, 1, 1], ([0, 0, 0, 1], [1, 1, 1, 2])), shape=(3, 3))
by_place, by_row = (nx.from_scipy_sparse_array(m, create_using=nx.DiGraph)[0][1]["weight"] for m in (met, met.tocsr()))
print("the matrix says", met.toarray()[0, 1], "- read in coordinate form:", by_place, "- in row form:", by_row)
raise SystemExit((by_place, by_row) != (1, 3))
PYTHON
