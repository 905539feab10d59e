package score

import (
	"cmp"
	"slices"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/indicator"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// CaseAt folds what had been recorded of a case by the end of a day and returns the case as it stood then; nil when it did not exist
// yet. A score is taken from such cases, so that what is recorded later does not move it.
func CaseAt(id int64, log []suggestion.Event, cutOff calendar.Day, w suggestion.World) (*suggestion.Case, error) {
	end := cutOff.AddDays(1).Time().Add(-8 * time.Hour).UnixMilli() // days are those of Asia/Shanghai
	n := 0
	for n < len(log) && log[n].At < end {
		n++
	}
	if n == 0 {
		return nil, nil
	}
	return suggestion.Replay(id, log[:n], w)
}

// Who names a unit and the group in which it is ranked.
type Who func(unit int64) (name, group string)

// FactsOf reads the facts of every unit out of cases as they stand. Only cases handed over and not ended otherwise count, and of those
// the shares that still stand. found tells the entries of the found lists; nil when there are none.
func FactsOf(cases []*suggestion.Case, who Who, found func(caseID int64, assignment int) []Found) []Facts {
	by := map[int64]*Facts{}
	for _, c := range cases {
		if !c.In(indicator.Handed().States...) {
			continue
		}
		for _, a := range c.Live() {
			f := by[a.Unit]
			if f == nil {
				f = &Facts{Unit: a.Unit}
				f.Name, f.Group = who(a.Unit)
				by[a.Unit] = f
			}
			it := itemOf(c, a)
			if found != nil {
				it.Found = found(c.ID, a.No)
			}
			f.Items = append(f.Items, it)
		}
	}
	out := make([]Facts, 0, len(by))
	for _, f := range by {
		out = append(out, *f)
	}
	sortFacts(out)
	return out
}

func sortFacts(list []Facts) {
	slices.SortFunc(list, func(a, b Facts) int { return cmp.Compare(a.Unit, b.Unit) })
	for i := range list {
		slices.SortFunc(list[i].Items, func(a, b Item) int {
			return cmp.Or(cmp.Compare(a.Case, b.Case), cmp.Compare(a.Assignment, b.Assignment))
		})
	}
}

func itemOf(c *suggestion.Case, a *suggestion.Assignment) Item {
	it := Item{
		Case: c.ID, Assignment: a.No, Number: c.Number, Seq: c.Seq, Chain: c.Chain, Past: c.History, Role: a.Role, Stream: c.Stream,
		AssignedOn: a.AssignedOn, SignedOn: a.SignedOn, AnsweredOn: a.FirstOn, Round: a.Round, Outcome: a.Outcome,
		Attitude: a.Attitude, Result: a.Result, FirstResult: a.FirstResult, InstructedOn: a.InstructOn,
		Missing: slices.Clone(c.Missing),
	}
	if k := c.Clock(rule.Reply, a.No); k != nil {
		it.Due, it.RegularDue = k.Due, cmp.Or(k.Was, k.Due)
		if a.State == suggestion.Considered {
			it.AnsweredOn = k.Stopped // for reference only: considered, no written reply follows
		}
	}
	if k := c.Clock(rule.ReplyMax, a.No); k != nil {
		it.LongestDue = k.Due
	}
	it.opinion(c, a)
	it.past(c, a)
	for _, k := range c.Contacts {
		if k.Assignment == a.No && k.State == suggestion.Confirmed {
			it.Talks = append(it.Talks, Talk{Part: k.No, Phase: k.Phase, Way: k.Way, On: k.On})
		}
	}
	for _, r := range c.Remarks {
		if r.Kind == "urge" && (r.Unit == a.Unit || r.Unit == 0) {
			it.Urged++
		}
	}
	it.redos(c, a)
	it.promises(c, a)
	return it
}

func (it *Item) opinion(c *suggestion.Case, a *suggestion.Assignment) {
	if k := c.Clock(rule.CoOpinion, a.No); k != nil {
		it.OpinionDue, it.OpinionOn = k.Due, k.Stopped
	}
}

// past takes what a sheet of a past year tells of the case as a whole, where only one unit can be meant.
func (it *Item) past(c *suggestion.Case, a *suggestion.Assignment) {
	if !c.History || !a.Role.Answers() {
		return
	}
	it.AnsweredOn = cmp.Or(it.AnsweredOn, a.RepliedOn)
	it.told(c)
	it.Answered = it.AnsweredOn == "" && (a.Class != "" || c.ReplyOf(a.No, a.Round) != nil || it.Answered)
}

// told takes the answer as the sheet tells it of the whole case.
func (it *Item) told(c *suggestion.Case) {
	if c.Told == nil {
		return
	}
	if len(c.Answering()) > 1 {
		it.Missing = append(it.Missing, suggestion.RepliedFact, suggestion.ClassFact, suggestion.AttitudeFact, suggestion.ResultFact)
		return
	}
	it.AnsweredOn = cmp.Or(it.AnsweredOn, c.Told.RepliedOn)
	it.Answered = c.Told.Class != "" || c.Told.Reply != "" || c.Told.Number != ""
	it.Attitude, it.Result = cmp.Or(it.Attitude, c.Told.Attitude), cmp.Or(it.Result, c.Told.Result)
}

// redos pairs every order to handle again with its answer. An order under a pack without limit has no due day.
func (it *Item) redos(c *suggestion.Case, a *suggestion.Assignment) {
	for round := 2; round <= a.Round; round++ {
		r := Redo{Round: round}
		for _, k := range c.Clocks {
			if k.Name == rule.Redo && k.Part == a.No && k.Round == round {
				r.Due = k.Due
			}
		}
		if p := c.ReplyOf(a.No, round); p != nil {
			r.AnsweredOn = p.DeliveredOn
		}
		it.Redos = append(it.Redos, r)
	}
}

func (it *Item) promises(c *suggestion.Case, a *suggestion.Assignment) {
	for _, k := range c.Commitments {
		if k.Assignment != a.No {
			continue
		}
		p := Promise{Part: k.No, Due: k.Due, First: k.FirstDue, State: string(k.State), Moved: k.Due != k.FirstDue}
		if r := c.Reply(k.Reply); r != nil {
			p.Told = r.DeliveredOn
		}
		for _, g := range k.Progress {
			p.Told = max(p.Told, g.On)
		}
		if k.State == suggestion.Kept || k.State == suggestion.Claimed {
			p.Done = k.DoneOn
		}
		it.Promises = append(it.Promises, p)
	}
}
