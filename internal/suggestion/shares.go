package suggestion

import (
	"slices"

	"huiyin/internal/fault"
)

// ProposeUnits names the units and their roles for the hand-over (拟定承办单位).
type ProposeUnits struct {
	Shares   []Share `json:"shares" form:"shares,required"`
	Precheck bool    `json:"precheck" form:"flag"`
}

func (c *ProposeUnits) check(_ *X, f *fault.Fields) { checkShares(c.Shares, f) }

// checkShares enforces the ways of handling: one sole unit alone; or lead units with co-handlers; or separate units.
func checkShares(shares []Share, f *fault.Fields) {
	n := map[Role]int{}
	seen := map[int64]bool{}
	for i, s := range shares {
		n[s.Role]++
		if s.Unit != 0 && seen[s.Unit] {
			f.Add("shares."+itoa(i)+".unit", "field.unit_twice")
		}
		seen[s.Unit] = true
	}
	switch {
	case n[Sole] > 0 && len(shares) > 1:
		f.Add("shares", "field.sole_alone")
	case n[Sole] == 0 && n[LeadRole] == 0 && n[Separate] == 0:
		f.Add("shares", "field.nobody_answers")
	case n[Co] > 0 && n[LeadRole] == 0:
		f.Add("shares", "field.co_needs_lead")
	case n[Separate] == 1 && n[LeadRole] == 0:
		f.Add("shares", "field.separate_needs_two")
	}
}

// Handover carries out the proposed hand-over (交办).
type Handover struct {
	AtMeeting bool `json:"at_meeting" form:"flag"`
}

// AddUnits brings further co-handlers in (增办).
type AddUnits struct {
	Shares []Share `json:"shares" form:"shares,required"`
	Reason string  `json:"reason" form:"text,required" max:"1000"`
}

func (c *AddUnits) check(x *X, f *fault.Fields) {
	for i, s := range c.Shares {
		if s.Role != Co && s.Role != Separate {
			f.Add("shares."+itoa(i)+".role", "field.added_role")
		}
		if s.Role != c.Shares[0].Role {
			f.Add("shares."+itoa(i)+".role", "field.added_alike")
		}
		if s.Role == Co && !x.hasLead() {
			f.Add("shares."+itoa(i)+".role", "field.co_needs_lead")
		}
		if x.handles(s.Unit) || slices.ContainsFunc(c.Shares[:i], func(o Share) bool { return o.Unit == s.Unit }) {
			f.Add("shares."+itoa(i)+".unit", "field.unit_twice")
		}
	}
}

// handles reports whether a unit has a live share.
func (c *Case) handles(unit int64) bool {
	return slices.ContainsFunc(c.Live(), func(a *Assignment) bool { return a.Unit == unit })
}

// hasLead reports whether some unit leads co-handlers, or would as soon as there are any.
func (c *Case) hasLead() bool {
	return slices.ContainsFunc(c.Live(), func(a *Assignment) bool { return a.Role == LeadRole || a.Role == Sole })
}

// Distribute passes the government's part on to its departments (政府分办).
type Distribute struct {
	Shares []Share `json:"shares" form:"shares,required"`
}

func (c *Distribute) check(x *X, f *fault.Fields) {
	checkShares(c.Shares, f)
	a := x.here()
	if a == nil {
		return
	}
	leads := len(c.Shares) == 1 // takes the office's place
	for i, s := range c.Shares {
		if x.handles(s.Unit) {
			f.Add("shares."+itoa(i)+".unit", "field.unit_twice")
		}
		leads = leads || s.Role == LeadRole
	}
	if a.Role == LeadRole && !leads && anyRole(x.Live(), Co) {
		f.Add("shares", "field.co_needs_lead")
	}
}

func anyRole(list []*Assignment, r Role) bool {
	return slices.ContainsFunc(list, func(a *Assignment) bool { return a.Role == r })
}
