// Package flow runs small state machines written as tables. It knows nothing of suggestions, databases or people: a table
// says from where, which action, by whom, under which named conditions, to where, and with what effect.
package flow

import (
	"slices"

	"huiyin/internal/fault"
)

// State is a stored word for where a thing stands. The empty State is "does not exist yet".
type State string

// Action is the stored word for what somebody does.
type Action string

// Relation says what an actor is to the thing acted on. Rules speak of relations, never of roles.
type Relation string

// System is the relation of time and completeness: rows by System that have a When run by themselves when it holds.
const System Relation = "system"

// Guard is a named condition on facts. Its name is the message key of the sentence that explains a refusal.
type Guard[X any] struct {
	Name string
	OK   func(x X) bool
}

// Effect is what an accepted action does: the shape of its input, what the input must satisfy, and the change it makes.
type Effect[X any] struct {
	Command func() any      // a fresh, empty command to decode into; its JSON tags are the API's body
	Check   func(x X) error // beyond the command's shape; nil when nothing
	Run     func(x X)       // changes x by its command; nil when moving is all
}

// Clock documents what an action does to a clock; the documents print it.
type Clock struct {
	Name string
	Does string // start, stop, extend, void
}

// Rule is one row of a table.
type Rule[X any] struct {
	From  []State
	Do    Action
	By    []Relation
	When  []Guard[X] // chooses between rows of the same action: a row whose When fails is passed over
	If    []Guard[X] // must hold: the first that fails is the answer
	To    State      // empty: the state stays
	Act   Effect[X]
	Clock []Clock
	// Still rows leave the version of the part as it is: whoever may not know of the act must not see the part move either.
	Still bool
}

// Table is a whole machine.
type Table[X any] struct {
	Name   string
	Begins []State // in which a thing of this machine comes to be; a row from the empty state needs none
	Rules  []Rule[X]
}

// Target returns the state that r leads to from s.
func (r Rule[X]) Target(s State) State {
	if r.To == "" {
		return s
	}
	return r.To
}

// Blocked returns the name of the first condition that does not hold.
func (r Rule[X]) Blocked(x X) (string, bool) {
	for _, g := range r.If {
		if !g.OK(x) {
			return g.Name, true
		}
	}
	return "", false
}

// Pick finds the row for an action in state s by somebody with these relations, and the relation it used.
// Refusals in order: not in this state (Conflict), not yours (Forbidden), a condition fails (Invalid with its sentence).
func (t Table[X]) Pick(x X, s State, rs []Relation, do Action) (Rule[X], Relation, error) {
	legal := false
	var refused error
	for _, r := range t.Rules {
		if r.Do != do || !slices.Contains(r.From, s) || !all(r.When, x) {
			continue
		}
		legal = true
		by, ok := first(r.By, rs)
		if !ok {
			continue
		}
		if g, bad := r.Blocked(x); bad {
			if refused == nil {
				refused = fault.New(fault.Invalid, "guard."+g)
			}
			continue
		}
		return r, by, nil
	}
	switch {
	case refused != nil:
		return Rule[X]{}, "", refused
	case legal:
		return Rule[X]{}, "", fault.New(fault.Forbidden, "fault.not_yours")
	}
	return Rule[X]{}, "", fault.New(fault.Conflict, "fault.not_now", "action", fault.Word("action."+string(do)), "state", t.Word(s))
}

// Word returns the message key of a state's name.
func (t Table[X]) Word(s State) fault.Word {
	if s == "" {
		return "state.none"
	}
	return fault.Word("state." + t.Name + "." + string(s))
}

// Auto returns the first row that time or completeness would run from s now.
func (t Table[X]) Auto(x X, s State) (Rule[X], bool) {
	for i := range t.Rules { // asked of every part at every step: rows are looked at where they lie
		r := &t.Rules[i]
		if len(r.When) > 0 && slices.Contains(r.By, System) && slices.Contains(r.From, s) && all(r.When, x) && all(r.If, x) {
			return *r, true
		}
	}
	return Rule[X]{}, false
}

// Actions lists the table's actions in the order of their first row.
func (t Table[X]) Actions() []Action {
	var out []Action
	for _, r := range t.Rules {
		if !slices.Contains(out, r.Do) {
			out = append(out, r.Do)
		}
	}
	return out
}

// States lists every state that the table names, in order of appearance.
func (t Table[X]) States() []State {
	var out []State
	add := func(s State) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, r := range t.Rules {
		for _, s := range r.From {
			add(s)
		}
		add(r.To)
	}
	return out
}

// NotInState is the reason of actions that belong to another state than the present one.
const NotInState = "guard.not_in_state"

// Offer is an action that somebody with a relation has, and whether it is possible now.
type Offer struct {
	Do     Action
	By     Relation
	Reason string // message key saying why not; empty when possible
}

// Offers lists what the relations may do: possible actions first in table order, then those that wait for something.
func (t Table[X]) Offers(x X, s State, rs []Relation) []Offer {
	var can, wait []Offer
	seen := map[Action]bool{}
	for _, r := range t.Rules {
		by, ok := first(r.By, rs)
		if !ok || by == System || seen[r.Do] || !slices.Contains(r.From, s) || !all(r.When, x) {
			continue
		}
		seen[r.Do] = true
		if g, bad := r.Blocked(x); bad {
			wait = append(wait, Offer{r.Do, by, "guard." + g})
			continue
		}
		can = append(can, Offer{Do: r.Do, By: by})
	}
	for _, r := range t.Rules {
		by, ok := first(r.By, rs)
		if !ok || by == System || seen[r.Do] || slices.Contains(r.From, "") {
			continue
		}
		seen[r.Do] = true
		wait = append(wait, Offer{r.Do, by, NotInState})
	}
	return append(can, wait...)
}

func all[X any](gs []Guard[X], x X) bool {
	for _, g := range gs {
		if !g.OK(x) {
			return false
		}
	}
	return true
}

func first(by, rs []Relation) (Relation, bool) {
	for _, b := range by {
		if slices.Contains(rs, b) {
			return b, true
		}
	}
	return "", false
}
