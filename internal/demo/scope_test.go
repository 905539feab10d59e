package demo_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/blob"
	"huiyin/internal/demo"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervise"
	"huiyin/internal/verify/verifytest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// BenchmarkSeed is what the first start of the demonstration costs after the schema is there.
func BenchmarkSeed(b *testing.B) {
	for b.Loop() {
		seeded(b, storetest.SQLite(b))
	}
}

func folder(t testing.TB) *blob.Dir {
	t.Helper()
	files, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// seeded saves the whole city; hashing at full cost is not what these tests are about.
func seeded(t testing.TB, s *store.Store) {
	t.Helper()
	id := identity.New(s, func() time.Time { return time.UnixMilli(1782781200000) })
	id.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	done, err := demo.Seed(t.Context(), s, id, folder(t), 1, "2026-06-30", 0)
	if err != nil || !done {
		t.Fatalf("seeded %v: %v", done, err)
	}
}

// What a list returns is exactly what the scope accepts: for every post of the city on SQLite, for the role accounts on both.
func TestListsShowExactlyWhatTheScopeSees(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c := whole(t)
		posts := c.Posts
		if s.Engine() != store.SQLite {
			posts = signing(c)
		}
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range posts {
				scope := access.Of(org.Actor{Person: org.Person{ID: p.Person}, Post: p})
				var want []int64
				for _, k := range c.Cases {
					if scope.Sees(k) {
						want = append(want, k.ID)
					}
				}
				got, err := listed(t, tx, scope)
				if err != nil {
					return err
				}
				slices.Sort(want)
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("%s %d: the list has %d cases, the scope %d", p.Role, p.ID, len(got), len(want))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// The cases on which something waits for a post are those whose tasks are that post's: also where a second person is asked for.
func TestListsOfTasksHoldExactlyWhatWaits(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		c := whole(t)
		excepted := 0
		err := s.View(t.Context(), func(tx *store.Tx) error {
			for _, p := range signing(c) {
				a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
				scope, want := access.Of(a), map[int64][]access.Task{}
				for _, k := range c.Cases {
					for _, task := range access.Tasks(k) {
						switch {
						case scope.Sees(k) && task.For(a):
							want[k.ID] = append(want[k.ID], task)
						case task.Except == a.Person.ID:
							excepted++
						}
					}
				}
				rows, _, _, err := tx.Cases(t.Context(), scope, suggestion.Filter{Tasks: access.TaskNames, Limit: 5000})
				if err != nil {
					return err
				}
				ids := []int64{}
				for _, r := range rows {
					ids = append(ids, r.ID)
				}
				got, err := tx.Tasks(t.Context(), scope, ids, nil)
				if err != nil {
					return err
				}
				if len(rows) != len(want) || !reflect.DeepEqual(got, want) {
					t.Errorf("%s %d: %d cases listed, something waits on %d", p.Role, p.ID, len(rows), len(want))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if excepted == 0 {
			t.Error("nobody in the city is the first of two hands")
		}
	})
}

func listed(t *testing.T, tx *store.Tx, scope access.Scope) (ids []int64, err error) {
	f := suggestion.Filter{Limit: 5000}
	for {
		rows, next, total, err := tx.Cases(t.Context(), scope, f)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		if next == "" {
			if total != len(ids) {
				t.Errorf("total %d, rows %d", total, len(ids))
			}
			return ids, nil
		}
		f.After = next
	}
}

// A second start leaves the city as it is, and the installation knows what it shows.
func TestSeedingTwiceMakesOneCity(t *testing.T) {
	s := storetest.SQLite(t)
	seeded(t, s)
	id := identity.New(s, time.Now)
	done, err := demo.Seed(t.Context(), s, id, folder(t), 9, "2026-06-30", 0)
	if err != nil || done {
		t.Errorf("seeded again: %v %v", done, err)
	}
	if shown, ok, err := demo.Find(t.Context(), s); err != nil || !ok || shown.Seed != 1 {
		t.Errorf("found %v %v %v", shown, ok, err)
	}
	if _, err := demo.Seed(t.Context(), s, id, folder(t), 1, "2019-01-01", 0); err == nil {
		t.Error("a city before its time was made")
	}
}

// Everybody and everything of the city has a log from the beginning: a changed right is found, and the city as it is made is whole.
func TestTheCityIsSealed(t *testing.T) {
	c := whole(t)
	logs := int64(len(c.Congresses) + len(c.Sessions) + len(c.Orgs) + len(c.People) + len(c.Posts) + len(c.Categories) + len(c.Honours))
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		seeded(t, s)
		verifytest.Tampered(t, s, logs, `UPDATE post SET role = 'committee_head' WHERE id = (SELECT min(id) FROM post WHERE role = 'deputy')`, "post", "state")
	})
}

// The division of supervision leaves no case out: what special committees, party and mass bodies and unmatched units handle is everything
// that has been handed over.
func TestTheDivisionCoversEveryCase(t *testing.T) {
	s := storetest.SQLite(t)
	seeded(t, s)
	c := whole(t)
	err := s.View(t.Context(), func(tx *store.Tx) error {
		clerk := org.Actor{Post: org.Post{ID: 1, Congress: c.Home, Role: org.CommitteeClerk}}
		d, err := supervise.Divide(t.Context(), tx, clerk, c.Now)
		if err != nil {
			return err
		}
		parts := append(slices.Clone(d.Party), d.Unmatched...)
		for _, k := range d.Specials {
			parts = append(parts, k.Cases)
		}
		covered := map[int64]bool{}
		for _, k := range append(parts, d.First, d.Key) {
			f := k.Filter
			f.Limit = 5000
			rows, _, n, err := tx.Cases(t.Context(), access.Of(clerk), f)
			if err != nil {
				return err
			}
			if n != k.N {
				t.Errorf("the page says %d, the list has %d", k.N, n)
			}
			for _, r := range rows {
				covered[r.ID] = true
			}
		}
		handed := 0
		for _, k := range c.Cases {
			if k.Congress != c.Home || k.Session != c.Now || len(k.Live()) == 0 {
				continue
			}
			if handed++; !covered[k.ID] {
				t.Errorf("nobody supervises %s (%s)", k.Number, k.State)
			}
		}
		if handed < 200 || handed != len(covered) {
			t.Errorf("%d handed over, %d supervised", handed, len(covered))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
