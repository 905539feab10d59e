package folder

import (
	"reflect"
	"strings"
	"testing"

	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// A year is no number of things: it is written without separators.
func TestEveryYearIsShownAsOne(t *testing.T) {
	for _, k := range docket.Kinds {
		shown(reflect.TypeOf(k.Fresh(1)).Elem(), func(sf reflect.StructField) {
			if strings.HasSuffix(sf.Name, "Year") && sf.Type.Kind() == reflect.Int && sf.Tag.Get("show") != "year" {
				t.Errorf("%s of %s is shown as a number", sf.Name, k.Name())
			}
		})
	}
}

// Every field that a page of a kind shows and every input that a form of it asks for has a word in every language, and every choice too.
func TestEveryFieldOfEveryKindHasAWord(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		has := func(what string, keys ...string) {
			for _, k := range keys {
				if p.Has(k) {
					return
				}
			}
			t.Errorf("%s: %s has no word: %s", lang, what, keys[0])
		}
		for _, k := range docket.Kinds {
			d := k.Fresh(1)
			v := viewer{r: Reader{P: p}, kind: k.Name()}
			shown(reflect.TypeOf(d).Elem(), func(sf reflect.StructField) {
				if v.label(sf) == "" || strings.HasPrefix(v.label(sf), "[") {
					t.Errorf("%s: field %s of %s has no word", lang, sf.Name, k.Name())
				}
			})
			for _, m := range k.Machines() {
				has("machine", "machine."+m.Name)
				for _, s := range m.States {
					has("state", "state."+m.Name+"."+string(s))
				}
				for _, l := range m.Lines {
					has("action", "action."+string(l.Do))
					for _, g := range l.If {
						has("guard", "guard."+g)
					}
					cmd, _ := k.NewCommand(l.Do)
					asked(reflect.TypeOf(cmd), "", func(in suggestion.Input, path string) {
						if w := p.Input(string(l.Do), path); strings.HasPrefix(w, "[") {
							t.Errorf("%s: input %s of %s has no word", lang, path, l.Do)
						}
						for _, o := range in.Options {
							if in.Kind == "dossier" {
								has("kind", "machine."+o) // the kinds of dossier that may be chosen
								continue
							}
							has("option", "option."+in.Name+"."+o)
						}
					})
				}
			}
		}
	}
}

func shown(t reflect.Type, visit func(reflect.StructField)) {
	for i := range t.NumField() {
		sf := t.Field(i)
		switch {
		case sf.Type == reflect.TypeOf(dossier.Head{}), sf.Type == reflect.TypeOf(dossier.Part{}), sf.Tag.Get("show") == "-":
			continue
		case sf.Anonymous:
			shown(sf.Type, visit)
			continue
		case sf.Name != "Title":
			visit(sf)
		}
		e := sf.Type
		for e.Kind() == reflect.Pointer || e.Kind() == reflect.Slice {
			e = e.Elem()
		}
		if e.Kind() == reflect.Struct && e != reflect.TypeFor[suggestion.File]() {
			shown(e, visit)
		}
	}
}

func asked(t reflect.Type, prefix string, visit func(suggestion.Input, string)) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for _, in := range suggestion.Inputs(reflect.New(t).Interface()) {
		visit(in, prefix+in.Name)
		if in.Kind == "rows" {
			if f, ok := fieldCalled(t, in.Name); ok {
				asked(f.Type.Elem(), in.Name+".0.", visit)
			}
		}
	}
}
