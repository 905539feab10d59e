package store

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
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
	return listParts(ctx, t, w, partList{
		table: "evaluation", short: "e", order: "coalesce(s.number, '')", after: f.After, limit: f.Limit,
		columns: "e.suggestion_id, e.part, s.number, s.title, e.unit_id, e.round, e.attitude, e.result, e.on_day",
	}, func(r *FormRow) []any {
		return []any{&r.Case, &r.Part, nullText{&r.Number}, &r.Title, &r.Unit, &r.Round, &r.Attitude, &r.Result, &r.On}
	}, func(r *FormRow) (string, int64, int) { return r.Number, r.Case, r.Part })
}
