package store

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
)

// DeputyRow is one lead deputy with how many suggestions count, and with how many of them the units were in contact: a line of the list behind
// the figures by person (人).
type DeputyRow struct {
	Post       int64
	Delegation int64 // of the suggestions; 0 when they have none
	Cases      int
	Spoken     int // contact that the deputy confirmed: any
	Met        int // face to face
	Visited    int // at the deputy's place
}

// leading adds what makes a case s count for its lead deputy, without the contact that a filter asks for.
func leading(w *Where, sc access.Scope, f suggestion.DeputyFilter) {
	filtered(w, sc, indicator.Behind(f))
	w.And("s.lead_post IS NOT NULL")
}

// reached adds what a filter asks of a case s of a deputy besides what counts for everybody.
func reached(w *Where, sc access.Scope, f suggestion.DeputyFilter) {
	c := f.Case
	c.LeadUnit, c.Contact = f.Unit, f.Contact
	filtered(w, sc, c)
}

// DeputyRows lists the lead deputies of the cases that a scope sees, first those whom no unit has reached, with the cursor of the next page and
// the exact number of all.
func (t *Tx) DeputyRows(ctx context.Context, s access.Scope, f suggestion.DeputyFilter) (rows []DeputyRow, next string, total int, err error) {
	var w Where
	scoped(&w, s)
	leading(&w, s, f)
	from := ` FROM (SELECT s.lead_post AS post, MAX(s.delegation_id) AS delegation, COUNT(*) AS cases, COUNT(*) FILTER (WHERE s.spoken) AS spoken,
		COUNT(*) FILTER (WHERE s.met) AS met, COUNT(*) FILTER (WHERE s.visited) AS visited FROM suggestion s` + w.String() + ` GROUP BY s.lead_post) q`
	where := " WHERE TRUE"
	if f.Contact != "" {
		where += " AND q." + contacted[f.Contact] + " > 0"
	}
	if total, err = Value[int](ctx, t, "SELECT COUNT(*)"+from+where, w.Args()...); err != nil {
		return nil, "", 0, err
	}
	const order = "CASE WHEN q.spoken > 0 THEN 1 ELSE 0 END"
	if f.After != "" {
		at, id, ok := parseCursor(f.After)
		if !ok || at != "0" && at != "1" {
			return nil, "", 0, fault.OnField("after", "field.cursor")
		}
		where += " AND (" + order + ", q.post) > (" + at + ", " + w.Arg(id) + ")"
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	rows, err = All(ctx, t, func(r *DeputyRow) []any {
		return []any{&r.Post, Zero(&r.Delegation), &r.Cases, &r.Spoken, &r.Met, &r.Visited}
	}, "SELECT q.post, q.delegation, q.cases, q.spoken, q.met, q.visited"+from+where+" ORDER BY "+order+", q.post LIMIT "+strconv.Itoa(limit+1), w.Args()...)
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		next = cursor(strconv.Itoa(min(last.Spoken, 1)), last.Post)
	}
	return rows, next, total, err
}
