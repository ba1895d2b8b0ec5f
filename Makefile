# Two commands matter: `make run` and `make test`. The rest is for developers.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= auto
CATALOGS := $(wildcard */translations */*/translations)
# What takes minutes is not taken for something that hangs.
PATIENT := -o faulthandler_timeout=1800

.PHONY: run test coverage lint bench power-cuts wire-faults wire-fuzz slow-roads together crowd screenshots install install-test catalogs clean
.DEFAULT_GOAL := help

help:
	@echo "make run           install, then a demo house and a demo headquarters"
	@echo "make test          install, then every test"
	@echo "make coverage      every test, and the lines that none of them reached"
	@echo "make lint          ruff and mypy"
	@echo "make bench         figures beside their floors"
	@echo "make power-cuts    some thousand power cuts; minutes"
	@echo "make wire-faults   ten thousand runs of the wire with all that can go wrong; half an hour"
	@echo "make wire-fuzz     100,000 envelopes, answers, sticks and links that are not as they should be"
	@echo "make together      kiosk, agent, backup and commands on one file, for a minute"
	@echo "make slow-roads    a month over 30 kbit/s, 800 ms, with packets lost; as root, 2 minutes"
	@echo "make crowd         400 houses behind one address, and a neighbour who sends rubbish; 1 minute"
	@echo "make screenshots   the pictures of the README, and the gallery of the child's pages"

run: install
	@$(BIN)/aiyou demo

# Tests start some hundred real processes, which need not compile the house anew each time.
test: install-test
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

coverage: install-test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term:skip-covered

lint: install-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: install-test
	@$(BIN)/python -m pytest tests/bench -q -s -m bench $(PATIENT)

power-cuts: install-test
	@$(BIN)/python -m pytest tests/faults/test_power_cuts.py -q -s -m long $(PATIENT)

wire-faults: install-test
	@$(BIN)/python -m pytest tests/faults/test_wire.py -q -s -m long $(PATIENT)

together: install-test
	@$(BIN)/python -m pytest tests/faults/test_together.py -q -s -m long $(PATIENT)

wire-fuzz: install-test
	@$(BIN)/python -m pytest tests/faults/test_wire_fuzz.py -q -s -m long $(PATIENT)

slow-roads: install-test
	@$(BIN)/python -m pytest tests/faults/test_slow_roads.py -q -s -m long $(PATIENT)

crowd: install-test
	@$(BIN)/python -m pytest tests/sync/hq/receive/test_one_address.py -q -s -m long $(PATIENT)

screenshots: install-test
	@$(BIN)/python -m tests.screenshots

install: .venv/installed catalogs

install-test: install
	@.ci/system-packages .ci/debian-packages-test

.venv/installed: pyproject.toml .ci/constraints.txt .ci/debian-packages
	@echo "1/3 Debian packages"
	@.ci/system-packages .ci/debian-packages
	@echo "2/3 virtual environment"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ echo "python3-venv is missing: install it and run make again."; exit 1; }
	@echo "3/3 Python packages (some minutes the first time)"
	@$(BIN)/pip install --quiet --progress-bar on --disable-pip-version-check \
		--constraint .ci/constraints.txt --editable '.[house,hq,dev]'
	@touch $@

# Catalogs are compiled here and not committed: one source, the .po files.
catalogs: $(foreach d,$(CATALOGS),$(patsubst %.po,%.mo,$(wildcard $(d)/*/LC_MESSAGES/*.po)))

%.mo: %.po | .venv/installed
	@$(BIN)/pybabel -q compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
