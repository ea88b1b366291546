# `make demo` shows the program at work, `make test` runs every test, `make check` adds lint, types and format,
# `make trust` tries bad input, faults and hostile hands, `make bench` measures.
# Everything is installed into .venv from exact versions with hashes, so an externally managed Python stays untouched.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: setup demo test bench trust check matrix lock facts derived docs gallery release clean chromium spark

setup: $(READY)

$(READY): requirements.lock setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(RUN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(RUN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)
	@sh demo.sh $(RUN)/explorer

# The program is started hundreds of times: what it is compiled to is kept, also where the surroundings forbid it.
# Two cores may have work for a third process, as browsers are waited for: make test WORKERS=3
WORKERS ?= auto
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) chromium spark
	$(RUN)/python -m pytest -n $(WORKERS) --max-worker-restart 0 --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	@if command -v npm >/dev/null; then for page in jsconfig jsconfig-review; do \
	    npm exec --yes --package=typescript@7 -- tsc -p explorer/pictures/assets/$$page.json || exit 1; done; \
	  else echo "No npm here: the types of the page's scripts were not checked."; fi

# The suite with the oldest and the newest libraries on every Python that is here.
matrix:
	$(PYTHON) tests/matrix.py $(ARGS)

# The documentation as a site, offline, with every link checked: build/docs/index.html.
docs: $(READY)
	$(RUN)/python -m sphinx -W --keep-going -b html docs build/docs

# Fourteen ordinary graphs as pages and pictures, into docs/site/gallery, and the page of the docs that shows them.
gallery: $(READY)
	$(RUN)/python docs/gallery.py

# Bad input, faults and hostile hands, tried and counted; SHORT=1 tries a share of it.
trust: $(READY)
	PYTHONPATH=tests $(RUN)/python -m trust $(if $(SHORT),--short) --json build/trust.json

# Every benchmark with its targets, tables and charts, into build/bench. In parts, or at other sizes:
#   make bench PARTS="build opening" SIZES="1000 10000"
#   make bench PARTS=cluster CLUSTER=1000000 DOCUMENTS=10000   (needs Java and pip install pyspark)
SIZES ?= 1000 10000 100000
CLUSTER ?= 0
DOCUMENTS ?= 0
bench: $(READY)
	$(RUN)/python benchmarks/run.py $(if $(PARTS),--parts $(PARTS)) --sizes $(SIZES) --cluster $(CLUSTER) --documents $(DOCUMENTS)

# Browser tests use a Chromium that is present; Debian's is installed where that is allowed; else they say they skip.
chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
	  command -v google-chrome >/dev/null 2>&1 || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null 2>&1 && \
	    apt-get -qq update && apt-get -qq install --yes chromium >/dev/null; } || \
	  echo "No Chromium here and none could be installed: the browser tests will be skipped."

# The tests of the Spark engine run where there is a Java for it; else they say they skip.
spark: $(READY)
	@if command -v java >/dev/null 2>&1; then \
	  $(RUN)/python -m pip install --quiet --require-hashes --requirement requirements-spark.lock; \
	else echo "No Java here: the tests of the Spark engine will be skipped."; fi

# The shipped facts, rebuilt from the shipped records and the review decisions.
facts: $(READY)
	$(RUN)/explorer read data/records $(if $(wildcard data/review.csv),--review data/review.csv) --to data/facts

# Everything that is derived from the shipped records, in order: facts, the counts and the dictionary in data/README.md, and
# what the notebooks show. Run it when a record, a decision or a rule has changed.
derived: facts
	$(RUN)/python tests/test_data.py
	$(RUN)/python notebooks/refresh.py

# Lock with the oldest Python that is supported (PYTHON=python3.11), so that every later one can use it.
lock: setup.cfg
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet pip-tools
	build/lock/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra all --extra test --extra check --extra docs \
	  --output-file requirements.lock setup.cfg
	echo 'pyspark>=3.5' | build/lock/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements-spark.lock -

# What is published: wheel and sdist, and a CycloneDX list of what they need to run; each is tried in an environment of
# its own: the wheel alone must load, answer and draw, the sdist must build a wheel and pass tests of its own.
release: $(READY)
	rm -rf dist build/release build/sbom build/sdist && mkdir -p dist build/sdist
	$(RUN)/python -c "from setuptools import build_meta; build_meta.build_sdist('dist'); build_meta.build_wheel('dist')"
	sed -n 's/^\([A-Za-z0-9._-]*==[^ ]*\).*/\1/p' requirements.lock >build/versions.txt
	$(PYTHON) -m venv build/release
	build/release/bin/python -m pip install --quiet --constraint build/versions.txt dist/*.whl
	cd build/release && bin/explorer describe && bin/explorer draw --output map.html && test -s map.html
	tar --extract --gzip --strip-components 1 --directory build/sdist --file dist/*.tar.gz
	cd build/sdist && PYTHONPATH=. ../../$(RUN)/python -m pytest -p no:cacheprovider tests/test_tables.py tests/test_graph.py
	build/release/bin/python -m pip install --quiet --constraint build/versions.txt "$$(echo dist/*.whl)[all]"
	$(PYTHON) -m venv build/sbom && build/sbom/bin/python -m pip install --quiet cyclonedx-bom
	build/sbom/bin/cyclonedx-py environment --output-reproducible --of JSON --output-file dist/components.cdx.json \
	  build/release/bin/python
	@ls dist

clean:
	rm -rf $(VENV) build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
