package supervise_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// A leader finds the own instructions, a unit those that it is asked about, the committee all of them, and nobody else any.
func TestInstructionsAreFoundByWhomTheyConcern(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		one, two := h.Handled("0001"), h.Handled("0002")
		owed := h.Must(leader, one.ID, 0, "instruct", `{"text":"抓紧办理","until":"2030-04-01"}`).Instructions[0]
		reported := h.Must(leader, two.ID, 0, "instruct", `{"text":"抓紧办理","to":"units"}`).Instructions[0]
		h.Must(govLeader, two.ID, 0, "instruct", `{"text":"请牵头协调","to":"gov"}`)
		three := h.Handled("0003")
		h.Must(leader, three.ID, 0, "instruct", `{"text":"请政府办公室牵头","to":"gov"}`) // not one of the government's leader
		h.Must(testkit.Health, two.ID, reported.No, "report_instruction", `{"text":"已到现场"}`)
		for _, row := range []struct {
			who  int64
			what suggestion.InstructionStanding
			want string
		}{
			{leader, suggestion.AnyInstruction, "0001 0002 0003"},
			{leader, suggestion.OwedInstruction, "0001 0003"},
			{leader, suggestion.ToRead, "0002"},
			{leader, suggestion.AlreadyRead, ""},
			{govLeader, suggestion.AnyInstruction, "0002"},
			{govLeader, suggestion.ToRead, ""},
			{govDesk, suggestion.OwedInstruction, "0002 0003"},
			{govDesk, suggestion.ToRead, ""},
			{testkit.Health, suggestion.OwedInstruction, "0001"},
			{testkit.Health, suggestion.ToRead, "0002"},
			{testkit.Finance, suggestion.AnyInstruction, ""},
			{testkit.Deputy, suggestion.AnyInstruction, ""},
			{aide, suggestion.AnyInstruction, ""},
			{special, suggestion.AnyInstruction, ""},
			{testkit.Foreign, suggestion.AnyInstruction, ""},
			{testkit.Clerk, suggestion.AnyInstruction, "0001 0002 0003"},
			{testkit.Clerk, suggestion.ToRead, "0002"},
		} {
			err := s.View(t.Context(), func(tx *store.Tx) error {
				rows, _, _, err := tx.Cases(t.Context(), access.Of(h.Actors[row.who]), suggestion.Filter{Instruction: row.what, Sort: "number"})
				var got []string
				for _, r := range rows {
					got = append(got, r.Number)
				}
				if strings.Join(got, " ") != row.want {
					t.Errorf("%d asks for %s: %v, want %s", row.who, row.what, got, row.want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			got, err := tx.InstructionsBy(t.Context(), 1, leader, 9)
			if want := []store.InstructionRef{{Case: two.ID, Part: reported.No}, {Case: one.ID, Part: owed.No}}; len(got) != 3 || !slices.Equal(got[:2], want) {
				t.Errorf("the leader reads %v, want what waits for the leader first: %v", got, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		h.sound()
	})
}

// A form that shows another state than the present one is refused, the same form sent twice acts once, and what a person may not see is not there.
func TestAnInstructionIsAnsweredOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		h := open(t, s)
		c := h.Handled("0001")
		i := h.Must(leader, c.ID, 0, "instruct", `{"text":"抓紧办理"}`).Instructions[0]
		report := func(version int, key string) error {
			_, err := h.With(testkit.Health, c.ID, desk.Request{Part: i.No, Do: "report_instruction", Version: version, Key: key}, `{"text":"已到现场"}`)
			return err
		}
		for range 2 {
			if err := report(i.Version, "once"); err != nil {
				t.Fatal(err)
			}
		}
		h.Must(leader, c.ID, i.No, "return_instruction", `{"reason":"不具体"}`)
		if err := report(i.Version, "later"); testkit.Kind(err) != fault.Conflict {
			t.Errorf("a stale form: %v", err)
		}
		for who, want := range map[int64]fault.Kind{
			testkit.Deputy: fault.NotFound, testkit.Finance: fault.NotFound, aide: fault.NotFound, testkit.Foreign: fault.NotFound,
			special: fault.Forbidden, testkit.Clerk: fault.Forbidden, govDesk: fault.Forbidden,
		} {
			if _, err := h.Try(who, c.ID, i.No, "report_instruction", `{"text":"已办"}`); testkit.Kind(err) != want {
				t.Errorf("%d: %v, want %s", who, err, want)
			}
		}
		if got := h.Read(c.ID).Instruction(i.No); got.State != suggestion.SentBack || got.Report != "已到现场" {
			t.Errorf("it is %+v", got)
		}
		h.sound()
	})
}

// Whoever owes a report hears of its day; when it has passed, the leader does too. Each is told once.
func TestAReportOnAnInstructionIsAskedForInTime(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		h := open(t, s)
		c := h.Handled("0001")
		var until string
		err := s.View(t.Context(), func(tx *store.Tx) error {
			until = string(tx.Today().AddDays(10))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		h.Must(leader, c.ID, 0, "instruct", `{"text":"抓紧办理","until":"`+until+`"}`)
		h.Must(leader, c.ID, 0, "instruct", `{"text":"请专题报告","to":"office"}`) // no day is wanted
		for range 12 {
			for range 2 {
				if err := h.Remind(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			clock.Advance(24 * time.Hour)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			told, err := store.Column[string](t.Context(), tx, `SELECT holder || ' ' || key FROM notice WHERE suggestion_id = $1 AND args LIKE '%"instruction"%' ORDER BY key`, c.ID)
			if got := strings.Join(told, ", "); got != "unit:13 clock_101, unit:13 clock_50, unit:13 clock_75, unit:13 clock_90, post:202 instruction_late" {
				t.Errorf("told: %s", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// The time of a report that was sent back begins anew: nobody hears at once that nine tenths of it are gone, and the leader not that it is late when
// no other day was named.
func TestTheTimeForAReportThatWasSentBackBeginsAnew(t *testing.T) {
	for _, c := range []struct {
		name  string
		again int // the new day, in days from the sending back; 0 when none is named
		days  int
		want  string
	}{
		{"by another day", 10, 4, ""},
		{"by another day, half of the time is gone", 10, 6, "unit:13 clock_50"},
		{"by another day, which has passed", 10, 12, "post:202 instruction_late, unit:13 clock_101, unit:13 clock_50, unit:13 clock_75, unit:13 clock_90"},
		{"without another day", 0, 12, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
				h := open(t, s)
				x := h.Handled("0001")
				day := func(n int) string {
					return clock.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly)
				}
				i := h.Must(leader, x.ID, 0, "instruct", `{"text":"抓紧办理","until":"`+day(20)+`"}`).Instructions[0]
				h.Must(testkit.Health, x.ID, i.No, "report_instruction", `{"text":"已到现场"}`)
				clock.Advance(30 * 24 * time.Hour)
				cmd := `{"reason":"不具体"}`
				if c.again > 0 {
					cmd = `{"reason":"不具体","until":"` + day(c.again) + `"}`
				}
				h.Must(leader, x.ID, i.No, "return_instruction", cmd)
				for range c.days {
					if err := h.Remind(t.Context()); err != nil {
						t.Fatal(err)
					}
					clock.Advance(24 * time.Hour)
				}
				err := s.View(t.Context(), func(tx *store.Tx) error {
					told, err := store.Column[string](t.Context(), tx, `SELECT holder || ' ' || key FROM notice WHERE suggestion_id = $1 AND args LIKE '%"instruction"%' ORDER BY 1`, x.ID)
					if got := strings.Join(told, ", "); got != c.want {
						t.Errorf("told %q, want %q", got, c.want)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				h.sound()
			})
		})
	}
}
