# Two verbs for a newcomer: demo and test. The rest is for those who change the code.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --quiet --editable
JOBS ?= auto
SERVE ?= 1
COMMA := ,
SPACE := $(subst ,, )
CORE := src/watchfloor/*.py,src/watchfloor/world/*,src/watchfloor/play/*,src/watchfloor/opensoc/*,src/watchfloor/logsentinel/*
WARROOM := $(patsubst %,src/watchfloor/logsentinel/%,terms/* recipes.py fraction.py support.py matching.py teamwork.py efficiency.py outcome.py claims.py credit.py truth.py inquest.py account.py verifier.py shaping.py twin.py)
EXACT := src/watchfloor/play/reward.py,src/watchfloor/play/terms/*,src/watchfloor/play/replay.py,$(subst $(SPACE),$(COMMA),$(WARROOM))
# Their libraries weigh hundreds of megabytes; a file that is not collected fails.
HEAVY := inspect verifiers
TRAINED := tests/training
# The second hash seed is for what is computed in the tests' own process.
IN_PROCESS := tests/unit tests/property tests/golden tests/conformance/test_games.py
.DEFAULT_GOAL := help
.PHONY: help demo test browser adapters training unsloth extras setup check types quick again golden data reference faults hacks fix clean

help:  ## show the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python %d.%d, expected 3.11 or newer; set PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml
	$(PIP) .
	@touch $@

.venv/installed-demo: .venv/installed
	$(PIP) '.[learned,server]'
	@touch $@

.venv/installed-test: .venv/installed
	$(PIP) '.[test]'
	@touch $@

.venv/installed-dev: .venv/installed-test
	$(PIP) '.[dev]'
	@touch $@

.venv/adapters/installed: .venv/made pyproject.toml
	$(PYTHON) -m venv .venv/adapters
	.venv/adapters/bin/pip install --quiet --quiet --no-compile --editable '.[test-adapters]'
	@touch $@

.venv/train/installed: .venv/made pyproject.toml
	$(PYTHON) -m venv .venv/train
	.venv/train/bin/pip install --quiet --quiet --no-compile --editable '.[test-training]'
	@touch $@

.venv/unsloth/installed: .venv/made pyproject.toml
	$(PYTHON) -m venv .venv/unsloth
	.venv/unsloth/bin/pip install --quiet --quiet --no-compile --editable '.[test-unsloth]'
	@touch $@

demo: .venv/installed-demo  ## set up, play, record, verify and show, then serve the page
	@$(BIN)/python tests/games/demo.py
	@if [ $(SERVE) = 1 ] && [ -t 1 ]; then echo 'the page, until Ctrl-C (SERVE=0 leaves it out):'; \
	$(BIN)/watchfloor serve; else echo 'see the page: $(BIN)/watchfloor serve'; fi

test: .venv/installed-test  ## set up and run every test, the quick ones with coverage
	PYTHONHASHSEED=0 $(BIN)/pytest -q -n $(JOBS) -m 'not slow' --cov --cov-report=term
	@printf 'covered of the core, 95 at least: '
	@$(BIN)/coverage report --format=total --include='$(CORE)' --fail-under=95
	@printf 'covered of prices and replay, 100: '
	@$(BIN)/coverage report --format=total --include='$(EXACT)' --fail-under=100
	$(BIN)/pytest -q -n $(JOBS) -m slow

browser: .venv/installed-test  ## look at the page in Debian's chromium
	@command -v chromium >/dev/null || { echo "there is no chromium here; install it with: sudo apt-get install chromium"; exit 1; }
	$(BIN)/pytest -q -n $(JOBS) tests/browser

adapters: .venv/installed-dev .venv/adapters/installed  ## try the libraries that are too heavy for the other tests
	$(BIN)/mypy --python-executable .venv/adapters/bin/python --cache-dir .mypy_cache/adapters $(patsubst %,src/watchfloor/adapters/%.py,$(HEAVY))
	.venv/adapters/bin/pytest -q -n $(JOBS) $(addprefix tests/unit/adapters/test_,$(addsuffix .py,$(HEAVY)))

training: .venv/train/installed  ## try the trainers of others, with tiny models on the processor
	OMP_NUM_THREADS=1 .venv/train/bin/pytest -q -n $(JOBS) $(TRAINED)

unsloth: .venv/unsloth/installed  ## try a model that unsloth loads, on the processor too
	OMP_NUM_THREADS=1 .venv/unsloth/bin/pytest -q -n $(JOBS) -W "ignore:invalid escape sequence" tests/unsloth_loading

.venv/resolver/installed: .venv/made
	$(PYTHON) -m venv .venv/resolver
	.venv/resolver/bin/pip install --quiet --quiet uv
	@touch $@

extras: .venv/resolver/installed  ## see whether every extra can be installed by itself
	@.venv/resolver/bin/python tests/extras.py

setup: .venv/installed-dev  ## set up for developing

check: .venv/installed-dev types quick again  ## the developers' gate: lint, types, contracts, quick tests twice

types: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/basedpyright --level error

quick: .venv/installed-dev
	PYTHONHASHSEED=0 $(BIN)/pytest -q -n $(JOBS) -m 'not slow'

again: .venv/installed-test
	PYTHONHASHSEED=1 $(BIN)/pytest -q -n $(JOBS) -m 'not slow' $(IN_PROCESS)

golden: .venv/installed-test  ## write the golden files anew; read the diff as a player would
	$(BIN)/pytest -q tests/golden --write-golden

data: .venv/installed  ## write the data sets of opensoc anew, with cards, digests and marks
	@$(BIN)/python data/opensoc/make.py

reference: .venv/installed  ## write the schemas of the server anew
	@$(BIN)/python -m watchfloor.server.reference docs/reference

faults: .venv/installed-dev  ## break every rule of the house once and see it caught
	$(BIN)/python tests/architecture/faults.py

hacks: .venv/installed-dev  ## break the rewards in every way listed and see the audit catch it
	$(BIN)/python tests/architecture/faults.py tests/conformance/reward_faults.toml

fix: .venv/installed-dev  ## let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove what the other verbs made
	rm -rf .venv build dist runs .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
