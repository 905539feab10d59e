package question_test

import (
	"fmt"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/question"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Every suggestion that can be asked about stands once in each row of the year table.
func TestTheYearTableAddsUp(t *testing.T) {
	rec := func(no int, w question.Wave, state flow.State, result suggestion.Rating, share int) *question.Record {
		r := &question.Record{Wave: w, Share: share, Result: result, On: calendar.Day(fmt.Sprintf("2026-0%d-01", no+2))}
		r.No, r.State = no, state
		return r
	}
	answered := func(assigned calendar.Day, outcome rule.Outcome) *suggestion.Case {
		a := &suggestion.Assignment{Share: suggestion.Share{Role: suggestion.Sole}, AssignedOn: assigned, FirstOn: "2026-02-01", Outcome: outcome}
		a.No, a.State = 1, suggestion.Delivered
		return &suggestion.Case{Assignments: []*suggestion.Assignment{a}}
	}
	const now, old = calendar.Day("2026-01-05"), calendar.Day("2025-03-05")
	type asked struct {
		c       *suggestion.Case
		records []*question.Record
	}
	rows := []asked{
		{answered(now, rule.Solved), []*question.Record{rec(1, question.Form, question.Valid, suggestion.Satisfied, 1), rec(2, question.Again, question.Valid, suggestion.NotSatisfied, 0)}},
		{answered(old, rule.InProgress), []*question.Record{rec(1, question.Form, question.Valid, "", 1), rec(2, question.Again, question.Void, suggestion.NotSatisfied, 0)}},
		{answered(now, rule.InProgress), []*question.Record{ // two units, the later answer about each
			rec(1, question.Form, question.Entered, suggestion.Satisfied, 1), rec(2, question.Again, question.Valid, suggestion.NotSatisfied, 1),
			rec(3, question.Again, question.Valid, suggestion.Satisfied, 1), rec(4, question.Again, question.Valid, suggestion.Basically, 2),
		}},
		{answered(old, rule.Planned), []*question.Record{rec(1, question.LastYear, question.Valid, suggestion.Satisfied, 1)}},
		{&suggestion.Case{}, nil}, // nobody has answered it
	}
	want := map[question.Wave][5]int{ // satisfied, basically, not satisfied, no level, not asked
		question.Form: {1, 0, 0, 2, 1}, question.Again: {0, 1, 1, 0, 2}, question.Third: {0, 0, 0, 0, 4}, question.LastYear: {1, 0, 0, 0, 1},
	}
	var list []*question.Asked
	sheets := map[int64]*question.Sheet{}
	for i, r := range rows {
		r.c.ID = int64(i + 1)
		a := question.AskedOf(r.c)
		for _, k := range r.records {
			if k.Wave == question.Form {
				a.Forms = append(a.Forms, k)
				continue
			}
			if sheets[r.c.ID] == nil {
				sheets[r.c.ID] = &question.Sheet{}
			}
			sheets[r.c.ID].Records = append(sheets[r.c.ID].Records, k)
		}
		list = append(list, a)
	}
	for _, l := range question.Year(list, sheets, "2026-11-01") {
		var got [5]int
		sum := 0
		for i, fate := range question.Fates[1:] {
			got[i] = len(l.By[fate])
			sum += got[i]
		}
		if got != want[l.Wave] || sum != len(l.By[question.Askable]) {
			t.Errorf("question %s: %v of %d, want %v", l.Wave, got, len(l.By[question.Askable]), want[l.Wave])
		}
	}
}
