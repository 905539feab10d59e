package look

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// gatherer works out the facts of one share.
type gatherer struct {
	c    *suggestion.Case
	log  []suggestion.Event
	x    Context
	a    *suggestion.Assignment
	r    *suggestion.Reply // the reply in force: the last one delivered; nil while there is none
	year int
	out  []Fact
}

// Gather returns the facts of every share that answers the deputy. A case that was not handed over has none.
func Gather(c *suggestion.Case, log []suggestion.Event, x Context) []Facts {
	if x.Read == nil {
		x.Read = Structural
	}
	if x.Book.Rules == nil {
		x.Book = Shipped()
	}
	var out []Facts
	for _, a := range c.Answering() {
		if a.AssignedOn == "" || a.AssignedOn > x.On {
			continue
		}
		g := &gatherer{c: c, log: log, x: x, a: a, year: a.AssignedOn.Year()}
		g.r = g.inForce()
		g.time()
		g.outcome()
		g.promises()
		g.attention()
		g.advice()
		g.reply()
		g.public()
		out = append(out, Facts{Case: c.ID, Part: a.No, Unit: a.Unit, Year: g.year, On: x.On, Seq: c.Seq, List: g.out})
	}
	return out
}

// add notes a fact; without references it refers to the hand-over, since which nothing of the kind has happened.
func (g *gatherer) add(code Code, n int, refs ...Ref) {
	if len(refs) == 0 {
		refs = g.handover()
	}
	g.out = append(g.out, Fact{Code: code, N: n, Refs: refs})
}

// count notes a fact that is the number of its references.
func (g *gatherer) count(code Code, refs []Ref) { g.add(code, len(refs), refs...) }

// truth notes a fact that is there or not.
func (g *gatherer) truth(code Code, yes bool, refs ...Ref) {
	n := 0
	if yes {
		n = 1
	}
	g.add(code, n, refs...)
}

// events lists the acts on a part, in order; part -1 means any.
func (g *gatherer) events(part int, acts ...flow.Action) []Ref {
	var out []Ref
	for i := range g.log {
		e := &g.log[i]
		if (part < 0 || e.Part == part) && slices.Contains(acts, e.Action) {
			out = append(out, Ref{Seq: e.Seq, Part: e.Part})
		}
	}
	return out
}

// last is the newest of the acts on a part; where the log has none it is the part itself.
func (g *gatherer) last(part int, acts ...flow.Action) Ref {
	if all := g.events(part, acts...); len(all) > 0 {
		return all[len(all)-1]
	}
	return Ref{Part: part}
}

// handover refers to the act that gave the share to its unit.
func (g *gatherer) handover() []Ref {
	acts := g.events(-1, "assign", "distribute", "grant_objection", "add_units", "record_history")
	for _, ref := range slices.Backward(acts) {
		if on := g.dayOf(ref.Seq); on <= g.a.AssignedOn {
			return []Ref{{Seq: ref.Seq, Part: g.a.No}}
		}
	}
	return []Ref{{Part: g.a.No}}
}

func (g *gatherer) dayOf(seq int) calendar.Day {
	for i := range g.log {
		if g.log[i].Seq == seq {
			return g.log[i].On
		}
	}
	return ""
}

// inForce returns the last delivered reply of the share.
func (g *gatherer) inForce() *suggestion.Reply {
	var last *suggestion.Reply
	for _, r := range g.c.Replies {
		if r.Assignment == g.a.No && r.DeliveredOn != "" && r.DeliveredOn <= g.x.On && (last == nil || r.Round > last.Round) {
			last = r
		}
	}
	return last
}

// delivery refers to the act that delivered the reply in force.
func (g *gatherer) delivery() []Ref {
	if g.r == nil {
		return nil
	}
	return []Ref{g.last(g.r.No, "issue", "pass_precheck")}
}

func yearEnd(year int) calendar.Day {
	return calendar.DayOf(calendar.Day("2000-12-31").Time().AddDate(year-2000, 0, 0))
}

func (g *gatherer) time() {
	g.add(DaysLeft, calendar.DaysUntil(g.x.On, yearEnd(g.year)))
	g.add(DaysGiven, calendar.DaysUntil(g.a.AssignedOn, yearEnd(g.year)))
}

// outcome tells what the reply in force came to. A share whose last promise was kept counts as solved, as the tables make it.
func (g *gatherer) outcome() {
	g.truth(Answered, g.r != nil, g.delivery()...)
	g.truth(Unsolved, g.r != nil && g.a.Outcome != rule.Solved, g.delivery()...)
	g.truth(NotAdopted, g.r != nil && slices.Contains([]rule.Outcome{rule.Deferred, rule.Reference, rule.Infeasible}, g.a.Outcome), g.delivery()...)
	grounds := g.r != nil && g.r.Reason != "" && g.x.Read(g.r.Reason+"\n"+g.r.Basis).Documents > 0
	g.truth(Grounds, grounds, g.delivery()...)
	g.truth(Reworking, g.a.State == suggestion.Reworking, g.events(g.a.No, "redo", "redo_automatically", "rework", "rework_for_author")...)
}

// promises counts the ledger of the share.
func (g *gatherer) promises() {
	var unkept, waiting, ahead, inForce []Ref
	for _, k := range g.c.Commitments {
		if k.Assignment != g.a.No {
			continue
		}
		ref := g.last(k.No, "claim_done", "give_up", "kept", "not_kept", "overturn", "move_date", "note_progress")
		if ref.Seq == 0 {
			ref.Seq = g.last(k.Reply, "issue", "pass_precheck").Seq
		}
		if k.State != suggestion.Kept && k.FirstDue.Year() <= g.year && k.FirstDue < g.x.On {
			unkept = append(unkept, ref)
		}
		if k.State == suggestion.Claimed {
			waiting = append(waiting, ref)
		}
		if k.State == suggestion.Promised && k.Due > g.x.On {
			ahead = append(ahead, ref)
		}
		if g.r != nil && k.Reply == g.r.No {
			inForce = append(inForce, Ref{Seq: g.last(g.r.No, "issue", "pass_precheck").Seq, Part: k.No})
		}
	}
	g.count(DueUnkept, unkept)
	g.count(ClaimsWaiting, waiting)
	g.count(NotYetDue, ahead)
	g.count(Promises, inForce)
}
