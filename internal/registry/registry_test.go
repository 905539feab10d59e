package registry_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Posts of the small congress; a person's id is the post's with 1000 added.
const (
	deputy int64 = iota + 101
	clerk
	head
	health
	finance
	admin
	security
	auditor
	foreign // administrator of another congress
)

const (
	delegationOrg int64 = iota + 11
	committeeOrg
	healthOrg
	financeOrg
	specialOrg
	foreignOrg
)

type town struct {
	t *testing.T
	*registry.Registry
	actors map[int64]org.Actor
	clock  *storetest.Clock
}

func towns(t *testing.T, f func(o *town)) {
	t.Helper()
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		o := &town{t: t, Registry: &registry.Registry{Store: s, Desk: &desk.Desk{Store: s}}, actors: map[int64]org.Actor{}, clock: c}
		if err := s.Do(t.Context(), o.fill); err != nil {
			t.Fatal(err)
		}
		f(o)
	})
}

func (o *town) fill(tx *store.Tx) error {
	ctx := o.t.Context()
	for _, g := range []org.Congress{{ID: 1, Code: "a", Name: "甲市", Level: org.City, Pack: "hunan-city"}, {ID: 2, Code: "b", Name: "乙县", Level: org.County, Parent: 1, Pack: "law"}} {
		if err := tx.SaveCongress(ctx, g); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 20 + g.ID, Congress: g.ID, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
	}
	if err := tx.InsertCategories(ctx, []org.Category{{ID: 5, Congress: 1, Code: "health", Name: "卫生健康"}}); err != nil {
		return err
	}
	if err := tx.InsertOrgs(ctx, []org.Org{
		{ID: delegationOrg, Congress: 1, Kind: org.Delegation, Code: "d", Name: "某代表团"},
		{ID: committeeOrg, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
		{ID: specialOrg, Congress: 1, Kind: org.SpecialCommittee, Code: "s", Name: "教科文卫委"},
		{ID: healthOrg, Congress: 1, Kind: org.Department, Code: "h", Name: "市卫生局", Government: true, Special: specialOrg},
		{ID: financeOrg, Congress: 1, Kind: org.Department, Code: "f", Name: "市人口计生委", Government: true},
		{ID: foreignOrg, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"},
	}); err != nil {
		return err
	}
	for _, p := range []struct {
		id, org, congress int64
		role              org.Role
	}{
		{deputy, delegationOrg, 1, org.Deputy},
		{clerk, committeeOrg, 1, org.CommitteeClerk},
		{head, committeeOrg, 1, org.CommitteeHead},
		{health, healthOrg, 1, org.UnitClerk},
		{finance, financeOrg, 1, org.UnitClerk},
		{admin, committeeOrg, 1, org.Admin},
		{security, committeeOrg, 1, org.Security},
		{auditor, committeeOrg, 1, org.Auditor},
		{foreign, foreignOrg, 2, org.Admin},
	} {
		person := org.Person{ID: 1000 + p.id, Name: "某" + string(p.role)}
		if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
			return err
		}
		post := org.Post{ID: p.id, Congress: p.congress, Org: p.org, Person: person.ID, Role: p.role, Mandate: org.Active, From: "2022-01-01"}
		if err := tx.InsertPosts(ctx, []org.Post{post}); err != nil {
			return err
		}
		o.actors[p.id] = org.Actor{Person: person, Post: post}
	}
	return storetest.Unlogged(ctx, tx)
}

func (o *town) who(post int64) identity.Who {
	return identity.Who{Kind: identity.Web, Account: post, Actor: o.actors[post]}
}

func (o *town) act(post int64, kind string, id int64, do flow.Action, body string, more ...registry.Request) (registry.Receipt, error) {
	o.t.Helper()
	cmd, _, ok := roster.NewCommand(do)
	if !ok {
		o.t.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.t.Fatal(err)
	}
	q := registry.Request{}
	if len(more) > 0 {
		q = more[0]
	}
	q.Kind, q.ID, q.Do, q.Cmd = kind, id, do, cmd
	return o.Do(o.t.Context(), o.who(post), identity.Origin{IP: "10.0.0.1"}, q)
}

func (o *town) must(post int64, kind string, id int64, do flow.Action, body string) registry.Receipt {
	o.t.Helper()
	r, err := o.act(post, kind, id, do, body)
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return r
}

func (o *town) step(post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	o.t.Helper()
	cmd, _, _ := suggestion.NewCommand(do)
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.t.Fatal(err)
	}
	r, err := o.Desk.Do(o.t.Context(), o.actors[post], id, desk.Request{Part: part, Do: do, Cmd: cmd})
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return r.Case
}

// assigned hands one case over to shares.
func (o *town) assigned(number, shares string) *suggestion.Case {
	c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
	o.step(deputy, c.ID, 0, "submit", `{}`)
	o.step(clerk, c.ID, 0, "start_review", `{}`)
	o.step(clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
	o.step(clerk, c.ID, 0, "propose_units", `{"shares":`+shares+`}`)
	return o.step(head, c.ID, 0, "assign", `{"at_meeting":true}`)
}

func (o *town) read(id int64) *suggestion.Case {
	o.t.Helper()
	var c *suggestion.Case
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) (err error) { c, err = tx.ReadCase(o.t.Context(), id); return err })
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// whole checks that a case's log tells of the case as stored, and that the registry's chains hold.
func (o *town) whole(id int64) {
	o.t.Helper()
	var log []suggestion.Event
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) (err error) { log, err = tx.Events(o.t.Context(), id); return err })
	if err != nil {
		o.t.Fatal(err)
	}
	told, err := suggestion.Replay(id, log, suggestion.World{Packs: o.Store.Packs(), Calendar: o.Store.CalendarAt})
	if err != nil {
		o.t.Fatal(err)
	}
	want, _ := json.Marshal(o.read(id))
	if got, _ := json.Marshal(told); string(got) != string(want) {
		o.t.Errorf("the log tells of another case:\n%s\n%s", got, want)
	}
	o.sound()
}

func (o *town) sound() {
	o.t.Helper()
	if r, err := verify.Run(o.t.Context(), o.Store, ""); err != nil || !r.Clean() {
		o.t.Errorf("registry: %+v %v", r.Bad, err)
	}
}

func kindOf(err error) fault.Kind {
	if f, ok := fault.As(err); ok {
		return f.Kind
	}
	return ""
}

// refused expects a fault of a kind whose key, or a field's, contains the text.
func (o *town) refused(name string, err error, kind fault.Kind, key string) {
	o.t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != kind {
		o.t.Errorf("%s: got %v, want %s", name, err, kind)
		return
	}
	keys := f.Key
	for _, w := range f.Fields {
		keys += " " + w.Name + ":" + w.Key
	}
	if !strings.Contains(keys, key) {
		o.t.Errorf("%s: says %s, want %s", name, keys, key)
	}
}

func (o *town) sees(post, id int64) bool {
	_, err := o.Desk.Open(o.t.Context(), o.actors[post], id)
	if err != nil && kindOf(err) != fault.NotFound {
		o.t.Error(err)
	}
	return err == nil
}

func TestAUnitMergesWithOpenCases(t *testing.T) {
	towns(t, func(o *town) {
		a := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		o.step(health, a.ID, a.Assignments[0].No, "sign_for", `{}`)
		b := o.assigned("0002", `[{"unit":13,"role":"lead"},{"unit":14,"role":"co"}]`)
		p := o.assigned("0003", `[{"unit":14,"role":"sole"}]`)
		o.clock.Advance(48 * time.Hour)
		before, _ := json.Marshal(o.read(a.ID).Clocks)

		list, posts, err := o.Reform(t.Context(), o.who(admin), healthOrg)
		if err != nil || len(list) != 2 || list[0].Number != "0001" || list[0].Due == "" || len(posts) != 1 {
			t.Fatalf("preview: %+v %v %v", list, posts, err)
		}
		_, err = o.act(admin, roster.Orgs, healthOrg, "end_org", `{"people":"end","basis":"某发〔2026〕1号"}`)
		o.refused("without a successor", err, fault.Invalid, "successor:roster.needs_successor")
		_, err = o.act(admin, roster.Orgs, healthOrg, "end_org", `{"people":"end","successor":15,"basis":"x"}`)
		o.refused("a committee cannot handle", err, fault.Invalid, "successor:roster.other_kind")

		r := o.must(admin, roster.Orgs, healthOrg, "end_org", `{"people":"move","successor":14,"basis":"某发〔2026〕1号"}`)
		if r.Cases != 2 {
			t.Errorf("%d cases went over, want 2", r.Cases)
		}
		got := o.read(a.ID)
		if after, _ := json.Marshal(got.Clocks); string(after) != string(before) {
			t.Errorf("clocks moved:\n%s\n%s", before, after)
		}
		s := got.Assignments[0]
		if s.Unit != financeOrg || s.State != suggestion.Working || s.UnitOn("2026-03-02") != healthOrg || s.UnitOn("2026-03-05") != financeOrg {
			t.Errorf("share %+v", s)
		}
		both := o.read(b.ID)
		if both.Assignments[0].Unit != financeOrg || both.Assignments[1].State != suggestion.Reassigned {
			t.Errorf("lead %+v, co %+v", both.Assignments[0], both.Assignments[1])
		}
		if o.read(p.ID).Seq != p.Seq {
			t.Error("a case that does not name the unit has changed")
		}
		if !o.sees(finance, a.ID) {
			t.Error("the successor does not see the case")
		}
		moved := o.actors[health]
		if _, err := o.Desk.Open(t.Context(), moved, a.ID); kindOf(err) != fault.NotFound {
			t.Errorf("in the old body's post: %v", err)
		}
		err = o.Store.View(t.Context(), func(tx *store.Tx) error {
			post, err := tx.Post(t.Context(), health)
			if err == nil && post.Org != financeOrg {
				t.Errorf("the clerk stayed in %d", post.Org)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		o.whole(a.ID)
		o.whole(b.ID)
		_, err = o.act(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"x"}`)
		o.refused("an ended body", err, fault.Conflict, "fault.not_now")
	})
}

func TestARenamedUnitKeepsItsOldName(t *testing.T) {
	towns(t, func(o *town) {
		o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"市卫健委","short":"卫健委"}`)
		d, err := o.Store.Directory(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if u, ok := d.OrgCalled("市卫生局"); !ok || u.ID != healthOrg || d.OrgNameOn(healthOrg, "2026-03-01") != "市卫生局" || d.OrgNameOn(healthOrg, "2026-03-02") != "市卫健委" {
			t.Errorf("%+v", u)
		}
		_, err = o.act(admin, roster.Orgs, financeOrg, "rename_org", `{"name":"市卫健委"}`)
		o.refused("a name in use", err, fault.Invalid, "name:roster.name_taken")
		o.sound()
	})
}

// A body of a county is told which congress it is of, so that the congress can be asked to join a topic.
func TestABodyBelongsToACongressBelow(t *testing.T) {
	towns(t, func(o *town) {
		body := o.must(admin, roster.Orgs, 0, "add_org", `{"name":"乙县人大联工委","code":"y","org_kind":"county_congress","position":1}`).ID
		place := `{"position":1,"home":%d}`
		for _, c := range []struct {
			name string
			id   int64
			home int64
			says string
		}{
			{"its own congress", body, 1, "home:field.choice"},
			{"no congress", body, 9, "home:field.choice"},
			{"a department", healthOrg, 2, "home:roster.not_lower"},
		} {
			_, err := o.act(admin, roster.Orgs, c.id, "change_org", fmt.Sprintf(place, c.home))
			o.refused(c.name, err, fault.Invalid, c.says)
		}
		o.must(admin, roster.Orgs, body, "change_org", fmt.Sprintf(place, 2))
		o.must(admin, roster.Orgs, body, "change_org", fmt.Sprintf(place, 2)) // its own place again is no second body
		_, err := o.act(admin, roster.Orgs, 0, "add_org", `{"name":"乙县人大办","code":"z","org_kind":"county_congress","home":2}`)
		o.refused("a second body", err, fault.Invalid, "home:roster.home_taken")
		sheet, err := o.Open(t.Context(), o.who(admin), roster.Orgs, body)
		if err != nil || sheet.Org.Home != 2 || len(sheet.Lower) != 1 || sheet.Lower[0].Name != "乙县" {
			t.Errorf("%+v %+v %v", sheet.Org, sheet.Lower, err)
		}
		if below, err := o.Open(t.Context(), o.who(foreign), roster.Orgs, foreignOrg); err != nil || len(below.Lower) != 0 {
			t.Errorf("the lowest: %+v %v", below.Lower, err)
		}
		o.must(admin, roster.Orgs, specialOrg, "end_org", `{"people":"end","basis":"x"}`)
		o.sound()
	})
}

func TestAPostIsHandedToASuccessor(t *testing.T) {
	towns(t, func(o *town) {
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		person := o.must(admin, roster.People, 0, "add_person", `{"name":"新人"}`).ID
		next, _ := json.Marshal(roster.HandPost{Person: person, From: "2026-03-02"})
		o.must(admin, roster.Posts, health, "hand_post", string(next))
		var posts, old []org.Post
		err := o.Store.View(t.Context(), func(tx *store.Tx) (err error) {
			if posts, err = tx.PostsOf(t.Context(), person); err != nil {
				return err
			}
			old, err = tx.PostsOf(t.Context(), 1000+health)
			return err
		})
		if err != nil || len(posts) != 1 || posts[0].Org != healthOrg || posts[0].Role != org.UnitClerk || len(old) != 0 {
			t.Fatal(posts, old, err)
		}
		o.actors[posts[0].ID] = org.Actor{Person: org.Person{ID: person}, Post: posts[0]}
		if !o.sees(posts[0].ID, c.ID) {
			t.Error("the successor does not see the work")
		}
		_, err = o.act(admin, roster.Posts, health, "hand_post", string(next))
		o.refused("a post that was handed over", err, fault.Conflict, "fault.not_now")
		o.sound()
	})
}

func TestWhoMayChangeWhat(t *testing.T) {
	towns(t, func(o *town) {
		add := `{"name":"市水利局","code":"w","org_kind":"department"}`
		for _, post := range []int64{deputy, clerk, head, health, security, auditor} {
			_, err := o.act(post, roster.Orgs, 0, "add_org", add)
			o.refused(string(o.actors[post].Post.Role), err, fault.Forbidden, "fault.not_yours")
			_, err = o.Open(t.Context(), o.who(post), roster.Orgs, healthOrg)
			o.refused("looking", err, fault.NotFound, "fault.not_found")
		}
		_, err := o.act(foreign, roster.Orgs, healthOrg, "rename_org", `{"name":"x"}`)
		o.refused("another congress", err, fault.NotFound, "fault.not_found")
		_, err = o.act(foreign, roster.Calendars, 0, "import_year", `{"notice":"n","data":"`+strings.ReplaceAll(year2027, "\n", `\n`)+`"}`)
		o.refused("the calendar from below", err, fault.Invalid, "guard.highest_congress")
		give := func(person int64, role org.Role) error {
			b, _ := json.Marshal(map[string]any{"org": committeeOrg, "role": role})
			cmd := &roster.GivePost{}
			_ = json.Unmarshal(b, cmd)
			cmd.Person = person
			_, err := o.Do(t.Context(), o.who(admin), identity.Origin{}, registry.Request{Kind: roster.Posts, Do: "give_post", Cmd: cmd})
			return err
		}
		o.refused("itself", give(1000+admin, org.CommitteeHead), fault.Invalid, "guard.not_oneself")
		o.refused("two of the three", give(1000+security, org.Auditor), fault.Invalid, "guard.three_people")
		o.refused("somebody else's people", give(1000+foreign, org.UnitClerk), fault.Invalid, "person:roster.unknown_person")
		if err := give(1000+clerk, org.UnitHead); err != nil {
			t.Error(err)
		}
		_, err = o.act(admin, roster.Posts, auditor, "end_post", `{"last":"2026-03-02","why":"x"}`)
		o.refused("the last auditor", err, fault.Invalid, "guard.not_last_of_three")
		_, err = o.act(admin, roster.Posts, admin, "end_post", `{"last":"2026-03-02","why":"x"}`)
		o.refused("the own post", err, fault.Invalid, "guard.not_oneself")
		o.sound()
	})
}

func TestWhoWasQuickerWins(t *testing.T) {
	towns(t, func(o *town) {
		one := registry.Request{Version: 1, Key: "k1"}
		if _, err := o.act(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"甲"}`, one); err != nil {
			t.Fatal(err)
		}
		again, err := o.act(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"甲"}`, one)
		if err != nil || !again.Repeated {
			t.Errorf("the same form twice: %+v %v", again, err)
		}
		_, err = o.act(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"乙"}`, one)
		o.refused("another command under the same key", err, fault.Invalid, "fault.key_reused")
		_, err = o.act(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"乙"}`, registry.Request{Version: 1})
		o.refused("a stale form", err, fault.Conflict, "fault.moved_on")
		o.sound()
	})
}

// year2027 is invented: no notice for that year has been published.
const year2027 = `date,name,kind
2027-01-01,元旦,off
2027-02-05,春节,off
2027-02-06,春节,off
2027-02-07,春节,off
2027-02-08,春节,off
2027-02-09,春节,off
2027-02-10,春节,off
2027-04-05,清明节,off
2027-05-01,劳动节,off
2027-05-02,劳动节,off
2027-05-03,劳动节,off
2027-05-04,劳动节,off
2027-06-09,端午节,off
2027-09-15,中秋节,off
2027-10-01,国庆节,off
2027-10-02,国庆节,off
2027-10-03,国庆节,off
2027-10-04,国庆节,off
2027-10-05,国庆节,off`

func TestALaterYearMovesOpenDates(t *testing.T) {
	towns(t, func(o *town) {
		o.clock.Advance(248 * 24 * time.Hour) // 2026-11-05
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		k := c.Clock("reply", c.Assignments[0].No)
		if k.Due != "2027-02-05" || !k.Provisional {
			t.Fatalf("before: %+v", k)
		}
		cmd := &roster.ImportYear{Notice: "某发〔2026〕9号", Data: year2027}
		preview, err := o.PreviewYear(t.Context(), cmd)
		if err != nil || preview.Data.Year != 2027 || preview.Moves.Cases() != 1 || o.read(c.ID).Seq != c.Seq {
			t.Fatalf("preview %+v %v", preview, err)
		}
		_, err = o.act(admin, roster.Calendars, 0, "import_year", `{"notice":"n","data":"date,name,kind\n2027-01-01,元旦,off"}`)
		o.refused("a year with holes", err, fault.Invalid, "data:calendar.")
		body, _ := json.Marshal(cmd)
		if r := o.must(admin, roster.Calendars, 0, "import_year", string(body)); r.Cases != 1 {
			t.Errorf("%d cases counted anew, want 1", r.Cases)
		}
		now := o.read(c.ID)
		if k := now.Clock("reply", c.Assignments[0].No); k.Due != "2027-02-11" || k.Provisional {
			t.Errorf("after: %+v", k)
		}
		if now.Seq != c.Seq+1 {
			t.Errorf("%d events in the case's log, want %d", now.Seq, c.Seq+1)
		}
		if n, err := o.Recount(t.Context()); n != 0 || err != nil {
			t.Errorf("a second recount moved %d cases: %v", n, err)
		}
		o.whole(c.ID)
	})
}

// What counts from the close of the session counts from it also when its day is entered, or corrected, after the hand-over.
func TestAClosingDayThatComesLateMovesOpenDates(t *testing.T) {
	towns(t, func(o *town) {
		o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"shandong"}`)
		s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		done := o.assigned("0002", `[{"unit":14,"role":"sole"}]`)
		o.step(deputy, done.ID, 0, "withdraw", `{"reason":"另行联系"}`)
		dues := func(what, reply, most string, seq int) {
			t.Helper()
			now := o.read(c.ID)
			a := now.Assignments[0].No
			if r, m := now.Clock("reply", a).Due, now.Clock("reply_max", a).Due; string(r) != reply || string(m) != most || now.Seq != seq {
				t.Errorf("%s: reply %s, at most %s, %d events; want %s, %s, %d", what, r, m, now.Seq, reply, most, seq)
			}
			o.whole(c.ID)
		}
		dues("handed over", "2026-06-02", "2026-09-02", c.Seq)
		foreseen := func(do flow.Action, body string) (registry.Moves, error) {
			cmd, _, _ := roster.NewCommand(do)
			if err := json.Unmarshal([]byte(body), cmd); err != nil {
				t.Fatal(err)
			}
			return o.PreviewClose(t.Context(), o.who(admin), s, do, cmd)
		}
		moves, err := foreseen("close_session", `{"closes":"2026-02-28"}`)
		if err != nil || len(moves) != 2 || moves.Cases() != 1 || moves[0].Number != "0001" || moves[0].Clock.Was.Due != "2026-06-02" || moves[0].Clock.Now.Due != "2026-05-28" {
			t.Errorf("foreseen %+v %v", moves, err)
		}
		dues("foreseen only", "2026-06-02", "2026-09-02", c.Seq)
		_, err = foreseen("close_session", `{"closes":"2026-02-20"}`)
		o.refused("foreseen before it opens", err, fault.Invalid, "closes:roster.closes_first")
		_, err = o.PreviewClose(t.Context(), o.who(foreign), s, "close_session", &roster.CloseSession{Closes: "2026-02-28"})
		o.refused("foreseen from another congress", err, fault.NotFound, "fault.not_found")

		if r := o.must(admin, roster.Sessions, s, "close_session", `{"closes":"2026-02-28"}`); r.Cases != 1 {
			t.Errorf("%d cases moved, want 1", r.Cases)
		}
		dues("closed", "2026-05-28", "2026-08-28", c.Seq+1)
		if r := o.must(admin, roster.Sessions, s, "correct_closing", `{"closes":"2026-02-28"}`); r.Cases != 0 {
			t.Errorf("the same day moved %d cases", r.Cases)
		}
		if r := o.must(admin, roster.Sessions, s, "correct_closing", `{"closes":"2026-03-01"}`); r.Cases != 1 {
			t.Errorf("%d cases moved by the correction, want 1", r.Cases)
		}
		dues("corrected", "2026-06-01", "2026-09-01", c.Seq+2)
		o.must(admin, roster.Sessions, s, "plan_handover", `{"handover":"2026-03-02"}`)
		dues("the hand-over day moves nothing", "2026-06-01", "2026-09-01", c.Seq+2)
	})
}

// Only cases of which a date may count from the close are read, and none whose date moves is passed over: whatever the pack, the state and the day.
func TestNothingThatCountsFromTheCloseIsPassedOver(t *testing.T) {
	for _, pack := range []string{"shandong", "shanghai", "hunan-city", "beijing"} {
		t.Run(pack, func(t *testing.T) {
			towns(t, func(o *town) {
				o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"`+pack+`"}`)
				s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
				var all []int64
				for n, acts := range [][]string{
					{},
					{"start_review"},
					{"start_review", "accept"},
					{"start_review", "accept", "propose_units", "assign"},
					{"start_review", "accept", "propose_units", "assign", "merge"},
					{"start_review", "accept", "merge"},
					{"withdraw"},
				} {
					c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
					o.step(deputy, c.ID, 0, "submit", `{}`)
					for _, do := range acts {
						who, body := clerk, `{}`
						switch do {
						case "accept":
							body = `{"number":"000` + strconv.Itoa(n) + `","category":5}`
						case "propose_units":
							body = `{"shares":[{"unit":13,"role":"sole"}]}`
						case "assign":
							who = head
						case "merge":
							body = `{"into":` + strconv.FormatInt(all[3-n%2], 10) + `}`
						case "withdraw":
							who, body = deputy, `{"reason":"另行联系"}`
						}
						o.step(int64(who), c.ID, 0, flow.Action(do), body)
					}
					all = append(all, c.ID)
				}
				err := o.Store.View(t.Context(), func(tx *store.Tx) error {
					read, err := tx.CasesFromClose(t.Context(), s)
					if err != nil {
						return err
					}
					if len(read) >= len(all) {
						t.Errorf("all %d cases are read", len(read))
					}
					for _, closes := range []calendar.Day{"2026-02-25", "2026-02-28", "2026-03-06"} {
						for _, id := range all {
							c, err := tx.ReadCase(t.Context(), id)
							if err != nil {
								return err
							}
							env, _, err := desk.Env(t.Context(), tx, c.Congress, c, tx.Today())
							if err != nil {
								return err
							}
							env.Closes = closes
							if moved := suggestion.MovedByClose(c, env); len(moved) > 0 && c.State != suggestion.Withdrawn && !slices.Contains(read, id) {
								t.Errorf("closed on %s, a %s case moves and is not read: %+v", closes, c.State, moved)
							}
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

// Where only the close begins to count, it begins when the day is known; where nothing counts from it, nothing moves.
func TestAClosingDayBeginsWhatWaitedForIt(t *testing.T) {
	for _, row := range []struct {
		pack string
		due  calendar.Day // of handing over, once the session is closed
	}{{"shanghai", "2026-03-30"}, {"hunan-city", ""}} {
		t.Run(row.pack, func(t *testing.T) {
			towns(t, func(o *town) {
				o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"`+row.pack+`"}`)
				s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2026,"opens":"2026-02-25"}`).ID
				c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
				o.step(deputy, c.ID, 0, "submit", `{}`)
				o.step(clerk, c.ID, 0, "start_review", `{}`)
				c = o.step(clerk, c.ID, 0, "accept", `{"number":"0001","category":5}`)
				if k := c.Clock("assign", 0); row.due != "" && k != nil {
					t.Fatalf("counts before the close: %+v", k)
				}
				r := o.must(admin, roster.Sessions, s, "close_session", `{"closes":"2026-02-28"}`)
				k := o.read(c.ID).Clock("assign", 0)
				if row.due == "" && (r.Cases != 0 || o.read(c.ID).Seq != c.Seq) || row.due != "" && (r.Cases != 1 || k == nil || k.Due != row.due) {
					t.Errorf("%d cases, clock %+v, want %s", r.Cases, k, row.due)
				}
				o.whole(c.ID)
			})
		})
	}
}

func TestTheSmallRegisters(t *testing.T) {
	towns(t, func(o *town) {
		s := o.must(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2027,"opens":"2027-01-10"}`).ID
		_, err := o.act(admin, roster.Sessions, 0, "open_session", `{"term":5,"number":5,"year":2027,"opens":"2027-01-10"}`)
		o.refused("the same session twice", err, fault.Conflict, "store.session_taken")
		_, err = o.act(admin, roster.Sessions, s, "close_session", `{"closes":"2027-01-09"}`)
		o.refused("closed before it opens", err, fault.Invalid, "closes:roster.closes_first")
		o.must(admin, roster.Sessions, s, "close_session", `{"closes":"2027-01-14"}`)
		o.must(admin, roster.Sessions, s, "plan_handover", `{"handover":"2027-02-20"}`)

		top := o.must(admin, roster.Categories, 0, "add_category", `{"name":"教育","code":"01"}`).ID
		below, _ := json.Marshal(roster.WriteCategory{Name: "学前教育", Code: "0101", Parent: top})
		sub := o.must(admin, roster.Categories, 0, "add_category", string(below)).ID
		third, _ := json.Marshal(roster.WriteCategory{Name: "x", Code: "010101", Parent: sub})
		_, err = o.act(admin, roster.Categories, 0, "add_category", string(third))
		o.refused("a third level", err, fault.Invalid, "parent:roster.two_levels")
		_, err = o.act(admin, roster.Categories, top, "end_category", `{}`)
		o.refused("with entries below", err, fault.Invalid, "guard.nothing_below")
		o.must(admin, roster.Categories, sub, "end_category", `{}`)
		o.must(admin, roster.Categories, top, "end_category", `{}`)

		o.must(admin, roster.Packs, 0, "choose_pack", `{"pack":"law"}`)
		_, err = o.act(admin, roster.Packs, 0, "choose_pack", `{"pack":"nowhere"}`)
		o.refused("no such pack", err, fault.Invalid, "pack:field.choice")
		_, err = o.act(admin, roster.Packs, 0, "import_pack", `{"data":"{"}`)
		o.refused("no pack", err, fault.Invalid, "data:rule.not_json")
		law, _ := o.Store.Packs().Latest("law")
		next := *law
		next.Version++
		raw, _ := json.Marshal(next)
		cmd, _ := json.Marshal(roster.ImportPack{Data: string(raw)})
		o.must(admin, roster.Packs, 0, "import_pack", string(cmd))
		if p, _ := o.Store.Packs().Latest("law"); p.Version != law.Version+1 {
			t.Errorf("version %d in force", p.Version)
		}
		_, err = o.act(admin, roster.Packs, 0, "import_pack", string(cmd))
		o.refused("the same version twice", err, fault.Invalid, "data:rule.version_order")

		o.must(admin, roster.Posts, deputy, "set_mandate", `{"mandate":"absent","why":"外出学习"}`)
		o.must(admin, roster.Posts, deputy, "end_post", `{"last":"2026-03-02","why":"辞职"}`)
		_, err = o.act(admin, roster.Posts, clerk, "set_mandate", `{"mandate":"absent","why":"x"}`)
		o.refused("no mandate", err, fault.Invalid, "guard.is_mandate")
		o.sound()
	})
}

func TestTheAuditorAloneReadsTheLogs(t *testing.T) {
	towns(t, func(o *town) {
		o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"甲"}`)
		a := registry.Audit{Store: o.Store}
		for _, post := range []int64{deputy, clerk, head, health, admin, security} {
			_, _, _, err := a.Log(t.Context(), o.who(post), registry.Query{})
			o.refused("log", err, fault.NotFound, "fault.not_found")
			_, _, err = a.Security(t.Context(), o.who(post), store.SecurityFilter{}, store.LogKey{})
			o.refused("security log", err, fault.NotFound, "fault.not_found")
			_, err = a.Verify(t.Context(), o.who(post))
			o.refused("verify", err, fault.NotFound, "fault.not_found")
		}
		c := o.assigned("0001", `[{"unit":13,"role":"sole"}]`)
		o.step(deputy, c.ID, 0, "protect", `{"on":true}`)
		o.step(deputy, c.ID, 0, "report_pressure", `{"text":"有人打招呼"}`)
		q := registry.Query{LogFilter: store.LogFilter{Number: "0001", Limit: 100}}
		lines, total, _, err := a.Log(t.Context(), o.who(auditor), q)
		if err != nil || int64(len(lines)) != total || total == 0 {
			t.Fatal(len(lines), total, err)
		}
		for _, l := range lines {
			if l.Action == "report_pressure" {
				t.Error("a confidential report is listed")
			}
			if l.Person == 1000+deputy && !l.Hidden {
				t.Errorf("%s names the protected deputy", l.Action)
			}
		}
		q.Person = "某deputy"
		if lines, _, _, _ := a.Log(t.Context(), o.who(auditor), q); len(lines) != 0 {
			t.Error("the search by person finds the protected deputy")
		}
		q = registry.Query{LogFilter: store.LogFilter{Limit: 3}}
		seen := 0
		for range 20 {
			lines, total, _, err = a.Log(t.Context(), o.who(auditor), q)
			if err != nil {
				t.Fatal(err)
			}
			seen += len(lines)
			if len(lines) < 3 {
				break
			}
			last := lines[len(lines)-1]
			q.After = store.LogKey{At: last.At, ID: last.Case, Seq: int64(last.Seq)}
		}
		if int64(seen) != total {
			t.Errorf("pages show %d of %d", seen, total)
		}
		if p, err := a.Verify(t.Context(), o.who(auditor)); err != nil || !p.Clean() || p.Register != 1 {
			t.Errorf("%+v %v", p, err)
		}
		err = o.Store.Do(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE org SET name = '乙' WHERE id = $1`, healthOrg)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if p, _ := a.Verify(t.Context(), o.who(auditor)); len(p.Bad) != 1 || p.Bad[0].Kind != verify.Register || p.Bad[0].ID != healthOrg {
			t.Errorf("a changed row is not found: %+v", p.Bad)
		}
	})
}

// What a deputy has signed is told of the leave in the same act, and of the end of it; what is over or not handed in is left alone.
func TestADeputysLeaveReachesTheOpenCases(t *testing.T) {
	towns(t, func(o *town) {
		c := o.assigned("0101", fmt.Sprintf(`[{"unit":%d,"role":"sole"}]`, healthOrg))
		draft := o.step(deputy, 0, 0, "start_draft", `{"title":"草稿"}`)
		gone := o.assigned("0102", fmt.Sprintf(`[{"unit":%d,"role":"sole"}]`, healthOrg))
		o.step(deputy, gone.ID, 0, "withdraw", `{"reason":"已经解决"}`)
		if r := o.must(admin, roster.Posts, deputy, "set_mandate", `{"mandate":"absent","why":"外出学习"}`); r.Cases != 1 {
			t.Errorf("%d cases were told", r.Cases)
		}
		if !o.read(c.ID).Paused() || o.read(draft.ID).Paused() || o.read(gone.ID).Paused() {
			t.Error("the wrong cases know of the leave")
		}
		if r := o.must(admin, roster.Posts, deputy, "set_mandate", `{"mandate":"absent","why":"外出学习"}`); r.Cases != 0 {
			t.Errorf("%d cases were told twice", r.Cases)
		}
		o.must(admin, roster.Posts, deputy, "end_post", `{"last":"2026-03-02","why":"辞职"}`)
		if k := o.read(c.ID); k.Paused() || len(k.Away) != 0 {
			t.Errorf("got %+v", k.Away)
		}
		o.whole(c.ID)
	})
}
