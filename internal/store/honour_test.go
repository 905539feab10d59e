package store_test

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
)

// before are the migrations that come before one.
func before(t *testing.T, name string) fs.FS {
	t.Helper()
	out := store.Embedded()
	if out[name] == nil {
		t.Fatal(name)
	}
	maps.DeleteFunc(out, func(n string, _ *fstest.MapFile) bool { return n >= name })
	return out
}

// honoured fills a store with a year, two units and a person.
func honoured(t *testing.T, s *store.Store, honours func(tx *store.Tx) error) {
	t.Helper()
	err := s.Do(ctx, func(tx *store.Tx) error {
		if err := registry.Enter(ctx, tx, org.Actor{}, roster.Rows{
			Congresses: []org.Congress{{ID: 1, Code: "a", Name: "甲市人大", Level: org.City, Pack: "hunan-city"}},
			Sessions:   []org.Session{{ID: 21, Congress: 1, Term: 5, Number: 4, Year: 2026}},
			Orgs:       []org.Org{{ID: 13, Congress: 1, Kind: org.Department, Code: "h", Name: "卫健委"}, {ID: 14, Congress: 1, Kind: org.Department, Code: "f", Name: "财政局"}},
			People:     []org.Person{{ID: 20, Name: "李一"}},
			Posts:      []org.Post{{ID: 30, Congress: 1, Org: 13, Person: 20, Role: org.UnitClerk}},
		}); err != nil {
			return err
		}
		return honours(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What stood twice before stands once after the migration, and verification finds nothing missing.
func TestAnHonourThatStoodTwiceStandsOnce(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			o := store.Options{URL: blank(t, engine), Now: storetest.NewClock().Now}
			old, err := store.Open(ctx, store.WithMigrations(o, before(t, "0136_honour_once.sql")))
			if err != nil {
				t.Fatal(err)
			}
			unit := func(id, unit int64, revoked calendar.Day) org.Honour {
				return org.Honour{ID: id, Congress: 1, Session: 21, Kind: "unit", Org: unit, RecordedOn: "2026-01-10", RevokedOn: revoked}
			}
			honoured(t, old, func(tx *store.Tx) error {
				err := tx.InsertHonours(ctx, []org.Honour{
					unit(1, 13, "2026-01-12"), unit(2, 13, ""), unit(3, 13, ""), // revoked, given again, and that twice
					unit(4, 14, ""), // and once more with a log
					{ID: 6, Congress: 1, Session: 21, Kind: "person", Org: 13, Person: 20, RecordedOn: "2026-01-10"},
					{ID: 7, Congress: 1, Session: 21, Kind: "person", Org: 13, RecordedOn: "2026-01-10"},
				})
				if err == nil {
					err = storetest.Unlogged(ctx, tx)
				}
				if err == nil {
					err = registry.Enter(ctx, tx, org.Actor{}, roster.Rows{Honours: []org.Honour{unit(5, 14, "")}})
				}
				return err
			})
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			left := view(t, s, func(tx *store.Tx) (ids []int64, err error) {
				list, err := tx.HonoursEver(ctx, 21)
				for _, h := range list {
					ids = append(ids, h.ID)
				}
				return ids, err
			})
			if !slices.Equal(left, []int64{1, 2, 5, 6, 7}) {
				t.Errorf("left are %v", left)
			}
			if r, err := verify.Run(ctx, s, ""); err != nil || !r.Clean() {
				t.Errorf("%v %+v", err, r.Bad)
			}
		})
	}
}

// The table holds each honour once as long as it stands, whoever writes it.
func TestTheSameHonourIsNotHeldTwice(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		honoured(t, s, func(*store.Tx) error { return nil })
		for i, row := range []struct {
			name    string
			honour  org.Honour
			refused bool
		}{
			{"a unit", org.Honour{Kind: "unit", Org: 13}, false},
			{"the same unit", org.Honour{Kind: "unit", Org: 13}, true},
			{"another unit", org.Honour{Kind: "unit", Org: 14}, false},
			{"the same, taken back", org.Honour{Kind: "unit", Org: 13, RevokedOn: "2026-01-20"}, false},
			{"a person", org.Honour{Kind: "person", Org: 13, Person: 20}, false},
			{"the same person", org.Honour{Kind: "person", Org: 13, Person: 20}, true},
			{"nobody's person", org.Honour{Kind: "person", Person: 20}, false},
			{"that once more", org.Honour{Kind: "person", Person: 20}, true},
		} {
			h := row.honour
			h.ID, h.Congress, h.Session, h.RecordedOn = int64(100+i), 1, 21, "2026-01-10"
			err := s.Do(ctx, func(tx *store.Tx) error { return tx.InsertHonours(ctx, []org.Honour{h}) })
			if (err != nil) != row.refused || err != nil && !store.IsUnique(err) {
				t.Errorf("%s: %v", row.name, err)
			}
		}
	})
}

// Two who find at the same moment that an honour has not been given both do what they came for, and it is given once.
func TestAnHonourGivenByTwoAtOnceIsGivenOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		honoured(t, s, func(*store.Tx) error { return nil })
		var looked, done sync.WaitGroup
		if s.Engine() == store.PostgreSQL { // on SQLite one looks when the other has written
			looked.Add(2)
		}
		for i := range 2 {
			done.Go(func() {
				first := s.Engine() == store.PostgreSQL
				err := s.Do(ctx, func(tx *store.Tx) error {
					h := org.Honour{ID: int64(100 + i), Congress: 1, Session: 21, Kind: "unit", Org: 13}
					there, err := tx.HonoursEver(ctx, 21)
					if first {
						first = false
						looked.Done()
						looked.Wait()
					}
					if err != nil || slices.ContainsFunc(there, h.Same) {
						return err
					}
					return registry.Enter(ctx, tx, org.Actor{}, roster.Rows{Honours: []org.Honour{h}})
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		done.Wait()
		if list := view(t, s, func(tx *store.Tx) ([]org.Honour, error) { return tx.HonoursEver(ctx, 21) }); len(list) != 1 {
			t.Errorf("%+v", list)
		}
	})
}
