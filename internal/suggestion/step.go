package suggestion

import (
	"cmp"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
)

// Env is what the world contributes to a step. It is recorded with the event, so that a replay decides alike.
type Env struct {
	At       int64        // the instant, Unix milliseconds
	Today    calendar.Day // the day the act was done (effective_on); clocks count from it
	Calendar *calendar.Calendar
	Version  string // of the calendar, where a replay has no need of the calendar itself
	Packs    *rule.Book
	InForce  PackRef      // the pack that new hand-overs take
	Opens    calendar.Day // of the case's session
	Closes   calendar.Day
	Why      string // why Today lies before the day of At, for acts on paper that are entered late
}

// CalendarVersion names the calendar for the log.
func (e Env) CalendarVersion() string {
	if e.Calendar == nil {
		return e.Version
	}
	return e.Calendar.Version()
}

// X is one step under decision: the case, the part acted on, who acts in which relation, with what input.
type X struct {
	*Case
	Part  int // part number acted on; 0 for the case
	Actor org.Actor
	By    flow.Relation
	Cmd   any
	Env   Env
}

// PackOf returns the pack that a case lives under: the one of its assignment, before it the one in force. False when the book has no such pack.
func (e Env) PackOf(c *Case) (*rule.Pack, bool) {
	ref := cmp.Or(c.Pack, e.InForce)
	return e.Packs.At(ref.ID, ref.Version)
}

// pack returns the pack the case lives under.
func (x *X) pack() *rule.Pack {
	p, ok := x.Env.PackOf(x.Case)
	if !ok {
		return &rule.Pack{}
	}
	return p
}

// classes are the words by which a reply of the case is classed.
func (x *X) classes() []string {
	var out []string
	for _, k := range x.pack().Scheme.Classes {
		out = append(out, k.Code)
	}
	return out
}

// here returns the assignment that the step acts on, directly or through one of its parts.
func (x *X) here() *Assignment { return x.AssignmentOf(x.Part) }

// add gives a new part its number and first state.
func (x *X) add(first flow.State) Head {
	x.LastPart++
	return Head{No: x.LastPart, State: first, Version: 1}
}

// apart is where the numbers of parts begin whose very existence is confidential: they are counted for themselves, so that no
// gap in the numbers of the other parts tells that there is one.
const apart = 1_000_000

// addApart gives a confidential part its number and first state.
func (x *X) addApart(first flow.State) Head {
	x.LastApart++
	return Head{No: apart + x.LastApart, State: first, Version: 1}
}

// checker is implemented by commands with conditions across their fields.
type checker interface{ check(x *X, f *fault.Fields) }

// act makes an effect from the function that carries it out: the function's parameter is the command's shape.
func act[C any](run func(x *X, c *C)) flow.Effect[*X] {
	return flow.Effect[*X]{
		Command: func() any { return new(C) },
		Check: func(x *X) error {
			var shape, sense fault.Fields
			checkShape(x.Cmd, &shape)
			if c, ok := x.Cmd.(checker); ok {
				c.check(x, &sense)
			}
			shape.Also(sense)
			return shape.Err()
		},
		Run: func(x *X) {
			if c, ok := x.Cmd.(*C); ok {
				run(x, c)
			}
		},
	}
}

// move is the effect of actions that only move and take no input.
func move() flow.Effect[*X] { return act(func(*X, *Nothing) {}) }

// start starts a clock of the pack on a part, counted from the start event that the pack names. A clock that the pack
// does not know is not started: an absent parameter is never filled in.
func (x *X) start(name rule.Clock, part, round int, from calendar.Day) {
	p, stream := x.pack(), rule.Stream(x.Stream)
	r, ok := p.ClockFor(name, stream)
	if !ok || from == "" {
		return
	}
	day := x.startDay(r.Start, part, from)
	if day == "" {
		return
	}
	d, _ := p.DueFor(name, stream, day, x.Env.Calendar)
	x.Clocks = append(x.Clocks, &Clock{
		Name: name, Part: part, Round: round, Start: d.Start, Raw: d.Raw, Due: d.Due,
		Provisional: d.Provisional, Calendar: d.Calendar,
	})
}

// startDay turns a pack's start event into a day; empty while nobody knows it. Receipt is the day of sign-for, or the last day of the
// sign-for limit while unsigned. The closing day of the session counts for cases of the session only, and for units only at the first
// hand-over: who is brought in later is not given time that has gone by.
func (x *X) startDay(ev rule.StartEvent, part int, from calendar.Day) calendar.Day {
	a := x.Assignment(part)
	switch {
	case ev == rule.FromReceipt && a != nil:
		day, _ := x.pack().Receipt(rule.Stream(x.Stream), a.AssignedOn, a.SignedOn, x.Env.Calendar)
		return day
	case ev == rule.FromClose && x.Stream == InSession && part == 0:
		return x.Env.Closes
	case ev == rule.FromClose && x.Stream == InSession && x.Env.Closes != "" && from == x.AssignedOn:
		return x.Env.Closes
	}
	return from
}

// stop ends the running clocks of a name on a part as met on a day.
func (x *X) stop(name rule.Clock, part int) {
	for _, k := range x.Clocks {
		if k.Name == name && k.Part == part && k.Running() {
			k.Stopped = x.Env.Today
		}
	}
}

// void ends every running clock of a part without its being met; part -1 means the whole case.
func (x *X) void(part int) {
	for _, k := range x.Clocks {
		if (part < 0 || k.Part == part) && k.Running() {
			k.Void = true
		}
	}
}

// cancel ends the running clocks of a name on a part without their being met.
func (x *X) cancel(name rule.Clock, part int) {
	for _, k := range x.Clocks {
		if k.Name == name && k.Part == part && k.Running() {
			k.Void = true
		}
	}
}

// remark notes something said or ordered on the case.
func (x *X) remark(kind, text string, unit int64) {
	x.Remarks = append(x.Remarks, Remark{Kind: kind, On: x.Env.Today, By: x.Actor.Post.ID, Unit: unit, Text: text})
}
