package demo_test

import (
	"cmp"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// A list of what waits is put in order by the day that its lines show: that of what waits, or of the own unit's limit that ends before it. Its pages
// follow on each other, and what it calls overdue or near are the lines that show such a day.
func TestListsOfTasksAreInTheOrderOfTheirDays(t *testing.T) {
	const today = calendar.Day("2026-06-30")
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c, cases, apart := whole(t), map[int64]calendar.Day{}, 0
		for _, k := range c.Cases {
			if due := k.Due(); due != nil {
				cases[k.ID] = due.Due
			}
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range signing(c) {
				a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
				scope, days := access.Of(a), map[int64]calendar.Day{}
				for _, k := range c.Cases {
					if scope.Sees(k) {
						if day, waits := firstDay(k, a); waits {
							days[k.ID] = day
						}
					}
				}
				for _, order := range []string{"due", "-due"} {
					f := suggestion.Filter{Tasks: access.TaskNames, Own: access.OwnUnit(a), Sort: order, Limit: 7}
					var rows []store.CaseRow
					for more := true; more; more = f.After != "" {
						page, next, total, err := tx.Cases(t.Context(), scope, f)
						if err != nil {
							return err
						}
						if total != len(days) {
							t.Errorf("%s: %d listed, %d wait", p.Role, total, len(days))
						}
						if rows, f.After = append(rows, page...), next; len(rows) > total { // the cursor leads back
							break
						}
					}
					for i, r := range rows {
						if r.DueOn != days[r.ID] {
							t.Errorf("%s, case %d: shows %q, the first limit ends on %q", p.Role, r.ID, r.DueOn, days[r.ID])
						}
						if r.DueOn != "" && r.DueTask == "" && r.DueClock == "" {
							t.Errorf("%s, case %d: does not say what ends on %s", p.Role, r.ID, r.DueOn)
						}
						sign := 1
						if order == "-due" {
							sign = -1
						}
						if i > 0 && sign*cmp.Compare(last(rows[i-1].DueOn), last(r.DueOn)) > 0 {
							t.Errorf("%s by %s: %q stands before %q", p.Role, order, rows[i-1].DueOn, r.DueOn)
						}
						if r.DueOn != cases[r.ID] {
							apart++
						}
					}
					if len(rows) != len(days) {
						t.Errorf("%s by %s: %d lines, %d wait", p.Role, order, len(rows), len(days))
					}
				}
				for _, span := range []suggestion.Filter{{DueTo: today.AddDays(-1)}, {DueFrom: today, DueTo: today.AddDays(7)}, {DueFrom: today.AddDays(8)}} {
					want := 0
					for _, day := range days {
						if last(day) >= span.DueFrom && (span.DueTo == "" || last(day) <= span.DueTo) {
							want++
						}
					}
					span.Tasks, span.Own = access.TaskNames, access.OwnUnit(a)
					rows, _, total, err := tx.Cases(t.Context(), scope, span)
					if err != nil {
						return err
					}
					each, err := tx.CountEach(t.Context(), scope, suggestion.Filter{Tasks: access.TaskNames, Own: span.Own}, []suggestion.Filter{span})
					if err != nil {
						return err
					}
					if total != want || each[0] != want || len(rows) != min(want, 50) {
						t.Errorf("%s from %q to %q: %d and %d counted, %d listed, %d show such a day", p.Role, span.DueFrom, span.DueTo, total, each[0], len(rows), want)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if apart < 20 {
			t.Errorf("%d lines whose day is not the suggestion's own: too few to tell the orders apart", apart)
		}
	})
}

func last(day calendar.Day) calendar.Day { return cmp.Or(day, "9999-12-31") }

// firstDay is the day of the first limit of what waits for somebody on a case, and whether anything waits.
func firstDay(c *suggestion.Case, a org.Actor) (first calendar.Day, waits bool) {
	for _, k := range access.Tasks(c) {
		if k.For(a) {
			waits = true
			if k.Due != "" {
				first = min(last(first), k.Due)
			}
		}
	}
	for _, k := range c.Clocks {
		share := c.Assignment(k.Part)
		if own := access.OwnUnit(a); own != 0 && share != nil && share.Unit == own && k.Running() && k.Name.Limit().ForUnit() {
			first = min(last(first), k.Due)
		}
	}
	return first, waits
}
