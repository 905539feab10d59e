package desk_test

import (
	"context"
	"encoding/json"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Posts of the small congress that these tests work in.
const (
	deputy = iota + 101
	cosigner
	clerk
	head
	health
	healthHead
	finance
	foreign // a committee clerk of another congress
)

const (
	delegationOrg = iota + 11
	committeeOrg
	healthOrg
	financeOrg
	foreignOrg
)

type office struct {
	t *testing.T
	*desk.Desk
	actors map[int64]org.Actor
}

// open fills a fresh store with two congresses and a few people.
func open(t *testing.T, s *store.Store) office {
	t.Helper()
	o := office{t: t, Desk: &desk.Desk{Store: s}, actors: map[int64]org.Actor{}}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		for _, g := range []org.Congress{{ID: 1, Code: "a", Name: "甲市", Level: org.City, Pack: "hunan-city"}, {ID: 2, Code: "b", Name: "乙市", Level: org.City, Pack: "law"}} {
			if err := tx.SaveCongress(ctx, g); err != nil {
				return err
			}
			if err := tx.SaveSession(ctx, org.Session{ID: 20 + g.ID, Congress: g.ID, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
				return err
			}
		}
		orgs := []org.Org{
			{ID: delegationOrg, Congress: 1, Kind: org.Delegation, Code: "d", Name: "某代表团"},
			{ID: committeeOrg, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
			{ID: healthOrg, Congress: 1, Kind: org.Department, Code: "h", Name: "市卫健委", Government: true},
			{ID: financeOrg, Congress: 1, Kind: org.Department, Code: "f", Name: "市财政局", Government: true},
			{ID: foreignOrg, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"},
		}
		if err := tx.InsertOrgs(ctx, orgs); err != nil {
			return err
		}
		posts := []struct {
			id, org, congress int64
			role              org.Role
		}{
			{deputy, delegationOrg, 1, org.Deputy}, {cosigner, delegationOrg, 1, org.Deputy}, {clerk, committeeOrg, 1, org.CommitteeClerk},
			{head, committeeOrg, 1, org.CommitteeHead}, {health, healthOrg, 1, org.UnitClerk}, {healthHead, healthOrg, 1, org.UnitHead},
			{finance, financeOrg, 1, org.UnitClerk}, {foreign, foreignOrg, 2, org.CommitteeClerk},
		}
		for _, p := range posts {
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 1000 + p.id, Name: "某人"}}); err != nil {
				return err
			}
			post := org.Post{ID: p.id, Congress: p.congress, Org: p.org, Person: 1000 + p.id, Role: p.role, Mandate: org.Active}
			if err := tx.InsertPosts(ctx, []org.Post{post}); err != nil {
				return err
			}
			o.actors[p.id] = org.Actor{Person: org.Person{ID: 1000 + p.id, Name: "某人"}, Post: post}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o office) do(post, id int64, part int, do flow.Action, body string) (desk.Receipt, error) {
	o.t.Helper()
	return o.with(post, id, desk.Request{Part: part, Do: do}, body)
}

func (o office) with(post, id int64, r desk.Request, body string) (desk.Receipt, error) {
	o.t.Helper()
	cmd, _, ok := suggestion.NewCommand(r.Do)
	if !ok {
		o.t.Fatalf("no action %s", r.Do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		o.t.Fatal(err)
	}
	r.Cmd = cmd
	return o.Do(o.t.Context(), o.actors[post], id, r)
}

func (o office) must(post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	o.t.Helper()
	r, err := o.do(post, id, part, do, body)
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return r.Case
}

const text = `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`

func (o office) accepted(number string) *suggestion.Case {
	c := o.must(deputy, 0, 0, "start_draft", text)
	o.must(deputy, c.ID, 0, "submit", `{}`)
	o.must(clerk, c.ID, 0, "start_review", `{}`)
	return o.must(clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
}

func (o office) handled(number string) *suggestion.Case {
	c := o.accepted(number)
	o.must(clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c = o.must(head, c.ID, 0, "assign", `{"at_meeting":true}`)
	return o.must(health, c.ID, c.Assignments[0].No, "sign_for", `{}`)
}

func kind(err error) fault.Kind {
	if f, ok := fault.As(err); ok {
		return f.Kind
	}
	return ""
}

func TestActsOnTheRoad(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		c := o.handled("0001")
		a := c.Assignments[0].No

		t.Run("a stranger's congress finds nothing", func(t *testing.T) {
			if _, err := o.do(foreign, c.ID, 0, "urge", `{"text":"x"}`); kind(err) != fault.NotFound {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a unit without a share finds nothing", func(t *testing.T) {
			if _, err := o.Open(t.Context(), o.actors[finance], c.ID); kind(err) != fault.NotFound {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the same number twice is refused beside the field", func(t *testing.T) {
			d := o.must(deputy, 0, 0, "start_draft", text)
			o.must(deputy, d.ID, 0, "submit", `{}`)
			o.must(clerk, d.ID, 0, "start_review", `{}`)
			_, err := o.do(clerk, d.ID, 0, "accept", `{"number":"0001","category":5}`)
			f, ok := fault.As(err)
			if !ok || len(f.Fields) != 1 || f.Fields[0].Name != "number" {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a stale form is refused and changes nothing", func(t *testing.T) {
			before := o.must(clerk, c.ID, 0, "urge", `{"text":"请抓紧"}`)
			_, err := o.with(clerk, c.ID, desk.Request{Do: "urge", Version: before.Version - 1}, `{"text":"再催"}`)
			if kind(err) != fault.Conflict {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the same request twice acts once", func(t *testing.T) {
			r := desk.Request{Part: a, Do: "note_contact", Key: "k1"}
			body := `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`
			if _, err := o.with(health, c.ID, r, body); err != nil {
				t.Fatal(err)
			}
			again, err := o.with(health, c.ID, r, body)
			if err != nil || !again.Repeated || len(again.Case.Contacts) != 1 {
				t.Errorf("got %v %v", again.Repeated, err)
			}
			if _, err := o.with(health, c.ID, r, `{"phase":"after","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"别的"}`); kind(err) != fault.Invalid {
				t.Errorf("another command under the same key: %v", err)
			}
		})
		t.Run("a unit may not date its own act", func(t *testing.T) {
			_, err := o.with(health, c.ID, desk.Request{Part: a, Do: "plan", On: "2026-01-02", Why: "x"}, `{"plan":"x"}`)
			if kind(err) != fault.Forbidden {
				t.Errorf("got %v", err)
			}
		})
		t.Run("the log replays to the stored case", func(t *testing.T) {
			check(t, s, c.ID)
		})
		t.Run("lists show what the scope covers", func(t *testing.T) {
			for post, want := range map[int64]int{clerk: 2, health: 1, finance: 0, deputy: 2, cosigner: 0, foreign: 0} {
				_, _, n, err := list(t.Context(), s, o.actors[post])
				if err != nil || n != want {
					t.Errorf("post %d sees %d, want %d (%v)", post, n, want, err)
				}
			}
		})
	})
}

func list(ctx context.Context, s *store.Store, a org.Actor) (rows []store.CaseRow, next string, n int, err error) {
	err = s.View(ctx, func(tx *store.Tx) error {
		rows, next, n, err = tx.Cases(ctx, access.Of(a), suggestion.Filter{})
		return err
	})
	return rows, next, n, err
}

func check(t *testing.T, s *store.Store, id int64) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		log, err := tx.Events(t.Context(), id)
		if err != nil {
			return err
		}
		back, err := suggestion.Replay(id, log, suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt})
		if err != nil {
			return err
		}
		now, err := tx.ReadCase(t.Context(), id)
		if err != nil {
			return err
		}
		x, _ := json.Marshal(back)
		y, _ := json.Marshal(now)
		if string(x) != string(y) {
			t.Errorf("replay differs:\n%s\n%s", x, y)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestMergeLinksAndEachAuthorGetsAnOwnLetter(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		main, other := o.handled("0001"), o.accepted("0002")
		o.must(clerk, other.ID, 0, "merge", `{"into":`+itoa(main.ID)+`}`)
		other = o.must(clerk, other.ID, 0, "unmerge", `{"reason":"不是同一事项"}`)
		if other.State != suggestion.Pending {
			t.Fatalf("after unmerging: %s", other.State)
		}
		o.must(clerk, other.ID, 0, "merge", `{"into":`+itoa(main.ID)+`}`)
		a := main.Assignments[0].No
		o.must(health, main.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-01-20","who":"某","rank":"section","text":"听取意见"}`)
		c := o.must(health, main.ID, a, "draft_reply", `{"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}`)
		r := c.Replies[0].No
		o.must(health, main.ID, r, "send_for_review", `{}`)
		o.must(healthHead, main.ID, r, "approve_reply", `{}`)
		o.must(healthHead, main.ID, r, "issue", `{"number":"某函〔2026〕1号"}`)
		sheet, err := o.Open(t.Context(), o.actors[deputy], other.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet.Case.Replies) != 1 || sheet.Case.Replies[0].MainCase != main.ID || sheet.Case.State != suggestion.Merged {
			t.Errorf("the merged author's letter: %+v", sheet.Case.Replies)
		}
		if _, err := o.do(clerk, other.ID, 0, "unmerge", `{"reason":"x"}`); kind(err) != fault.Invalid {
			t.Errorf("unmerging after delivery: %v", err)
		}
		o.must(deputy, other.ID, sheet.Case.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"basically"}`)
		check(t, s, main.ID)
		check(t, s, other.ID)
	})
}

func TestASplitGivesBirth(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		c := o.must(deputy, 0, 0, "start_draft", text)
		o.must(deputy, c.ID, 0, "submit", `{}`)
		o.must(clerk, c.ID, 0, "start_review", `{}`)
		c = o.must(clerk, c.ID, 0, "split", `{"pieces":[{"title":"关于另一事项的建议","requests":[2]}]}`)
		if len(c.SplitInto) != 1 || len(c.Text.Requests) != 1 {
			t.Fatalf("the divided case: %+v", c.Text)
		}
		check(t, s, c.ID)
		check(t, s, c.SplitInto[0])
	})
}

func itoa(n int64) string { b, _ := json.Marshal(n); return string(b) }
