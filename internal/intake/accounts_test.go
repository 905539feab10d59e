package intake_test

import (
	"bytes"
	"errors"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/store/storetest"
)

// Accounts are for everybody: bodies that neither handle nor supervise have people who sign in too.
func TestEverySortOfBodyHasAccounts(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s, with(sheettest.Hengyang()))
	seats := [][]any{ // name, kind, post
		{"市人民政府", "government", "gov_leader"},
		{"东湖区人大常委会", "county_congress", "county"},
		{"调查队", "survey_firm", "surveyor"},
		{"市委组织部", "org_department", "org_dept"},
		{"常委会领导", "leadership", "congress_leader"},
		{"市人民政府办公室", "government_office", "gov_office"},
	}
	book, err := sheet.NewWorkbook()
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // in memory
	for _, table := range sheet.PeopleTables {
		if table.Key == sheet.Deputies {
			continue
		}
		err := book.Sheet(sheet.SheetName(table, i18n.Chinese), sheet.Heads(table, i18n.Chinese), func(yield func([]any, error) bool) {
			for i, seat := range seats {
				row := make([]any, len(table.Columns))
				for k, c := range table.Columns {
					switch {
					case c.Key == "kind":
						row[k] = sheet.Word("kind", seat[1].(string), i18n.Chinese)
					case c.Key == "post":
						row[k] = sheet.Word("post", seat[2].(string), i18n.Chinese)
					case c.Key == "login":
						row[k] = "seat" + string(rune('a'+i))
					case c.Key == "org", table.Key == sheet.Units && c.Key == "name":
						row[k] = seat[0]
					case c.Key == "name":
						row[k] = "某某"
					}
				}
				if !yield(row, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if _, err := book.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	ids := identity.New(s, storetest.NewClock().Now)
	full := errors.New("no room for the slips")
	for _, kind := range []string{sheet.Units, sheet.Accounts} {
		if kind == sheet.Accounts { // the next try finds none of the accounts there
			_, err := o.ImportPeople(t.Context(), ids, bytes.NewReader(file.Bytes()), int64(file.Len()), intake.PeopleRequest{
				Who: identity.Program, Congress: congressID, Sheet: kind, Keep: func([]intake.Slip) error { return full },
			})
			if !errors.Is(err, full) {
				t.Error(err)
			}
		}
		var slips []intake.Slip
		r, err := o.ImportPeople(t.Context(), ids, bytes.NewReader(file.Bytes()), int64(file.Len()), intake.PeopleRequest{
			Who: identity.Program, Congress: congressID, Sheet: kind, Keep: func(made []intake.Slip) error { slips = made; return nil },
		})
		if err != nil || !r.Written || r.New != len(seats) || len(r.Problems) > 0 {
			t.Fatalf("%s: %+v %v", kind, r, err)
		}
		if kind == sheet.Accounts && len(slips) != len(seats) {
			t.Errorf("%d slips for %d seats", len(slips), len(seats))
		}
	}
}
