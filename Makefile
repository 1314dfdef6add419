# Each in the environment that is active, or in .venv.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: test all lint docs

# What a newcomer runs: under a minute, and nothing to install but Python packages.
test:; pytest -n auto

# Every test; some need Chromium, LibreOffice or Java 17.
all:; pytest -n auto -m ""

lint:; ruff format --check . && ruff check . && mypy && lint-imports

# What is generated of the documentation, and its site in build/site.
docs:; cd docs && ukjapan rule --all --format markdown > rules.md && python keys.py && python draw.py && ukjapan plot contributions --out contributions.svg && ukjapan plot sensitivity --out sensitivity.svg && cd .. && mkdocs build --strict
