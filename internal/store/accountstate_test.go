package store_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// audited tells of each account that is looked at what is wrong with it.
func audited(t *testing.T, s *store.Store) string {
	t.Helper()
	return view(t, s, func(tx *store.Tx) (out string, err error) {
		err = tx.AuditAccounts(ctx, func(a store.StoredAccount) error {
			out += fmt.Sprintf("%d: row %t, lines %d, differs %v; ", a.ID, a.Row, a.Lines, a.Differs())
			return nil
		})
		return out, err
	})
}

// Accounts of a version in which no line told of any are taken as they stand, and as their lines tell from the first one on.
func TestAccountsFromBeforeAreListed(t *testing.T) {
	before := store.Embedded()
	maps.DeleteFunc(before, func(name string, _ *fstest.MapFile) bool { return name >= "0124" })
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			o := store.Options{URL: blank(t, engine), Now: storetest.NewClock().Now}
			old, err := store.Open(ctx, store.WithMigrations(o, before))
			if err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				for _, q := range []string{
					`INSERT INTO person (id, name) VALUES (%d, 'p')`,
					`INSERT INTO account (id, login, person_id, password, created_at, changed_at) VALUES (%d, 'a%[1]d', %[1]d, 'x', 1, 1)`,
				} {
					if err := old.Raw(ctx, fmt.Sprintf(q, i+1)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			same(t, "after the update", audited(t, s), "")
			do(t, s, func(tx *store.Tx) error { return tx.SetDisabled(ctx, store.SecurityEntry{Account: 2}, 2, true) })
			same(t, "the first line", audited(t, s), "2: row true, lines 1, differs []; ")
			for _, q := range []string{`UPDATE account SET disabled = FALSE, password = 'y' WHERE id = 2`, `DELETE FROM account WHERE id = 3`} {
				if err := s.Raw(ctx, q); err != nil {
					t.Fatal(err)
				}
			}
			got := audited(t, s)
			if want := "2: row true, lines 1, differs [password disabled]; 3: row false, lines 0, "; !strings.HasPrefix(got, want) {
				t.Errorf("by hand: %s, want %s…", got, want)
			}
		})
	}
}

// What a line tells of the password is for the verification alone.
func TestALineIsReadWithoutTheDigestOfThePassword(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		by := store.SecurityEntry{Action: "account_created"}
		do(t, s,
			func(tx *store.Tx) error {
				return tx.InsertAccounts(ctx, by, []store.Account{{ID: 9, Login: "li", Person: 20, Password: "old"}})
			},
			func(tx *store.Tx) error { return tx.SetPassword(ctx, by, 9, "new", false) },
		)
		states := view(t, s, func(tx *store.Tx) ([]string, error) {
			return store.Column[string](ctx, tx, `SELECT state FROM security_log WHERE about_id = 9 ORDER BY about_seq`)
		})
		const ofNew = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437" // SHA-256
		if len(states) != 2 || !strings.Contains(states[1], ofNew) || strings.Contains(states[0], ofNew) {
			t.Fatalf("the lines tell %q", states)
		}
		list := view(t, s, func(tx *store.Tx) ([]store.SecurityEntry, error) {
			return tx.SecurityLines(ctx, 1, true, store.SecurityFilter{Limit: 9}, store.LogKey{})
		})
		if text := fmt.Sprintf("%+v", list); len(list) != 2 || strings.Contains(text, ofNew) || strings.Contains(text, "must_change") {
			t.Error(text)
		}
	})
}
