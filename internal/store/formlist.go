package store

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// FormRow is one evaluation with its case: a line of the list behind the figures by form (份). It does not say whose it is.
type FormRow struct {
	Case     int64
	Part     int
	Number   string
	Title    string
	Unit     int64
	Round    int
	Attitude suggestion.Rating
	Result   suggestion.Rating
	On       calendar.Day
}

// rated adds what a filter asks of the evaluation e and its case s.
func rated(w *Where, sc access.Scope, f suggestion.FormFilter) {
	filtered(w, sc, f.Case)
	w.AndIf(f.Unit != 0, "e.unit_id = ?", f.Unit)
	yesNo(w, "e.round = 1", f.First)
	oneOf(w, "e.attitude", f.Attitudes)
	oneOf(w, "e.result", f.Results)
}

// FormRows lists the evaluations of the cases that a scope sees, by number, with the cursor of the next page and the exact number of all.
func (t *Tx) FormRows(ctx context.Context, s access.Scope, f suggestion.FormFilter) (rows []FormRow, next string, total int, err error) {
	var w Where
	scoped(&w, s)
	alive(&w)
	rated(&w, s, f)
	const from, key = " FROM evaluation e JOIN suggestion s ON s.id = e.suggestion_id", "e.suggestion_id * 1000 + e.part"
	if total, err = Value[int](ctx, t, "SELECT COUNT(*)"+from+w.String(), w.Args()...); err != nil {
		return nil, "", 0, err
	}
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
	rows, err = All(ctx, t, func(r *FormRow) []any {
		return []any{&r.Case, &r.Part, nullText{&r.Number}, &r.Title, &r.Unit, &r.Round, &r.Attitude, &r.Result, &r.On}
	}, `SELECT e.suggestion_id, e.part, s.number, s.title, e.unit_id, e.round, e.attitude, e.result, e.on_day`+
		from+w.String()+` ORDER BY coalesce(s.number, ''), `+key+` LIMIT `+strconv.Itoa(limit+1), w.Args()...)
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		next = last.Number + "~" + strconv.FormatInt(last.Case*1000+int64(last.Part), 10)
	}
	return rows, next, total, err
}
