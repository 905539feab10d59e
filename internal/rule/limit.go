package rule

import "slices"

// Limit says what it means that a limit in time runs.
type Limit struct {
	Clock Clock
	Unit  bool // it binds the unit on whose share it runs; others bind the committee, who assigned, or the deputy
	Light bool // somebody waits for what it limits; others bound another limit, give a right, or ask for what follows
	Late  bool // a unit that lets it pass is late. The longest limit of a reply is the one that makes a unit late without making a light: the reply's own comes before it.
}

// Limits are what the clocks mean, each once.
var Limits = []Limit{
	{Clock: Accept, Light: true},
	{Clock: Assign, Light: true},
	{SignFor, true, true, true},
	{Clock: Object},
	{Clock: Reassign, Light: true},
	{Contact, true, true, true},
	{CoOpinion, true, true, true},
	{RedoOpinion, true, true, true},
	{Reply, true, true, true},
	{Clock: ReplyMax, Unit: true, Late: true},
	{Clock: Feedback, Light: true},
	{Clock: RedoDecide, Light: true},
	{Redo, true, true, true},
	{Clock: Publish},
}

// Limit returns what it means that the clock runs; nothing for a name that is none.
func (c Clock) Limit() Limit {
	i := slices.IndexFunc(Limits, func(l Limit) bool { return l.Clock == c })
	if i < 0 {
		return Limit{Clock: c}
	}
	return Limits[i]
}

// ForUnit reports whether a unit sees the limit as the next of its own.
func (l Limit) ForUnit() bool { return l.Unit && l.Light }

// ClocksBut lists the clocks whose limit is not such a one.
func ClocksBut(such func(Limit) bool) []Clock {
	var out []Clock
	for _, l := range Limits {
		if !such(l) {
			out = append(out, l.Clock)
		}
	}
	return out
}
