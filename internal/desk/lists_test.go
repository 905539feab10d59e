package desk_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// Numbers follow each other as numbers, page by page, both ways: 1000 comes after 999 and is the last one given.
func TestNumbersSortAsNumbers(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		want := []string{"7", "0998", "999", "1000", "1001"}
		for _, n := range []string{"1000", "999", "7", "1001", "0998"} {
			o.Accepted(n)
		}
		for _, sort := range []string{"number", "-number"} {
			var got []string
			f := suggestion.Filter{Sort: sort, Limit: 2}
			for more := true; more; more = f.After != "" {
				err := s.View(t.Context(), func(tx *store.Tx) error {
					rows, next, _, err := tx.Cases(t.Context(), access.Of(o.Actors[testkit.Clerk]), f)
					for _, r := range rows {
						got = append(got, r.Number)
					}
					f.After = next
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			if sort == "-number" {
				slices.Reverse(got)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s", sort, strings.Join(got, " "))
			}
		}
	})
}

// What is counted beside each other is what each list holds, for every actor and whatever is asked together.
func TestCountedApartIsWhatTheListsHold(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		for _, n := range []string{"0001", "0002"} {
			o.Accepted(n)
		}
		o.Handled("0003")
		asked := []suggestion.Filter{
			{Tasks: access.TaskNames},
			{States: access.Unfinished},
			{Tasks: []string{access.DoPropose, access.DoReply}},
			{Tasks: []string{access.DoReply}, States: []flow.State{suggestion.Handling}},
			{Session: 21},
			{DueTo: "2027-01-01"},
		}
		for _, name := range access.TaskNames {
			asked = append(asked, suggestion.Filter{Tasks: []string{name}})
		}
		waiting := 0
		for who, a := range o.Actors {
			err := s.View(t.Context(), func(tx *store.Tx) error {
				scope := access.Of(a)
				counts, err := tx.CountApart(t.Context(), scope, asked)
				if err != nil {
					return err
				}
				for i, f := range asked {
					_, _, n, err := tx.Cases(t.Context(), scope, f)
					if err != nil || n != counts[i] {
						t.Errorf("%v: %s: counted %d, listed %d, %v", who, f.Values().Encode(), counts[i], n, err)
					}
					waiting += len(f.Tasks) * n
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if waiting == 0 {
			t.Error("nothing waits for anybody: nothing was compared")
		}
	})
}

// A promise that its unit has declared done stands in the ledger at 100 %, whatever was reported before.
func TestAPromiseDeclaredDoneIsComplete(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		a := c.Assignments[0].No
		o.Must(testkit.Health, c.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`)
		c = o.Must(testkit.Health, c.ID, a, "draft_reply", `{"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[{"words":"修缮","result":"完工","due":"2026-12-01"}]}`)
		r := c.Replies[0].No
		o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
		o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
		c = o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"1"}`)
		k := c.Commitments[0].No
		for _, step := range []struct {
			do   flow.Action
			body string
			want int
		}{
			{"note_progress", `{"text":"已招标","percent":30}`, 30},
			{"claim_done", `{"on":"` + string(c.Replies[0].DeliveredOn) + `","evidence":"已验收"}`, 100},
		} {
			o.Must(testkit.Health, c.ID, k, step.do, step.body)
			err := s.View(t.Context(), func(tx *store.Tx) error {
				rows, _, _, err := tx.Commitments(t.Context(), access.Of(o.Actors[testkit.Clerk]), store.CommitmentFilter{})
				if err == nil && (len(rows) != 1 || rows[0].Percent != step.want) {
					t.Errorf("%s: %+v", step.do, rows)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
