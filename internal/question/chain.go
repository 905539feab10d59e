package question

import (
	"encoding/json"
	"fmt"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Doc is what sheets and reviews have in common: who they belong to, where they stand, and the end of their chain of events.
type Doc struct {
	ID       int64      `json:"id"`
	Congress int64      `json:"congress"`
	State    flow.State `json:"state"`
	Version  int        `json:"v"`
	Seq      int        `json:"seq"`
	Chain    string     `json:"chain"`
}

// step is what a table needs of a thing under decision.
type step interface {
	doc() *Doc
	take(by flow.Relation)
}

type checker[X any] interface{ check(x X, f *fault.Fields) }

// act makes an effect from the function that carries it out.
func act[X interface{ cmd() any }, C any](run func(x X, c *C)) flow.Effect[X] {
	return flow.Effect[X]{
		Command: func() any { return new(C) },
		Check: func(x X) error {
			if err := suggestion.CheckShape(x.cmd()); err != nil {
				return err
			}
			var f fault.Fields
			if c, ok := x.cmd().(checker[X]); ok {
				c.check(x, &f)
			}
			return f.Err()
		},
		Run: func(x X) {
			if c, ok := x.cmd().(*C); ok {
				run(x, c)
			}
		},
	}
}

// apply decides one step by a table and seals its event.
func apply[X step](t flow.Table[X], x X, a org.Actor, rs []flow.Relation, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	d := x.doc()
	at := d.State
	x.take(rs[0])
	r, by, err := t.Pick(x, at, rs, do)
	if err != nil {
		return suggestion.Event{}, err
	}
	x.take(by)
	if err := r.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	payload, err := json.Marshal(cmd)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("command of %s: %w", do, err)
	}
	r.Act.Run(x)
	d.State = r.Target(at)
	d.Version++
	d.Seq++
	e := suggestion.Event{
		Case: d.ID, Congress: d.Congress, Seq: d.Seq, Machine: t.Name, Action: do, From: at, To: d.State, By: by,
		Post: a.Post.ID, Person: a.Person.ID, Org: a.Post.Org, At: env.At, On: env.Today, Pack: env.InForce,
		Calendar: env.CalendarVersion(), Payload: payload,
	}
	e.Seal(d.Chain)
	d.Chain = e.Hash
	return e, nil
}

// replay folds a log; again carries out one event and returns what it gave.
func replay(d *Doc, log []suggestion.Event, again func(a org.Actor, by flow.Relation, do flow.Action, payload []byte, env suggestion.Env) (suggestion.Event, bool)) error {
	for i := range log {
		e := &log[i]
		bad := func(why string) error { return &suggestion.BadEvent{Case: d.ID, Seq: e.Seq, Why: why} }
		if e.Seq != i+1 || e.Prev != d.Chain || !e.Intact() {
			return bad("chain")
		}
		a := org.Actor{Person: org.Person{ID: e.Person}, Post: org.Post{ID: e.Post, Congress: e.Congress, Org: e.Org, Person: e.Person}}
		got, ok := again(a, e.By, e.Action, e.Payload, suggestion.Env{At: e.At, Today: e.On, InForce: e.Pack, Version: e.Calendar})
		if !ok || got.Hash != e.Hash {
			return bad("row")
		}
	}
	return nil
}

// command returns a fresh command of an action of a table; false when there is none.
func command[X any](t flow.Table[X], do flow.Action) (any, bool) {
	for _, r := range t.Rules {
		if r.Do == do {
			return r.Act.Command(), true
		}
	}
	return nil, false
}

func transitions[X any](t flow.Table[X]) []suggestion.Transition {
	var out []suggestion.Transition
	for _, r := range t.Rules {
		for _, from := range r.From {
			out = append(out, suggestion.Transition{Machine: t.Name, From: from, Do: r.Do, To: r.Target(from)})
		}
	}
	return out
}
