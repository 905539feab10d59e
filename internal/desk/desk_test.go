package desk_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestActsOnTheRoad(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		a := c.Assignments[0].No

		t.Run("a stranger's congress finds nothing", func(t *testing.T) {
			if _, err := o.Try(testkit.Foreign, c.ID, 0, "urge", `{"text":"x"}`); testkit.Kind(err) != fault.NotFound {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a unit without a share finds nothing", func(t *testing.T) {
			if _, err := o.Open(t.Context(), o.Actors[testkit.Finance], c.ID); testkit.Kind(err) != fault.NotFound {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the same number twice is refused beside the field", func(t *testing.T) {
			d := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			o.Must(testkit.Deputy, d.ID, 0, "submit", `{}`)
			o.Must(testkit.Clerk, d.ID, 0, "start_review", `{}`)
			_, err := o.Try(testkit.Clerk, d.ID, 0, "accept", `{"number":"0001","category":5}`)
			f, ok := fault.As(err)
			if !ok || len(f.Fields) != 1 || f.Fields[0].Name != "number" {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a stale form is refused and changes nothing", func(t *testing.T) {
			before := o.Must(testkit.Clerk, c.ID, 0, "urge", `{"text":"请抓紧"}`)
			_, err := o.With(testkit.Clerk, c.ID, desk.Request{Do: "urge", Version: before.Version - 1}, `{"text":"再催"}`)
			if testkit.Kind(err) != fault.Conflict {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the same request twice acts once", func(t *testing.T) {
			r := desk.Request{Part: a, Do: "note_contact", Key: "k1"}
			body := `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`
			if _, err := o.With(testkit.Health, c.ID, r, body); err != nil {
				t.Fatal(err)
			}
			again, err := o.With(testkit.Health, c.ID, r, body)
			if err != nil || !again.Repeated || len(again.Case.Contacts) != 1 {
				t.Errorf("got %v %v", again.Repeated, err)
			}
			if _, err := o.With(testkit.Health, c.ID, r, `{"phase":"after","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"别的"}`); testkit.Kind(err) != fault.Invalid {
				t.Errorf("another command under the same key: %v", err)
			}
		})
		t.Run("the same key with another day is another request", func(t *testing.T) {
			r := desk.Request{Do: "urge", Key: "k2"}
			if _, err := o.With(testkit.Clerk, c.ID, r, `{"text":"请抓紧"}`); err != nil {
				t.Fatal(err)
			}
			r.On, r.Why = o.Read(c.ID).AssignedOn, "补录"
			if _, err := o.With(testkit.Clerk, c.ID, r, `{"text":"请抓紧"}`); testkit.Kind(err) != fault.Invalid {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the same key for another part is another request, however far its number", func(t *testing.T) {
			r := desk.Request{Part: a, Do: "note_contact", Key: "k3"}
			body := `{"phase":"before","way":"visit","on":"2026-01-21","who":"某","rank":"section","text":"听取意见"}`
			if _, err := o.With(testkit.Health, c.ID, r, body); err != nil {
				t.Fatal(err)
			}
			for _, far := range []int{1 << 8, 1 << 16, 1 << 32} {
				r.Part = a + far
				if _, err := o.With(testkit.Health, c.ID, r, body); testkit.Kind(err) != fault.Invalid {
					t.Errorf("part %d: %v", r.Part, err)
				}
			}
		})
		t.Run("a unit may not date its own act", func(t *testing.T) {
			_, err := o.With(testkit.Health, c.ID, desk.Request{Part: a, Do: "plan", On: "2026-01-02", Why: "x"}, `{"plan":"x"}`)
			if testkit.Kind(err) != fault.Forbidden {
				t.Errorf("got %v", err)
			}
		})
		t.Run("nothing is dated before the step it follows", func(t *testing.T) {
			d := o.Accepted("0003")
			o.Must(testkit.Clerk, d.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			_, err := o.With(testkit.Head, d.ID, desk.Request{Do: "assign", On: "2026-01-20", Why: "补录"}, `{}`)
			if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "effective_on" {
				t.Errorf("got %v", err)
			}
			if now := o.Read(d.ID); now.State != suggestion.Pending || len(now.Assignments) != 0 {
				t.Errorf("the refusal moved the case: %s", now.State)
			}
		})
		t.Run("a category must be one of the congress, a corrected number be free", func(t *testing.T) {
			d := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			o.Must(testkit.Deputy, d.ID, 0, "submit", `{}`)
			o.Must(testkit.Clerk, d.ID, 0, "start_review", `{}`)
			for _, try := range []struct {
				id              int64
				do, body, field string
			}{
				{d.ID, "accept", `{"number":"0004","category":99}`, "category"},
				{c.ID, "propose_correction", `{"field":"category","to":"99","why":"录错"}`, "to"},
				{c.ID, "propose_correction", `{"field":"number","to":"0003","why":"录错"}`, "to"},
			} {
				_, err := o.Try(testkit.Clerk, try.id, 0, flow.Action(try.do), try.body)
				if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != try.field {
					t.Errorf("%s %s: %v", try.do, try.body, err)
				}
			}
		})
		t.Run("the log replays to the stored case", func(t *testing.T) {
			check(t, s, c.ID)
		})
		t.Run("lists show what the scope covers", func(t *testing.T) {
			for post, want := range map[int64]int{testkit.Clerk: 4, testkit.Health: 1, testkit.Finance: 0, testkit.Deputy: 4, testkit.Cosigner: 0, testkit.Foreign: 0} {
				_, _, n, err := list(t.Context(), s, o.Actors[post])
				if err != nil || n != want {
					t.Errorf("post %d sees %d, want %d (%v)", post, n, want, err)
				}
			}
		})
	})
}

func list(ctx context.Context, s *store.Store, a org.Actor) (rows []store.CaseRow, next string, n int, err error) {
	err = s.View(ctx, func(tx *store.Tx) error {
		rows, next, n, err = tx.Cases(ctx, access.Of(a), suggestion.Filter{})
		return err
	})
	return rows, next, n, err
}

func check(t *testing.T, s *store.Store, id int64) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		log, err := tx.Events(t.Context(), id)
		if err != nil {
			return err
		}
		back, err := suggestion.Replay(id, log, suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt})
		if err != nil {
			return err
		}
		now, err := tx.ReadCase(t.Context(), id)
		if err != nil {
			return err
		}
		x, _ := json.Marshal(back)
		y, _ := json.Marshal(now)
		if string(x) != string(y) {
			t.Errorf("replay differs:\n%s\n%s", x, y)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestMergeLinksAndEachAuthorGetsAnOwnLetter(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		main, other := o.Handled("0001"), o.Accepted("0002")
		o.Must(testkit.Clerk, other.ID, 0, "merge", `{"into":`+itoa(main.ID)+`}`)
		other = o.Must(testkit.Clerk, other.ID, 0, "unmerge", `{"reason":"不是同一事项"}`)
		if other.State != suggestion.Pending {
			t.Fatalf("after unmerging: %s", other.State)
		}
		o.Must(testkit.Clerk, other.ID, 0, "merge", `{"into":`+itoa(main.ID)+`}`)
		a := main.Assignments[0].No
		o.Must(testkit.Health, main.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`)
		c := o.Must(testkit.Health, main.ID, a, "draft_reply", `{"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}`)
		r := c.Replies[0].No
		o.Must(testkit.Health, main.ID, r, "send_for_review", `{}`)
		o.Must(testkit.HealthHead, main.ID, r, "approve_reply", `{}`)
		o.Must(testkit.HealthHead, main.ID, r, "issue", `{"number":"某函〔2026〕1号"}`)
		sheet, err := o.Open(t.Context(), o.Actors[testkit.Deputy], other.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet.Case.Replies) != 1 || sheet.Case.Replies[0].MainCase != main.ID || sheet.Case.State != suggestion.Merged {
			t.Errorf("the merged author's letter: %+v", sheet.Case.Replies)
		}
		if _, err := o.Try(testkit.Clerk, other.ID, 0, "unmerge", `{"reason":"x"}`); testkit.Kind(err) != fault.Invalid {
			t.Errorf("unmerging after delivery: %v", err)
		}
		o.Must(testkit.Deputy, other.ID, sheet.Case.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"basically"}`)
		check(t, s, main.ID)
		check(t, s, other.ID)
	})
}

func TestASplitGivesBirth(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		o.Must(testkit.Deputy, c.ID, 0, "submit", `{}`)
		o.Must(testkit.Clerk, c.ID, 0, "start_review", `{}`)
		c = o.Must(testkit.Clerk, c.ID, 0, "split", `{"pieces":[{"title":"关于另一事项的建议","requests":[2]}]}`)
		if len(c.SplitInto) != 1 || len(c.Text.Requests) != 1 {
			t.Fatalf("the divided case: %+v", c.Text)
		}
		check(t, s, c.ID)
		check(t, s, c.SplitInto[0])
	})
}

func itoa(n int64) string { b, _ := json.Marshal(n); return string(b) }

func TestHistoryStaysInsideTheCongressOfWhoeverEntersIt(t *testing.T) {
	s := storetest.SQLite(t)
	o := testkit.Open(t, s)
	past := `{"number":"0009","kind":"single","text":{"title":"关于某事的建议","situation":"","analysis":"","requests":null},"shares":[{"unit":13,"role":"sole","class":"A"}],"session":%s}`
	for session, field := range map[string]string{"22": "session", "999": "session", "0": "session"} {
		_, err := o.Try(testkit.Clerk, 0, 0, "record_history", strings.Replace(past, "%s", session, 1))
		f, ok := fault.As(err)
		if !ok || len(f.Fields) != 1 || f.Fields[0].Name != field {
			t.Errorf("session %s: %v", session, err)
		}
	}
	if _, err := o.Try(testkit.Clerk, 0, 0, "record_history", strings.Replace(strings.Replace(past, `"unit":13`, `"unit":15`, 1), "%s", "21", 1)); testkit.Kind(err) != fault.Invalid {
		t.Errorf("another congress's unit: %v", err)
	}
	o.Must(testkit.Clerk, 0, 0, "record_history", strings.Replace(past, "%s", "21", 1))
}
