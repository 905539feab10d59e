package survey_test

import (
	"encoding/json"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
	"huiyin/internal/survey"
)

var posts = map[string]org.Post{
	"clerk": {ID: 1, Person: 101, Congress: 1, Org: 3, Role: org.CommitteeClerk}, "clerk2": {ID: 2, Person: 102, Congress: 1, Org: 3, Role: org.CommitteeClerk},
	"head": {ID: 3, Person: 103, Congress: 1, Org: 3, Role: org.CommitteeHead}, "unit": {ID: 4, Person: 104, Congress: 1, Org: 4, Role: org.UnitClerk},
	"firm": {ID: 5, Person: 105, Congress: 1, Org: 9, Role: org.Surveyor}, "rival": {ID: 6, Person: 106, Congress: 1, Org: 10, Role: org.Surveyor},
	"abroad": {ID: 7, Person: 107, Congress: 2, Org: 3, Role: org.CommitteeHead}, "system": {},
}

// Each line is: day, who, action, body, the answer, and the state afterwards. In a body FIRST is the first case drawn, SECOND the next, SPARE
// the first reserve and FAR one that is neither; LINKS are links to the whole sample, HASH the hash of the first case's token.
func TestSurveysLiveByTheTable(t *testing.T) {
	plan := `"title":"第三方评价","firm":9,"seed":"邵衡","by":["unit"],"size":2`
	said := `"attitude":"satisfied","result":"basically"`
	lines := []string{
		`2026-09-01|unit|plan_survey|` + plan + `|fault.not_yours|`,
		`2026-09-01|firm|plan_survey|` + plan + `|fault.not_yours|`,
		`2026-09-01|clerk|plan_survey|"title":"","firm":9,"seed":"x","size":2|field.required|`,
		`2026-09-01|clerk|plan_survey|"title":"一","firm":9,"seed":"x","size":99|survey.larger_than_population|`,
		`2026-09-01|clerk|plan_survey|"title":"一","firm":9,"seed":"x","size":2,"by":["mood"]|field.choice|`,
		`2026-09-01|clerk|plan_survey|` + plan + `|accepted|planned`,
		`2026-09-01|clerk|draw_sample||guard.second_person_sample|planned`,
		`2026-09-01|abroad|draw_sample||fault.not_yours|planned`,
		`2026-09-01|clerk2|start_survey|"until":"2026-10-31","links":LINKS|fault.not_now|planned`,
		`2026-09-01|clerk2|draw_sample||accepted|drawn`,
		`2026-09-02|clerk|change_survey|` + plan + `|fault.not_now|drawn`,
		`2026-09-02|clerk|start_survey|"until":"2026-09-02","links":LINKS|field.day_past|drawn`,
		`2026-09-02|clerk|start_survey|"until":"2026-10-31"|survey.links_do_not_fit|drawn`,
		`2026-09-02|clerk|start_survey|"until":"2026-10-31","links":[{"case":FAR,"hash":"HASH"}]|survey.links_do_not_fit|drawn`,
		`2026-09-02|clerk|start_survey|"until":"2026-10-31","links":LINKS|accepted|running`,
		`2026-09-10|system|answer_survey|"hash":"0000",` + said + `|survey.no_such_link|running`,
		`2026-09-10|system|answer_survey|"hash":"HASH"|field.required|running`,
		`2026-09-10|clerk|answer_survey|"hash":"HASH",` + said + `|fault.not_yours|running`,
		`2026-09-10|system|answer_survey|"hash":"HASH",` + said + `|accepted|running`,
		`2026-09-11|system|answer_survey|"hash":"HASH",` + said + `|survey.answered_already|running`,
		`2026-09-11|firm|enter_call|"case":FIRST,"on":"2026-09-11",` + said + `|survey.called_already|running`,
		`2026-09-11|firm|enter_call|"case":FAR,"on":"2026-09-11",` + said + `|survey.not_in_sample|running`,
		`2026-09-11|firm|enter_call|"case":SECOND,"on":"2026-09-12",` + said + `|field.day_future|running`,
		`2026-09-11|rival|enter_call|"case":SECOND,"on":"2026-09-11",` + said + `|fault.not_yours|running`,
		`2026-09-11|unit|enter_call|"case":SECOND,"on":"2026-09-11",` + said + `|fault.not_yours|running`,
		`2026-09-11|firm|enter_call|"case":SECOND,"on":"2026-09-11",` + said + `|accepted|running`,
		`2026-09-11|firm|enter_call|"case":SECOND,"on":"2026-09-11",` + said + `|survey.called_already|running`,
		`2026-09-12|system|answer_survey|"hash":"OTHER",` + said + `|survey.called_already|running`,
		`2026-09-12|firm|enter_call|"case":SPARE,"on":"2026-09-12",` + said + `|accepted|running`,
		`2026-11-01|firm|end_survey||fault.not_yours|running`,
		`2026-11-01|head|end_survey||accepted|ended`,
		`2026-11-02|system|answer_survey|"hash":"HASH",` + said + `|fault.not_now|ended`,
	}
	population := people(6, 2)
	want, err := survey.Draw(survey.Plan{Seed: "邵衡", By: []survey.By{survey.ByUnit}, Size: 2}, population)
	if err != nil {
		t.Fatal(err)
	}
	first := want.Strata[0]
	if first.Take != 2 || len(first.Reserve()) != 4 { // 6 and 2 of 8: shares 1.5 and 0.5, the larger first
		t.Fatalf("sample %+v", want)
	}
	var links []*survey.Link
	for i, id := range first.Chosen() {
		l, _ := survey.NewLink(id, []string{tokenA, tokenB}[i], "2026-10-31")
		links = append(links, l)
	}
	raw, _ := json.Marshal(links)
	number := func(id int64) string { b, _ := json.Marshal(id); return string(b) }
	fill := strings.NewReplacer("LINKS", string(raw), "HASH", links[0].Hash, "OTHER", links[1].Hash, "FIRST", number(first.Order[0]), "SECOND", number(first.Order[1]),
		"SPARE", number(first.Order[2]), "FAR", number(first.Order[5]))

	r, log := &survey.Round{ID: 80}, []suggestion.Event(nil)
	for n, line := range lines {
		f := strings.Split(line, "|")
		cmd, ok := survey.NewCommand(flow.Action(f[2]))
		if !ok {
			t.Fatal(f[2])
		}
		if err := json.Unmarshal([]byte("{"+fill.Replace(f[3])+"}"), cmd); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if p, ok := cmd.(*survey.PlanSurvey); ok {
			p.Population = population
		}
		stored, _ := json.Marshal(r)
		next := &survey.Round{}
		if err := json.Unmarshal(stored, next); err != nil {
			t.Fatal(err)
		}
		post := posts[f[1]]
		e, err := survey.Apply(next, org.Actor{Person: org.Person{ID: post.Person}, Post: post}, flow.Action(f[2]), cmd, suggestion.Env{At: 1, Today: calendar.Day(f[0])})
		if err == nil {
			r, log = next, append(log, e)
		}
		if got := suggestiontest.KeyOf(err); got != f[4] || string(r.State) != f[5] {
			t.Fatalf("line %d: %s: got %s, %s", n+1, line, got, r.State)
		}
	}
	if got := len(r.Answers()); got != 3 || r.Sample.Size != 2 {
		t.Errorf("%d answers of a sample of %d and a reserve", got, r.Sample.Size)
	}
	back, err := survey.Replay(80, log)
	if err != nil {
		t.Fatalf("replay: %v", err)
	}
	a, _ := json.Marshal(r)
	if b, _ := json.Marshal(back); string(a) != string(b) {
		t.Errorf("the log tells of another survey:\n%s\n%s", b, a)
	}
	for _, e := range log {
		if strings.Contains(string(e.Payload), tokenA) {
			t.Errorf("%s writes a token into the log", e.Action)
		}
	}
}

func TestWordsOfSurveys(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		need := func(key string) {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
		o := survey.Table.Outline()
		need("machine." + o.Name)
		for _, s := range o.States {
			need("state." + o.Name + "." + string(s))
		}
		for _, l := range o.Lines {
			need("action." + string(l.Do))
			if l.By[0] != flow.System {
				need("action." + string(l.Do) + ".done")
				need("action." + string(l.Do) + ".hint")
			}
			for _, g := range l.If {
				need("guard." + g)
			}
			cmd, _ := survey.NewCommand(l.Do)
			for _, in := range suggestion.Inputs(cmd) {
				need("input." + in.Name)
			}
		}
	}
}
