package store

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// ShareRow is one unit's share with its case: a line of the list behind the figures in unit-times.
type ShareRow struct {
	Case      int64
	Part      int
	Number    string
	Title     string
	Unit      int64
	Role      suggestion.Role
	State     flow.State
	Class     string
	Outcome   rule.Outcome
	SignedOn  calendar.Day
	FirstOn   calendar.Day
	AnswerDue calendar.Day
	Timing    suggestion.Timing
	Contacts  int
	Result    suggestion.Rating
	Effect    suggestion.Effect
}

// ShareRows lists the shares on the cases that a scope sees, by number, with the cursor of the next page and the exact number of all.
func (t *Tx) ShareRows(ctx context.Context, s access.Scope, f suggestion.ShareFilter) (rows []ShareRow, next string, total int, err error) {
	var w Where
	scoped(&w, s)
	shared(&w, s, f)
	return listParts(ctx, t, w, partList{
		table: "assignment", short: "a", order: "coalesce(s.number, '')", after: f.After, limit: f.Limit,
		columns: `a.suggestion_id, a.part, s.number, s.title, a.unit_id, a.role, a.state, a.class, a.outcome, a.signed_on, a.first_on,
			a.answer_due, a.timing, a.contacts, a.result, a.` + effectOf(s),
	}, func(r *ShareRow) []any {
		return []any{
			&r.Case, &r.Part,
			nullText{&r.Number},
			&r.Title, &r.Unit, &r.Role, &r.State, &r.Class, &r.Outcome, &r.SignedOn, &r.FirstOn,
			&r.AnswerDue, &r.Timing, &r.Contacts, &r.Result, &r.Effect,
		}
	}, func(r *ShareRow) (string, int64, int) { return r.Number, r.Case, r.Part })
}
