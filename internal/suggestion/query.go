package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// heads lists every part with the name of its machine, in order of number.
func (c *Case) heads(yield func(machine string, h *Head) bool) {
	type ref struct {
		m string
		h *Head
	}
	all := make([]ref, 0, 32) // enough for nearly every case, without asking for memory
	for _, p := range c.Signatures {
		all = append(all, ref{"signature", &p.Head})
	}
	for _, p := range c.Assignments {
		all = append(all, ref{"assignment", &p.Head})
	}
	for _, p := range c.Objections {
		all = append(all, ref{"objection", &p.Head})
	}
	for _, p := range c.Extensions {
		all = append(all, ref{"extension", &p.Head})
	}
	for _, p := range c.Opinions {
		all = append(all, ref{"opinion", &p.Head})
	}
	for _, p := range c.Replies {
		all = append(all, ref{"reply", &p.Head})
	}
	for _, p := range c.Evaluations {
		all = append(all, ref{"evaluation", &p.Head})
	}
	for _, p := range c.Commitments {
		all = append(all, ref{"commitment", &p.Head})
	}
	for _, p := range c.Contacts {
		all = append(all, ref{"contact", &p.Head})
	}
	for _, p := range c.Corrections {
		all = append(all, ref{"correction", &p.Head})
	}
	for _, p := range c.Reports {
		all = append(all, ref{"report", &p.Head})
	}
	for _, p := range c.Forms {
		all = append(all, ref{"form", &p.Head})
	}
	for _, p := range c.Withdrawals {
		all = append(all, ref{"withdrawal", &p.Head})
	}
	for _, p := range c.Instructions {
		all = append(all, ref{InstructionMachine, &p.Head})
	}
	slices.SortFunc(all, func(a, b ref) int { return a.h.No - b.h.No })
	for _, r := range all {
		if !yield(r.m, r.h) {
			return
		}
	}
}

// PartsOf lists the numbers of all parts of a machine, the oldest first; of "case" it is 0 alone.
func (c *Case) PartsOf(machine string) []int {
	if machine == "case" {
		return []int{0}
	}
	var out []int
	for m, h := range c.heads {
		if m == machine {
			out = append(out, h.No)
		}
	}
	return out
}

// Part returns the head of a part and the name of its machine; part 0 is the case itself.
func (c *Case) Part(no int) (machine string, h *Head, ok bool) {
	if no == 0 {
		return "case", &c.Head, true
	}
	for m, h := range c.heads {
		if h.No == no {
			return m, h, true
		}
	}
	return "", nil, false
}

// Assignment returns the assignment with this part number, or nil.
func (c *Case) Assignment(no int) *Assignment { return find(c.Assignments, no) }

// Reply returns the reply with this part number, or nil.
func (c *Case) Reply(no int) *Reply { return find(c.Replies, no) }

// Answer reports whether a reply answers the deputy. Of a co-handler of a past year a reply holds nothing but the day of its opinion.
func (c *Case) Answer(v *Reply) bool {
	a := c.Assignment(v.Assignment)
	return a != nil && (a.Role.Answers() || len(v.Answers) > 0)
}

// Commitment returns the commitment with this part number, or nil.
func (c *Case) Commitment(no int) *Commitment { return find(c.Commitments, no) }

type headed interface{ head() *Head }

func (h *Head) head() *Head { return h }

func find[T any, P interface {
	*T
	headed
}](list []P, no int) P {
	for _, p := range list {
		if p.head().No == no {
			return p
		}
	}
	return nil
}

// AssignmentOf returns the assignment that a part belongs to, or is.
func (c *Case) AssignmentOf(part int) *Assignment {
	if part == 0 {
		return nil
	}
	no := part
	switch {
	case find(c.Objections, part) != nil:
		no = find(c.Objections, part).Assignment
	case find(c.Extensions, part) != nil:
		no = find(c.Extensions, part).Assignment
	case find(c.Opinions, part) != nil:
		no = find(c.Opinions, part).Assignment
	case find(c.Replies, part) != nil:
		no = find(c.Replies, part).Assignment
	case find(c.Evaluations, part) != nil:
		no = find(c.Evaluations, part).Assignment
	case find(c.Forms, part) != nil:
		no = find(c.Forms, part).Assignment
	case find(c.Commitments, part) != nil:
		no = find(c.Commitments, part).Assignment
	case find(c.Contacts, part) != nil:
		no = find(c.Contacts, part).Assignment
	case find(c.Instructions, part) != nil:
		no = find(c.Instructions, part).Assignment
	}
	return find(c.Assignments, no)
}

// Live lists the assignments that still stand: not reassigned, distributed or ended.
func (c *Case) Live() []*Assignment {
	var out []*Assignment
	for _, a := range c.Assignments {
		if a.State != Reassigned && a.State != Distributed && a.State != Ended {
			out = append(out, a)
		}
	}
	return out
}

// Answering lists the live assignments that answer the deputy.
func (c *Case) Answering() []*Assignment {
	var out []*Assignment
	for _, a := range c.Live() {
		if a.Role.Answers() {
			out = append(out, a)
		}
	}
	return out
}

// LeadUnit returns the unit that answers for the case: the sole or lead unit, else the first separate one; 0 when none.
func (c *Case) LeadUnit() int64 { return c.leadUnit() }

func (c *Case) leadUnit() int64 {
	for _, a := range c.Answering() {
		return a.Unit
	}
	return 0
}

// leads reports whether a unit answers for co-handlers: every lead unit does where there are several.
func (c *Case) leads(unit int64) bool {
	return slices.Contains(c.Leads(), unit)
}

// Leads lists the units to which co-handlers give their opinions.
func (c *Case) Leads() []int64 {
	var out []int64
	for _, a := range c.Answering() {
		if a.Role == LeadRole && !slices.Contains(out, a.Unit) {
			out = append(out, a.Unit)
		}
	}
	return out
}

func (c *Case) hasSpecial(org int64) bool {
	return slices.ContainsFunc(c.Assignments, func(a *Assignment) bool { return a.Special == org })
}

func (c *Case) hasGovernment() bool {
	return slices.ContainsFunc(c.Assignments, func(a *Assignment) bool { return a.Government })
}

// reply returns the reply of an assignment's round, or nil.
func (c *Case) replyOf(assignment, round int) *Reply {
	for _, r := range c.Replies {
		if r.Assignment == assignment && r.Round == round {
			return r
		}
	}
	return nil
}

// ReplyOf returns the reply of an assignment in a round, drafts included, or nil.
func (c *Case) ReplyOf(assignment, round int) *Reply { return c.replyOf(assignment, round) }

// evaluation returns a deputy's evaluation of a round; entries that were rejected or dropped do not count.
func (c *Case) evaluation(assignment, round int, post int64) *Evaluation {
	for _, e := range c.Evaluations {
		if !e.Dropped() && e.Assignment == assignment && e.Round == round && e.Post == post {
			return e
		}
	}
	return nil
}

// rated returns the evaluation that decides an assignment's round: the lead's, else that of who stands in, else the first.
func (c *Case) rated(a *Assignment) *Evaluation {
	var any *Evaluation
	for _, e := range c.Evaluations {
		if e.Assignment != a.No || e.Round != a.Round || e.State == Entered || e.Dropped() {
			continue
		}
		if e.Post == c.Lead {
			return e
		}
		if any == nil || e.Post == c.StandIn() {
			any = e
		}
	}
	return any
}

// Clock returns the latest clock of this name on a part, or nil.
func (c *Case) Clock(name rule.Clock, part int) *Clock {
	for _, k := range slices.Backward(c.Clocks) {
		if k.Name == name && k.Part == part {
			return k
		}
	}
	return nil
}

// Due returns the running clock that a reader cares about first: the earliest due day among reply-like clocks.
func (c *Case) Due() *Clock {
	var best *Clock
	for _, k := range c.Clocks {
		if !k.Running() || !k.Name.Limit().Light {
			continue
		}
		if best == nil || k.Due < best.Due {
			best = k
		}
	}
	return best
}

// Class returns the case's class, derived: the lead's, or the least favourable among several answering units.
func (c *Case) Class(p *rule.Pack) string {
	if c.Told != nil && c.Told.Class != "" {
		return c.Told.Class
	}
	worst, rank := "", -1
	for _, a := range c.Answering() {
		if a.Class == "" {
			continue
		}
		k, ok := p.Class(a.Class)
		if ok && k.Order > rank {
			worst, rank = a.Class, k.Order
		}
	}
	return worst
}

// In reports whether the case is in one of these states.
func (c *Case) In(states ...flow.State) bool { return slices.Contains(states, c.State) }

// ReportBy is the day by which the unit is to speak of a promise next: a month after it last did, after the promise was made, or after the deputy
// found it not kept. It is empty when the promise is not the unit's to keep any more.
func (c *Case) ReportBy(k *Commitment) calendar.Day {
	if k.State != Promised {
		return ""
	}
	last := max(c.AssignedOn, k.On)
	if r := c.Reply(k.Reply); r != nil {
		last = r.DeliveredOn
	}
	last = max(last, k.RatedOn)
	for _, p := range k.Progress {
		last = max(last, p.On)
	}
	if last == "" {
		return ""
	}
	return last.AddMonths(1)
}

// OpenCommitments counts the promises that are still owed.
func (c *Case) OpenCommitments() int {
	n := 0
	for _, k := range c.Commitments {
		if k.State == Promised || k.State == Claimed {
			n++
		}
	}
	return n
}

// LastStep returns the latest day on which the case was submitted, accepted or handed over: nothing that follows is older.
func (c *Case) LastStep() calendar.Day {
	return max(c.SubmittedOn, c.ResubmittedOn, c.AcceptedOn, c.AssignedOn)
}
