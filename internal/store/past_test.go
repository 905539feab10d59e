package store_test

import (
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// What was counted on a day can be counted again later: done by one day, recorded by another.
func TestTheRecordAsItStood(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		o.Accepted("0002")
		today := calendar.DayOf(time.Now().In(time.FixedZone("CST", 8*60*60)))
		if err := s.View(t.Context(), func(tx *store.Tx) error { today = tx.Today(); return nil }); err != nil {
			t.Fatal(err)
		}
		scope := access.Of(org.Actor{Post: org.Post{Congress: 1, Role: org.CommitteeClerk}})
		for _, k := range []struct {
			name                string
			effective, recorded calendar.Day
			want                int
		}{
			{"all of it", today, today, 2},
			{"nothing was done by the day before", today.AddDays(-1), today, 0},
			{"nothing was recorded by the day before", today, today.AddDays(-1), 0},
		} {
			past, err := s.Past(t.Context(), 1, 0, store.CutOff{Effective: k.effective, Recorded: k.recorded})
			if err != nil {
				t.Fatal(err)
			}
			err = past.View(t.Context(), func(tx *store.Tx) error {
				rows, _, n, err := tx.Cases(t.Context(), scope, suggestion.Filter{Sort: "number"})
				if n != k.want || tx.Today() != k.effective {
					t.Errorf("%s: %d cases on %s, want %d", k.name, n, tx.Today(), k.want)
				}
				if n > 0 && (rows[0].ID != c.ID || rows[0].State != c.State || rows[0].Unit != testkit.HealthOrg) {
					t.Errorf("%s: %+v", k.name, rows[0])
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
			if err := past.Close(); err != nil {
				t.Error(err)
			}
		}
		if past, err := s.Past(t.Context(), 2, 0, store.CutOff{Effective: today, Recorded: today}); err != nil {
			t.Error(err)
		} else {
			_ = past.Close()
		}
	})
}

// Whom the units had reached by a day is the same however much they speak with afterwards.
func TestDeputiesReachedByADay(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		o := testkit.Open(t, s)
		k := o.Handled("0001")
		day := calendar.DayOf(c.Now().In(time.FixedZone("CST", 8*60*60)))
		c.Advance(30 * 24 * time.Hour)
		later := day.AddDays(30)
		k = o.Must(testkit.Health, k.ID, k.Assignments[0].No, "note_contact", `{"phase":"before","way":"visit","on":"`+string(later)+`","who":"某","rank":"section","text":"当面沟通"}`)
		o.Must(testkit.Deputy, k.ID, k.Contacts[0].No, "confirm_contact", `{}`)
		reached := func(s *store.Store, contact string) (n int) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) (err error) {
				_, _, n, err = tx.DeputyRows(t.Context(), access.Of(o.Actors[testkit.Clerk]), suggestion.DeputyFilter{Contact: contact})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if all, met := reached(s, ""), reached(s, "visited"); all != 1 || met != 1 {
			t.Errorf("today %d of %d were visited", met, all)
		}
		for on, want := range map[calendar.Day]int{day: 0, later: 1} {
			past, err := s.Past(t.Context(), 1, 0, store.At(on))
			if err != nil {
				t.Fatal(err)
			}
			if all, met := reached(past, ""), reached(past, "visited"); all != 1 || met != want {
				t.Errorf("on %s %d of %d were visited, want %d", on, met, all, want)
			}
			_ = past.Close()
		}
	})
}
