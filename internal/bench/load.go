package main

import (
	"context"
	"fmt"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// The shape of an installation: 500 cases a session on average, ten sessions a congress, sizes skewed as in life.
const (
	perSession = 500
	sessions   = 10
	units      = 60
	deputies   = 120
	password   = "bench password 1"
)

// loader fills an empty installation with generated cases.
type loader struct {
	ctx   context.Context
	store *store.Store
	env   suggestion.Env
	next  int64
	hash  string
	made  int
}

// town is one congress with everybody whom its cases need.
type town struct {
	id                               int64
	sessions                         []org.Session
	units, deputies                  []int64
	clerk, head, unitClerk, unitHead org.Actor
}

func (l *loader) id() int64 { l.next++; return l.next }

// load makes n cases in as many congresses as that takes and returns the number of congresses.
func (l *loader) load(n int) (int, error) {
	congresses := max(1, n/(perSession*sessions))
	for i := range congresses {
		t, err := l.town(i)
		if err != nil {
			return 0, err
		}
		// weights 0.4 … 1.6 around the average: some congresses are four times as large as others
		share := n / congresses
		weight := 40 + (i*37)%121
		size := share * weight / 100
		if i == congresses-1 || i == 0 {
			size = share
		}
		if err := l.cases(t, size); err != nil {
			return 0, err
		}
	}
	if err := l.read(); err != nil {
		return 0, err
	}
	return congresses, l.store.Analyze(l.ctx)
}

// read reads the texts for those who look for similar ones, as the job of a running program would bit by bit.
func (l *loader) read() error {
	begun := time.Now()
	n, err := similar.Read(l.ctx, l.store, time.Hour)
	if err == nil {
		fmt.Printf("\nTexts read for similar suggestions: %d in %.0f s.\n", n, time.Since(begun).Seconds())
	}
	return err
}

func (l *loader) town(i int) (*town, error) {
	t := &town{id: l.id()}
	g := org.Congress{ID: t.id, Code: fmt.Sprintf("bench%d", i), Name: fmt.Sprintf("Bench %d", i), Level: org.City, Pack: "hunan-city"}
	var orgs []org.Org
	var people []org.Person
	var posts []org.Post
	var accounts []store.Account
	newOrg := func(kind org.Kind) int64 {
		id := l.id()
		orgs = append(orgs, org.Org{ID: id, Congress: t.id, Kind: kind, Code: fmt.Sprint(id), Name: fmt.Sprintf("Body %d", id), Government: kind == org.Department})
		return id
	}
	newPost := func(role org.Role, o int64, login string) org.Actor {
		p := org.Person{ID: l.id(), Name: fmt.Sprintf("Person %d", l.next)}
		post := org.Post{ID: l.id(), Congress: t.id, Org: o, Person: p.ID, Role: role, Mandate: org.Active}
		people, posts = append(people, p), append(posts, post)
		if login != "" {
			accounts = append(accounts, store.Account{ID: l.id(), Login: login, Person: p.ID, Password: l.hash, Created: 1, Changed: 1})
		}
		return org.Actor{Person: p, Post: post}
	}
	committee := newOrg(org.Committee)
	t.clerk, t.head = newPost(org.CommitteeClerk, committee, fmt.Sprintf("committee%d", i)), newPost(org.CommitteeHead, committee, "")
	for k := range units {
		u := newOrg(org.Department)
		t.units = append(t.units, u)
		if k == 0 {
			t.unitClerk, t.unitHead = newPost(org.UnitClerk, u, fmt.Sprintf("unit%d", i)), newPost(org.UnitHead, u, "")
		}
	}
	delegation := newOrg(org.Delegation)
	for k := range deputies {
		login := ""
		if k == 0 {
			login = fmt.Sprintf("deputy%d", i)
		}
		t.deputies = append(t.deputies, newPost(org.Deputy, delegation, login).Post.ID)
	}
	for y := range sessions {
		year := 2026 - sessions + 1 + y
		t.sessions = append(t.sessions, org.Session{
			ID: l.id(), Congress: t.id, Term: 5, Number: y + 1, Year: year,
			Opens: calendar.Day(fmt.Sprintf("%d-01-10", year)), Closes: calendar.Day(fmt.Sprintf("%d-01-14", year)),
		})
	}
	return t, l.store.Do(l.ctx, func(tx *store.Tx) error {
		if err := registry.Enter(l.ctx, tx, org.Actor{}, roster.Rows{Congresses: []org.Congress{g}, Sessions: t.sessions, Orgs: orgs, People: people, Posts: posts}); err != nil {
			return err
		}
		return tx.InsertAccounts(l.ctx, store.SecurityEntry{Action: identity.AccountMade}, accounts)
	})
}

// cases makes a congress's cases: nine finished years, and the present one in every stage of handling.
func (l *loader) cases(t *town, n int) error {
	var batch []*suggestion.Case
	var events []suggestion.Event
	save := func() error {
		err := l.store.Do(l.ctx, func(tx *store.Tx) error { return tx.InsertCases(l.ctx, batch, events) })
		batch, events = nil, nil
		return err
	}
	for i := range n {
		c := &suggestion.Case{ID: l.id()}
		s := t.sessions[i*sessions/n]
		var ev []suggestion.Event
		var err error
		if s.Year < 2026 {
			ev, err = l.past(t, c, s, i)
		} else {
			ev, err = l.present(t, c, s, i)
		}
		if err != nil {
			return err
		}
		batch, events = append(batch, c), append(events, ev...)
		l.made++
		if len(batch) == 1000 {
			if err := save(); err != nil {
				return err
			}
		}
	}
	return save()
}

func (l *loader) text(i int) suggestion.Text {
	w := words.Case(1, i, "2026-01-12")
	return suggestion.Text{Title: w.Title, Situation: w.Situation, Analysis: w.Analysis, Requests: w.Requests}
}

func (l *loader) facts(t *town, s org.Session, i int) suggestion.Facts {
	lead := t.deputies[i%len(t.deputies)]
	return suggestion.Facts{Session: s.ID, Lead: lead, LeadPerson: lead - 1, Stream: suggestion.InSession}
}

func (l *loader) past(t *town, c *suggestion.Case, s org.Session, i int) ([]suggestion.Event, error) {
	day := func(md string) calendar.Day { return calendar.Day(fmt.Sprintf("%d-%s", s.Year, md)) }
	r := words.ReplyText(1, i, words.Ask{Outcome: words.Solved, Round: 1, On: day("04-20")})
	h := &suggestion.RecordHistory{
		Number: fmt.Sprintf("%04d", i), Kind: suggestion.Single, Text: l.text(i), Submitted: day("01-12"), Accepted: day("01-13"),
		Assigned: day("02-10"), Closed: day("05-20"),
	}
	h.Facts = l.facts(t, s, i)
	share := suggestion.PastShare{
		Share:      suggestion.Share{Unit: t.units[i%units], Role: suggestion.Sole, Government: true},
		AssignedOn: day("02-10"), SignedOn: day("02-11"), RepliedOn: day("04-20"), Class: []string{"A", "B", "B", "C"}[i%4],
		Attitude: suggestion.Satisfied, Result: []suggestion.Rating{suggestion.Satisfied, suggestion.Basically}[i%2], RatedOn: day("04-28"),
	}
	for _, p := range r.Parts {
		share.Reply += p + "\n"
	}
	h.Shares = []suggestion.PastShare{share}
	return l.step(c, t.clerk, "2026-01-05", 0, "record_history", h)
}

func (l *loader) step(c *suggestion.Case, a org.Actor, on calendar.Day, part int, do flow.Action, cmd any) ([]suggestion.Event, error) {
	env := l.env
	env.Today = on
	return suggestion.Apply(c, suggestion.Step{Actor: a, Part: part, Do: do, Cmd: cmd, Env: env})
}

// present walks a case of the present year as far as its number says: 8 % not yet handed over, 40 % in the units' hands,
// the rest answered and rated.
func (l *loader) present(t *town, c *suggestion.Case, s org.Session, i int) ([]suggestion.Event, error) {
	unit := t.units[i%units]
	clerk := org.Actor{Person: t.unitClerk.Person, Post: t.unitClerk.Post}
	clerk.Post.Org = unit
	head := t.unitHead
	head.Post.Org = unit
	deputy := org.Actor{Post: org.Post{ID: t.deputies[i%len(t.deputies)], Congress: t.id, Role: org.Deputy, Mandate: org.Active}}
	deputy.Person.ID = deputy.Post.ID - 1
	w := l.text(i)
	draft := &suggestion.StartDraft{WriteText: suggestion.WriteText{Title: w.Title, Situation: w.Situation, Analysis: w.Analysis, Requests: w.Requests, Origin: "research", Publish: "full"}}
	draft.Facts = l.facts(t, s, i)
	type act struct {
		a    org.Actor
		on   calendar.Day
		part int
		do   flow.Action
		cmd  any
	}
	r := words.ReplyText(1, i, words.Ask{Outcome: words.Solved, Round: 1, On: "2026-04-20"})
	steps := []act{
		{deputy, "2026-01-12", 0, "start_draft", draft},
		{deputy, "2026-01-12", 0, "submit", &suggestion.Submit{Session: s.ID, Stream: suggestion.InSession}},
		{t.clerk, "2026-01-13", 0, "start_review", &suggestion.Nothing{}},
		{t.clerk, "2026-01-13", 0, "accept", &suggestion.Accept{Number: fmt.Sprintf("%04d", i), Category: 1}},
		{t.clerk, "2026-01-14", 0, "propose_units", &suggestion.ProposeUnits{Shares: []suggestion.Share{{Unit: unit, Role: suggestion.Sole, Government: true}}}},
		{t.head, "2026-02-10", 0, "assign", &suggestion.Handover{AtMeeting: true}},
		{clerk, "2026-02-11", 1, "sign_for", &suggestion.Nothing{}},
		{clerk, "2026-02-20", 1, "note_contact", &suggestion.NoteContact{Phase: "before", Way: "visit", On: "2026-02-20", Who: "A", Rank: "section", Text: w.Title}},
		{clerk, "2026-04-10", 1, "draft_reply", &suggestion.WriteReply{Answers: r.Parts, Class: "A", Contact: "A", Phone: "0", Publish: "full"}},
		{clerk, "2026-04-11", 3, "send_for_review", &suggestion.Nothing{}},
		{head, "2026-04-12", 3, "approve_reply", &suggestion.Note{}},
		{head, "2026-04-13", 3, "issue", &suggestion.SignReply{Number: "1"}},
		{deputy, "2026-04-15", 1, "evaluate", &suggestion.Evaluate{Attitude: suggestion.Satisfied, Result: suggestion.Basically}},
		{deputy, "2026-04-15", 1_000_001, "finish_evaluation", &suggestion.Nothing{}},
	}
	stop := len(steps)
	switch {
	case i%100 < 8:
		stop = 4
	case i%100 < 48:
		stop = 8
	case i%100 < 60:
		stop = 12
	}
	var out []suggestion.Event
	for _, st := range steps[:stop] {
		ev, err := l.step(c, st.a, st.on, st.part, st.do, st.cmd)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", st.do, err)
		}
		out = append(out, ev...)
	}
	return out, nil
}

// newLoader prepares a loader for an empty installation.
func newLoader(ctx context.Context, s *store.Store) (*loader, error) {
	hash, err := identity.New(s, time.Now).Hash(ctx, password)
	if err != nil {
		return nil, err
	}
	pack, _ := s.Packs().Latest("hunan-city")
	return &loader{
		ctx: ctx, store: s, next: 1 << 40, hash: hash,
		env: suggestion.Env{At: 1772413200000, Calendar: s.Calendar(), Packs: s.Packs(), InForce: suggestion.PackRef{ID: pack.ID, Version: pack.Version}, Opens: "2026-01-10", Closes: "2026-01-14"},
	}, nil
}
