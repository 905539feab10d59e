package demo_test

import (
	"fmt"
	"slices"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// asking is one way to look for the author of a case, and what a reader's view of the case tells of it.
type asking struct {
	name string
	by   indicator.Dimension
	told func(v *suggestion.Case) int64
	ask  func(f *suggestion.Filter, id int64)
}

var byName = []asking{
	{"lead", indicator.ByDeputy, func(v *suggestion.Case) int64 { return v.Lead }, func(f *suggestion.Filter, id int64) { f.Lead = id }},
	{"delegation", indicator.ByDelegation, func(v *suggestion.Case) int64 { return v.Delegation }, func(f *suggestion.Filter, id int64) { f.Delegation = id }},
	{"county", indicator.ByCounty, func(v *suggestion.Case) int64 { return v.County }, func(f *suggestion.Filter, id int64) { f.County = id }},
}

// Whoever may know who speaks finds a case by the name; for everybody else it has none: lists, counts, lists of shares and of promises, and
// figures by a dimension tell exactly what the reader's view of the cases tells. For every account of the city, and for authors and units of
// cases of protected identity.
func TestAFilterByNameFindsWhatTheReaderMayKnow(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c := whole(t)
		var posts []org.Post
		ids := map[string][]int64{}
		for _, k := range c.Cases {
			if !k.About.Protected {
				continue
			}
			for _, a := range byName {
				if id := a.told(k); id != 0 && !slices.Contains(ids[a.name], id) {
					ids[a.name] = append(ids[a.name], id)
				}
			}
			for _, p := range c.Posts {
				concerned := p.ID == k.Lead || p.Org == k.Delegation && p.Role == org.DelegationAide ||
					slices.ContainsFunc(k.Signatures, func(g *suggestion.Signature) bool { return g.Post == p.ID }) ||
					slices.ContainsFunc(k.Assignments, func(a *suggestion.Assignment) bool { return a.Unit == p.Org })
				if concerned && !slices.Contains(posts, p) {
					posts = append(posts, p)
				}
			}
		}
		for _, p := range signing(c) {
			if !slices.Contains(posts, p) {
				posts = append(posts, p)
			}
		}
		found, hidden := 0, 0
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range posts {
				a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
				scope := access.Of(a)
				for _, ask := range byName {
					for _, id := range ids[ask.name] {
						var want []int64
						for _, k := range c.Cases {
							if !scope.Sees(k) || ask.told(k) != id {
								continue
							}
							if ask.told(access.View(k, a)) == id {
								want = append(want, k.ID)
								if k.About.Protected {
									found++
								}
							} else {
								hidden++
							}
						}
						var f suggestion.Filter
						ask.ask(&f, id)
						if wrong := byNameDiffers(t, tx, scope, f, want); wrong != "" {
							t.Errorf("%s %d asks by %s %d: %s", p.Role, p.ID, ask.name, id, wrong)
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if found == 0 || hidden == 0 {
			t.Errorf("%d protected cases found by those who may know, %d hidden from others: the test would never fail", found, hidden)
		}
	})
}

// byNameDiffers says where what a filter by a name keeps is not what is wanted.
func byNameDiffers(t *testing.T, tx *store.Tx, scope access.Scope, f suggestion.Filter, want []int64) string {
	t.Helper()
	f.Limit = 5000
	rows, _, total, err := tx.Cases(t.Context(), scope, f)
	if err != nil {
		t.Fatal(err)
	}
	got := ids(rows)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || total != len(want) {
		return fmt.Sprintf("%d cases and a total of %d, the views name %d", len(got), total, len(want))
	}
	counted, err := tx.CountEach(t.Context(), scope, suggestion.Filter{}, []suggestion.Filter{f})
	if err != nil {
		t.Fatal(err)
	}
	if counted[0] != len(want) {
		return fmt.Sprintf("counted %d, want %d", counted[0], len(want))
	}
	shares, _, _, err := tx.ShareRows(t.Context(), scope, suggestion.ShareFilter{Case: f, Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range shares {
		if !slices.Contains(want, r.Case) {
			return fmt.Sprintf("a share of case %d is listed", r.Case)
		}
	}
	promises, _, _, err := tx.Commitments(t.Context(), scope, suggestion.PromiseFilter{Case: f, Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range promises {
		if !slices.Contains(want, r.Case) {
			return fmt.Sprintf("a promise of case %d is listed", r.Case)
		}
	}
	return ""
}

func ids(rows []store.CaseRow) []int64 {
	var out []int64
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

// A figure broken down by deputies, delegations or counties names for each reader what the reader's views name, and no more.
func TestABreakdownNamesWhatTheReaderMayKnow(t *testing.T) {
	s := storetest.SQLite(t)
	seeded(t, s)
	c := whole(t)
	err := s.View(t.Context(), func(tx *store.Tx) error {
		for _, p := range signing(c) {
			a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
			scope := access.Of(a)
			for _, ask := range byName {
				named := map[int64]bool{}
				session := int64(0)
				for _, k := range c.Cases {
					if scope.Sees(k) && k.About.Protected {
						session = k.Session
					}
				}
				for _, k := range c.Cases {
					if scope.Sees(k) && k.Session == session {
						named[ask.told(access.View(k, a))] = true
					}
				}
				if session == 0 {
					continue
				}
				b, err := stats.BreakDown(t.Context(), tx, scope, session, "signed", ask.by)
				if err != nil {
					return err
				}
				for _, row := range b.Lines {
					if !named[row.ID] {
						t.Errorf("%s %d: a figure by %s names %d, whom no view names", p.Role, p.ID, ask.name, row.ID)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
