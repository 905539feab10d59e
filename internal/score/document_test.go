package score_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/score"
)

func TestDocumentIsFresh(t *testing.T) {
	path := filepath.FromSlash("../../docs/scoring.md")
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := score.Document(i18n.For(i18n.Chinese)); string(got) != want {
		t.Errorf("%s is stale: run make gen", path)
	}
}

// Every word that a scheme or a complaint can need is in both catalogues.
func TestWordsOfScoring(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		text := score.Document(p)
		if i := strings.Index(text, "[score."); i >= 0 {
			t.Errorf("%s: missing %.60s", lang, text[i:])
		}
		for _, f := range score.FactCodes() {
			for _, key := range []string{"score.fact." + f, "score.fact." + f + ".def"} {
				if !p.Has(key) {
					t.Errorf("%s: missing %s", lang, key)
				}
			}
		}
		for _, key := range []string{"score.role.co", "score.stream.session", "score.stream.between"} {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
	}
}

// The document says how each open point was decided, and gives the shipped values.
func TestDocumentSaysWhatIsDecided(t *testing.T) {
	text := score.Document(i18n.For(i18n.Chinese))
	for _, s := range score.Shipped() {
		for _, d := range s.Decisions {
			if !strings.Contains(text, "| "+d.Point+" | "+d.Choice+" |") {
				t.Errorf("%s: nothing of %s", s.ID, d.Point)
			}
		}
		for _, r := range s.Rules {
			if !strings.Contains(text, r.Name) {
				t.Errorf("%s: nothing of %s", s.ID, r.Name)
			}
		}
	}
}
