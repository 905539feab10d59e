package score_test

import (
	"slices"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/score"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// The life of one case with a lead and a co-handler: extended, answered in month four, not satisfied, handled again, promised, kept.
const life = `
	on 2026-01-13
	lead does start_draft {draft}
	lead does submit
	county does pass_check
	clerk does accept {"number":"0012","category":5}
	clerk does propose_units {"shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}]}
	on 2026-02-03
	head does assign {"at_meeting":true}
	health does sign_for to assignment1
	finance does sign_for to assignment2
	health does note_contact to assignment1 {contact}
	lead does confirm_contact to contact1
	health does note_contact to assignment1 {"phase":"during","way":"phone","on":"2026-02-03","who":"某科长","rank":"section","text":"电话"}
	finance does give_opinion to assignment2 {"text":"同意"}
	healthhead does instruct_unit to assignment1 {"text":"抓紧"}
	on 2026-04-20
	health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
	clerk does grant_extension to extension1
	clerk does urge {"unit":4,"text":"请抓紧"}
	on 2026-06-10
	health replies A to assignment1
	lead rates not_satisfied to assignment1
	on 2026-06-12
	head does redo to assignment1 {"decision":"重新办理"}
`

func walked(t *testing.T, script string) *suggestiontest.Walk {
	t.Helper()
	w := suggestiontest.New(t, "hunan-city")
	w.Run(script)
	return w
}

func world() suggestion.World {
	return suggestion.World{Packs: rule.Shipped(), Calendar: func(string) (*calendar.Calendar, bool) { return calendar.Shipped(), true }}
}

func who(unit int64) (name, group string) {
	return map[int64]string{suggestiontest.Health: "health", suggestiontest.Finance: "finance"}[unit], "department"
}

func TestFactsOfACase(t *testing.T) {
	w := walked(t, life)
	c := w.Case
	found := func(id int64, assignment int) []score.Found {
		if id == c.ID && assignment == c.Assignments[0].No {
			return []score.Found{{List: score.FoundEmpty, Entry: 3}}
		}
		return nil
	}
	units := score.FactsOf([]*suggestion.Case{c}, who, found)
	if len(units) != 2 || units[0].Name != "health" || units[1].Name != "finance" {
		t.Fatalf("units %+v", units)
	}
	it := units[0].Items[0]
	if it.Case != c.ID || it.Assignment != c.Assignments[0].No || it.Seq != c.Seq || it.Chain != c.Chain || it.Number != "0012" {
		t.Errorf("the facts do not say where they come from: %+v", it)
	}
	if it.AssignedOn != "2026-02-03" || it.SignedOn != "2026-02-03" || it.AnsweredOn != "2026-06-10" {
		t.Errorf("days %s %s %s", it.AssignedOn, it.SignedOn, it.AnsweredOn)
	}
	if it.RegularDue != "2026-05-06" || it.Due != "2026-07-01" || it.LongestDue != "2026-08-03" {
		t.Errorf("limits %s %s %s", it.RegularDue, it.Due, it.LongestDue)
	}
	if it.Outcome != rule.Solved || it.Result != suggestion.NotSatisfied || it.FirstResult != suggestion.NotSatisfied {
		t.Errorf("outcome %s, rated %s, first %s", it.Outcome, it.Result, it.FirstResult)
	}
	if len(it.Talks) != 1 || it.Talks[0].Way != "visit" || it.InstructedOn != "2026-02-03" || it.Urged != 1 {
		t.Errorf("only the confirmed contact counts, with instruction and urging: %+v %s %d", it.Talks, it.InstructedOn, it.Urged)
	}
	if len(it.Found) != 1 || units[1].Items[0].Found != nil {
		t.Errorf("found entries %v, %v", it.Found, units[1].Items[0].Found)
	}
	co := units[1].Items[0]
	if co.Role != suggestion.Co || co.OpinionOn != "2026-02-03" || co.OpinionDue != "2026-03-03" || co.Due != "" {
		t.Errorf("co-handler %+v", co)
	}
	if it.Round != 2 || len(it.Redos) != 1 || it.Redos[0].Due != "2026-07-13" || it.Redos[0].AnsweredOn != "" {
		t.Errorf("round %d, redos %+v", it.Round, it.Redos)
	}
}

// The month-four answer of the walk goes through Shenzhen's table: under its extension it is not overdue.
func TestMonthFourFromTheLog(t *testing.T) {
	s, _ := score.ShippedScheme("shenzhen-2007")
	sheet, err := score.Compute(score.Inputs{
		Title: "2026", CutOff: "2026-12-31", Scheme: s, Units: score.FactsOf([]*suggestion.Case{walked(t, life).Case}, who, nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	var grades []string
	for _, g := range sheet.Units[0].Indicators {
		grades = append(grades, g.Grade)
	}
	if want := []string{"good", "pass", "fail"}; !slices.Equal(grades, want) {
		t.Errorf("graded %v, want %v", grades, want)
	}
	if sheet.Units[1].Unranked != score.NoCases {
		t.Errorf("a unit that only co-handles is not scored: %+v", sheet.Units[1])
	}
}

func TestPromisesFromTheLog(t *testing.T) {
	w := walked(t, `
		on 2026-01-13
		lead does start_draft {draft}
		lead does submit
		county does pass_check
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		on 2026-02-03
		head does assign {"at_meeting":true}
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		on 2026-03-02
		health replies B to assignment1 [{promise}]
		lead rates satisfied to assignment1
		on 2026-06-01
		health does note_progress to commitment1 {"text":"已开工","percent":40}
	`)
	it := score.FactsOf([]*suggestion.Case{w.Case}, who, nil)[0].Items[0]
	if len(it.Promises) != 1 {
		t.Fatalf("promises %+v", it.Promises)
	}
	if p := it.Promises[0]; p.State != "promised" || p.Due != "2026-10-30" || p.Told != "2026-06-01" || p.Moved || p.Done != "" {
		t.Errorf("promise %+v", p)
	}
	w.Run(`health does claim_done to commitment1 {"on":"2026-06-01","evidence":"已验收"}`)
	if p := score.FactsOf([]*suggestion.Case{w.Case}, who, nil)[0].Items[0].Promises[0]; p.State != "claimed" || p.Done != "2026-06-01" {
		t.Errorf("declared done: %+v", p)
	}
}

// A score sees what had been recorded by the end of its day, and nothing later.
func TestCaseAtADay(t *testing.T) {
	w := walked(t, life)
	for _, c := range []struct {
		day      calendar.Day
		answered calendar.Day
		round    int
	}{{"2026-06-09", "", 1}, {"2026-06-10", "2026-06-10", 1}, {"2026-12-31", "2026-06-10", 2}} {
		at, err := score.CaseAt(w.Case.ID, w.Log, c.day, world())
		if err != nil {
			t.Fatal(err)
		}
		it := score.FactsOf([]*suggestion.Case{at}, who, nil)[0].Items[0]
		if it.AnsweredOn != c.answered || it.Round != c.round {
			t.Errorf("%s: answered %q in round %d", c.day, it.AnsweredOn, it.Round)
		}
		if it.Seq > len(w.Log) || w.Log[it.Seq-1].Hash != it.Chain {
			t.Errorf("%s: the facts are not of event %d", c.day, it.Seq)
		}
	}
	if at, err := score.CaseAt(w.Case.ID, w.Log, "2026-01-12", world()); at != nil || err != nil {
		t.Errorf("before it was written: %v %v", at, err)
	}
	// The day ends at midnight in Shanghai. A log without its beginning is refused when its event counts, and is none when it does not.
	midnight := calendar.Day("2026-06-10").Time().UnixMilli() + 16*3600*1000
	for at, counts := range map[int64]bool{midnight - 1: true, midnight: false} {
		end := slices.Clone(w.Log[len(w.Log)-1:])
		end[0].At = at
		if _, err := score.CaseAt(w.Case.ID, end, "2026-06-10", world()); (err != nil) != counts {
			t.Errorf("an event %d ms before midnight: %v", midnight-at, err)
		}
	}
	broken := slices.Clone(w.Log)
	broken[2].Prev = "x"
	if _, err := score.CaseAt(w.Case.ID, broken, "2026-12-31", world()); err == nil {
		t.Error("a broken log gave facts")
	}
}

// Cases that ended otherwise, and shares that passed to others, are nobody's items.
func TestWhatDoesNotCount(t *testing.T) {
	w := walked(t, life)
	for _, state := range []flow.State{
		suggestion.Draft, suggestion.Pending, suggestion.Withdrawn, suggestion.Merged, suggestion.Letter, suggestion.Refused, suggestion.Offline,
	} {
		c := w.Copy()
		c.State = state
		if got := score.FactsOf([]*suggestion.Case{c}, who, nil); len(got) > 0 {
			t.Errorf("%s: %d units", state, len(got))
		}
	}
	c := w.Copy()
	c.Assignments[1].State = suggestion.Reassigned
	if got := score.FactsOf([]*suggestion.Case{c}, who, nil); len(got) != 1 {
		t.Errorf("a re-assigned share counts: %+v", got)
	}
}
