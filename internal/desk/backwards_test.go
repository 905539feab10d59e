package desk_test

import (
	"testing"
	"time"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// A machine's clock that jumps back two months neither stops the work nor makes the record run backwards, and lengthens no limit.
func TestAClockThatJumpsBack(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		a := c.Assignments[0]
		assigned, due := a.AssignedOn, c.Clock("reply", a.No).Due
		contact := `{"phase":"before","way":"visit","on":"` + string(assigned) + `","who":"某","rank":"section","text":"听取意见"}`

		clock.Advance(-60 * 24 * time.Hour)
		if _, err := o.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		o.Must(testkit.Health, c.ID, a.No, "note_contact", contact)
		o.Must(testkit.Clerk, c.ID, 0, "urge", `{"text":"请抓紧"}`)
		clock.Advance(61 * 24 * time.Hour)
		now := o.Must(testkit.Clerk, c.ID, 0, "urge", `{"text":"再催"}`)
		if k := now.Clock("reply", a.No); k.Due != due {
			t.Errorf("the reply falls due on %s, was %s", k.Due, due)
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			log, err := tx.Events(t.Context(), c.ID)
			for i := 1; i < len(log); i++ {
				if log[i].At < log[i-1].At || log[i].On < assigned && log[i-1].On >= assigned {
					t.Errorf("event %d is recorded at %d on %s, the one before at %d on %s", log[i].Seq, log[i].At, log[i].On, log[i-1].At, log[i-1].On)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		check(t, s, c.ID)
	})
}
