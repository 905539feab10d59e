package question_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

var people = map[string]org.Post{
	"clerk": {ID: 1, Person: 101, Congress: 1, Org: 3, Role: org.CommitteeClerk}, "clerk2": {ID: 2, Person: 102, Congress: 1, Org: 3, Role: org.CommitteeClerk},
	"head": {ID: 3, Person: 103, Congress: 1, Org: 3, Role: org.CommitteeHead}, "head2": {ID: 9, Person: 109, Congress: 1, Org: 3, Role: org.CommitteeHead},
	"unit": {ID: 4, Person: 104, Congress: 1, Org: 4, Role: org.UnitClerk}, "other": {ID: 5, Person: 105, Congress: 1, Org: 5, Role: org.UnitClerk},
	"county": {ID: 6, Person: 106, Congress: 1, Org: 2, Role: org.CountyClerk}, "special": {ID: 7, Person: 107, Congress: 1, Org: 8, Role: org.SpecialClerk},
	"abroad": {ID: 8, Person: 108, Congress: 2, Org: 3, Role: org.CommitteeHead}, "deputy": {ID: 10, Person: 110, Congress: 1, Org: 1, Role: org.Deputy}, "system": {},
}

func actor(who string) org.Actor {
	p := people[who]
	return org.Actor{Person: org.Person{ID: p.Person}, Post: p}
}

// facts are what the program fills in; a command's body follows them.
var facts = map[string]string{
	"":     `"known":{"delivered":"2026-03-02"}`,
	"B":    `"known":{"delivered":"2026-03-02","old_b":true}`,
	"S":    `"known":{"delivered":"2026-03-02","sampled":true}`,
	"none": `"known":{}`,
}

const (
	good = `"attitude":"satisfied","result":"satisfied"`
	bad  = `"attitude":"satisfied","result":"not_satisfied","comment":"没有修"`
)

// Each line is: who, action, what is known, body, the answer, and the records afterwards as wave and state.
func TestSheetsLiveByTheTable(t *testing.T) {
	form := `"handed_over":true,"signed":true,"on":"2026-03-05","scan":"ab",` + good
	for name, lines := range map[string][]string{
		"question one: registered by the unit, checked by the committee": {
			`unit|take_form||` + form + `|accepted|1entered`,
			`unit|take_form||` + form + `|guard.no_form_waits|1entered`,
			`unit|confirm_form||"record":1|fault.not_yours|1entered`,
			`deputy|confirm_form||"record":1|fault.not_yours|1entered`,
			`abroad|confirm_form||"record":1|fault.not_yours|1entered`,
			`clerk|confirm_form||"record":7|guard.form_waits|1entered`,
			`clerk|confirm_form||"record":1|accepted|1valid`,
			`clerk|confirm_form||"record":1|guard.form_waits|1valid`,
			`clerk|reject_form||"record":1,"reason":"不符"|guard.form_waits|1valid`,
		},
		"question one: what a form may say": {
			`other|take_form||` + form + `|fault.not_yours|`,
			`clerk|take_form||` + form + `|fault.not_yours|`,
			`unit|take_form||"handed_over":true,"signed":true,"on":"2026-03-05",` + good + `|question.scan_when_signed|`,
			`unit|take_form||"handed_over":true,"signed":true,"on":"2026-03-05","scan":"ab"|field.required|`,
			`unit|take_form||"signed":true,"on":"2026-03-05","scan":"ab",` + good + `|question.signed_without_form|`,
			`unit|take_form||"handed_over":true,"on":"2026-03-05",` + good + `|question.level_without_signature|`,
			`unit|take_form||"handed_over":true,"signed":true,"on":"2026-03-01","scan":"ab",` + good + `|question.before_reply|`,
			`unit|take_form|none|` + form + `|question.before_reply|`,
			`unit|take_form||"on":"2026-12-01"|field.day_future|`,
			`unit|take_form||"handed_over":true,"signed":true,"on":"2026-03-05","scan":"ab","attitude":"satisfied","result":"not_satisfied"|field.reasons_when_unsatisfied|`,
			`unit|take_form||"on":"2026-03-05"|accepted|1entered`,
			`clerk|reject_form||"record":1,"reason":""|field.required|1entered`,
			`clerk|reject_form||"record":1,"reason":"应当提供"|accepted|1void`,
			`unit|take_form||` + form + `|accepted|1void 1entered`,
		},
		"question two: asked by the committee or by the county for it": {
			`clerk|ask_deputy||"on":"2026-06-01","way":"meeting"|field.required|`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"county",` + good + `|question.way_of_county|`,
			`county|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|question.way_of_county|`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"form",` + good + `|field.choice|`,
			`unit|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`special|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`clerk|ask_deputy|none|"on":"2026-06-01","way":"phone",` + good + `|question.before_reply|`,
			`county|ask_deputy||"on":"2026-06-01","way":"county","saw_form":"no",` + good + `|accepted|2valid`,
			`clerk|ask_deputy||"on":"2026-07-01","way":"phone",` + bad + `|accepted|2valid 2valid`,
		},
		"each question has an asker of its own": {
			`unit|take_form||` + form + `|accepted|1entered`,
			`clerk|confirm_form||"record":1|accepted|1valid`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|guard.own_asker|1valid`,
			`clerk2|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|accepted|1valid 2valid`,
			`clerk2|ask_last_year|B|"on":"2026-06-02","way":"phone",` + good + `|guard.own_asker|1valid 2valid`,
			`head|ask_last_year|B|"on":"2026-06-02","way":"phone",` + good + `|accepted|1valid 2valid 4valid`,
			`clerk2|ask_deputy||"on":"2026-06-20","way":"phone",` + bad + `|accepted|1valid 2valid 4valid 2valid`,
		},
		"question three: from the survey alone": {
			`clerk|enter_survey|S|"on":"2026-06-01","way":"link",` + good + `|fault.not_yours|`,
			`system|enter_survey||"on":"2026-06-01","way":"link",` + good + `|question.not_sampled|`,
			`system|enter_survey|S|"on":"2026-06-01","way":"meeting",` + good + `|field.choice|`,
			`system|enter_survey|S|"on":"2026-06-01","way":"link","person":77,` + good + `|accepted|3valid`,
		},
		"question four: last year's class B alone": {
			`special|ask_last_year||"on":"2026-06-01","way":"phone",` + good + `|question.not_last_years_b|`,
			`unit|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|accepted|4valid`,
			`head|void_record||"record":1,"reason":""|field.required|4valid`,
			`clerk|void_record||"record":1,"reason":"记错"|fault.not_yours|4valid`,
			`head|void_record||"record":1,"reason":"记错"|accepted|4void`,
			`head|void_record||"record":1,"reason":"记错"|guard.record_stands|4void`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + bad + `|accepted|4void 4valid`,
			`system|close_sheet|||accepted|4void 4valid`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|fault.not_now|4void 4valid`,
		},
		"nobody makes his own record void": {
			`head|ask_deputy||"on":"2026-06-01","way":"phone",` + bad + `|accepted|2valid`,
			`head|void_record||"record":1,"reason":"记错"|guard.second_person_form|2valid`,
			`head2|void_record||"record":1,"reason":"代表更正"|accepted|2void`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, log := &question.Sheet{Doc: question.Doc{ID: 60}}, []suggestion.Event(nil)
			do := func(who string, act flow.Action, cmd any) string {
				raw, _ := json.Marshal(s)
				next := &question.Sheet{}
				if err := json.Unmarshal(raw, next); err != nil {
					t.Fatal(err)
				}
				e, err := question.Apply(next, actor(who), act, cmd, suggestion.Env{At: 1, Today: "2026-11-02"})
				if err == nil {
					s, log = next, append(log, e)
				}
				return suggestiontest.KeyOf(err)
			}
			if got := do("head", "open_sheet", &question.OpenSheet{Congress: 1}); got != "fault.not_yours" {
				t.Fatalf("a person opens a sheet: %s", got)
			}
			do("system", "open_sheet", &question.OpenSheet{Congress: 1, Case: 7, County: 2, Units: []int64{4}, Specials: []int64{8}})
			for n, line := range lines {
				f := strings.Split(line, "|")
				cmd, ok := question.NewCommand(flow.Action(f[1]))
				if !ok {
					t.Fatal(f[1])
				}
				body := "{" + strings.TrimSuffix(facts[f[2]]+","+f[3], ",") + "}"
				if err := json.Unmarshal([]byte(body), cmd); err != nil {
					t.Fatalf("%s: %v", body, err)
				}
				got := do(f[0], flow.Action(f[1]), cmd)
				var records []string
				for _, r := range s.Records {
					records = append(records, fmt.Sprintf("%d%s", r.Wave, r.State))
				}
				if got != f[4] || strings.Join(records, " ") != f[5] {
					t.Fatalf("line %d: %s: got %s, %v", n+1, line, got, records)
				}
			}
			back, err := question.Replay(60, log)
			if err != nil {
				t.Fatalf("replay: %v", err)
			}
			a, _ := json.Marshal(s)
			if b, _ := json.Marshal(back); string(a) != string(b) {
				t.Errorf("the log tells of another sheet:\n%s\n%s", b, a)
			}
			log[0].On = "2020-01-01"
			if _, err := question.Replay(60, log); err == nil {
				t.Error("a changed event was believed")
			}
		})
	}
}

func TestReviewsLiveByTheTable(t *testing.T) {
	for name, lines := range map[string][]string{
		"explained by somebody who did not ask, accepted by a second": {
			`head|explain_review|{"text":""}|field.required|open`,
			`unit|explain_review|{"text":"代表换人"}|fault.not_yours|open`,
			`clerk|explain_review|{"text":"代表换人"}|guard.not_an_asker|open`,
			`head|explain_review|{"text":"二问时尚未开工"}|accepted|explained`,
			`head|accept_explanation|{}|guard.second_person_review|explained`,
			`head2|refuse_explanation|{"text":"与进展记录不符"}|accepted|open`,
			`head|explain_review|{"text":"开工日期见台账"}|accepted|explained`,
			`head2|accept_explanation|{}|accepted|resolved`,
			`head|reopen_case|{"order":"再办","until":"2026-12-01"}|fault.not_now|resolved`,
		},
		"handled again": {
			`clerk|reopen_case|{"order":"再办","until":"2026-12-01"}|fault.not_yours|open`,
			`head|reopen_case|{"order":"再办","until":"2026-11-02"}|field.day_past|open`,
			`head|reopen_case|{"order":"","until":"2026-12-01"}|field.required|open`,
			`head|reopen_case|{"order":"再办","until":"2026-12-01"}|accepted|reopened`,
			`system|lapse_review|{}|fault.not_now|reopened`,
			`head|resolve_review|{"text":"已重新答复，代表满意"}|accepted|resolved`,
		},
		"a record was corrected": {
			`head|lapse_review|{}|fault.not_yours|open`,
			`system|renew_review|{}|field.required|open`,
			`system|lapse_review|{}|accepted|lapsed`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, log := &question.Review{Doc: question.Doc{ID: 70}}, []suggestion.Event(nil)
			do := func(who string, act flow.Action, cmd any) string {
				raw, _ := json.Marshal(r)
				next := &question.Review{}
				if err := json.Unmarshal(raw, next); err != nil {
					t.Fatal(err)
				}
				e, err := question.ApplyReview(next, actor(who), act, cmd, suggestion.Env{At: 1, Today: "2026-11-02"})
				if err == nil {
					r, log = next, append(log, e)
				}
				return suggestiontest.KeyOf(err)
			}
			open := &question.OpenReview{Congress: 1, Case: 7, Sheet: 60, Reasons: []question.Reason{{Code: question.Fell, Later: 2}}, Askers: []int64{101}}
			if got := do("head", "open_review", open); got != "fault.not_yours" {
				t.Fatalf("a person opens a review: %s", got)
			}
			if got := do("system", "open_review", &question.OpenReview{Congress: 1}); got != "field.required" {
				t.Fatalf("a review of nothing: %s", got)
			}
			do("system", "open_review", open)
			for n, line := range lines {
				f := strings.Split(line, "|")
				cmd, _ := question.NewReviewCommand(flow.Action(f[1]))
				if err := json.Unmarshal([]byte(f[2]), cmd); err != nil {
					t.Fatal(err)
				}
				if got := do(f[0], flow.Action(f[1]), cmd); got != f[3] || string(r.State) != f[4] {
					t.Fatalf("line %d: %s: got %s, %s", n+1, line, got, r.State)
				}
			}
			back, err := question.ReplayReview(70, log)
			if err != nil {
				t.Fatalf("replay: %v", err)
			}
			a, _ := json.Marshal(r)
			if b, _ := json.Marshal(back); string(a) != string(b) {
				t.Errorf("the log tells of another review:\n%s\n%s", b, a)
			}
		})
	}
}

// The form of question one is never an evaluation that counts, whatever stands on it; the year table adds up.
func TestTheYearTableAddsUp(t *testing.T) {
	sheet := func(records ...*question.Record) *question.Sheet { return &question.Sheet{Records: records} }
	rec := func(no int, w question.Wave, state flow.State, result suggestion.Rating) *question.Record {
		return &question.Record{No: no, Wave: w, State: state, Result: result, On: calendar.Day(fmt.Sprintf("2026-0%d-01", no+2))}
	}
	sheets := []*question.Sheet{
		sheet(rec(1, question.Form, question.Valid, suggestion.Satisfied), rec(2, question.Again, question.Valid, suggestion.NotSatisfied)),
		sheet(rec(1, question.Form, question.Valid, ""), rec(2, question.Again, question.Void, suggestion.NotSatisfied)),
		sheet(rec(1, question.Form, question.Entered, suggestion.Satisfied), rec(2, question.Again, question.Valid, suggestion.NotSatisfied), rec(3, question.Again, question.Valid, suggestion.Basically)),
		sheet(),
	}
	want := []question.Line{
		{Wave: question.Form, Satisfied: 1, Unrated: 1, NotAsked: 2, Total: 4},
		{Wave: question.Again, Basically: 1, NotSatisfied: 1, NotAsked: 2, Total: 4},
		{Wave: question.Third, NotAsked: 4, Total: 4},
		{Wave: question.LastYear, NotAsked: 4, Total: 4},
	}
	for i, l := range question.Year(sheets) {
		if l != want[i] || l.Difference() != 0 {
			t.Errorf("question %d: %+v, want %+v; off by %d", l.Wave, l, want[i], l.Difference())
		}
	}
	for _, w := range question.Waves {
		if got := rec(1, w, question.Valid, suggestion.Satisfied).Counts(); got != (w != question.Form) {
			t.Errorf("question %d counts: %t", w, got)
		}
	}
}

func TestWords(t *testing.T) {
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		need := func(key string) {
			if !p.Has(key) {
				t.Errorf("%s: missing %s", lang, key)
			}
		}
		for _, w := range question.Waves {
			need(fmt.Sprintf("question.wave.%d", w))
			need(fmt.Sprintf("question.wave.%d.def", w))
		}
		for _, c := range question.Contradictions {
			need("question.contradiction." + c)
			need("question.contradiction." + c + ".def")
		}
		for _, o := range []flow.Outline{question.Table.Outline(), question.ReviewTable.Outline()} {
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
			}
		}
		for _, cmd := range []any{&question.RegisterForm{}, &question.AskAgain{}, &question.AskLastYear{}, &question.Reject{}, &question.Explain{}, &question.Rework{}} {
			for _, in := range suggestion.Inputs(cmd) {
				need("input." + in.Name)
			}
		}
	}
}
