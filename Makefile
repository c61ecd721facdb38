# Each target makes the virtual environment itself when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt

.PHONY: demo test check clean

demo: $(VENV)/.ready
	$(BIN)/dangol serve --demo --port $(PORT)

test: $(VENV)/.ready-dev
	$(BIN)/pytest

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "venv is missing; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.ready: pyproject.toml .ci/constraints.txt | $(BIN)/python
	@echo "Installing Dangol into $(VENV) (once; a few minutes) ..."
	$(PIP) -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .dangol build *.egg-info
