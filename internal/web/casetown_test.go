package web

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/blob"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// Posts of the small city in which the pages of a case are tried.
const (
	lead = iota + 101
	cosigner
	aide
	clerk
	clerk2
	head
	health
	healthHead
	finance
	water
)

// Bodies of the small city.
const (
	delegationOrg = iota + 11
	committeeOrg
	healthOrg
	financeOrg
	waterOrg
	congressOrg
)

// city is a store with people at their posts, a server before it, and a browser for each of them.
type city struct {
	t      *testing.T
	clock  *storetest.Clock
	desk   *desk.Desk
	base   string
	pages  http.Handler
	actors map[int64]org.Actor
	tokens map[int64]string
	door   *identity.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{t: t, clock: storetest.NewClock(), actors: map[int64]org.Actor{}, tokens: map[int64]string{}}
	st := storetest.Open(t, storetest.SQLiteURL(t), c.clock)
	c.desk = &desk.Desk{Store: st}
	id := identity.New(st, c.clock.Now)
	id.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	c.people(st)
	c.door = id
	c.accounts(id)
	files, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	s := &Server{Identity: id, Desk: c.desk, Registry: &registry.Registry{Store: st, Desk: c.desk}, Files: files, Uploads: &answer.Uploads{}, Log: slog.New(slog.DiscardHandler), Now: c.clock.Now, NewID: func() string { n++; return "key-" + strconv.Itoa(n) }}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	c.base, c.pages = srv.URL, h
	return c
}

func (c *city) people(st *store.Store) {
	posts := []struct {
		id, org int64
		role    org.Role
		name    string
	}{
		{lead, delegationOrg, org.Deputy, "陈知行"},
		{cosigner, delegationOrg, org.Deputy, "周明远"},
		{aide, delegationOrg, org.DelegationAide, "石小满"},
		{clerk, committeeOrg, org.CommitteeClerk, "李经办"},
		{clerk2, committeeOrg, org.CommitteeClerk, "赵经办"},
		{head, committeeOrg, org.CommitteeHead, "王主任"},
		{health, healthOrg, org.UnitClerk, "吴联络"},
		{healthHead, healthOrg, org.UnitHead, "郑局长"},
		{finance, financeOrg, org.UnitClerk, "冯联络"},
		{water, waterOrg, org.UnitClerk, "褚联络"},
	}
	err := st.Do(c.t.Context(), func(tx *store.Tx) error {
		ctx := c.t.Context()
		if err := tx.SaveCongress(ctx, org.Congress{ID: 1, Code: "city", Name: "邵衡市人大", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 21, Congress: 1, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: delegationOrg, Congress: 1, Kind: org.Delegation, Code: "d", Name: "第三代表团"},
			{ID: committeeOrg, Congress: 1, Kind: org.Committee, Code: "c", Name: "联工委"},
			{ID: healthOrg, Congress: 1, Kind: org.Department, Code: "h", Name: "邵衡市卫生健康委员会", ShortName: "市卫健委", Government: true},
			{ID: financeOrg, Congress: 1, Kind: org.Department, Code: "f", Name: "邵衡市财政局", ShortName: "市财政局", Government: true},
			{ID: waterOrg, Congress: 1, Kind: org.Department, Code: "w", Name: "邵衡市水利局", ShortName: "市水利局", Government: true},
		}); err != nil {
			return err
		}
		if err := tx.InsertCategories(ctx, []org.Category{
			{ID: 4, Congress: 1, Code: "wj", Name: "医疗卫生"}, {ID: 5, Congress: 1, Parent: 4, Code: "wj1", Name: "基层医疗"},
		}); err != nil {
			return err
		}
		for _, p := range posts {
			person := org.Person{ID: 1000 + p.id, Name: p.name}
			if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
				return err
			}
			post := org.Post{ID: p.id, Congress: 1, Org: p.org, Person: person.ID, Role: p.role, Mandate: org.Active, Title: "主任"}
			if err := tx.InsertPosts(ctx, []org.Post{post}); err != nil {
				return err
			}
			c.actors[p.id] = org.Actor{Person: person, Post: post}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// accounts gives everybody an account and opens a session for each.
func (c *city) accounts(id *identity.Service) {
	var list []identity.NewAccount
	for post, a := range c.actors {
		if c.tokens[post] != "" {
			continue
		}
		list = append(list, identity.NewAccount{Login: "post-" + strconv.FormatInt(post, 10), Person: a.Person.ID})
	}
	slips, err := id.CreateAccounts(c.t.Context(), identity.Program, list, identity.Origin{}, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, s := range slips {
		token, who, err := id.SignIn(c.t.Context(), s.Login, s.Password, identity.Origin{})
		if err == nil {
			token, who, err = id.ChangePassword(c.t.Context(), who, s.Password, "long enough 回音 "+s.Login[5:]+"x", identity.Origin{})
		}
		if err != nil {
			c.t.Fatal(err)
		}
		c.tokens[who.Actor.Post.ID] = token
	}
}

// as returns the browser of somebody at a post.
func (c *city) as(post int64) *browser {
	c.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	u, err := url.Parse(c.base)
	if err != nil {
		c.t.Fatal(err)
	}
	jar.SetCookies(u, []*http.Cookie{{Name: "huiyin", Value: c.tokens[post], Path: "/"}})
	return &browser{t: c.t, base: c.base, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// must does an act at the desk itself, to bring a case where a test begins.
func (c *city) must(post, id int64, part int, do flow.Action, body string) *suggestion.Case {
	c.t.Helper()
	cmd, _, ok := suggestion.NewCommand(do)
	if !ok {
		c.t.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		c.t.Fatal(err)
	}
	r, err := c.desk.Do(c.t.Context(), c.actors[post], id, desk.Request{Part: part, Do: do, Cmd: cmd})
	if err != nil {
		c.t.Fatalf("%s: %v", do, err)
	}
	return r.Case
}

const caseText = `{"title":"关于加快补齐乡镇卫生院短板的建议","situation":"全市乡镇卫生院设备陈旧。","analysis":"投入不足。","requests":["安排专项资金","充实人员","更新设备"],"origin":"visit","publish":"full"}`

func (c *city) submitted() *suggestion.Case {
	k := c.must(lead, 0, 0, "start_draft", caseText)
	return c.must(lead, k.ID, 0, "submit", `{}`)
}

func (c *city) reviewed() *suggestion.Case {
	return c.must(clerk, c.submitted().ID, 0, "start_review", `{}`)
}

func (c *city) pending(number string) *suggestion.Case {
	return c.must(clerk, c.reviewed().ID, 0, "accept", `{"number":"`+number+`","category":5}`)
}

func (c *city) assigned(number string) *suggestion.Case {
	id := c.pending(number).ID
	c.must(clerk, id, 0, "propose_units", `{"shares":[{"unit":13,"role":"lead"},{"unit":14,"role":"co"}]}`)
	return c.must(head, id, 0, "assign", `{"at_meeting":true}`)
}

func (c *city) handling(number string) *suggestion.Case {
	k := c.assigned(number)
	c.must(health, k.ID, k.Assignments[0].No, "sign_for", `{}`)
	return c.must(finance, k.ID, k.Assignments[1].No, "sign_for", `{}`)
}

func (c *city) ready(number string) *suggestion.Case {
	k := c.handling(number)
	a, co := k.Assignments[0].No, k.Assignments[1].No
	c.must(finance, k.ID, co, "give_opinion", `{"text":"同意安排资金。"}`)
	k = c.must(health, k.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某科长","rank":"section","text":"听取意见"}`)
	return c.must(lead, k.ID, k.Contacts[0].No, "confirm_contact", `{}`)
}

func (c *city) answered(number string) *suggestion.Case {
	return c.promising(number, `{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"}`)
}

// promising is a case whose reply makes these promises.
func (c *city) promising(number, promises string) *suggestion.Case {
	k := c.ready(number)
	k = c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[`+promises+`]}`)
	r := k.Replies[0].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	return c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕1号"}`)
}

// unhappy is a case whose deputy is not satisfied, and claimed one whose promise the unit says to have kept.
func (c *city) unhappy() *suggestion.Case {
	k := c.answered("0008")
	k = c.must(lead, k.ID, k.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有时间表"}`)
	return c.must(lead, k.ID, k.Evaluations[0].No, "finish_evaluation", `{}`)
}

func (c *city) claimed() *suggestion.Case {
	k := c.answered("0009")
	return c.must(health, k.ID, k.Commitments[0].No, "claim_done", `{"on":"2026-03-02","evidence":"验收单"}`)
}

// now reads a case as it stands.
func (c *city) now(id int64) *suggestion.Case {
	c.t.Helper()
	var k *suggestion.Case
	err := c.desk.Store.View(c.t.Context(), func(tx *store.Tx) (err error) {
		k, err = tx.ReadCase(c.t.Context(), id)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return k
}
