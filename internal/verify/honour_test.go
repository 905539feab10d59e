package verify_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
)

// Whatever is done to an honour behind the program's back is named, with its year and whom it honours: every one here suffers one thing.
func TestATamperedHonourIsNamed(t *testing.T) {
	attacks := []struct {
		sql string // "?" is the honour
		why string
		seq int64
	}{
		{`UPDATE award SET org_id = 12 WHERE id = ?`, "state", 1},
		{`UPDATE award SET session_id = 30 WHERE id = ?`, "state", 1},
		{`UPDATE award SET kind = 'person' WHERE id = ?`, "state", 1},
		{`UPDATE award SET person_id = 9001 WHERE id = ?`, "state", 1},
		{`UPDATE award SET recorded_on = '2020-01-01' WHERE id = ?`, "state", 1},
		{`UPDATE award SET revoked_on = '2026-01-20' WHERE id = ?`, "state", 1},
		{`DELETE FROM award WHERE id = ?`, "no_case", 1},
		{`DELETE FROM event WHERE kind = 'honour' AND aggregate_id = ?`, "no_log", 0},
		{`UPDATE registry SET state = 'revoked' WHERE kind = 'honour' AND id = ?`, "state", 1},
	}
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		const first, person, revoked, early = 100, 200, 201, 300
		who := people()[clerk]
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := tx.InsertPeople(t.Context(), []org.Person{{ID: 9001, Name: "某先进"}}); err != nil {
				return err
			}
			rows := roster.Rows{
				Sessions: []org.Session{{ID: 22, Congress: 1, Term: 5, Number: 3, Year: 2025, Opens: "2025-01-12", Closes: "2025-01-16"}},
				Honours: []org.Honour{
					{ID: person, Congress: 1, Session: 21, Kind: "person", Org: 13, Person: 9001},
					{ID: revoked, Congress: 1, Session: 21, Kind: "unit", Org: 12},
				},
			}
			for i := range attacks {
				rows.Sessions = append(rows.Sessions, org.Session{ID: 30 + int64(i), Congress: 1, Term: 4, Number: i, Year: 2001 + i})
				rows.Honours = append(rows.Honours, org.Honour{ID: first + int64(i), Congress: 1, Session: 30 + int64(i), Kind: "unit", Org: 13})
			}
			if err := registry.Enter(t.Context(), tx, who, rows); err != nil {
				return err
			}
			if err := registry.RevokeHonour(t.Context(), tx, who, rows.Honours[1]); err != nil {
				return err
			}
			// Of an earlier version: without logs until they are revoked.
			var old []org.Honour
			for i, unit := range []int64{11, 12, 13} {
				old = append(old, org.Honour{ID: early + int64(i), Congress: 1, Session: 22, Kind: "unit", Org: unit, RecordedOn: "2025-12-01"})
			}
			if err := tx.InsertHonours(t.Context(), old); err != nil {
				return err
			}
			if err := storetest.Unlogged(t.Context(), tx); err != nil {
				return err
			}
			return registry.RevokeHonour(t.Context(), tx, who, old[2])
		})
		if err != nil {
			t.Fatal(err)
		}
		logs := int64(len(attacks) + 1 + len(attacks) + 2 + 1) // sessions, honours, the one of before that was revoked
		if r := o.verify(t); !r.Clean() || r.Register != logs {
			t.Fatalf("before: %d logs, want %d, %+v", r.Register, logs, r.Bad)
		}
		var want []verify.Bad
		bad := func(id, seq int64, why string, year int, name string) {
			want = append(want, verify.Bad{Kind: verify.Register, Of: roster.Honours, ID: id, Seq: seq, Why: why, Year: year, Name: name})
		}
		for i, a := range attacks {
			id := first + int64(i)
			raw(t, s, strings.ReplaceAll(a.sql, "?", itoa(id)))
			bad(id, a.seq, a.why, 2001+i, "市卫健委")
		}
		raw(t, s, `UPDATE award SET person_id = 1101 WHERE id = 200`)
		bad(person, 1, "state", 2026, "某先进")
		raw(t, s, `UPDATE award SET revoked_on = '' WHERE id = 201`)
		bad(revoked, 2, "state", 2026, "联工委")
		raw(t, s, `DELETE FROM award WHERE id = 300`)
		bad(early, 1, "no_case", 0, "")
		raw(t, s, `UPDATE award SET revoked_on = '' WHERE id = 302`)
		bad(early+2, 1, "state", 2025, "市卫健委")
		raw(t, s, `INSERT INTO award (id, congress_id, session_id, kind, org_id, recorded_on) VALUES (400, 1, 21, 'unit', 13, '2026-01-20')`)
		bad(400, 0, "no_log", 2026, "市卫健委")
		if diff := cmp.Diff(want, o.verify(t).Bad); diff != "" {
			t.Error(diff)
		}
	})
}

// An honour taken away with its log is told by the witness.
func TestAnHonourRemovedWithItsLogIsFoundByTheWitness(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			return registry.Enter(t.Context(), tx, people()[clerk], roster.Rows{Honours: []org.Honour{{ID: 100, Congress: 1, Session: 21, Kind: "unit", Org: 13}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.log.Anchor(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := o.verify(t); !r.Clean() {
			t.Fatalf("before: %+v", r.Bad)
		}
		raw(t, s, `DELETE FROM award`)
		raw(t, s, `DELETE FROM event WHERE kind = 'honour'`)
		raw(t, s, `DELETE FROM registry WHERE kind = 'honour'`)
		want := verify.Bad{Kind: verify.Register, Of: roster.Honours, ID: 100, Seq: 1, Why: "removed", Detail: "1"}
		if r := o.verify(t); len(r.Bad) == 0 || r.Bad[0] != want {
			t.Errorf("got %+v, want %+v first", r.Bad, want)
		}
	})
}
