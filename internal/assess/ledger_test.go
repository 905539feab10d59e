package assess_test

import (
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// promised leads a case to a reply with one promise by the end of August.
func promised(o testkit.Office, number string) *suggestion.Case {
	c := o.Handled(number)
	a := c.Assignments[0].No
	o.Must(testkit.Health, c.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-02","who":"某","rank":"section","text":"听取意见"}`)
	c = o.Must(testkit.Health, c.ID, a, "draft_reply", `{"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[{"words":"修缮","result":"完工","due":"2026-08-31"}]}`)
	r := c.Replies[0].No
	o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
	o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
	c = o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"`+number+`"}`)
	o.Must(testkit.Deputy, c.ID, a, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	for _, e := range o.Read(c.ID).Evaluations {
		c = o.Must(testkit.Deputy, c.ID, e.No, "finish_evaluation", `{}`)
	}
	return c
}

// The report on promises is asked for once the fourth quarter has begun, stays open until it is made, and tells the deputies.
func TestTheReportOnPromisesIsAskedForInTheFourthQuarter(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		opened := func(want int) {
			t.Helper()
			if n, err := assess.KeepLedger(t.Context(), o.Desk); err != nil || n != want {
				t.Errorf("opened %d, want %d: %v", n, want, err)
			}
		}
		clock.Advance(214 * 24 * time.Hour) // 2 October
		opened(0)                           // nobody has promised anything
		o.Handled("0001")
		clock.Advance(-214 * 24 * time.Hour)
		promised(o, "0002")
		opened(0) // in March
		clock.Advance(214 * 24 * time.Hour)
		err := s.Do(t.Context(), func(tx *store.Tx) error { // founded, its sessions not yet entered, and first in the list
			return tx.SaveCongress(t.Context(), org.Congress{ID: -1, Code: "anew", Name: "新设县人民代表大会", Level: org.County, Pack: "hunan-city"})
		})
		if err != nil {
			t.Fatal(err)
		}
		opened(1)
		opened(0) // once a year
		p := &paper{Office: o, kind: "ledger_report"}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			scope := dossier.ScopeOf(o.Actors[testkit.Clerk])
			tasks, err := tx.DossierTasks(t.Context(), scope, 10)
			if err != nil || len(tasks) != 1 || tasks[0].Name != "make_ledger_report" || tasks[0].Due != "2026-12-31" {
				t.Fatalf("tasks %+v %v", tasks, err)
			}
			p.id = tasks[0].ID
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		p.must(testkit.Health, 0, "make_ledger_report", `{"said":"x"}`, fault.NotFound)
		p.must(testkit.Clerk, 0, "make_ledger_report", `{}`, fault.Invalid)
		d := p.must(testkit.Clerk, 0, "make_ledger_report", `{"said":"逐项核实","lines":[{"unit":14,"all":99}]}`, "").(*look.LedgerReport)
		if len(d.Lines) != 1 || d.Lines[0] != (look.LedgerLine{Of: assess.ThisYear, Unit: testkit.HealthOrg, All: 1, Due: 1, Late: 1}) {
			t.Errorf("figures %+v", d.Lines)
		}
		p.must(testkit.Clerk, 0, "make_ledger_report", `{"said":"再报"}`, fault.Conflict)
		err = s.View(t.Context(), func(tx *store.Tx) error {
			a := o.Actors[testkit.Deputy]
			list, err := tx.Notices(t.Context(), access.Of(a), dossier.ScopeOf(a), 50)
			if err == nil && list[0].Key != "promises_reported" {
				t.Errorf("the deputy is told last of %s", list[0].Key)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// Across the change of term a promise goes on: its unit still owes it, last year's list has it, and whoever proposed it, a deputy no longer,
// sees it and nothing else, rates it, and loses sight of it when it is kept.
func TestAPromiseOutlivesTheTerm(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c, closed := promised(o, "0001"), o.Handled("0002")
		o.Must(testkit.Deputy, closed.ID, 0, "withdraw", `{"reason":"已解决"}`)
		k := c.Commitments[0].No
		clock.Advance(330 * 24 * time.Hour)
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := tx.SaveSession(t.Context(), org.Session{ID: 31, Congress: 1, Term: 6, Number: 1, Year: 2027, Opens: "2027-01-10", Closes: "2027-01-15"}); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), "UPDATE post SET mandate = 'former' WHERE id = $1", testkit.Deputy)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Desk.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		was := o.Actors[testkit.Deputy]
		was.Post.Mandate = org.Former
		o.Actors[testkit.Deputy] = was
		sees := func(want int) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				rows, _, n, err := tx.Cases(t.Context(), access.Of(was), suggestion.Filter{})
				if err == nil && (n != want || len(rows) != want) {
					t.Errorf("the former deputy sees %d suggestions, want %d", n, want)
				}
				if err != nil {
					return err
				}
				notices, err := tx.Notices(t.Context(), access.Of(was), dossier.ScopeOf(was), 50)
				for _, m := range notices {
					if m.Case == closed.ID {
						t.Errorf("told of %s on what is over", m.Key)
					}
				}
				if err != nil {
					return err
				}
				owed, _, _, err := tx.Commitments(t.Context(), access.Of(was), store.CommitmentFilter{Carried: 2027, States: suggestion.OwedStates})
				if err == nil && len(owed) != want {
					t.Errorf("last year's list has %d promises for the former deputy, want %d", len(owed), want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		sees(1)
		if _, err := o.Open(t.Context(), was, closed.ID); testkit.Kind(err) != fault.NotFound {
			t.Errorf("what is over opens: %v", err)
		}
		today := string(day(s))
		for until, want := range map[string]fault.Kind{"2026-08-01": fault.Invalid, "2026-12-31": fault.Invalid, today: fault.Invalid} {
			if _, err := o.Try(testkit.Health, c.ID, k, "move_date", `{"until":"`+until+`","reason":"资金未到位"}`); testkit.Kind(err) != want {
				t.Errorf("moved to %s on %s: %v", until, today, err)
			}
		}
		o.Must(testkit.Health, c.ID, k, "move_date", `{"until":"`+string(calendar.Day(today).AddDays(30))+`","reason":"资金未到位"}`)
		o.Must(testkit.Health, c.ID, k, "claim_done", `{"on":"`+today+`","evidence":"已验收"}`)
		o.Must(testkit.Deputy, c.ID, k, "rate_fulfilment", `{"rating":"satisfied"}`)
		sees(1)
		c = o.Must(testkit.Clerk, c.ID, k, "verify_fulfilment", `{}`)
		if c.State != suggestion.Closed || c.Assignments[0].Outcome != "SOLVED" {
			t.Errorf("kept: %s, %s", c.State, c.Assignments[0].Outcome)
		}
		sees(0)
		c = o.Must(testkit.Clerk, c.ID, k, "overturn", `{"reason":"现场核实未完工"}`)
		if c.State != suggestion.FollowUp || c.Assignments[0].Class != "B" {
			t.Errorf("untrue: %s, %s", c.State, c.Assignments[0].Class)
		}
		sees(1)
	})
}
