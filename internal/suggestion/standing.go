package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
)

// Away is a signer who does not serve at present: on leave (请假), or with the mandate suspended (暂停执行代表职务). The case is told of
// it, so that its tables and a replay need no directory.
type Away struct {
	Post     int64            `json:"post"`
	Standing org.MandateState `json:"standing"` // absent, suspended
	Since    calendar.Day     `json:"since"`
}

// NoteMandate tells the case that the standing of a signer's mandate has changed.
type NoteMandate struct {
	Post     int64            `json:"post" form:"-"`
	Standing org.MandateState `json:"standing" form:"-"`
}

// Standing is how the mandate of somebody who signed stands. Whoever is not known to be away serves: one whose mandate has ended
// still receives the answer and evaluates it.
func (c *Case) Standing(post int64) org.MandateState {
	for _, a := range c.Away {
		if a.Post == post {
			return a.Standing
		}
	}
	return org.Active
}

// StandIn is the co-signer who acts in the lead deputy's place (代为履职) while that one is away: the first who signed and serves. It is 0
// while the lead serves, and when nobody else does.
func (c *Case) StandIn() int64 {
	if c.Standing(c.Lead) == org.Active {
		return 0
	}
	for _, s := range c.Signatures {
		if s.State == Confirmed && c.Standing(s.Post) == org.Active {
			return s.Post
		}
	}
	return 0
}

// Paused reports whether the time for evaluating stands still (暂停计算): the lead deputy is on leave and nobody else who signed serves, so
// that silence says nothing. A suspended mandate pauses no time: it can last for years, and its holder may not evaluate at all.
func (c *Case) Paused() bool { return c.Standing(c.Lead) == org.Absent && c.StandIn() == 0 }

// PaperFrom lists whose evaluation of an answer may still come on paper (代录): of those whom the pack lets evaluate, the lead first, whoever may
// evaluate at all and has not done so in this round.
func (c *Case) PaperFrom(p *rule.Pack, a *Assignment) []int64 {
	may := []int64{c.Lead}
	if p.Is(rule.JointFeedback, "each") {
		for _, s := range c.Signatures {
			if s.State == Confirmed {
				may = append(may, s.Post)
			}
		}
	} else {
		may = append(may, c.StandIn())
	}
	return slices.DeleteFunc(may, func(post int64) bool {
		return post == 0 || c.Standing(post) == org.Suspended || c.evaluation(a.No, a.Round, post) != nil
	})
}

// standsIn reports whether the actor acts in the lead deputy's place.
func (x *X) standsIn() bool { s := x.StandIn(); return s != 0 && s == x.Actor.Post.ID }

// away is what a new text is told of its signers.
func (p Place) away(posts ...int64) []Away {
	var out []Away
	for _, post := range posts {
		a, ok := p.Dir.Actor(post)
		if m := a.Post.Mandate; ok && (m == org.Absent || m == org.Suspended) {
			out = append(out, Away{Post: post, Standing: m, Since: p.Today})
		}
	}
	return out
}

// noteMandate keeps the standing. Where another is to evaluate from now on, the time for it begins anew: nobody inherits what is left
// of somebody else's.
func noteMandate(x *X, c *NoteMandate) {
	standIn, paused := x.StandIn(), x.Paused()
	x.Away = slices.DeleteFunc(slices.Clone(x.Away), func(a Away) bool { return a.Post == c.Post })
	if c.Standing == org.Absent || c.Standing == org.Suspended {
		x.Away = append(x.Away, Away{Post: c.Post, Standing: c.Standing, Since: x.Env.Today})
	}
	if x.StandIn() == standIn && x.Paused() == paused {
		return
	}
	for _, a := range x.Assignments {
		if a.State == Answered && x.rated(a) == nil {
			x.cancel(rule.Feedback, a.No)
			x.awaitEvaluation(a)
		}
	}
}

// awaitEvaluation starts the time for evaluating a share's answer, unless nobody could use it.
func (x *X) awaitEvaluation(a *Assignment) {
	if !x.Paused() {
		x.start(rule.Feedback, a.No, a.Round, x.Env.Today)
	}
}

// Signers lists the posts of everybody who signed, the lead deputy first.
func (c *Case) Signers() []int64 {
	out := []int64{c.Lead}
	for _, s := range c.Signatures {
		if s.State == Confirmed {
			out = append(out, s.Post)
		}
	}
	return out
}

// Unevaluated reports whether an answer waits to be evaluated.
func (c *Case) Unevaluated() bool {
	return slices.ContainsFunc(c.Assignments, func(a *Assignment) bool { return a.State == Answered && c.rated(a) == nil })
}

// told of a mandate: whoever acts instead, and the committee when nobody does.
func mandateNoted(c *Case, _ Event) []Notice {
	if !c.Unevaluated() {
		return nil
	}
	switch {
	case c.StandIn() != 0:
		return one("post", c.StandIn(), "stand_in", c.feedbackDue())
	case c.Paused():
		return one("office", c.Congress, "paused", "")
	}
	return one("post", c.Lead, "resumed", c.feedbackDue())
}

// feedbackDue is the day on which the time for evaluating runs out first.
func (c *Case) feedbackDue() calendar.Day {
	due := calendar.Day("")
	for _, k := range c.Clocks {
		if k.Name == rule.Feedback && k.Running() && (due == "" || k.Due < due) {
			due = k.Due
		}
	}
	return due
}

// signable are the states in which a case has signers who may be away: it has been handed in and is not over.
var signable = []flow.State{
	Submitted, Checking, Reviewing, Returned, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed, Merged,
}
