# Melin: every way to build, run and check the portal. `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
LOCK := env -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS $(BIN)/uv pip compile --quiet --no-config \
	--universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(NEWEST),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help setup run test test-services coverage check check-style check-types check-imports \
	check-locks check-templates check-migrations check-words dictionary lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

setup: ## Build .venv from the locks (at once where nothing changed)
	@$(PYTHON) tools/make_venv.py

run: setup ## Start the portal at MELIN_PORT (8000), with its data in MELIN_DATA (./var)
	@exec $(BIN)/melin serve

test: setup ## Run the tests that need nothing beyond .venv
	$(BIN)/pytest -n auto --dist worksteal

test-services: setup ## Run the tests that need Chromium and PostgreSQL, and the longest
	@$(BIN)/python -m tools.need_services
	$(BIN)/pytest -m services

coverage: setup ## Run the tests and show which lines none of them reached
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term-missing

check: check-style check-types check-imports check-locks check-templates check-migrations check-words ## Run every check (make -k check: go on after a failure)

check-style: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-types: setup
	$(BIN)/mypy

check-imports: setup
	$(BIN)/lint-imports --no-logo

check-locks: setup
	@! grep -n '://' requirements*.lock package-lock.json || { echo 'An address stands in a lock file.' >&2; exit 1; }
	$(BIN)/uv pip check

check-templates: setup
	$(BIN)/djlint --lint --quiet portal

check-migrations: setup
	$(BIN)/python tools/check_migrations.py

check-words: setup dictionary
	$(BIN)/python tools/check_translations.py
	$(BIN)/python tools/check_welsh.py

dictionary: setup
	@$(BIN)/python tools/fetch_dictionary.py

lock: setup ## Make the lock files again (NEWEST=1: with the newest versions)
	echo uv | $(LOCK) --output-file requirements-setup.lock -
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --constraint requirements.lock --group dev --output-file requirements-dev.lock pyproject.toml
	npm install --package-lock-only $(if $(NEWEST),dictionary-cy@latest --save-exact --save-dev)
	sed -i -z 's/,\n *"funding": {[^}]*}//g' package-lock.json
	@$(MAKE) --no-print-directory check-locks

clean: ## Remove what can be made again (never the data in ./var)
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf .coverage* tests/browser/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
