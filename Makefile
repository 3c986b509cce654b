# Needs Python 3.11 or newer; everything else is installed into .venv (and, for tests, browsers and validators by apt and npm).
VENV := .venv
PYTHON := $(VENV)/bin/python

.PHONY: serve build check import test lint lock lighthouse bench-search bench hard zip queries load licences observatory clean

serve: $(VENV)/ready
	$(PYTHON) build.py serve $(if $(PORT),--port $(PORT))

# make build COMPRESS=1 OUT=/var/www/example.org BASE_URL=https://example.org/: for a host that sends compressed files.
BUILD = $(PYTHON) build.py build $(if $(BASE_URL),--base-url "$(BASE_URL)") $(if $(OUT),--out "$(OUT)") $(if $(COMPRESS),--compress)
READY_TO_BUILD = $(VENV)/ready $(if $(COMPRESS),$(VENV)/ready-to-compress)

build: $(READY_TO_BUILD)
	$(BUILD)

# The same with the whole site as one file in it, data/site.zip, which also reads and searches from a disk.
zip: $(READY_TO_BUILD)
	$(BUILD) --zip

check: $(VENV)/ready
	$(PYTHON) build.py check

# make import FILE=city.docx EDITION=2023: drafts data/2023; FORCE=1 drafts it anew.
import: $(VENV)/ready-to-import
	$(PYTHON) build.py import "$(FILE)" --edition "$(EDITION)" $(if $(FORCE),--force)

test: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(MAKE) --no-print-directory lint
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/ready-to-test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

$(VENV)/bin/python:
	python3 -m venv $(VENV)

$(VENV)/ready: requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/ready-to-import: catalogue/requirements-import.txt | $(VENV)/ready
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r catalogue/requirements-import.txt
	touch $@

$(VENV)/ready-to-compress: catalogue/requirements-publish.txt | $(VENV)/ready
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r catalogue/requirements-publish.txt
	touch $@

$(VENV)/ready-to-test: tests/requirements.txt | $(VENV)/ready
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	touch $@

# Writes the lock files anew from pyproject.toml: names, versions and hashes, no addresses.
lock: tests/lock.sh | $(VENV)/bin/python
	sh tests/lock.sh $(PYTHON)

# What is installed, for what, and under which licence.
licences: $(VENV)/ready-to-test
	$(PYTHON) tests/licences.py

# Lighthouse 12, mobile, on the pages that matter most; slow, and for an idle machine, so not part of `make test`.
lighthouse: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(PYTHON) tests/bench/lighthouse/run.py

# How quickly the search answers on a slow phone; for an idle machine, so not part of `make test`.
bench-search: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(PYTHON) tests/bench/search.py

# The same pages by our builder, Hugo and Eleventy; for an idle machine, so not part of `make test`. TIMES="1 10 100"
bench: $(VENV)/ready
	$(PYTHON) tests/bench/generators/run.py $(TIMES)

# Builds killed at 200 random moments; COUNT= and SEED= for others. Then the costly randomised tests with more examples.
hard: $(VENV)/ready-to-test
	$(PYTHON) tests/hard/kills.py $(or $(COUNT),200) $(or $(SEED),7)
	THOROUGH=1 $(PYTHON) -m pytest $$(grep -rl --include='test_*.py' '^from thorough import' tests)

# 10,000 random and hostile queries in Chromium, none slower than 50 ms; for an idle machine.
queries: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(PYTHON) tests/bench/queries.py

# nginx under wrk (Debian's), 20 s for each of four mixes; for an idle machine.
load: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(PYTHON) tests/bench/load.py

# Mozilla's HTTP Observatory over nginx on ports 80 and 443 of this machine, which takes root.
observatory: $(VENV)/ready-to-test
	sh tests/install-tools.sh
	$(PYTHON) tests/bench/observatory/run.py

clean:
	rm -rf $(VENV) site
