package question_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/question"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

const (
	handled = `
		on 2026-01-13
		plain does start_draft {draft}
		plain does submit
		clerk does start_review
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		on 2026-02-03
		head does assign {"at_meeting":true}
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		on 2026-03-02
	`
	solved   = handled + "health replies A to assignment1\nplain rates satisfied to assignment1\n"
	promised = handled + "health replies B to assignment1 [{promise}]\nplain rates satisfied to assignment1\n"
	claimed  = promised + `
		on 2026-06-01
		health does claim_done to commitment1 {"on":"2026-05-30","evidence":"照片"}
	`
	denied = claimed + `
		on 2026-06-05
		plain does rate_fulfilment to commitment1 {"rating":"not_satisfied","note":"没有完工"}
	`
	kept = claimed + `
		on 2026-06-05
		plain does rate_fulfilment to commitment1 {"rating":"satisfied"}
		clerk does verify_fulfilment to commitment1
	`
)

// records reads "2 2026-06-01 not" as question two on that day; 1 is a form that was handed over and signed, 1- one handed over only, and
// a trailing n says that the deputy never saw the form.
func records(t *testing.T, script string) []*question.Record {
	t.Helper()
	var out []*question.Record
	for i, line := range strings.Split(script, ";") {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		r := &question.Record{Wave: question.Waves[f[0][0]-'1'], On: calendar.Day(f[1])}
		r.No, r.State = i+1, question.Valid
		r.HandedOver, r.Signed = r.Wave == question.Form, f[0] == "1"
		r.Result = map[string]suggestion.Rating{"yes": suggestion.Satisfied, "part": suggestion.Basically, "not": suggestion.NotSatisfied, "-": ""}[f[2]]
		if r.Attitude = suggestion.Satisfied; r.Result == "" {
			r.Attitude = ""
		}
		if len(f) > 3 {
			r.SawForm = "no"
		}
		out = append(out, r)
	}
	return out
}

// form is the form of question one as the unit registers it, with a level.
func form(level string) string {
	return `health does register_form to assignment1 {"handed":true,"signed":true,"level":"` + level + `"}
`
}

func TestContradictions(t *testing.T) {
	for name, c := range map[string]struct{ script, said, want string }{
		"one record contradicts nothing":                    {solved, "2 2026-05-01 yes", ""},
		"satisfied throughout":                              {solved, "1 2026-03-05 yes; 2 2026-05-01 yes; 3 2026-09-01 part", ""},
		"signed satisfied, the committee hears no":          {solved, "1 2026-03-05 yes; 2 2026-05-01 not", "fell 1>2"},
		"the committee hears yes, the third party no":       {solved, "2 2026-05-01 part; 3 2026-09-01 not", "fell 1>2"},
		"compared with the one before, not the first":       {solved, "1 2026-03-05 yes; 2 2026-05-01 not; 3 2026-09-01 not", "fell 1>2"},
		"no, then yes, and nothing was done":                {solved, "2 2026-05-01 not; 3 2026-09-01 yes", "rose 1>2"},
		"no, then yes, after progress":                      {promised + "on 2026-06-10\nhealth does note_progress to commitment1 {\"text\":\"已开工\",\"percent\":50}", "2 2026-05-01 not; 3 2026-09-01 yes", ""},
		"no, then yes, and the progress came later":         {promised + "on 2026-10-10\nhealth does note_progress to commitment1 {\"text\":\"已开工\",\"percent\":50}", "2 2026-05-01 not; 3 2026-09-01 yes", "rose 1>2"},
		"the deputy never saw the form":                     {solved, "1- 2026-03-05 -; 2 2026-05-01 yes n", "form_denied 1>2"},
		"never saw it, and the unit says the same":          {solved, "2 2026-05-01 yes n", ""},
		"the form says no, the evaluation yes":              {solved + form("not_satisfied"), "", "form_differs 0>FORM"},
		"the form says yes, the evaluation too":             {solved + form("basically"), "", ""},
		"the promise was kept, and the deputy is not happy": {kept, "2 2026-07-01 not", "kept_denied 0>1"},
		"not happy before it was kept":                      {kept, "2 2026-05-01 not", ""},
		"two of the same question do not contradict":        {solved, "2 2026-05-01 yes; 2 2026-06-01 not", ""},
	} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(c.script)
		var got []string
		for _, r := range question.Contradict(w.Case, w.Log, append(question.Forms(w.Case), records(t, c.said)...)) {
			later := strconv.Itoa(r.Later)
			if len(w.Case.Forms) > 0 && r.Later == w.Case.Forms[0].No {
				later = "FORM"
			}
			got = append(got, fmt.Sprintf("%s %d>%s", r.Code, r.Earlier, later))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %q", name, got, c.want)
		}
	}
}

// What follows from contradictions: a review, its renewal, its end; a resolved one comes back only for another reason.
func TestReviewing(t *testing.T) {
	a := question.Reason{Code: question.Fell, EarlierWave: question.Form, Earlier: 1, LaterWave: question.Again, Later: 1}
	b := question.Reason{Code: question.Rose, EarlierWave: question.Again, Earlier: 1, LaterWave: question.Third, Later: 2}
	answered := &suggestion.Case{ID: 7, Congress: 1}
	records := []*question.Record{{Wave: question.Form, Person: 104}, {Wave: question.Again, Person: 101}, {Wave: question.Third, Person: 101}}
	for i, no := range []int{1, 1, 2} {
		records[i].No = no
	}
	at := func(state string, reasons ...question.Reason) *question.Review {
		r := &question.Review{Reasons: reasons}
		r.State = flow.State(state)
		return r
	}
	for name, c := range map[string]struct {
		r       *question.Review
		reasons []question.Reason
		want    string
	}{
		"nothing contradicts":                     {nil, nil, ""},
		"the first contradiction":                 {nil, []question.Reason{a}, "open_review"},
		"the same":                                {at("open", a), []question.Reason{a}, ""},
		"one more":                                {at("open", a), []question.Reason{a, b}, "renew_review"},
		"none left":                               {at("open", a), nil, "lapse_review"},
		"explained: the head decides, not time":   {at("explained", a), nil, ""},
		"handled again: followed to the end":      {at("reopened", a), nil, ""},
		"resolved, and the same stands on record": {at("resolved", a), []question.Reason{a}, ""},
		"resolved, and another comes":             {at("resolved", a), []question.Reason{a, b}, "open_review"},
		"lapsed, and it is back":                  {at("lapsed", a), []question.Reason{a}, "open_review"},
	} {
		do, cmd := question.Reviewing(answered, records, c.r, c.reasons)
		if string(do) != c.want {
			t.Errorf("%s: %s, want %s", name, do, c.want)
		}
		if o, ok := cmd.(*question.OpenReview); ok && (o.Case != 7 || o.Congress != 1 || len(o.Askers) != 2) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

func TestKnow(t *testing.T) {
	for name, c := range map[string]struct{ script, today, want string }{
		"not answered yet":              {handled, "2026-03-02", " false"},
		"class B of this year":          {promised, "2026-11-02", "2026-03-02 false"},
		"class B of last year":          {promised, "2027-03-02", "2026-03-02 true"},
		"kept since: still last year's": {kept, "2027-03-02", "2026-03-02 true"},
		"class A of last year":          {solved, "2027-03-02", "2026-03-02 false"},
	} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(c.script)
		k := question.Know(w.Case, 0, true, calendar.Day(c.today))
		if got := fmt.Sprintf("%s %t", k.Delivered, k.OldB); got != c.want || !k.Sampled {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
