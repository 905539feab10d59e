package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// MarkKey makes the case a key suggestion (重点督办建议) after the chairman's meeting has decided (代表法第五十二条).
type MarkKey struct {
	Level  string `json:"level"`                   // leader or committee
	Leader int64  `json:"leader,omitempty"`        // post of the congress leader who heads the supervision
	Body   int64  `json:"key_committee,omitempty"` // special committee that does it
}

func markKey(x *X, c *MarkKey) { x.KeyLevel, x.KeyPost, x.KeyBody = c.Level, c.Leader, c.Body }

// TakePromise enters a promise that a unit made elsewhere than in its reply, such as before the standing committee, into the ledger.
type TakePromise struct {
	Unit   int64        `json:"unit"`
	Words  string       `json:"words"`
	Result string       `json:"result"`
	Owner  string       `json:"owner,omitempty"`
	Due    calendar.Day `json:"due"`
	On     calendar.Day `json:"on,omitempty"` // the day of the promise
}

func (c *TakePromise) check(x *X, f *fault.Fields) {
	if x.ShareOf(c.Unit) == nil {
		f.Add("unit", "field.choice")
	}
}

func takePromise(x *X, c *TakePromise) {
	a := x.ShareOf(c.Unit)
	x.Commitments = append(x.Commitments, &Commitment{
		Head: x.add(Promised), Assignment: a.No, Words: c.Words, Result: c.Result, Owner: c.Owner, Due: c.Due, FirstDue: c.Due, On: c.On,
	})
}

// ShareOf returns the live share of a unit, or nil.
func (c *Case) ShareOf(unit int64) *Assignment {
	for _, a := range c.Live() {
		if a.Unit == unit {
			return a
		}
	}
	return nil
}

// MarkExcellent makes the case an excellent suggestion of the year (优秀建议), or takes the mark back.
type MarkExcellent struct {
	On bool `json:"on"`
}

func markExcellent(x *X, c *MarkExcellent) { x.Excellent = c.On }

// Returnable are the states of a share in which it can be sent back to be handled again.
var Returnable = states{Content, Unrated, Settled, Answered}

// SendBack orders a share to be handled again: what the head ordered, or nothing where the list of what the public is dissatisfied with says so by itself.
type SendBack struct {
	Order string `json:"reason,omitempty" form:"text" max:"2000"`
}

// sendBackShare orders one unit to handle its share again because a found list says so (回炉办理); the reason stands on record.
func sendBackShare(x *X, c *SendBack) {
	x.ClosedOn = ""
	kind := "reopen"
	if c.Order == "" {
		kind = "reopen_public"
	}
	x.remark(kind, c.Order, x.here().Unit)
	redo(x, nil)
}
