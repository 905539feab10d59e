package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestWhereNumbersItsArguments(t *testing.T) {
	var w, a, b, none store.Where
	w.And("congress_id = ?", 7).AndIf(false, "never = ?", 1).AndIf(true, "due_on BETWEEN ? AND ?", "x", "y")
	store.In(&w, "status", []string{"p", "q"})
	a.And("org_id = ?", 5)
	b.And("person_id = ?", 6).And("role = ?", "unit")
	w.Or(&a, &b, &none)
	store.In(&w, "id", []int64(nil))
	limit := w.Arg(50)
	want := ` WHERE (congress_id = $1) AND (due_on BETWEEN $2 AND $3) AND (status IN ($4,$5)) AND ((((org_id = $6)) OR ((person_id = $7) AND (role = $8)) OR (TRUE))) AND (FALSE)`
	if d := cmp.Diff(want, w.String()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]any{7, "x", "y", "p", "q", 5, 6, "unit", 50}, w.Args()); d != "" {
		t.Error(d)
	}
	if limit != "$9" {
		t.Error(limit)
	}
	if none.String() != "" || none.Args() != nil {
		t.Error("an empty Where has words")
	}
	if got := store.LikeContains(`5%_\`); got != `%5\%\_\\%` {
		t.Error(got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a condition with a missing argument was taken")
		}
	}()
	w.And("a = ? AND b = ?", 1)
}

// The statement cache of a connection must not hand out a statement whose rows are still being read.
func TestTheSameQueryRunsWhileItsRowsAreRead(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		for _, n := range []string{"a", "b", "c"} {
			if err := s.Do(ctx, put(ctx, n, n)); err != nil {
				t.Fatal(err)
			}
		}
		err := s.View(ctx, func(tx *store.Tx) error {
			for range 3 {
				for _, n := range []string{"a", "b", "c"} {
					v, err := store.Value[string](ctx, tx, `SELECT value FROM setting WHERE name = $1`, n)
					if err != nil || v != n {
						t.Errorf("%s = %q, %v", n, v, err)
					}
				}
				if list, err := store.Column[string](ctx, tx, `SELECT name FROM setting ORDER BY name`); err != nil || len(list) != 3 {
					t.Error(list, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		// More texts than the cache keeps.
		err = s.View(ctx, func(tx *store.Tx) error {
			for i := range 600 {
				var w store.Where
				for range i % 300 {
					w.And("name <> ?", "z")
				}
				if n, err := store.Value[int64](ctx, tx, `SELECT count(*) FROM setting`+w.String(), w.Args()...); err != nil || n != 3 {
					t.Fatal(n, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestTwoReadingsOfOneQueryOnOneConnection(t *testing.T) {
	s := storetest.SQLite(t)
	for _, n := range []string{"a", "b", "c"} {
		if err := s.Do(ctx, put(ctx, n, n)); err != nil {
			t.Fatal(err)
		}
	}
	_, read := s.Pools()
	conn, err := read.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const query = `SELECT name FROM setting ORDER BY name`
	outer, err := conn.QueryContext(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	pairs := ""
	for outer.Next() {
		var a, b string
		if err := outer.Scan(&a); err != nil {
			t.Fatal(err)
		}
		inner, err := conn.QueryContext(ctx, query)
		if err != nil {
			t.Fatal(err)
		}
		for inner.Next() {
			if err := inner.Scan(&b); err != nil {
				t.Fatal(err)
			}
			pairs += a + b + " "
		}
		_ = inner.Close()
	}
	_ = outer.Close()
	if pairs != "aa ab ac ba bb bc ca cb cc " {
		t.Error(pairs)
	}
}
