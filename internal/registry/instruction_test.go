package registry_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/assess"
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

// A leader's post is handed over with its work: the successor reads what is reported to the one before, and is told of it.
func TestTheSuccessorOfALeaderReadsTheReports(t *testing.T) {
	towns(t, func(o *town) {
		leader := o.joins(301, committeeOrg, org.CongressLeader)
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		c = o.step(leader, c.ID, 0, "instruct", `{"text":"抓紧办理","until":"2026-03-20"}`)
		c = o.step(leader, c.ID, 0, "instruct", `{"text":"专题报告","to":"office"}`)
		c = o.step(clerk, c.ID, c.Instructions[1].No, "report_instruction", `{"text":"已了解"}`)
		done := o.step(leader, c.ID, 0, "instruct", `{"text":"再了解","to":"office"}`).Instructions[2].No
		o.step(clerk, c.ID, done, "report_instruction", `{"text":"已了解"}`)
		o.step(leader, c.ID, done, "close_instruction", `{}`)

		last := leader
		for n := range 2 { // and the successor's successor
			person := o.must(admin, roster.People, 0, "add_person", `{"name":"新领导"}`).ID
			next, _ := json.Marshal(roster.HandPost{Person: person, From: "2026-03-02"})
			if r := o.must(admin, roster.Posts, last, "hand_post", string(next)); r.Cases != 2 {
				t.Errorf("%d: %d instructions went over, want 2", n, r.Cases)
			}
			var posts []org.Post
			err := o.Store.View(t.Context(), func(tx *store.Tx) (err error) { posts, err = tx.PostsOf(t.Context(), person); return err })
			if err != nil || len(posts) != 1 {
				t.Fatal(posts, err)
			}
			last = posts[0].ID
			o.actors[last] = org.Actor{Person: org.Person{ID: person}, Post: posts[0]}
		}

		told := func(post int64) (keys []string) {
			err := o.Store.View(t.Context(), func(tx *store.Tx) (err error) {
				keys, err = store.Column[string](t.Context(), tx, `SELECT key FROM notice WHERE holder = $1 ORDER BY id`, access.Post(post))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return keys
		}
		one, two := c.Instructions[0].No, c.Instructions[1].No
		if got := access.Tasks(o.read(c.ID)); !slices.ContainsFunc(got, func(k access.Task) bool {
			return k.Name == access.DoRead && k.Part == two && k.Holder == access.Post(last)
		}) {
			t.Errorf("what was reported waits for nobody who reads it: %+v", got)
		}
		o.step(last, c.ID, two, "return_instruction", `{"reason":"不具体"}`)
		o.step(health, c.ID, one, "report_instruction", `{"text":"已到现场"}`)
		if got := told(last); !slices.Equal(got, []string{"instruction_reported"}) {
			t.Errorf("the successor is told %v", got)
		}
		o.step(last, c.ID, one, "close_instruction", `{"note":"好"}`)
		if got := o.read(c.ID); got.Instruction(one).By != leader || got.Instruction(one).ReadBy != last || got.Instruction(done).Reader != 0 {
			t.Errorf("instructions %+v, %+v", got.Instruction(one), got.Instruction(done))
		}
		o.whole(c.ID)
	})
}

// A leader who leaves without handing the post over leaves what is reported to the office that enters what the leader said: it is told, and has the task.
func TestWhatALeaderLeavesIsTheOffices(t *testing.T) {
	towns(t, func(o *town) {
		leader := o.joins(301, committeeOrg, org.CongressLeader)
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		c = o.step(leader, c.ID, 0, "instruct", `{"text":"抓紧办理"}`)
		c = o.step(leader, c.ID, 0, "instruct", `{"text":"专题报告","to":"office"}`)
		c = o.step(clerk, c.ID, c.Instructions[1].No, "report_instruction", `{"text":"已了解"}`)
		owed, reported := c.Instructions[0].No, c.Instructions[1].No
		waits := func() (parts []int) {
			for _, k := range access.Tasks(o.read(c.ID)) {
				if k.Name == access.DoEnter && k.For(o.actors[clerk]) {
					parts = append(parts, k.Part)
				}
			}
			return parts
		}
		if got := waits(); got != nil {
			t.Errorf("while the leader serves the office waits for %v", got)
		}
		if r := o.must(admin, roster.Posts, leader, "end_post", `{"last":"2026-03-01","why":"离任"}`); r.Cases != 2 {
			t.Errorf("%d instructions are left, want 2", r.Cases)
		}
		if got := waits(); !slices.Equal(got, []int{reported}) {
			t.Errorf("the office has to enter %v, want %d", got, reported)
		}
		o.step(health, c.ID, owed, "report_instruction", `{"text":"已到现场"}`)
		if got := waits(); !slices.Equal(got, []int{owed, reported}) {
			t.Errorf("the office has to enter %v, want %d and %d", got, owed, reported)
		}
		err := o.Store.View(t.Context(), func(tx *store.Tx) error {
			n, err := store.Value[int](t.Context(), tx, `SELECT COUNT(*) FROM notice WHERE holder = $1 AND key = 'instruction_unread'`, access.Body("office", 1))
			if n != 2 {
				t.Errorf("the office is told %d times, want 2", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []int{owed, reported} {
			o.step(clerk, c.ID, part, "enter_reading", `{"text":"离任前口头交代：已阅"}`)
		}
		if got := waits(); got != nil {
			t.Errorf("all is entered, and %v waits", got)
		}
		o.whole(c.ID)
	})
}

// What a body promised that has ended since is its successor's when the promise proves false: a reform leaves the archive alone, and whoever acted for the
// body is gone.
func TestAFalsePromiseOfAnEndedBodyIsItsSuccessors(t *testing.T) {
	towns(t, func(o *town) {
		o.Desk.Watches = assess.Watches()
		o.joins(302, healthOrg, org.UnitHead)
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		share := c.Assignments[0].No
		o.step(health, c.ID, share, "sign_for", `{}`)
		o.step(health, c.ID, share, "note_contact", `{"phase":"before","way":"phone","on":"2026-03-02","who":"某某","rank":"section","text":"沟通"}`)
		c = o.step(health, c.ID, share, "draft_reply", `{"answers":["在建","在建"],"class":"B","contact":"某某","phone":"0739","publish":"none","promises":[{"words":"年内建成","result":"建成","owner":"某某","due":"2026-10-30"}]}`)
		reply := c.Replies[0].No
		o.step(health, c.ID, reply, "send_for_review", `{}`)
		o.step(302, c.ID, reply, "approve_reply", `{}`)
		o.step(302, c.ID, reply, "issue", `{"number":"某函〔2026〕1号","title":"局长"}`)
		c = o.step(deputy, c.ID, share, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
		c = o.step(deputy, c.ID, c.Evaluations[0].No, "finish_evaluation", `{}`)
		promise := c.Commitments[0].No
		o.step(health, c.ID, promise, "claim_done", `{"on":"2026-03-02","evidence":"验收单"}`)
		o.step(clerk, c.ID, promise, "verify_fulfilment", `{}`)
		o.step(deputy, c.ID, promise, "rate_fulfilment", `{"rating":"satisfied"}`)
		o.step(clerk, c.ID, 0, "archive", `{}`)
		o.must(admin, roster.Orgs, healthOrg, "end_org", `{"people":"end","successor":14,"basis":"某发〔2026〕1号"}`)
		if got := o.read(c.ID).Assignments[0].Unit; got != healthOrg {
			t.Errorf("the archive names %d, want the body of then", got)
		}
		o.step(clerk, c.ID, promise, "overturn", `{"reason":"实地查看未建成"}`)
		c = o.read(c.ID)
		if c.State != suggestion.FollowUp || c.Assignments[0].Unit != financeOrg {
			t.Errorf("%s, owed by %d, want it owed by the successor", c.State, c.Assignments[0].Unit)
		}
		o.step(finance, c.ID, promise, "note_progress", `{"text":"复工","percent":60}`)
		o.whole(c.ID)
	})
}
