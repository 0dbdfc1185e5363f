# Friend Circle: what one does from a checkout. Needs make and Python 3.11 to 3.14 with venv; no root, nothing to activate.
#
#   make dashboard [PORT=8501] [ARGS="--no-browser"]     make test [STRICT=1] [JOBS=2] [ARGS="-k circle"]

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# keeps the user's mirror, proxy and certificates, and no other setting of pip
PIP_INSTALL := $(BIN)/python -I tools/pip_install.py
# the tools of the pages' scripts, with a node of the machine or one of its own
FRONTEND := $(BIN)/python -I tools/frontend.py
PACKAGES := friendcircle dashboard reports ingest queries graph
# the one tool that is not in the lock, since it makes the lock
UV := uv==0.13.9

ARGS ?=
PORT ?=
# in CI nothing may be skipped; by hand one can work without a browser
STRICT ?= $(CI)
# how many processes share the tests, each with a store of its own; 0: all in this one
JOBS ?= 3
VERSION ?=

.PHONY: help setup dashboard stores test test-fast lint frontend texts bench docs lock jars clean

help: ## say what can be done
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | while IFS='|' read -r target says; do printf '%-18s %s\n' "$$target" "$$says"; done

setup: $(INSTALLED) ## make the environment in .venv (once; a second call does nothing)

# A checkout that was moved or whose Python went away has a venv that does not start: it is made anew.
$(INSTALLED): requirements.lock pyproject.toml
	@set -e; \
	found=''; \
	for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1; then \
	        found="$$candidate"; \
	        if "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then break; fi; \
	        found='without venv'; \
	    fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo 'make setup: no Python 3.11 to 3.14 found: install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3' >&2; exit 2; \
	fi; \
	if [ "$$found" = 'without venv' ]; then \
	    echo 'make setup: Python was found, but not its module venv: install it (Debian, Ubuntu: apt install python3-venv), or name another Python: make setup PYTHON=/path/to/python3' >&2; exit 2; \
	fi; \
	if ! $(BIN)/python -I -m pip --version >/dev/null 2>&1; then \
	    echo "make setup: new environment in $(VENV) with $$("$$found" --version)"; \
	    "$$found" -m venv --clear $(VENV); \
	fi
	@echo 'make setup: installing the packages of requirements.lock (some minutes the first time)'
	@$(PIP_INSTALL) --at-once requirements.lock --quiet --require-hashes --no-deps --no-compile --only-binary :all:
	@$(PIP_INSTALL) --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $(INSTALLED)

dashboard: $(INSTALLED) ## load the bundled sample and open the circle in the browser
	$(BIN)/friendcircle store install
	$(BIN)/friendcircle load
	$(BIN)/friendcircle dashboard $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(INSTALLED) ## run every test (STRICT=1: nothing may be skipped)
	@# Tests that need no store come first, and those that need one wait until it is fetched; the newest release is needed late and by one test.
	@{ $(BIN)/friendcircle store install; $(BIN)/python -m tests.neo4j.newest; } & fetching=$$!; status=0; \
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder --durations=20 $(if $(filter-out 0 no false,$(STRICT)),--strict-run) $(ARGS) || status=$$?; \
	wait $$fetching; exit $$status

stores: $(INSTALLED) ## fetch and prepare the Neo4j that comes along
	@$(BIN)/friendcircle store install

test-fast: $(INSTALLED) ## run the tests that need neither a store nor a browser
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --fast $(ARGS)

lint: $(INSTALLED) ## style, types, floors, structure and compiled texts, of the scripts of the pages too
	@# The scripts are looked at beside the rest; what was found is told at the end.
	@mkdir -p build; $(FRONTEND) lint >build/lint-frontend.log 2>&1 & scripts=$$!; status=0; \
	for check in 'ruff check .' 'ruff format --check .' 'mypy $(PACKAGES)' 'lint-imports --no-logo' 'python tools/payload_types.py --check' 'python tools/texts.py --check' 'python -m pytest -q -n 0 tests/test_structure.py'; do \
	    echo "$(BIN)/$$check"; $(BIN)/$$check || status=1; \
	done; \
	wait $$scripts || status=1; cat build/lint-frontend.log; exit $$status

frontend: $(INSTALLED) ## format and build the scripts of the pages (dashboard/frontend)
	@$(BIN)/python tools/payload_types.py
	@$(FRONTEND) format
	@$(FRONTEND) build

texts: $(INSTALLED) ## compile the texts in two languages (*/locale/*.po)
	@$(BIN)/python tools/texts.py

bench: $(INSTALLED) ## measure the loader and the stores on a synthetic office
	@$(BIN)/python -m benchmarks $(ARGS)

docs: $(INSTALLED) ## write the data dictionary, the query catalogue, the input tables and the coverage of the report anew
	@$(BIN)/python -m graph docs
	@$(BIN)/python -m queries docs
	@$(BIN)/python -m ingest docs
	@$(BIN)/python docs/make_report_coverage.py

jars: ## make the kept list of the jars of Neo4j anew (VERSION=5.26.30; needs Maven)
	@$(BIN)/python docs/make_jar_list.py $(VERSION)

# --universal: one lock for Linux, macOS and Windows and for Python 3.11 to 3.14. It names no index; where packages come from is the user's setting.
lock: ## make requirements.lock anew from pyproject.toml
	@test -x build/lock/bin/uv || { python3 -m venv build/lock && build/lock/bin/python -m pip install --quiet --disable-pip-version-check '$(UV)'; }
	@env -u UV_FIND_LINKS -u PIP_FIND_LINKS build/lock/bin/uv pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --only-binary :all: --custom-compile-command 'make lock' --extra dev $(ARGS) \
	    --output-file requirements.lock pyproject.toml
	@$(FRONTEND) lock

clean: ## remove the environment and everything that was made; stores and settings of the user stay
	rm -rf $(VENV) build dist dashboard/frontend/node_modules *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-output
	find $(PACKAGES) tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
