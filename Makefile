# The front door. `make` alone prints the targets; every recipe starts from a bare checkout.

BUILD_DIR ?= build
BUILD_TYPE ?= Release
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
PROGRAM := $(BUILD_DIR)/presscut
SOURCES = find extract tools tests \( -name '*.h' -o -name '*.cc' \) -print0

.DEFAULT_GOAL := help
.PHONY: help deps configure build run test score tune dataset python bench fuzz sanitize format check-format \
	install clean

help:
	@echo 'presscut: dates, organisations, people, figures and quotes out of English news articles'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

deps: ## install the Debian packages that are missing
	@tools/install-deps.sh

configure: deps
	@cmake -S . -B $(BUILD_DIR) -G Ninja -DCMAKE_BUILD_TYPE=$(BUILD_TYPE) --log-level=WARNING

build: configure ## leave the program at build/presscut
	@cmake --build $(BUILD_DIR) --parallel $(JOBS)

run: build ## extract corpus/articles to out/records.jsonl and say what was found
	@mkdir -p out
	@python3 tools/summary.py $(PROGRAM) extract corpus/articles -o out/records.jsonl

test: build python ## build and run everything that must hold
	@python3 tools/run_tests.py $(BUILD_DIR)

score: build ## precision, recall and F1 by kind against corpus/gold; of who is who against corpus/linking
	@python3 tools/score.py $(PROGRAM)
	@python3 tools/score_links.py $(BUILD_DIR)/presscut_links

tune: build ## fit the points of names to CORPUS (corpus/gold); written where articles held out gain
	@python3 tools/tune.py $(PROGRAM) $(CORPUS)

dataset: build ## bring corpus/dataset up to date, so that a change of rules shows as a diff
	@$(PROGRAM) dataset corpus/articles -o corpus/dataset --readable

python: deps ## set up the Python that writes Parquet and checks datasets, in build/python
	@tools/install-python.sh $(BUILD_DIR)

bench: build ## MB/s by stage and in all, peak memory; RAW=folder of articles
	@python3 tools/bench.py $(BUILD_DIR) $(RAW)

fuzz: deps ## run every fuzzer of tests/fuzz for FUZZ_SECONDS (60) each; needs clang
	@tools/fuzz.sh $(FUZZ_SECONDS) $(JOBS)

sanitize: deps ## build with address and undefined-behaviour sanitizers and run the C++ tests
	@cmake -S . -B build-sanitize -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
	  -DPRESSCUT_SANITIZE=ON -DCMAKE_CXX_FLAGS_RELWITHDEBINFO='-O1 -g1' --log-level=WARNING
	@cmake --build build-sanitize --parallel $(JOBS)
	@build-sanitize/presscut_tests --gtest_brief=1

format: deps ## rewrite the C++ sources in the house format
	@$(SOURCES) | xargs -0 clang-format -i

check-format: deps ## fail where the C++ sources are not in the house format
	@$(SOURCES) | xargs -0 clang-format --dry-run -Werror

install: build ## copy the program to PREFIX/bin (/usr/local/bin)
	@cmake --install $(BUILD_DIR) --prefix $(PREFIX)

clean: ## remove what was built and written
	rm -rf build build-sanitize build-fuzz out
