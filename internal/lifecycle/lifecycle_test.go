package lifecycle_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/lifecycle"
	"huiyin/internal/suggestion"
)

var update = flag.Bool("update", false, "rewrite the generated documents")

func TestDocumentsAreFresh(t *testing.T) {
	zh := i18n.For(i18n.Chinese)
	for name, text := range map[string]string{
		"lifecycle": lifecycle.Life(zh), "permissions": lifecycle.Permissions(zh), "errors": lifecycle.Errors(),
		"glossary": lifecycle.Glossary(), "mission": lifecycle.Mission(zh), "indicators": lifecycle.Indicators(zh),
	} {
		path := "../../docs/" + name + ".md"
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != text {
			t.Errorf("%s is stale: run go test ./internal/lifecycle -update", path)
		}
		if i := strings.Index(text, "["); name != "errors" && name != "glossary" && strings.Contains(text, "[state.") || strings.Contains(text, "[action.") || strings.Contains(text, "[rate.") || strings.Contains(text, "[figure") {
			t.Errorf("%s: a word is missing near %.60s", name, text[i:])
		}
	}
}

// English can follow the same tables.
func TestDocumentsKnowEnglish(t *testing.T) {
	en := i18n.For(i18n.English)
	for _, text := range []string{lifecycle.Life(en), lifecycle.Permissions(en), lifecycle.Glossary(), lifecycle.Indicators(en)} {
		for _, missing := range []string{"[rate.", "[figure.", "[figures.", "[state.", "[action.", "[machine.", "[relation.", "[clock.", "[life."} {
			if i := strings.Index(text, missing); i >= 0 {
				t.Errorf("missing %.60s", text[i:])
			}
		}
	}
}

func TestEveryMachineIsSound(t *testing.T) {
	owner := map[flow.Action]string{}
	for _, m := range lifecycle.Machines() {
		t.Run(m.Name, func(t *testing.T) {
			reached := map[flow.State]bool{"": true}
			for _, s := range m.Begins {
				reached[s] = true
			}
			for again := true; again; {
				again = false
				for _, l := range m.Lines {
					for _, from := range l.From {
						if l.To != "" && reached[from] && !reached[l.To] {
							reached[l.To], again = true, true
						}
					}
				}
			}
			for _, s := range m.States {
				if !reached[s] {
					t.Errorf("nothing leads to %s", s)
				}
			}
			for _, l := range m.Lines {
				if len(l.From) == 0 || len(l.By) == 0 {
					t.Errorf("%s: nobody can do it, or from nowhere", l.Do)
				}
				for _, by := range l.By {
					if !slices.Contains(lifecycle.Relations(), by) || by == suggestion.Stranger {
						t.Errorf("%s: %s is not a relation that may act", l.Do, by)
					}
				}
				if was := owner[l.Do]; was != "" && was != m.Name {
					t.Errorf("%s is in %s and in %s", l.Do, was, m.Name)
				}
				owner[l.Do] = m.Name
			}
			for i, a := range m.Lines {
				for _, b := range m.Lines[i+1:] {
					if a.Do == b.Do && overlap(a, b) && slices.Equal(a.When, b.When) {
						t.Errorf("%s: two rows from the same state for the same people, and nothing to choose between them", a.Do)
					}
				}
			}
		})
	}
}

func overlap(a, b flow.Line) bool {
	from := slices.ContainsFunc(a.From, func(s flow.State) bool { return slices.Contains(b.From, s) })
	by := slices.ContainsFunc(a.By, func(r flow.Relation) bool { return slices.Contains(b.By, r) })
	return from && by
}

// Where nothing leads out is said here: any other dead end is a mistake in a table.
func TestEndsAreThoseMeantToBe(t *testing.T) {
	raw, err := os.ReadFile("testdata/ends.txt") // a line for each machine: its name, then the states in which it ends
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]flow.State{}
	for line := range strings.Lines(string(raw)) {
		name, states, _ := strings.Cut(strings.TrimSpace(line), ":")
		want[name] = []flow.State{}
		for _, s := range strings.Fields(states) {
			want[name] = append(want[name], flow.State(s))
		}
	}
	for _, m := range lifecycle.Machines() {
		ends := []flow.State{}
		for _, s := range m.States {
			if m.Ends(s) {
				ends = append(ends, s)
			}
		}
		slices.Sort(ends)
		if !slices.Equal(ends, want[m.Name]) {
			t.Errorf("%s ends in %v, want %v", m.Name, ends, want[m.Name])
		}
	}
}

// A relation that no row names would be a column of nothing.
func TestEveryRelationActs(t *testing.T) {
	for _, r := range lifecycle.Relations() {
		if r == suggestion.Stranger {
			continue
		}
		if !slices.ContainsFunc(lifecycle.Machines(), func(m flow.Outline) bool { return m.Knows(r) }) {
			t.Errorf("%s may do nothing anywhere", r)
		}
	}
}

// The mission's table names steps of journeys: every one is written there, in the order of the table.
func TestEverySentenceHasItsStep(t *testing.T) {
	deeds, err := lifecycle.Deeds()
	if err != nil {
		t.Fatal(err)
	}
	steps := map[string]string{}
	files, err := filepath.Glob("../../e2e/plays/*.mjs")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^  async ([SH]\d\d)\(`).FindAllStringSubmatch(string(raw), -1) {
			steps[m[1]] = f
		}
	}
	if len(deeds) != len(steps) {
		t.Errorf("%d sentences, %d steps", len(deeds), len(steps))
	}
	last := ""
	for _, d := range deeds {
		journeys, _ := filepath.Glob("../../e2e/journeys/" + d.Test + "-*.mjs")
		if steps[d.ID] == "" || len(journeys) != 1 || d.Text == "" || d.Page == "" {
			t.Errorf("%s %s: step in %q, journeys %v, page %q", d.ID, d.Text, steps[d.ID], journeys, d.Page)
		}
		if city, n := d.ID[:1], d.ID[1:]; last != "" && city == last[:1] && n <= last[1:] {
			t.Errorf("%s after %s", d.ID, last)
		}
		last = d.ID
	}
}
