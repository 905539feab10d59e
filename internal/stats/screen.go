package stats

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/indicator"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Screen (驾驶舱) is what somebody with two minutes is told of a year: where it stands, what is late and whose, what the deputies are
// unhappy with, what promises fall due, and how units stand to each other. Names of groups are codes of the catalogue.
type Screen struct {
	Year       Year
	Stages     []Group
	Late       Part
	LateUnits  []Line // by the unit that answers for the case; without one it waits for somebody else
	LateClocks []Group
	Unhappy    Breakdown // not satisfied, by category
	Worst      []store.CaseRow
	Owed       []Group // open promises of every year, by when they fall due
	Compared   Breakdown
}

// stages are the steps of the year in which a case can be, in order.
var stages = []struct {
	name   string
	states []flow.State
}{
	{"review", []flow.State{suggestion.Submitted, suggestion.Checking, suggestion.Reviewing}},
	{"pending", []flow.State{suggestion.Pending}},
	{"handling", []flow.State{suggestion.Assigned, suggestion.Handling}},
	{"replied", []flow.State{suggestion.Replied}},
	{"redoing", []flow.State{suggestion.Redoing}},
	{"evaluated", []flow.State{suggestion.Evaluated}},
	{"follow_up", []flow.State{suggestion.FollowUp}},
	{"done", []flow.State{suggestion.Closed, suggestion.Archived}},
}

// OfScreen gathers a session's screen as a scope sees it.
func OfScreen(ctx context.Context, tx *store.Tx, scope access.Scope, session int64) (Screen, error) {
	var v Screen
	var err error
	if v.Year, err = OfYear(ctx, tx, scope, session); err != nil {
		return v, err
	}
	if err = v.stages(ctx, tx, scope); err != nil {
		return v, err
	}
	if err = v.late(ctx, tx, scope); err != nil {
		return v, err
	}
	if err = v.owed(ctx, tx, scope); err != nil {
		return v, err
	}
	if v.Unhappy, err = BreakDown(ctx, tx, scope, session, "not_satisfied", indicator.ByCategory); err != nil {
		return v, err
	}
	if v.Compared, err = BreakDown(ctx, tx, scope, session, "satisfaction_shares", indicator.ByUnit); err != nil {
		return v, err
	}
	bad := suggestion.Filter{Session: session, Results: []suggestion.Rating{suggestion.NotSatisfied}, Sort: "-changed", Limit: 5}
	v.Worst, _, _, err = tx.Cases(ctx, scope, bad)
	return v, err
}

func (v *Screen) stages(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	var each []suggestion.Filter
	for _, s := range stages {
		each = append(each, suggestion.Filter{States: s.states})
	}
	n, err := store.CountEach(ctx, tx, scope, suggestion.Filter{Session: v.Year.Session.ID}, each)
	for i, s := range stages {
		if err == nil {
			v.Stages = append(v.Stages, Group{Name: s.name, N: n[i].Int(), List: query(each[i], v.Year.Session.ID)})
		}
	}
	return err
}

// late counts the cases that are past their nearest limit: by the unit, and by the limit.
func (v *Screen) late(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	base := suggestion.Filter{Session: v.Year.Session.ID, DueTo: tx.Today().AddDays(-1)}
	dir, err := tx.Directory(ctx, scope.Congress)
	if err != nil {
		return err
	}
	groups, err := store.CountGroups(ctx, tx, scope, base, []suggestion.Filter{{}}, indicator.ByUnit)
	if err != nil {
		return err
	}
	for _, g := range groups {
		part := Part{N: g.N[0].Int()}
		if g.ID() != 0 {
			part.List = query(narrowed(base, indicator.ByUnit, g.Key), 0)
		}
		v.Late.N += part.N
		v.LateUnits = append(v.LateUnits, Line{ID: g.ID(), Key: g.Key, Name: nameOf(dir, indicator.ByUnit, g.Key), Now: Share{Num: part}})
	}
	v.Late.List = query(base, 0)
	slices.SortFunc(v.LateUnits, func(a, b Line) int {
		if a.Now.Num.N != b.Now.Num.N {
			return b.Now.Num.N - a.Now.Num.N
		}
		return int(a.ID - b.ID)
	})
	var each []suggestion.Filter
	for _, k := range rule.Clocks {
		each = append(each, suggestion.Filter{Clock: k})
	}
	n, err := store.CountEach(ctx, tx, scope, base, each)
	if err != nil {
		return err
	}
	for i, k := range rule.Clocks {
		if n[i].Int() > 0 {
			f := base
			f.Clock = k
			v.LateClocks = append(v.LateClocks, Group{Name: string(k), N: n[i].Int(), List: query(f, 0)})
		}
	}
	return nil
}

// owed counts the open promises of all years by when they fall due.
func (v *Screen) owed(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	open := []flow.State{suggestion.Promised, suggestion.Claimed}
	today := tx.Today()
	spans := []struct {
		name     string
		from, to calendar.Day
	}{
		{"past", "", today.AddDays(-1)},
		{"month", today, today.AddDays(30)},
		{"quarter", today.AddDays(31), today.AddDays(90)},
		{"later", today.AddDays(91), ""},
	}
	var each []suggestion.PromiseFilter
	for _, s := range spans {
		each = append(each, suggestion.PromiseFilter{DueFrom: s.from, DueTo: s.to})
	}
	n, err := store.CountEach(ctx, tx, scope, suggestion.PromiseFilter{States: open}, each)
	if err != nil {
		return err
	}
	for i, s := range spans {
		f := each[i]
		f.States = open
		v.Owed = append(v.Owed, Group{Name: s.name, N: n[i].Int(), List: "?" + f.Values().Encode()})
	}
	return nil
}
