package verify_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

func TestARemovedCaseIsFound(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		a, b, c := o.handled(t, "0001").ID, o.handled(t, "0002").ID, o.handled(t, "0003").ID
		if _, err := o.log.Anchor(t.Context()); err != nil {
			t.Fatal(err)
		}
		remove := func(id int64, tables ...string) {
			t.Helper()
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				if tables == nil {
					return deleteCase(t.Context(), tx, id)
				}
				return deleteFrom(t.Context(), tx, id, tables...)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		remove(a)
		remove(b, "event")
		remove(c, "notice", "party", "assignment", "clock", "commitment", "task", "suggestion_doc", "suggestion")
		r := o.verify(t)
		for id, why := range map[int64]string{a: "removed", b: "no_log", c: "no_case"} {
			found := false
			for _, bad := range about(r, id) {
				found = found || bad.Kind == verify.Case && bad.Why == why
			}
			if !found {
				t.Errorf("case %d: %+v, want %s", id, about(r, id), why)
			}
		}
		if r.Bad[0].ID != a {
			t.Errorf("first is %+v", r.Bad[0])
		}
		if !has(r, verify.Congress, "fewer_cases") {
			t.Errorf("the counts of the anchor do not show it: %+v", r.Bad)
		}
	})
}

func has(r verify.Report, kind, why string) bool {
	for _, b := range r.Bad {
		if b.Kind == kind && b.Why == why {
			return true
		}
	}
	return false
}

// Whoever also holds the witness folder must still forge a signature.
func TestTheWitnessIsItselfWitnessedByAnchors(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		id := o.handled(t, "0001").ID
		o.handled(t, "0002")
		for range 3 {
			if _, err := o.log.Anchor(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if r := o.verify(t); !r.Clean() || r.Anchors != 3 {
			t.Fatalf("before: %+v", r)
		}
		dir := witness.Dir(o.data)
		own := filepath.Join(dir, o.log.Node()+".log")
		t.Run("lines removed together with the case", func(t *testing.T) {
			attackFile(t, own, func(line string) bool { return !strings.HasPrefix(line, "suggestion "+itoa(id)+" ") })
			if r := o.verify(t); !has(r, verify.Witness, "root") {
				t.Errorf("got %+v", r.Bad)
			}
		})
		t.Run("an anchor removed from the file, or from the database", func(t *testing.T) {
			attackFile(t, filepath.Join(dir, "anchors.log"), func(line string) bool { return !strings.Contains(line, `"number":2,`) })
			if r := o.verify(t); !has(r, verify.Anchor, "not_in_file") {
				t.Errorf("got %+v", r.Bad)
			}
			raw(t, s, `DELETE FROM anchor WHERE number = 3`)
			if r := o.verify(t); !has(r, verify.Anchor, "not_in_database") {
				t.Errorf("got %+v", r.Bad)
			}
		})
		t.Run("an anchor changed", func(t *testing.T) {
			raw(t, s, `UPDATE anchor SET counts = '{}' WHERE number = 1`)
			if r := o.verify(t); !has(r, verify.Anchor, "signature") {
				t.Errorf("got %+v", r.Bad)
			}
		})
		t.Run("the folder emptied", func(t *testing.T) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			if r := o.verify(t); !has(r, verify.Witness, "gone") {
				t.Errorf("got %+v", r.Bad)
			}
		})
	})
}

// attackFile rewrites a file in its place, keeping some of its lines; each test has its own copy afterwards.
func attackFile(t *testing.T, path string, keep func(string) bool) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range strings.SplitAfter(string(text), "\n") {
		if keep(line) {
			b.WriteString(line)
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestTheSecurityLogIsWitnessed(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		for _, account := range []int64{0, 0, 7, 7, 8, 8} {
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				return tx.AppendSecurity(t.Context(), store.SecurityEntry{Account: account, Action: "sign_in"})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := o.log.Anchor(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := o.verify(t); !r.Clean() || r.Security != 6 {
			t.Fatalf("before: %+v", r)
		}
		raw(t, s, `UPDATE security_log SET action = 'x' WHERE account_id = 0 AND seq = 1`)
		raw(t, s, `DELETE FROM security_log WHERE account_id = 7 AND seq = 2`)
		raw(t, s, `DELETE FROM security_log WHERE account_id = 8`)
		r := o.verify(t)
		want := []verify.Bad{
			{Kind: verify.Security, ID: 0, Seq: 1, Why: "chain"},
			{Kind: verify.Security, ID: 7, Seq: 2, Why: "removed_end", Detail: "2"},
			{Kind: verify.Security, ID: 8, Seq: 2, Why: "removed_end", Detail: "2"},
		}
		if diff := cmp.Diff(want, r.Bad); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheWitnessCatchesUp(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s)
	o.handled(t, "0001")
	o.Committed = nil // as after a crash between commit and line, or an import
	o.handled(t, "0002")
	if r := o.verify(t); !r.Clean() || r.Witnessed != 1 {
		t.Fatalf("a witness that is behind is no fault: %+v", r)
	}
	own := filepath.Join(witness.Dir(o.data), o.log.Node()+".log")
	f, err := os.OpenFile(own, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.WriteString("suggestion 5 1 abc") // power failed in the middle of a line
	_ = f.Close()
	again := reopen(t, s, o.data)
	if err := again.log.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := again.verify(t); !r.Clean() || r.Witnessed != 2 {
		t.Fatalf("after reopening and its first minute: %+v", r)
	}
}
