package intake_test

import (
	"testing"

	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify/verifytest"
)

// Whoever changes behind the program's back what a workbook brought in is found, although no administrator has touched it since. What was there
// before without a log stays as it stands: here the committee, its clerk, the sessions and the categories.
func TestImportedPeopleAreSealed(t *testing.T) {
	for _, c := range []struct{ name, sql, of, why string }{
		{"nothing", "", "", ""},
		{"a deputy made head of the committee", `UPDATE post SET role = 'committee_head' WHERE id = (SELECT min(id) FROM post WHERE role = 'deputy')`, "post", "state"},
		{"a deputy's mandate", `UPDATE post SET mandate = 'suspended' WHERE id = (SELECT max(id) FROM post WHERE role = 'deputy')`, "post", "state"},
		{"a deputy under another name", `UPDATE person SET name = '某' WHERE id = (SELECT max(person_id) FROM post WHERE role = 'deputy')`, "person", "state"},
		{"a unit out of the government's chain", `UPDATE org SET special_id = 1000012 WHERE id = (SELECT min(id) FROM org WHERE kind = 'department')`, "org", "state"},
		{"another name of a unit", `INSERT INTO org_alias (org_id, alias, position) SELECT min(id), 'x', 9 FROM org WHERE kind = 'department'`, "org", "state"},
		{"a post that is gone", `DELETE FROM post WHERE id = (SELECT min(id) FROM post WHERE role = 'deputy')`, "post", "no_case"},
		{"the clerk who was there before", `UPDATE person SET name = '某' WHERE id = 1000031`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			storetest.Engines(t, func(t *testing.T, s *store.Store) {
				open(t, s, with(sheettest.Makeup{
					Units: []string{"甲局", "乙局"}, Delegations: []string{"第一代表团"}, Committees: []string{"某委"},
					Deputies: []sheettest.Deputy{{Name: "代表一", Cert: "1", Delegation: "第一代表团"}, {Name: "代表二", Cert: "2", Delegation: "第一代表团"}},
				}))
				verifytest.Tampered(t, s, 8, c.sql, c.of, c.why)
			})
		})
	}
}
