# Every target sets up what it needs on a machine that has Python 3.11 or newer, make and git.
# Once set up, nothing asks the network again until pyproject.toml or uv.lock changes.

PYTHON     ?= python3
UV_VERSION := 0.13.9
SEEDS      ?= 1000

VENV    := .venv
BIN     := $(VENV)/bin
UV      := .venv-tools/bin/uv
TOOLS   := .venv-tools/.uv-$(UV_VERSION)
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
LOCKED  := pyproject.toml uv.lock $(TOOLS)
SOURCES := services shared tests $(wildcard bench docs/*.py)
DEMO    := RECOURSE_HOME=build/demo $(BIN)/recourse

export UV_PYTHON := $(PYTHON)

.DEFAULT_GOAL := help
.PHONY: help demo test check months bench serve docs format

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: $(RUNTIME) ## import the sample month into a fresh folder, close it and print both ledgers
	rm -rf build/demo
	$(DEMO) import samples/2026-09 --until 2026-10-01
	$(DEMO) month close 2026-09 --as 李敏 --override --reason "freight of four parcels is not known yet"
	$(DEMO) ledger courier
	$(DEMO) ledger warehouse

test: check ## everything that decides: the checks, then every test
	$(BIN)/pytest -m ""

check: $(DEV) ## format, lint, types, architecture, generated pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

months: $(DEV) ## random months through the services and the calculator: make months SEEDS=2000
	$(BIN)/python -m tests.support.compare 0 $(SEEDS)

bench: $(DEV) ## the benchmarks, each next to what it is compared with
	$(BIN)/python -m bench

serve: $(RUNTIME) ## all services in one process, on .recourse/
	$(BIN)/recourse serve

docs: $(DEV) ## write the generated pages anew
	$(BIN)/python docs/generate.py

format: $(DEV) ## put the code into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(TOOLS):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	touch $@

# The runtime leaves the development packages alone where they are already installed.
$(RUNTIME): $(LOCKED)
	$(UV) sync --quiet --frozen --no-dev --inexact
	touch $@

$(DEV): $(LOCKED)
	$(UV) sync --quiet --frozen
	touch $(RUNTIME) $@
