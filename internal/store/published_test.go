package store_test

import (
	"fmt"
	"slices"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestWhatIsPublishedStandsInTheOrderOfItsDays(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		do(t, s, func(tx *store.Tx) error {
			return tx.SaveSession(ctx, org.Session{ID: 4, Congress: county.ID, Term: 17, Number: 5, Year: 2026})
		})
		put := func(id int64, congress org.Congress, session int64, kind, on string, public bool) {
			t.Helper()
			if err := s.Raw(ctx, `INSERT INTO dossier (id, congress_id, session_id, kind, state, title, on_day, public, seq, doc) VALUES ($1, $2, $3, $4, 'published', 'x', $5, $6, 1, '{}')`,
				id, congress.ID, session, kind, on, public); err != nil {
				t.Fatal(err)
			}
		}
		put(1, city, 3, "bulletin", "2026-06-05", true)
		put(2, county, 4, "vote", "2026-06-05", true)
		put(3, city, 3, "bulletin", "2023-06-30", true) // entered later, of an earlier year
		put(4, city, 3, "bulletin", "2026-06-06", false)
		put(5, city, 3, "plan", "2026-06-06", true) // no kind that has a copy for everybody
		for id := int64(100); id < 150; id++ {
			put(id, city, 3, "bulletin", "2022-01-01", true)
		}
		kinds := []string{"bulletin", "vote"}
		read := func(congress int64, after string) (ids []int64, next string, total int) {
			t.Helper()
			err := s.View(ctx, func(tx *store.Tx) error {
				rows, more, n, err := tx.PublishedList(ctx, congress, kinds, after)
				for _, r := range rows {
					ids = append(ids, r.ID)
					if want := map[bool]string{true: "county", false: "city"}[r.ID == 2]; r.Code != want {
						t.Errorf("%d is of %s, want %s", r.ID, r.Code, want)
					}
				}
				next, total = more, n
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return ids, next, total
		}
		first, next, total := read(0, "")
		if total != 53 || len(first) != 50 || !slices.Equal(first[:4], []int64{2, 1, 3, 149}) {
			t.Errorf("the first page of %d: %v", total, first)
		}
		if rest, end, _ := read(0, next); end != "" || !slices.Equal(rest, []int64{102, 101, 100}) {
			t.Errorf("the rest: %v, then %q", rest, end)
		}
		if of, _, total := read(county.ID, ""); total != 1 || !slices.Equal(of, []int64{2}) {
			t.Errorf("of the county: %v of %d", of, total)
		}
		for _, bad := range []string{"1", "x~1", "2026-06-05~x", "~"} {
			err := s.View(ctx, func(tx *store.Tx) error { _, _, _, err := tx.PublishedList(ctx, 0, kinds, bad); return err })
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%s is taken for a place in the list: %v", fmt.Sprintf("%q", bad), err)
			}
		}
	})
}
