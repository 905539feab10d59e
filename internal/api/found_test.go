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

// What put a suggestion on a found list is told with what the caller may open; nobody is given numbers that lead nowhere.
func TestFactsOfAFoundEntryLeadToWhereTheyStand(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.answered(c.Handled("0001"))
		var made api.Done
		body := fmt.Sprintf(`{"title":"群众来信","what":"letter","on":"2026-03-02","source":"信访登记12号","cases":[%d],"people":5,"against":true}`, x.ID)
		got := c.call(testkit.Clerk, "POST", "/dossiers/circumstance/actions/enter_circumstance", body)
		if err := json.Unmarshal(got.Body.Bytes(), &made); err != nil || got.Code != 201 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		letter := fmt.Sprintf(`"kind":"circumstance","dossier":%d`, made.ID)
		if got := c.call(testkit.Head, "POST", fmt.Sprintf("/dossiers/circumstance/%d/actions/count_circumstance", made.ID), `{}`); got.Code != 200 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		var list api.DossierList
		if err := json.Unmarshal(c.call(testkit.Clerk, "GET", "/dossiers/found", "").Body.Bytes(), &list); err != nil || len(list.Items) != 2 {
			t.Fatalf("the found list holds %+v, %v", list, err)
		}
		public, empty := list.Items[0].ID, list.Items[1].ID
		for _, row := range []struct {
			name         string
			post, id     int64
			holds, never []string
		}{
			{"the committee: the letter", testkit.Clerk, public, []string{letter, `"stands":[`}, []string{`"refs"`}},
			{"and the acts on the suggestion", testkit.Clerk, empty, []string{`"action":"issue"`, `"effective_on":"2026-03-02"`}, []string{`"refs"`}},
			{"the unit: the fact, without the letter that it does not see", testkit.Health, public, []string{`"code":"public_unhappy"`, `"label"`}, []string{`"refs"`, `"dossier"`}},
		} {
			got := c.call(row.post, "GET", fmt.Sprintf("/dossiers/found/%d", row.id), "")
			for _, w := range row.holds {
				if got.Code != 200 || !strings.Contains(got.Body.String(), w) {
					t.Errorf("%s: %d, without %s: %s", row.name, got.Code, w, got.Body)
				}
			}
			if !strings.Contains(got.Body.String(), `"chain":""`) {
				t.Errorf("%s: the hash of a log leaves the house (ADR 114): %s", row.name, got.Body)
			}
			for _, w := range row.never {
				if strings.Contains(got.Body.String(), w) {
					t.Errorf("%s: holds %s: %s", row.name, w, got.Body)
				}
			}
		}
	})
}
