package store_test

import (
	"context"
	"errors"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// What is read for one request is one state of the database, until the request itself changes something or lets it go.
func TestWhatIsHeldIsOneState(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		held := s.Hold(t.Context())
		defer store.Release(held)
		sees := func(when string, ctx context.Context, want bool) {
			t.Helper()
			err := s.View(ctx, func(tx *store.Tx) error {
				_, err := store.Value[string](ctx, tx, `SELECT value FROM setting WHERE name = 'new'`)
				return err
			})
			if found := err == nil; found != want || !found && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: found %t, want %t (%v)", when, found, want, err)
			}
		}
		change := func(ctx context.Context, statement string) {
			t.Helper()
			err := s.Do(ctx, func(tx *store.Tx) error {
				_, err := tx.Exec(ctx, statement)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		const fill, empty = `INSERT INTO setting (name, value, changed_at) VALUES ('new', '1', 0)`, `DELETE FROM setting WHERE name = 'new'`
		first := func(tx *store.Tx) error {
			_, err := store.Value[int64](held, tx, `SELECT COUNT(*) FROM setting`)
			return err
		}
		if err := s.View(held, first); err != nil {
			t.Fatal(err)
		}
		change(ctx, fill)
		sees("somebody else's change", held, false)
		sees("the same, by whoever came later", ctx, true)
		change(held, `UPDATE setting SET value = '2' WHERE name = 'new'`)
		sees("after an own change", held, true)
		change(ctx, empty)
		sees("the next change of somebody else", held, true)
		err := s.View(held, func(tx *store.Tx) error {
			_, err := store.Value[int64](held, tx, `SELECT no_such_column FROM setting`)
			return err
		})
		if err == nil {
			t.Error("a wrong statement was answered")
		}
		sees("after a statement that failed", held, false)
		change(ctx, fill)
		store.Release(held)
		sees("let go", held, true)
	})
}

// A View beside one at work in the same request reads on its own and waits for nobody.
func TestAViewBesideAHeldOneReadsOnItsOwn(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		held := s.Hold(t.Context())
		defer store.Release(held)
		done := make(chan error)
		err := s.View(held, func(*store.Tx) error {
			go func() { done <- s.View(held, func(*store.Tx) error { return nil }) }()
			return <-done
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// A change ends the reading also while a View is at work on it: that View sees the old state to its end, the next the new one.
func TestAChangeBesideAViewEndsWhatIsHeld(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		held := s.Hold(t.Context())
		defer store.Release(held)
		count := func(tx *store.Tx) (n int) {
			t.Helper()
			n, err := store.Value[int](held, tx, `SELECT COUNT(*) FROM setting WHERE name = 'new'`)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		before, beside, after := -1, -1, -1
		err := s.View(held, func(tx *store.Tx) error {
			before = count(tx)
			done := make(chan error)
			go func() {
				done <- s.Do(held, func(tx *store.Tx) error {
					_, err := tx.Exec(held, `INSERT INTO setting (name, value, changed_at) VALUES ('new', '1', 0)`)
					return err
				})
			}()
			err := <-done
			beside = count(tx)
			return err
		})
		if err == nil {
			err = s.View(held, func(tx *store.Tx) error { after = count(tx); return nil })
		}
		if err != nil || before != 0 || beside != 0 || after != 1 {
			t.Errorf("seen %d, %d, then %d (%v); want 0, 0, then 1", before, beside, after, err)
		}
	})
}

// A caller who leaves ends the reading with him.
func TestWhoLeavesHoldsNothing(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		leaving, leave := context.WithCancel(t.Context())
		held := s.Hold(leaving)
		defer store.Release(held)
		if err := s.View(held, func(*store.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		leave()
		err := s.View(held, func(tx *store.Tx) error {
			_, err := store.Value[int64](held, tx, `SELECT COUNT(*) FROM setting`)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}
