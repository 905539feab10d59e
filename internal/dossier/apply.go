package dossier

import (
	"encoding/json"
	"errors"
	"fmt"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// settleMost bounds the rows that run by themselves after one act: tables that undo each other would run in a circle.
const settleMost = 200

var errCircle = errors.New("dossier: rows that run by themselves never come to rest")

// allowed finds the row of a step, or says why there is none for this actor now.
func (k Sort[D]) allowed(d D, s Step) (flow.Rule[*X[D]], *X[D], error) {
	t, at, _, ok := k.place(d, s.Part)
	if !ok {
		return flow.Rule[*X[D]]{}, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	x := &X[D]{Doc: d, Part: s.Part, Actor: s.Actor, Cmd: s.Cmd, Env: s.Env}
	r, by, err := t.Pick(x, *at, k.relations(d, s.Actor, s.Part), s.Do)
	x.By = by
	return r, x, err
}

// Forbids tells whoever has no right to a step so, before anything is said of what the command holds.
func (k Sort[D]) Forbids(doc Doc, s Step) error {
	if d, ok := doc.(D); ok {
		if _, _, err := k.allowed(d, s); fault.Is(err, fault.Forbidden) {
			return err
		}
	}
	return nil
}

// Apply decides one step and what follows by itself, and seals the events. On a fault d must be thrown away.
func (k Sort[D]) Apply(doc Doc, s Step) ([]suggestion.Event, error) {
	d, ok := doc.(D)
	if !ok {
		return nil, fmt.Errorf("dossier %s: a document of another kind", k.Called)
	}
	e, err := k.step(d, s)
	if err != nil {
		return nil, err
	}
	rest, err := k.Settle(d, s.Env)
	return append([]suggestion.Event{e}, rest...), err
}

func (k Sort[D]) step(d D, s Step) (suggestion.Event, error) {
	r, x, err := k.allowed(d, s)
	if err != nil {
		return suggestion.Event{}, err
	}
	if err := r.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	payload, err := json.Marshal(s.Cmd)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("command of %s: %w", s.Do, err)
	}
	t, at, _, _ := k.place(d, s.Part)
	h, from := d.Top(), *at
	if h.State == "" && s.Part == 0 {
		h.BegunBy, h.BegunOn = s.Actor.Post.ID, s.Env.Today
		if !s.Actor.IsSystem() {
			h.Congress = s.Actor.Post.Congress // what the system begins was given its congress before
		}
	}
	r.Act.Run(x)
	_, at, version, _ := k.place(d, s.Part) // the list of parts may have grown and moved
	*at = r.Target(from)
	*version++
	h.Seq++
	e := suggestion.Event{
		Case: h.ID, Congress: h.Congress, Seq: h.Seq, Machine: t.Name, Part: s.Part, Action: s.Do, From: from, To: *at, By: x.By,
		Post: s.Actor.Post.ID, Person: s.Actor.Person.ID, Org: s.Actor.Post.Org, At: s.Env.At, On: s.Env.Today, Pack: s.Env.InForce,
		Calendar: s.Env.CalendarVersion(), Payload: payload, Why: s.Env.Why,
	}
	e.Seal(h.Chain)
	h.Chain = e.Hash
	return e, nil
}

// Settle runs the rows of time and completeness, parts before the dossier itself, until none applies.
func (k Sort[D]) Settle(doc Doc, env suggestion.Env) ([]suggestion.Event, error) {
	d, ok := doc.(D)
	if !ok {
		return nil, fmt.Errorf("dossier %s: a document of another kind", k.Called)
	}
	var out []suggestion.Event
	for range settleMost {
		s, found := k.auto(d, env)
		if !found {
			return out, nil
		}
		e, err := k.step(d, s)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return nil, errCircle
}

func (k Sort[D]) auto(d D, env suggestion.Env) (Step, bool) {
	try := func(part int) (Step, bool) {
		t, at, _, ok := k.place(d, part)
		if !ok {
			return Step{}, false
		}
		r, found := t.Auto(&X[D]{Doc: d, Part: part, By: flow.System, Env: env}, *at)
		if !found {
			return Step{}, false
		}
		return Step{Part: part, Do: r.Do, Cmd: r.Act.Command(), Env: env}, true
	}
	if p, ok := any(d).(Parted); ok {
		for _, q := range p.Parts {
			if s, found := try(q.No); found {
				return s, true
			}
		}
	}
	return try(0)
}

// Begins lists the actions by which an actor may begin a dossier of the kind.
func (k Sort[D]) Begins(a org.Actor, env suggestion.Env) []Offer {
	var out []Offer
	for _, o := range k.Offers(k.Fresh(0), a, env) {
		if o.Reason == "" {
			out = append(out, o)
		}
	}
	return out
}

// Offers lists what the actor may do with the dossier and its parts: what is possible first.
func (k Sort[D]) Offers(doc Doc, a org.Actor, env suggestion.Env) []Offer {
	d, ok := doc.(D)
	if !ok {
		return nil
	}
	var can, wait []Offer
	add := func(part int) {
		t, at, version, ok := k.place(d, part)
		if !ok {
			return
		}
		x := &X[D]{Doc: d, Part: part, Actor: a, Env: env}
		for _, o := range t.Offers(x, *at, k.relations(d, a, part)) {
			if o.Reason == flow.NotInState {
				continue // what belongs to another time would fill the page
			}
			cmd, _ := k.NewCommand(o.Do)
			offer := Offer{Offer: o, Machine: t.Name, Part: part, Version: *version, Needs: suggestion.Inputs(cmd)}
			if o.Reason == "" {
				can = append(can, offer)
			} else {
				wait = append(wait, offer)
			}
		}
	}
	if p, ok := any(d).(Parted); ok {
		for _, q := range p.Parts {
			add(q.No)
		}
	}
	add(0)
	return append(can, wait...)
}

// Replay folds a dossier's log and returns the dossier it tells of, or the first event that cannot be true. Relations are those that the log
// tells: who held which post then is not asked again.
func (k Sort[D]) Replay(id int64, log []suggestion.Event) (Doc, error) {
	d := k.New()
	d.Top().ID = id
	if len(log) > 0 {
		d.Top().Congress = log[0].Congress
	}
	for i := range log {
		e := &log[i]
		bad := func(why suggestion.Untrue) error { return &suggestion.BadEvent{Case: id, Seq: e.Seq, Why: why} }
		if e.Seq != i+1 || e.Prev != d.Top().Chain || !e.Intact() {
			return nil, bad(suggestion.Unchained)
		}
		cmd, ok := k.NewCommand(e.Action)
		if !ok || json.Unmarshal(e.Payload, cmd) != nil {
			return nil, bad(suggestion.Illegible)
		}
		got, err := k.told(d, e, cmd)
		if err != nil || got.Hash != e.Hash {
			return nil, bad(suggestion.NoRow)
		}
	}
	return d, nil
}

// told carries out what an event tells, in the relation that it names.
func (k Sort[D]) told(d D, e *suggestion.Event, cmd any) (suggestion.Event, error) {
	a := org.Actor{Person: org.Person{ID: e.Person}, Post: org.Post{ID: e.Post, Congress: e.Congress, Org: e.Org}}
	if e.By == flow.System {
		a = org.Actor{}
	}
	s := Step{Actor: a, Part: e.Part, Do: e.Action, Cmd: cmd, Env: suggestion.Env{At: e.At, Today: e.On, InForce: e.Pack, Version: e.Calendar, Why: e.Why}}
	return k.as(e.By).step(d, s)
}

// as is the kind with one settled relation for whoever acts.
func (k Sort[D]) as(by flow.Relation) Sort[D] {
	k.settled = by
	return k
}
