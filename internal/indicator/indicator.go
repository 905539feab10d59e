// Package indicator is the catalogue of figures: each is one filter over cases, and one base that it is a share of. It is
// pure. Lists, counts and drill-downs all use the filter itself, so that no figure can differ from the list behind it.
package indicator

import (
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Figure is one number of a year. Its name in words is the catalogue's figure.<code>, its definition figure.<code>.def.
type Figure struct {
	Code string
	Of   string // code of the figure that it is a share of; empty for a plain count
	// Filter keeps the cases that count.
	Filter suggestion.Filter
	// Needs is the fact without which a case of a past year leaves the base; empty when every case of the base counts.
	Needs suggestion.Fact
	// Live figures leave past years out altogether: no sheet tells them (未载).
	Live bool
}

var (
	yes = true

	underReview = []flow.State{suggestion.Submitted, suggestion.Checking, suggestion.Reviewing}
	accepted    = []flow.State{
		suggestion.Pending, suggestion.Assigned, suggestion.Handling, suggestion.Replied, suggestion.Evaluated, suggestion.Redoing,
		suggestion.FollowUp, suggestion.Closed, suggestion.Archived,
	}
	handed   = accepted[1:]
	received = append(append([]flow.State{
		suggestion.Returned, suggestion.Refused, suggestion.Letter, suggestion.Withdrawn, suggestion.Merged, suggestion.Offline,
	}, underReview...), accepted...)
	content = []suggestion.Rating{suggestion.Satisfied, suggestion.Basically}
	rated   = []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}
)

func in(states ...flow.State) suggestion.Filter { return suggestion.Filter{States: states} }

// Year is the catalogue of a year's figures, in the order of the report. Shares of handling are of the cases handed over
// (N of the field's definitions: assigned, not withdrawn, not letters, not merged); shares of satisfaction are of those rated.
var Year = []Figure{
	// how received became accepted
	{Code: "received", Filter: Received()},
	{Code: "returned", Filter: in(suggestion.Returned, suggestion.Refused)},
	{Code: "letters", Filter: in(suggestion.Letter)},
	{Code: "withdrawn", Filter: in(suggestion.Withdrawn)},
	{Code: "merged", Filter: in(suggestion.Merged)},
	{Code: "offline", Filter: in(suggestion.Offline)},
	{Code: "under_review", Filter: in(underReview...)},
	{Code: "accepted", Filter: in(accepted...)},
	// hand-over
	{Code: "handed", Filter: in(handed...)},
	{Code: "at_meeting", Of: "handed", Needs: suggestion.AtMeetingFact, Filter: suggestion.Filter{States: handed, AtMeeting: &yes}},
	{Code: "between", Of: "handed", Filter: suggestion.Filter{States: handed, Stream: suggestion.Between}},
	// handling
	{Code: "replied", Of: "handed", Needs: suggestion.RepliedFact, Filter: suggestion.Filter{States: handed, Replied: &yes}},
	{Code: "closed", Of: "handed", Filter: in(suggestion.FollowUp, suggestion.Closed, suggestion.Archived)},
	{Code: "solved", Of: "handed", Needs: suggestion.ClassFact, Filter: suggestion.Filter{States: handed, Outcomes: []rule.Outcome{rule.Solved}}},
	{Code: "planned", Of: "handed", Needs: suggestion.ClassFact, Filter: suggestion.Filter{States: handed, Outcomes: []rule.Outcome{rule.InProgress, rule.Planned}}},
	{Code: "unsolved", Of: "handed", Needs: suggestion.ClassFact, Filter: suggestion.Filter{States: handed, Outcomes: []rule.Outcome{rule.Deferred, rule.HigherLevel, rule.Reference, rule.Infeasible}}},
	{Code: "solved_or_planned", Of: "handed", Needs: suggestion.ClassFact, Filter: suggestion.Filter{States: handed, Outcomes: []rule.Outcome{rule.Solved, rule.InProgress, rule.Planned}}},
	// satisfaction
	{Code: "rated", Of: "replied", Needs: suggestion.ResultFact, Filter: suggestion.Filter{States: handed, Results: rated}},
	{Code: "attitude_content", Of: "rated", Needs: suggestion.AttitudeFact, Filter: suggestion.Filter{States: handed, Results: rated, Attitudes: content}},
	{Code: "result_content", Of: "rated", Filter: suggestion.Filter{States: handed, Results: content}},
	{Code: "result_satisfied", Of: "rated", Filter: suggestion.Filter{States: handed, Results: []suggestion.Rating{suggestion.Satisfied}}},
	{Code: "not_satisfied", Of: "rated", Filter: suggestion.Filter{States: handed, Results: []suggestion.Rating{suggestion.NotSatisfied}}},
	// marks
	{Code: "key_leader", Of: "handed", Needs: suggestion.KeyFact, Filter: suggestion.Filter{States: handed, KeyLevel: "leader"}},
	{Code: "key_committee", Of: "handed", Needs: suggestion.KeyFact, Filter: suggestion.Filter{States: handed, KeyLevel: "committee"}},
	{Code: "excellent", Of: "handed", Needs: suggestion.ExcellentFact, Filter: suggestion.Filter{States: handed, Excellent: &yes}},
	{Code: "promises_open", Of: "handed", Needs: suggestion.PromisesFact, Filter: suggestion.Filter{States: handed, Promises: &yes}},
	{Code: "escalated", Of: "handed", Live: true, Filter: suggestion.Filter{States: handed, Escalated: &yes}},
}

// Base is the filter of what f is a share of: the figure that Of names, less the cases that lack the fact or tell nothing of it. ok is false
// for a plain count.
func (f Figure) Base() (base suggestion.Filter, ok bool) {
	for _, g := range Year {
		if g.Code == f.Of && f.Of != "" {
			base = g.Filter
			if f.Needs != "" {
				base.Known = append(base.Known[:len(base.Known):len(base.Known)], f.Needs)
			}
			if f.Live {
				live(&base)
			}
			return base, true
		}
	}
	return suggestion.Filter{}, false
}

// Handed is the base of most shares, for tables by unit, category and so on.
func Handed() suggestion.Filter { return suggestion.Filter{States: handed} }

// Received is what was handed in: what a year's figures begin with, and what stands in a directory. Drafts are neither.
func Received() suggestion.Filter { return suggestion.Filter{States: received} }

// Sum is a statement that parts must add up to a whole: a report that does not is refused with the difference named.
type Sum struct {
	Whole string
	Parts []string
}

// Sums are the statements that every year must satisfy.
var Sums = []Sum{
	{"received", []string{"returned", "letters", "withdrawn", "merged", "offline", "under_review", "accepted"}},
}

// Difference returns how much a sum is off: 0 when the parts add up.
func (s Sum) Difference(n map[string]int) int {
	d := n[s.Whole]
	for _, p := range s.Parts {
		d -= n[p]
	}
	return d
}
