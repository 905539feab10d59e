package survey_test

import (
	"encoding/json"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier/dossiertest"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

const (
	tokenA = "Zk3vYp0QwXb7LhN2sTgRaA"
	tokenB = "q8Jf1KdUeMx5CtV9oPzIbw"
)

func TestALinkIsAnsweredOnce(t *testing.T) {
	fill := func(result suggestion.Rating) *survey.Fill {
		return &survey.Fill{Attitude: suggestion.Satisfied, Result: result}
	}
	a, _ := survey.NewLink(7, tokenA, "2026-10-31")
	b, _ := survey.NewLink(8, tokenB, "2026-10-31")
	l := dossiertest.New(t, survey.SurveyKind, 80)
	l.Doc = &survey.Round{Until: "2026-10-31", Links: []*survey.Link{a, b}, Sample: &survey.Sample{Strata: []survey.Stratum{{Take: 2, Order: []int64{7, 8}}}}}
	l.Doc.Top().State = survey.Running
	use := func(token string, answer *survey.Fill, on string) string {
		return l.Do(org.Actor{}, 0, "answer_survey", &survey.AnswerByLink{Hash: survey.Hash(token), Fill: *answer}, suggestion.Env{Today: calendar.Day(on)})
	}
	for _, c := range []struct {
		name, token string
		answer      *survey.Fill
		on, want    string
	}{
		{"a token that never was", "nothing", fill(suggestion.Satisfied), "2026-10-10", "survey.no_such_link"},
		{"an empty token", "", fill(suggestion.Satisfied), "2026-10-10", "survey.no_such_link"},
		{"the hash itself opens nothing", a.Hash, fill(suggestion.Satisfied), "2026-10-10", "survey.no_such_link"},
		{"without a level", tokenA, fill(""), "2026-10-10", "field.required"},
		{"with another level", tokenA, fill("very"), "2026-10-10", "field.choice"},
		{"too long a comment", tokenA, &survey.Fill{Attitude: suggestion.Satisfied, Result: suggestion.Satisfied, Comment: strings.Repeat("长", 2001)}, "2026-10-10", "field.too_long"},
		{"answered", tokenA, fill(suggestion.NotSatisfied), "2026-10-10", "accepted"},
		{"answered twice by one link", tokenA, fill(suggestion.Satisfied), "2026-10-11", "survey.answered_already"},
		{"answered twice, after the end", tokenA, fill(suggestion.Satisfied), "2026-11-11", "survey.answered_already"},
		{"after the end", tokenB, fill(suggestion.Satisfied), "2026-11-01", "survey.closed"},
		{"on the last day", tokenB, fill(suggestion.Basically), "2026-10-31", "accepted"},
	} {
		if got := use(c.token, c.answer, c.on); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	links := l.Doc.(*survey.Round).Links
	got := survey.Answers(links)
	if len(got) != 2 || got[0].Rating != suggestion.NotSatisfied || got[1].Rating != suggestion.Basically {
		t.Errorf("answers %+v: the second answer by one link must not have counted", got)
	}
	stored, err := json.Marshal(links)
	if err != nil || strings.Contains(string(stored), tokenA) {
		t.Errorf("the token is stored: %s, %v", stored, err)
	}
	if _, ok := survey.NewLink(7, "short", "2026-10-31"); ok {
		t.Error("a token that can be guessed was accepted")
	}
	links[1].AnsweredOn, links[1].Void = "", true
	if got := use(tokenB, fill(suggestion.Satisfied), "2026-10-20"); got != "survey.no_such_link" {
		t.Errorf("a withdrawn link: %v", got)
	}
}
