package verify_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
)

// Whatever is done to an account behind the program's back is named, with what of it: every account here suffers one thing.
func TestATamperedAccountIsNamed(t *testing.T) {
	attacks := []struct {
		sql string // "?" is the account
		why []string
	}{
		{`UPDATE account SET login = 'x' WHERE id = ?`, []string{"account_login"}},
		{`UPDATE account SET person_id = 2000 WHERE id = ?`, []string{"account_person"}},
		{`UPDATE account SET password = '$argon2id$mine' WHERE id = ?`, []string{"account_password"}},
		{`UPDATE account SET must_change = FALSE WHERE id = ?`, []string{"account_must_change"}},
		{`UPDATE account SET disabled = TRUE WHERE id = ?`, []string{"account_disabled"}},
		{`UPDATE account SET created_at = 1 WHERE id = ?`, []string{"account_days"}},
		{`UPDATE account SET changed_at = 1 WHERE id = ?`, []string{"account_days"}},
		{`UPDATE account SET password = 'y', disabled = TRUE WHERE id = ?`, []string{"account_password", "account_disabled"}},
		{`DELETE FROM account WHERE id = ?`, []string{"account_gone"}},
		{`UPDATE security_log SET state = 'no state' WHERE about_id = ?`, []string{"unreadable"}},
		{`UPDATE security_log SET about_seq = 4 WHERE about_id = ?`, []string{"account_gap"}},
		{`UPDATE security_log SET about_id = 0, about_seq = 0, state = '' WHERE about_id = ?`, []string{"account_unknown"}},
	}
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		const first = 100
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			people := []org.Person{{ID: 2000, Name: "某人"}, {ID: 2001, Name: "某人"}}
			var accounts []store.Account
			for i := range int64(len(attacks)) {
				people = append(people, org.Person{ID: 3000 + i, Name: "某人"})
				accounts = append(accounts, store.Account{
					ID: first + i, Login: "a" + itoa(i), Person: 3000 + i, Password: "$argon2id$" + itoa(i), MustChange: true, Created: 7, Changed: 7,
				})
			}
			if err := tx.InsertPeople(t.Context(), people); err != nil {
				return err
			}
			if err := storetest.Unlogged(t.Context(), tx); err != nil {
				return err
			}
			for _, a := range accounts { // each in a chain of its own, so that the chains that break are told apart
				if err := tx.InsertAccounts(t.Context(), store.SecurityEntry{Account: a.ID + 1000, Action: "account_created"}, []store.Account{a}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if r := o.verify(t); !r.Clean() || r.Accounts != int64(len(attacks)) {
			t.Fatalf("before: %d accounts, %+v", r.Accounts, r.Bad)
		}
		var want []verify.Bad
		for i, a := range attacks {
			id := first + int64(i)
			raw(t, s, strings.ReplaceAll(a.sql, "?", itoa(id)))
			for _, why := range a.why {
				b := verify.Bad{Kind: verify.Account, ID: id, Seq: 1, Why: why}
				if why == "account_unknown" {
					b.Seq = 0
				}
				want = append(want, b)
			}
		}
		raw(t, s, `INSERT INTO account (id, login, person_id, password, must_change, disabled, created_at, changed_at) VALUES (500, 'new', 2001, 'x', FALSE, FALSE, 7, 7)`)
		want = append(want, verify.Bad{Kind: verify.Account, ID: 500, Why: "account_unknown"})
		for i, a := range attacks {
			if strings.Contains(a.sql, "security_log") { // the chain tells as well
				want = append(want, verify.Bad{Kind: verify.Security, ID: first + 1000 + int64(i), Seq: 1, Why: "chain"})
			}
		}
		got := o.verify(t).Bad
		for i := range got {
			if got[i].Why == "unreadable" {
				got[i].Detail = ""
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// Whoever takes a change back, and its line with it, leaves an account that agrees with the log: the witness tells.
func TestAnAccountOpenedAgainByHandIsFoundByTheWitness(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		by := store.SecurityEntry{Account: 77, Action: "account_disabled"}
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := tx.InsertAccounts(t.Context(), by, []store.Account{{ID: 9, Login: "a", Person: people()[clerk].Person.ID, Password: "x"}}); err != nil {
				return err
			}
			return tx.SetDisabled(t.Context(), by, 9, true)
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.log.Anchor(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := o.verify(t); !r.Clean() || r.Accounts != 1 {
			t.Fatalf("before: %+v", r)
		}
		raw(t, s, `UPDATE account SET disabled = FALSE WHERE id = 9`)
		raw(t, s, `DELETE FROM security_log WHERE about_id = 9 AND about_seq = 2`)
		want := []verify.Bad{{Kind: verify.Security, ID: 77, Seq: 2, Why: "removed_end", Detail: "2"}}
		if diff := cmp.Diff(want, o.verify(t).Bad); diff != "" {
			t.Error(diff)
		}
	})
}
