# One place for every command. `make` alone lists them. CI runs `make ci` and nothing else.
SHELL := /bin/bash
export CGO_ENABLED := 0
TOOL := go tool -modfile=tools/go.mod
DATA ?= data
LISTEN ?= 127.0.0.1:8080
FUZZ ?= 60s

.PHONY: help run dev check test race lint fmt gen fresh bench bench-import bench-year real-texts coach similar-figures crash e2e screenshot guide-pictures fuzz build ci deps

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: build ## build and start Huiyin with the invented city (http://127.0.0.1:8080/)
	./huiyin demo --data $(DATA) --listen $(LISTEN)

dev: ## run the invented city, rebuilt and restarted on save; the gallery is at /_gallery
	@.ci/watch "$(DATA)" "$(LISTEN)"

check: ## quick look while writing: format, vet, tests of what changed
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go test ./...

test: ## all Go tests: pure, store on SQLite and PostgreSQL, HTTP
	go test -timeout 15m ./...

race: ## the same with the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race -timeout 25m ./...

lint: ## formatting, vet, staticcheck
	@out=$$($(TOOL) gofumpt -l $$(git ls-files '*.go' | grep -v _templ.go)); test -z "$$out" || { echo "make fmt:"; echo "$$out"; exit 1; }
	go vet ./...
	$(TOOL) staticcheck ./...

fmt: ## format everything (gofumpt, templ fmt)
	$(TOOL) gofumpt -w $$(git ls-files '*.go' | grep -v _templ.go)
	$(TOOL) templ fmt internal/web/templates

gen: ## regenerate pages, documents and golden files that are made from the code
	$(TOOL) templ fmt internal/web/templates
	$(TOOL) templ generate -path internal/web/templates
	go build -o huiyin .
	for doc in rules lifecycle permissions errors glossary scoring mission indicators; do ./huiyin gen $$doc > docs/$$doc.md.new && mv docs/$$doc.md.new docs/$$doc.md || exit 1; done
	./huiyin gen found > docs/found-lists.md.new && mv docs/found-lists.md.new docs/found-lists.md
	go test ./internal/i18n -update >/dev/null

fresh: gen ## fail when something generated was not committed
	git diff --exit-code --stat

crash: ## kill a writing process 200 times; nothing acknowledged may be lost (docs/durability.md)
	go test ./internal/verify -run Killed -crashes 200 -v -timeout 40m

CASES ?= 100000
bench: build ## measure the whole program with CASES cases (default 100000) on SQLite and PostgreSQL, for docs/performance.md
	go run ./internal/bench -n $(CASES) -db sqlite
	go run ./internal/bench -n $(CASES) -db postgres

screenshot: ## take the README's screenshot from the last journeys
	cp e2e/out/$${PAGE:-readme}-zh-1366.png docs/screenshot.png

bench-import: ## import 10,000 suggestions while somebody works, for docs/performance.md
	go test ./internal/intake/ -run '^$$' -bench ImportYear -benchtime 3x

TEXTS ?= texts
bench-year: ## the figures of a year of 10,000 cases on SQLite and PostgreSQL, for docs/performance.md
	go test ./internal/stats/ -run '^$$' -bench Year -benchtime 6x

real-texts: build ## load the texts below TEXTS=folder into DATA, to look at pages with Chinese of real length
	./huiyin import texts $(TEXTS) --data $(DATA)

similar-figures: ## how well similar suggestions are found in the collections below TEXTS=folder, for docs/similar.md
	go test ./internal/reading -run SimilarFigures -count=1 -v -texts "$(abspath $(TEXTS))"

coach: ## measure the drafting coach on the texts below TEXTS=folder, for docs/coach.md
	go test ./internal/demo/words -run Coach -v
	COACH_TEXTS=$(abspath $(TEXTS)) go test ./internal/reading -run CoachMeasured -v

e2e: build ## browser journeys through every page (needs node and chromium)
	cd e2e && npm ci --no-audit --no-fund && npm test

guide-pictures: ## take the pictures of docs/guide from the last journeys
	@cd e2e/out && for p in $$(grep -oh 'pictures/[SH][0-9]*' ../../docs/guide/*.md | cut -d/ -f2); do cp "play-$$p.png" "../../docs/guide/pictures/$$p.png"; done

fuzz: ## fuzz every target for FUZZ (default 60s) each
	@for f in $$(grep -rl --include='*_test.go' '^func Fuzz' internal || true); do \
	  for t in $$(grep -o '^func Fuzz[A-Za-z0-9_]*' $$f | cut -c6-); do go test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZ) ./$$(dirname $$f) || exit 1; done; done

build: ## the binary ./huiyin, static
	go build -trimpath -ldflags '-s -w' -o huiyin .

deps: ## install what the tests need and this machine lacks: chromium, Chinese fonts, PostgreSQL (apt)
	.ci/deps

ci: deps build lint fresh test e2e ## everything, as on every change
	@echo "ci: passed"
