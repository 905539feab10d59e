package registry_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// year2027 is invented: no notice for that year has been published.
const year2027 = `date,name,kind
2027-01-01,元旦,off
2027-02-05,春节,off
2027-02-06,春节,off
2027-02-07,春节,off
2027-02-08,春节,off
2027-02-09,春节,off
2027-02-10,春节,off
2027-04-05,清明节,off
2027-05-01,劳动节,off
2027-05-02,劳动节,off
2027-05-03,劳动节,off
2027-05-04,劳动节,off
2027-06-09,端午节,off
2027-09-15,中秋节,off
2027-10-01,国庆节,off
2027-10-02,国庆节,off
2027-10-03,国庆节,off
2027-10-04,国庆节,off
2027-10-05,国庆节,off`

func TestALaterYearMovesOpenDates(t *testing.T) {
	towns(t, func(o *town) {
		o.clock.Advance(248 * 24 * time.Hour) // 2026-11-05
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		k := c.Clock("reply", c.Assignments[0].No)
		if k.Due != "2027-02-05" || !k.Provisional {
			t.Fatalf("before: %+v", k)
		}
		cmd := &roster.ImportYear{Notice: "某发〔2026〕9号", Data: year2027}
		preview, err := o.PreviewYear(t.Context(), cmd)
		if err != nil || preview.Data.Year != 2027 || preview.Moves.Cases() != 1 || o.read(c.ID).Seq != c.Seq {
			t.Fatalf("preview %+v %v", preview, err)
		}
		_, err = o.act(admin, roster.Calendars, 0, "import_year", `{"notice":"n","data":"date,name,kind\n2027-01-01,元旦,off"}`)
		o.refused("a year with holes", err, fault.Invalid, "data:calendar.")
		body, _ := json.Marshal(cmd)
		if r := o.must(admin, roster.Calendars, 0, "import_year", string(body)); r.Cases != 1 {
			t.Errorf("%d cases counted anew, want 1", r.Cases)
		}
		now := o.read(c.ID)
		if k := now.Clock("reply", c.Assignments[0].No); k.Due != "2027-02-11" || k.Provisional {
			t.Errorf("after: %+v", k)
		}
		if now.Seq != c.Seq+1 {
			t.Errorf("%d events in the case's log, want %d", now.Seq, c.Seq+1)
		}
		if n, err := o.Recount(t.Context()); n != 0 || err != nil {
			t.Errorf("a second recount moved %d cases: %v", n, err)
		}
		o.whole(c.ID)
	})
}

// What a node decides before it has heard of a calendar that another one imported is counted anew by itself.
func TestANodeThatHearsOfACalendarLateCountsAnew(t *testing.T) {
	towns(t, func(o *town) {
		o.clock.Advance(248 * 24 * time.Hour) // 2026-11-05
		preview, err := o.PreviewYear(t.Context(), &roster.ImportYear{Notice: "某发〔2026〕9号", Data: year2027})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Store.Do(t.Context(), func(tx *store.Tx) error { return tx.AddCalendarYear(t.Context(), preview.Data, admin) }); err != nil {
			t.Fatal(err)
		}
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		if k := c.Clock("reply", c.Assignments[0].No); k.Due != "2027-02-05" || !k.Provisional {
			t.Fatalf("the node knows already: %+v", k)
		}
		for range 2 {
			if err := o.Follow(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		now := o.read(c.ID)
		if k := now.Clock("reply", c.Assignments[0].No); k.Due != "2027-02-11" || k.Provisional || now.Seq != c.Seq+1 {
			t.Errorf("after %d events: %+v", now.Seq-c.Seq, k)
		}
		o.whole(c.ID)
	})
}

// What counts from the close of the session counts from it also when its day is entered, or corrected, after the hand-over.
func TestAClosingDayThatComesLateMovesOpenDates(t *testing.T) {
	towns(t, func(o *town) {
		o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"shandong"}`)
		s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		done := o.assigned("0002", `[{"unit":14,"role":"sole"}]`)
		o.step(deputy, done.ID, 0, "withdraw", `{"reason":"另行联系"}`)
		dues := func(what, reply, most string, seq int) {
			t.Helper()
			now := o.read(c.ID)
			a := now.Assignments[0].No
			if r, m := now.Clock("reply", a).Due, now.Clock("reply_max", a).Due; string(r) != reply || string(m) != most || now.Seq != seq {
				t.Errorf("%s: reply %s, at most %s, %d events; want %s, %s, %d", what, r, m, now.Seq, reply, most, seq)
			}
			o.whole(c.ID)
		}
		dues("handed over", "2026-06-02", "2026-09-02", c.Seq)
		foreseen := func(do flow.Action, body string) (registry.Moves, error) {
			cmd, _, _ := roster.NewCommand(do)
			if err := json.Unmarshal([]byte(body), cmd); err != nil {
				t.Fatal(err)
			}
			return o.PreviewClose(t.Context(), o.who(admin), s, do, cmd)
		}
		moves, err := foreseen("close_session", `{"closes":"2026-02-28"}`)
		if err != nil || len(moves) != 2 || moves.Cases() != 1 || moves[0].Number != "0001" || moves[0].Clock.Was.Due != "2026-06-02" || moves[0].Clock.Now.Due != "2026-05-28" {
			t.Errorf("foreseen %+v %v", moves, err)
		}
		dues("foreseen only", "2026-06-02", "2026-09-02", c.Seq)
		_, err = foreseen("close_session", `{"closes":"2026-02-20"}`)
		o.refused("foreseen before it opens", err, fault.Invalid, "closes:roster.closes_first")
		_, err = o.PreviewClose(t.Context(), o.who(foreign), s, "close_session", &roster.CloseSession{Closes: "2026-02-28"})
		o.refused("foreseen from another congress", err, fault.NotFound, "fault.not_found")

		if r := o.must(admin, roster.Sessions, s, "close_session", `{"closes":"2026-02-28"}`); r.Cases != 1 {
			t.Errorf("%d cases moved, want 1", r.Cases)
		}
		dues("closed", "2026-05-28", "2026-08-28", c.Seq+1)
		if r := o.must(admin, roster.Sessions, s, "correct_closing", `{"closes":"2026-02-28"}`); r.Cases != 0 {
			t.Errorf("the same day moved %d cases", r.Cases)
		}
		if r := o.must(admin, roster.Sessions, s, "correct_closing", `{"closes":"2026-03-01"}`); r.Cases != 1 {
			t.Errorf("%d cases moved by the correction, want 1", r.Cases)
		}
		dues("corrected", "2026-06-01", "2026-09-01", c.Seq+2)
		o.must(admin, roster.Sessions, s, "plan_handover", `{"handover":"2026-03-02"}`)
		dues("the hand-over day moves nothing", "2026-06-01", "2026-09-01", c.Seq+2)
	})
}

// Only cases of which a date may count from the close are read, and none whose date moves is passed over: whatever the pack, the state and the day.
func TestNothingThatCountsFromTheCloseIsPassedOver(t *testing.T) {
	for _, pack := range []string{"shandong", "shanghai", "hunan-city", "beijing"} {
		t.Run(pack, func(t *testing.T) {
			towns(t, func(o *town) {
				o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"`+pack+`"}`)
				s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
				var all []int64
				for n, acts := range [][]string{
					{},
					{"start_review"},
					{"start_review", "accept"},
					{"start_review", "accept", "propose_units", "assign"},
					{"start_review", "accept", "propose_units", "assign", "merge"},
					{"start_review", "accept", "merge"},
					{"withdraw"},
				} {
					c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
					o.step(deputy, c.ID, 0, "submit", `{}`)
					for _, do := range acts {
						who, body := clerk, `{}`
						switch do {
						case "accept":
							body = `{"number":"000` + strconv.Itoa(n) + `","category":5}`
						case "propose_units":
							body = `{"shares":[{"unit":13,"role":"sole"}]}`
						case "assign":
							who = head
						case "merge":
							body = `{"into":` + strconv.FormatInt(all[3-n%2], 10) + `}`
						case "withdraw":
							who, body = deputy, `{"reason":"另行联系"}`
						}
						o.step(int64(who), c.ID, 0, flow.Action(do), body)
					}
					all = append(all, c.ID)
				}
				err := o.Store.View(t.Context(), func(tx *store.Tx) error {
					read, err := tx.CasesFromClose(t.Context(), s)
					if err != nil {
						return err
					}
					if len(read) >= len(all) {
						t.Errorf("all %d cases are read", len(read))
					}
					for _, closes := range []calendar.Day{"2026-02-25", "2026-02-28", "2026-03-06"} {
						for _, id := range all {
							c, err := tx.ReadCase(t.Context(), id)
							if err != nil {
								return err
							}
							env, _, err := desk.Env(t.Context(), tx, c.Congress, c, tx.Today())
							if err != nil {
								return err
							}
							env.Closes = closes
							if moved := suggestion.MovedByClose(c, env); len(moved) > 0 && c.State != suggestion.Withdrawn && !slices.Contains(read, id) {
								t.Errorf("closed on %s, a %s case moves and is not read: %+v", closes, c.State, moved)
							}
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

// Where only the close begins to count, it begins when the day is known; where nothing counts from it, nothing moves.
func TestAClosingDayBeginsWhatWaitedForIt(t *testing.T) {
	for _, row := range []struct {
		pack string
		due  calendar.Day // of handing over, once the session is closed
	}{{"shanghai", "2026-03-30"}, {"hunan-city", ""}} {
		t.Run(row.pack, func(t *testing.T) {
			towns(t, func(o *town) {
				o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"`+row.pack+`"}`)
				s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
				c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
				o.step(deputy, c.ID, 0, "submit", `{}`)
				o.step(clerk, c.ID, 0, "start_review", `{}`)
				c = o.step(clerk, c.ID, 0, "accept", `{"number":"0001","category":5}`)
				if k := c.Clock("assign", 0); row.due != "" && k != nil {
					t.Fatalf("counts before the close: %+v", k)
				}
				r := o.must(admin, roster.Sessions, s, "close_session", `{"closes":"2026-02-28"}`)
				k := o.read(c.ID).Clock("assign", 0)
				if row.due == "" && (r.Cases != 0 || o.read(c.ID).Seq != c.Seq) || row.due != "" && (r.Cases != 1 || k == nil || k.Due != row.due) {
					t.Errorf("%d cases, clock %+v, want %s", r.Cases, k, row.due)
				}
				o.whole(c.ID)
			})
		})
	}
}
