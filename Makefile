# Two commands matter: `make run` and `make test`. The rest is for developers.
PYTHON ?= python3
BIN := .venv/bin
# Three more than there are cores: a test waits half of its time, for a disk, a game or a browser.
WORKERS ?= $(shell echo $$((3 + $$(nproc))))
# A file is one process's: what its tests share is made once. tests/order.py says which begin.
TOGETHER := --dist loadfile --no-loadscope-reorder
# Where memory has room for them, the tests' files lie in it: a disk would sync some hundred thousand
# times. What is about a disk makes one of its own.
SCRATCH := $(shell df --output=avail /dev/shm 2>/dev/null | awk 'END { if ($$1 > 4000000) print "TMPDIR=/dev/shm" }')
KEYS ?= $(HOME)/.local/share/aiyou-apt-keys
ARCHITECTURE ?= $(shell dpkg --print-architecture)
CATALOGS := $(wildcard */translations */*/translations)
# The tests of what decides and of what travels, and not of what draws.
RULES := tests/kiosk/domain tests/sync $(filter-out tests/games/stage/% %_play.py %_view.py %_layout.py,$(wildcard tests/games/test_*.py tests/games/*/test_*.py))
# Takes longer than anything else, and all of the machine.
EMULATED := tests/systemd/package/test_arm.py
# What takes minutes is not taken for something that hangs.
PATIENT := -o faulthandler_timeout=1800

.PHONY: help run test test-long coverage branches mutants lint bench bench-long peers power-cuts wire-faults wire-fuzz slow-roads together crowd display-kills display-escapes year docs deb apt-repository install uninstall box arm kernel lines machine environment test-environment catalogs clean
.DEFAULT_GOAL := help

help:
	@echo "make run           install, then a demo house and a demo headquarters"
	@echo "make test          install, then every test that does not take minutes; 8 to 13 minutes on two cores"
	@echo "make test-long     those that do, and the bench; as root, hours"
	@echo "make coverage      every test, and the lines that none of them reached"
	@echo "make branches      how many branches of domain, sync and games' rules their tests take; 6 minutes"
	@echo "make mutants       how many wrong changes of the rules their tests notice; 5 minutes"
	@echo "make lint          ruff and mypy"
	@echo "make catalogs      the translations that were changed, for the next start"
	@echo "make bench         figures beside their floors, one table of them; 15 minutes"
	@echo "make bench-long    the same, and those of very many houses; hours"
	@echo "make peers         Kolibri and GCompris, for the bench to measure beside ours; 400 MB"
	@echo "make power-cuts    some thousand power cuts; minutes"
	@echo "make wire-faults   ten thousand runs of the wire with all that can go wrong; half an hour"
	@echo "make wire-fuzz     100,000 envelopes, answers, sticks and links that are not as they should be"
	@echo "make together      kiosk, agent, backup and commands on one file, for a minute"
	@echo "make slow-roads    a month over 30 kbit/s, 800 ms, with packets lost; as root, 2 minutes"
	@echo "make crowd         400 houses behind one address, and a neighbour who sends rubbish; 1 minute"
	@echo "make deb           the Debian packages of a house, for this machine or with ARCHITECTURE=arm64"
	@echo "make apt-repository ADDRESS=https://...   of these packages, signed, for houses to upgrade from"
	@echo "make install       as root: build and install it, which makes this machine a house's kiosk"
	@echo "make uninstall     as root: remove it; the records stay"
	@echo "make box           the packages in Debian 12 and 13 that boot in containers; as root, 12 minutes"
	@echo "make kernel        Debian's kernel as a program, for tests of whole machines; 6 minutes, once"
	@echo "make lines         the box's buttons and lights on lines of that kernel; 3 minutes"
	@echo "make machine       a whole machine with the packages: started, cut 50 times, in trouble; as root, an hour"
	@echo "make arm           the package of a Pi, and its quick tests, in an emulated Debian; as root, 40 minutes"
	@echo "make display-kills kills every process of the screen in turn; 2 minutes"
	@echo "make display-escapes a robot that tries to get out of the page; 4 minutes"
	@echo "make year          a house lives a year in real processes, and headquarters tells the same; 10 minutes"
	@echo "make docs          all documents as a site, with new pictures, gallery, handbook and guide as PDFs"
	@echo "make clean         away with the environment and what was built; the demo stays"

run: environment
	@$(BIN)/aiyou demo

# Tests start some hundred real processes, which need not compile the house anew each time.
test: test-environment
	@$(SCRATCH) PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) $(TOGETHER) -o tmp_path_retention_policy=failed

test-long: test-environment
	@$(BIN)/python -m pytest -n auto $(TOGETHER) -m "long and not bench and not bench_long" --ignore=$(EMULATED) $(PATIENT)
	@$(MAKE) arm
	@$(MAKE) bench-long

coverage: test-environment
	@$(BIN)/python -m pytest -n $(WORKERS) $(TOGETHER) --cov --cov-report=term:skip-covered

# Measures the tests of the rules, also in the processes that they start; fails under 95 % of a room.
branches: test-environment
	@mkdir -p build
	@$(BIN)/python -m pytest -n $(WORKERS) $(TOGETHER) $(RULES) --cov --cov-config=tests/branches.toml --cov-report=json:build/branches.json
	@$(BIN)/python -m tests.branches

# Measures them another way: rules with a small thing wrong; fails where less than 85 % is noticed.
mutants: test-environment
	@$(BIN)/python -m tests.mutants

lint: test-environment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# The machine must have nothing else to do. The table is printed, and kept in build/bench.md and .json.
bench: test-environment
	@$(BIN)/python -m pytest tests/bench -q -s -m bench $(PATIENT)

bench-long: test-environment
	@AIYOU_BENCH_REST=600 $(BIN)/python -m pytest tests/bench -q -s -m "bench or bench_long" $(PATIENT)

# Other programs that do the same, where a developer wants to compare; nothing of ours needs them.
peers: build/peers/kolibri/installed
	@.ci/system-packages .ci/peer-packages

build/peers/kolibri/installed: tests/bench/peers/requirements.txt
	@echo "Installing Kolibri, into build/peers"
	@$(PYTHON) -m venv --clear build/peers/kolibri
	@build/peers/kolibri/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

power-cuts: test-environment
	@$(BIN)/python -m pytest tests/faults/test_power_cuts.py -q -s -m long $(PATIENT)

wire-faults: test-environment
	@$(BIN)/python -m pytest tests/faults/test_wire.py -q -s -m long $(PATIENT)

together: test-environment
	@$(BIN)/python -m pytest tests/faults/test_together.py -q -s -m long $(PATIENT)

wire-fuzz: test-environment
	@$(BIN)/python -m pytest tests/faults/test_wire_fuzz.py -q -s -m long $(PATIENT)

slow-roads: test-environment
	@$(BIN)/python -m pytest tests/faults/test_slow_roads.py -q -s -m long $(PATIENT)

display-kills: test-environment
	@$(BIN)/python -m pytest tests/hardware/display/test_killing.py -q -s -m long $(PATIENT)

display-escapes: test-environment
	@$(BIN)/python -m pytest tests/hardware/display/test_escape.py -q -s -m long $(PATIENT)

crowd: test-environment
	@$(BIN)/python -m pytest tests/sync/hq/receive/test_one_address.py -q -s -m long $(PATIENT)

year: test-environment
	@$(BIN)/python -m pytest tests/end_to_end/test_a_year.py -q -s -m long $(PATIENT)

docs: test-environment
	@$(BIN)/python -m tests.screenshots

# For this machine, or another: make deb ARCHITECTURE=arm64
deb: environment
	@systemd/package/build $(ARCHITECTURE) build

# The packages of build/, for whoever fetches them from ADDRESS; what signs them stays in KEYS.
apt-repository:
	@test -n "$(ADDRESS)" || { echo "Where will it be found? make apt-repository ADDRESS=https://..."; exit 1; }
	@systemd/repository/publish build/apt $(KEYS) "$(ADDRESS)" build/aiyou-house*.deb

# Makes this machine a house's kiosk from its next start on.
install:
	@test "$$(id -u)" = 0 || { echo "Installing needs root: sudo make install"; exit 1; }
	@debs=$$($(MAKE) -s deb | grep '\.deb$$') && apt-get install --yes --reinstall $$debs

uninstall:
	@test "$$(id -u)" = 0 || { echo "Removing needs root: sudo make uninstall"; exit 1; }
	@apt-get remove --yes aiyou-house aiyou-house-wheels

box: test-environment
	@.ci/system-packages .ci/box-packages
	@$(BIN)/python -m pytest tests/systemd -q -s -m long --ignore=$(EMULATED) $(PATIENT)

kernel: build/machine/linux

lines: test-environment kernel
	@$(BIN)/python -m pytest tests/machine/test_machine.py tests/machine/test_lines.py -q -s -m long $(PATIENT)

machine: test-environment kernel
	@$(BIN)/python -m pytest tests/machine/test_boot.py tests/machine/test_cuts.py tests/machine/test_trouble.py -q -s -m long $(PATIENT)

# Debian's kernel as a program, built once, and again where something else is asked of it.
build/machine/linux: tests/machine/build-kernel tests/machine/kernel.config
	@.ci/system-packages .ci/box-packages
	@echo "Building a kernel (some minutes)"
	@tests/machine/build-kernel $@

# Runs what a Pi would run; the kernel lends itself to that only where it is asked.
arm: test-environment
	@.ci/system-packages .ci/box-packages
	@test -e /proc/sys/fs/binfmt_misc/register || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
	@update-binfmts --enable qemu-aarch64
	@$(BIN)/python -m pytest $(EMULATED) -q -s -m long -o faulthandler_timeout=7200

environment: .venv/installed catalogs

test-environment: environment
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
