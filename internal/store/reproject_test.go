package store_test

import (
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// An installation of an earlier version has rows without the newer columns: the next start makes them, and the record agrees.
func TestAnUpgradeMakesTheRowsOfOldCasesAnew(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		if where := compare(t, s, c.ID); where != "" {
			t.Fatalf("before: %s differs", where)
		}
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			for _, q := range []string{
				`UPDATE suggestion SET answer_due = '', consent = ''`, `UPDATE assignment SET answer_due = '', sign_due = ''`,
				`DELETE FROM task`, `UPDATE projection SET sum = 'of an earlier version'`,
			} {
				if _, err := tx.Exec(t.Context(), q); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if where := compare(t, s, c.ID); where == "" {
			t.Fatal("the rows were meant to differ")
		}
		if err := s.Reproject(t.Context()); err != nil {
			t.Fatal(err)
		}
		if where := compare(t, s, c.ID); where != "" {
			t.Errorf("after: %s differs", where)
		}
	})
}

func compare(t *testing.T, s *store.Store, id int64) (where string) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		b, err := tx.Audit(t.Context(), 0, 10)
		if err != nil {
			return err
		}
		c, err := tx.ReadCase(t.Context(), id)
		if err == nil {
			where = s.CompareRows(b.Cases[0], c)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return where
}
