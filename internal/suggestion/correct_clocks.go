package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// reaches reports whether a correction moves a clock: it runs, or it was met or is held by a merge and the proposal reaches those too.
func (k *Clock) reaches(met bool) bool { return k.Running() || met && k.Stopped != "" }

// restream puts the case into the other stream: its clocks are counted as that stream counts them, and what it does not know ends.
func (x *X) restream(to Stream, met bool) {
	x.Stream = to
	for _, k := range x.Clocks {
		if !k.reaches(met) {
			continue
		}
		r, ok := x.pack().ClockFor(k.Name, rule.Stream(to))
		day := x.startDay(r.Start, k.Part, x.eventDay(k))
		if !ok || day == "" {
			k.Void = true
			continue
		}
		x.move(k, day)
	}
	x.countAssign()
}

// eventDay is the day of the event that a clock counts from, before the pack has its say.
func (x *X) eventDay(k *Clock) calendar.Day {
	a := x.Assignment(k.Part)
	switch {
	case k.Name == rule.Accept || k.Name == rule.Assign:
		return cmp.Or(x.ResubmittedOn, x.SubmittedOn)
	case k.Name == rule.ReplyMax:
		return cmp.Or(x.AssignedOn, k.Start)
	case a == nil || !slices.Contains(fromHandover, k.Name):
		return k.Start
	case x.inherited(a, k.Name):
		return x.Assignment(a.Replaces).AssignedOn
	}
	return a.AssignedOn
}

// recast gives a share its right role. A share that answers has other clocks than one that gives its opinion; they count from the
// same hand-over.
func (x *X) recast(a *Assignment, to Role) {
	was := a.Role
	a.Role = to
	switch {
	case was.Answers() == to.Answers():
	case to.Answers():
		x.cancel(rule.CoOpinion, a.No)
		x.start(rule.Contact, a.No, 1, a.AssignedOn)
		x.start(rule.Reply, a.No, 1, a.AssignedOn)
		x.start(rule.ReplyMax, a.No, 1, x.AssignedOn)
	default:
		for _, name := range []rule.Clock{rule.Contact, rule.Reply, rule.ReplyMax} {
			x.cancel(name, a.No)
		}
		x.start(rule.CoOpinion, a.No, 1, a.AssignedOn)
	}
}

// recountSubmitted moves the clocks of checking and handing over. After a return they count from the latest submission, which
// this correction does not touch.
func (x *X) recountSubmitted(now calendar.Day, met bool) {
	if x.ResubmittedOn != "" {
		return
	}
	for _, k := range x.Clocks {
		if r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream)); ok && k.reaches(met) && (k.Name == rule.Accept || k.Name == rule.Assign) {
			x.move(k, x.startDay(r.Start, 0, now))
		}
	}
}

// fromHandover are the clocks that a hand-over starts.
var fromHandover = []rule.Clock{rule.SignFor, rule.Object, rule.Contact, rule.CoOpinion, rule.Reply, rule.ReplyMax}

// recountAssigned moves the clocks of the shares of the first hand-over, with the dates that a distributed share inherited from one.
// The longest limit of every share counts from the first hand-over.
func (x *X) recountAssigned(was, now calendar.Day, met bool) {
	moved := map[int]bool{}
	for _, a := range x.Assignments {
		if a.AssignedOn == was && a.Replaces == 0 {
			a.AssignedOn, moved[a.No] = now, true
		}
	}
	for _, k := range x.Clocks {
		a := x.Assignment(k.Part)
		if a == nil || !k.reaches(met) || !slices.Contains(fromHandover, k.Name) {
			continue
		}
		if x.inherited(a, k.Name) {
			a = x.Assignment(a.Replaces)
		}
		if !moved[a.No] && k.Name != rule.ReplyMax {
			continue
		}
		if r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream)); ok {
			x.move(k, x.startDay(r.Start, a.No, now))
		}
	}
}

// remet moves the day on which clocks of a name were met with the event that met them.
func (x *X) remet(part int, was, now calendar.Day, names ...rule.Clock) {
	for _, k := range x.Clocks {
		if k.Part == part && !k.Void && k.Stopped != "" && k.Stopped == was && slices.Contains(names, k.Name) {
			k.Stopped = now
		}
	}
}

// move counts a clock anew from another day.
func (x *X) move(k *Clock, start calendar.Day) {
	if d, ok := x.pack().DueFor(k.Name, rule.Stream(x.Stream), start, x.Env.Calendar); ok {
		k.Start = d.Start
		k.recount(d)
	}
}
