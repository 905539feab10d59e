package registry_test

import (
	"encoding/json"
	"strings"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Posts of the small congress; a person's id is the post's with 1000 added.
const (
	deputy int64 = iota + 101
	clerk
	head
	health
	finance
	admin
	security
	auditor
	foreign // administrator of another congress
)

const (
	delegationOrg int64 = iota + 11
	committeeOrg
	healthOrg
	financeOrg
	specialOrg
	foreignOrg
)

type town struct {
	t *testing.T
	*registry.Registry
	actors map[int64]org.Actor
	clock  *storetest.Clock
}

func towns(t *testing.T, f func(o *town)) {
	t.Helper()
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		o := &town{t: t, Registry: &registry.Registry{Store: s, Desk: &desk.Desk{Store: s}}, actors: map[int64]org.Actor{}, clock: c}
		if err := s.Do(t.Context(), o.fill); err != nil {
			t.Fatal(err)
		}
		f(o)
	})
}

func (o *town) fill(tx *store.Tx) error {
	ctx := o.t.Context()
	for _, g := range []org.Congress{{ID: 1, Code: "a", Name: "甲市", Level: org.City, Pack: "hunan-city"}, {ID: 2, Code: "b", Name: "乙县", Level: org.County, Parent: 1, Pack: "law"}} {
		if err := tx.SaveCongress(ctx, g); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 20 + g.ID, Congress: g.ID, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
	}
	if err := tx.InsertCategories(ctx, []org.Category{{ID: 5, Congress: 1, Code: "health", Name: "卫生健康"}}); err != nil {
		return err
	}
	if err := tx.InsertOrgs(ctx, []org.Org{
		{ID: delegationOrg, Congress: 1, Kind: org.Delegation, Code: "d", Name: "某代表团"},
		{ID: committeeOrg, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
		{ID: specialOrg, Congress: 1, Kind: org.SpecialCommittee, Code: "s", Name: "教科文卫委"},
		{ID: healthOrg, Congress: 1, Kind: org.Department, Code: "h", Name: "市卫生局", Government: true, Special: specialOrg},
		{ID: financeOrg, Congress: 1, Kind: org.Department, Code: "f", Name: "市人口计生委", Government: true},
		{ID: foreignOrg, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"},
	}); err != nil {
		return err
	}
	for _, p := range []struct {
		id, org, congress int64
		role              org.Role
	}{
		{deputy, delegationOrg, 1, org.Deputy},
		{clerk, committeeOrg, 1, org.CommitteeClerk},
		{head, committeeOrg, 1, org.CommitteeHead},
		{health, healthOrg, 1, org.UnitClerk},
		{finance, financeOrg, 1, org.UnitClerk},
		{admin, committeeOrg, 1, org.Admin},
		{security, committeeOrg, 1, org.Security},
		{auditor, committeeOrg, 1, org.Auditor},
		{foreign, foreignOrg, 2, org.Admin},
	} {
		person := org.Person{ID: 1000 + p.id, Name: "某" + string(p.role)}
		if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
			return err
		}
		post := org.Post{ID: p.id, Congress: p.congress, Org: p.org, Person: person.ID, Role: p.role, Mandate: org.Active, From: "2022-01-01"}
		if err := tx.InsertPosts(ctx, []org.Post{post}); err != nil {
			return err
		}
		o.actors[p.id] = org.Actor{Person: person, Post: post}
	}
	return storetest.Unlogged(ctx, tx)
}

func (o *town) who(post int64) identity.Who {
	return identity.Who{Account: post, Actor: o.actors[post]}
}

func (o *town) act(post int64, kind string, id int64, do flow.Action, body string, more ...registry.Request) (registry.Receipt, error) {
	o.t.Helper()
	cmd, _, ok := roster.NewCommand(do)
	if !ok {
		o.t.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.t.Fatal(err)
	}
	q := registry.Request{}
	if len(more) > 0 {
		q = more[0]
	}
	q.Kind, q.ID, q.Do, q.Cmd = kind, id, do, cmd
	return o.Do(o.t.Context(), o.who(post), identity.Origin{IP: "10.0.0.1"}, q)
}

func (o *town) must(post int64, kind string, id int64, do flow.Action, body string) registry.Receipt {
	o.t.Helper()
	r, err := o.act(post, kind, id, do, body)
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return r
}

func (o *town) step(post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	o.t.Helper()
	cmd, _, _ := suggestion.NewCommand(do)
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.t.Fatal(err)
	}
	r, err := o.Desk.Do(o.t.Context(), o.actors[post], id, desk.Request{Part: part, Do: do, Cmd: cmd})
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return r.Case
}

// assigned hands one case over to shares.
func (o *town) assigned(number, shares string) *suggestion.Case {
	c := o.accepted(number)
	o.step(clerk, c.ID, 0, "propose_units", `{"shares":`+shares+`}`)
	return o.step(head, c.ID, 0, "assign", `{"at_meeting":true}`)
}

func (o *town) read(id int64) *suggestion.Case {
	o.t.Helper()
	var c *suggestion.Case
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) (err error) { c, err = tx.ReadCase(o.t.Context(), id); return err })
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// whole checks that a case's log tells of the case as stored, and that the registry's chains hold.
func (o *town) whole(id int64) {
	o.t.Helper()
	var log []suggestion.Event
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) (err error) { log, err = tx.Events(o.t.Context(), id); return err })
	if err != nil {
		o.t.Fatal(err)
	}
	told, err := suggestion.Replay(id, log, suggestion.World{Packs: o.Store.Packs(), Calendar: o.Store.CalendarAt})
	if err != nil {
		o.t.Fatal(err)
	}
	want, _ := json.Marshal(o.read(id))
	if got, _ := json.Marshal(told); string(got) != string(want) {
		o.t.Errorf("the log tells of another case:\n%s\n%s", got, want)
	}
	o.sound()
}

func (o *town) sound() {
	o.t.Helper()
	if r, err := verify.Run(o.t.Context(), o.Store, ""); err != nil || !r.Clean() {
		o.t.Errorf("registry: %+v %v", r.Bad, err)
	}
}

func kindOf(err error) fault.Kind {
	if f, ok := fault.As(err); ok {
		return f.Kind
	}
	return ""
}

// refused expects a fault of a kind whose key, or a field's, contains the text.
func (o *town) refused(name string, err error, kind fault.Kind, key string) {
	o.t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != kind {
		o.t.Errorf("%s: got %v, want %s", name, err, kind)
		return
	}
	keys := f.Key
	for _, w := range f.Fields {
		keys += " " + w.Name + ":" + w.Key
	}
	if !strings.Contains(keys, key) {
		o.t.Errorf("%s: says %s, want %s", name, keys, key)
	}
}

func (o *town) sees(post, id int64) bool {
	_, err := o.Desk.Open(o.t.Context(), o.actors[post], id)
	if err != nil && kindOf(err) != fault.NotFound {
		o.t.Error(err)
	}
	return err == nil
}
