package desk_test

import (
	"testing"
	"time"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
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

// The logs of dossiers and lists do not run backwards either, nor that of a case on which a dossier acts.
func TestAClockThatJumpsBackUnderADossier(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		l := &letter{Office: o}
		step := func(post int64, do string, body string) {
			t.Helper()
			if _, err := l.step(post, flow.Action(do), body, desk.DossierRequest{}); err != nil {
				t.Fatalf("%s: %v", do, err)
			}
		}
		step(testkit.Clerk, "draft_urging", `{"title":"函","unit":13,"cases":[`+itoa(c.ID)+`],"text":"请办","due":"2030-03-01"}`)
		list, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "交办清单", On: "2026-03-02"}})
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(-24 * time.Hour)
		step(testkit.Head, "issue_urging", `{"number":"督〔2026〕1号"}`)
		if _, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], list.List.ID, desk.ListRequest{Do: "drop_list", Cmd: &suggestion.Nothing{}}); err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			for _, log := range []struct {
				kind string
				id   int64
			}{{"urging", l.id}, {"suggestion", c.ID}, {handover.Kind, list.List.ID}} {
				events, err := tx.EventsOf(t.Context(), log.kind, log.id)
				if err != nil {
					return err
				}
				for i := 1; i < len(events); i++ {
					if events[i].At < events[i-1].At || events[i].On < events[i-1].On {
						t.Errorf("%s %d: %s at %d on %s comes after %s at %d on %s", log.kind, log.id, events[i].Action, events[i].At, events[i].On, events[i-1].Action, events[i-1].At, events[i-1].On)
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
