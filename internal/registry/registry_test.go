package registry_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
)

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
		o.refused("a stale form", err, fault.Conflict, "fault.moved_on_by")
		o.sound()
	})
}

// The log of the register does not run backwards with the machine's clock.
func TestTheRegisterAfterTheClockJumpedBack(t *testing.T) {
	towns(t, func(o *town) {
		o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"甲"}`)
		o.clock.Advance(-24 * time.Hour)
		o.must(admin, roster.Orgs, healthOrg, "rename_org", `{"name":"乙"}`)
		err := o.Store.View(t.Context(), func(tx *store.Tx) error {
			log, err := tx.EventsOf(t.Context(), roster.Orgs, healthOrg)
			if n := len(log); err == nil && (n < 2 || log[n-1].At < log[n-2].At || log[n-1].On < log[n-2].On) {
				t.Errorf("%+v", log)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		o.sound()
	})
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
			_, _, _, err = a.Security(t.Context(), o.who(post), store.SecurityFilter{}, store.LogKey{})
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
