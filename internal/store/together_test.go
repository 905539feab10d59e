package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// Many change something at once, each ending in another way. Whoever is told that it is done finds it at once, and nothing is left of what was not
// done, whatever ended it and whoever committed beside it.
func TestWhoWritesAtOnceIsToldTheTruth(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		const writers, rounds = 12, 20
		if s.Engine() == store.SQLite { // room for the small ones alone
			var pages int
			if err := s.View(ctx, func(tx *store.Tx) (err error) {
				pages, err = store.Value[int](ctx, tx, `PRAGMA page_count`)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if err := s.Raw(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+60)); err != nil {
				t.Fatal(err)
			}
		}
		write := func(ctx context.Context, name, value string) error {
			return s.Do(ctx, put(ctx, name, value))
		}
		endings := []struct {
			name string
			do   func(name string) error
			ends func(error) bool
		}{
			{"done", func(name string) error { return write(ctx, name, "x") }, func(err error) bool { return err == nil }},
			{"refused", func(name string) error {
				return s.Do(ctx, func(tx *store.Tx) error { return errors.Join(put(ctx, name, "x")(tx), fault.New(fault.Conflict, "x")) })
			}, func(err error) bool { return fault.Is(err, fault.Conflict) }},
			{"a fault of the program", func(name string) (err error) {
				defer func() { err = fmt.Errorf("%v", recover()) }()
				return s.Do(ctx, func(tx *store.Tx) error {
					if err := put(ctx, name, "x")(tx); err != nil {
						return err
					}
					panic("broken")
				})
			}, func(err error) bool { return err.Error() == "broken" }},
			{"given up", func(name string) error {
				c, leave := context.WithCancel(ctx)
				return s.Do(c, func(tx *store.Tx) error {
					if err := put(c, name, "x")(tx); err != nil {
						return err
					}
					leave()
					return put(c, name+"2", "x")(tx)
				})
			}, func(err error) bool { return errors.Is(err, context.Canceled) }},
			{"too much for the disk", func(name string) error {
				if s.Engine() == store.PostgreSQL {
					return write(ctx, name, "x")
				}
				return write(ctx, name, strings.Repeat("x", 1<<20))
			}, func(err error) bool {
				return (s.Engine() == store.PostgreSQL) == (err == nil) && (err == nil || fault.Is(err, fault.Unavailable))
			}},
		}
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				for r := range rounds {
					e := endings[(w+r*w+r)%len(endings)]
					name := fmt.Sprintf("at once %d %d", w, r)
					err := e.do(name)
					if !e.ends(err) {
						t.Errorf("%s: %v", e.name, err)
					}
					for _, n := range []string{name, name + "2"} {
						_, missing := get(t, s, n)
						if there := missing == nil; there != (err == nil && n == name) {
							t.Errorf("%s, ended with %v: there is %v", e.name, err, there)
						}
					}
				}
			})
		}
		all.Wait()
		if err := write(ctx, "after", "x"); err != nil {
			t.Error("nobody can write any more:", err)
		}
	})
}

// Who waits while another writes is committed together with everybody who waits: whoever is done first finds the changes of all, and nothing of
// those who were refused among them.
func TestWhoWaitsToWriteIsCommittedTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := storetest.SQLite(t)
		if err := s.Do(ctx, put(ctx, "n", "")); err != nil {
			t.Fatal(err)
		}
		const others, changes = 9, 6
		more := make(chan struct{})
		var all sync.WaitGroup
		all.Go(func() {
			err := s.Do(ctx, func(*store.Tx) error { <-more; return nil })
			if err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		for i := range others {
			all.Go(func() {
				err := s.Do(ctx, func(tx *store.Tx) error {
					_, err := tx.Exec(ctx, `UPDATE setting SET value = value || 'x' WHERE name = 'n'`)
					if i%3 == 1 {
						return fault.New(fault.Conflict, "x")
					}
					return err
				})
				if i%3 == 1 {
					if !fault.Is(err, fault.Conflict) {
						t.Errorf("refused: %v", err)
					}
					return
				}
				if v, gerr := get(t, s, "n"); err != nil || gerr != nil || len(v) != changes {
					t.Errorf("done (%v) when %d of %d were (%v)", err, len(v), changes, gerr)
				}
			})
		}
		synctest.Wait()
		close(more)
		all.Wait()
	})
}
