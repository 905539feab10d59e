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
				units, err := tx.StandingOn(t.Context(), access.Of(clerk), b.Session, b.CutOff)
				if err != nil {
					return err
				}
				var all supervision.BulletinTotal
				for _, u := range units {
					all.Units, all.Handed, all.Answered, all.Overdue = all.Units+1, all.Handed+u.Handed, all.Answered+u.Answered, all.Overdue+u.Overdue
					all.Rated, all.Content = all.Rated+u.Rated, all.Content+u.Content
					if u.Answered == u.Handed {
						all.Complete++
					}
				}
				all.Rate = stats.Permille(all.Answered, all.Handed)
				if b.Totals[0] != all || all.Handed == 0 {
					t.Errorf("%s of %s: prints %+v, the record says %+v", b.Title, b.CutOff, b.Totals[0], all)
				}
				for i, u := range units {
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
