package verify_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
)

// forge is what somebody with the database in hand may do to a log.
type forge func(log []suggestion.Event) []suggestion.Event

func sum(b []byte) string { h := sha256.Sum256(b); return hex.EncodeToString(h[:]) }

// rehash numbers and chains a log anew, as an attacker who knows the program would.
func rehash(log []suggestion.Event) []suggestion.Event {
	prev := ""
	for i := range log {
		e := &log[i]
		e.Seq, e.Prev, e.PayloadHash = i+1, prev, sum(e.Payload)
		b, _ := json.Marshal(e)
		e.Hash = sum(b)
		prev = e.Hash
	}
	return log
}

// How far the attacker goes.
const (
	logOnly   = "log only"
	withState = "state to match"
	withChain = "state to match and all hashes anew"
)

// attack replaces a case's log, and all that is made from it as far as asked.
func attack(t *testing.T, s *store.Store, id int64, how string, f forge) {
	t.Helper()
	ctx := t.Context()
	err := s.Do(ctx, func(tx *store.Tx) error {
		log, err := tx.Events(ctx, id)
		if err != nil {
			return err
		}
		log = f(slices.Clone(log))
		matching := rehash(slices.Clone(log))
		if how == withChain {
			log = matching
		}
		if how == logOnly {
			if err := deleteFrom(ctx, tx, id, "event"); err != nil {
				return err
			}
			return tx.InsertEvents(ctx, log)
		}
		c, err := suggestion.Replay(id, matching, suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt})
		if err != nil {
			t.Fatalf("the forged log is not even possible: %v", err)
		}
		if err := deleteCase(ctx, tx, id); err != nil {
			return err
		}
		c.Chain = log[len(log)-1].Hash
		return tx.InsertCases(ctx, []*suggestion.Case{c}, log)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func deleteCase(ctx context.Context, tx *store.Tx, id int64) error {
	return deleteFrom(ctx, tx, id, "event", "notice", "party", "assignment", "clock", "commitment", "task", "suggestion_doc", "suggestion")
}

func deleteFrom(ctx context.Context, tx *store.Tx, id int64, tables ...string) error {
	for _, table := range tables {
		column := map[string]string{"event": "aggregate_id", "suggestion": "id"}[table]
		if column == "" {
			column = "suggestion_id"
		}
		if _, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE "+column+" = $1", id); err != nil {
			return err
		}
	}
	return nil
}

func TestEveryManipulationOfALogIsFound(t *testing.T) {
	// The log of handled: start_draft submit start_review accept propose_units assign … sign_for urge urge urge.
	first := func(log []suggestion.Event) int { // of the three urges
		return slices.IndexFunc(log, func(e suggestion.Event) bool { return e.Action == "urge" })
	}
	forges := map[string]struct {
		do  forge
		seq func(urge int) int // the first event that is no longer what it was, given the seq of the first urge
		why map[string]string
	}{
		"a field edited": {
			func(log []suggestion.Event) []suggestion.Event { log[first(log)].At++; return log },
			func(u int) int { return u },
			map[string]string{logOnly: "contents", withState: "contents", withChain: "rewritten"},
		},
		"a payload edited": {
			func(log []suggestion.Event) []suggestion.Event {
				log[0].Payload = json.RawMessage(strings.Replace(string(log[0].Payload), "改善", "撤并", 1))
				return log
			},
			func(int) int { return 1 },
			map[string]string{logOnly: "contents", withState: "contents", withChain: "rewritten"},
		},
		"two events in another order": {
			func(log []suggestion.Event) []suggestion.Event {
				u := first(log)
				log[u], log[u+1] = log[u+1], log[u]
				log[u].Seq, log[u+1].Seq = log[u+1].Seq, log[u].Seq
				return log
			},
			func(u int) int { return u },
			map[string]string{logOnly: "chain", withState: "chain", withChain: "rewritten"},
		},
		"one removed inside": {
			func(log []suggestion.Event) []suggestion.Event { u := first(log); return slices.Delete(log, u, u+1) },
			func(u int) int { return u },
			map[string]string{logOnly: "missing", withState: "missing", withChain: "rewritten"},
		},
		"the last two removed": {
			func(log []suggestion.Event) []suggestion.Event { return log[:len(log)-2] },
			func(u int) int { return u + 1 },
			map[string]string{logOnly: "removed_end", withState: "removed_end", withChain: "removed_end"},
		},
	}
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		for i := range len(forges)*3 + 2 {
			o.handled(t, string(rune('A'+i)))
		}
		ids := caseIDs(t, s)
		if r := o.verify(t); !r.Clean() || r.Cases != int64(len(ids)) || r.Witnessed != r.Cases {
			t.Fatalf("before: %+v", r)
		}
		i := 0
		for name, f := range forges {
			for _, how := range []string{logOnly, withState, withChain} {
				i++
				victim := ids[i]
				t.Run(name+"/"+how, func(t *testing.T) {
					log := events(t, s, victim)
					attack(t, s, victim, how, f.do)
					bad := about(o.verify(t), victim)
					if len(bad) == 0 {
						t.Fatal("not found")
					}
					if b := bad[0]; b.Kind != verify.Event || b.Seq != int64(f.seq(first(log)+1)) || b.Why != f.why[how] {
						t.Errorf("first is %+v, want event %d %s", b, f.seq(first(log)+1), f.why[how])
					}
				})
			}
		}
		t.Run("others stay clean", func(t *testing.T) {
			r := o.verify(t)
			if b := about(r, ids[0]); len(b) > 0 {
				t.Errorf("case 1: %+v", b)
			}
			if len(r.Bad) == 0 || r.Bad[0].ID != ids[1] {
				t.Errorf("the first bad record is %+v, want case %d", r.Bad[0], ids[1])
			}
		})
	})
}

func caseIDs(t *testing.T, s *store.Store) (ids []int64) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		ids, err = store.Column[int64](t.Context(), tx, `SELECT id FROM suggestion ORDER BY id`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func events(t *testing.T, s *store.Store, id int64) (log []suggestion.Event) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		log, err = tx.Events(t.Context(), id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func about(r verify.Report, id int64) (out []verify.Bad) {
	for _, b := range r.Bad {
		if b.ID == id && (b.Kind == verify.Event || b.Kind == verify.Case || b.Kind == verify.Row) {
			out = append(out, b)
		}
	}
	return out
}

// Each of these leaves the log as it is.
func TestEveryManipulationOfStateIsFound(t *testing.T) {
	const of = ` WHERE suggestion_id = $1`
	attacks := map[string]struct {
		sql    string
		kind   string
		detail string
	}{
		"the state of a row":       {`UPDATE suggestion SET state = 'closed' WHERE id = $1`, verify.Row, "suggestion.state"},
		"a due day of a row":       {`UPDATE suggestion SET due_on = '2027-01-01' WHERE id = $1`, verify.Row, "suggestion.due_on"},
		"the mark of a meeting":    {`UPDATE suggestion SET at_meeting = FALSE WHERE id = $1`, verify.Row, "suggestion.at_meeting"},
		"the lead removed":         {`UPDATE suggestion SET lead_post = NULL WHERE id = $1`, verify.Row, "suggestion.lead_post"},
		"the document's title":     {`UPDATE suggestion_doc SET doc = replace(doc, '改善', '撤并')` + of, verify.Case, "text"},
		"no document":              {`UPDATE suggestion_doc SET doc = ''` + of, verify.Case, "doc"},
		"a party added":            {`INSERT INTO party (suggestion_id, holder) VALUES ($1, 'unit:999')`, verify.Row, "party"},
		"a party removed":          {`DELETE FROM party` + of, verify.Row, "party"},
		"an assignment's unit":     {`UPDATE assignment SET unit_id = 12` + of, verify.Row, "assignment.unit_id"},
		"a clock's day":            {`UPDATE clock SET due_on = '2027-01-01'` + of, verify.Row, "clock.due_on"},
		"a clock stopped":          {`UPDATE clock SET running = FALSE` + of, verify.Row, "clock.running"},
		"a commitment out of thin": {`INSERT INTO commitment (suggestion_id, part, congress_id, session_id, unit_id, state, words) VALUES ($1, 99, 1, 21, 13, 'open', 'x')`, verify.Row, "commitment"},
	}
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		victims := map[string]int64{}
		for name := range attacks {
			victims[name] = o.handled(t, strconv.Itoa(len(victims)+1)).ID
		}
		for name, a := range attacks {
			raw(t, s, a.sql, victims[name])
		}
		r := o.verify(t)
		if r.Total != len(attacks) {
			t.Errorf("%d bad records, want %d", r.Total, len(attacks))
		}
		for name, a := range attacks {
			if bad := about(r, victims[name]); len(bad) != 1 || bad[0].Kind != a.kind || bad[0].Detail != a.detail {
				t.Errorf("%s: got %+v", name, bad)
			}
		}
	})
}

func raw(t *testing.T, s *store.Store, sql string, args ...any) {
	t.Helper()
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), sql, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
