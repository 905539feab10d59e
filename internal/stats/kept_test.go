package stats_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// What was counted is kept while nothing changes and no longer: a change is seen by the next reading, and what a transaction counted of
// changes that it took back is seen by nobody.
func TestCountsAreKeptNoLongerThanTheyHold(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		congress(t, s)
		enter(t, s, 1, 3, func(_ int, h *suggestion.RecordHistory) { h.Shares = handled("A") })
		solved := func(want int) {
			t.Helper()
			for range 2 {
				y, err := year(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				if got := y.Value("solved").Numerator; got != want || y.Rate("solved").Now.Num.N != want {
					t.Fatalf("solved: %d, want %d", got, want)
				}
			}
		}
		solved(3)
		enter(t, s, 4, 2, func(_ int, h *suggestion.RecordHistory) { h.Shares = handled("A") })
		solved(5)

		change := func(ctx context.Context, tx *store.Tx, n string) error {
			if _, err := tx.Exec(ctx, `UPDATE suggestion SET outcome = 'PLANNED' WHERE number <= $1`, n); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `UPDATE session_change SET n = n + 1`) // as whatever saves a case counts it
			return err
		}
		back := errors.New("taken back")
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := change(t.Context(), tx, "0001"); err != nil {
				return err
			}
			y, err := stats.OfYear(t.Context(), tx, scope, sessionID)
			if err != nil {
				return err
			}
			if got := y.Value("solved").Numerator; got != 4 {
				t.Errorf("inside the transaction: %d solved, want 4", got)
			}
			return back
		})
		if !errors.Is(err, back) {
			t.Fatal(err)
		}
		solved(5)
		if err := s.Do(t.Context(), func(tx *store.Tx) error { return change(t.Context(), tx, "0002") }); err != nil {
			t.Fatal(err)
		}
		solved(3)
	})
}

// What was read out of a suggestion is kept until it changes, for those who see it; of a change that is taken back nobody sees anything.
func TestWhatIsReadOutOfASuggestionIsKeptUntilItChanges(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		congress(t, s)
		enter(t, s, 1, 3, func(_ int, h *suggestion.RecordHistory) { h.Shares = handled("A") })
		reads := 0
		of := func(tx *store.Tx, sc access.Scope) []string {
			t.Helper()
			out, err := store.OfCases(t.Context(), tx, sc, sessionID, "titles", func(c *suggestion.Case) string { reads++; return c.Text.Title })
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		see := func(why string, want []string, read int) {
			t.Helper()
			reads = 0
			var got []string
			if err := s.View(t.Context(), func(tx *store.Tx) error { got = of(tx, scope); return nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) || reads != read {
				t.Errorf("%s: %v of %d readings, want %v of %d", why, got, reads, want, read)
			}
		}
		var all []string
		if err := s.View(t.Context(), func(tx *store.Tx) error { all = of(tx, scope); return nil }); err != nil || len(all) != 3 || reads != 3 {
			t.Fatal(all, reads, err)
		}
		see("again", all, 0)
		if err := s.View(t.Context(), func(tx *store.Tx) error {
			other := scope
			other.Congress++
			if got := of(tx, other); len(got) != 0 {
				t.Errorf("another congress reads %v", got)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		change := func(ctx context.Context, tx *store.Tx) error {
			for _, set := range []string{
				`UPDATE suggestion_doc SET doc = REPLACE(REPLACE(doc, '` + all[0] + `', 'changed'), '"seq":', '"was":0,"seq":1') WHERE suggestion_id = (SELECT MIN(id) FROM suggestion)`,
				`UPDATE suggestion SET seq = (10 + seq) WHERE id = (SELECT MIN(id) FROM suggestion)`,
			} {
				if _, err := tx.Exec(ctx, set); err != nil {
					return err
				}
			}
			return nil
		}
		back := errors.New("taken back")
		changed := append([]string{"changed"}, all[1:]...)
		if err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := change(t.Context(), tx); err != nil {
				return err
			}
			if got := of(tx, scope); !slices.Equal(got, changed) {
				t.Errorf("inside the transaction: %v", got)
			}
			return back
		}); !errors.Is(err, back) {
			t.Fatal(err)
		}
		see("taken back", all, 0)
		if err := s.Do(t.Context(), func(tx *store.Tx) error { return change(t.Context(), tx) }); err != nil {
			t.Fatal(err)
		}
		see("changed", changed, 1)
		see("changed, again", changed, 0)
	})
}
