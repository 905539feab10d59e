package demo_test

import (
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// What waits of a kind is counted as it is listed, whatever the year, and how much of it is left from earlier years is said apart.
func TestWhatWaitsIsCountedAsItIsListed(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c, left := whole(t), 0
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range signing(c) {
				scope := dossier.ScopeOf(org.Actor{Person: org.Person{ID: p.Person}, Post: p})
				_, session, err := desk.Env(t.Context(), tx, p.Congress, nil, tx.Today())
				if err != nil {
					return err
				}
				tasks, err := tx.DossierTasks(t.Context(), scope, 1000)
				if err != nil {
					return err
				}
				mine, earlier := map[string]map[int64]bool{}, map[string]map[int64]bool{}
				put := func(m map[string]map[int64]bool, k store.DossierTask) {
					if m[k.Kind] == nil {
						m[k.Kind] = map[int64]bool{}
					}
					m[k.Kind][k.ID] = true
				}
				for _, k := range tasks {
					if put(mine, k); k.DossierRow.Session != session.ID {
						put(earlier, k)
						left++
					}
				}
				counts, err := tx.CountDossiers(t.Context(), scope, session.ID, tx.Today())
				if err != nil {
					return err
				}
				for _, n := range counts {
					if n.Mine != len(mine[n.Kind]) || n.Earlier != len(earlier[n.Kind]) {
						t.Errorf("%s, %s: counts %d with %d of earlier years, lists %d with %d", p.Role, n.Kind, n.Mine, n.Earlier, len(mine[n.Kind]), len(earlier[n.Kind]))
					}
					delete(mine, n.Kind)
				}
				if len(mine) > 0 {
					t.Errorf("%s: lists %v and does not count it", p.Role, mine)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if left == 0 {
			t.Error("nothing is left from earlier years")
		}
	})
}
