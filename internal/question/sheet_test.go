package question_test

import (
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/dossier"
	"huiyin/internal/dossier/dossiertest"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/suggestion"
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
	"C":    `"known":{"delivered":"2026-03-02","checkers":[101]}`,
	"P":    `"known":{"delivered":"2026-03-02","old_b":true,"protected":true}`,
	"none": `"known":{}`,
}

const (
	good = `"attitude":"satisfied","result":"satisfied"`
	bad  = `"attitude":"satisfied","result":"not_satisfied","comment":"没有修"`
)

// Each line is: who, action (with the number of a record where it acts on one), what is known, body, the answer, and the records afterwards
// as wave and state.
func TestSheetsLiveByTheTable(t *testing.T) {
	for name, lines := range map[string][]string{
		"question two: asked by the committee or by the county for it": {
			`clerk|ask_deputy||"on":"2026-06-01","way":"meeting"|field.required|`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"county",` + good + `|question.way_of_county|`,
			`county|ask_deputy||"on":"2026-06-01","way":"county",` + good + `|fault.not_yours|`,
			`unit|delegate_county||"county":2,"county_due":"2026-12-01"|fault.not_yours|`,
			`clerk|delegate_county||"county":2,"county_due":"2026-11-02"|field.day_past|`,
			`clerk|delegate_county||"county_due":"2026-12-01"|field.required|`,
			`clerk|delegate_county||"county":2,"county_due":"2026-12-01"|accepted|`,
			`county|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|question.way_of_county|`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"form",` + good + `|field.choice|`,
			`unit|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`special|ask_deputy||"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`clerk|ask_deputy|none|"on":"2026-06-01","way":"phone",` + good + `|question.before_reply|`,
			`clerk|ask_deputy||"on":"2026-12-01","way":"phone",` + good + `|field.day_future|`,
			`clerk|ask_deputy||"on":"2026-06-01","way":"phone","attitude":"satisfied","result":"not_satisfied"|field.reasons_when_unsatisfied|`,
			`clerk|ask_deputy||"unit":9,"on":"2026-06-01","way":"phone",` + good + `|question.not_a_unit_of_it|`,
			`county|ask_deputy||"on":"2026-06-01","way":"county","saw_form":"no",` + good + `|accepted|again:valid`,
			`clerk|ask_deputy||"on":"2026-07-01","way":"phone",` + bad + `|accepted|again:valid again:valid`,
		},
		"each question has an asker of its own": {
			`clerk|ask_deputy|C|"on":"2026-06-01","way":"phone",` + good + `|guard.own_asker|`,
			`clerk2|ask_deputy|C|"on":"2026-06-01","way":"phone",` + good + `|accepted|again:valid`,
			`clerk2|ask_last_year|B|"on":"2026-06-02","way":"phone",` + good + `|guard.own_asker|again:valid`,
			`head|ask_last_year|B|"on":"2026-06-02","way":"phone",` + good + `|accepted|again:valid last_year:valid`,
			`clerk2|ask_deputy||"on":"2026-06-20","way":"phone",` + bad + `|accepted|again:valid last_year:valid again:valid`,
		},
		"question three: from the survey alone": {
			`clerk|enter_survey|S|"on":"2026-06-01","way":"link",` + good + `|fault.not_yours|`,
			`system|enter_survey||"on":"2026-06-01","way":"link",` + good + `|question.not_sampled|`,
			`system|enter_survey|S|"on":"2026-06-01","way":"meeting",` + good + `|field.choice|`,
			`system|enter_survey|S|"on":"2026-06-01","way":"link","person":77,` + good + `|accepted|third:valid`,
		},
		"question four: last year's class B alone": {
			`special|ask_last_year||"on":"2026-06-01","way":"phone",` + good + `|question.not_last_years_b|`,
			`unit|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|fault.not_yours|`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|accepted|last_year:valid`,
			`head|void_record 1||"reason":""|field.required|last_year:valid`,
			`clerk|void_record 1||"reason":"记错"|fault.not_yours|last_year:valid`,
			`head|void_record 1||"reason":"记错"|accepted|last_year:void`,
			`head|void_record 1||"reason":"记错"|fault.not_now|last_year:void`,
			`head|void_record 9||"reason":"记错"|fault.not_found|last_year:void`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + bad + `|accepted|last_year:void last_year:valid`,
			`clerk|close_sheet|||fault.not_yours|last_year:void last_year:valid`,
			`head|close_sheet|||accepted|last_year:void last_year:valid`,
			`special|ask_last_year|B|"on":"2026-06-01","way":"phone",` + good + `|fault.not_now|last_year:void last_year:valid`,
		},
		"a protected author: whoever does not know whom to ask does not ask": {
			`clerk|delegate_county|P|"county":2,"county_due":"2026-12-01"|question.no_county_asks|`,
			`special|ask_last_year|P|"on":"2026-06-01","way":"phone",` + good + `|question.committee_asks|`,
			`clerk|delegate_county||"county":2,"county_due":"2026-12-01"|accepted|`,
			`county|ask_deputy|P|"on":"2026-06-01","way":"county",` + good + `|question.committee_asks|`,
			`clerk|recall_county|||fault.not_yours|`,
			`system|recall_county|||accepted|`,
			`county|ask_deputy||"on":"2026-06-01","way":"county",` + good + `|fault.not_yours|`,
			`clerk|ask_deputy|P|"on":"2026-06-01","way":"phone",` + good + `|accepted|again:valid`,
		},
		"nobody makes his own record void": {
			`head|ask_deputy||"on":"2026-06-01","way":"phone",` + bad + `|accepted|again:valid`,
			`head|void_record 1||"reason":"记错"|guard.second_person_record|again:valid`,
			`head2|void_record 1||"reason":"代表更正"|accepted|again:void`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := dossiertest.New(t, question.SheetKind, 60)
			env := suggestion.Env{At: 1, Today: "2026-11-02"}
			open := &question.OpenSheet{Congress: 1, Case: 7, Title: "某建议", Lead: 10, Specials: []int64{8}}
			if got := l.Do(actor("head"), 0, "open_sheet", open, env); got != "fault.not_yours" {
				t.Fatalf("a person opens a sheet: %s", got)
			}
			l.Do(actor("system"), 0, "open_sheet", open, env)
			for n, line := range lines {
				f := strings.Split(line, "|")
				act, no, _ := strings.Cut(f[1], " ")
				part := 0
				if no != "" {
					part = int(no[0] - '0')
				}
				body := strings.TrimSuffix(facts[f[2]]+","+f[3], ",")
				got := l.Do(actor(f[0]), part, flow.Action(act), l.Command(flow.Action(act), "{"+body+"}"), env)
				var records []string
				for _, r := range l.Doc.(*question.Sheet).Records {
					records = append(records, fmt.Sprintf("%s:%s", r.Wave, r.State))
				}
				if got != f[4] || strings.Join(records, " ") != f[5] {
					t.Fatalf("line %d: %s: got %s, %v", n+1, line, got, records)
				}
			}
			l.Replays()
		})
	}
}

// Whoever asks one question does not read what was answered to the others; units read none of it.
func TestTheQuestionsStayApart(t *testing.T) {
	l := dossiertest.New(t, question.SheetKind, 60)
	env := suggestion.Env{At: 1, Today: "2026-11-02"}
	l.Do(actor("system"), 0, "open_sheet", &question.OpenSheet{Congress: 1, Case: 7, Lead: 10, Specials: []int64{8}}, env)
	l.Do(actor("clerk"), 0, "delegate_county", &question.DelegateCounty{County: 2, CountyDue: "2026-12-01"}, env)
	for _, line := range []string{
		`county|ask_deputy||"way":"county","on":"2026-06-01",` + good, `special|ask_last_year|B|"way":"phone","on":"2026-06-02",` + good,
		`system|enter_survey|S|"way":"link","asker":9,"on":"2026-06-03",` + good,
	} {
		f := strings.SplitN(line, "|", 4)
		if got := l.Do(actor(f[0]), 0, flow.Action(f[1]), l.Command(flow.Action(f[1]), "{"+facts[f[2]]+","+f[3]+"}"), env); got != "accepted" {
			t.Fatalf("%s: %s", line, got)
		}
	}
	for who, want := range map[string]string{
		"clerk": "again last_year third", "head": "again last_year third", "county": "again", "special": "last_year", "deputy": "again last_year",
	} {
		if !question.SheetKind.Sees(l.Doc, actor(who)) {
			t.Errorf("%s does not see the sheet", who)
		}
		var got []string
		for _, r := range l.Doc.(dossier.Guarded).Seen(actor(who)).(*question.Sheet).Records {
			got = append(got, string(r.Wave))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s reads %v, want %s", who, got, want)
		}
		named := l.Doc.(dossier.Guarded).Seen(actor(who)).(*question.Sheet).Lead != 0
		if asks := who == "county" || who == "special"; named == asks {
			t.Errorf("%s reads who the deputy is on the sheet: %v, whatever the suggestion says", who, named)
		}
	}
	for _, who := range []string{"unit", "other", "abroad"} {
		if question.SheetKind.Sees(l.Doc, actor(who)) {
			t.Errorf("%s sees the sheet", who)
		}
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
			`head|resolve_review|{"text":"已重新答复","reworking":true}|question.not_answered_again|reopened`,
			`head|resolve_review|{"text":"已重新答复，代表满意"}|accepted|resolved`,
		},
		"a record was corrected": {
			`head|lapse_review|{}|fault.not_yours|open`,
			`system|renew_review|{}|field.required|open`,
			`system|lapse_review|{}|accepted|lapsed`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := dossiertest.New(t, question.ReviewKind, 70)
			env := suggestion.Env{At: 1, Today: "2026-11-02"}
			open := &question.OpenReview{Congress: 1, Case: 7, Title: "某建议", Reasons: []question.Reason{{Code: question.Fell, LaterWave: question.Again, Later: 2}}, Askers: []int64{101}}
			if got := l.Do(actor("head"), 0, "open_review", open, env); got != "fault.not_yours" {
				t.Fatalf("a person opens a review: %s", got)
			}
			if got := l.Do(actor("system"), 0, "open_review", &question.OpenReview{Congress: 1}, env); got != "field.required" {
				t.Fatalf("a review of nothing: %s", got)
			}
			l.Do(actor("system"), 0, "open_review", open, env)
			for n, line := range lines {
				f := strings.Split(line, "|")
				if got := l.Do(actor(f[0]), 0, flow.Action(f[1]), l.Command(flow.Action(f[1]), f[2]), env); got != f[3] || string(l.Doc.Top().State) != f[4] {
					t.Fatalf("line %d: %s: got %s, %s", n+1, line, got, l.Doc.Top().State)
				}
			}
			l.Replays()
		})
	}
}

// The form of question one is never an evaluation that counts, whatever stands on it.
func TestTheFormWithTheReplyCountsForNothing(t *testing.T) {
	for _, w := range question.Waves {
		r := &question.Record{Wave: w, Result: suggestion.Satisfied, On: "2026-03-01"}
		r.No, r.State = 1, question.Valid
		if got := r.Counts(); got != (w != question.Form) {
			t.Errorf("question %s counts: %t", w, got)
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
			need("option.wave." + string(w))
			need("question.wave." + string(w) + ".def")
		}
		for _, c := range []string{question.Fell, question.Rose, question.FormDenied, question.FormDiffers, question.KeptDenied} {
			need("option.contradiction." + c)
		}
		for _, a := range []question.Asker{question.ByUnit, question.ByCommittee, question.ByCounty, question.BySpecial, question.ByThird} {
			need("option.asker." + string(a))
		}
	}
}
