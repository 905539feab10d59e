package intake_test

import (
	"bytes"
	"testing"

	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
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

// Who names what has not been brought in yet is told by the cell.
func TestWhatMustComeFirstIsNamedByItsCell(t *testing.T) {
	m := with(sheettest.Hengyang())
	o := open(t, storetest.SQLite(t), with(sheettest.Makeup{
		Units: []string{"甲局"}, Delegations: []string{"第一代表团"}, Committees: []string{"某委"}, Deputies: []sheettest.Deputy{{Name: "代表一", Cert: "甲1", Delegation: "第一代表团"}},
	}))
	var file bytes.Buffer
	if err := sheettest.GeneratePeople(&file, m); err != nil {
		t.Fatal(err)
	}
	r, err := o.ImportPeople(t.Context(), nil, bytes.NewReader(file.Bytes()), int64(file.Len()), intake.PeopleRequest{Who: identity.Program, Congress: congressID, Sheet: sheet.Deputies})
	if err != nil || r.Written || r.Good != 0 || r.Read == 0 {
		t.Fatalf("%+v %v", r, err)
	}
	if p := r.Problems[0]; p.Key != "import.units_first" || p.Cell != "D2" || p.Sheet == "" || p.Column == "" {
		t.Errorf("%+v", p)
	}
}
