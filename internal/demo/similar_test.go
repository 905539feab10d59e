package demo_test

import (
	"slices"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/org"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// What was given to the public is the same to the database and to the rule: settled, agreed to by both sides, nobody's identity protected.
func TestWhatWasGivenToThePublic(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c := whole(t)
		n := 0
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, congress := range c.Congresses {
				got, err := listed(t, tx, access.ToEverybody(congress.ID))
				if err != nil {
					return err
				}
				var want []int64
				for _, k := range c.Cases {
					if access.ToEverybody(congress.ID).Sees(k) {
						want = append(want, k.ID)
					}
				}
				slices.Sort(got)
				slices.Sort(want)
				if n += len(got); !slices.Equal(got, want) {
					t.Errorf("%s: %d listed, %d given to the public", congress.Name, len(got), len(want))
				}
			}
			return nil
		})
		if err != nil || n == 0 || n == len(c.Cases) {
			t.Errorf("%d of %d, %v", n, len(c.Cases), err)
		}
	})
}

// What is shown as similar to any suggestion that a role account sees is in that account's own list, and names nobody whom it may not know.
func TestSimilarOnesAreInTheOwnList(t *testing.T) {
	const former org.Role = "former deputy"
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		if _, err := similar.Read(t.Context(), s, time.Hour); err != nil {
			t.Fatal(err)
		}
		c := whole(t)
		found, public := map[org.Role]int{}, map[org.Role]int{}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range c.Posts {
				if !p.IsFormer() && !slices.Contains(signing(c), p) {
					continue
				}
				who := p.Role
				if p.IsFormer() {
					who = former
				}
				a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
				list, err := listed(t, tx, access.Of(a))
				if err != nil {
					return err
				}
				for i, id := range list {
					if len(list) > 100 && i%29 != 0 {
						continue // some of many
					}
					k, err := tx.ReadCase(t.Context(), id)
					if err != nil {
						return err
					}
					got, err := similar.To(t.Context(), tx, a, access.View(k, a), suggestion.Filter{})
					if err != nil {
						return err
					}
					if len(got) > 0 {
						found[who]++
					}
					for _, m := range got {
						if m.Public {
							public[who]++
							if k, err := tx.ReadCase(t.Context(), m.Row.ID); err != nil || !access.IsPublic(k) || slices.Contains(list, k.ID) {
								t.Errorf("%s is shown %d as public: %v", p.Role, m.Row.ID, err)
							}
							if m.Row.Result != "" || m.Row.Lead != 0 || m.Row.Delegation != 0 || m.Row.DueOn != "" || m.Row.Version != 0 {
								t.Errorf("%s is told more of %d than was given to the public: %+v", p.Role, m.Row.ID, m.Row)
							}
							continue
						}
						if !slices.Contains(list, m.Row.ID) || m.Row.ID == id {
							t.Errorf("%s is shown %d beside %d, which is not in the list", p.Role, m.Row.ID, id)
						}
						if m.Row.Protected && access.HidesAuthors(a) && (m.SameLead || m.Case.Lead != 0) {
							t.Errorf("%s is told who proposed %d", p.Role, m.Row.ID)
						}
						if len(m.Shared) == 0 {
							t.Errorf("nothing says why %s is like %s", m.Row.Title, k.Text.Title)
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if public[former] != 0 {
			t.Errorf("former deputies, who write no more, are shown %d that were given to the public", public[former])
		}
		for _, r := range []org.Role{org.Deputy, org.DelegationAide, org.CountyClerk, org.CommitteeClerk, org.UnitClerk, org.CongressLeader} {
			if found[r] == 0 {
				t.Errorf("%s is never shown anything", r)
			}
			if writes := r == org.Deputy || r == org.DelegationAide; writes != (public[r] > 0) {
				t.Errorf("%s is shown %d that were given to the public", r, public[r])
			}
		}
	})
}
