package suggestion

import (
	"huiyin/internal/flow"
	"huiyin/internal/org"
)

// Offer is one action that an actor has on a part of a case, with what it needs or why it must wait.
type Offer struct {
	flow.Offer
	Machine string
	Part    int
	Version int      // of the part, to be sent back with the action
	Needs   []Input  // empty when the action takes no input
	Missing []string // message keys of every condition that does not hold yet; empty when possible
}

// Offers lists everything the actor may do with the case and its parts: possible actions first, in table order. It is what
// pages draw their buttons from and what the API calls "actions".
func Offers(c *Case, a org.Actor, env Env) []Offer {
	var can, wait []Offer
	add := func(machine string, h *Head) {
		t, _ := Machine(machine)
		rs := RelationsOf(a, c, h.No)
		x := &X{Case: c, Part: h.No, Actor: a, By: rs[0], Env: env}
		for _, o := range t.Offers(x, h.State, rs) {
			if o.Reason != "" && machine != "case" && o.Reason == flow.NotInState {
				continue // parts long past would fill the page with what is no longer possible
			}
			cmd, _, _ := NewCommand(o.Do)
			if x.By = o.By; o.Reason == "" && x.conflicted() {
				o.Reason = "fault.conflict_of_interest"
			}
			offer := Offer{Offer: o, Machine: machine, Part: h.No, Version: h.Version, Needs: x.needs(cmd)}
			if o.Reason == "" {
				can = append(can, offer)
			} else {
				offer.Missing = missing(t, x, h.State, o)
				wait = append(wait, offer)
			}
		}
	}
	for m, h := range c.heads {
		add(m, h)
	}
	add("case", &c.Head)
	return append(can, wait...)
}

// missing lists every condition of the row behind an offer that does not hold, so that a page can name them all at once.
func missing(t flow.Table[*X], x *X, at flow.State, o flow.Offer) []string {
	for _, r := range t.Rules {
		if r.Do != o.Do || !has(r.From, at) || !has(r.By, o.By) || !holds(r.When, x) {
			continue
		}
		var out []string
		for _, g := range r.If {
			if !g.OK(x) {
				out = append(out, "guard."+g.Name)
			}
		}
		return out
	}
	return nil
}

// May reports whether the actor may do the action on the part now.
func May(c *Case, a org.Actor, env Env, part int, do flow.Action) bool {
	for _, o := range Offers(c, a, env) {
		if o.Do == do && o.Part == part && o.Reason == "" {
			return true
		}
	}
	return false
}
