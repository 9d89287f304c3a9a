# `make` installs what the dataset needs, checks it, builds the release and shows it.
# `make test` installs the tools of development as well, and tests the code.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
TOOLS  := $(VENV)/tools
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt
FORMS  := $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

NODE   := tests/node/node_modules/.package-lock.json

.PHONY: all check build show test prove bench lint browser node schema docs clean

all: check build show

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[check]'
	touch $@

$(TOOLS): $(READY)
	$(PIP) --editable '.[dev]'
	touch $@

check: $(READY)
	$(BIN)/fazhi check

build: $(READY)
	$(BIN)/fazhi build

show: $(READY)
	$(BIN)/fazhi show metrics --region 150200

lint: $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/zizmor --quiet --offline --pedantic .github .pre-commit-hooks.yaml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(FORMS)
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml

# The pages are tested in a real browser; on Debian this installs it when it is missing.
browser:
	scripts/install-browser

# The JavaScript implementations that some tests ask.
node: $(NODE)

$(NODE): tests/node/package.json tests/node/package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing: apt-get install nodejs npm' >&2; exit 1; }
	npm ci --prefix tests/node --no-audit --no-fund --loglevel=error
	touch $@

test: lint browser $(NODE)
	$(BIN)/pytest -n 2

# The campaigns of hostile input at full length; `make test` runs a short form of each.
prove: $(TOOLS)
	$(BIN)/pytest -n 2 --prove tests/hostile

# The speed beside its peers, each in one run; run it on a machine that does nothing else.
bench: $(TOOLS)
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.figures

# What is generated from the model and the rules; a test names this command when they drift.
docs schema: $(READY)
	$(BIN)/fazhi generate

clean:
	rm -rf $(VENV) build dist tests/node/node_modules
