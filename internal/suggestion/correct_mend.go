package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// What corrections do. A corrected day moves the clocks that count from that event, and no others that happen to have started on the same day.

// mendLead gives a suggestion of a past year to who made it. With the name comes the sight of it; the delegation is an entry of its own.
func mendLead(x *X, _ *Assignment, k *Correction) { x.Lead, x.LeadPerson = atoi(k.To), k.LeadPerson }

func mendSubmitted(x *X, _ *Assignment, k *Correction) {
	x.SubmittedOn = calendar.Day(k.To)
	x.recountSubmitted(x.SubmittedOn, k.Met)
	if k.Stream != "" && k.Stream != x.Stream {
		x.restream(k.Stream, k.Met)
	}
}

func mendAccepted(x *X, _ *Assignment, k *Correction) {
	was := x.AcceptedOn
	x.AcceptedOn = calendar.Day(k.To)
	if k.Met {
		x.remet(0, was, x.AcceptedOn, rule.Accept)
	}
}

func mendAssigned(x *X, _ *Assignment, k *Correction) {
	was := x.AssignedOn
	x.AssignedOn = calendar.Day(k.To)
	if k.Met {
		x.remet(0, was, x.AssignedOn, rule.Assign)
	}
	x.recountAssigned(was, x.AssignedOn, k.Met)
}

// mendRoles gives shares their right roles. A past year has no clocks to begin or end.
func mendRoles(x *X, _ *Assignment, k *Correction) {
	for _, s := range k.Roles {
		switch a := x.ShareOf(s.Unit); {
		case a == nil:
		case x.History:
			a.Role = s.Role
			x.restate(a)
		default:
			x.recast(a, s.Role)
		}
	}
}

func mendUnit(_ *X, a *Assignment, k *Correction) {
	a.Unit, a.Government, a.Special = atoi(k.To), k.Government, k.Special
}

// mendReplied moves the day of the latest answer, what it met and what it began.
func mendReplied(x *X, a *Assignment, k *Correction) {
	was, now := calendar.Day(k.From), calendar.Day(k.To)
	if a == nil {
		x.tell().RepliedOn = now
		return
	}
	a.RepliedOn = now
	if a.Round <= 1 {
		a.FirstOn = now
	}
	r := x.answered(a)
	if r.IssuedOn == was {
		r.IssuedOn = now
	}
	r.DeliveredOn = now
	x.remet(a.No, was, now, rule.Reply, rule.ReplyMax, rule.Redo)
	for _, c := range x.Clocks {
		if c.Part == a.No && c.Start == was && c.Round == a.Round && (c.Name == rule.Feedback || c.Name == rule.Publish) && c.reaches(true) {
			x.move(c, now)
		}
	}
}

// mendClass: the letter of a unit stays as it was issued; the share bears the right class.
func mendClass(x *X, a *Assignment, k *Correction) {
	if a == nil {
		x.tell().Class = k.To
		return
	}
	if a.FirstClass == a.Class {
		a.FirstClass = k.To
	}
	a.Class = k.To
	c, _ := x.pack().Class(k.To)
	a.Outcome = c.Outcome
	if x.History {
		x.answered(a).Class = k.To
	}
}

func mendAttitude(x *X, a *Assignment, k *Correction) {
	level := Rating(unlessNone(k.To))
	if a == nil {
		x.tell().Attitude = level
		return
	}
	x.rerate(a, func(e *Evaluation) { e.Attitude = level }, func() { a.Attitude = level })
}

func mendResult(x *X, a *Assignment, k *Correction) {
	level := Rating(unlessNone(k.To))
	if a == nil {
		x.tell().Result = level
		return
	}
	x.rerate(a, func(e *Evaluation) { e.Result = level }, func() {
		a.Result = level
		if a.Round <= 1 {
			a.FirstResult = level
		}
	})
}

func mendRatedOn(x *X, a *Assignment, k *Correction) {
	if a == nil {
		x.tell().RatedOn = calendar.Day(k.To)
		return
	}
	a.RatedOn = calendar.Day(k.To)
}

// rerate mends how a share was rated. The record is mended and nothing begins: whether a case is handled again after that, the head decides.
func (x *X) rerate(a *Assignment, paper func(*Evaluation), share func()) {
	if e := x.rated(a); e != nil {
		bad := unhappy(e)
		paper(e)
		switch now := unhappy(e); {
		case now && !bad:
			a.Refusals++
		case bad && !now:
			a.Refusals--
		}
		x.Escalated = slices.ContainsFunc(x.Assignments, func(a *Assignment) bool { return a.Refusals >= 2 })
	}
	share()
	x.restate(a)
}

// restate lets a share of ended work stand as its ratings say.
func (x *X) restate(a *Assignment) {
	if slices.Contains(states{Content, Unrated, Settled, Opined}, a.State) {
		a.State = pastState(PastShare{Share: a.Share, Attitude: a.Attitude, Result: a.Result})
	}
}

// tell returns what is told of the answer to the whole case.
func (x *X) tell() *PastAnswer {
	t := x.Case.answerOf(nil)
	x.Told = &t
	return x.Told
}

// answered returns the latest answer of a share; of a past year, whose sheet told of none, a new one.
func (x *X) answered(a *Assignment) *Reply {
	r := x.lastDelivered(a.No)
	if r == nil {
		for _, k := range x.Replies {
			if k.Assignment == a.No {
				r = k
			}
		}
	}
	if r == nil {
		r = &Reply{Head: x.add(Delivered), Assignment: a.No, Round: 1}
		x.Replies = append(x.Replies, r)
	}
	return r
}
