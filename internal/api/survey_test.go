package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// The one stratum of a sample that is not divided is called by words in the caller's language, never by a code, and is set by them.
func TestTheUndividedStratumIsSaidInWords(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		c.Surveyor()
		x := c.Handled("0001")
		a := x.Assignments[0].No
		c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"电话沟通"}`)
		x = c.Must(testkit.Health, x.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"A","contact":"某科","phone":"0000","publish":"full"}`)
		r := x.Replies[0].No
		c.Must(testkit.Health, x.ID, r, "send_for_review", `{}`)
		c.Must(testkit.HealthHead, x.ID, r, "approve_reply", `{}`)
		c.Must(testkit.HealthHead, x.ID, r, "issue", `{"number":"1"}`)
		const surveys = "/dossiers/survey"
		got := c.call(testkit.Clerk, "POST", surveys+"/actions/plan_survey", `{"title":"第三方评价","firm":`+fmt.Sprint(testkit.FirmOrg)+`,"about":"all","seed":"甲市","size":1}`)
		var begun struct {
			ID int64 `json:"id"`
		}
		if err := json.Unmarshal(got.Body.Bytes(), &begun); err != nil || got.Code != 201 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		one := fmt.Sprint(surveys, "/", begun.ID)
		set := func(label string) string { return `{"layers":[{"label":"` + label + `","take":1}]}` }
		version := 1
		for _, row := range []struct {
			name, lang, method, path, body string
			status                         int
			contains                       string
		}{
			{"in Chinese", "zh-CN", "GET", one, "", 200, `"label":"不分层"`},
			{"in English", "en", "GET", one, "", 200, `"label":"Not divided"`},
			{"the strata are asked for", "zh-CN", "GET", one, "", 200, `{"name":"layers","kind":"rows","required":true}`},
			{"set in Chinese", "zh-CN", "POST", one + "/actions/set_layers", set("不分层"), 200, `"state":"planned"`},
			{"and in English", "en", "POST", one + "/actions/set_layers", set("Not divided"), 200, `"state":"planned"`},
			{"there is no other", "zh-CN", "POST", one + "/actions/set_layers", set("市卫健委"), 422, "survey.unknown_stratum"},
			{"it is called so still", "zh-CN", "GET", one, "", 200, `"label":"不分层"`},
		} {
			path := row.path
			if row.method == "POST" {
				path += fmt.Sprint("?version=", version)
			}
			got := c.call(testkit.Clerk, row.method, path, row.body, "Accept-Language", row.lang)
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: %d %s", row.name, got.Code, got.Body)
			}
			if row.method == "POST" && got.Code == 200 {
				version++
			}
		}
	})
}
