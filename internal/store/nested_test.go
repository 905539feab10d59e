package store_test

import (
	"strings"
	"sync"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// What every test store is watched for is found here, and told with its place; one after another and side by side are not.
func TestATransactionInsideAnotherIsFound(t *testing.T) {
	clock := storetest.NewClock()
	var told []string
	s, err := store.Open(t.Context(), store.Options{URL: storetest.SQLiteURL(t), Now: clock.Now, Nested: func(where string) { told = append(told, where) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test is over
	nothing := func(*store.Tx) error { return nil }
	view := func() error { return s.View(t.Context(), nothing) }
	do := func() error { return s.Do(t.Context(), nothing) }
	for _, row := range []struct {
		name string
		run  func() error
		want int
	}{
		{"one after another", func() error {
			if err := view(); err != nil {
				return err
			}
			return do()
		}, 0},
		{"side by side", func() (err error) {
			return s.View(t.Context(), func(*store.Tx) error {
				var other sync.WaitGroup
				other.Go(func() { err = view() })
				other.Wait()
				return err
			})
		}, 0},
		{"a reading inside a reading", func() error { return s.View(t.Context(), func(*store.Tx) error { return view() }) }, 1},
		{"a reading inside a writing", func() error { return s.Do(t.Context(), func(*store.Tx) error { return view() }) }, 1},
		{"a writing inside a reading", func() error { return s.View(t.Context(), func(*store.Tx) error { return do() }) }, 1},
		{"after one was found", view, 0},
	} {
		told = nil
		if err := row.run(); err != nil || len(told) != row.want {
			t.Errorf("%s: told %d times, want %d (%v)", row.name, len(told), row.want, err)
		}
		for _, where := range told {
			if !strings.Contains(where, "nested_test.go") {
				t.Errorf("%s: does not say where: %s", row.name, where)
			}
		}
	}
}
