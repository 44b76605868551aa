# Digital Skills CMS. `make help` lists what there is.
PORT ?= 8000
PYTEST_ARGS ?=
BENCH_ARGS ?=
PLUGINS ?=
FUZZ_REQUESTS ?= 20000
FUZZ_EXAMPLES ?= 60
STALE_STEPS ?= 500
KILLS ?= 300
GRANIAN_KILLS ?= 60
TREE_OPERATIONS ?= 1000
FUZZ_SEED ?= $(shell date +%s)
PYTHON_3_11 = @PYTHON="$(PYTHON)" sh requirements/python.sh
BIN = .venv/bin
LOCK = $(BIN)/uv pip compile pyproject.toml plugins/*/pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate

.PHONY: help demo test check units coverage plugins fuzz kill stale bench tree grown bench-grown client format lock upgrade dev clean
.DEFAULT_GOAL := help

help: ## List the commands
	@grep -hE '^[a-z-]+:.* ## ' Makefile | sed -E 's/^([a-z-]+):.* ## /  make \1\t/' | expand -t 22

demo: ## Serve the demo on 127.0.0.1:8000; PORT=8001 for another port
	$(PYTHON_3_11) -m cms.demo.port "$(PORT)"
	$(PYTHON_3_11) requirements/install.py runtime
	@DJANGO_SETTINGS_MODULE=cms.settings.demo exec $(BIN)/python manage.py demo --port "$(PORT)"

test: check units plugins client ## Check everything: lint, types, import contracts, migrations, tests, plugins, client

check: dev ## Check all that needs no test run
	@$(BIN)/ruff check && $(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py check && $(BIN)/python manage.py makemigrations --check --dry-run

units: dev ## Run the test suite in random order; PYTEST_ARGS="tests/pages -k dates" for a part of it
	@$(BIN)/pytest --numprocesses auto $(PYTEST_ARGS)

coverage: dev ## Run the test suite, and say which lines and branches no test reaches
	@$(BIN)/pytest --numprocesses auto --cov --cov-report term $(PYTEST_ARGS)

plugins: dev ## Run the tests of each plugin by itself; PLUGINS="events" for one
	@$(BIN)/python -m tests.plugins.run $(PLUGINS)

fuzz: dev ## Search for longer for requests that break the API; FUZZ_REQUESTS=100000, FUZZ_SEED=7
	@$(BIN)/pytest --numprocesses auto -m fuzz --fuzz-requests "$(FUZZ_REQUESTS)" --fuzz-examples "$(FUZZ_EXAMPLES)" --fuzz-seed "$(FUZZ_SEED)"

kill: dev ## Kill workers while clients write, for longer; KILLS=1000, of granian GRANIAN_KILLS=200
	@$(BIN)/pytest tests/cms/ledger/test_killed_writers.py --no-cov --kills "$(KILLS)" --granian-kills "$(GRANIAN_KILLS)" --fuzz-seed "$(FUZZ_SEED)"

stale: dev ## Search for longer for edits that leave a stored answer or a follower stale; STALE_STEPS=2000
	@$(BIN)/pytest tests/cms/delivery/test_never_stale.py tests/cms/delivery/test_mirror.py tests/cms/delivery/test_screens.py --stale-steps "$(STALE_STEPS)"

bench: dev ## Measure against bare functions, nginx and stock Wagtail; needs wrk and nginx; BENCH_ARGS="--write"
	@$(BIN)/python -m tests.bench $(BENCH_ARGS)

tree: dev ## Change the page tree for longer from many threads; TREE_OPERATIONS=5000, FUZZ_SEED=7
	@$(BIN)/pytest tests/cms/ledger/test_concurrent_tree.py --tree-operations "$(TREE_OPERATIONS)" --fuzz-seed "$(FUZZ_SEED)"

grown: dev ## Build 100,000 pages in a database of their own, under var/bench
	@$(BIN)/python -m tests.bench.grown --only-build

bench-grown: dev ## Measure with 100,000 pages what grows with them and what must not
	@$(BIN)/python -m tests.bench.grown $(BENCH_ARGS)

client: dev ## Check and test the TypeScript client; needs Node 20
	@sh frontend/client/check.sh

format: dev ## Put the code into the project's format
	@$(BIN)/ruff check --fix-only && $(BIN)/ruff format

lock: dev ## Write requirements/*.txt anew after a change of pyproject.toml
	@$(LOCK) --extra dev --output-file requirements/dev.txt
	@$(LOCK) --extra plugins --extra postgres --extra redis --extra s3 --constraint requirements/dev.txt --output-file requirements/production.txt
	@$(LOCK) --extra plugins --constraint requirements/dev.txt --output-file requirements/runtime.txt

upgrade: ## Lock the newest versions that pyproject.toml allows
	@$(MAKE) lock LOCK="$(LOCK) --upgrade"

dev: ## Install what developers need into .venv
	$(PYTHON_3_11) requirements/install.py dev

clean: ## Remove .venv and what tools left behind; keeps var/
	@rm -rf .venv frontend/client/node_modules frontend/client/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage htmlcov
