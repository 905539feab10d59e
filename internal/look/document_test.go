package look_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/look"
)

var update = flag.Bool("update", false, "rewrite docs/found-lists.md")

func TestDocumentIsFresh(t *testing.T) {
	const path = "../../docs/found-lists.md"
	want := look.Document(look.Shipped(), i18n.For(i18n.Chinese))
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
		t.Errorf("%s is stale: run go test ./internal/look -update", path)
	}
}

// Every word that a page or the document can need is in both catalogues.
func TestWords(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		for _, missing := range []string{"[", "{"} {
			text := strings.ReplaceAll(look.Document(look.Shipped(), p), "[〔", "")
			if i := strings.Index(text, missing); i >= 0 {
				t.Errorf("%s: missing %.60s", lang, text[i:])
			}
		}
		need := func(key string) {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
		for _, f := range append(append([]string{}, look.LookFigures...), look.CountyFigures...) {
			need("look.figure." + f)
			need("look.figure." + f + ".def")
		}
		need("machine." + look.FoundKind.Called)
		for _, s := range look.FoundKind.Tables[0].States() {
			need("state." + look.FoundKind.Called + "." + string(s))
		}
		for _, r := range look.FoundKind.Tables[0].Rules {
			need("action." + string(r.Do))
			if r.By[0] != "system" {
				need("action." + string(r.Do) + ".done")
				need("action." + string(r.Do) + ".hint")
			}
			for _, g := range r.If {
				need("guard." + g.Name)
			}
		}
	}
}

func TestABookNeedsThreeIndependentFacts(t *testing.T) {
	for name, c := range map[string]struct{ book, want string }{
		"two facts of one act are one":         {`{"rules":[{"list":"empty","all":[[{"fact":"thin_answers","op":"at_least","n":1}],[{"fact":"specifics","op":"at_most","n":0}],[{"fact":"promises","op":"at_most","n":0}]]}]}`, "2 independent"},
		"what is entered is not the log":       {`{"rules":[{"list":"empty","all":[[{"fact":"press","op":"at_least","n":1}],[{"fact":"cosigners","op":"at_least","n":1}],[{"fact":"promises","op":"at_most","n":0}]]}]}`, "2 independent"},
		"an entry may not stand in for an act": {`{"rules":[{"list":"empty","all":[[{"fact":"cosigners","op":"at_least","n":1},{"fact":"press","op":"at_least","n":1}],[{"fact":"answered","op":"at_least","n":1}],[{"fact":"promises","op":"at_most","n":0}]]}]}`, "2 independent"},
		"an unknown fact":                      {`{"rules":[{"list":"empty","all":[[{"fact":"mood","op":"at_least","n":1}]]}]}`, "no test"},
		"an unknown list":                      {`{"rules":[{"list":"bad","all":[]}]}`, "no list"},
		"an unknown sign":                      {`{"rules":[{"list":"empty","all":[[{"fact":"press","op":"more","n":1}]]}]}`, "no test"},
		"not JSON at all":                      {`{`, "rules of the found lists"},
		"three, one a pair":                    {`{"rules":[{"list":"empty","all":[[{"fact":"cosigners","op":"at_least","n":1},{"fact":"whole_team","op":"at_least","n":1}],[{"fact":"answered","op":"at_least","n":1}],[{"fact":"promises","op":"at_most","n":0}]]}]}`, ""},
	} {
		_, err := look.Parse([]byte(c.book))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
