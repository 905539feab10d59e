package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
)

// Tenure is the time during which another body had a share, up to the day before Until.
type Tenure struct {
	Unit  int64        `json:"unit"`
	Until calendar.Day `json:"until"`
}

// UnitOn returns the body that had the share on a day: letters keep the unit that sent them.
func (a *Assignment) UnitOn(day calendar.Day) int64 {
	for _, t := range a.Before {
		if day < t.Until {
			return t.Unit
		}
	}
	return a.Unit
}

// SucceedUnit puts one body in the place of another that has ended (机构改革): shares, promises, drafts and dates go over as they are, so
// that nothing starts anew and no time is won or lost.
type SucceedUnit struct {
	From       int64  `json:"from"`
	To         int64  `json:"to"`
	Government bool   `json:"government,omitempty"`
	Special    int64  `json:"special,omitempty"` // special committee matched with the successor
	Basis      string `json:"basis"`             // the decision on the reform, as people cite it
}

// over are the states of a share in which its unit has nothing left to do or to keep, but for what it is to report to a leader.
var over = []flow.State{Reassigned, Distributed, Opined, Missed}

// overWith reports whether a share is over with an instruction under it that is still followed.
func (c *Case) overWith(a *Assignment) bool {
	return (a.State == Opined || a.State == Missed) && slices.ContainsFunc(c.Instructions, func(i *Instruction) bool {
		return i.Assignment == a.No && i.following()
	})
}

func succeedUnit(x *X, c *SucceedUnit) {
	swap := func(id *int64) bool {
		if *id != c.From {
			return false
		}
		*id = c.To
		return true
	}
	swap(&x.County)
	swap(&x.Delegation)
	x.succeedProposal(c)
	for _, a := range x.Assignments {
		if slices.Contains(over, a.State) {
			continue
		}
		moved := swap(&a.AssignedBy)
		if swap(&a.Special) {
			moved = true
		}
		if a.Unit == c.From {
			x.succeedShare(a, c)
			moved = true
		}
		if moved {
			a.Version++
		}
	}
	for _, a := range x.Assignments {
		if a.Unit != c.From || !x.overWith(a) {
			continue
		}
		if b := x.ShareOf(c.To); b != nil {
			x.moveOwed(a.No, b.No)
			continue
		}
		x.takeOver(a, c)
		a.Version++
	}
}

// succeedShare gives a share to the successor. Where both handle the case, one as the other's co-handler, the co-handling share has no
// object any more: see fold_share.
func (x *X) succeedShare(a *Assignment, c *SucceedUnit) {
	for _, b := range x.Assignments {
		if b == a || b.Unit != c.To || slices.Contains(over, b.State) {
			continue
		}
		switch {
		case a.Role == Co:
			a.Folded = true
			x.moveOwed(a.No, b.No)
			return
		case b.Role == Co:
			b.Folded = true
			b.Version++
			x.moveOwed(b.No, a.No)
		}
	}
	x.takeOver(a, c)
}

func (x *X) takeOver(a *Assignment, c *SucceedUnit) {
	a.Before = append(a.Before, Tenure{Unit: a.Unit, Until: x.Env.Today})
	a.Unit, a.Government, a.Special = c.To, c.Government, c.Special
}

// succeedProposal changes a hand-over that waits for approval. One that names both bodies must be proposed anew.
func (x *X) succeedProposal(c *SucceedUnit) {
	if x.Proposal == nil {
		return
	}
	at := func(id int64) int {
		return slices.IndexFunc(x.Proposal.Shares, func(s Share) bool { return s.Unit == id })
	}
	i := at(c.From)
	switch {
	case i < 0:
	case at(c.To) >= 0:
		x.Proposal = nil
	default:
		s := &x.Proposal.Shares[i]
		s.Unit, s.Government, s.Special = c.To, c.Government, c.Special
	}
}

func foldShare(x *X, _ *Nothing) { x.void(x.Part) }

// Concerns reports whether anything of the case that is still open names a body.
func (c *Case) Concerns(body int64) bool {
	if c.County == body || c.Delegation == body {
		return true
	}
	if c.Proposal != nil && slices.ContainsFunc(c.Proposal.Shares, func(s Share) bool { return s.Unit == body }) {
		return true
	}
	return slices.ContainsFunc(c.Assignments, func(a *Assignment) bool {
		if slices.Contains(over, a.State) {
			return a.Unit == body && c.overWith(a)
		}
		return a.Unit == body || a.AssignedBy == body || a.Special == body
	})
}

// succeeded tells the new unit what has come over to it.
func succeeded(c *Case, e Event) []Notice {
	var out []Notice
	for _, a := range c.Assignments {
		if n := len(a.Before); n > 0 && a.Before[n-1].Until == e.On && (!slices.Contains(over, a.State) || c.overWith(a)) {
			out = append(out, c.toShare(a, "succeeded")...)
		}
	}
	return out
}
