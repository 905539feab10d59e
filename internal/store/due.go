package store

import (
	"context"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// foreign are the limits that a unit does not see as its own next one.
var foreign = clockList(rule.ClocksBut(rule.Limit.ForUnit))

// clockList writes clocks as a list of the statement; of none, one in which no clock is.
func clockList(list []rule.Clock) string {
	if len(list) == 0 {
		return "('')"
	}
	words := make([]string, len(list))
	for i, k := range list {
		words[i] = "'" + string(k) + "'"
	}
	return "(" + strings.Join(words, ", ") + ")"
}

// dueColumn is the due day of a row: the case's, or that of one unit's own shares.
func dueColumn(f suggestion.Filter) string {
	if f.Own == 0 {
		return "s.due_on"
	}
	return "coalesce((SELECT MIN(k.due_on) FROM clock k WHERE k.suggestion_id = s.id AND k.unit_id = " + strconv.FormatInt(f.Own, 10) +
		" AND k.running AND k.name NOT IN " + foreign + "), '" + string(never) + "')"
}

// firstLimits are the cases on which something waits for the reader, each with the day of the limit that ends first: of what waits, and of the own
// unit's limits where the reader has a unit. The line of a list shows that limit (waitingDue), so that what is read is what is sorted.
func firstLimits(w *Where, sc access.Scope, f suggestion.Filter) string {
	cond, args := waits(sc, f.Tasks)
	if f.Own == 0 {
		return w.number("SELECT t.suggestion_id, MIN(t.due_on) AS due_on FROM task t WHERE "+cond+" GROUP BY t.suggestion_id", args)
	}
	return w.number("SELECT l.suggestion_id, MIN(l.due_on) AS due_on FROM (SELECT t.suggestion_id, t.due_on, 1 AS waits FROM task t WHERE "+cond+
		" UNION ALL SELECT k.suggestion_id, k.due_on, 0 FROM clock k WHERE "+ownLimits+") l GROUP BY l.suggestion_id HAVING MAX(l.waits) = 1",
		append(args, sc.Congress, f.Own))
}

// ownLimits is the condition on a clock k that it is a running limit of one unit that the unit sees as its own.
var ownLimits = "k.congress_id = ? AND k.unit_id = ? AND k.running = TRUE AND k.name NOT IN " + foreign

// due asks of the due day by which the list is put in order. That the first of several limits falls into a span is asked of the limits, which are
// few, and not of each case: one does by its end and none before its beginning.
func due(w *Where, sc access.Scope, f suggestion.Filter) {
	if f.Own == 0 && len(f.Tasks) == 0 {
		w.AndIf(f.DueFrom != "", "s.due_on >= ?", f.DueFrom)
		w.AndIf(f.DueTo != "", "s.due_on <= ?", f.DueTo)
		return
	}
	ends := func(by string, day calendar.Day) (string, []any) {
		var of []string
		var args []any
		if len(f.Tasks) > 0 {
			cond, more := waits(sc, f.Tasks)
			of, args = append(of, "SELECT t.suggestion_id FROM task t WHERE "+cond+" AND t.due_on "+by+" ?"), append(append(args, more...), day)
		}
		if f.Own != 0 {
			of, args = append(of, "SELECT k.suggestion_id FROM clock k WHERE "+ownLimits+" AND k.due_on "+by+" ?"), append(args, sc.Congress, f.Own, day)
		}
		return "(" + strings.Join(of, " UNION ALL ") + ")", args
	}
	if f.DueFrom != "" {
		early, args := ends("<", f.DueFrom)
		w.And("s.id NOT IN "+early, args...)
	}
	if f.DueTo != "" {
		done, args := ends("<=", f.DueTo)
		w.And("s.id IN "+done, args...)
	}
}

// waiting keeps the cases on which something waits for the reader. It looks only at the reader's own keys, so that a filter
// cannot ask what waits for others, and passes over what a second person must do after the reader.
func waiting(w *Where, s access.Scope, f suggestion.Filter) {
	if len(f.Tasks) == 0 {
		return
	}
	cond, args := waits(s, f.Tasks)
	w.And("s.id IN (SELECT t.suggestion_id FROM task t WHERE "+cond+")", args...)
}

// waits is the condition on a task t that it waits for the reader under one of the names.
func waits(s access.Scope, names []string) (cond string, args []any) {
	cond = "t.holder IN (" + marks(len(s.Keys)) + ") AND t.name IN (" + marks(len(names)) + ") AND t.except_person <> ?"
	return cond, append(append(anys(s.Keys), anys(names)...), s.Person)
}

type ownClock struct {
	id         int64
	due, start calendar.Day
	name       rule.Clock
}

// ownDue puts the limits of one unit's own shares into the rows, in place of the case's.
func (t *Tx) ownDue(ctx context.Context, rows []CaseRow, unit int64) error {
	if unit == 0 || len(rows) == 0 {
		return nil
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	var w Where
	w.And("k.unit_id = ?", unit)
	w.And("k.running AND k.name NOT IN " + foreign)
	In(&w, "k.suggestion_id", ids)
	clocks, err := All(ctx, t, func(k *ownClock) []any { return []any{&k.id, &k.due, &k.start, &k.name} },
		"SELECT k.suggestion_id, k.due_on, k.start_on, k.name FROM clock k"+w.String()+" ORDER BY k.due_on DESC, k.position DESC", w.Args()...)
	if err != nil {
		return err
	}
	first := map[int64]ownClock{}
	for _, k := range clocks {
		first[k.id] = k
	}
	for i := range rows {
		r, k := &rows[i], first[rows[i].ID]
		r.DueOn, r.DueStart, r.DueClock = never, k.start, k.name
		if k.due != "" {
			r.DueOn = k.due
		}
	}
	return nil
}

// waitingDue puts what waits for the reader into the rows of a list that asks for it, and the limit of it that ends first in place of a later one:
// the day of firstLimits. A limit of the row that ends on the same day stays named.
func (t *Tx) waitingDue(ctx context.Context, rows []CaseRow, s access.Scope, f suggestion.Filter) error {
	if len(f.Tasks) == 0 || len(rows) == 0 {
		return nil
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	waits, err := t.Tasks(ctx, s, ids, f.Tasks)
	for i := range rows {
		r := &rows[i]
		r.Waits = waits[r.ID]
		first := access.Task{Due: never}
		for _, k := range r.Waits {
			if k.Due != "" && k.Due < first.Due {
				first = k
			}
		}
		switch {
		case f.Own != 0 && r.DueOn < first.Due: // the unit's own limit, which waits behind no task
		case r.DueOn == first.Due:
			r.DueStart, r.DueTask = first.Start, first.Name
		default:
			r.DueOn, r.DueStart, r.DueClock, r.DueTask, r.Provisional = first.Due, first.Start, "", first.Name, false
		}
	}
	return err
}

// Tasks returns, by case, what waits for the reader on the given cases, only of the named kinds when there are names.
func (t *Tx) Tasks(ctx context.Context, s access.Scope, ids []int64, names []string) (map[int64][]access.Task, error) {
	type row struct {
		id int64
		access.Task
	}
	var w Where
	In(&w, "t.suggestion_id", ids)
	In(&w, "t.holder", s.Keys)
	w.And("t.except_person <> ?", s.Person)
	oneOf(&w, "t.name", names)
	rows, err := All(ctx, t, func(r *row) []any { return []any{&r.id, &r.Name, &r.Part, &r.Holder, &r.Start, &r.Due, &r.Except} },
		"SELECT t.suggestion_id, t.name, t.part, t.holder, t.start_on, t.due_on, t.except_person FROM task t"+w.String()+" ORDER BY t.suggestion_id, t.position", w.Args()...)
	out := map[int64][]access.Task{}
	for _, r := range rows {
		if r.Due == never {
			r.Due = ""
		}
		out[r.id] = append(out[r.id], r.Task)
	}
	return out, err
}
