package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Timing says how an answer stands to its limit (是否按时). It is empty while there is no answer, or no limit was counted.
type Timing string

// The timings, the best first.
const (
	InTime   Timing = "in_time"  // 原定期限内
	Extended Timing = "extended" // 经同意延期, 在延长的期限内
	Late     Timing = "late"     // 超期
)

// Punctual are the timings that count as on time: an approved extension does.
var Punctual = []Timing{InTime, Extended}

var timingRank = map[Timing]int{"": 0, InTime: 1, Extended: 2, Late: 3}

func timingOf(done calendar.Day, k *Clock) Timing {
	switch {
	case done == "" || k == nil || k.Void:
		return ""
	case done > k.Due:
		return Late
	case k.Was != "" && done > k.Was:
		return Extended
	}
	return InTime
}

// clockOf returns the latest clock of this name on a part in a round, or nil.
func (c *Case) clockOf(name rule.Clock, part, round int) *Clock {
	for i := len(c.Clocks) - 1; i >= 0; i-- {
		if k := c.Clocks[i]; k.Name == name && k.Part == part && k.Round == round {
			return k
		}
	}
	return nil
}

// AnswerTiming tells when the first answer of a share was due and whether it came in time. A re-handling has its own limit.
func (c *Case) AnswerTiming(a *Assignment) (due calendar.Day, t Timing) {
	k := c.Clock(rule.Reply, a.No)
	if k == nil || k.Void || !a.Role.Answers() {
		return "", ""
	}
	return k.Due, timingOf(a.FirstOn, k)
}

// SignDue is the day by which a share was to be signed for; empty when no limit was counted.
func (c *Case) SignDue(a *Assignment) calendar.Day {
	if k := c.Clock(rule.SignFor, a.No); k != nil {
		return k.Due
	}
	return ""
}

// RedoTiming tells when the answer of the latest re-handling was due and whether every re-handling was answered in time. The
// timing is empty while the latest is not answered.
func (c *Case) RedoTiming(a *Assignment) (due calendar.Day, t Timing) {
	for round := 2; round <= a.Round; round++ {
		k := c.clockOf(rule.Redo, a.No, round)
		if k == nil {
			return "", ""
		}
		on := calendar.Day("")
		if r := c.replyOf(a.No, round); r != nil {
			on = r.DeliveredOn
		}
		due = k.Due
		one := timingOf(on, k)
		if one == "" {
			return due, ""
		}
		if timingRank[one] > timingRank[t] {
			t = one
		}
	}
	return due, t
}

// Answering shares of a case taken together: it is answered when the last of them is, and in time when each was.
func (c *Case) answersTogether() (first, due calendar.Day, t Timing) {
	open := false
	for _, a := range c.Answering() {
		d, one := c.AnswerTiming(a)
		due = max(due, d)
		if a.FirstOn == "" {
			open = true
		}
		first = max(first, a.FirstOn)
		if timingRank[one] > timingRank[t] {
			t = one
		}
	}
	if open {
		first = ""
		if t != Late {
			t = ""
		}
	}
	return first, due, t
}
