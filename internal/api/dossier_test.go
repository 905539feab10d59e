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

func TestDossiersOverTheAPI(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		body := fmt.Sprintf(`{"title":"督办函","unit":13,"cases":[%d],"text":"请办","due":"2030-03-01"}`, x.ID)
		var made api.Done
		got := c.call(testkit.Clerk, "POST", "/dossiers/urging/actions/draft_urging", body, "Idempotency-Key", "k")
		if err := json.Unmarshal(got.Body.Bytes(), &made); err != nil || got.Code != 201 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		one := fmt.Sprintf("/dossiers/urging/%d", made.ID)
		for _, row := range []struct {
			name         string
			post         int64
			method, path string
			body         string
			status       int
			contains     string
		}{
			{"nobody reads a list", 0, "GET", "/dossiers/urging", "", 401, "fault.unauthenticated"},
			{"the committee lists the letter", testkit.Clerk, "GET", "/dossiers/urging", "", 200, `"total":1`},
			{"and may begin another", testkit.Clerk, "GET", "/dossiers/urging", "", 200, `"actions":[{"do":"draft_urging"`},
			{"a unit may not", testkit.Health, "GET", "/dossiers/urging", "", 200, `"actions":[]`},
			{"a year to score is chosen from those that are there", testkit.Head, "GET", "/dossiers/scoring", "", 200, `{"name":"of","kind":"offer","required":true,"options":["`},
			{"the unit does not see a draft", testkit.Health, "GET", "/dossiers/urging", "", 200, `"total":0`},
			{"nor by its address", testkit.Health, "GET", one, "", 404, "fault.not_found"},
			{"another kind of address", testkit.Clerk, "GET", fmt.Sprintf("/dossiers/visit/%d", made.ID), "", 404, "fault.not_found"},
			{"a state that is none", testkit.Clerk, "GET", "/dossiers/urging?state=lost", "", 422, `"field":"state"`},
			{"a wrong limit", testkit.Clerk, "GET", "/dossiers/urging?limit=9999", "", 422, `"field":"limit"`},
			{"whoever wrote it reads what may be done", testkit.Clerk, "GET", one, "", 200, `"do":"change_urging"`},
			{"a unit writes none", testkit.Health, "POST", "/dossiers/urging/actions/draft_urging", body, 403, "fault.not_yours"},
			{"an empty one", testkit.Clerk, "POST", "/dossiers/urging/actions/draft_urging", `{}`, 422, `"field":"title"`},
			{"the head issues it", testkit.Head, "POST", one + "/actions/issue_urging", `{"number":"1号"}`, 200, `"state":"issued"`},
			{"the unit reads it now", testkit.Health, "GET", one, "", 200, `"do":"answer_urging"`},
			{"a stale version", testkit.Health, "POST", one + "/actions/answer_urging?version=1", `{"who":"某","text":"已办"}`, 409, "fault.moved_on_by"},
			{"the unit answers", testkit.Health, "POST", one + "/actions/answer_urging?version=2", `{"who":"某","text":"已办"}`, 200, `"state":"answered"`},
			{"its log", testkit.Health, "GET", one + "/events", "", 200, `"action":"answer_urging"`},
		} {
			got := c.call(row.post, row.method, row.path, row.body)
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: got %d %.400s", row.name, got.Code, got.Body)
			}
		}
		again := c.call(testkit.Clerk, "POST", "/dossiers/urging/actions/draft_urging", body, "Idempotency-Key", "k")
		var second api.Done
		if err := json.Unmarshal(again.Body.Bytes(), &second); err != nil || second.ID != made.ID {
			t.Errorf("the same key made another: %s", again.Body)
		}
	})
}
