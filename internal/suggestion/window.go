package suggestion

import (
	"slices"

	"huiyin/internal/rule"
)

// Disclosed reports whether the units may know an evaluation. The window (评价期限) of a share closes when the time for evaluating has
// run out, or earlier when everybody whose rating counts has declared it final; until then it shows no evaluation, whoever filed it.
func (c *Case) Disclosed(e *Evaluation) bool {
	a := c.Assignment(e.Assignment)
	return e.State == Final && (a == nil || a.Round > e.Round || a.State != Answered)
}

// finalRating returns the evaluation that decides, once its window is closed. A co-signer's does not cut the lead's time
// short, unless it stands in for the lead; where every signer rates, the first to finish does not cut the others'.
func (x *X) finalRating() *Evaluation {
	a := x.here()
	if a == nil {
		return nil
	}
	e := x.rated(a)
	if e == nil || e.State != Final || !x.feedbackOver() && (e.Post != x.Lead && e.Post != x.StandIn() || x.signersWait(a)) {
		return nil
	}
	return e
}

// signersWait reports whether a co-signer's time for rating still runs, where every signer rates.
func (x *X) signersWait(a *Assignment) bool {
	k := x.Clock(rule.Feedback, a.No)
	if !x.pack().Is(rule.JointFeedback, "each") || k == nil || k.Round != a.Round {
		return false
	}
	return slices.ContainsFunc(x.Signatures, func(s *Signature) bool {
		e := x.evaluation(a.No, a.Round, s.Post)
		return s.State == Confirmed && (e == nil || e.State != Final)
	})
}

// feedbackOver reports whether the time for evaluating has run out. Where the pack sets no time it never does, nor while it stands still.
func (x *X) feedbackOver() bool {
	a := x.here()
	if a == nil {
		return false
	}
	k := x.Clock(rule.Feedback, a.No)
	return k != nil && k.Round == a.Round && !(x.Paused() && k.Void) && x.Env.Today > k.Due
}
