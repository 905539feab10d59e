package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
)

// maxNumber is the longest number of a suggestion, in characters: see Accept.
const maxNumber = 20

// Correct proposes to mend a number, date, category or unit in the record (提出更正).
type Correct struct {
	Field string `json:"field" form:"choice,required" options:"number,category,submitted_on,accepted_on,assigned_on"`
	To    string `json:"to" form:"line,required" max:"60"`
	Why   string `json:"why" form:"text,required" max:"2000"`
}

func (c *Correct) check(x *X, f *fault.Fields) {
	if was := x.dayField(c.Field); was != nil {
		d, err := calendar.ParseDay(c.To)
		switch {
		case *was == "":
			f.Add("field", "field.nothing_to_correct")
		case err != nil:
			f.Add("to", "field.day")
		case d > x.Env.Today:
			f.Add("to", "field.day_future")
		case !x.inOrder(c.Field, d):
			f.Add("to", "field.day_order")
		}
	}
	if n := len([]rune(c.To)); c.Field == "number" && n > maxNumber {
		f.Add("to", "field.too_long", "max", maxNumber, "length", n)
	}
	if c.Field == "category" && atoi(c.To) == 0 {
		f.Add("to", "field.number")
	}
}

// inOrder reports whether the days of a case would still follow each other if one of them were d: submission, acceptance,
// hand-over, then whatever the units of the first hand-over have done.
func (c *Case) inOrder(field string, d calendar.Day) bool {
	days := []calendar.Day{c.SubmittedOn, c.ResubmittedOn, c.AcceptedOn, c.AssignedOn}
	for _, a := range c.Assignments {
		if a.AssignedOn == c.AssignedOn && a.Replaces == 0 {
			days = append(days, cmp.Or(a.SignedOn, a.FirstOn))
		}
	}
	days[map[string]int{"submitted_on": 0, "accepted_on": 2, "assigned_on": 3}[field]] = d
	last := calendar.Day("")
	for i, day := range days {
		if day == "" {
			continue
		}
		if day < last {
			return false
		}
		if i <= 3 {
			last = day
		}
	}
	return true
}

func proposeCorrection(x *X, c *Correct) {
	from := ""
	switch c.Field {
	case "number":
		from = x.Number
	case "category":
		from = itoa(int(x.Category))
	default:
		if d := x.dayField(c.Field); d != nil {
			from = string(*d)
		}
	}
	x.Corrections = append(x.Corrections, &Correction{Head: x.add(Waiting), Field: c.Field, From: from, To: c.To, Why: c.Why, By: x.Actor.Person.ID})
}

// correct applies a correction. A corrected day moves the clocks that count from that event, and no others that happen to
// have started on the same day.
func correct(x *X, _ *Nothing) {
	k := find(x.Corrections, x.Part)
	k.Decided = x.Actor.Person.ID
	switch k.Field {
	case "number":
		x.Number = k.To
	case "category":
		x.Category = atoi(k.To)
	default:
		d := x.dayField(k.Field)
		was := *d
		*d = calendar.Day(k.To)
		switch k.Field {
		case "submitted_on":
			x.recountSubmitted(*d)
		case "assigned_on":
			x.recountAssigned(was, *d)
		}
	}
}

// recountSubmitted moves the clocks of checking and handing over. After a return they count from the latest submission, which
// this correction does not touch.
func (x *X) recountSubmitted(now calendar.Day) {
	if x.ResubmittedOn != "" {
		return
	}
	for _, k := range x.Clocks {
		if k.Running() && (k.Name == rule.Accept || k.Name == rule.Assign) {
			x.move(k, now)
		}
	}
}

// fromHandover are the clocks that a hand-over starts.
var fromHandover = []rule.Clock{rule.SignFor, rule.Object, rule.Contact, rule.CoOpinion, rule.Reply, rule.ReplyMax}

// recountAssigned moves the clocks of the shares of the first hand-over, with the dates that a distributed share inherited from one.
// The longest limit of every share counts from the first hand-over.
func (x *X) recountAssigned(was, now calendar.Day) {
	moved := map[int]bool{}
	for _, a := range x.Assignments {
		if a.AssignedOn == was && a.Replaces == 0 {
			a.AssignedOn, moved[a.No] = now, true
		}
	}
	for _, k := range x.Clocks {
		a := x.Assignment(k.Part)
		if a == nil || !k.Running() || !slices.Contains(fromHandover, k.Name) {
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

// move counts a running clock anew from another day.
func (x *X) move(k *Clock, start calendar.Day) {
	if d, ok := x.pack().DueFor(k.Name, rule.Stream(x.Stream), start, x.Env.Calendar); ok {
		k.Start = d.Start
		k.recount(d)
	}
}

func refuseCorrection(x *X, c *Decision) {
	k := find(x.Corrections, x.Part)
	k.Decided = x.Actor.Person.ID
	x.remark("correction_refused", c.Decision, 0)
}
