package sheet_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"huiyin/internal/i18n"
)

var keyLiteral = regexp.MustCompile(`"(import\.[a-z_]+(?:\.[a-z_]+)*)"`)

// Every message key that the package names is in the catalogue; keys that end in a dot are prefixes and are tested with
// their columns.
func TestMessagesExist(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(err, len(files))
	}
	p := i18n.For(i18n.Chinese)
	for _, name := range files {
		if regexp.MustCompile(`_test\.go$`).MatchString(name) {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keyLiteral.FindAllSubmatch(source, -1) {
			if !p.Has(string(m[1])) {
				t.Errorf("%s: %s is not in the catalogue", name, m[1])
			}
		}
	}
}
