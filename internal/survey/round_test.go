package survey_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier/dossiertest"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
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
	plan := `"title":"第三方评价","firm":9,"about":"all","seed":"邵衡","by":["unit"],"size":2`
	said := `"attitude":"satisfied","result":"basically"`
	lines := []string{
		`2026-09-01|unit|plan_survey|` + plan + `|fault.not_yours|`,
		`2026-09-01|firm|plan_survey|` + plan + `|fault.not_yours|`,
		`2026-09-01|clerk|plan_survey|"title":"","firm":9,"about":"all","seed":"x","size":2|field.required|`,
		`2026-09-01|clerk|plan_survey|"title":"一","firm":9,"about":"all","seed":"x","size":99|survey.larger_than_population|`,
		`2026-09-01|clerk|plan_survey|"title":"一","firm":9,"about":"all","seed":"x","size":2,"by":["mood"]|field.choice|`,
		`2026-09-01|clerk|plan_survey|` + plan + `|accepted|planned`,
		`2026-09-01|clerk|change_survey|"title":"一","firm":9,"about":"all","seed":"x","size":501|survey.too_large|planned`,
		`2026-09-01|clerk2|set_layers|"layers":[{"label":"甲局","take":7}]|survey.larger_than_stratum|planned`,
		`2026-09-01|clerk2|set_layers|"layers":[{"label":"丙局","take":1}]|survey.unknown_stratum|planned`,
		`2026-09-01|clerk2|set_layers|"layers":[{"label":"甲局","take":-1}]|field.number|planned`,
		`2026-09-01|clerk2|set_layers|"layers":[{"label":"甲局","take":0}]|field.required|planned`,
		`2026-09-01|firm|set_layers|"layers":[{"label":"甲局","take":2}]|fault.not_yours|planned`,
		`2026-09-01|clerk|set_layers|"layers":[{"label":"甲局","take":2},{"label":"乙局","take":0}]|accepted|planned`,
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
		`2026-09-11|firm|enter_call|"line":1,"case":FIRST,"on":"2026-09-11",` + said + `|survey.called_already|running`,
		`2026-09-11|firm|enter_call|"line":1,"case":FAR,"on":"2026-09-11",` + said + `|survey.not_in_sample|running`,
		`2026-09-11|firm|enter_call|"line":1,"case":SECOND,"on":"2026-09-12",` + said + `|field.day_future|running`,
		`2026-09-11|rival|enter_call|"line":1,"case":SECOND,"on":"2026-09-11",` + said + `|fault.not_yours|running`,
		`2026-09-11|unit|enter_call|"line":1,"case":SECOND,"on":"2026-09-11",` + said + `|fault.not_yours|running`,
		`2026-09-11|firm|enter_call|"line":1,"case":SECOND,"on":"2026-09-11",` + said + `|accepted|running`,
		`2026-09-11|firm|enter_call|"line":1,"case":SECOND,"on":"2026-09-11",` + said + `|survey.called_already|running`,
		`2026-09-12|system|answer_survey|"hash":"OTHER",` + said + `|survey.called_already|running`,
		`2026-09-12|firm|enter_call|"line":1,"case":SPARE,"on":"2026-09-12",` + said + `|accepted|running`,
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

	l := dossiertest.New(t, survey.SurveyKind, 80)
	for n, line := range lines {
		f := strings.Split(line, "|")
		do := flow.Action(f[2])
		cmd := l.Command(do, "{"+fill.Replace(f[3])+"}")
		if p, ok := cmd.(*survey.PlanSurvey); ok {
			p.Population = population
			for name, label := range map[string]string{"unit=1": "甲局", "unit=2": "乙局"} {
				size := 0
				for _, it := range population {
					if "unit="+strconv.FormatInt(it.Unit, 10) == name {
						size++
					}
				}
				p.Layers = append(p.Layers, survey.Layer{Label: label, Name: name, Size: size})
			}
		}
		if got := l.Do(actor(f[1]), 0, do, cmd, suggestion.Env{At: 1, Today: calendar.Day(f[0])}); got != f[4] || string(l.Doc.Top().State) != f[5] {
			t.Fatalf("line %d: %s: got %s, %s", n+1, line, got, l.Doc.Top().State)
		}
	}
	r := l.Doc.(*survey.Round)
	if got := len(r.Answers()); got != 3 || r.Sample.Size != 2 {
		t.Errorf("%d answers of a sample of %d and a reserve", got, r.Sample.Size)
	}
	l.Replays()
	for _, e := range l.Log {
		if strings.Contains(string(e.Payload), tokenA) {
			t.Errorf("%s writes a token into the log", e.Action)
		}
	}
	seen, _ := r.Seen(actor("firm")).(*survey.Round)
	for _, c := range seen.Links {
		if c.Result != "" || c.Hash != "" {
			t.Errorf("the third party reads an answer or a link: %+v", c)
		}
	}
	if len(seen.Population) > 0 || len(seen.Answers()) > 0 && seen.Answers()[0].Rating != "" {
		t.Error("the third party reads more than its sample")
	}
	if survey.SurveyKind.Sees(l.Doc, actor("rival")) || survey.SurveyKind.Sees(l.Doc, actor("unit")) || !survey.SurveyKind.Sees(l.Doc, actor("firm")) {
		t.Error("the survey is seen by the wrong people")
	}
}

func actor(who string) org.Actor {
	p := posts[who]
	return org.Actor{Person: org.Person{ID: p.Person}, Post: p}
}

func TestWordsOfSurveys(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		need := func(key string) {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
		o := survey.SurveyKind.Tables[0].Outline()
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
			cmd, _ := survey.SurveyKind.NewCommand(l.Do)
			for _, in := range suggestion.Inputs(cmd) {
				need("input." + in.Name)
			}
		}
	}
}
