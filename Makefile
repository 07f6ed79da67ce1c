# Each target says what it is for; `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
DIST := dist
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.PHONY: help run test tests/deploy tests/cluster check format bench instructions wheel sbom audit population hostile soak cluster million spark lock schema words
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run ## set up, and start the check on http://127.0.0.1:8000 (PORT= changes the port)
	@$(BIN)/python -m triage serve --port $(PORT)

test: check ## set up, and run every check and test, browser tests included
	@sh tests/browser/chromium.sh $(BIN)/python
	@sh tests/servers.sh
	$(BIN)/python -m pytest -n auto --ignore=tests/deploy --ignore=tests/cluster
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target tests/deploy tests/cluster

tests/deploy tests/cluster: # each in one process and in its order, side by side: they wait more than they work
	$(BIN)/python -m pytest $@

check: $(VENV)/.dev ## set up, and run the checks that need no browser: format, lint, types, layers, rules.yaml
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m triage check

format: $(VENV)/.dev ## format the code and put right what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.bench ## measure speed and size against the goals, beside other rule engines; prints ratios of one run
	$(BIN)/python -m tests.benchmarks

instructions: $(VENV)/.dev ## count what the hot paths cost, in instructions; fails when one passes its limit
	@sh tests/benchmarks/valgrind.sh
	$(BIN)/python -m tests.benchmarks.instructions

population: $(VENV)/.dev ## compare the rule set with the first draft on a simulated crowd (no evidence of safety)
	$(BIN)/python -m tests.benchmarks.population

hostile: $(VENV)/.dev ## attack the check: hostile requests, many people at once, harmed rule files, slow clients
	$(BIN)/python -m tests.hostile
	$(BIN)/python -m tests.hostile.rules
	$(BIN)/python -m tests.hostile.siege

soak: $(VENV)/.dev ## 50,000 whole journeys in one process, to see that nothing grows (half an hour or so)
	$(BIN)/python -m tests.soak

cluster: $(VENV)/.dev ## break one machine after another while people are on their way, 300 journeys each (a quarter of an hour or more)
	@sh tests/servers.sh
	$(BIN)/python -m tests.cluster

million: $(VENV)/.dev ## judge a million answer sheets at once and one by one, and compare every row (ten minutes or so)
	$(BIN)/python -m tests.cohorts.million

spark: ## compare the SQL with the engine on a local Spark (needs Java; sets up .venv-spark with PySpark)
	@test -d .venv-spark || $(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/spark.txt
	.venv-spark/bin/python -m tests.cohorts.spark

lock: $(VENV)/.dev ## write the hashed locks anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --extra production -o requirements/production.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --extra cohorts --group spark -o requirements/spark.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev --group bench -o requirements/bench.txt

wheel: $(VENV)/.dev ## write dist/back_pain_check-*.whl, which needs nothing of this folder (DIST= changes where)
	$(BIN)/python -m build --wheel --no-isolation --outdir "$(DIST)" .

sbom: $(VENV)/.dev ## write dist/sbom.json, what a release is made of, and check that what is installed fits together
	$(BIN)/python -m pip --disable-pip-version-check check
	@mkdir -p dist
	$(BIN)/python -m tests.sbom dist/sbom.json

audit: $(VENV)/.dev ## look up what a release is made of among known vulnerabilities (asks the package index and its database)
	$(BIN)/uvx pip-audit==2.10.1 --strict --disable-pip --require-hashes -r requirements/production.txt

words: $(VENV)/.dev ## collect the words of the pages for translators, and compile the languages that there are
	$(BIN)/python -m tests.words

schema: $(VENV)/.dev ## write rules.schema.json anew, which editors use
	$(BIN)/python -m triage.ruleset.schema > rules.schema.json

$(VENV)/.run: requirements/run.txt
	@echo "Setting up (once): a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt
	@echo "Setting up for development (once): a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@$(PIP) -r requirements/bench.txt
	@touch $@
