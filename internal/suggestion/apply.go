package suggestion

import (
	"encoding/json"
	"fmt"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
)

// Step is what somebody asks for: an action on a part of a case, with its command.
type Step struct {
	Actor org.Actor
	Part  int
	Do    flow.Action
	Cmd   any // of the shape that NewCommand gives for the action
	Env   Env
}

// settleMost bounds how many rows may run by themselves after one act. Reaching it means that the tables run in a circle.
const settleMost = 200

// Apply decides a step. It changes c in place and returns the events: what time has brought about meanwhile, so that nobody
// is a day late because nothing ran at midnight; the act itself; then every row that completeness or time runs because of it. On a fault c must be thrown away.
func Apply(c *Case, s Step) ([]Event, error) {
	t, ok := machineOf(s.Do)
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.no_such_action")
	}
	before, err := Settle(c, s.Env)
	if err != nil {
		return nil, err
	}
	at, err := c.stateOf(t.Name, s.Part)
	if err != nil {
		return nil, err
	}
	x := &X{Case: c, Part: s.Part, Actor: s.Actor, Cmd: s.Cmd, Env: s.Env}
	if c.State == "" && c.Congress == 0 {
		c.Congress = s.Actor.Post.Congress
	}
	first, err := x.run(t, s.Do, at, relations(s.Actor, c, s.Part))
	if err != nil {
		return nil, err
	}
	after, err := Settle(c, s.Env)
	return append(append(before, first), after...), err
}

// Allowed decides only whether the step is possible now and belongs to the actor: doors' input is completed and checked
// after that, so that a stranger to an action learns nothing from complaints about its fields.
func Allowed(c *Case, s Step) error {
	t, ok := machineOf(s.Do)
	if !ok {
		return fault.New(fault.NotFound, "fault.no_such_action")
	}
	at, err := c.stateOf(t.Name, s.Part)
	if err != nil {
		return err
	}
	rs := relations(s.Actor, c, s.Part)
	x := &X{Case: c, Part: s.Part, Actor: s.Actor, By: rs[0], Cmd: s.Cmd, Env: s.Env}
	_, _, err = t.Pick(x, at, rs, s.Do)
	return err
}

// relations adds to what the actor is to the case what a new case makes of them.
func relations(a org.Actor, c *Case, part int) []flow.Relation {
	if c.State == "" && c.Congress == 0 {
		fresh := *c
		fresh.Congress = a.Post.Congress // what does not exist yet begins in the congress of whoever begins it
		c = &fresh
	}
	rs := RelationsOf(a, c, part)
	if c.State == "" && a.Post.Role == org.Deputy {
		rs = append(rs, Proposer)
	}
	if c.State == "" && a.Post.Role == org.DelegationAide {
		rs = append(rs, Aide)
	}
	return rs
}

func (c *Case) stateOf(machine string, part int) (flow.State, error) {
	m, h, ok := c.Part(part)
	if !ok || m != machine {
		return "", fault.New(fault.NotFound, "fault.no_such_part")
	}
	return h.State, nil
}

func (x *X) run(t flow.Table[*X], do flow.Action, at flow.State, rs []flow.Relation) (Event, error) {
	x.By = rs[0] // guards that ask who acts see the closest relation
	r, by, err := t.Pick(x, at, rs, do)
	if err != nil {
		return Event{}, err
	}
	x.By = by
	if x.conflicted() {
		return Event{}, fault.New(fault.Forbidden, "fault.conflict_of_interest")
	}
	if err := r.Act.Check(x); err != nil {
		return Event{}, err
	}
	return x.commit(t, r, at)
}

// conflicted reports whether the actor has already acted on the case for another side.
func (x *X) conflicted() bool {
	s, was := side(x), x.Sides[x.Actor.Person.ID]
	return s != "" && was != "" && was != s
}

// commit carries a chosen row out and seals its event.
func (x *X) commit(t flow.Table[*X], r flow.Rule[*X], at flow.State) (Event, error) {
	payload, err := json.Marshal(x.Cmd)
	if err != nil {
		return Event{}, fmt.Errorf("command of %s: %w", r.Do, err)
	}
	_, h, _ := x.Case.Part(x.Part)
	r.Act.Run(x)
	to := r.Target(at)
	h.State = to
	if !r.Still {
		h.Version++
	}
	if s := side(x); s != "" {
		if x.Sides == nil {
			x.Sides = map[int64]string{}
		}
		x.Sides[x.Actor.Person.ID] = s
	}
	x.Seq++
	e := Event{
		Case: x.ID, Congress: x.Congress, Seq: x.Seq, Machine: t.Name, Part: x.Part, Action: r.Do, From: at, To: to, By: x.By,
		Post: x.Actor.Post.ID, Person: x.Actor.Person.ID, Org: x.Actor.Post.Org, At: x.Env.At, On: x.Env.Today,
		Pack: x.Env.InForce, Calendar: x.Env.CalendarVersion(), Opens: x.Env.Opens, Closes: x.Env.Closes, Why: x.Env.Why, Payload: payload,
	}
	e.Seal(x.Chain)
	x.Chain = e.Hash
	return e, nil
}

// Settle runs every row that time or completeness allows on this day, until nothing moves.
func Settle(c *Case, env Env) ([]Event, error) {
	var out []Event
	for range settleMost {
		e, moved, err := settleOne(c, env)
		if err != nil || !moved {
			return out, err
		}
		out = append(out, e)
	}
	return nil, fmt.Errorf("case %d: tables run in a circle", c.ID)
}

func settleOne(c *Case, env Env) (Event, bool, error) {
	x := &X{Case: c, By: flow.System, Env: env}
	for m, h := range c.heads {
		if e, moved, err := x.settle(m, h); moved || err != nil {
			return e, moved, err
		}
	}
	return x.settle("case", &c.Head)
}

// settle runs the row of a part that time or completeness allows now.
func (x *X) settle(machine string, h *Head) (Event, bool, error) {
	t, _ := Machine(machine)
	x.Part = h.No
	r, ok := t.Auto(x, h.State)
	if !ok {
		return Event{}, false, nil
	}
	x.Cmd = r.Act.Command()
	e, err := x.commit(t, r, h.State)
	return e, true, err
}
