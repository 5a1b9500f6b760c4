# Every target has a help line behind ##; `make` alone prints them.
.DEFAULT_GOAL := help
.PHONY: help run test test-pure test-sqlite test-postgresql test-browser test-cluster check fix bench lock upgrade look

DATA ?=
PORT ?= 8000
PY := .venv/bin/python
export KENBAAR_DATA_DIR ?= var/$(if $(DATA),register,sample)
export KENBAAR_NOTICE_READING_KEYS ?= $(KENBAAR_DATA_DIR)/reading-keys

help: ## Show what you can do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/'

run: export KENBAAR_PUBLIC_URL ?= http://localhost:$(PORT)
run: .venv/run-ready ## Set everything up and serve portal and API at http://localhost:8000; DATA=path loads a real export
	.venv/bin/kenbaar setup $(if $(DATA),--data "$(DATA)",--sample)
	.venv/bin/kenbaar serve --port $(PORT)

# Rooms that are tested line by line without a framework, and rooms whose tests pass on either database.
PURE := rules law ledger language envelopes letters
ON_BOTH := journal people register suppliers outbox assessments notices casework api portal desk cli
# Tests start hundreds of processes: what was compiled for one need not be compiled for the next.
test test-pure test-sqlite test-postgresql test-browser test-cluster: export PYTHONDONTWRITEBYTECODE :=

test: .venv/dev-ready ## Run all tests, two parts beside each other; each part tells when it has ended
	$(MAKE) --keep-going --jobs=2 --output-sync=target test-sqlite test-postgresql test-browser test-pure test-cluster

test-pure: .venv/dev-ready ## Run the tests of the pure rooms; every line and branch of them must run
	mkdir -p var
	$(PY) -m pytest $(PURE:%=tests/%) tests/decisions $(PURE:%=--cov=kenbaar.%) --cov-branch --cov-fail-under=100

test-sqlite: .venv/dev-ready ## Run all other tests, on SQLite
	$(PY) -m pytest -m "not browser and not cluster" $(PURE:%=--ignore=tests/%) --ignore=tests/decisions

test-browser: .venv/dev-ready ## Run the tests that click through the site in a browser
	$(PY) -m pytest -m browser

test-postgresql: .venv/dev-ready ## Run the tests of records and faces on PostgreSQL
	$(PY) -m tests.support.on_postgres -m pytest -m "not browser and not cluster" $(ON_BOTH:%=tests/%)

test-cluster: .venv/dev-ready ## Run the tests that start a real cluster of Spark, where it is installed
	$(PY) -m pytest -m cluster tests/notices

check: .venv/dev-ready ## Check style, types, room borders and templates
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --check --lint src/kenbaar --quiet

fix: .venv/dev-ready ## Mend what tools can mend: style, order of imports, translations
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint --reformat --quiet src/kenbaar || true
	.venv/bin/pybabel compile --domain django --directory src/kenbaar/site/locale

bench: .venv/dev-ready ## Print figures and ratios: import, export, search, pages
	$(PY) -m bench

lock: .venv/dev-ready ## Write down the libraries that pyproject.toml asks for, with their hashes; versions stay
	.ci/lock

upgrade: .venv/dev-ready ## Choose new versions of all libraries and write them down with their hashes
	.ci/lock --upgrade

look: .venv/dev-ready ## Fetch the look (NL Design System, typeface) anew, cut down to what the pages use
	$(PY) -m tools.look

.venv/run-ready: requirements/run.txt requirements/build.txt pyproject.toml .ci/prepare
	.ci/prepare run

.venv/dev-ready: requirements/dev.txt requirements/build.txt pyproject.toml .ci/prepare
	.ci/prepare dev
