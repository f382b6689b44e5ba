# make run     set everything up and open the window
# make test    set everything up and run every check
# make demo    a simulated person plays in the real window; pictures and report in demo/
# make bench   measure this machine
#
# Needs python3 (3.11 or newer), git and make. Everything lands in .venv; system libraries that
# Qt lacks are installed on Debian and Ubuntu, and named elsewhere.

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
# A process for each core; idle ones take over the tests of busy ones.
PYTEST = $(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist worksteal
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

# As root, apt needs no sudo; without either there is nothing to be done but to say so.
APT = if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
      apt() { $$as_root env DEBIAN_FRONTEND=noninteractive apt-get "$$@"; }

.PHONY: run test check demo bench clean

run: $(VENV)/.installed
	@$(BIN)/fmnist-gui

demo: $(VENV)/.installed
	@$(BIN)/fmnist-gui demo --out demo

bench: $(VENV)/.installed
	@$(BIN)/fmnist-gui bench

test: check
	@command -v postgres >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || \
	    echo "== tests of shared studies: skipped, PostgreSQL is not here and cannot be installed"
	@echo "== tests, offscreen"
	@$(PYTEST)
	@if command -v Xvfb >/dev/null 2>&1; then \
	    echo "== window tests again, on real X servers"; \
	    FMNIST_GUI_TEST_PLATFORM=xcb $(PYTEST) -m window; \
	else \
	    echo "== window tests on an X server: skipped, Xvfb is not here and cannot be installed"; \
	fi

check: $(VENV)/.installed-for-tests
	@echo "== ruff, mypy, import contracts"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 1

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "fmnist-gui needs Python 3.11 or newer; set it with: make PYTHON=/path/to/python3"; exit 2; }
	@if ! $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	    if command -v apt-get >/dev/null 2>&1; then \
	        echo "Python lacks ensurepip: installing python3-venv with apt"; \
	        $(APT); apt update -qq; apt install -y -qq python3-venv; \
	    else \
	        echo "Python lacks ensurepip: install your system's package for python3 venv"; exit 2; \
	    fi; \
	fi
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@missing="$$($(BIN)/python -m fmnist_gui.display)"; \
	if [ -n "$$missing" ]; then \
	    if command -v apt-get >/dev/null 2>&1; then \
	        echo "Qt needs system libraries: installing $$missing with apt"; \
	        $(APT); apt update -qq; apt install -y -qq --no-install-recommends $$missing >/dev/null; \
	    else \
	        echo "Qt needs system libraries that are missing here; on Debian they are called: $$missing"; \
	    fi; \
	fi
	@echo "Installing fmnist-gui into $(VENV)"
	@$(PIP) -e '.[map]'
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.installed
	@if ! command -v Xvfb >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing Xvfb with apt, for the window tests"; \
	    $(APT); apt update -qq; apt install -y -qq --no-install-recommends xvfb >/dev/null || true; \
	fi
	@if ! command -v postgres >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 \
	    && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing PostgreSQL with apt, for the tests of shared studies"; \
	    $(APT); apt update -qq; apt install -y -qq --no-install-recommends postgresql >/dev/null || true; \
	fi
	@echo "Installing the test tools into $(VENV)"
	@$(PIP) -e '.[map,postgres,test]'
	@touch $@

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
