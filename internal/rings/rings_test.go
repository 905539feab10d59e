package rings

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The rings from the inside out. A package may import its own ring and those inside it; a new package takes its place here.
var rings = []struct {
	name     string
	packages []string
}{
	{"words", []string{"fault", "flow", "calendar", "rule", "org", "access", "suggestion", "indicator", "reading", "handover", "roster", "dossier", "docket", "supervision", "score", "look", "survey", "question", "campaign", "poll", "appraisal"}},
	{"texts", []string{"i18n", "lifecycle"}},
	{"memory", []string{"store", "blob", "witness"}},
	{"capabilities", []string{"intake", "desk", "supervise", "document", "stats", "report", "identity", "job", "demo", "verify", "registry", "conduct", "polling", "assess", "appraise", "similar"}},
	{"doors", []string{"answer", "web", "api", "cli"}},
	{"outside", []string{"rings", "bench", "testkit"}},
}

// forbidden names standard packages that a ring may not use, with the reason.
var forbidden = map[string]map[string]string{
	"words": {
		"database/sql": "the words do not store themselves", "net/http": "the words do not serve themselves",
		"os": "the words read no files", "math/rand": "the words leave nothing to chance", "math/rand/v2": "the words leave nothing to chance",
		"log/slog": "the words report by returning",
	},
	"memory":       {"net/http": "the store answers callers, not requests"},
	"doors":        {"database/sql": "a door calls a capability, never the database"},
	"capabilities": {"net/http": "a capability does not know which door called it"},
}

// excused are imports that the table above would refuse, each with its reason.
var excused = map[string]string{
	"huiyin/internal/blob net/http": "object stores are reached over HTTP",
}

func ringOf(path string) int {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "huiyin/internal/"), "/")
	return slices.IndexFunc(rings, func(r struct {
		name     string
		packages []string
	},
	) bool {
		return slices.Contains(r.packages, first)
	})
}

func TestArrowsPointInwards(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "huiyin/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(p.ImportPath, "huiyin/internal/") || strings.HasSuffix(p.ImportPath, "test") {
			continue
		}
		seen++
		own := ringOf(p.ImportPath)
		if own < 0 {
			t.Errorf("%s has no ring: give it a place in this test", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			if why, no := forbidden[rings[own].name][i]; no && excused[p.ImportPath+" "+i] == "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, i, why)
			}
			if strings.HasPrefix(i, "huiyin/internal/") && ringOf(i) > own {
				t.Errorf("%s (%s) imports %s (%s): arrows point inwards", p.ImportPath, rings[own].name, i, rings[ringOf(i)].name)
			}
		}
	}
	if seen < 10 {
		t.Fatalf("only %d packages seen", seen)
	}
}
