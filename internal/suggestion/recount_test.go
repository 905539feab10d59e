package suggestion_test

import (
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// with2027 knows a year that is invented: no notice for it has been published.
func with2027(t *testing.T) *calendar.Calendar {
	t.Helper()
	rows, err := calendar.ParseRows(`date,name,kind
2027-01-01,元旦,off
2027-01-02,元旦,off
2027-01-03,元旦,off
2027-01-04,元旦,off
2027-01-09,元旦,work
2027-02-05,春节,off
2027-02-06,春节,off
2027-02-07,春节,off
2027-02-08,春节,off
2027-02-09,春节,off
2027-02-10,春节,off
2027-04-05,清明节,off
2027-05-01,劳动节,off
2027-05-02,劳动节,off
2027-05-03,劳动节,off
2027-05-04,劳动节,off
2027-06-09,端午节,off
2027-09-15,中秋节,off
2027-10-01,国庆节,off
2027-10-02,国庆节,off
2027-10-03,国庆节,off
2027-10-04,国庆节,off
2027-10-05,国庆节,off`)
	if err != nil {
		t.Fatal(err)
	}
	next, err := calendar.Shipped().With(calendar.YearOf(rows, "某发〔2026〕9号"))
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// The preview of a later year tells what the import then does, and nothing that counts is passed over, whatever the case stands in.
func TestALaterYearIsCounted(t *testing.T) {
	late := strings.NewReplacer("on 2026-02-03", "on 2026-12-28")
	unsigned := late.Replace(accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign)
	type day struct {
		clock      rule.Clock
		start, due calendar.Day
		was        calendar.Day
	}
	for _, c := range []struct {
		name, script string
		in           flow.State
		before       []day // provisional
		after        []day // not provisional any more
	}{
		{
			"a unit that has not signed receives when the time for signing ends, and that day moves", unsigned, suggestion.Assigned,
			[]day{{rule.SignFor, "2026-12-28", "2027-01-04", ""}, {rule.Object, "2027-01-04", "2027-01-14", ""}},
			[]day{{rule.SignFor, "2026-12-28", "2027-01-05", ""}, {rule.Object, "2027-01-05", "2027-01-15", ""}},
		},
		{
			"a unit that has signed received then", unsigned + `
				on 2026-12-29
				health does sign_for to assignment1
			`, suggestion.Handling,
			[]day{{rule.Object, "2026-12-29", "2027-01-08", ""}, {rule.Contact, "2026-12-29", "2027-01-27", ""}},
			[]day{{rule.Object, "2026-12-29", "2027-01-08", ""}, {rule.Contact, "2026-12-29", "2027-01-27", ""}},
		},
		{
			"an extension stays, the date that it was granted from moves", strings.ReplaceAll(alone, "on 2026-02-03", "on 2026-11-06") + `
				due reply assignment1 2027-02-08
				on 2026-12-28
				health does ask_extension to assignment1 {"until":"2027-04-01","reason":"涉及面广"}
				clerk does grant_extension to extension1
			`, suggestion.Handling,
			[]day{{rule.Reply, "2026-11-06", "2027-04-01", "2027-02-08"}},
			[]day{{rule.Reply, "2026-11-06", "2027-04-01", "2027-02-11"}},
		},
		{
			"an answer that waits for the deputy's judgement is still to be published", strings.ReplaceAll(alone, "on 2026-02-03", "on 2026-12-01") + `
				on 2026-12-18
				health replies A to assignment1
			`, suggestion.Replied,
			[]day{{rule.Publish, "2026-12-18", "2027-01-18", ""}},
			[]day{{rule.Publish, "2026-12-18", "2027-01-18", ""}},
		},
		{
			"a merge holds clocks that may run again", strings.ReplaceAll(alone, "on 2026-02-03", "on 2026-11-06") + `
				clerk does merge {"into":99}
			`, suggestion.Merged,
			[]day{{rule.Reply, "2026-11-06", "2027-02-08", ""}},
			[]day{{rule.Reply, "2026-11-06", "2027-02-11", ""}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(c.script)
			if w.Case.State != c.in {
				t.Fatalf("the case is %s, want %s", w.Case.State, c.in)
			}
			stands := func(days []day, provisional bool) {
				t.Helper()
				for _, d := range days {
					k := w.Case.Clock(d.clock, w.Part("assignment1"))
					if k == nil || k.Start != d.start || k.Due != d.due || k.Was != d.was || k.Provisional != provisional {
						t.Errorf("%s: %+v, want %+v, provisional %v", d.clock, k, d, provisional)
					}
				}
			}
			stands(c.before, true)
			env := w.Env()
			env.Calendar = with2027(t)
			moved := suggestion.Moved(w.Case, env)
			stands(c.before, true) // the preview changes nothing
			for i, d := range c.after {
				if !told(moved, d.clock, c.before[i].due, d.due) {
					t.Errorf("the preview does not tell of %s: %+v", d.clock, moved)
				}
			}
			if _, err := suggestion.Apply(w.Case, suggestion.Step{Do: "recount", Cmd: &suggestion.Recount{Calendar: env.Calendar.Version()}, Env: env}); err != nil {
				t.Fatal(err)
			}
			stands(c.after, false)
			if again := suggestion.Moved(w.Case, env); len(again) > 0 {
				t.Errorf("counted again it would still move %+v", again)
			}
		})
	}
}

func told(moved []suggestion.Moving, name rule.Clock, was, due calendar.Day) bool {
	for _, k := range moved {
		if k.Now.Name == name && k.Was.Due == was && k.Was.Provisional && k.Now.Due == due && !k.Now.Provisional {
			return true
		}
	}
	return false
}
