package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// Whoever may not know the author of a suggestion reads of nobody by name who went along on a visit about it: neither in the document nor in the list.
func TestAVisitAboutAProtectedSuggestionNamesNoDeputy(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		var made api.Done
		body := fmt.Sprintf(`{"title":"现场走访","form":"site","on":"2026-03-05","unit":13,"deputies":[%d,%d],"cases":[%d]}`, testkit.Deputy, testkit.Cosigner, x.ID)
		got := c.call(testkit.Clerk, "POST", "/dossiers/visit/actions/plan_visit", body)
		if err := json.Unmarshal(got.Body.Bytes(), &made); err != nil || got.Code != 201 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		named := fmt.Sprintf(`"deputies":[%d,%d]`, testkit.Deputy, testkit.Cosigner)
		for _, step := range []struct {
			on         string
			unit, desk string
		}{
			{`{}`, named, named},
			{`{"on":true}`, `"deputies":[-1,-1]`, named},
			{`{}`, named, named},
		} {
			c.Must(testkit.Deputy, x.ID, 0, "protect", step.on)
			for post, want := range map[int64]string{testkit.Health: step.unit, testkit.HealthHead: step.unit, testkit.Clerk: step.desk, testkit.Deputy: named} {
				got := c.call(post, "GET", fmt.Sprintf("/dossiers/visit/%d", made.ID), "")
				if got.Code != 200 || !strings.Contains(got.Body.String(), want) {
					t.Errorf("protected %s, post %d reads %d %s, want %s", step.on, post, got.Code, got.Body, want)
				}
			}
		}
	})
}
