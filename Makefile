# One command to start Ledgerpass, one to test it. Every target does its own set-up: system packages that are
# missing, then a virtual environment from the hashed locks; both are looked at each time and cost nothing when there.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help run test walkthrough fuzz bench bundle lock format clean system-packages-to-run system-packages-to-test \
	system-packages-to-bundle

BIN := .venv/bin
BUNDLE_BIN := .venv-bundle/bin
DESKTOP := tests/support/desktop-session

help: ## show these targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# The program says the same; said here first, it is said before anything is downloaded.
ifeq ($(shell uname)$(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM),Linux)
run:
	@echo 'There is no display to open a window on; "make walkthrough" shows Ledgerpass at work on a virtual one.' >&2
	@exit 1
else
run: .venv/.ready-to-run ## start Ledgerpass (with ARGS="--profile DIR ..." if wanted)
	@$(BIN)/python -m ledgerpass $(ARGS)
endif

test: .venv/.ready-to-test | system-packages-to-test ## check format, style, types and floors, then run every test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	tests/support/every-test $(BIN)/python $(ARGS)

walkthrough: .venv/.ready-to-test | system-packages-to-test ## do the main job on a virtual display, with pictures
	$(DESKTOP) $(BIN)/python -m tests.walkthrough

fuzz: .venv/.ready-to-test | system-packages-to-test ## give 100,000 hostile inputs to everything that reads strangers' words
	nice $(DESKTOP) $(BIN)/python -m tests.fuzz $(ARGS)

bench: .venv/.ready-to-test .venv-bench/.ready | system-packages-to-test ## measure a sign-in, beside two other programs
	$(DESKTOP) $(BIN)/python -m tests.bench $(ARGS)

bundle: .venv-bundle/.ready | system-packages-to-test system-packages-to-bundle ## build the program with its Python (ARGS=--embedded: and a web engine)
	packaging/build-bundle $(ARGS)

format: .venv/.ready-to-test ## put the source into its one format, mend what can be mended
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

lock: ## write the hashed locks anew (with ARGS=--upgrade: with the newest versions)
	packaging/lock-dependencies $(ARGS)

clean: ## remove everything that was made here
	rm -rf .venv .venv-bench .venv-bundle build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find app packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +

system-packages-to-run:
	@packaging/install-system-packages run
system-packages-to-test:
	@packaging/install-system-packages run embedded test
system-packages-to-bundle:
	@packaging/install-system-packages run bundle

.venv/.ready-to-run: requirements.lock pyproject.toml | system-packages-to-run
	packaging/install-python-packages .venv requirements.lock
	@touch $@

# The second lock holds all of the first.
.venv/.ready-to-test: requirements-dev.lock pyproject.toml | system-packages-to-test
	packaging/install-python-packages .venv requirements-dev.lock
	@touch $@ .venv/.ready-to-run

.venv-bench/.ready: packaging/requirements-bench.lock pyproject.toml | system-packages-to-run
	packaging/install-python-packages .venv-bench packaging/requirements-bench.lock
	@touch $@

# The system's own Python first: it comes with the library that a bundle needs, which others may lack.
.venv-bundle/.ready: packaging/requirements-bundle.lock pyproject.toml | system-packages-to-bundle
	packaging/install-python-packages .venv-bundle packaging/requirements-bundle.lock /usr/bin/python3 python3
	@touch $@
