# All commands of the project. Only Python 3.11 or later is needed; everything else comes into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# More words for pytest: make test PYTEST_OPTIONS="-k review"
PYTEST_OPTIONS ?=
# Tests run on all cores; PYTEST_WORKERS=0 runs them in one process.
PYTEST_WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test lint format bench torture-kills torture-crowd system-packages

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 24

setup: $(VENV)/.ready  ## virtual environment with Warisan in it
setup-dev: $(VENV)/.ready-dev  ## the same, and the tools for developing

demo: setup  ## the whole story on the sample reports, into demo-output/
	$(BIN)/warisan demo

serve: setup  ## the service on http://127.0.0.1:8321
	$(BIN)/warisan serve

test: lint  ## lint, types and all tests
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_OPTIONS)

lint: setup-dev  ## format, rules, types, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev  ## benchmarks beside peers
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

torture-kills: setup-dev  ## kill 100 workers and 50 servers on each database; nothing acknowledged may be lost (half an hour)
	$(BIN)/python -m tests.torture.kills

torture-crowd: setup-dev  ## 50 people on 2,000 proposals, two workers on 40 documents (minutes)
	$(BIN)/python -m tests.torture.crowd

# What widens the tests: a browser, LibreOffice, another PDF reader, fonts. Debian and Ubuntu.
PACKAGES := chromium libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils tesseract-ocr \
  tesseract-ocr-ind fonts-dejavu-core fonts-liberation
system-packages:  ## Debian packages that widen the tests (asks for root)
	@command -v apt-get > /dev/null || { echo "make system-packages needs apt-get (Debian or Ubuntu); install by hand: $(PACKAGES)"; exit 1; }
	if [ "$$(id -u)" = 0 ]; then root=; else root=sudo; fi; \
	$$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment: on Debian, apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.ready $@
