package suggestion

import (
	"encoding/json"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
)

// town is a small invented directory for walking cases through their tables.
type town struct {
	orgs  map[int64]org.Org
	posts map[int64]org.Actor
}

func (t town) Org(id int64) (org.Org, bool) { o, ok := t.orgs[id]; return o, ok }
func (t town) Category(id int64) (org.Category, bool) {
	return org.Category{ID: id, Congress: 1}, id == 5
}

func (t town) Actor(p int64) (org.Actor, bool) { a, ok := t.posts[p]; return a, ok }

const (
	pLead = iota + 1
	pCosigner
	pCounty
	pClerk
	pHead
	pHealth
	pHealthHead
	pFinance
	pWater
	pGov
	pWaterHead
)

func smallTown() town {
	t := town{orgs: map[int64]org.Org{}, posts: map[int64]org.Actor{}}
	kinds := []org.Kind{"", org.Delegation, org.CountyCongress, org.Committee, org.Department, org.Department, org.Department, org.GovernmentOffice}
	for i, k := range kinds {
		t.orgs[int64(i)] = org.Org{ID: int64(i), Congress: 1, Kind: k, Government: k == org.Department || k == org.GovernmentOffice}
	}
	add := func(post int64, role org.Role, o int64) {
		t.posts[post] = org.Actor{
			Person: org.Person{ID: 100 + post},
			Post:   org.Post{ID: post, Congress: 1, Org: o, Person: 100 + post, Role: role, Mandate: org.Active, County: 2},
			Org:    t.orgs[o],
		}
	}
	add(pLead, org.Deputy, 1)
	add(pCosigner, org.Deputy, 1)
	add(pCounty, org.CountyClerk, 2)
	add(pClerk, org.CommitteeClerk, 3)
	add(pHead, org.CommitteeHead, 3)
	add(pHealth, org.UnitClerk, 4)
	add(pHealthHead, org.UnitHead, 4)
	add(pFinance, org.UnitClerk, 5)
	add(pWater, org.UnitClerk, 6)
	add(pWaterHead, org.UnitHead, 6)
	add(pGov, org.GovOffice, 7)
	return t
}

type walk struct {
	t   *testing.T
	c   *Case
	log []Event
	day calendar.Day
	dir town
}

func (w *walk) env() Env {
	cal := calendar.Shipped()
	return Env{At: 1, Today: w.day, Calendar: cal, Packs: rule.Shipped(), InForce: PackRef{"hunan-city", 1}, Opens: "2026-01-12", Closes: "2026-01-16"}
}

func (w *walk) do(post int64, part int, do flow.Action, body string) error {
	w.t.Helper()
	cmd, _, ok := NewCommand(do)
	if !ok {
		w.t.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		w.t.Fatal(err)
	}
	a := w.dir.posts[post]
	p := Place{Dir: w.dir, Actor: a, Today: w.day, Session: org.Session{ID: 9, Opens: "2026-01-12", Closes: "2026-01-16"}}
	raw, _ := json.Marshal(w.c)
	next := &Case{}
	_ = json.Unmarshal(raw, next)
	if err := Complete(cmd, next, p); err != nil {
		return err
	}
	ev, err := Apply(next, Step{Actor: a, Part: part, Do: do, Cmd: cmd, Env: w.env()})
	if err != nil {
		return err
	}
	w.c = next
	w.log = append(w.log, ev...)
	return nil
}

func (w *walk) must(post int64, part int, do flow.Action, body string) {
	w.t.Helper()
	if err := w.do(post, part, do, body); err != nil {
		w.t.Fatalf("%s on %d: %v (case %s)", do, part, err, w.c.State)
	}
}

func (w *walk) part(machine string) int {
	no := 0
	for m, h := range w.c.heads {
		if m == machine {
			no = h.No
		}
	}
	return no
}

const draftBody = `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`

// toHandling walks a case to the hands of a lead unit and a co-handler.
func toHandling(t *testing.T) *walk {
	w := &walk{t: t, c: &Case{ID: 7}, day: "2026-01-13", dir: smallTown()}
	w.must(pLead, 0, "start_draft", draftBody)
	w.must(pLead, 0, "invite", `{"deputies":[2]}`)
	w.must(pCosigner, w.part("signature"), "confirm", `{}`)
	w.must(pLead, 0, "submit", `{}`)
	w.must(pCounty, 0, "pass_check", `{}`)
	w.must(pClerk, 0, "accept", `{"number":"0012","category":5}`)
	w.must(pClerk, 0, "propose_units", `{"shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}]}`)
	w.day = "2026-02-03"
	w.must(pHead, 0, "assign", `{"at_meeting":true}`)
	w.must(pHealth, w.c.Assignments[0].No, "sign_for", `{}`)
	w.must(pFinance, w.c.Assignments[1].No, "sign_for", `{}`)
	return w
}

// reply walks the lead unit's answer of the present round to the deputy.
func (w *walk) reply(class, promises string) {
	w.t.Helper()
	a := w.c.Assignments[0].No
	w.must(pHealth, a, "draft_reply", `{"answers":["答一","答二"],"class":"`+class+`","contact":"某科","phone":"0000","publish":"full","promises":`+promises+`}`)
	r := w.part("reply")
	w.must(pHealth, r, "send_for_review", `{}`)
	w.must(pHealthHead, r, "approve_reply", `{}`)
	w.must(pHealthHead, r, "issue", `{"number":"某函〔2026〕1号"}`)
}

func TestACaseWalksFromDraftToAKeptPromise(t *testing.T) {
	w := toHandling(t)
	a := w.c.Assignments[0].No
	if due := w.c.Clock(rule.Reply, a).Due; due != "2026-05-06" {
		t.Errorf("reply due %s, want 2026-05-06", due)
	}
	w.must(pHealth, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-02-03","who":"某科长","rank":"section","text":"听取意见"}`)
	w.must(pFinance, w.c.Assignments[1].No, "give_opinion", `{"text":"同意安排资金"}`)
	w.day = "2026-03-02"
	w.reply("B", `[{"words":"年内建成","result":"建成投用","due":"2026-10-30"}]`)
	if w.c.State != Replied {
		t.Fatalf("state %s, want replied", w.c.State)
	}
	w.must(pLead, a, "evaluate", `{"attitude":"satisfied","result":"basically"}`)
	w.must(pLead, w.part("evaluation"), "finish_evaluation", `{}`)
	if w.c.State != FollowUp {
		t.Fatalf("state %s, want follow_up", w.c.State)
	}
	k := w.part("commitment")
	w.must(pHealth, k, "claim_done", `{"on":"2026-03-02","evidence":"已验收"}`)
	w.must(pLead, k, "rate_fulfilment", `{"rating":"satisfied"}`)
	w.must(pClerk, k, "verify_fulfilment", `{}`)
	if w.c.State != Closed {
		t.Fatalf("state %s, want closed", w.c.State)
	}
	back, err := Replay(7, w.log, World{Packs: rule.Shipped(), Calendar: func(string) (*calendar.Calendar, bool) { return calendar.Shipped(), true }})
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(back)
	want, _ := json.Marshal(w.c)
	if string(got) != string(want) {
		t.Errorf("replay differs:\n%s\n%s", got, want)
	}
}

func TestDissatisfactionLeadsToRoundsWithoutLimitAndEscalatesAtTheSecond(t *testing.T) {
	w := toHandling(t)
	a := w.c.Assignments[0].No
	w.must(pHealth, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-02-03","who":"某","rank":"section","text":"听取意见"}`)
	w.must(pFinance, w.c.Assignments[1].No, "give_opinion", `{"text":"同意"}`)
	for round := 1; round <= 4; round++ {
		w.reply("A", `[]`)
		w.must(pLead, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}`)
		w.must(pLead, w.part("evaluation"), "finish_evaluation", `{}`)
		if w.c.Escalated != (round >= 2) {
			t.Errorf("round %d: escalated %v", round, w.c.Escalated)
		}
		if round >= 2 {
			w.must(pClerk, a, "hold_meeting", `{"text":"专家意见"}`)
		}
		w.must(pHead, a, "redo", `{"decision":"重新办理"}`)
		if w.c.State != Redoing || w.c.Assignment(a).Round != round+1 {
			t.Fatalf("round %d: %s %d", round, w.c.State, w.c.Assignment(a).Round)
		}
	}
}

func TestOnlyTheAssigningBodyReassigns(t *testing.T) {
	w := toHandling(t)
	a := w.c.Assignments[0].No
	w.must(pHealth, a, "object", `{"reason":"不属我单位职能","proposes":6}`)
	o := w.part("objection")
	if err := w.do(pWater, o, "grant_objection", `{"unit":6,"decision":"改办"}`); err == nil {
		t.Error("a unit granted an objection")
	}
	w.must(pClerk, o, "grant_objection", `{"unit":6,"decision":"改办"}`)
	if w.c.PingPong != 1 || w.c.Assignment(a).State != Reassigned || w.c.LeadUnit() != 6 {
		t.Errorf("after re-assignment: %d %s %d", w.c.PingPong, w.c.Assignment(a).State, w.c.LeadUnit())
	}
}
