# Two commands are all a newcomer needs: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help setup run chat review facts test lint train database evaluate lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

setup: ## Set up both environments from the lock files
	@$(PYTHON) deploy/environments.py run

run: setup ## Build what is missing, start action server and bot, print where to chat
	@exec .venv/actions/bin/python -m deploy.launch

chat: setup ## The same, with a conversation in this terminal
	@exec .venv/actions/bin/python -m deploy.launch --chat

database: setup ## Build the statistics database from knowledge/
	@.venv/actions/bin/python -m indsats.statistics.load

train: setup ## Train the language model, if anything it depends on has changed
	@.venv/actions/bin/python -m deploy.launch --prepare

review: setup ## Show what the bot could not answer, grouped; options: ARGS="--since 2026-11-01 --limit 5"
	@.venv/actions/bin/python -m indsats.review $(ARGS)

facts: ## Check the fact base: which file, line and rule is wrong
	@.venv/actions/bin/python -m indsats.obligations.check

test: ## Lint, type-check, validate the Rasa data and run all tests
	@$(PYTHON) deploy/environments.py test
	@.venv/actions/bin/python -m deploy.check

ENGINES ?= ours
evaluate: setup ## Measure how well questions are understood; ENGINES=all sets others beside it, ARGS adds options
	@.venv/actions/bin/python -m benchmarks.understanding --engines $(ENGINES) $(ARGS)

lock: ## Compile the lock files again from requirements/*.in
	@$(PYTHON) deploy/environments.py lock

clean: ## Remove everything that was built (environments, database, models)
	rm -rf .venv var .rasa models/*.tar.gz .mypy_cache .ruff_cache .pytest_cache .hypothesis
