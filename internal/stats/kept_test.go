package stats_test

import (
	"context"
	"errors"
	"testing"

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

		// Both changes move the same sum of sequence numbers on by two.
		change := func(ctx context.Context, tx *store.Tx, n string, by int) error {
			_, err := tx.Exec(ctx, `UPDATE suggestion SET outcome = 'PLANNED', seq = seq + $2 WHERE number <= $1`, n, by)
			return err
		}
		back := errors.New("taken back")
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := change(t.Context(), tx, "0001", 2); err != nil {
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
		if err := s.Do(t.Context(), func(tx *store.Tx) error { return change(t.Context(), tx, "0002", 1) }); err != nil {
			t.Fatal(err)
		}
		solved(3)
	})
}
