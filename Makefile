# Two verbs for a newcomer: demo and test. The rest is for those who change the code.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
.DEFAULT_GOAL := help
.PHONY: help demo test setup check types quick golden fix clean

help:  ## show the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python %d.%d, expected 3.11 or newer; set PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/installed-test: .venv/installed
	$(BIN)/pip install --quiet --editable '.[test]'
	@touch $@

.venv/installed-dev: .venv/installed-test
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@

demo: .venv/installed  ## set up, play, record, verify and show
	@$(BIN)/python tests/games/demo.py

test: .venv/installed-test  ## set up and run every test, with coverage
	$(BIN)/pytest -n 2 --cov --cov-report=term --cov-fail-under=95

setup: .venv/installed-dev  ## set up for developing

check: .venv/installed-dev types quick  ## the developers' gate: lint, types, contracts, quick tests twice

types: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/basedpyright --level error

quick: .venv/installed-dev
	PYTHONHASHSEED=0 $(BIN)/pytest -q -n 2 -m 'not slow'
	PYTHONHASHSEED=1 $(BIN)/pytest -q -n 2 -m 'not slow'

golden: .venv/installed-test  ## write the golden files anew; read the diff as a player would
	$(BIN)/pytest -q tests/golden --write-golden

fix: .venv/installed-dev  ## let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove what the other verbs made
	rm -rf .venv build dist runs .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
