# The commands of the house. HOST, PORT, DATABASE_URL and the other settings come from the environment
# or stand behind the target: make run PORT=9000

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
HOLD_TESTS := .ci/venv requirements-test.txt
FLASK := $(BIN)/flask --app wsgi
# Up to four test workers; more only wait for one another's disk.
WORKERS ?= --numprocesses=logical --maxprocesses=4 --dist=worksteal

export PYTHON
# Some machines forbid it; every process a test starts would then compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run serve test stress check bench pictures lock vendor

## Install what running needs, into .venv; a second call returns at once.
setup:
	@.ci/venv requirements.txt

## Install, migrate, fill demo data on the first start, and serve.
run: setup
	@$(FLASK) db upgrade
	@$(FLASK) demo
	@exec $(FLASK) serve

## The same without demo data: for real work.
serve: setup
	@$(FLASK) db upgrade
	@exec $(FLASK) serve

## All tests, on SQLite and PostgreSQL and in a real browser. ARGS="-k receive" narrows it.
test:
	@$(HOLD_TESTS)
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m pytest $(WORKERS) $(ARGS)

## Races, fuzz and models at full size, with nothing else running beside them.
stress:
	@$(HOLD_TESTS)
	@STOCKDESK_STRESS=1 $(BIN)/python -m pytest -m "races or fuzz or model" $(ARGS)

## Format, lint, types, import order, templates, dependencies, dead code, security, vendored files.
check:
	@$(HOLD_TESTS)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/deptry --no-ansi .
	$(BIN)/vulture
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml webapp migrations wsgi.py
	$(BIN)/python .ci/vendor.py --check
	$(BIN)/python .ci/licences.py --check

## Units, a large catalogue, orders and imports, measured here. PARTS=bench.catalogue ARGS="--engine sqlite" narrows it.
bench: PARTS ?= bench bench.catalogue bench.sheets bench.desk bench.desk.lists bench.stock bench.orders
bench:
	@$(HOLD_TESTS)
	@for part in $(PARTS); do $(BIN)/python -m $$part $(ARGS); done

## Pictures of every page, or of PAGE alone, in three sizes and two themes, under pictures/.
pictures:
	@$(HOLD_TESTS)
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.pictures $(PAGE)

## Lock the newest packages that pyproject.toml allows, with their hashes.
lock:
	@$(HOLD_TESTS)
	$(BIN)/uv lock --upgrade --quiet
	$(BIN)/uv export --frozen --quiet --no-header --no-annotate --output-file requirements.txt
	$(BIN)/uv export --frozen --quiet --no-header --no-annotate --group test --output-file requirements-test.txt
	@! grep -nE '://|^-|^ +--[^h]' requirements.txt requirements-test.txt
	@$(HOLD_TESTS)
	$(BIN)/python .ci/licences.py

## Fetch the front-end files again, at the versions the manifest pins.
vendor:
	@$(HOLD_TESTS)
	@$(BIN)/python .ci/vendor.py
	@$(BIN)/python .ci/licences.py
