package suggestion_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// lexicon collects every message key that tables, commands and constants can ask for.
type lexicon map[string]bool

func (l lexicon) add(keys ...string) {
	for _, k := range keys {
		l[k] = true
	}
}

func everyKey() lexicon {
	l := lexicon{"state.none": true, "guard.not_in_state": true, "rating.none": true}
	for _, t := range suggestion.Tables {
		l.add("machine." + t.Name)
		for _, s := range t.States() {
			l.add("state." + t.Name + "." + string(s))
		}
		for _, do := range t.Actions() {
			l.add("action." + string(do))
			cmd, _, _ := suggestion.NewCommand(do)
			for _, in := range suggestion.Inputs(cmd) {
				for _, code := range in.Options {
					l.add("option." + in.Name + "." + code)
				}
			}
		}
		for _, r := range t.Rules {
			if human(r.By) {
				l.add("action."+string(r.Do)+".hint", "action."+string(r.Do)+".done")
				for _, g := range r.If {
					l.add("guard." + g.Name)
				}
			}
			for _, k := range r.Clock {
				l.add("clock.does." + k.Does)
				if k.Name != "*" {
					l.add("clock." + k.Name)
				}
			}
		}
	}
	for _, r := range suggestion.Relations {
		l.add("relation." + string(r))
	}
	for _, r := range org.Roles {
		l.add("role." + string(r))
	}
	for _, c := range rule.Clocks {
		l.add("clock." + string(c))
	}
	for _, o := range rule.Outcomes {
		l.add("outcome." + strings.ToLower(string(o)))
	}
	for _, r := range []suggestion.Role{suggestion.Sole, suggestion.LeadRole, suggestion.Co, suggestion.Separate} {
		l.add("share." + string(r))
	}
	for _, r := range []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied} {
		l.add("rating." + string(r))
	}
	for _, s := range []suggestion.Stream{suggestion.InSession, suggestion.Between} {
		l.add("stream." + string(s))
	}
	for _, e := range rule.AllExclusions {
		l.add("option.reasons." + string(e))
	}
	return l
}

func human(by []flow.Relation) bool {
	return slices.ContainsFunc(by, func(r flow.Relation) bool { return r != flow.System })
}

// Whatever the tables can say has its words in both languages: a new state, action, condition or field without them fails here.
func TestEveryWordIsInTheCatalogues(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		for _, key := range slices.Sorted(maps.Keys(everyKey())) {
			if !p.Has(key) {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
	}
}

// Every field of every command has a label, lists of smaller things included.
func TestEveryInputHasALabel(t *testing.T) {
	p := i18n.For(i18n.Chinese)
	for _, table := range suggestion.Tables {
		for _, do := range table.Actions() {
			cmd, _, ok := suggestion.NewCommand(do)
			if !ok || cmd == nil {
				t.Errorf("%s has no command", do)
				continue
			}
			for _, in := range suggestion.Inputs(cmd) {
				names := []string{in.Name}
				if in.Kind != "files" { // of which nothing is asked but the files themselves
					for _, sub := range within(cmd, in.Name) {
						names = append(names, in.Name+"."+sub)
					}
				}
				for _, name := range names {
					if label := p.Input(string(do), name); strings.HasPrefix(label, "[") {
						t.Errorf("%s: no label for %s", do, name)
					}
				}
			}
		}
	}
}

// within lists the JSON names of the fields of the structs in a list field.
func within(cmd any, name string) []string {
	var out []string
	for f := range fields(reflect.TypeOf(cmd).Elem()) {
		if jsonName(f) != name || f.Type.Kind() != reflect.Slice || f.Type.Elem().Kind() != reflect.Struct {
			continue
		}
		for g := range fields(f.Type.Elem()) {
			if n := jsonName(g); n != "" && n != "government" && n != "special" {
				out = append(out, n)
			}
		}
	}
	return out
}

func fields(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// A sentence that no condition can say is a leftover.
func TestNoGuardSentenceIsIdle(t *testing.T) {
	said := everyKey()
	raw, err := os.ReadFile("../i18n/catalog/zh-CN/lifecycle.json")
	if err != nil {
		t.Fatal(err)
	}
	var area map[string]string
	if err := json.Unmarshal(raw, &area); err != nil {
		t.Fatal(err)
	}
	for key := range area {
		if strings.HasPrefix(key, "guard.") && !said[key] {
			t.Errorf("%s: no row has this condition", key)
		}
	}
}
