package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Carry is one roll-over of a promise (结转): what is not settled when a year or a term ends goes on in the account of the next
// (上海市人大代表建议规定第二十二条).
type Carry struct {
	On   calendar.Day `json:"on"`
	From int          `json:"from"` // the year, or the term, in whose account it stood
	Into int          `json:"into"`
	Term bool         `json:"term,omitempty"`
	Unit int64        `json:"unit"` // the body that owed it on that day
}

// CarryTerm carries a promise from one term of the congress into another (转入下届). Which term it is stands in no clock, so it is ordered.
type CarryTerm struct {
	From int `json:"from"`
	Into int `json:"into"`
}

func (c *CarryTerm) check(x *X, f *fault.Fields) {
	if k := x.Commitment(x.Part); k == nil || c.Into <= c.From || c.Into <= k.TermIn() {
		f.Add("into", "field.choice")
	}
}

// PromisedOn is the day on which a promise entered the ledger. Of a past year, where it may not be told, it is the latest day that is.
func (c *Case) PromisedOn(k *Commitment) calendar.Day {
	day := k.On
	if r := c.Reply(k.Reply); r != nil {
		day = r.DeliveredOn
	}
	if a := c.Assignment(k.Assignment); a != nil {
		day = cmp.Or(day, a.AssignedOn)
	}
	return cmp.Or(day, c.AssignedOn, c.AcceptedOn, c.SubmittedOn)
}

// CountedFrom is the day from which the time of a promise counts: that on which its day was moved last, or else that of the promise.
func (c *Case) CountedFrom(k *Commitment) calendar.Day {
	for _, p := range slices.Backward(k.Progress) {
		if p.Until != "" {
			return p.On
		}
	}
	return c.PromisedOn(k)
}

// MadeIn is the year in which a promise entered the ledger; 0 when that is unknown.
func (c *Case) MadeIn(k *Commitment) int {
	if day := c.PromisedOn(k); day != "" {
		return day.Year()
	}
	return 0
}

// YearIn is the year in whose account a promise stands: the one into which it was last carried, or that of its beginning; 0 when that is
// unknown. A settled promise stays in the account of the year in which it was settled.
func (c *Case) YearIn(k *Commitment) int {
	for _, t := range slices.Backward(k.Carried) {
		if !t.Term {
			return t.Into
		}
	}
	return c.MadeIn(k)
}

// CarriedInto reports whether a promise of an earlier year was carried into a year.
func (c *Case) CarriedInto(year int) bool {
	return slices.ContainsFunc(c.Commitments, func(k *Commitment) bool { return c.MadeIn(k) < year && c.YearIn(k) >= year })
}

// TermIn is the term into which a promise was carried last; 0 while it stands in the one in which it was made.
func (k *Commitment) TermIn() int {
	for _, t := range slices.Backward(k.Carried) {
		if t.Term {
			return t.Into
		}
	}
	return 0
}

// CarriedTo is the last roll-over of a promise; false when there was none.
func (k *Commitment) CarriedTo() (Carry, bool) {
	if n := len(k.Carried); n > 0 {
		return k.Carried[n-1], true
	}
	return Carry{}, false
}

// UnitAt is the body that made a promise.
func (c *Case) UnitAt(k *Commitment) int64 {
	a := c.Assignment(k.Assignment)
	if a == nil {
		return 0
	}
	return a.UnitOn(c.PromisedOn(k))
}

var yearOver = is("year_over", func(x *X) bool {
	k := x.Commitment(x.Part)
	year := x.YearIn(k)
	return year != 0 && year < x.Env.Today.Year()
})

func carryYear(x *X, _ *Nothing) {
	x.carry(Carry{From: x.YearIn(x.Commitment(x.Part)), Into: x.Env.Today.Year()})
}

func carryTerm(x *X, c *CarryTerm) { x.carry(Carry{From: c.From, Into: c.Into, Term: true}) }

func (x *X) carry(t Carry) {
	k := x.Commitment(x.Part)
	t.On = x.Env.Today
	if a := x.here(); a != nil {
		t.Unit = a.Unit
	}
	k.Carried = append(k.Carried, t)
}

// carried tells the deputies who are owed and the unit that owes, once for each share, however many promises of it were carried that day.
func carried(key string) func(c *Case, e Event) []Notice {
	return func(c *Case, e Event) []Notice {
		k := c.Commitment(e.Part)
		for _, o := range c.Commitments {
			if t, ok := o.CarriedTo(); ok && o.No < k.No && o.Assignment == k.Assignment && t.On == e.On && t.Term == (e.Action == "carry_term") {
				return nil
			}
		}
		out := append(c.toLead(key, ""), c.toSigners(Confirmed, key, "")...)
		if a := c.Assignment(k.Assignment); a != nil {
			out = append(out, one("unit", a.Unit, key, "")...)
		}
		return out
	}
}

// moveOwed gives what one share has promised, and is to report to a leader, to another, where the body of the first has become that of the second.
func (x *X) moveOwed(from, to int) {
	for _, k := range x.Commitments {
		if k.Assignment == from && slices.Contains(OwedStates, k.State) {
			k.Assignment = to
		}
	}
	for _, i := range x.Instructions {
		if i.Assignment == from && i.following() {
			i.Assignment = to
		}
	}
}
