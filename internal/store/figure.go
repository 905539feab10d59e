package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
)

// population is how one kind of thing is counted: where its rows are, and what a filter asks of them.
type population struct {
	from string
	cond func(w *Where, s access.Scope, f any) // besides what live asks of every row
	live func(w *Where, f any)
	unit string // column of the unit that a row belongs to
	out  string // column of the outcome
}

// populationOf returns the population that a filter of this type narrows.
func populationOf(f any) population {
	switch f.(type) {
	case suggestion.ShareFilter:
		return population{
			"assignment a JOIN suggestion s ON s.id = a.suggestion_id",
			func(w *Where, s access.Scope, f any) { asked(w, s, f.(suggestion.ShareFilter)) },
			func(w *Where, f any) { living(w, f.(suggestion.ShareFilter)) }, "a.unit_id", "a.outcome",
		}
	case suggestion.PromiseFilter:
		return population{
			"commitment k JOIN suggestion s ON s.id = k.suggestion_id",
			func(w *Where, s access.Scope, f any) { owed(w, s, f.(suggestion.PromiseFilter)) }, nil, "k.unit_id", "s.outcome",
		}
	}
	return population{
		"suggestion s", func(w *Where, s access.Scope, f any) { filtered(w, s, f.(suggestion.Filter)) }, nil, "s.lead_unit", "s.outcome",
	}
}

// column is what a dimension groups by. Whose identity is protected is grouped under no deputy, delegation or county, except for the
// committee, which knows it.
func (p population) column(d indicator.Dimension, s access.Scope) (string, bool) {
	open := func(col string) string {
		if s.Reach == access.Filed {
			return col
		}
		return "CASE WHEN s.protected THEN NULL ELSE " + col + " END"
	}
	switch d {
	case indicator.ByUnit:
		return p.unit, true
	case indicator.ByCategory:
		return "s.category_id", true
	case indicator.ByDelegation:
		return open("s.delegation_id"), true
	case indicator.ByCounty:
		return open("s.county_id"), true
	case indicator.ByDeputy:
		if s.Reach == access.Filed {
			return "s.lead_post", true
		}
		own := "0"
		for _, k := range s.Keys { // an author knows the own texts
			if id, err := strconv.ParseInt(strings.TrimPrefix(k, "post:"), 10, 64); err == nil {
				own += ", " + strconv.FormatInt(id, 10)
			}
		}
		return "CASE WHEN s.protected AND s.lead_post NOT IN (" + own + ") THEN NULL ELSE s.lead_post END", true
	case indicator.ByStream:
		return "s.stream", true
	case indicator.ByOutcome:
		return p.out, true
	}
	return "", false
}

// Counts are how many rows of one group each of several filters keeps.
type Counts[F indicator.Population] struct {
	Key string // of the group; empty when it has none, or when nothing was grouped
	N   []indicator.Count[F]
}

// CountEach counts, in one pass over what a scope sees and base keeps, how many rows each of several filters keeps. Filters of
// one type count one population: 件, 件次 or 项.
func CountEach[F indicator.Population](ctx context.Context, t *Tx, s access.Scope, base F, each []F) ([]indicator.Count[F], error) {
	groups, err := countGroups(ctx, t, s, base, each, "")
	if err != nil || len(groups) == 0 {
		return make([]indicator.Count[F], len(each)), err
	}
	return groups[0].N, nil
}

// CountGroups does the same for each group of a dimension.
func CountGroups[F indicator.Population](ctx context.Context, t *Tx, s access.Scope, base F, each []F, by indicator.Dimension) ([]Counts[F], error) {
	col, ok := populationOf(base).column(by, s)
	if !ok {
		return nil, fmt.Errorf("count by %q", by)
	}
	return countGroups(ctx, t, s, base, each, col)
}

func countGroups[F indicator.Population](ctx context.Context, t *Tx, s access.Scope, base F, each []F, column string) ([]Counts[F], error) {
	p := populationOf(base)
	var w Where
	sums := make([]string, len(each))
	for i, f := range each {
		var part, cond Where
		p.cond(&part, s, f)
		cond.args = w.args
		cond.Or(&part)
		w.args = cond.args
		sums[i] = "COUNT(*) FILTER (WHERE " + cond.parts[0] + ")"
	}
	scoped(&w, s)
	if p.live != nil {
		p.live(&w, base)
	}
	p.cond(&w, s, base)
	key, group := "''", ""
	if column != "" {
		key, group = "CAST("+column+" AS TEXT)", " GROUP BY 1"
	}
	type row struct {
		key string
		n   []int
	}
	rows, err := All(ctx, t, func(r *row) []any {
		r.n = make([]int, len(each))
		places := []any{nullText{&r.key}}
		for i := range r.n {
			places = append(places, &r.n[i])
		}
		return places
	}, "SELECT "+key+", "+strings.Join(sums, ", ")+" FROM "+p.from+w.String()+group, w.Args()...)
	out := make([]Counts[F], len(rows))
	for i, r := range rows {
		out[i].Key = r.key
		for _, n := range r.n {
			out[i].N = append(out[i].N, indicator.Counted[F](n))
		}
	}
	return out, err
}

// CountEach counts cases: see the function of the same name.
func (t *Tx) CountEach(ctx context.Context, s access.Scope, base suggestion.Filter, each []suggestion.Filter) ([]int, error) {
	counts, err := CountEach(ctx, t, s, base, each)
	out := make([]int, len(counts))
	for i, c := range counts {
		out[i] = c.Int()
	}
	return out, err
}

// shared adds what a filter asks of the share a and its case s. Shares that have gone to others, and those of cases that were
// withdrawn, merged or not accepted, do not count.
func shared(w *Where, sc access.Scope, f suggestion.ShareFilter) {
	living(w, f)
	asked(w, sc, f)
}

func living(w *Where, f suggestion.ShareFilter) {
	if f.States == nil {
		w.And("a.state NOT IN ('reassigned', 'distributed', 'ended')")
	}
	w.And("s.state NOT IN ('merged', 'withdrawn', 'letter', 'refused', 'returned', 'offline')")
}

func asked(w *Where, sc access.Scope, f suggestion.ShareFilter) {
	filtered(w, sc, f.Case)
	w.AndIf(f.Unit != 0, "a.unit_id = ?", f.Unit)
	oneOf(w, "a.state", f.States)
	yesNo(w, "a.role <> 'co'", f.Answers)
	yesNo(w, "a.signed_on <> ''", f.Signed)
	yesNo(w, "a.signed_on <> '' AND a.sign_due <> '' AND a.signed_on <= a.sign_due", f.SignTime)
	yesNo(w, "a.replied_on <> '' OR a.class <> ''", f.Replied)
	yesNo(w, "a.round > 1", f.Redone)
	yesNo(w, "a.redo_due <> ''", f.RedoLimit)
	flag(w, "a.instructed = ?", f.Instructed)
	oneOf(w, "a.timing", f.Timings)
	w.AndIf(f.AnswerDue != "", "a.answer_due <> '' AND a.answer_due <= ?", f.AnswerDue)
	w.AndIf(f.Contact == "any", "a.contacts > 0")
	w.AndIf(f.Contact == "met", "a.met > 0")
	w.AndIf(f.Contact == "visited", "a.visited > 0")
	oneOf(w, "a.outcome", f.Outcomes)
	oneOf(w, "a.result", f.Results)
	oneOf(w, "a.redo_timing", f.RedoTimes)
	oneOf(w, "a.effect", f.Effects)
}

// yesNo adds a condition or its contrary.
func yesNo(w *Where, cond string, v *bool) {
	if v != nil {
		w.AndIf(*v, "("+cond+")")
		w.AndIf(!*v, "NOT ("+cond+")")
	}
}

// ID reads a group's key as an id; 0 when it has none.
func (c Counts[F]) ID() int64 {
	n, err := strconv.ParseInt(c.Key, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
