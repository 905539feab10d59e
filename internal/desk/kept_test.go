package desk_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// What is kept of lists and counts is what the rows hold after every change, on the node that made it and on another, for every reader. A writing
// transaction keeps nothing: it is asked what there is.
func TestWhatIsKeptIsWhatThereIs(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) {
			at, clock := url(t), storetest.NewClock()
			here, beside := storetest.Open(t, at, clock), storetest.Open(t, at, clock)
			o := testkit.Open(t, here)
			draft := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			old, c := o.Accepted("0001"), o.Accepted("0002")
			o.Must(testkit.Clerk, old.ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
			list, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "交办清单", On: "2026-03-02", Cases: []int64{old.ID}}})
			if err != nil {
				t.Fatal(err)
			}
			handled, urging := o.Handled("0003"), &letter{Office: o}
			if _, err := urging.step(testkit.Clerk, "draft_urging", `{"title":"函","unit":13,"cases":[`+itoa(handled.ID)+`],"text":"请办","due":"2030-03-01"}`, desk.DossierRequest{}); err != nil {
				t.Fatal(err)
			}
			act := func(post, part int64, do flow.Action, body string) func() error {
				return func() error {
					_, err := o.Try(post, c.ID, int(part), do, body)
					return err
				}
			}
			hidden := *o.Read(old.ID)
			hidden.ID, hidden.Number = 900_001, "0900"
			tx := func(f func(ctx context.Context, tx *store.Tx) error) func() error {
				return func() error {
					return here.Do(t.Context(), func(tx *store.Tx) error { return f(t.Context(), tx) })
				}
			}
			for _, step := range []struct {
				says    string
				do      func() error
				changes bool // what somebody reads
			}{
				{"nothing yet", func() error { return nil }, true},
				{"units are proposed", act(testkit.Clerk, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`), true},
				{"an act is refused", func() error {
					if act(testkit.Clerk, 0, "assign", `{}`)() == nil {
						t.Error("a clerk has assigned")
					}
					return nil
				}, false},
				{"a unit has it", act(testkit.Head, 0, "assign", `{"at_meeting":true}`), true},
				{"it is signed for", func() error { return act(testkit.Health, int64(o.Read(c.ID).Assignments[0].No), "sign_for", `{}`)() }, true},
				{"an import hides a suggestion", tx(func(ctx context.Context, tx *store.Tx) error {
					if err := tx.StartImport(ctx, store.ImportBatch{ID: 900_000, Congress: 1, Post: testkit.Clerk}); err != nil {
						return err
					}
					return tx.InsertHidden(ctx, 900_000, []*suggestion.Case{&hidden}, nil)
				}), false},
				{"the import is done", tx(func(ctx context.Context, tx *store.Tx) error { return tx.FinishImport(ctx, 900_000) }), true},
				{"a unit becomes an organ of the party", tx(func(ctx context.Context, tx *store.Tx) error {
					return tx.SaveOrg(ctx, org.Org{ID: testkit.HealthOrg, Congress: 1, Kind: org.PartyBody, Code: "h", Name: "市委某部"})
				}), true},
				{"a limit is near", tx(func(ctx context.Context, tx *store.Tx) error {
					return tx.AddNoticeOnce(ctx, 1, c.ID, suggestion.Notice{Holder: access.Body("unit", testkit.HealthOrg), Key: "clock_half"}, map[string]string{}, "once")
				}), true},
				{"promises are due", tx(func(ctx context.Context, tx *store.Tx) error {
					return tx.AddPromisesNotice(ctx, 1, suggestion.Notice{Holder: access.Body("unit", testkit.HealthOrg), Key: "promises_90"}, []store.PromiseMark{{Case: c.ID, Part: 1, Mark: "once"}})
				}), true},
				{"the limit of a letter is near", tx(func(ctx context.Context, tx *store.Tx) error {
					return tx.AddDossierNotice(ctx, store.DossierRef{ID: urging.id, Congress: 1}, access.Body("office", 1), "dossier_90", "2030-03-01", map[string]string{"task": "issue_urging"}, "letter")
				}), true},
				{"a hand-over list waits for the head", func() error {
					_, err := o.Handover(t.Context(), o.Actors[testkit.Clerk], list.List.ID, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}})
					return err
				}, true},
				{"the unit reads its notices", tx(func(ctx context.Context, tx *store.Tx) error {
					clock.Advance(time.Minute)
					return tx.SeeNotices(ctx, testkit.Health)
				}), true},
				{"the next session opens", func() error {
					clock.Advance(360 * 24 * time.Hour)
					return tx(func(ctx context.Context, tx *store.Tx) error {
						return tx.SaveSession(ctx, org.Session{ID: 31, Congress: 1, Term: 5, Number: 5, Year: 2027, Opens: "2027-02-01", Closes: "2027-02-05"})
					})()
				}, false},
				{"a draft is submitted in it", func() error {
					_, err := o.Try(testkit.Deputy, draft.ID, 0, "submit", `{}`)
					return err
				}, true},
			} {
				before := everythingKept(t, here, o)
				everythingKept(t, beside, o)
				if err := step.do(); err != nil {
					t.Fatalf("%s: %v", step.says, err)
				}
				want := everythingListed(t, here.Do, o)
				if step.says != "nothing yet" && cmp.Equal(before, want) == step.changes {
					t.Errorf("%s: changed %v", step.says, !step.changes)
				}
				for node, s := range map[string]*store.Store{"here": here, "beside": beside} {
					for range 2 { // worked out, and kept
						if diff := cmp.Diff(want, everythingKept(t, s, o)); diff != "" {
							t.Errorf("%s, read %s (-what there is +what is kept):\n%s", step.says, node, diff)
						}
					}
				}
			}
		})
	}
}

func everythingKept(t *testing.T, s *store.Store, o testkit.Office) map[string]string {
	t.Helper()
	return everythingListed(t, s.View, o)
}

// everythingListed is what every actor finds under some filters, in words.
func everythingListed(t *testing.T, within func(context.Context, func(*store.Tx) error) error, o testkit.Office) map[string]string {
	t.Helper()
	out := map[string]string{}
	filters := map[string]suggestion.Filter{
		"all": {}, "session": {Session: 21}, "next session": {Session: 31}, "department": {Session: 21, Body: "government"}, "waits": {Tasks: access.TaskNames},
		"own waits": {Tasks: access.TaskNames, Own: testkit.HealthOrg}, "newest": {Session: 21, Sort: "-changed", Limit: 1},
	}
	for who, a := range o.Actors {
		scope := access.Of(a)
		err := within(t.Context(), func(tx *store.Tx) error {
			for name, f := range filters {
				rows, next, n, err := tx.Cases(t.Context(), scope, f)
				if err != nil {
					return err
				}
				apart, err := tx.CountApart(t.Context(), scope, []suggestion.Filter{f})
				if err != nil {
					return err
				}
				if out[fmt.Sprint(who, " unseen")], err = unseen(t.Context(), tx, a); err != nil {
					return err
				}
				out[fmt.Sprint(who, " ", name)] = fmt.Sprintf("%d %d %q %+v", n, apart[0], next, rows)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// The log that a page shows is kept until the suggestion has another entry, and nothing that a reader does with it changes what the next one gets. A log
// that is shorter than it should be is read again each time.
func TestTheLogOfAPageIsKeptUntilItGrows(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Accepted("0001")
		read := func() (out []suggestion.Event) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				it, err := tx.ReadCase(t.Context(), c.ID)
				if err != nil {
					return err
				}
				out, err = tx.LogOf(t.Context(), it)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		raw := func(statement string) {
			t.Helper()
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(t.Context(), statement, c.ID)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		first := read()
		raw(`UPDATE event SET effective_on = '1999-01-01' WHERE kind = 'suggestion' AND aggregate_id = $1 AND seq = 1`)
		mine := read()
		if diff := cmp.Diff(first, mine); diff != "" {
			t.Errorf("not kept:\n%s", diff)
		}
		mine[0].Seq, mine[0].Action = 7, "x"
		if diff := cmp.Diff(first, read()); diff != "" {
			t.Errorf("a reader has changed what another gets:\n%s", diff)
		}
		o.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		grown := read()
		if len(grown) != len(first)+1 || grown[0].On != "1999-01-01" {
			t.Errorf("after an act there are %d entries, were %d, the first of %s", len(grown), len(first), grown[0].On)
		}
		o.Must(testkit.Head, c.ID, 0, "assign", `{"at_meeting":true}`)
		raw(`DELETE FROM event WHERE kind = 'suggestion' AND aggregate_id = $1 AND seq = 2`)
		short := len(read())
		raw(`DELETE FROM event WHERE kind = 'suggestion' AND aggregate_id = $1 AND seq = 3`)
		if got := len(read()); got != short-1 {
			t.Errorf("a log cut short is kept: %d entries, were %d", got, short)
		}
	})
}

func unseen(ctx context.Context, tx *store.Tx, a org.Actor) (string, error) {
	n, err := tx.UnseenAtHead(ctx, access.Of(a), dossier.ScopeOf(a), a.Post.ID)
	return strconv.Itoa(n), err
}
