package suggestion

import (
	"slices"

	"huiyin/internal/rule"
)

func merge(x *X, c *Merge) {
	x.MergedInto, x.MergedFrom, x.Reason, x.Lock = c.Into, x.State, c.Reason, nil
	for _, k := range x.Clocks {
		if k.Running() {
			k.Void, k.Stopped = true, x.Env.Today
		}
	}
}

func absorb(x *X, c *Absorb) { x.Absorbed = append(x.Absorbed, c.Other) }

func release(x *X, c *Absorb) {
	x.Absorbed = slices.DeleteFunc(x.Absorbed, func(id int64) bool { return id == c.Other })
}

// unmerge takes a case out again: its clocks resume from their original days, so that some may be overdue at once.
func unmerge(x *X, _ *Reason) {
	x.MergedInto, x.MergedFrom, x.MainGone = 0, "", false
	for _, k := range x.Clocks {
		if k.Void && k.Stopped != "" {
			k.Void, k.Stopped = false, ""
		}
	}
}

// mainEnded notes that the main case was withdrawn, refused or treated as a letter: nobody will answer this one there.
func mainEnded(x *X, _ *Nothing) { x.MainGone = true }

func standAlone(x *X, _ *Nothing) { unmerge(x, nil) }

// LetterOf points a merged case at the reply of its main case: its authors receive their own letter and evaluate for themselves.
type LetterOf struct {
	Main   int64  `json:"main"`
	Reply  int    `json:"reply"`
	Unit   int64  `json:"unit"`
	Class  string `json:"class"`
	Number string `json:"number"`

	Government bool  `json:"government,omitempty"` // as the share of the main case: whoever watches that one watches this one too
	Special    int64 `json:"special,omitempty"`
}

func deliverLetter(x *X, c *LetterOf) {
	a := &Assignment{Head: x.add(Answered), Share: Share{Unit: c.Unit, Role: Sole, Government: c.Government, Special: c.Special}, Round: 1, Class: c.Class, RepliedOn: x.Env.Today, FirstOn: x.Env.Today}
	if k, ok := x.pack().Class(c.Class); ok {
		a.Outcome = k.Outcome
	}
	x.Assignments = append(x.Assignments, a)
	x.Replies = append(x.Replies, &Reply{
		Head: x.add(Delivered), Assignment: a.No, Round: 1, Class: c.Class, Number: c.Number,
		IssuedOn: x.Env.Today, DeliveredOn: x.Env.Today, MainCase: c.Main, MainReply: c.Reply,
	})
	x.start(rule.Feedback, a.No, 1, x.Env.Today)
}
