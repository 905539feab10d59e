package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// leads brings a leader of a role into the small congress, with an account, and returns the post.
func (c client) leads(post int64, role org.Role) int64 {
	c.T.Helper()
	ctx := c.T.Context()
	a := org.Actor{
		Person: org.Person{ID: 1000 + post, Name: "某领导"},
		Post:   org.Post{ID: post, Person: 1000 + post, Congress: 1, Org: testkit.CommitteeOrg, Role: role, Mandate: org.Active},
	}
	err := c.Store.Do(ctx, func(tx *store.Tx) error {
		if err := tx.InsertPeople(ctx, []org.Person{a.Person}); err != nil {
			return err
		}
		if err := tx.InsertPosts(ctx, []org.Post{a.Post}); err != nil {
			return err
		}
		return storetest.Unlogged(ctx, tx)
	})
	if err != nil {
		c.T.Fatal(err)
	}
	c.Actors[post] = a
	c.admit(post)
	return post
}

// The author's side, and a unit that is not asked, find out by no answer what became of an instruction: every answer stays as it was.
func TestWhatBecameOfAnInstructionStaysBetweenThoseWhomItConcerns(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		leader := c.leads(301, org.CongressLeader)
		x := c.Handled("0001")
		c.Must(testkit.Clerk, x.ID, 0, "add_units", `{"shares":[{"unit":14,"role":"co"}],"reason":"涉及资金"}`)
		one := fmt.Sprintf("/suggestions/%d", x.ID)

		var page api.Suggestion
		c.read(leader, one, &page)
		i := slices.IndexFunc(page.Actions, func(a api.Action) bool { return a.Do == "instruct" })
		if i < 0 {
			t.Fatalf("the leader may not instruct: %+v", page.Actions)
		}
		for _, row := range []struct {
			body string
			code int
			says string
		}{
			{`{"text":""}`, http.StatusUnprocessableEntity, `"text"`},
			{`{"text":"抓紧办理","to":"item"}`, http.StatusUnprocessableEntity, `"to"`},
			{`{"text":"抓紧办理","until":"2020-01-01"}`, http.StatusUnprocessableEntity, `"until"`},
			{`{"text":"抓紧办理"}`, http.StatusOK, ""},
		} {
			if got := c.call(leader, "POST", one+"/actions/instruct", row.body); got.Code != row.code || !strings.Contains(got.Body.String(), row.says) {
				t.Errorf("%s: %d %s", row.body, got.Code, got.Body)
			}
		}
		part := c.Read(x.ID).Instructions[0].No
		read := func(post int64) string {
			var b strings.Builder
			for _, p := range []string{one, one + "/events", "/notices", "/suggestions?sort=-changed", "/suggestions?instruction=any", "/suggestions?instruction=owed", "/suggestions?instruction=to_read", "/suggestions?instruction=read"} {
				got := c.call(post, "GET", p, "")
				fmt.Fprintln(&b, p, got.Code, got.Body)
			}
			for _, do := range []string{"report_instruction", "close_instruction", "return_instruction", "enter_reading", "pass_instruction"} {
				got := c.call(post, "POST", fmt.Sprintf("%s/actions/%s?part=%d&version=7", one, do, part), `{"text":"x","reason":"x","unit":14}`)
				fmt.Fprintln(&b, do, got.Code, got.Body)
			}
			return b.String()
		}
		outside := []int64{testkit.Deputy, testkit.Finance}
		before := map[int64]string{}
		for _, post := range outside {
			before[post] = read(post)
		}
		c.Must(testkit.Health, x.ID, part, "report_instruction", `{"text":"已到现场核查"}`)
		c.Must(leader, x.ID, part, "return_instruction", `{"reason":"不具体"}`)
		c.Must(testkit.Health, x.ID, part, "report_instruction", `{"text":"已列出时间表"}`)
		for _, post := range outside {
			if after := read(post); after != before[post] {
				t.Errorf("%d sees that something came of it:\n%s\n%s", post, before[post], after)
			}
		}
		for _, post := range []int64{leader, testkit.Clerk, testkit.Health} {
			if got := c.call(post, "GET", one, "").Body.String() + c.call(post, "GET", one+"/events", "").Body.String(); !strings.Contains(got, "已列出时间表") {
				t.Errorf("%d does not read the report: %s", post, got)
			}
		}
		var list struct {
			Total int `json:"total"`
		}
		if got := c.call(leader, "GET", "/suggestions?instruction=to_read", ""); json.Unmarshal(got.Body.Bytes(), &list) != nil || list.Total != 1 {
			t.Errorf("the leader does not find it: %s", got.Body)
		}
		if got := c.call(leader, "GET", "/suggestions?instruction=all", ""); got.Code != http.StatusBadRequest && got.Code != http.StatusUnprocessableEntity {
			t.Errorf("a word that the filter does not know: %d %s", got.Code, got.Body)
		}
	})
}
