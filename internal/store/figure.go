package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// population is how one kind of thing is counted: where its rows are, and what a filter asks of them.
type population struct {
	from string
	cond func(w *Where, s access.Scope, f any) // besides what live asks of every row
	live func(w *Where, f any)
	unit string // column of the unit that a row belongs to
	out  string // column of the outcome

	member string // column of what is counted once however many rows it has; empty when each row is one
}

// populationOf returns the population that a filter of this type narrows.
func populationOf(f any) population {
	switch f.(type) {
	case suggestion.ShareFilter:
		return population{
			"assignment a JOIN suggestion s ON s.id = a.suggestion_id",
			func(w *Where, s access.Scope, f any) { asked(w, s, f.(suggestion.ShareFilter)) },
			func(w *Where, f any) { living(w, f.(suggestion.ShareFilter)) }, "a.unit_id", "a.outcome", "",
		}
	case suggestion.FormFilter:
		return population{
			"evaluation e JOIN suggestion s ON s.id = e.suggestion_id",
			func(w *Where, s access.Scope, f any) { rated(w, s, f.(suggestion.FormFilter)) },
			func(w *Where, _ any) { alive(w) }, "e.unit_id", "s.outcome", "",
		}
	case suggestion.DeputyFilter:
		return population{
			"suggestion s",
			func(w *Where, s access.Scope, f any) { reached(w, s, f.(suggestion.DeputyFilter)) },
			func(w *Where, _ any) { leading(w, access.Scope{}, suggestion.DeputyFilter{}) }, "s.lead_unit", "s.outcome", "s.lead_post",
		}
	case suggestion.PromiseFilter:
		return population{
			"commitment k JOIN suggestion s ON s.id = k.suggestion_id",
			func(w *Where, s access.Scope, f any) { owed(w, s, f.(suggestion.PromiseFilter)) }, nil, "k.unit_id", "s.outcome", "",
		}
	}
	return population{
		"suggestion s", func(w *Where, s access.Scope, f any) { filtered(w, s, f.(suggestion.Filter)) }, nil, "s.lead_unit", "s.outcome", "",
	}
}

// sessionOf is the session that a filter keeps; 0 when it keeps several.
func sessionOf(f any) int64 {
	switch f := f.(type) {
	case suggestion.Filter:
		return f.Session
	case suggestion.ShareFilter:
		return f.Case.Session
	case suggestion.FormFilter:
		return f.Case.Session
	case suggestion.DeputyFilter:
		return f.Case.Session
	case suggestion.PromiseFilter:
		return f.Session
	}
	return 0
}

// column is what a dimension groups by. Whose identity is protected is grouped under no deputy, delegation or county for those who may not
// know the name: the rule of named.
func (p population) column(d indicator.Dimension, s access.Scope) (string, bool) {
	open := func(col string) string {
		if s.Names {
			return col
		}
		return "CASE WHEN s.protected THEN NULL ELSE " + col + " END"
	}
	switch d {
	case indicator.ByUnit:
		return p.unit, true
	case indicator.ByCategory:
		if p.member != "" { // once under the first level, also with two of its second
			return "(SELECT COALESCE(g.parent_id, g.id) FROM category g WHERE g.id = s.category_id)", true
		}
		return "s.category_id", true
	case indicator.ByDelegation:
		return open("s.delegation_id"), true
	case indicator.ByCounty:
		return open("s.county_id"), true
	case indicator.ByDeputy:
		return open("s.lead_post"), true
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
// one type count one population: 件, 件次, 份, 人 or 项.
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

// countGroups asks each condition once of each row and lets the database count the rows that agree in all of them; what a filter keeps,
// which is a set of conditions, is then a sum over few lines. Where several rows make one member a filter is one condition: some row of the
// member must meet all of it.
func countGroups[F indicator.Population](ctx context.Context, t *Tx, s access.Scope, base F, each []F, column string) ([]Counts[F], error) {
	p := populationOf(base)
	var w Where
	var known conditions
	asked := make([]answers, len(each))
	for i, f := range each {
		part := Where{each: true}
		p.cond(&part, s, f)
		if p.member != "" {
			part.merge()
		}
		asked[i] = known.of(&w, &part)
	}
	scoped(&w, s)
	if p.live != nil {
		p.live(&w, base)
	}
	p.cond(&w, s, base)
	key := "''"
	if column != "" {
		key = "CAST(" + column + " AS TEXT)"
	}
	columns, names := known.columns(p.member != "")
	members := ""
	if p.member != "" {
		members = " GROUP BY 1, " + p.member
	}
	rows, err := counting(ctx, t, s.Congress, sessionOf(base), func(r *agreeing) []any {
		r.all = make(answers, len(names))
		places := []any{nullText{&r.key}, &r.n}
		for i := range r.all {
			places = append(places, &r.all[i])
		}
		return places
	}, "SELECT q.g, COUNT(*)"+strings.Join(names, "")+" FROM (SELECT "+key+" AS g"+columns+" FROM "+p.from+w.String()+members+
		" LIMIT 9000000000000000000 OFFSET 0) q GROUP BY q.g"+strings.Join(names, ""), w.Args()...)
	var out []Counts[F]
	at := map[string]int{}
	for _, r := range rows {
		k, ok := at[r.key]
		if !ok {
			k = len(out)
			at[r.key], out = k, append(out, Counts[F]{Key: r.key, N: make([]indicator.Count[F], len(each))})
		}
		for i, a := range asked {
			if r.all.have(a) {
				out[k].N[i] = out[k].N[i].Plus(indicator.Counted[F](r.n))
			}
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
	alive(w)
}

// alive leaves out what hangs on cases that are answered elsewhere or not at all.
func alive(w *Where) {
	w.And("s.state NOT IN ('merged', 'withdrawn', 'letter', 'refused', 'returned', 'offline')")
}

func asked(w *Where, sc access.Scope, f suggestion.ShareFilter) {
	filtered(w, sc, f.Case)
	w.AndIf(f.Unit != 0, "a.unit_id = ?", f.Unit)
	oneOf(w, "a.state", f.States)
	yesNo(w, "a.role <> 'co'", f.Answers)
	yesNo(w, "a.signed_on <> ''", f.Signed)
	yesNo(w, "a.signed_on <> '' AND a.sign_due <> '' AND a.signed_on <= a.sign_due", f.SignTime)
	yesNo(w, answeredShare, f.Replied)
	yesNo(w, "a.round > 1", f.Redone)
	yesNo(w, "a.redo_due <> ''", f.RedoLimit)
	flag(w, "a.instructed = ?", f.Instructed)
	oneOf(w, "a.timing", f.Timings)
	w.AndIf(f.AnswerDue != "", "a.answer_due <> '' AND a.answer_due <= ?", f.AnswerDue)
	w.AndIf(f.Late != "", lateShare("?", "?"), true, f.Late)
	w.AndIf(f.Contact == "any", "a.contacts > 0")
	w.AndIf(f.Contact == "met", "a.met > 0")
	w.AndIf(f.Contact == "visited", "a.visited > 0")
	w.AndIf(f.Contact == suggestion.NeverContacted, "a.contacts = 0 AND s.history = ?", false)
	oneOf(w, "a.outcome", f.Outcomes)
	oneOf(w, "a.result", f.Results)
	oneOf(w, "a.redo_timing", f.RedoTimes)
	oneOf(w, "a."+effectOf(sc), f.Effects)
	for _, k := range f.Case.Known { // a sheet may tell of one unit's answer and not of another's, or of the case's alone
		w.AndIf(k == suggestion.ClassFact, "s.history = ? OR a.class <> ''", false)
		w.AndIf(k == suggestion.RepliedFact, "s.history = ? OR "+answeredShare, false)
	}
}

// answeredShare is the condition that a unit answered its share; of a past year it may be known by its class or its words alone.
const answeredShare = "a.replied_on <> '' OR a.class <> '' OR s.history AND a.reply_state = 'delivered'"

// harmless are the limits by which no unit is late.
var harmless = clockList(rule.ClocksBut(func(l rule.Limit) bool { return l.Late }))

// lateShare is the condition that a limit of the share a ran out before a day and still runs; the arguments are the marks of true and the day.
func lateShare(yes, day string) string {
	return `EXISTS (SELECT 1 FROM clock k WHERE k.suggestion_id = a.suggestion_id AND k.part = a.part
		AND k.running = ` + yes + ` AND k.due_on < ` + day + ` AND k.name NOT IN ` + harmless + `)`
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
