// Package register turns many cases into what the pages show: the queues of each post, the sentence that says what a list holds,
// and the lines of its table. It decides nothing: what may be seen was settled by the scope.
package register

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// soon is how many days ahead a due day counts as near on a workbench.
const soon = 7

// Queue is one count of a workbench and the list behind it. Both are the same filter, so they cannot differ.
type Queue struct {
	Name    string // its word is queue.<name>
	Tasks   []string
	States  []flow.State
	Shares  []flow.State // states of the reader's own unit's shares
	Key     string
	Due     string                         // near or over
	Mine    bool                           // shares of the reader's unit
	Watched bool                           // shares that the reader's special committee watches
	Current bool                           // of the current session only
	Told    suggestion.InstructionStanding // how a leader's instruction stands on it
	Unhappy bool                           // whose result the deputy judged not satisfactory
}

// Bench is the workbench of a role: five counts, then what is special to it.
type Bench struct {
	Counts []Queue
	More   []Queue
	Write  bool // offers to begin a suggestion
	Lists  bool // leads to the hand-over lists
	Units  bool // leads to the year's table of units
	Desk   bool // leads to the page on which a leader reads and instructs
	Mine   bool // shows the reader's suggestions of this session below what waits
}

var (
	filed    = []flow.State{suggestion.Submitted, suggestion.Checking, suggestion.Reviewing, suggestion.Pending}
	handling = []flow.State{suggestion.Assigned, suggestion.Handling, suggestion.Replied, suggestion.Evaluated, suggestion.Redoing, suggestion.FollowUp}
	open     = append(append([]flow.State{}, filed...), handling...)
	over     = []flow.State{suggestion.Closed, suggestion.Archived}
	writing  = []flow.State{suggestion.Draft, suggestion.Cosigning, suggestion.Returned}
	working  = []flow.State{suggestion.Working, suggestion.Reworking, suggestion.Objecting}
	answered = []flow.State{suggestion.Answered, suggestion.Dissatisfied, suggestion.Content, suggestion.Unrated, suggestion.Settled, suggestion.Opined, suggestion.Considered}
)

// five makes the counts that every workbench begins with: to do, under way, near, overdue, done.
func five(todo, active, done Queue) []Queue {
	todo.Name, active.Name, done.Name, done.Current = "todo", "active", "done", true
	near, late := active, active
	near.Name, near.Due = "near", "near"
	late.Name, late.Due = "over", "over"
	if len(active.Shares) > 0 {
		near.Shares, late.Shares = nil, nil // what is not yet signed for can be late too
	}
	return []Queue{todo, active, near, late, done}
}

func do(names ...string) Queue { return Queue{Tasks: names} }

func named(names ...string) []Queue {
	out := make([]Queue, len(names))
	for i, n := range names {
		out[i] = Queue{Name: n, Tasks: []string{n}}
	}
	return out
}

// owed are the suggestions with a leader's instruction on which nobody has reported yet: a leader's own, and for the committee all of them.
var owed = Queue{Name: "told", Told: suggestion.OwedInstruction}

// led are what a leader watches beside the counts, which are of the own key suggestions: the own instructions still owed, and all that is overdue.
func led(active []flow.State) []Queue {
	return []Queue{owed, {Name: "late", States: active, Due: "over"}}
}

// parts reports whether a queue is part of what the first count counts: its tasks are among that count's.
func (b Bench) parts(q Queue) bool {
	for _, t := range q.Tasks {
		if !slices.Contains(b.Counts[0].Tasks, t) {
			return false
		}
	}
	return len(q.Tasks) > 0
}

// benches is the one table of what each role sees first.
var benches = map[org.Role]Bench{
	org.Deputy: {
		Counts: five(do(access.DoCosign, access.DoFinish, access.DoMend, access.DoContact, access.DoEvaluate, access.DoRate), Queue{States: open}, Queue{States: over}),
		More:   named(access.DoCosign, access.DoFinish, access.DoMend, access.DoContact, access.DoEvaluate, access.DoRate), Write: true, Mine: true,
	},
	org.DelegationAide: {Counts: five(Queue{States: writing}, Queue{States: open}, Queue{States: over}), Write: true},
	org.CountyClerk:    {Counts: five(do(access.DoCheck), Queue{States: open}, Queue{States: over})},
	org.CommitteeClerk: {
		Counts: five(do(access.DoReview, access.DoPropose, access.DoHandOver, access.DoObjection, access.DoExtension, access.DoPrecheck, access.DoAway, access.DoVouch, access.DoPaper, access.DoWithdraw, access.DoForm, access.DoClash, access.DoRedo, access.DoVerify, access.DoCorrect, access.DoCarryOut, access.DoEnter),
			Queue{States: open}, Queue{States: over}),
		More: append(named(access.DoReview, access.DoPropose, access.DoHandOver, access.DoObjection, access.DoExtension, access.DoPrecheck, access.DoAway, access.DoVouch, access.DoPaper, access.DoWithdraw, access.DoForm, access.DoClash, access.DoRedo, access.DoVerify, access.DoCorrect, access.DoCarryOut, access.DoEnter), owed), Lists: true,
	},
	org.CommitteeHead: {
		Counts: five(do(access.DoApprove, access.DoObjection, access.DoExtension, access.DoPaper, access.DoWithdraw, access.DoForm, access.DoClash, access.DoRedo, access.DoCorrect, access.DoPressure, access.DoCarryOut, access.DoEnter), Queue{States: open}, Queue{States: over}),
		More:   append(named(access.DoApprove, access.DoObjection, access.DoExtension, access.DoPaper, access.DoWithdraw, access.DoForm, access.DoClash, access.DoRedo, access.DoCorrect, access.DoPressure, access.DoCarryOut, access.DoEnter), owed), Lists: true,
	},
	org.SpecialClerk: {
		Counts: five(do(access.DoVerify), Queue{States: handling, Watched: true}, Queue{States: over, Watched: true}),
		More:   []Queue{{Name: "unhappy", Watched: true, Unhappy: true}, {Name: "key", States: open, Key: "any", Watched: true}},
	},
	org.CongressLeader: {
		Counts: five(do(access.DoRead), Queue{States: open, Key: "own"}, Queue{States: over, Key: "own"}),
		More:   append(led(open), Queue{Name: "key", States: open, Key: "any"}, Queue{Name: "unhappy", Unhappy: true}), Units: true, Desk: true,
	},
	org.GovOffice: {
		Counts: five(do(access.DoSign, access.DoObjection, access.DoCarryOut, access.DoEnter), Queue{States: handling}, Queue{States: over}),
		More:   named(access.DoSign, access.DoObjection, access.DoCarryOut, access.DoEnter, access.DoReply, access.DoPromise), Units: true,
	},
	org.GovLeader: {
		Counts: five(do(access.DoRead), Queue{States: handling, Key: "own"}, Queue{States: over, Key: "own"}),
		More:   append(led(handling), Queue{Name: "unhappy", Unhappy: true}), Units: true, Desk: true,
	},
	org.UnitClerk: {
		Counts: five(do(access.DoSign, access.DoOpinion, access.DoTake, access.DoReply, access.DoCarryOut), Queue{Shares: working, Mine: true}, Queue{Shares: answered, Mine: true}),
		More:   named(access.DoSign, access.DoOpinion, access.DoTake, access.DoReply, access.DoCarryOut, access.DoPromise),
	},
	org.UnitHead: {
		Counts: five(do(access.DoSignOff, access.DoIssue), Queue{Shares: working, Mine: true}, Queue{Shares: answered, Mine: true}),
		More:   named(access.DoSignOff, access.DoIssue, access.DoSign, access.DoReply, access.DoCarryOut, access.DoPromise),
	},
}

// former is the workbench of a deputy whose mandate has ended: what is still owed, and what only the proposer can answer.
var former = Bench{
	Counts: five(do(access.DoContact, access.DoEvaluate, access.DoRate), Queue{States: open}, Queue{States: over}),
	More:   named(access.DoContact, access.DoEvaluate, access.DoRate),
}

// BenchOf returns the workbench of a post; false for posts that see no case.
func BenchOf(a org.Actor) (Bench, bool) {
	if a.IsFormer() {
		return former, true
	}
	b, ok := benches[a.Post.Role]
	return b, ok
}

// Own returns the unit whose own limits make the lights that the reader sees; 0 when the case's do.
func Own(a org.Actor) int64 {
	return access.OwnUnit(a)
}

// Filter is the list behind the queue, for one reader on one day.
func (q Queue) Filter(a org.Actor, session int64, today calendar.Day) suggestion.Filter {
	f := suggestion.Filter{Tasks: q.Tasks, States: q.States, UnitStates: q.Shares, KeyLevel: q.Key, Instruction: q.Told, Own: Own(a)}
	if q.Mine {
		f.Unit = a.Post.Org
	}
	if q.Watched {
		f.Special = a.Post.Org
	}
	if q.Unhappy {
		f.Results = []suggestion.Rating{suggestion.NotSatisfied}
	}
	switch q.Due {
	case "near":
		f.DueFrom, f.DueTo = today, today.AddDays(soon)
	case "over":
		f.DueTo = today.AddDays(-1)
	}
	if q.Current {
		f.Session = session
	}
	return f
}

// Address is the page of a list: without a session it spans all of them.
func Address(f suggestion.Filter) string {
	v := f.Values()
	if f.Session == 0 {
		v.Set("session", "all")
	}
	return "/suggestions?" + v.Encode()
}
