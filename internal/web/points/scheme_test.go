package points

import (
	"encoding/json"
	"net/url"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/score"
	"huiyin/internal/web/templates"
)

// What the page of a scheme shows and sends back is the scheme: nothing is lost but what the page does not ask.
func TestTheFormOfASchemeLosesNothing(t *testing.T) {
	for _, s := range score.Shipped() {
		values := WriteScheme(s)
		asked := url.Values{}
		var walk func(g templates.SchemeGroup)
		walk = func(g templates.SchemeGroup) {
			for _, f := range g.Fields {
				asked[f.Name] = values[f.Name]
			}
			for _, r := range g.Rows {
				walk(r)
			}
		}
		for _, g := range (SchemeForm{P: i18n.For(i18n.Chinese), Text: s, Values: values}).Groups() {
			walk(g)
		}
		got, _, err := ReadScheme(asked)
		if err != nil {
			t.Fatal(err)
		}
		got.ID, got.Version, got.NameEN, got.Outcome, got.Default, got.Decisions, got.Source = s.ID, s.Version, s.NameEN, s.Outcome, s.Default, s.Decisions, s.Source
		a, _ := json.Marshal(s)
		b, _ := json.Marshal(got)
		if string(a) != string(b) {
			t.Errorf("%s comes back as\n%s\nwas\n%s", s.ID, b, a)
		}
	}
}

// A scheme that cannot be changed asks for nothing, so none of its fields is said to be optional.
func TestALockedSchemeMarksNoFieldOptional(t *testing.T) {
	s := score.Shipped()[0]
	for _, locked := range []bool{false, true} {
		optional := 0
		var walk func(g templates.SchemeGroup)
		walk = func(g templates.SchemeGroup) {
			for _, f := range g.Fields {
				if f.Optional {
					optional++
				}
			}
			for _, r := range g.Rows {
				walk(r)
			}
		}
		for _, g := range (SchemeForm{P: i18n.For(i18n.Chinese), Text: s, Values: WriteScheme(s), Locked: locked}).Groups() {
			walk(g)
		}
		if locked != (optional == 0) {
			t.Errorf("locked: %v, and %d fields are marked optional", locked, optional)
		}
	}
}

func TestAFormOfASchemeIsRead(t *testing.T) {
	for _, c := range []struct {
		says  string
		sent  url.Values
		rules []string // codes
		wrong string
	}{
		{"rows left empty are dropped and numbered anew", url.Values{"rules.0.code": {""}, "rules.3.code": {"b"}, "rules.1.code": {"a"}}, []string{"a", "b"}, ""},
		{"a row ticked to go", url.Values{"rules.0.code": {"a"}, "rules.0._drop": {"yes"}, "rules.1.code": {"b"}}, []string{"b"}, ""},
		{"a word where a count belongs", url.Values{"min_sample": {"many"}}, nil, "min_sample"},
		{"a word in a row is complained of by the row that remains", url.Values{"figures.0.code": {""}, "figures.4.days": {"ten"}}, nil, "figures.0.days"},
		{"a row beyond what anybody types", url.Values{"rules.999.code": {"a"}}, nil, ""},
	} {
		s, typed, err := ReadScheme(c.sent)
		var codes []string
		for _, r := range s.Rules {
			codes = append(codes, r.Code)
		}
		a, _ := json.Marshal(codes)
		b, _ := json.Marshal(c.rules)
		f, bad := fault.As(err)
		if string(a) != string(b) || bad != (c.wrong != "") || bad && (f.Fields[0].Name != c.wrong || typed.Get(c.wrong) == "") {
			t.Errorf("%s: %s, %v, kept %v", c.says, a, err, typed)
		}
	}
}
