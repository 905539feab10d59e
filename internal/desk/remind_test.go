package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// A unit hears of its time for signing on the first day on which the share is reached, rounded up to whole days; the shares are those of the
// day before it was moved over a holiday, overdue is what lies after the day it was moved to. Every stage is told once.
func TestRemindersComeOnTheirDays(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		clock.Advance(200 * 24 * time.Hour)
		o := testkit.Open(t, s)
		c := o.Accepted("0001")
		o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		c = o.Must(testkit.Head, c.ID, 0, "assign", `{}`)
		if k := c.Clock("sign_for", c.Assignments[0].No); c.AssignedOn != "2026-09-18" || k.Raw != "2026-09-25" || k.Due != "2026-09-28" {
			t.Fatalf("handed over on %s: %+v", c.AssignedOn, k)
		}
		said := map[string]calendar.Day{}
		for range 12 {
			for range 2 { // a second run on the same day says nothing
				if err := o.Remind(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			err := s.View(t.Context(), func(tx *store.Tx) error {
				keys, err := store.Column[string](t.Context(), tx, `SELECT key FROM notice WHERE suggestion_id = $1 AND args LIKE '%sign_for%' ORDER BY key`, c.ID)
				if len(slices.Compact(slices.Clone(keys))) != len(keys) {
					t.Errorf("on %s: %v", tx.Today(), keys)
				}
				for _, k := range keys {
					if _, ok := said[k]; !ok {
						said[k] = tx.Today()
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			clock.Advance(24 * time.Hour)
		}
		var got []string
		for _, key := range []string{"clock_50", "clock_75", "clock_90", "clock_101"} {
			got = append(got, key+" "+string(said[key]))
		}
		want := "clock_50 2026-09-22, clock_75 2026-09-24, clock_90 2026-09-25, clock_101 2026-09-29"
		if strings.Join(got, ", ") != want || len(said) != 4 {
			t.Errorf("got %v\nwant %s", said, want)
		}
	})
}

// The committee, and not the unit whose answer was judged, hears of its time for deciding whether to handle again.
func TestTheCommitteeIsRemindedToDecide(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		a := c.Assignments[0].No
		answer(o, c.ID, a)
		c = o.Must(testkit.Deputy, c.ID, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}`)
		c = o.Must(testkit.Deputy, c.ID, c.Evaluations[0].No, "finish_evaluation", `{}`)
		if k := c.Clock("redo_decide", a); k == nil || c.Due() != k || k.Due != "2026-03-09" {
			t.Fatalf("the limit is %+v, the case's %+v", k, c.Due())
		}
		for range 9 {
			if err := o.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
			clock.Advance(24 * time.Hour)
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			told, err := store.Column[string](t.Context(), tx, `SELECT holder || ' ' || key FROM notice WHERE args LIKE '%redo_decide%' ORDER BY key`)
			if got := strings.Join(told, ", "); got != "office:1 clock_101, office:1 clock_50, office:1 clock_75, office:1 clock_90" {
				t.Errorf("told: %s", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		check(t, s, c.ID)
	})
}
