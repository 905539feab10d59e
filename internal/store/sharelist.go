package store

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
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
	const from = " FROM assignment a JOIN suggestion s ON s.id = a.suggestion_id"
	if total, err = Value[int](ctx, t, "SELECT COUNT(*)"+from+w.String(), w.Args()...); err != nil {
		return nil, "", 0, err
	}
	const key = "a.suggestion_id * 1000 + a.part"
	if f.After != "" {
		at, id, ok := parseCursor(f.After)
		if !ok {
			return nil, "", 0, fault.OnField("after", "field.cursor")
		}
		w.And("(coalesce(s.number, ''), "+key+") > (?, ?)", at, id)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	rows, err = All(ctx, t, func(r *ShareRow) []any {
		return []any{
			&r.Case, &r.Part,
			nullText{&r.Number},
			&r.Title, &r.Unit, &r.Role, &r.State, &r.Class, &r.Outcome, &r.SignedOn, &r.FirstOn,
			&r.AnswerDue, &r.Timing, &r.Contacts, &r.Result, &r.Effect,
		}
	}, `SELECT a.suggestion_id, a.part, s.number, s.title, a.unit_id, a.role, a.state, a.class, a.outcome, a.signed_on, a.first_on,
		a.answer_due, a.timing, a.contacts, a.result, a.`+effectOf(s)+
		from+w.String()+` ORDER BY coalesce(s.number, ''), `+key+` LIMIT `+strconv.Itoa(limit+1), w.Args()...)
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		next = last.Number + "~" + strconv.FormatInt(last.Case*1000+int64(last.Part), 10)
	}
	return rows, next, total, err
}
