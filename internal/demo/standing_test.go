package demo_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/supervision"
)

// What a seeded bulletin prints is what the record of the saved city says of its cut-off day.
func TestBulletinsTellWhatTheRecordSays(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c := whole(t)
		clerk := org.Actor{Post: org.Post{ID: 1, Congress: c.Home, Role: org.CommitteeClerk}}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			docs, err := tx.DossiersOf(t.Context(), c.Home, "bulletin", 0)
			if err != nil {
				return err
			}
			if len(docs) != 3 {
				t.Errorf("%d bulletins", len(docs))
			}
			for _, d := range docs {
				b := d.(*supervision.Bulletin)
				on, err := stats.StandingOn(t.Context(), tx, access.Of(clerk), b.Session, b.CutOff)
				if err != nil {
					return err
				}
				total := b.Totals[0]
				if total.Handed != on.All.Handed || total.Answered != on.All.Answered || total.Overdue != on.All.Overdue || total.Rated != on.All.Rated || total.Content != on.All.Content ||
					total.Complete != on.Whole || total.Units != len(on.Units) || total.Handed == 0 {
					t.Errorf("%s of %s: prints %+v, the record says %+v, %d units", b.Title, b.CutOff, total, on.All, len(on.Units))
				}
				for i, u := range on.Units {
					if l := b.Lines[i]; l.Unit != u.Unit || l.Handed != u.Handed || l.Answered != u.Answered || l.Overdue != u.Overdue {
						t.Errorf("%s, line %d: prints %+v, the record says %+v", b.CutOff, i, l, u)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
