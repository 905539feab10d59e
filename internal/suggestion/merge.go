package suggestion

import (
	"slices"

	"huiyin/internal/flow"
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

	// Follows is the share whose earlier letter its author was not satisfied with; 0 for a first letter.
	Follows int `json:"follows,omitempty"`
}

// OfMerged names the merged case for whose author a share is handled again.
type OfMerged struct {
	Other  int64  `json:"other"`
	Number string `json:"number"`
}

func reworkForAuthor(x *X, c *OfMerged) {
	redo(x, nil)
	x.remark("rework_for_author", c.Number, x.here().Unit)
}

// redoOnMain begins a round that the main case's unit answers: it runs no limit of its own.
func redoOnMain(x *X, _ *Nothing) {
	x.here().Round++
	x.stop(rule.RedoDecide, x.Part)
}

// Rejoins is the share that a further letter of the main case's share answers: the one whose author waits for it. It is 0 when none does.
func (c *Case) Rejoins(main *Case, share int) int { return c.judged(main, share, OnMain) }

// WaitsFor is the share whose author was not satisfied with what a share of the main case answered; 0 when there is none.
func (c *Case) WaitsFor(main *Case, share int) int { return c.judged(main, share, Dissatisfied) }

// judged is the share in a state to which the main case's share has written.
func (c *Case) judged(main *Case, share int, in flow.State) int {
	for _, r := range c.Replies {
		a, was := c.Assignment(r.Assignment), main.Reply(r.MainReply)
		if a != nil && a.State == in && was != nil && was.Assignment == share {
			return a.No
		}
	}
	return 0
}

func deliverLetter(x *X, c *LetterOf) {
	a := x.Assignment(c.Follows)
	if a == nil {
		a = &Assignment{Head: x.add(Answered), Share: Share{Role: Sole}, Round: 1, FirstOn: x.Env.Today}
		x.Assignments = append(x.Assignments, a)
	}
	a.Unit, a.Government, a.Special = c.Unit, c.Government, c.Special
	a.Class, a.RepliedOn = c.Class, x.Env.Today
	if k, ok := x.pack().Class(c.Class); ok {
		a.Outcome = k.Outcome
	}
	x.Replies = append(x.Replies, &Reply{
		Head: x.add(Delivered), Assignment: a.No, Round: a.Round, Class: c.Class, Number: c.Number,
		IssuedOn: x.Env.Today, DeliveredOn: x.Env.Today, MainCase: c.Main, MainReply: c.Reply,
	})
	x.awaitEvaluation(a)
}
