# Every way to work with the project. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first Python 3.11 or later that really runs and can make environments; a shim on the path may do neither.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3 $(wildcard $(HOME)/.pyenv/versions/3.1[1-3]*/bin/python),\
	$(shell $(p) -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && echo $(p))))
PY := .venv/bin/python
RULES ?= underwriting
BY ?= $(shell id -un)
export BY WHY

.PHONY: help run setup test test-claims lint format chat demo bench eval-nlu eval-dialogue eval-documents claim-states rules \
	rules-shadow rules-activate rules-rollback rules-history \
	rules-replay catalogue clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup: ## make the environments, models, index and database, as far as they aren't there
	@if [ -z "$(PYTHON)" ]; then echo "lingbao: Python 3.11 or later is missing: install it, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@"$(PYTHON)" -m ops.setup

run: setup ## start everything and print the addresses; Ctrl-C stops it
	@exec $(PY) -m ops.run

test: setup lint ## every check and every test but the slow variants of claims
	@$(PY) -m pytest -m "not slow"

test-claims: setup ## every conversation about claims, the slow variants too
	@$(PY) -m pytest --durations=10 $(wildcard tests/conversations/test_claims*.py)

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

eval-documents: setup ## let the reader of claim documents read two generated sets; writes docs/eval-documents.md
	@$(PY) -m tests.documents

claim-states: setup ## draw the ways of a claim from the code; writes docs/claim-states.md
	@$(PY) -m tests.claim_states

rules: setup ## check every decision table and run the cases in its own file
	@$(PY) -m adapters.rules $(RULES)

rules-shadow: setup ## what the rules of the folder would change in the LAST decisions; REPORT=file.md keeps it
	@$(PY) -m adapters.rules shadow --folder $(RULES) $(if $(LAST),--last $(LAST)) $(if $(REPORT),--report "$(REPORT)")

rules-activate: setup ## put the rules of the folder in force: WHY="…" [BY=name]
	@$(PY) -m adapters.rules activate --folder $(RULES) --by "$$BY" --why "$$WHY"

rules-rollback: setup ## put the rules before in force again: WHY="…" [BY=name]
	@$(PY) -m adapters.rules rollback --by "$$BY" --why "$$WHY"

rules-history: setup ## which rules were in force when, by whom and why
	@$(PY) -m adapters.rules history

rules-replay: setup ## decide the LAST decisions once more with their own versions; all must be the same
	@$(PY) -m adapters.rules replay $(if $(LAST),--last $(LAST))

catalogue: setup ## check every product file
	@$(PY) -m pytest -q tests/unit/catalogue

clean: ## remove what set-up made, but neither records nor .env
	rm -rf .venv .venv-rasa .rasa models var/index var/nlu_vectors var/stamps
