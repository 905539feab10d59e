package suggestion

import (
	"encoding/json"
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
)

// World gives a replay the packs and calendars of the time.
type World struct {
	Packs    *rule.Book
	Calendar func(version string) (*calendar.Calendar, bool)
}

// Untrue is a way in which an event cannot be true. Each has its sentence, verify.why.<untrue>.
type Untrue string

// The closed set of them.
const (
	NotThere  Untrue = "missing"  // its number does not follow the one before
	Unchained Untrue = "chain"    // its link is not the hash of the one before
	Altered   Untrue = "contents" // it is not what its own hash says
	Illegible Untrue = "payload"  // its machine, action, calendar or payload is not one the program knows
	Elsewhere Untrue = "from"     // it starts from another state than the one reached
	NoRow     Untrue = "step"     // no row of the tables allows it
	Otherwise Untrue = "outcome"  // the tables make something else of it
)

// BadEvent says which event of a log is the first that cannot be true.
type BadEvent struct {
	Case   int64
	Seq    int
	Why    Untrue
	Detail string // the technical cause, for whoever maintains the program; never a sentence
}

func (b *BadEvent) Error() string {
	return fmt.Sprintf("case %d, event %d: %s (%s)", b.Case, b.Seq, b.Why, b.Detail)
}

// Replay folds a log through the tables and returns the case that it tells of. The first event that breaks the chain, was
// changed, is not a row of a table, or starts from another state than the one reached, ends it with a *BadEvent.
func Replay(id int64, log []Event, w World) (*Case, error) {
	c := &Case{ID: id}
	prev := ""
	for i := range log {
		e := &log[i]
		bad := func(why Untrue) error { return &BadEvent{Case: id, Seq: e.Seq, Why: why} }
		switch {
		case e.Seq != i+1 || e.Case != id:
			return nil, &BadEvent{Case: id, Seq: i + 1, Why: NotThere}
		case e.Prev != prev:
			return nil, bad(Unchained)
		case !e.Intact():
			return nil, bad(Altered)
		}
		prev = e.Hash
		if why, err := c.redo(e, w); err != nil {
			return nil, &BadEvent{Case: id, Seq: e.Seq, Why: why, Detail: err.Error()}
		}
	}
	return c, nil
}

// Retell is Replay for a log that somebody may have made up: what no table foresees may break an effect, and is then an error as well.
func Retell(id int64, log []Event, w World) (c *Case, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cannot be carried out: %v", r)
		}
	}()
	return Replay(id, log, w)
}

// redo applies one logged event: the row must exist, its conditions must hold, and it must lead where the log says.
func (c *Case) redo(e *Event, w World) (Untrue, error) {
	t, ok := Machine(e.Machine)
	if !ok {
		return Illegible, fmt.Errorf("machine %q", e.Machine)
	}
	cal, ok := w.Calendar(e.Calendar)
	if !ok {
		return Illegible, fmt.Errorf("calendar %q", e.Calendar)
	}
	cmd, _, ok := NewCommand(e.Action)
	if !ok {
		return Illegible, fmt.Errorf("action %q", e.Action)
	}
	if err := json.Unmarshal(e.Payload, cmd); err != nil {
		return Illegible, err
	}
	if c.State == "" {
		c.Congress = e.Congress
	}
	at, err := c.stateOf(e.Machine, e.Part)
	if err != nil || at != e.From {
		return Elsewhere, fmt.Errorf("%q, %q", at, e.From)
	}
	x := &X{
		Case: c, Part: e.Part, By: e.By, Cmd: cmd,
		Actor: org.Actor{Person: org.Person{ID: e.Person}, Post: org.Post{ID: e.Post, Person: e.Person, Org: e.Org, Congress: e.Congress}},
		Env:   Env{At: e.At, Today: e.On, Calendar: cal, Packs: w.Packs, InForce: e.Pack, Opens: e.Opens, Closes: e.Closes, Why: e.Why},
	}
	for _, r := range t.Rules {
		if r.Do == e.Action && has(r.From, e.From) && has(r.By, e.By) && r.Target(e.From) == e.To && holds(r.When, x) {
			got, err := x.commit(t, r, at)
			if err != nil {
				return NoRow, err
			}
			if got.Hash != e.Hash {
				return Otherwise, fmt.Errorf("%s", e.Action)
			}
			return "", nil
		}
	}
	return NoRow, fmt.Errorf("%s: %s → %s, %s", e.Action, e.From, e.To, e.By)
}

func has[T comparable](list []T, v T) bool {
	for _, o := range list {
		if o == v {
			return true
		}
	}
	return false
}

func holds(gs []guard, x *X) bool {
	for _, g := range gs {
		if !g.OK(x) {
			return false
		}
	}
	return true
}

// rowsOf lists every (machine, from, action, to) that the tables allow: the database keeps them, and the log refers to them.
func rowsOf(yield func(machine string, from flow.State, do flow.Action, to flow.State) bool) {
	for _, t := range Tables {
		for _, r := range t.Rules {
			for _, from := range r.From {
				if !yield(t.Name, from, r.Do, r.Target(from)) {
					return
				}
			}
		}
	}
}

// Transition is one allowed step of a machine.
type Transition struct {
	Machine  string
	From, To flow.State
	Do       flow.Action
}

// Transitions lists every step that the tables allow, without repetition.
func Transitions() []Transition {
	var out []Transition
	rowsOf(func(m string, from flow.State, do flow.Action, to flow.State) bool {
		t := Transition{Machine: m, From: from, To: to, Do: do}
		if !has(out, t) {
			out = append(out, t)
		}
		return true
	})
	return out
}
