package suggestion

import (
	"os"
	"regexp"
	"testing"

	"huiyin/internal/i18n"
)

// Notices are told of actions that exist, with sentences that exist.
func TestNoticesHaveWords(t *testing.T) {
	for do := range told {
		if _, ok := machineOf(do); !ok {
			t.Errorf("told of %s, which no table has", do)
		}
	}
	src, err := os.ReadFile("notice.go")
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`(?:one\("\w+", [^,]+|to\w+\(\w+|toLead\(|toAuthors\(|toUnits\(|toShare\(a)(?:, )?"(\w+)"`).FindAllSubmatch(src, -1)
	if len(keys) < 30 {
		t.Fatalf("only %d keys found: the pattern is broken", len(keys))
	}
	for _, lang := range i18n.Languages {
		for _, k := range keys {
			if key := "notice." + string(k[1]); !i18n.For(lang).Has(key) {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
	}
}
