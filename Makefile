# Variables: PORT (run), VOUCH_TEST_POSTGRES_URL (test).
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
# For tools that only need the settings to load.
LOCAL := DEBUG=1
# Twice quiet: only errors. pip otherwise warns about its own age and its own configuration.
# The locks name everything: asked to resolve, some pips look for newer releases of a pinned extra.
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: help run test check openapi openapi-fresh examples soak bench screenshots lock

help:
	@echo "make run      serve the admin and the API, with the worker, on http://localhost:$(PORT), with demo content"
	@echo "make test     everything that CI runs"
	@echo "make check    lint, types, map of imports, migrations, OpenAPI file"
	@echo "make openapi  write openapi.yaml from the code"
	@echo "make examples  ask the API for the examples in openapi.yaml again, and write it"
	@echo "make bench    what pages and imports cost, as ratios taken in one run"
	@echo "make screenshots  make the pictures of docs/editors.md anew"
	@echo "make soak     the sized tests at their full size"
	@echo "make lock     compile requirements*.txt from pyproject.toml"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; say which with PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "The venv module is incomplete. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.installed: requirements.txt | $(BIN)/python
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt | $(BIN)/python
	$(INSTALL) -r requirements-dev.txt
	@touch $@

run: export DEBUG ?= 1
run: export SITE_URL ?= http://localhost:$(PORT)
run: export API_URL ?= http://localhost:$(PORT)
run: export MEDIA_URL ?= http://localhost:$(PORT)/media
run: export ALLOWED_HOSTS ?= localhost,127.0.0.1
run: export CONTENT_LOCALES ?= en,es
run: .venv/.installed
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo
	@echo "Vouch: http://localhost:$(PORT)/admin/ and http://localhost:$(PORT)/api/v1/"
	@$(BIN)/python manage.py serve --port $(PORT)

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(LOCAL) $(BIN)/mypy
	$(BIN)/lint-imports
	$(LOCAL) $(BIN)/python manage.py check --fail-level WARNING
	$(LOCAL) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(MAKE) --no-print-directory openapi-fresh

openapi: .venv/.installed-dev
	$(LOCAL) $(BIN)/python manage.py spectacular --file openapi.yaml --validate --fail-on-warn

examples: .venv/.installed-dev
	EXAMPLES=1 $(BIN)/python -m pytest -q -k what_the_api_answers tests/delivery/test_examples.py
	@$(MAKE) --no-print-directory openapi

openapi-fresh: .venv/.installed-dev
	@$(LOCAL) $(BIN)/python manage.py spectacular --file var/openapi.yaml --validate --fail-on-warn
	@diff -u openapi.yaml var/openapi.yaml > var/openapi.diff \
		|| { head -40 var/openapi.diff; echo "openapi.yaml is not what the code makes: make openapi"; exit 1; }

test: check
	@rm -f .coverage.*
	.ci/lane sqlite
	.ci/lane postgresql
	.ci/lane typescript
	.ci/lane browser
	$(BIN)/python -m slipcover --merge .coverage.sqlite.json --out .coverage.json --fail-under 95

soak: .venv/.installed-dev
	SOAK=1 $(BIN)/python -m pytest -m sized

bench: .venv/.installed-dev
	$(BIN)/python bench/page_form.py
	$(BIN)/python bench/import_references.py

screenshots: .venv/.installed-dev
	SCREENSHOTS=docs $(BIN)/python -m pytest -q -m browser tests/browser

lock: .venv/.installed-dev
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --quiet \
		--generate-hashes --universal --python-version 3.11 --output-file requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --group dev --quiet \
		--generate-hashes --universal --python-version 3.11 --output-file requirements-dev.txt
