# The usual tasks. `make setup` once, then any of the others; `make all` is what must hold before a change lands.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all setup test coverage lint format types site serve bench clean

all: lint types test

setup: $(BIN)/clewline

$(BIN)/clewline: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@

test: setup
	$(BIN)/pytest -n auto

coverage: setup
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered --cov-report=xml

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup
	$(BIN)/mypy

site: setup
	$(BIN)/clewline build

serve: setup
	$(BIN)/clewline serve

bench: setup
	$(BIN)/python benchmarks/build.py --pages 1000

clean:
	rm -rf _site .clewline dist coverage.xml .coverage
