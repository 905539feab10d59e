package demo

import (
	"context"
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

// paper leads one dossier through its tables, act by act, each on its day.
type paper struct {
	b    *builder
	in   int64 // congress
	k    dossier.Kind
	doc  dossier.Doc
	log  []suggestion.Event
	day  calendar.Day
	at   int64
	dead bool
}

// file begins a dossier of a kind in the city's own congress, in a session.
func (b *builder) file(kind string, session int64) *paper {
	k, ok := docket.Kind(kind)
	if !ok {
		b.err = fmt.Errorf("demo: no kind of dossier is called %s", kind)
		return &paper{b: b, dead: true}
	}
	p := &paper{b: b, in: b.Home, k: k, doc: k.Fresh(b.id())}
	p.doc.Top().Session = session
	return p
}

// on moves to a day and never back. It reports whether the day has come; an act of a day to come is not done.
func (p *paper) on(d calendar.Day) bool {
	for !p.b.world.Calendar.Working(d) {
		d = d.AddDays(-1)
	}
	if d >= p.b.world.Today {
		p.dead = true
		return false
	}
	if d > p.day {
		p.day, p.at = d, d.Time().UnixMilli()+nine
	}
	return true
}

// ago moves to the working day n days before today.
func (p *paper) ago(n int) *paper {
	p.on(p.b.world.Today.AddDays(-n))
	return p
}

// do carries out one act of somebody, or of the system for post 0, on a part of the dossier.
func (p *paper) do(post int64, part int, do flow.Action, cmd any) *paper {
	if p.dead || p.b.err != nil {
		return p
	}
	p.at += 11 * minute
	actor := p.b.actors[post]
	if post == 0 {
		actor = org.Actor{}
		if p.doc.Top().State == "" {
			p.doc.Top().Congress = p.in
		}
	}
	w := walk{b: p.b, c: &suggestion.Case{}, congress: p.in, at: p.at}
	env, session := w.env(p.day)
	env.At = p.at
	var bad fault.Fields
	place := suggestion.Place{Dir: p.b, Actor: actor, Today: p.day, Session: session, Sessions: p.b.meetings[p.in]}
	if c, ok := cmd.(dossier.Completer); ok {
		c.Complete(place, env, &bad)
	}
	err := bad.Err()
	if err == nil {
		var events []suggestion.Event
		events, err = p.k.Apply(p.doc, dossier.Step{Actor: actor, Part: part, Do: do, Cmd: cmd, Env: env})
		p.log = append(p.log, events...)
	}
	if err != nil {
		p.b.err = fmt.Errorf("demo: %s of %s on %s: %w", do, p.k.Name(), p.day, err)
	}
	return p
}

// pass lets time act: a day has come that something waited for.
func (p *paper) pass() *paper {
	if p.dead || p.b.err != nil {
		return p
	}
	p.at += 11 * minute
	w := walk{b: p.b, c: &suggestion.Case{}, congress: p.b.Home, at: p.at}
	env, _ := w.env(p.day)
	env.At = p.at
	events, err := p.k.Settle(p.doc, env)
	p.log = append(p.log, events...)
	if err != nil {
		p.b.err = fmt.Errorf("demo: time on %s on %s: %w", p.k.Name(), p.day, err)
	}
	return p
}

// end files the dossier when anything was done on it, and returns its document.
func (p *paper) end() dossier.Doc {
	if p.doc != nil && p.doc.Top().Seq > 0 {
		p.b.Dossiers = append(p.b.Dossiers, store.NewDossier{Kind: p.k, Doc: p.doc, Events: p.log})
	}
	return p.doc
}

// also lets a case of the city go on: an act that a dossier causes.
func (b *builder) also(c *suggestion.Case, day calendar.Day, post int64, part int, do flow.Action, cmd any) {
	w := &walk{b: b, c: c, key: "shaoheng", congress: c.Congress}
	for _, e := range b.Events {
		if e.Case == c.ID {
			w.at = max(w.at, e.At)
			w.day = max(w.day, e.On)
		}
	}
	w.on(day)
	w.apply(b.actors[post], part, do, cmd)
	b.Events = append(b.Events, w.log...)
}

// pick finds up to n cases of a session for which ok holds, in the order of the city.
func (b *builder) pick(session int64, n int, ok func(c *suggestion.Case) bool) []*suggestion.Case {
	var out []*suggestion.Case
	for _, c := range b.Cases {
		if len(out) < n && c.Session == session && c.Congress == b.Home && ok(c) {
			out = append(out, c)
		}
	}
	return out
}

// role returns the post of a role's demonstration account.
func (b *builder) role(r org.Role) int64 {
	for _, a := range b.Accounts {
		if a.Role == r {
			return a.Post
		}
	}
	return 0
}

// saveDossiers writes the city's dossiers.
func (c *City) saveDossiers(ctx context.Context, tx *store.Tx) error {
	if err := tx.InsertDossiers(ctx, c.Dossiers); err != nil {
		return err
	}
	for _, d := range c.Dossiers {
		if r, ok := d.Doc.(*survey.Round); ok {
			if err := tx.AddSurveyLinks(ctx, r.ID, r.Links); err != nil {
				return err
			}
		}
	}
	return tx.InsertScoreBundles(ctx, c.Bundles...)
}
