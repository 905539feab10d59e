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
