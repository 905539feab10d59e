package flow

import "slices"

// Outline is a table without its code: what documents and tests read of it, whatever the table is about.
type Outline struct {
	Name   string
	Begins []State
	States []State
	Lines  []Line
}

// Line is one row of an outline. Conditions are there by name.
type Line struct {
	From  []State
	Do    Action
	By    []Relation
	When  []string
	If    []string
	To    State // empty: the state stays
	Clock []Clock
}

// Outline returns what can be told of the table.
func (t Table[X]) Outline() Outline {
	o := Outline{Name: t.Name, Begins: t.Begins, States: t.States()}
	for _, r := range t.Rules {
		o.Lines = append(o.Lines, Line{From: r.From, Do: r.Do, By: r.By, When: names(r.When), If: names(r.If), To: r.To, Clock: r.Clock})
	}
	return o
}

// Ends reports whether nothing leads out of a state.
func (o Outline) Ends(s State) bool {
	for _, l := range o.Lines {
		for _, from := range l.From {
			if from == s && l.To != "" && l.To != s {
				return false
			}
		}
	}
	return true
}

// May reports whether a relation has the action in a state, conditions apart.
func (o Outline) May(s State, do Action, by Relation) bool {
	for _, l := range o.Lines {
		if l.Do == do && slices.Contains(l.From, s) && slices.Contains(l.By, by) {
			return true
		}
	}
	return false
}

// In lists the actions that somebody or something has in a state, in table order.
func (o Outline) In(s State) []Action {
	var out []Action
	for _, l := range o.Lines {
		if slices.Contains(l.From, s) && !slices.Contains(out, l.Do) {
			out = append(out, l.Do)
		}
	}
	return out
}

// Knows reports whether the table has rows for a relation.
func (o Outline) Knows(by Relation) bool {
	return slices.ContainsFunc(o.Lines, func(l Line) bool { return slices.Contains(l.By, by) })
}

func names[X any](gs []Guard[X]) []string {
	var out []string
	for _, g := range gs {
		out = append(out, g.Name)
	}
	return out
}
