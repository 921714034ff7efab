# Every target makes what it needs first. On Debian, as root or with sudo, missing Debian packages are installed.
PYTHON ?= python3
PORT ?= 8765
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv
# Many tests wait for other processes, so one more than there are cores is quicker.
WORKERS ?= $(shell echo $$(($$(nproc) + 1)))

.DEFAULT_GOAL := help
.PHONY: help demo publish test test-panel golden soak fuzz lint format types bench lock clean deb wheels apt-repo test-install

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 16

demo: .venv/publisher ## Run everything on this machine, with two screens in the browser
	@$(BIN)/publisher demo --port $(PORT)

PLAYLIST ?= heart-failure
publish: .venv/publisher ## Publish a playlist in the running demo: make publish PLAYLIST=dementia
	@PUBLISHER_HOME=demo/publisher PUBLISHER_CONTENT=content $(BIN)/publisher publish $(PLAYLIST)

test: .venv/dev packages ## Run every test
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

golden: .venv/dev ## Record what frames look like; look at them first
	PYTHONPATH=. $(BIN)/python tests/publisher/drawing/golden.py

soak: .venv/dev packages ## Run the long tests: kills, restarts, power cuts (as root, with loop devices), every frame read back, fuzzing
	SOAK=1 $(BIN)/pytest -n $(WORKERS) tests/publisher/drawing/test_reading_back.py tests/publisher/drawing/test_drawing_unicode.py
	SOAK=1 $(BIN)/pytest tests/journey tests/player tests/publisher/test_shelving.py
	@$(MAKE) --no-print-directory fuzz

FUZZ_SECONDS ?= 240
fuzz: .venv/dev ## Try every reader with what coverage leads to: make fuzz FUZZ_SECONDS=60 (for each of 16 readers)
	@$(UV) sync --quiet --locked --inexact --compile-bytecode --group fuzz
	@export TMPDIR=$$(mktemp -d); trap 'rm -rf "$$TMPDIR" fuzz.log' EXIT; \
	for target in $$($(BIN)/python tests/fuzzing/fuzz.py --list); do echo "$$target …"; \
	$(BIN)/python tests/fuzzing/fuzz.py $$target --seconds $(FUZZ_SECONDS) 2>fuzz.log || { tail -60 fuzz.log; exit 1; }; done

test-panel: .venv/dev ## Run the player on a television in QEMU; as root, for some ten minutes
	@command -v qemu-system-x86_64 >/dev/null || { $(call install,qemu-system-x86); }
	@command -v mmdebstrap >/dev/null || { $(call install,mmdebstrap); }
	@$(BIN)/python tests/panel/run.py $(PACKAGE)

lint: .venv/dev ## Check style and the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache

types: .venv/dev ## Check types
	$(BIN)/mypy

format: .venv/dev ## Put the code into its usual form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/dev packages ## Measure, and print tables; as root
	@command -v mmdebstrap >/dev/null || { $(call install,mmdebstrap); }
	@command -v systemd-nspawn >/dev/null || { $(call install,systemd-container); }
	@for script in benchmarks/*.py; do echo; $(BIN)/python $$script || exit 1; done

lock: .venv/uv ## Pin the newest versions that pyproject.toml allows
	$(UV) lock --upgrade

wheels: .venv/uv ## Build the Python packages into dist/, for pip
	@$(UV) build --quiet --wheel --out-dir dist .
	@$(UV) build --quiet --wheel --out-dir dist fonts

deb: .venv/uv ## Build the player's Debian package into dist/
	@command -v dh >/dev/null && command -v dh_python3 >/dev/null || { $(call install,debhelper dh-python); }
	@$(BIN)/python systemd/debian/build.py --uv $(BIN)/uv $(if $(VERSION),--version $(VERSION))

APT_ADDRESS ?= https://screens.example.org/apt
APT_KEY ?= $(HOME)/.config/waiting-room-screens/apt-key
APT_VALID_DAYS ?= 0
apt-repo: deb ## Make a signed apt repository in dist/apt: make apt-repo APT_ADDRESS=https://...
	@command -v apt-ftparchive >/dev/null || { $(call install,apt-utils); }
	@command -v gpg >/dev/null && command -v gpgconf >/dev/null || { $(call install,gnupg); }
	@$(BIN)/python systemd/debian/repository.py --address $(APT_ADDRESS) --key $(APT_KEY) --valid-days $(APT_VALID_DAYS)

test-install: .venv/dev packages ## Install, update and purge the player in fresh Debians, and run a publisher as its guide says; as root
	@command -v mmdebstrap >/dev/null || { $(call install,mmdebstrap); }
	@command -v systemd-nspawn >/dev/null || { $(call install,systemd-container); }
	$(BIN)/pytest -x tests/installing/installing.py tests/installing/running.py

clean: ## Remove what the targets made, but not the demo's own folder
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment, in three steps: pip brings uv, and uv brings exactly what uv.lock pins.
.venv/uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { $(call install,python3-venv) && $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/publisher: .venv/uv pyproject.toml uv.lock
	@$(UV) sync --quiet --locked --inexact --compile-bytecode --no-dev --extra publisher --extra fonts
	@touch $@

.venv/dev: .venv/uv pyproject.toml uv.lock
	@$(UV) sync --quiet --locked --inexact --compile-bytecode
	@touch $@ .venv/publisher

# What the tests need from Debian: a browser for the pages, a web server, a database server, a virtual screen, readers of PDF and of pictures, Unicode's tests,
# and what makes packages.
.PHONY: packages
packages:
	@command -v chromium >/dev/null || { $(call install,chromium); }
	@command -v pdftotext >/dev/null || { $(call install,poppler-utils); }
	@for language in eng pol gla; do \
	test -f /usr/share/tesseract-ocr/*/tessdata/$$language.traineddata || { $(call install,tesseract-ocr tesseract-ocr-$$language); }; done
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || { $(call install,nginx); }
	@command -v Xvfb >/dev/null || { $(call install,xvfb); }
	@test -d /usr/share/unicode || { $(call install,unicode-data); }
	@command -v systemd-analyze >/dev/null || { $(call install,systemd); }
	@command -v dh >/dev/null && command -v dh_python3 >/dev/null || { $(call install,debhelper dh-python); }
	@command -v apt-ftparchive >/dev/null || { $(call install,apt-utils); }
	@command -v gpg >/dev/null && command -v gpgconf >/dev/null || { $(call install,gnupg); }
	@command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || { $(call install,postgresql); }

define install
echo "Installing the Debian package $(1) …"; \
if [ "$$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; \
else echo "Please install it as root: apt-get install $(1)"; exit 1; fi; \
$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(1) >/dev/null
endef
