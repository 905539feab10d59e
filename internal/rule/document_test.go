package rule_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

var update = flag.Bool("update", false, "rewrite docs/rules.md")

func TestDocumentIsFresh(t *testing.T) {
	const path = "../../docs/rules.md"
	want := rule.Document(rule.Shipped(), i18n.For(i18n.Chinese))
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: run go test ./internal/rule -update", path)
	}
}

// Every word that a pack can need is in both catalogues.
func TestWordsOfPacks(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		text := rule.Document(rule.Shipped(), p)
		if i := strings.Index(text, "[rule."); i >= 0 {
			t.Errorf("%s: missing %.60s", lang, text[i:])
		}
		need := func(key string) {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
		for _, c := range rule.Clocks {
			need("rule.clock." + string(c))
		}
		for _, e := range rule.StartEvents {
			need("rule.start." + string(e))
			need("date.step.start_" + string(e))
		}
		for _, x := range rule.AllExclusions {
			need("rule.exclusion." + string(x))
		}
		for name, values := range rule.Values {
			need("rule.policy." + string(name))
			for _, v := range values {
				need("rule.value." + string(name) + "." + v)
			}
		}
	}
}
