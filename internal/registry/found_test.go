package registry_test

import (
	"errors"
	"slices"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// An empty installation gets its congress, and the three administrators can sign in and do their work, each only their own.
func TestACongressIsFounded(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		ctx := t.Context()
		ids := identity.New(s, c.Now)
		ids.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
		r := &registry.Registry{Store: s, Desk: &desk.Desk{Store: s}}
		city := registry.Founding{Code: "jia", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city", Body: "联工委", Admin: "张三", Security: "李四", Auditor: "王五"}
		made, err := r.Found(ctx, ids, city)
		if err != nil || len(made.Slips) != 3 || made.Congress.Parent != 0 {
			t.Fatalf("%+v %v", made, err)
		}
		var roles []org.Role
		for _, slip := range made.Slips {
			_, who, err := ids.SignIn(ctx, slip.Login, slip.Password, identity.Origin{})
			if err != nil || !who.MustChange || who.Actor.Post.Congress != made.Congress.ID {
				t.Errorf("%s: %+v %v", slip.Login, who, err)
			}
			roles = append(roles, who.Actor.Post.Role)
		}
		if !slices.Equal(roles, []org.Role{org.Admin, org.Security, org.Auditor}) {
			t.Error(roles)
		}

		town := registry.Founding{Code: "yi", Name: "乙镇人民代表大会", Level: org.Township, Above: "jia", Pack: "township", Body: "主席团", Admin: "赵六", Security: "钱七", Auditor: "孙八"}
		if made, err = r.Found(ctx, ids, town); err != nil || made.Congress.Parent == 0 {
			t.Errorf("below: %+v %v", made, err)
		}
		for name, c := range map[string]struct {
			change func(f *registry.Founding)
			kind   fault.Kind
			field  string
		}{
			"the same code":    {func(f *registry.Founding) { f.Code = "jia" }, fault.Conflict, ""},
			"a code of words":  {func(f *registry.Founding) { f.Code = "丙市" }, fault.Invalid, "code"},
			"no name":          {func(f *registry.Founding) { f.Name = " " }, fault.Invalid, "name"},
			"one person twice": {func(f *registry.Founding) { f.Auditor = f.Admin }, fault.Invalid, "auditor"},
			"no such pack":     {func(f *registry.Founding) { f.Pack = "x" }, fault.Invalid, "pack"},
			"no such level":    {func(f *registry.Founding) { f.Level = "x" }, fault.Invalid, "level"},
			"below a township": {func(f *registry.Founding) { f.Above = "yi" }, fault.Invalid, "above"},
			"below nothing":    {func(f *registry.Founding) { f.Above = "x" }, fault.Invalid, "above"},
		} {
			f := registry.Founding{Code: "bing", Name: "丙市人民代表大会", Level: org.City, Pack: "law", Body: "联工委", Admin: "周一", Security: "吴二", Auditor: "郑三"}
			c.change(&f)
			before := congresses(t, s)
			_, err := r.Found(ctx, ids, f)
			e, ok := fault.As(err)
			if !ok || e.Kind != c.kind || c.field != "" && (len(e.Fields) == 0 || e.Fields[0].Name != c.field) {
				t.Errorf("%s: %v", name, err)
			}
			if congresses(t, s) != before {
				t.Errorf("%s: a congress is there", name)
			}
		}
		before, full := congresses(t, s), errors.New("no room for the slips")
		city.Code, city.Keep = "ding", func(made registry.Founded) error {
			if len(made.Slips) != 3 || len(made.Names) != 3 || made.Slips[0].Password == "" {
				t.Errorf("to keep: %+v", made)
			}
			return full
		}
		if _, err := r.Found(ctx, ids, city); !errors.Is(err, full) || congresses(t, s) != before {
			t.Errorf("first passwords that nobody could keep: %v", err)
		}
	})
}

func congresses(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	if err := s.View(t.Context(), func(tx *store.Tx) error {
		list, err := tx.Congresses(t.Context())
		n = len(list)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
