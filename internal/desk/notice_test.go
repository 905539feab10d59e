package desk_test

import (
	"slices"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// The head of a page counts what its reader has not seen yet, and of that only what the reader may open, up to as many as a list of notices holds.
func TestTheHeadCountsNotices(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		own, others := o.Handled("0001"), o.Accepted("0002")
		a := o.Actors[testkit.Health]
		send := func(c *suggestion.Case, n int) func(*store.Tx) error {
			told := suggestion.Notice{Holder: access.Body("unit", testkit.HealthOrg), Key: "urged"}
			return func(tx *store.Tx) error {
				return tx.AddNotices(t.Context(), c, slices.Repeat([]suggestion.Notice{told}, n))
			}
		}
		for _, step := range []struct {
			when string
			do   func(*store.Tx) error
			want int
		}{
			{"the list was opened", func(tx *store.Tx) error { return tx.SeeNotices(t.Context(), testkit.Health) }, 0},
			{"nothing but what is not the reader's", send(others, 60), 0},
			{"three of a suggestion of its own", send(own, 3), 3},
			{"more, most of them not the reader's", send(others, 90), 3},
			{"ten more of its own", send(own, 10), 13},
			{"more than a list holds", send(own, 60), store.SomeNotices},
			{"the list was opened again", func(tx *store.Tx) error { return tx.SeeNotices(t.Context(), testkit.Health) }, 0},
			{"more than the head has room for", send(own, 120), store.SomeNotices},
		} {
			clock.Advance(time.Minute)
			if err := s.Do(t.Context(), step.do); err != nil {
				t.Fatal(step.when, err)
			}
			err := s.View(t.Context(), func(tx *store.Tx) error {
				n, err := tx.UnseenAtHead(t.Context(), access.Of(a), dossier.ScopeOf(a), testkit.Health)
				if n != step.want {
					t.Errorf("%s: %d, not %d", step.when, n, step.want)
				}
				return err
			})
			if err != nil {
				t.Fatal(step.when, err)
			}
		}
	})
}
