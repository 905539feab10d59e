package appraise_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/appraise"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

const sheet = `{"kind":"single","session":21,"stream":"session","delegation":11,"text":{"title":"往年建议"},"submitted_on":"2026-01-13","assigned_on":"2026-01-20",
	"shares":[{"unit":13,"role":"sole","replied_on":"2026-02-20","class":"A","result":"satisfied"}],"missing":["attitude"],"number":"`

// An imported year is corrected: the record, its lists and its figures from that day on; of the day before they say what they said; what was
// frozen stays, and whoever looks is told.
func TestACorrectionMovesTheRecordAndNotWhatIsFrozen(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		p := &paper{Office: testkit.Open(t, s), clock: clock, kind: "scoring"}
		c := p.Must(testkit.Clerk, 0, 0, "record_history", sheet+`0100"}`)
		other := p.Must(testkit.Clerk, 0, 0, "record_history", sheet+`0101"}`)
		p.pass(130)
		p.run(
			step{says: "a run", post: testkit.Clerk, do: "prepare_scoring", body: `{"title":"2026年考核","of":21,"scheme":"shijiazhuang","cut_off":"2026-06-30","ranking":"group"}`},
			step{says: "frozen", post: testkit.Clerk, do: "freeze_scoring", body: `{}`},
		)
		today := func() (day calendar.Day) {
			t.Helper()
			if err := s.View(t.Context(), func(tx *store.Tx) error { day = tx.Today(); return nil }); err != nil {
				t.Fatal(err)
			}
			return day
		}
		runs := func(want bool) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				list, err := appraise.FrozenOn(t.Context(), tx, 1, 21, c.ID)
				if len(list) != 1 || list[0].ID != p.id || list[0].Before != want {
					t.Errorf("frozen on %+v, want one and before: %v", list, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		classed := func(s *store.Store, class string, want int) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				_, _, n, err := tx.Cases(t.Context(), access.Of(p.Actors[testkit.Clerk]), suggestion.Filter{Class: class})
				if n != want {
					t.Errorf("%d of class %s, want %d", n, class, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		solved := func(on calendar.Day, want int) {
			t.Helper()
			kind, _ := report.Of("year", org.CommitteeClerk)
			r, err := report.Make(t.Context(), s, p.Actors[testkit.Clerk], report.Ask{Kind: kind, Session: 21, CutOff: on}, i18n.For(i18n.English))
			if err != nil {
				t.Fatal(err)
			}
			if n := r.Year.Value("solved").Numerator; n != want {
				t.Errorf("the report of %s counts %d solved, want %d", on, n, want)
			}
		}
		was := today()
		runs(false)
		classed(s, "A", 2)
		p.pass(1)

		c = p.Must(testkit.Clerk, c.ID, 0, "propose_correction", `{"field":"class","class":"C","why":"答复函为C类"}`)
		for post, want := range map[int64]fault.Kind{testkit.Clerk: fault.Invalid, testkit.Health: fault.NotFound, testkit.Foreign: fault.NotFound} {
			if _, err := p.Try(post, c.ID, c.Corrections[0].No, "correct", `{}`); testkit.Kind(err) != want {
				t.Errorf("post %d: %v, want %s", post, err, want)
			}
		}
		p.Must(testkit.Head, c.ID, c.Corrections[0].No, "correct", `{}`)
		runs(true)
		classed(s, "A", 1)
		classed(s, "C", 1)
		past, err := s.Past(t.Context(), 1, 21, store.At(was))
		if err != nil {
			t.Fatal(err)
		}
		classed(past, "A", 2)
		classed(past, "C", 0)
		if err := past.Close(); err != nil {
			t.Error(err)
		}
		solved(was, 2)
		solved(today(), 1)

		c = p.Must(testkit.Clerk, c.ID, 0, "propose_correction", `{"field":"number","to":"0102","why":"笔误"}`)
		other = p.Must(testkit.Clerk, other.ID, 0, "propose_correction", `{"field":"number","to":"0102","why":"笔误"}`)
		p.Must(testkit.Head, other.ID, other.Corrections[0].No, "correct", `{}`)
		_, err = p.Try(testkit.Head, c.ID, c.Corrections[1].No, "correct", `{}`)
		if f, ok := fault.As(err); !ok || f.Key != "fault.correction_number_taken" {
			t.Errorf("a number that another case got meanwhile: %v", err)
		}
		p.Must(testkit.Head, c.ID, c.Corrections[1].No, "refuse_correction", `{"decision":"编号已用"}`)
		clean(t, s)
	})
}
