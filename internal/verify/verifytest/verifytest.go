// Package verifytest changes a record behind the program's back and asks the verification about it.
package verifytest

import (
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/verify"
)

// Tampered verifies a store that must be whole and have so many logs in its register, runs a statement under the program's feet, and wants the
// verification to name a record of that kind for that reason; an empty kind: nothing, since it has no log. An empty statement changes nothing.
func Tampered(t testing.TB, s *store.Store, register int64, sql, of, why string) {
	t.Helper()
	run := func() verify.Report {
		t.Helper()
		r, err := verify.Run(t.Context(), s, "")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := run(); !r.Clean() || r.Register != register {
		t.Fatalf("before: %d logs in the register, want %d; bad %+v", r.Register, register, r.Bad)
	}
	if sql == "" {
		return
	}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		n, err := tx.Exec(t.Context(), sql)
		if err == nil && n == 0 {
			t.Errorf("%s: nothing changed", sql)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r := run()
	if of == "" {
		if !r.Clean() {
			t.Errorf("%s: %+v", sql, r.Bad)
		}
		return
	}
	if len(r.Bad) == 0 || r.Bad[0].Kind != verify.Register || r.Bad[0].Of != of || r.Bad[0].Why != why {
		t.Errorf("%s: got %+v, want a %s, %s", sql, r.Bad, of, why)
	}
}
