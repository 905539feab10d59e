package verify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

const (
	deputy = iota + 101
	clerk
	head
	health
	healthHead
)

// office is a small congress with its desk and its witness.
type office struct {
	*desk.Desk
	log    *witness.Log
	data   string
	actors map[int64]org.Actor
}

// people gives the actors of the small congress; fill also stores them.
func people() map[int64]org.Actor {
	out := map[int64]org.Actor{}
	for _, p := range []struct {
		id, org int64
		role    org.Role
	}{{deputy, 11, org.Deputy}, {clerk, 12, org.CommitteeClerk}, {head, 12, org.CommitteeHead}, {health, 13, org.UnitClerk}, {healthHead, 13, org.UnitHead}} {
		out[p.id] = org.Actor{
			Person: org.Person{ID: 1000 + p.id, Name: "某人"},
			Post:   org.Post{ID: p.id, Congress: 1, Org: p.org, Person: 1000 + p.id, Role: p.role, Mandate: org.Active},
		}
	}
	return out
}

func fill(ctx context.Context, s *store.Store) error {
	return s.Do(ctx, func(tx *store.Tx) error {
		if err := tx.SaveCongress(ctx, org.Congress{ID: 1, Code: "a", Name: "甲市", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 21, Congress: 1, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
		if err := tx.InsertCategories(ctx, []org.Category{{ID: 5, Congress: 1, Code: "health", Name: "卫生健康"}}); err != nil {
			return err
		}
		err := tx.InsertOrgs(ctx, []org.Org{
			{ID: 11, Congress: 1, Kind: org.Delegation, Code: "d", Name: "某代表团"},
			{ID: 12, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
			{ID: 13, Congress: 1, Kind: org.Department, Code: "h", Name: "市卫健委", Government: true},
		})
		if err != nil {
			return err
		}
		for id := int64(deputy); id <= healthHead; id++ {
			a := people()[id]
			if err := tx.InsertPeople(ctx, []org.Person{a.Person}); err != nil {
				return err
			}
			if err := tx.InsertPosts(ctx, []org.Post{a.Post}); err != nil {
				return err
			}
		}
		return storetest.Unlogged(ctx, tx)
	})
}

func open(t testing.TB, s *store.Store) office {
	t.Helper()
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return reopen(t, s, t.TempDir())
}

func reopen(t testing.TB, s *store.Store, data string) office {
	t.Helper()
	log, err := witness.Open(t.Context(), data, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return office{&desk.Desk{Store: s, Committed: log.Committed}, log, data, people()}
}

func (o office) do(ctx context.Context, post, id int64, part int, do flow.Action, body string) (*suggestion.Case, error) {
	cmd, _, ok := suggestion.NewCommand(do)
	if !ok {
		return nil, fmt.Errorf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		return nil, err
	}
	r, err := o.Do(ctx, o.actors[post], id, desk.Request{Part: part, Do: do, Cmd: cmd})
	return r.Case, err
}

func (o office) must(t testing.TB, post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	t.Helper()
	c, err := o.do(t.Context(), post, id, part, do, body)
	if err != nil {
		t.Fatalf("%s: %v", do, err)
	}
	return c
}

const text = `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`

// handled walks a case to a unit's hands and has it urged three times.
func (o office) handled(t testing.TB, number string) *suggestion.Case {
	t.Helper()
	c := o.must(t, deputy, 0, 0, "start_draft", text)
	o.must(t, deputy, c.ID, 0, "submit", `{}`)
	o.must(t, clerk, c.ID, 0, "start_review", `{}`)
	o.must(t, clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
	o.must(t, clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c = o.must(t, head, c.ID, 0, "assign", `{"at_meeting":true}`)
	o.must(t, health, c.ID, c.Assignments[0].No, "sign_for", `{}`)
	for _, s := range []string{"一", "二", "三"} {
		c = o.must(t, clerk, c.ID, 0, "urge", `{"text":"`+s+`"}`)
	}
	return c
}

func (o office) verify(t testing.TB) verify.Report {
	t.Helper()
	r, err := verify.Run(t.Context(), o.Store, witness.Dir(o.data))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
