package campaign

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
)

// What a proof counts.
const (
	Meetings = "meetings" // hand-over meetings of the session
	Cases    = "cases"    // suggestions of the session that a query keeps
	Dossiers = "dossiers" // dossiers of a kind
	Distinct = "distinct" // different values of a field of dossiers of a kind
	Awards   = "awards"   // commendations of the session
)

// Proof is one sort of object by which an item of a campaign is proved and which the report of a year counts: what to count, and how many
// there must be. The count comes from the objects themselves; nothing of it can be typed.
type Proof struct {
	What   string            `json:"what"`             // the catalogue's proof.<what>
	Of     string            `json:"of"`               // one of the constants above
	Query  string            `json:"query,omitempty"`  // of Cases: as in the address of the list
	Kind   string            `json:"kind,omitempty"`   // of dossiers; of Awards: unit, person
	States []flow.State      `json:"states,omitempty"` // in which a dossier counts; empty: in all
	Not    []flow.State      `json:"not,omitempty"`    // in which it does not
	Where  map[string]string `json:"where,omitempty"`  // texts that fields of the document must have
	Fields []string          `json:"fields,omitempty"` // of Distinct: the first of these that the document has
	Want   int               `json:"want,omitempty"`   // at least so many; 0: shown beside, proves nothing by itself

	Chapter string `json:"chapter,omitempty"` // of the year's report in which it is told; empty: in none
}

// Counts reports whether a dossier in a state is one of those meant.
func (p Proof) Counts(s flow.State) bool {
	for _, n := range p.Not {
		if n == s {
			return false
		}
	}
	for _, y := range p.States {
		if y == s {
			return true
		}
	}
	return len(p.States) == 0
}

// Values returns what a document contributes: nothing when it does not fit, one value for a plain count, the values of a field for Distinct.
func (p Proof) Values(doc map[string]any) []string {
	for field, want := range p.Where {
		if !holds(doc[field], want) {
			return nil
		}
	}
	if p.Of != Distinct {
		return []string{""}
	}
	for _, field := range p.Fields {
		switch v := doc[field].(type) {
		case nil:
		case []any:
			var out []string
			for _, e := range v {
				out = append(out, fmt.Sprint(e))
			}
			return out
		default:
			return []string{fmt.Sprint(v)}
		}
	}
	return nil
}

func holds(v any, want string) bool {
	if list, ok := v.([]any); ok {
		for _, e := range list {
			if holds(e, want) {
				return true
			}
		}
		return false
	}
	return v != nil && fmt.Sprint(v) == want
}

// Template is a campaign as a place has run it.
type Template struct {
	Code  string `json:"code"`
	Aim   string `json:"aim"`
	Items []struct {
		Title string  `json:"title"`
		Text  string  `json:"text"`
		From  string  `json:"from"` // month and day of the year
		To    string  `json:"to"`
		Proof []Proof `json:"proof"`
	} `json:"items"`
}

// Of lays the template's items over a year.
func (t Template) Of(year int) []Entry {
	var out []Entry
	for _, i := range t.Items {
		on := func(md string) calendar.Day { return calendar.Day(fmt.Sprintf("%04d-%s", year, md)) }
		out = append(out, Entry{Title: i.Title, Text: i.Text, From: on(i.From), To: on(i.To), Proof: i.Proof})
	}
	return out
}

// Entry is one item as a command brings it.
type Entry struct {
	Title string       `json:"title"`
	Text  string       `json:"text,omitempty"`
	From  calendar.Day `json:"from"`
	To    calendar.Day `json:"to"`
	Proof []Proof      `json:"proof"`
}

//go:embed templates/*.json proofs.json
var shipped embed.FS

// proofs is the catalogue: what each sort of object is, defined once. Templates name its codes.
var proofs = sync.OnceValue(func() []Proof {
	raw, err := shipped.ReadFile("proofs.json")
	var out []Proof
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		panic(fmt.Errorf("campaign proofs: %w", err))
	}
	return out
})

// ProofOf finds a sort of object in the catalogue.
func ProofOf(what string) (Proof, bool) {
	i := slices.IndexFunc(proofs(), func(p Proof) bool { return p.What == what })
	if i < 0 {
		return Proof{}, false
	}
	return proofs()[i], true
}

// Works lists what the report of a year tells beside the suggestions, in its order.
func Works() []Proof {
	return slices.DeleteFunc(slices.Clone(proofs()), func(p Proof) bool { return p.Chapter == "" })
}

// Templates lists the campaigns that ship with the program, by code. A damaged one is a mistake in the program.
var Templates = sync.OnceValue(func() []Template {
	var out []Template
	names, err := fs.Glob(shipped, "templates/*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		raw, err := shipped.ReadFile(name)
		var t Template
		if err == nil {
			err = json.Unmarshal(raw, &t)
		}
		if err != nil {
			panic(fmt.Errorf("campaign template %s: %w", name, err))
		}
		for i := range t.Items {
			for j, named := range t.Items[i].Proof {
				p, ok := ProofOf(named.What)
				if !ok {
					panic(fmt.Errorf("campaign template %s: no proof is called %s", name, named.What))
				}
				p.Want, p.Chapter = named.Want, ""
				t.Items[i].Proof[j] = p
			}
		}
		t.Code = cmp.Or(t.Code, strings.TrimSuffix(strings.TrimPrefix(name, "templates/"), ".json"))
		out = append(out, t)
	}
	return out
})

// TemplateOf finds a template.
func TemplateOf(code string) (Template, bool) {
	for _, t := range Templates() {
		if t.Code == code {
			return t, true
		}
	}
	return Template{}, false
}

// measures are the proofs that somebody may choose for an item of their own.
var measures = sync.OnceValue(func() map[string]Proof {
	out := map[string]Proof{}
	for _, t := range Templates() {
		for _, i := range t.Items {
			for _, p := range i.Proof {
				if _, known := out[p.What]; !known {
					out[p.What] = p
				}
			}
		}
	}
	return out
})
