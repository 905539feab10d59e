package campaign

import (
	"slices"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

func TestTemplatesAreWholeAndHengyangHasTen(t *testing.T) {
	for _, tpl := range Templates() {
		for _, e := range tpl.Of(2026) {
			if e.Title == "" || len(e.Proof) == 0 || e.From > e.To {
				t.Errorf("%s: %+v", tpl.Code, e)
			}
			for _, d := range []calendar.Day{e.From, e.To} {
				if _, err := calendar.ParseDay(string(d)); err != nil {
					t.Errorf("%s: %s: %v", tpl.Code, e.Title, err)
				}
			}
			wanted := false
			for _, p := range e.Proof {
				wanted = wanted || p.Want > 0
				switch p.Of {
				case Meetings, Cases:
				case Awards, Dossiers:
					if p.Kind == "" {
						t.Errorf("%s: %s of no kind", tpl.Code, p.What)
					}
				case Distinct:
					if p.Kind == "" || len(p.Fields) == 0 {
						t.Errorf("%s: %s of no field", tpl.Code, p.What)
					}
				default:
					t.Errorf("%s: %s counts %q", tpl.Code, p.What, p.Of)
				}
			}
			if !wanted {
				t.Errorf("%s: nothing must be there for %s", tpl.Code, e.Title)
			}
		}
	}
	h, ok := TemplateOf("hengyang")
	if !ok || len(h.Items) != 10 {
		t.Errorf("the ten ones are %d", len(h.Items))
	}
}

func TestEveryProofThatMayBeChosenIsKnown(t *testing.T) {
	for what, p := range measures() {
		if p.What != what || p.Of == "" {
			t.Errorf("%s: %+v", what, p)
		}
	}
	c := &AddItem{What: "press_effect", Want: 3}
	c.Complete(suggestion.Place{}, suggestion.Env{}, nil)
	if c.Proof.Kind != "press" || c.Proof.Want != 3 {
		t.Errorf("%+v", c.Proof)
	}
	if p := measures()["press_effect"]; p.Want != 1 {
		t.Errorf("choosing a proof changed the template: %+v", p)
	}
}

func TestAProofReadsDocuments(t *testing.T) {
	doc := map[string]any{"form": "door", "unit": "13", "levels": []any{"national", "city"}}
	for name, c := range map[string]struct {
		p    Proof
		want []string
	}{
		"a count":                 {Proof{Of: Dossiers}, []string{""}},
		"a text that fits":        {Proof{Of: Dossiers, Where: map[string]string{"form": "door"}}, []string{""}},
		"a text that does not":    {Proof{Of: Dossiers, Where: map[string]string{"form": "site"}}, nil},
		"a field that is missing": {Proof{Of: Dossiers, Where: map[string]string{"other": ""}}, nil},
		"one of a list":           {Proof{Of: Dossiers, Where: map[string]string{"levels": "city"}}, []string{""}},
		"a value":                 {Proof{Of: Distinct, Fields: []string{"units", "unit"}}, []string{"13"}},
		"a list of values":        {Proof{Of: Distinct, Fields: []string{"levels"}}, []string{"national", "city"}},
		"no such field":           {Proof{Of: Distinct, Fields: []string{"x"}}, nil},
	} {
		if got := c.p.Values(doc); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	p := Proof{States: []flow.State{"held"}, Not: []flow.State{"drafted"}}
	if !p.Counts("held") || p.Counts("drafted") || p.Counts("planned") {
		t.Error("states of a proof")
	}
}

func TestAnAudienceIsAllOrThoseNamed(t *testing.T) {
	posts := []org.Post{
		{ID: 1, Role: org.Deputy, Org: 11, Mandate: org.Active},
		{ID: 2, Role: org.Deputy, Org: 12, Mandate: org.Active},
		{ID: 3, Role: org.Deputy, Org: 11, Mandate: org.Former},
		{ID: 4, Role: org.UnitClerk, Org: 11},
		{ID: 5, Role: org.Deputy, Org: 11, To: "2025-01-01"},
	}
	for name, c := range map[string]struct {
		a    Audience
		want []int64
	}{
		"nobody named: every sitting deputy": {Audience{}, []int64{1, 2}},
		"a delegation":                       {Audience{Groups: []int64{11}}, []int64{1}},
		"a deputy and a delegation":          {Audience{Deputies: []int64{2}, Groups: []int64{11}}, []int64{1, 2}},
		"a former deputy":                    {Audience{Deputies: []int64{3}}, nil},
	} {
		if got := c.a.Of(posts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
