# Every target has a help line behind ##; `make` alone prints them.
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench lock upgrade look

DATA ?=
PORT ?= 8000
PY := .venv/bin/python
export KENBAAR_DATA_DIR ?= var/$(if $(DATA),register,sample)
export KENBAAR_NOTICE_READING_KEYS ?= $(KENBAAR_DATA_DIR)/reading-keys

help: ## Show what you can do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/'

run: export KENBAAR_PUBLIC_URL ?= http://localhost:$(PORT)
run: .venv/run-ready ## Set everything up and serve portal and API at http://localhost:8000; DATA=path loads a real export
	.venv/bin/kenbaar setup $(if $(DATA),--data "$(DATA)",--sample)
	.venv/bin/kenbaar serve --port $(PORT)

test: .venv/dev-ready ## Run all tests, on SQLite and on PostgreSQL
	mkdir -p var
	$(PY) -m pytest tests/rules tests/law tests/ledger tests/language tests/letters --cov=kenbaar.rules --cov=kenbaar.law --cov=kenbaar.ledger --cov=kenbaar.language --cov=kenbaar.letters --cov-branch --cov-fail-under=100
	$(PY) -m pytest --ignore=tests/rules --ignore=tests/law --ignore=tests/ledger --ignore=tests/language --ignore=tests/letters
	$(PY) -m tests.support.on_postgres -m pytest -m "not browser" tests/journal tests/people tests/register tests/suppliers tests/outbox tests/assessments tests/casework tests/api tests/portal tests/desk tests/cli

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
