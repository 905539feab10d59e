package look

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Figure is one number of a scorecard: what counts, out of what, and every part behind both. Nothing of it is typed.
type Figure struct {
	Code string `json:"code"`
	In   []Ref  `json:"in,omitempty"`  // what counts
	Out  []Ref  `json:"out,omitempty"` // what belongs to the base and does not count
}

// Numerator is how many count.
func (f Figure) Numerator() int { return len(f.In) }

// Denominator is the base.
func (f Figure) Denominator() int { return len(f.In) + len(f.Out) }

func (f *Figure) put(in bool, ref Ref) {
	if in {
		f.In = append(f.In, ref)
		return
	}
	f.Out = append(f.Out, ref)
}

// The figures of the four looks, in their order (四看).
const (
	LookReplied   = "look_replied"  // 一看 办复率
	LookMet       = "look_met"      // 一看 与代表见面率
	LookLedger    = "look_ledger"   // 二看 B类件建有承诺台账
	LookCurrent   = "look_current"  // 二看 台账按月更新
	LookKept      = "look_kept"     // 三看 承诺到期兑现
	LookReworked  = "look_reworked" // 四看 不满意件按时重新办理并答复
	monthsCurrent = 1               // how old the last entry of a ledger may be
)

// LookFigures lists them.
var LookFigures = []string{LookReplied, LookMet, LookLedger, LookCurrent, LookKept, LookReworked}

// Looked is what one suggestion adds to the four looks at one unit that answers in it.
type Looked struct {
	Unit   int64
	shares int
	marks  []mark
}

// mark is one line behind a figure, small because it is kept of every suggestion.
type mark struct {
	figure int8
	in     bool
	ref    Ref
}

// LookedAt reads a suggestion at a cut-off, for every unit that answers in it.
func LookedAt(c *suggestion.Case, on calendar.Day) []Looked {
	var out []Looked
	for _, a := range c.Answering() {
		i := slices.IndexFunc(out, func(l Looked) bool { return l.Unit == a.Unit })
		if i < 0 {
			i, out = len(out), append(out, Looked{Unit: a.Unit})
		}
		out[i].shares++
		for n, f := range cardOf(c, a, on) {
			for _, ref := range f.In {
				out[i].marks = append(out[i].marks, mark{int8(n), true, ref})
			}
			for _, ref := range f.Out {
				out[i].marks = append(out[i].marks, mark{int8(n), false, ref})
			}
		}
	}
	return out
}

// cardOf is what one share adds.
func cardOf(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day) []Figure {
	if a.AssignedOn == "" || a.AssignedOn > on || a.State == suggestion.Considered {
		return nil
	}
	out := make([]Figure, len(LookFigures))
	at := func(code string) *Figure { return &out[slices.Index(LookFigures, code)] }
	ref := Ref{Case: c.ID, Part: a.No}
	at(LookReplied).put(a.FirstOn != "" && a.FirstOn <= on, ref)
	met, k := meeting(c, a, on)
	if met {
		ref.Part = k
	}
	at(LookMet).put(met, ref)
	ledger(c, a, on, at(LookLedger), at(LookCurrent))
	kept(c, a, on, at(LookKept))
	reworked(c, a, on, at(LookReworked))
	return out
}

// Card is the four looks at one unit.
type Card struct {
	Unit    int64
	Figures []Figure
	shares  int
}

// Cards adds up what was looked at, suggestion by suggestion, into a card of each unit; those that answer most come first.
func Cards(list [][]Looked) []Card {
	var out []Card
	at := map[int64]int{}
	for _, c := range list {
		for _, l := range c {
			i, ok := at[l.Unit]
			if !ok {
				i = len(out)
				at[l.Unit], out = i, append(out, Card{Unit: l.Unit, Figures: none()})
			}
			out[i].shares += l.shares
			for _, m := range l.marks {
				out[i].Figures[m.figure].put(m.in, m.ref)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Card) int { return b.shares - a.shares })
	return out
}

// UnitCard is the card of one unit.
func UnitCard(unit int64, list [][]Looked) []Figure {
	for _, c := range Cards(list) {
		if c.Unit == unit {
			return c.Figures
		}
	}
	return none()
}

// none are the four looks at a unit that answers nothing.
func none() []Figure {
	out := make([]Figure, len(LookFigures))
	for i, code := range LookFigures {
		out[i].Code = code
	}
	return out
}

// meeting finds a meeting with the deputy that the deputy does not dispute.
func meeting(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day) (bool, int) {
	for _, k := range c.Contacts {
		if k.Assignment == a.No && k.Way != "phone" && k.State != suggestion.Disputed && k.On <= on {
			return true, k.No
		}
	}
	return false, 0
}

// ledger: every reply in force of class B has dated promises, and each that is still open was reported on within the last month, or is
// younger than that, or waits for the deputy's word.
func ledger(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day, there, current *Figure) {
	if a.FirstOn == "" || a.Outcome != rule.InProgress && a.Outcome != rule.Planned {
		return
	}
	open, fresh, n := 0, 0, 0
	for _, k := range c.Commitments {
		r := c.Reply(k.Reply)
		if k.Assignment != a.No || r == nil || r.Round != lastRound(c, a, on) {
			continue
		}
		n++
		if k.State != suggestion.Promised && k.State != suggestion.Claimed {
			continue
		}
		open++
		last := r.DeliveredOn
		for _, p := range k.Progress {
			if p.On > last && p.On <= on {
				last = p.On
			}
		}
		if k.State == suggestion.Claimed || last >= on.AddMonths(-monthsCurrent) {
			fresh++
		}
	}
	ref := Ref{Case: c.ID, Part: a.No}
	there.put(n > 0, ref)
	if open > 0 {
		current.put(open == fresh, ref)
	}
}

func lastRound(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day) int {
	round := 0
	for _, r := range c.Replies {
		if r.Assignment == a.No && r.DeliveredOn != "" && r.DeliveredOn <= on {
			round = max(round, r.Round)
		}
	}
	return round
}

// kept: promises whose first day has come. Moving the day takes a promise out of no base; one kept or broken before its day counts too.
func kept(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day, f *Figure) {
	for _, k := range c.Commitments {
		if k.Assignment == a.No && (k.FirstDue <= on || k.State == suggestion.Kept || k.State == suggestion.Broken) {
			f.put(k.State == suggestion.Kept, Ref{Case: c.ID, Part: k.No})
		}
	}
}

// reworked: rounds that follow a judgement "not satisfied" and whose limit has come or that have been answered.
func reworked(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day, f *Figure) {
	for _, k := range c.Clocks {
		if k.Name != rule.Redo || k.Part != a.No || k.Void || !unhappy(c, a, k.Round-1) {
			continue
		}
		answered := k.Stopped != "" && k.Stopped <= on
		if answered || k.Due <= on {
			f.put(answered && k.Stopped <= k.Due, Ref{Case: c.ID, Part: a.No})
		}
	}
}

func unhappy(c *suggestion.Case, a *suggestion.Assignment, round int) bool {
	return slices.ContainsFunc(c.Evaluations, func(e *suggestion.Evaluation) bool {
		return e.Assignment == a.No && e.Round == round && e.State == suggestion.Final &&
			(e.Result == suggestion.NotSatisfied || e.Attitude == suggestion.NotSatisfied)
	})
}
