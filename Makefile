# `make demo` and `make test` do all set-up themselves; they need Python 3.11 or newer.
.PHONY: demo test fast lint bench lock clean
.DEFAULT_GOAL := demo

BIN := .venv/bin
INSTALLED := pyproject.toml constraints.txt scripts/setup.sh

.venv/.demo: $(INSTALLED)
	@scripts/setup.sh demo
	@touch $@

.venv/.test: $(INSTALLED)
	@scripts/setup.sh test
	@touch .venv/.demo $@

demo: .venv/.demo
	@$(BIN)/matcher sample masa --seed 3 --mentors 70 --out demo/season --quiet
	@$(BIN)/matcher run --policy masa --roster demo/season/program.xlsx --out demo/result
	@$(BIN)/matcher verify demo/result

lint: .venv/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n 2

fast: .venv/.test
	$(BIN)/pytest -n 2 -m "not slow"

bench: .venv/.test
	$(BIN)/python tests/bench

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --no-annotate --no-header -o constraints.txt
	sed -i '1i # Exact versions for the demo and the tests, on every supported Python. Made by `make lock`.' constraints.txt

clean:
	rm -rf .venv demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
