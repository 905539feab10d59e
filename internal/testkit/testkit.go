// Package testkit is a small congress with a few people, for tests of capabilities and doors on a real database.
package testkit

import (
	"encoding/json"
	"errors"
	"testing"

	"huiyin/internal/appraise"
	"huiyin/internal/assess"
	"huiyin/internal/conduct"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervise"
)

// Posts of the small congress. A person's id is 1000 more than the post's.
const (
	Deputy = iota + 101
	Cosigner
	Clerk
	Head
	Health
	HealthHead
	Finance
	Foreign // a committee clerk of another congress
)

// Organisations of the small congress.
const (
	DelegationOrg = iota + 11
	CommitteeOrg
	HealthOrg
	FinanceOrg
	ForeignOrg
)

// CategoryID is the one category of the small congress.
const CategoryID = 5

// Office is the small congress at work.
type Office struct {
	T *testing.T
	*desk.Desk
	Actors map[int64]org.Actor
}

// Open fills a fresh store with two congresses and a few people.
func Open(t *testing.T, s *store.Store) Office {
	t.Helper()
	hooks := desk.Merge(supervise.Hooks(), assess.Hooks(), appraise.Hooks(), conduct.Hooks(), polling.Hooks())
	o := Office{T: t, Desk: &desk.Desk{Store: s, Hooks: hooks, Watches: append(assess.Watches(), supervise.Watches()...)}, Actors: map[int64]org.Actor{}}
	if err := s.Do(t.Context(), func(tx *store.Tx) error { return o.fill(tx) }); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o Office) fill(tx *store.Tx) error {
	ctx := o.T.Context()
	for _, g := range []org.Congress{{ID: 1, Code: "a", Name: "甲市", Level: org.City, Pack: "hunan-city"}, {ID: 2, Code: "b", Name: "乙市", Level: org.City, Pack: "law"}} {
		if err := tx.SaveCongress(ctx, g); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 20 + g.ID, Congress: g.ID, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
	}
	orgs := []org.Org{
		{ID: DelegationOrg, Congress: 1, Kind: org.Delegation, Code: "d", Name: "某代表团"},
		{ID: CommitteeOrg, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
		{ID: HealthOrg, Congress: 1, Kind: org.Department, Code: "h", Name: "市卫健委", Government: true},
		{ID: FinanceOrg, Congress: 1, Kind: org.Department, Code: "f", Name: "市财政局", Government: true},
		{ID: ForeignOrg, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"},
	}
	if err := tx.InsertOrgs(ctx, orgs); err != nil {
		return err
	}
	if err := tx.InsertCategories(ctx, []org.Category{{ID: CategoryID, Congress: 1, Code: "health", Name: "卫生健康"}}); err != nil {
		return err
	}
	posts := []org.Post{
		{ID: Deputy, Congress: 1, Org: DelegationOrg, Role: org.Deputy},
		{ID: Cosigner, Congress: 1, Org: DelegationOrg, Role: org.Deputy},
		{ID: Clerk, Congress: 1, Org: CommitteeOrg, Role: org.CommitteeClerk},
		{ID: Head, Congress: 1, Org: CommitteeOrg, Role: org.CommitteeHead},
		{ID: Health, Congress: 1, Org: HealthOrg, Role: org.UnitClerk},
		{ID: HealthHead, Congress: 1, Org: HealthOrg, Role: org.UnitHead},
		{ID: Finance, Congress: 1, Org: FinanceOrg, Role: org.UnitClerk},
		{ID: Foreign, Congress: 2, Org: ForeignOrg, Role: org.CommitteeClerk},
	}
	for _, p := range posts {
		p.Person, p.Mandate = 1000+p.ID, org.Active
		person := org.Person{ID: p.Person, Name: "某人" + string(rune('甲'+p.ID-Deputy))}
		if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
			return err
		}
		if err := tx.InsertPosts(ctx, []org.Post{p}); err != nil {
			return err
		}
		o.Actors[p.ID] = org.Actor{Person: person, Post: p}
	}
	return storetest.Unlogged(ctx, tx)
}

// Try carries out an action with a JSON body.
func (o Office) Try(post, id int64, part int, do flow.Action, body string) (desk.Receipt, error) {
	o.T.Helper()
	return o.With(post, id, desk.Request{Part: part, Do: do}, body)
}

// With carries out a request with a JSON body.
func (o Office) With(post, id int64, r desk.Request, body string) (desk.Receipt, error) {
	o.T.Helper()
	cmd, _, ok := suggestion.NewCommand(r.Do)
	if !ok {
		o.T.Fatalf("no action %s", r.Do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.T.Fatal(err)
	}
	r.Cmd = cmd
	return o.Do(o.T.Context(), o.Actors[post], id, r)
}

// Must carries out an action that has to succeed.
func (o Office) Must(post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	o.T.Helper()
	r, err := o.Try(post, id, part, do, body)
	if err != nil {
		o.T.Fatalf("%s: %v", do, err)
	}
	return r.Case
}

// Text is a draft that may be submitted.
const Text = `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`

// Accepted is a case of the deputy under a number, waiting for its hand-over.
func (o Office) Accepted(number string) *suggestion.Case {
	c := o.Must(Deputy, 0, 0, "start_draft", Text)
	o.Must(Deputy, c.ID, 0, "submit", `{}`)
	o.Must(Clerk, c.ID, 0, "start_review", `{}`)
	return o.Must(Clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
}

// Handled is a case in the hands of its sole unit, signed for.
func (o Office) Handled(number string) *suggestion.Case {
	c := o.Accepted(number)
	o.Must(Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c = o.Must(Head, c.ID, 0, "assign", `{"at_meeting":true}`)
	return o.Must(Health, c.ID, c.Assignments[0].No, "sign_for", `{}`)
}

// Read loads a case with nothing hidden.
func (o Office) Read(id int64) (c *suggestion.Case) {
	o.T.Helper()
	err := o.Store.View(o.T.Context(), func(tx *store.Tx) (err error) {
		c, err = tx.ReadCase(o.T.Context(), id)
		return err
	})
	if err != nil {
		o.T.Fatal(err)
	}
	return c
}

// Kind is the kind of a fault; empty when err is none.
func Kind(err error) fault.Kind {
	if f, ok := fault.As(err); ok {
		return f.Kind
	}
	return ""
}

// FirmOrg is the third party that Surveyor brings in.
const FirmOrg = 31

// Surveyor brings a third party into the small congress and returns the post of its surveyor.
func (o Office) Surveyor() int64 {
	o.T.Helper()
	const post = 131
	a := org.Actor{
		Person: org.Person{ID: 1000 + post, Name: "某调查员"},
		Post:   org.Post{ID: post, Person: 1000 + post, Congress: 1, Org: FirmOrg, Role: org.Surveyor, Mandate: org.Active},
	}
	err := o.Store.Do(o.T.Context(), func(tx *store.Tx) error {
		ctx := o.T.Context()
		if err := tx.InsertOrgs(ctx, []org.Org{{ID: FirmOrg, Congress: 1, Kind: org.SurveyFirm, Code: "s", Name: "市统计调查队"}}); err != nil {
			return err
		}
		if err := tx.InsertPeople(ctx, []org.Person{a.Person}); err != nil {
			return err
		}
		return errors.Join(tx.InsertPosts(ctx, []org.Post{a.Post}), storetest.Unlogged(ctx, tx))
	})
	if err != nil {
		o.T.Fatal(err)
	}
	o.Actors[post] = a
	return post
}
