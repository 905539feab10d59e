package registry_test

import (
	"errors"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
	"huiyin/internal/verify/verifytest"
	"huiyin/internal/witness"
)

// Whoever changes what the administrators keep is named, as far as it has a log: with the rows alone, with the log, and with both to match.
func TestEveryManipulationOfTheRegisterIsFound(t *testing.T) {
	for _, c := range []struct {
		name string
		sql  []string
		want verify.Bad // the first; ID 0 stands for the category
	}{
		{"nothing", nil, verify.Bad{}},
		{"a name", []string{`UPDATE org SET name = '丁' WHERE id = 13`}, verify.Bad{Of: "org", ID: healthOrg, Seq: 2, Why: "state", Name: "乙"}},
		{"a deputy made head of the committee", []string{`UPDATE post SET role = 'committee_head' WHERE id = 101`}, verify.Bad{Of: "post", ID: deputy, Seq: 1, Why: "state", Name: "某deputy"}},
		{"the rules that are in force", []string{`UPDATE congress SET pack = 'law' WHERE id = 1`}, verify.Bad{Of: "pack", ID: 1, Seq: 1, Why: "state", Name: "甲市"}},
		{"who did it", []string{`UPDATE event SET person_id = 1 WHERE kind = 'org' AND aggregate_id = 13 AND seq = 2`}, verify.Bad{Of: "org", ID: healthOrg, Seq: 2, Why: "contents", Name: "乙"}},
		{"when", []string{`UPDATE event SET recorded_at = recorded_at - 86400000 WHERE kind = 'org' AND aggregate_id = 13 AND seq = 1`}, verify.Bad{Of: "org", ID: healthOrg, Seq: 1, Why: "contents", Name: "乙"}},
		{"an event inside", []string{`DELETE FROM event WHERE kind = 'org' AND aggregate_id = 13 AND seq = 1`}, verify.Bad{Of: "org", ID: healthOrg, Seq: 2, Why: "removed_end", Detail: "2", Name: "乙"}},
		{"the last event, row and place to match", []string{
			`DELETE FROM event WHERE kind = 'org' AND aggregate_id = 13 AND seq = 2`, `UPDATE org SET name = '甲' WHERE id = 13`, `DELETE FROM org_former WHERE org_id = 13 AND name = '甲'`, `DELETE FROM org_alias WHERE org_id = 13 AND alias = '甲'`,
			`UPDATE registry SET seq = 1, chain = (SELECT hash FROM event WHERE kind = 'org' AND aggregate_id = 13 AND seq = 1) WHERE kind = 'org' AND id = 13`,
		}, verify.Bad{Of: "org", ID: healthOrg, Seq: 2, Why: "removed_end", Detail: "2", Name: "甲"}},
		{"a whole log", []string{`DELETE FROM event WHERE kind = 'org' AND aggregate_id = 14`, `DELETE FROM registry WHERE kind = 'org' AND id = 14`}, verify.Bad{Of: "org", ID: financeOrg, Seq: 1, Why: "removed", Detail: "1"}},
		{"the row", []string{`DELETE FROM category WHERE code = '01'`}, verify.Bad{Of: "category", Seq: 1, Why: "no_case", Name: "教育"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			towns(t, func(o *town) {
				o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"甲"}`)
				o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"乙"}`)
				o.must(admin, roster.Orgs, financeOrg, "rename_org", `{"name":"丙"}`)
				o.must(admin, roster.Posts, deputy, "set_mandate", `{"mandate":"absent","why":"外出学习"}`)
				o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"shanghai"}`)
				category := o.must(admin, roster.Categories, 0, "add_category", `{"name":"教育","code":"01"}`).ID
				data := o.t.TempDir()
				log, err := witness.Open(o.t.Context(), data, o.Store)
				if err != nil {
					o.t.Fatal(err)
				}
				if err := errors.Join(log.Sync(o.t.Context()), log.Close()); err != nil {
					o.t.Fatal(err)
				}
				for _, sql := range c.sql {
					err := o.Store.Do(o.t.Context(), func(tx *store.Tx) error {
						_, err := tx.Exec(o.t.Context(), sql)
						return err
					})
					if err != nil {
						o.t.Fatal(err)
					}
				}
				r, err := verify.Run(o.t.Context(), o.Store, witness.Dir(data))
				if err != nil {
					o.t.Fatal(err)
				}
				if c.sql == nil {
					if !r.Clean() || r.Register != 5 {
						o.t.Errorf("%d entries, bad %+v", r.Register, r.Bad)
					}
					return
				}
				want := c.want
				if want.Kind = verify.Register; want.ID == 0 {
					want.ID = category
				}
				if len(r.Bad) == 0 || r.Bad[0] != want {
					o.t.Errorf("got %+v, want %+v first", r.Bad, want)
				}
			})
		})
	}
}

// What founding a congress makes has a log from its first day: nobody needs to have changed it.
func TestAFoundedCongressIsSealed(t *testing.T) {
	for _, c := range []struct{ name, sql, of, why string }{
		{"nothing", "", "", ""},
		{"the security officer made system administrator", `UPDATE post SET role = 'admin' WHERE role = 'security'`, "post", "state"},
		{"another person's name", `UPDATE person SET name = '某' WHERE name = '李四'`, "person", "state"},
		{"the body renamed", `UPDATE org SET name = '某' WHERE name = '联工委'`, "org", "state"},
		{"other rules", `UPDATE congress SET pack = 'law'`, "pack", "state"},
		{"a post that is gone", `DELETE FROM post WHERE role = 'auditor'`, "post", "no_case"},
		{"the place of a log that is gone", `DELETE FROM registry WHERE kind = 'org'`, "org", "state"},
	} {
		t.Run(c.name, func(t *testing.T) {
			storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
				ids := identity.New(s, clock.Now)
				ids.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
				r := &registry.Registry{Store: s, Desk: &desk.Desk{Store: s}}
				if _, err := r.Found(t.Context(), ids, registry.Founding{Code: "jia", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city", Body: "联工委", Admin: "张三", Security: "李四", Auditor: "王五"}); err != nil {
					t.Fatal(err)
				}
				verifytest.Tampered(t, s, 8, c.sql, c.of, c.why)
			})
		})
	}
}
