package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func do(t *testing.T, s *store.Store, steps ...func(tx *store.Tx) error) {
	t.Helper()
	err := s.Do(ctx, func(tx *store.Tx) error {
		for _, f := range steps {
			if err := f(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func view[T any](t *testing.T, s *store.Store, f func(tx *store.Tx) (T, error)) (v T) {
	t.Helper()
	if err := s.View(ctx, func(tx *store.Tx) (err error) { v, err = f(tx); return err }); err != nil {
		t.Fatal(err)
	}
	return v
}

var (
	city      = org.Congress{ID: 1, Code: "city", Name: "某市人民代表大会", Level: org.City, Pack: "hunan-city"}
	county    = org.Congress{ID: 2, Code: "county", Name: "某县人民代表大会", Level: org.County, Parent: 1, Pack: "law"}
	meeting   = org.Session{ID: 3, Congress: 1, Term: 17, Number: 5, Year: 2026, Opens: "2026-01-06", Closes: "2026-01-09", Handover: "2026-03-20"}
	govOrg    = org.Org{ID: 10, Congress: 1, Kind: org.GovernmentOffice, Code: "gov", Name: "市政府办公室", Government: true, Position: 1}
	transport = org.Org{
		ID: 11, Congress: 1, Parent: 10, Kind: org.Department, Code: "jt", Name: "市交通运输局", ShortName: "交通局",
		Aliases: []string{"市交通局", "市公路局"}, Special: 12, Government: true, Position: 3,
	}
	special = org.Org{ID: 12, Congress: 1, Kind: org.SpecialCommittee, Code: "hz", Name: "环资委", Position: 2}
	guest   = org.Org{ID: 13, Congress: 1, Kind: org.CountyCongress, Code: "xrd", Name: "某县人大常委会", Home: 2, Position: 4}
	li      = org.Person{ID: 20, Name: "李一", Gender: "女", Phone: "0000", Address: "某街"}
	wang    = org.Person{ID: 21, Name: "王李", Gender: "男"}
	liUnit  = org.Post{ID: 30, Congress: 1, Org: 11, Person: 20, Role: org.UnitClerk, Title: "科员", Rank: "clerk", From: "2024-01-01"}
	wangDep = org.Post{ID: 31, Congress: 1, Org: 13, Person: 21, Role: org.Deputy, Cert: "0017", County: 13, Mandate: org.Active, From: "2021-12-01"}
	liOld   = org.Post{ID: 32, Congress: 1, Org: 10, Person: 20, Role: org.GovOffice, To: "2023-12-31"}
	traffic = org.Category{ID: 40, Congress: 1, Code: "01", Name: "交通", Position: 1}
	buses   = org.Category{ID: 41, Congress: 1, Parent: 40, Code: "0101", Name: "公交", Position: 1}
)

func fill(t *testing.T, s *store.Store) {
	t.Helper()
	do(t, s,
		func(tx *store.Tx) error { return tx.SaveCongress(ctx, city) },
		func(tx *store.Tx) error { return tx.SaveCongress(ctx, county) },
		func(tx *store.Tx) error { return tx.SaveSession(ctx, meeting) },
		func(tx *store.Tx) error { return tx.InsertOrgs(ctx, []org.Org{govOrg, transport, special, guest}) },
		func(tx *store.Tx) error { return tx.InsertPeople(ctx, []org.Person{li, wang}) },
		func(tx *store.Tx) error { return tx.InsertPosts(ctx, []org.Post{liUnit, wangDep, liOld}) },
		func(tx *store.Tx) error { return tx.InsertCategories(ctx, []org.Category{traffic, buses}) },
	)
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestWhatIsSavedIsLoaded(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		same(t, "congresses", view(t, s, func(tx *store.Tx) ([]org.Congress, error) { return tx.Congresses(ctx) }), []org.Congress{city, county})
		same(t, "by code", view(t, s, func(tx *store.Tx) (org.Congress, error) { return tx.CongressByCode(ctx, "county") }), county)
		same(t, "sessions", view(t, s, func(tx *store.Tx) ([]org.Session, error) { return tx.Sessions(ctx, 1) }), []org.Session{meeting})
		same(t, "orgs", view(t, s, func(tx *store.Tx) ([]org.Org, error) { return tx.Orgs(ctx, 1) }), []org.Org{govOrg, special, transport, guest})
		same(t, "org", view(t, s, func(tx *store.Tx) (org.Org, error) { return tx.Org(ctx, 11) }), transport)
		same(t, "categories", view(t, s, func(tx *store.Tx) ([]org.Category, error) { return tx.Categories(ctx, 1) }), []org.Category{traffic, buses})
		same(t, "posts of a person", view(t, s, func(tx *store.Tx) ([]org.Post, error) { return tx.PostsOf(ctx, 20) }), []org.Post{liUnit})
		same(t, "deputies", view(t, s, func(tx *store.Tx) ([]org.Post, error) { return tx.Posts(ctx, 1, 0, org.Deputy) }), []org.Post{wangDep})
		same(t, "holders", view(t, s, func(tx *store.Tx) ([]org.Post, error) { return tx.Posts(ctx, 1, 11, org.UnitClerk) }), []org.Post{liUnit})
		same(t, "ended holders", view(t, s, func(tx *store.Tx) ([]org.Post, error) { return tx.Posts(ctx, 1, 10, "") }), nil)
		same(t, "actor", view(t, s, func(tx *store.Tx) (org.Actor, error) { return tx.Actor(ctx, 30) }), org.Actor{Person: li, Post: liUnit, Org: transport})
	})
}

func TestSavingAgainReplaces(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		renamed := transport
		renamed.Name, renamed.Aliases, renamed.Ended, renamed.Successor = "市交通局", []string{"旧名", "旧名"}, "2026-02-01", 10
		moved := wangDep
		moved.Mandate = org.Suspended
		later := meeting
		later.Handover = "2026-03-25"
		ended := buses
		ended.Ended = "2026-02-02"
		do(t, s,
			func(tx *store.Tx) error { return tx.SaveOrg(ctx, renamed) },
			func(tx *store.Tx) error { return tx.SavePost(ctx, moved) },
			func(tx *store.Tx) error { return tx.SaveSession(ctx, later) },
			func(tx *store.Tx) error { return tx.SaveCategory(ctx, ended) },
		)
		renamed.Aliases = []string{"旧名"}
		same(t, "org", view(t, s, func(tx *store.Tx) (org.Org, error) { return tx.Org(ctx, 11) }), renamed)
		same(t, "post", view(t, s, func(tx *store.Tx) (org.Post, error) { return tx.Post(ctx, 31) }), moved)
		same(t, "session", view(t, s, func(tx *store.Tx) (org.Session, error) { return tx.Session(ctx, 3) }), later)
		same(t, "category", view(t, s, func(tx *store.Tx) ([]org.Category, error) { return tx.Categories(ctx, 1) }), []org.Category{traffic, ended})
	})
}

func TestSavingIsRefused(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		twin, twinCat, twinSession := special, buses, meeting
		twin.ID, twinCat.ID, twinSession.ID = 99, 98, 97
		twin.Code = "jt"
		for name, c := range map[string]struct {
			save func(tx *store.Tx) error
			key  string
		}{
			"org code twice":      {func(tx *store.Tx) error { return tx.SaveOrg(ctx, twin) }, "store.code_taken"},
			"category code twice": {func(tx *store.Tx) error { return tx.SaveCategory(ctx, twinCat) }, "store.code_taken"},
			"session twice":       {func(tx *store.Tx) error { return tx.SaveSession(ctx, twinSession) }, "store.session_taken"},
			"congress code twice": {func(tx *store.Tx) error { return tx.SaveCongress(ctx, org.Congress{ID: 9, Code: "city"}) }, "store.code_taken"},
		} {
			err := s.Do(ctx, c.save)
			if e, ok := fault.As(err); !ok || e.Key != c.key || e.Kind != fault.Conflict {
				t.Errorf("%s: %v", name, err)
			}
		}
		orphan := liUnit
		orphan.ID, orphan.Org = 96, 12345
		if err := s.Do(ctx, func(tx *store.Tx) error { return tx.SavePost(ctx, orphan) }); !store.IsForeign(err) {
			t.Errorf("a post in no organisation: %v", err)
		}
		for name, err := range map[string]error{
			"person": s.View(ctx, func(tx *store.Tx) error { _, err := tx.Person(ctx, 999); return err }),
			"actor":  s.View(ctx, func(tx *store.Tx) error { _, err := tx.Actor(ctx, 999); return err }),
			"org":    s.View(ctx, func(tx *store.Tx) error { _, err := tx.Org(ctx, 999); return err }),
		} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := s.Directory(ctx, 999); !fault.Is(err, fault.NotFound) {
			t.Errorf("directory of no congress: %v", err)
		}
	})
}

func TestTheDirectoryFollowsEveryChange(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		read := func() *store.Directory {
			d, err := s.Directory(ctx, 1)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		d := read()
		if d.OrgName(11) != transport.Name || d.OrgShort(11) != "交通局" || d.OrgShort(12) != "环资委" || d.PersonName(20) != "李一" ||
			d.PostName(31) != "王李" || d.OrgName(999) != "" || d.PostName(999) != "" {
			t.Error("a name is wrong")
		}
		if a, ok := d.Actor(30); !ok || a.Person.ID != 20 || a.Org.ID != 11 {
			t.Error(a)
		}
		if _, ok := d.Actor(999); ok {
			t.Error("nobody acts")
		}
		for text, id := range map[string]int64{"jt": 11, "市公路局": 11, "交通局": 11, "环资委": 12, "": 0, "没有": 0} {
			if o, _ := d.OrgCalled(text); o.ID != id {
				t.Errorf("%q is %d", text, o.ID)
			}
		}
		if c, ok := d.Category(41); !ok || c.Parent != 40 {
			t.Error(c)
		}
		if read() != d {
			t.Error("read again without need")
		}
		changed := li
		changed.Name = "李二"
		do(t, s, func(tx *store.Tx) error { return tx.SavePerson(ctx, changed) })
		if got := read().PersonName(20); got != "李二" {
			t.Error("after a change of name:", got)
		}
		stop := errors.New("stop")
		changed.Name = "李三"
		err := s.Do(ctx, func(tx *store.Tx) error {
			if err := tx.SavePerson(ctx, changed); err != nil {
				return err
			}
			d, err := tx.Directory(ctx, 1)
			if err != nil || d.PersonName(20) != "李三" {
				t.Error("the transaction does not see its own change", err)
			}
			return stop
		})
		if !errors.Is(err, stop) || read().PersonName(20) != "李二" {
			t.Error("an uncommitted name is in the directory")
		}
	})
}

func TestManyRowsAtOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		fill(t, s)
		const n = 7000 // more than one statement carries
		people := make([]org.Person, n)
		for i := range people {
			people[i] = org.Person{ID: int64(1000 + i), Name: "多"}
		}
		do(t, s, func(tx *store.Tx) error { return tx.InsertPeople(ctx, people) }, func(tx *store.Tx) error { return tx.InsertPeople(ctx, nil) })
		got := view(t, s, func(tx *store.Tx) (int64, error) { return store.Value[int64](ctx, tx, `SELECT count(*) FROM person`) })
		same(t, "people", got, n+2)
	})
}

func TestTheDayIsThatOfShanghai(t *testing.T) {
	s := storetest.SQLite(t)
	same(t, "day", string(view(t, s, func(tx *store.Tx) (string, error) {
		tx.Now = 1772413200000 - 9*3600*1000 // midnight in Shanghai
		a := tx.Today()
		tx.Now--
		return string(a) + " " + string(tx.Today()), nil
	})), "2026-03-02 2026-03-01")
}
