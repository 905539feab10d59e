package registry_test

import (
	"testing"
	"time"

	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// joins brings somebody of a role into a body of the small congress.
func (o *town) joins(post, body int64, role org.Role) int64 {
	o.t.Helper()
	ctx := o.t.Context()
	p := org.Person{ID: 1000 + post, Name: "某" + string(role)}
	a := org.Actor{Person: p, Post: org.Post{ID: post, Congress: 1, Org: body, Person: p.ID, Role: role, Mandate: org.Active, From: "2022-01-01"}}
	err := o.Store.Do(ctx, func(tx *store.Tx) error {
		if err := tx.InsertPeople(ctx, []org.Person{p}); err != nil {
			return err
		}
		if err := tx.InsertPosts(ctx, []org.Post{a.Post}); err != nil {
			return err
		}
		return storetest.Unlogged(ctx, tx)
	})
	if err != nil {
		o.t.Fatal(err)
	}
	o.actors[post] = a
	return post
}

// archived is a suggestion that the health office has answered, with all that comes after.
func (o *town) archived(number string, before func(c *suggestion.Case)) *suggestion.Case {
	o.t.Helper()
	const unitHead = 302
	if _, ok := o.actors[unitHead]; !ok {
		o.joins(unitHead, healthOrg, org.UnitHead)
	}
	c := o.assigned(number, `[{"unit":13,"role":"sole"}]`)
	share := c.Assignments[0].No
	o.step(health, c.ID, share, "sign_for", `{}`)
	o.step(health, c.ID, share, "note_contact", `{"phase":"before","way":"phone","on":"2026-03-02","who":"某某","rank":"section","text":"沟通"}`)
	c = o.step(health, c.ID, share, "draft_reply", `{"answers":["已解决","已解决"],"class":"A","contact":"某某","phone":"0739","publish":"none"}`)
	reply := c.Replies[0].No
	o.step(health, c.ID, reply, "send_for_review", `{}`)
	o.step(unitHead, c.ID, reply, "approve_reply", `{}`)
	c = o.step(unitHead, c.ID, reply, "issue", `{"number":"某函〔2026〕1号","title":"局长"}`)
	before(c)
	c = o.step(deputy, c.ID, share, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	o.step(deputy, c.ID, c.Evaluations[0].No, "finish_evaluation", `{}`)
	return o.step(clerk, c.ID, 0, "archive", `{}`)
}

// What an archived suggestion still owes goes over when the body ends; the other archived ones keep the names that they have.
func TestWhatIsOwedOnAnArchivedSuggestionGoesToTheSuccessor(t *testing.T) {
	towns(t, func(o *town) {
		o.clock.Advance(24 * time.Hour)
		leader := o.joins(301, committeeOrg, org.CongressLeader)
		quiet := o.archived("0001", func(*suggestion.Case) {})
		owing := o.archived("0002", func(c *suggestion.Case) { o.step(leader, c.ID, 0, "instruct", `{"text":"抓紧落实"}`) })
		if list, _, err := o.Reform(t.Context(), o.who(admin), healthOrg); err != nil || len(list) != 1 || list[0].Number != "0002" {
			t.Errorf("preview: %+v %v", list, err)
		}
		if r := o.must(admin, roster.Orgs, healthOrg, "end_org", `{"people":"move","successor":14,"basis":"某发〔2026〕1号"}`); r.Cases != 1 {
			t.Errorf("%d cases went over, want 1", r.Cases)
		}
		if o.read(quiet.ID).Seq != quiet.Seq {
			t.Error("an archived suggestion on which nothing is owed has changed")
		}
		o.step(finance, owing.ID, owing.Instructions[0].No, "report_instruction", `{"text":"已落实"}`)
		c := o.step(leader, owing.ID, owing.Instructions[0].No, "close_instruction", `{}`)
		if c.State != suggestion.Archived || c.Instructions[0].State != suggestion.Taken {
			t.Errorf("suggestion %s, instruction %s", c.State, c.Instructions[0].State)
		}
		o.whole(owing.ID)
	})
}
