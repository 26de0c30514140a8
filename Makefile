# Two commands: `make run` shows the site with the example district, `make test` checks it all.
# Settings are environment variables; tracker/config.py lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOMAIN := core journal register standard budgets procurement oversight opendata
export PYTHONUTF8 := 1

.PHONY: run test suite test-long lint clean

run: $(VENV)/run.txt
	@TRACKER_MODE=$${TRACKER_MODE:-example} exec $(BIN)/python -m tracker.start

# Two at a time: packages beside Chromium, the checks of the code beside the first tests.
test:
	@$(MAKE) --no-print-directory -j2 lint suite

suite: $(VENV)/dev.txt browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The same machines and faults with thousands of steps: a quarter of an hour, before a release.
test-long: $(VENV)/dev.txt
	$(BIN)/python -m pytest -n 2 -m long

lint: $(VENV)/dev.txt
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(DOMAIN)

# Browser tests need Debian's Chromium and fonts, PDF needs Pango; elsewhere they skip, and say so.
.PHONY: browser
browser:
	@if command -v chromium >/dev/null 2>&1 && PATH="$$PATH:/sbin" ldconfig -p | grep -q libpangoft2-1.0; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-core libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; \
	else echo "No Chromium or Pango here: browser and PDF tests will be skipped."; fi

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name one: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.txt: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.txt: requirements-dev.txt $(VENV)/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
