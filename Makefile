# What a person runs. Each target sets up what it needs; a second run finds it there.
.DEFAULT_GOAL := help
.PHONY: help setup demo test verify-all faults lint bench kills
MAKEFLAGS += --no-print-directory

RUN  := .venv/bin
STEP := scripts/step
DEMO ?= mixpanel ga4 generic

# What a second engine can tell: the rules, the integrator, audiences, conversions, and of each platform what tells most.
FIREFOX := tests/e2e/test_reading_rules.py tests/e2e/test_integrator.py tests/e2e/test_audience_rules.py \
  tests/e2e/test_conversion.py tests/e2e/test_conversion_role.py tests/e2e/test_platforms.py

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

setup: ## set up .venv, node_modules and a browser
	@$(STEP) "setup" scripts/bootstrap

demo: setup ## build every snippet, see three platforms work in a browser, write the report
	@$(STEP) "build" $(RUN)/tagwright build --out build/demo/dist
	@$(STEP) "verify $(DEMO)" $(RUN)/tagwright verify $(DEMO) --out build/demo/report

test: setup ## lint, types, all tests, dist/ is fresh: what CI runs
	@$(STEP) "ruff" $(RUN)/ruff check .
	@$(STEP) "ruff format" $(RUN)/ruff format --check .
	@$(STEP) "mypy" $(RUN)/mypy
	@$(STEP) "tests" $(RUN)/python -m pytest -q -n 2 --dist loadgroup
	@TAGWRIGHT_BROWSERS=firefox $(STEP) "tests in Firefox" $(RUN)/python -m pytest -q -n 2 $(FIREFOX)
	@$(STEP) "dist is fresh" $(RUN)/tagwright build --check

verify-all: setup ## every scenario of every platform, target, build and client, in Chromium and Firefox
	@TAGWRIGHT_EVERY=1 TAGWRIGHT_BROWSERS="chromium firefox" $(STEP) "verify everything" \
	  $(RUN)/python -m pytest -q -n 2 tests/e2e/test_platforms.py

faults: setup ## everything that can go wrong around every active platform's snippets, and docs/faults.md
	@$(STEP) "faults" $(RUN)/python scripts/faults_page.py

lint: setup ## ruff and mypy, with what ruff can mend mended
	@$(STEP) "ruff" $(RUN)/ruff check --fix .
	@$(STEP) "ruff format" $(RUN)/ruff format .
	@$(STEP) "mypy" $(RUN)/mypy

bench: setup ## measure bytes, page time, throughput and start; nothing fails
	@for script in $(filter-out bench/rest_kills.py,$(wildcard bench/*.py)); do $(STEP) "$$script" $(RUN)/python "$$script" || exit 1; done

kills: setup ## kill each command that sends at 50 random moments (five to eight minutes)
	@$(STEP) bench/rest_kills.py $(RUN)/python bench/rest_kills.py
