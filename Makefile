# Every command of the project; `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

TARGET := $(or $(CARGO_TARGET_DIR),target)
BIN := $(TARGET)/debug/kontoret
# Always the whole workspace: another selection gives the shared crates other features and compiles them twice.
# With tests to follow, `--bins --tests` makes one compilation serve both.
SELECTION ?= --workspace
CARGO_TEST := $(if $(shell command -v cargo-nextest),cargo nextest run $(if $(CI),--profile ci),cargo test) --workspace --locked
NPM_CI := npm ci --no-audit --no-fund --loglevel=error
# Folders too: a deleted file changes the time of its folder.
FRONT_SRC := $(shell [ ! -d frontend ] || find frontend -mindepth 1 \( -name node_modules -o -name dist \) -prune -o -print)
export CARGO_TERM_PROGRESS_WHEN ?= auto
# Options for one run: `make e2e ARGS=journey`, `make test ARGS=totals`.
ARGS ?=

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## build and start the product with demo data (cold about 8 minutes on two cores, then seconds)
	@.scripts/tools cargo cc node npm
	@[ -x $(BIN) ] || printf '%s\n' 'First start: compiles the server and its libraries and builds the web app.' \
	  'About 8 minutes on two cores; later starts take seconds.'
	@$(MAKE) -j2 server spa
	@BIN=$(BIN) .scripts/run

.PHONY: dev
dev: ## server and web app with reload while you edit (web app on port 5173)
	@.scripts/tools cargo cc node npm
	@$(MAKE) -j2 server frontend/node_modules/.package-lock.json
	@BIN=$(BIN) .scripts/run --dev

.PHONY: build
build: ## server (quick profile) and web app
	@$(MAKE) -j2 server spa

.PHONY: server
server:
	@cargo build $(SELECTION) --locked

.PHONY: spa
spa: frontend/dist/index.html
	@:

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONT_SRC)
	@cd frontend && npm run --silent build
	@touch $@

# npm writes this file itself, last; its time says when the installed packages were right.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@echo "Installing npm packages for $*"
	@cd $* && $(NPM_CI)
	@touch $@

.PHONY: test
test: ## all tests of server and web app, on the embedded database
	@.scripts/tools cargo cc node npm smtp poppler peppol
	@$(MAKE) -j2 rust-tests frontend/node_modules/.package-lock.json
	@$(CARGO_TEST) $(ARGS)
	@cargo test --workspace --locked --doc --quiet
	@$(MAKE) test-frontend

.PHONY: rust-tests
rust-tests:
	@cargo build --workspace --bins --tests --locked

.PHONY: test-frontend
test-frontend: frontend/node_modules/.package-lock.json ## lint, types and unit tests of the web app
	@cd frontend && npm run --silent lint && npm run --silent typecheck && npm run --silent test

.PHONY: test-pg
test-pg: ## the same Rust tests on a throw-away PostgreSQL
	@.scripts/tools cargo cc smtp poppler peppol postgres
	@$(MAKE) rust-tests
	@.scripts/postgres $(CARGO_TEST) $(ARGS)

.PHONY: e2e
e2e: e2e-ready ## the browser tests against the real server and build, on the embedded database
	@cd e2e && KONTORET_BIN=$(abspath $(BIN)) npx playwright test $(ARGS)

.PHONY: e2e-pg
e2e-pg: e2e-ready ## the same browser tests on a throw-away PostgreSQL
	@.scripts/tools postgres
	@cd e2e && KONTORET_BIN=$(abspath $(BIN)) ../.scripts/postgres npx playwright test $(ARGS)

.PHONY: pictures
pictures: e2e-ready ## takes the README's pictures anew
	@cd e2e && PICTURES=1 KONTORET_BIN=$(abspath $(BIN)) npx playwright test --project=chromium-desktop-light

.PHONY: e2e-ready
e2e-ready:
	@.scripts/tools cargo cc node npm chromium
	@$(MAKE) -j2 server spa e2e/node_modules/.package-lock.json

.PHONY: generate
generate: ## everything generated: openapi.yaml, the web app's types, the README's table of settings
	@$(MAKE) -j2 server frontend/node_modules/.package-lock.json
	@BIN=$(BIN) .scripts/generate

.PHONY: check
check: ## everything that must hold before a change is shared
	@$(MAKE) lint
	@$(MAKE) test

.PHONY: lint
lint: ## format, clippy, core alone, lint, types, licences, lockfiles, generated files are current
	@.scripts/tools cargo cc node npm
	@$(MAKE) frontend/node_modules/.package-lock.json e2e/node_modules/.package-lock.json
	@.scripts/check

.PHONY: format
format: ## format everything
	@cargo fmt --all
	@$(MAKE) frontend/node_modules/.package-lock.json e2e/node_modules/.package-lock.json
	@cd frontend && npm run --silent format
	@cd e2e && npm run --silent format

.PHONY: fuzz
fuzz: ## the readers of bank files under any bytes: make fuzz SECONDS=60
	@.scripts/fuzz $(SECONDS)

.PHONY: bench
bench: ## benchmarks against raw SQL in the same run, on both databases (release profile; compiles long)
	@.scripts/tools cargo cc postgres
	@.scripts/postgres --durable cargo bench --locked -p kontoret --bench '*' -- $(ARGS)

.PHONY: release
release: ## an archive with the optimised server and the web app, in target/
	@.scripts/tools cargo cc node npm
	@$(MAKE) spa
	@cargo build --workspace --release --locked
	@TARGET=$(TARGET) .scripts/release
