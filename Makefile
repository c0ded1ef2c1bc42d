# Every way to work with the project. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first Python 3.11 or later that really runs and can make environments; a shim on the path may do neither.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3 $(wildcard $(HOME)/.pyenv/versions/3.1[1-3]*/bin/python),\
	$(shell $(p) -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && echo $(p))))
PY := .venv/bin/python

.PHONY: help run setup test lint format chat demo bench eval-nlu eval-dialogue rules catalogue clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: ## make the environments, models, index and database, as far as they aren't there
	@if [ -z "$(PYTHON)" ]; then echo "lingbao: Python 3.11 or later is missing: install it, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@"$(PYTHON)" -m ops.setup

run: setup ## start everything and print the addresses; Ctrl-C stops it
	@exec $(PY) -m ops.run

test: setup lint ## every check and every test
	@$(PY) -m pytest

lint: setup ## ruff, mypy --strict on the domain, the dependency table
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@PYTHONPATH=. .venv/bin/lint-imports --no-cache

format: setup ## let ruff put the code in order
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

chat: ## talk to the running bot in this terminal
	@[ -x $(PY) ] && exec $(PY) -m ops.chat || { echo "lingbao: nothing is set up yet: make run" >&2; exit 1; }

demo: setup ## buy one policy from greeting to PDF; succeeds only if the records say so
	@$(PY) -m ops.demo

bench: setup ## measure; one JSON line a figure
	@$(PY) -m bench

eval-nlu: setup ## train and compare five pipelines on the blind sets; writes docs/eval-nlu.md
	@$(PY) -m tests.nlu

eval-dialogue: setup ## let every simulated customer talk to the bot; writes docs/eval-dialogue.md
	@$(PY) -m tests.dialogue

rules: setup ## run every decision table against the cases in its own file
	@$(PY) -m pytest -q tests/unit/rules

catalogue: setup ## check every product file
	@$(PY) -m pytest -q tests/unit/catalogue

clean: ## remove what set-up made, but neither records nor .env
	rm -rf .venv .venv-rasa .rasa models var/index var/nlu_vectors var/stamps
