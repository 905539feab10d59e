package api_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// A hand-over list goes its whole way through the door, and is its committee's alone.
func TestAHandOverList(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Accepted("0001")
		c.Must(testkit.Clerk, x.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		begin := fmt.Sprintf(`{"title":"三月交办清单","on":"2026-03-02","cases":[%d]}`, x.ID)
		got := c.call(testkit.Clerk, "POST", "/handover-lists/actions/begin_list", begin, "Idempotency-Key", "one")
		var done api.Done
		if err := json.Unmarshal(got.Body.Bytes(), &done); err != nil || got.Code != 201 {
			t.Fatal(got.Code, got.Body, err)
		}
		one := fmt.Sprintf("/handover-lists/%d", done.ID)
		got = c.call(testkit.Clerk, "POST", "/handover-lists/actions/begin_list", `{"title":"空清单","on":"2026-03-02"}`)
		var bare api.Done
		if err := json.Unmarshal(got.Body.Bytes(), &bare); err != nil || got.Code != 201 {
			t.Fatal(got.Code, got.Body, err)
		}
		empty := fmt.Sprintf("/handover-lists/%d", bare.ID)
		var list api.HandoverList
		c.read(testkit.Clerk, empty, &list)
		for _, a := range list.Actions {
			if a.Do == "propose_list" && (a.Can || a.Reason != "清单中还没有建议。") {
				t.Errorf("an empty list: %+v", a)
			}
		}
		for _, row := range []struct {
			name         string
			post         int64
			method, path string
			body, key    string
			status       int
			contains     string
		}{
			{"the same list again", testkit.Clerk, "POST", "/handover-lists/actions/begin_list", begin, "one", 201, fmt.Sprintf(`{"id":%d,`, done.ID)},
			{"another list under its key", testkit.Clerk, "POST", "/handover-lists/actions/begin_list", strings.Replace(begin, "三", "四", 1), "one", 422, "fault.key_reused"},
			{"no part of a list", testkit.Clerk, "POST", one + "/actions/change_list?part=7", begin, "", 404, "fault.no_such_part"},
			{"a list that a unit begins", testkit.Health, "POST", "/handover-lists/actions/begin_list", begin, "", 403, "fault.forbidden"},
			{"a list without a day", testkit.Clerk, "POST", "/handover-lists/actions/begin_list", `{"title":"清单"}`, "", 422, `"field":"on"`},
			{"the lists", testkit.Clerk, "GET", "/handover-lists", "", "", 200, `"title":"三月交办清单"`},
			{"the lists of a unit", testkit.Health, "GET", "/handover-lists", "", "", 403, "fault.forbidden"},
			{"what the clerk may do", testkit.Clerk, "GET", one, "", "", 200, `"do":"propose_list"`},
			{"its lines, as proposed", testkit.Clerk, "GET", one, "", "", 200, `"number":"0001","title":"关于改善乡镇卫生院条件的建议","stream":"between","units":[{"unit":13,"name":"市卫健委","role":"sole"}]`},
			{"an empty list is not proposed", testkit.Clerk, "POST", empty + "/actions/propose_list", "", "", 422, "guard.list_has_cases"},
			{"the list, to a unit", testkit.Health, "GET", one, "", "", 403, "fault.forbidden"},
			{"the list, to another congress", testkit.Foreign, "GET", one, "", "", 404, "fault.not_found"},
			{"a list that is not there, to a unit", testkit.Health, "GET", "/handover-lists/987654", "", "", 403, "fault.forbidden"},
			{"a list that is not there", testkit.Clerk, "GET", "/handover-lists/987654", "", "", 404, "fault.not_found"},
			{"dropped by a unit", testkit.Health, "POST", one + "/actions/drop_list", "", "", 403, "fault.forbidden"},
			{"proposed", testkit.Clerk, "POST", one + "/actions/propose_list?part=0&version=1", "", "", 200, `"state":"proposed"`},
			{"proposed by a stale page", testkit.Head, "POST", one + "/actions/drop_list?version=1", "", "", 409, "现为待审定"},
			{"who may approve it is told", testkit.Head, "GET", "/notices", "", "", 200, fmt.Sprintf(`"handover_list":%d,"key":"propose_list","text":"交办清单“三月交办清单”（1件）已送审，请审定。"`, done.ID)},
			{"approved by the clerk", testkit.Clerk, "POST", one + "/actions/approve_list", "", "", 403, "fault.not_yours"},
			{"approved by the head", testkit.Head, "POST", one + "/actions/approve_list", "", "", 200, `"state":"approved"`},
			{"and who proposed it hears", testkit.Clerk, "GET", "/notices", "", "", 200, `您送审的交办清单“三月交办清单”已审定`},
			{"its lines, as handed over", testkit.Head, "GET", one, "", "", 200, `"due":"2026-06-02","state":"assigned"`},
			{"a page of the lists", testkit.Clerk, "GET", "/handover-lists?limit=1", "", "", 200, `{"total":2,"next":"1","items":[{"id"`},
			{"and the next", testkit.Clerk, "GET", "/handover-lists?limit=1&after=1", "", "", 200, `{"total":2,"items":[{"id"`},
			{"beyond the last", testkit.Clerk, "GET", "/handover-lists?after=7", "", "", 200, `{"total":2,"items":[],"actions":[{"do":"begin_list"`},
			{"too many at once", testkit.Clerk, "GET", "/handover-lists?limit=201", "", "", 422, `"field":"limit"`},
			{"a session that is none", testkit.Clerk, "GET", "/handover-lists?session=x", "", "", 422, `"field":"session"`},
			{"the suggestion afterwards", testkit.Clerk, "GET", fmt.Sprintf("/suggestions/%d", x.ID), "", "", 200, `"state":"assigned"`},
		} {
			got := c.call(row.post, row.method, row.path, row.body, "Idempotency-Key", row.key)
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: %d %.400s", row.name, got.Code, got.Body)
			}
		}
		err := s.Do(t.Context(), func(tx *store.Tx) error { // another session opens, and a document is damaged by hand
			_, err := tx.Exec(t.Context(), `UPDATE handover SET doc = 'x' WHERE id = $1`, bare.ID)
			return errors.Join(err, tx.SaveSession(t.Context(), org.Session{ID: 23, Congress: 1, Term: 5, Number: 5, Year: 2026, Opens: "2026-03-01", Closes: "2026-03-02"}))
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range []struct{ name, path, contains string }{
			{"of the present session", "/handover-lists", `{"total":0,"items":[],`},
			{"of the last", "/handover-lists?session=21", `"title":"三月交办清单","state":"approved"`},
			{"of all", "/handover-lists?session=all", `{"total":2,"items":[`},
			{"the damaged one", "/handover-lists?session=all", `"title":"空清单","state":"open","state_label":"编制中","on":"2026-03-02","meeting":false,"cases":0,"unreadable":true}`},
		} {
			if got := c.call(testkit.Clerk, "GET", row.path, ""); got.Code != 200 || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s: %d %.400s", row.name, got.Code, got.Body)
			}
		}
	})
}

// Whoever corrects the author of a past year finds there the deputies of every term, and nobody else does.
func TestTheDirectoryOfAllTerms(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	former := org.Post{ID: 190, Congress: 1, Org: testkit.DelegationOrg, Person: 1000 + testkit.Deputy, Role: org.Deputy, Mandate: org.Former, To: "2021-12-31"}
	if err := c.Store.Do(t.Context(), func(tx *store.Tx) error { return tx.InsertPosts(t.Context(), []org.Post{former}) }); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name     string
		post     int64
		path     string
		status   int
		contains string
	}{
		{"the committee", testkit.Clerk, "/directory?mandates=all", 200, `"post":190,"name":"某人甲","delegation":11,"until":"2021-12-31"`},
		{"a deputy names nobody of the past", testkit.Deputy, "/directory?mandates=all", 403, "fault.not_yours"},
		{"nor does a unit", testkit.Health, "/directory?mandates=all", 403, "fault.not_yours"},
		{"a word that is none", testkit.Clerk, "/directory?mandates=some", 422, `"field":"mandates"`},
	} {
		if got := c.call(row.post, "GET", row.path, ""); got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
			t.Errorf("%s: %d %.600s", row.name, got.Code, got.Body)
		}
	}
	if got := c.call(testkit.Clerk, "GET", "/directory", ""); strings.Contains(got.Body.String(), `"post":190`) {
		t.Errorf("without the word a mandate of the past is listed: %s", got.Body)
	}
}

// The directory has the numbers that acts ask for; deputies and officers only for who names them in some act.
func TestTheDirectory(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	for _, row := range []struct {
		name               string
		post               int64
		deputies, officers bool
	}{
		{"the clerk", testkit.Clerk, true, true},
		{"a deputy", testkit.Deputy, true, false},
		{"a unit", testkit.Health, false, false},
	} {
		var got api.Directory
		c.read(row.post, "/directory", &got)
		handles := false
		for _, o := range got.Orgs {
			handles = handles || o.ID == 13 && o.Handles && o.Name != ""
		}
		if !handles || got.Session == 0 || len(got.Sessions) == 0 || len(got.Categories) == 0 || (len(got.Deputies) > 0) != row.deputies || (len(got.Officers) > 0) != row.officers {
			t.Errorf("%s: %+v", row.name, got)
		}
	}
}
