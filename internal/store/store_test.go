package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var ctx = context.Background()

func put(ctx context.Context, name, value string) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO setting (name, value, changed_at) VALUES ($1, $2, $3)`, name, value, tx.Now)
		return err
	}
}

func get(t *testing.T, s *store.Store, name string) (value string, err error) {
	t.Helper()
	err = s.View(ctx, func(tx *store.Tx) error {
		value, err = store.Value[string](ctx, tx, `SELECT value FROM setting WHERE name = $1`, name)
		return err
	})
	return value, err
}

func TestATransactionHappensWholeOrNotAtAll(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		if err := s.Do(ctx, put(ctx, "a", "1")); err != nil {
			t.Fatal(err)
		}
		stop := errors.New("stop")
		err := s.Do(ctx, func(tx *store.Tx) error {
			if err := put(ctx, "b", "2")(tx); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatalf("got %v", err)
		}
		if v, err := get(t, s, "a"); err != nil || v != "1" {
			t.Errorf("a = %q, %v", v, err)
		}
		if _, err := get(t, s, "b"); !fault.Is(err, fault.NotFound) {
			t.Errorf("b after a failed transaction: %v", err)
		}
		err = s.View(ctx, func(tx *store.Tx) error {
			at, err := store.Value[int64](ctx, tx, `SELECT changed_at FROM setting WHERE name = 'a'`)
			if at != c.Now().UnixMilli() {
				t.Errorf("written at %d, the clock says %d", at, c.Now().UnixMilli())
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestAViewCannotWrite(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		if err := s.View(ctx, put(ctx, "a", "1")); err == nil {
			t.Error("a view wrote a row")
		}
	})
}

func TestAPanicEndsTheTransaction(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		func() {
			defer func() { _ = recover() }()
			_ = s.Do(ctx, func(tx *store.Tx) error { panic("in the middle") })
		}()
		if err := s.Do(ctx, put(ctx, "a", "1")); err != nil {
			t.Errorf("the writer is stuck: %v", err)
		}
	})
}

func TestConstraintsAreRecognised(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		if err := s.Do(ctx, put(ctx, "a", "1")); err != nil {
			t.Fatal(err)
		}
		err := s.Do(ctx, put(ctx, "a", "2"))
		if !store.IsUnique(err) || store.IsForeign(err) {
			t.Errorf("same key twice: %v", err)
		}
		err = s.Do(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO org_alias (org_id, alias) VALUES (77, 'x')`)
			return err
		})
		if !store.IsForeign(err) || store.IsUnique(err) {
			t.Errorf("reference to nothing: %v", err)
		}
		if store.IsUnique(nil) || store.IsForeign(errors.New("x")) {
			t.Error("other errors are taken for constraints")
		}
	})
}

func TestIdsAreNeverGivenTwice(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seen := map[int64]bool{}
		take := func(ids ...int64) {
			for _, id := range ids {
				if id < 1 || seen[id] {
					t.Fatalf("id %d is given twice or is not positive", id)
				}
				seen[id] = true
			}
		}
		for range 150 {
			ids, err := s.NewIDs(ctx, 1)
			if err != nil {
				t.Fatal(err)
			}
			take(ids...)
		}
		many, err := s.NewIDs(ctx, 1234)
		if err != nil || len(many) != 1234 {
			t.Fatal(len(many), err)
		}
		take(many...)
		var inside []int64
		runs := 0
		err = s.Do(ctx, func(tx *store.Tx) error {
			runs++
			inside = nil
			for range 500 {
				id, err := tx.NewID()
				if err != nil {
					return err
				}
				inside = append(inside, id)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		take(inside...)
		if runs < 2 {
			t.Error("500 ids came from a block of 100")
		}
		if ids, err := s.NewIDs(ctx, 0); ids != nil || err != nil {
			t.Error("no ids asked, some given")
		}
	})
}

func TestParallelWritersLoseNothing(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		if err := s.Do(ctx, put(ctx, "n", "")); err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		const writers, rounds = 4, 10
		for range writers {
			go func() {
				for range rounds {
					err := s.Do(ctx, func(tx *store.Tx) error {
						v, err := store.Value[string](ctx, tx, `SELECT value FROM setting WHERE name = 'n'`)
						if err != nil {
							return err
						}
						_, err = tx.Exec(ctx, `UPDATE setting SET value = $1 WHERE name = 'n'`, v+"x")
						return err
					})
					if err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
		}
		for range writers {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if v, err := get(t, s, "n"); err != nil || len(v) != writers*rounds {
			t.Errorf("%d of %d writes are left, %v", len(v), writers*rounds, err)
		}
	})
}

func TestBadAddressesAreRefused(t *testing.T) {
	c := storetest.NewClock()
	for url, kind := range map[string]fault.Kind{
		"mysql://x":                            fault.Invalid,
		"":                                     fault.Invalid,
		"postgres://u@/x?host=%2Fnot%2Fthere":  fault.Unavailable,
		"sqlite:" + t.TempDir():                fault.Unavailable,
		"sqlite:/proc/version/below/huiyin.db": fault.Unavailable,
	} {
		_, err := store.Open(ctx, store.Options{URL: url, Now: c.Now})
		if !fault.Is(err, kind) {
			t.Errorf("%q: %v", url, err)
		}
	}
	if _, err := store.Open(ctx, store.Options{URL: storetest.SQLiteURL(t)}); err == nil {
		t.Error("a store without a clock was opened")
	}
}

func TestAFullDiskIsSaidInWords(t *testing.T) {
	s := storetest.SQLite(t)
	write, _ := s.Pools()
	var pages int
	if err := write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
	err := s.Do(ctx, put(ctx, "a", strings.Repeat("x", 100_000)))
	if e, ok := fault.As(err); !ok || e.Kind != fault.Unavailable || e.Key != "store.disk_full" {
		t.Errorf("got %v", err)
	}
	if _, err := get(t, s, "a"); !fault.Is(err, fault.NotFound) {
		t.Error("half a row is there", err)
	}
}

// A file that a transaction writes or reads is not the database: its full disk is not a database out of reach.
func TestAFileIsNotTheDatabase(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		full := &fs.PathError{Op: "write", Path: "backup", Err: syscall.ENOSPC}
		for name, run := range map[string]func(context.Context, func(*store.Tx) error) error{"write": s.Do, "read": s.View} {
			err := run(ctx, func(*store.Tx) error { return full })
			if _, ok := fault.As(err); ok || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestAWaitIsGivenUpWithItsRequest(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		gone, cancel := context.WithCancel(ctx)
		err := s.Do(gone, func(tx *store.Tx) error {
			cancel()
			return put(gone, "a", "1")(tx)
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if _, err := get(t, s, "a"); !fault.Is(err, fault.NotFound) {
			t.Error("a request that was given up has written", err)
		}
	})
}

// Whatever a driver makes of a statement whose request is given up, it is said to be that: the doors must not take it for a failure of the program.
func TestWhatIsGivenUpIsSaidToBeThat(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		for name, run := range map[string]func(context.Context, func(*store.Tx) error) error{"write": s.Do, "read": s.View} {
			c, leave := context.WithCancel(ctx)
			err := run(c, func(tx *store.Tx) error {
				leave()
				_, err := store.Value[int64](c, tx, `SELECT count(*) FROM setting`)
				return errors.Join(errors.New("broken off"), err)
			})
			if !errors.Is(err, context.Canceled) || fault.Is(err, fault.Unavailable) {
				t.Errorf("%s: %v", name, err)
			}
			err = run(c, func(*store.Tx) error { return fault.New(fault.Conflict, "x") })
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s, gone before: %v", name, err)
			}
			again, end := context.WithCancel(ctx)
			err = run(again, func(*store.Tx) error { end(); return fault.New(fault.Conflict, "x") })
			if errors.Is(err, context.Canceled) || !fault.Is(err, fault.Conflict) {
				t.Errorf("%s, a refusal: %v", name, err)
			}
		}
	})
}

func TestTheDatabaseIsNobodyElses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "huiyin.db")
	s := storetest.Open(t, "sqlite:"+path, storetest.NewClock())
	do(t, s, put(ctx, "a", "1"))
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Error(name, info.Mode(), err)
		}
	}
}

func TestSettings(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		for _, want := range []string{"", "一", "二"} {
			got := view(t, s, func(tx *store.Tx) (string, error) { return tx.Setting(ctx, "name") })
			same(t, "setting", got, want)
			next := map[string]string{"": "一", "一": "二", "二": ""}[want]
			do(t, s, func(tx *store.Tx) error { return tx.SetSetting(ctx, "name", next) })
		}
		if err := s.Analyze(ctx); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkPointRead(b *testing.B) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Open(b, url(b), storetest.NewClock())
			if err := s.Do(ctx, put(ctx, "a", "1")); err != nil {
				b.Fatal(err)
			}
			err := s.View(ctx, func(tx *store.Tx) error {
				for b.Loop() {
					if _, err := store.Value[string](ctx, tx, `SELECT value FROM setting WHERE name = $1`, "a"); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
