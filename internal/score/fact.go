package score

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Count is a figure of one unit: how many, of how many, and how many could not be told.
type Count struct {
	N       int `json:"n"`
	Of      int `json:"of"`
	Unknown int `json:"unknown,omitempty"`
}

func (c Count) plus(d Count) Count { return Count{c.N + d.N, c.Of + d.Of, c.Unknown + d.Unknown} }

// fact is one thing that the log tells of an item. count returns how many of how many; a base of nothing leaves the item out.
type fact struct {
	code  string
	days  bool // asks "within how many days"
	needs suggestion.Fact
	count func(it *Item, days int, cutOff calendar.Day) Count
}

func yes(b bool) Count {
	if b {
		return Count{N: 1, Of: 1}
	}
	return Count{Of: 1}
}

func unless(unknown bool, c Count) Count {
	if unknown {
		return Count{Unknown: 1}
	}
	return c
}

// facts is the catalogue, in the order of a case's life. Names and definitions in words are score.fact.<code> and .def.
var facts = []fact{
	{code: "items", count: func(*Item, int, calendar.Day) Count { return yes(true) }},
	{code: "signed_within", days: true, count: func(it *Item, days int, _ calendar.Day) Count {
		in := it.SignedOn != "" && calendar.DaysUntil(it.AssignedOn, it.SignedOn) <= days
		return unless(it.AssignedOn == "" || it.Past && it.SignedOn == "", yes(in))
	}},
	{code: "instructed", count: func(it *Item, _ int, _ calendar.Day) Count { return unless(it.Past, yes(it.InstructedOn != "")) }},
	{code: "contacted", count: talked(func(Talk) bool { return true })},
	{code: "met", count: talked(func(t Talk) bool { return t.Way != "phone" })},
	{code: "visited", count: talked(func(t Talk) bool { return t.Way == "visit" })},
	{code: "rechecked", count: talked(func(t Talk) bool { return t.Phase == "after" })},
	{code: "not_visited", count: not(talked(func(t Talk) bool { return t.Way == "visit" }))},
	{code: "not_rechecked", count: not(talked(func(t Talk) bool { return t.Phase == "after" }))},
	{code: "urged", count: func(it *Item, _ int, _ calendar.Day) Count { return unless(it.Past, Count{N: it.Urged, Of: 1}) }},

	{code: "answered", needs: suggestion.RepliedFact, count: answering(func(it *Item, _ int, _ calendar.Day) Count { return yes(it.answered()) })},
	{code: "answered_in_time", needs: suggestion.RepliedFact, count: answering(inLimit(func(it *Item) calendar.Day { return it.Due }))},
	{code: "answered_in_regular", needs: suggestion.RepliedFact, count: answering(inLimit(func(it *Item) calendar.Day { return it.RegularDue }))},
	{code: "answered_early", days: true, needs: suggestion.RepliedFact, count: answering(func(it *Item, days int, _ calendar.Day) Count {
		early := it.AnsweredOn != "" && calendar.DaysUntil(it.AnsweredOn, it.RegularDue) >= days
		return unless(it.RegularDue == "", yes(early))
	})},
	{code: "late", needs: suggestion.RepliedFact, count: answering(beyond(func(it *Item) calendar.Day { return it.Due }))},
	{code: "answered_late", needs: suggestion.RepliedFact, count: answering(after(func(it *Item) calendar.Day { return it.Due }))},
	{code: "answered_over_longest", needs: suggestion.RepliedFact, count: answering(after(func(it *Item) calendar.Day { return it.LongestDue }))},
	{code: "unanswered", needs: suggestion.RepliedFact, count: answering(func(it *Item, _ int, _ calendar.Day) Count { return yes(!it.answered()) })},
	{code: "opinion_in_time", count: func(it *Item, _ int, cutOff calendar.Day) Count {
		switch {
		case it.Role != suggestion.Co || it.OpinionOn == "" && !passed(it.OpinionDue, cutOff):
			return Count{Unknown: one(it.Role == suggestion.Co && it.Past)}
		}
		return unless(it.OpinionDue == "", yes(it.OpinionOn != "" && it.OpinionOn <= it.OpinionDue))
	}},

	{code: "solved", needs: suggestion.ClassFact, count: outcome(rule.Solved)},
	{code: "planned", needs: suggestion.ClassFact, count: outcome(rule.InProgress, rule.Planned)},
	{code: "rated", needs: suggestion.ResultFact, count: func(it *Item, _ int, _ calendar.Day) Count { return yes(it.Result != "") }},
	{code: "satisfied", needs: suggestion.ResultFact, count: rated(suggestion.Satisfied)},
	{code: "content", needs: suggestion.ResultFact, count: rated(suggestion.Satisfied, suggestion.Basically)},
	{code: "not_satisfied", needs: suggestion.ResultFact, count: rated(suggestion.NotSatisfied)},
	{code: "attitude_content", needs: suggestion.AttitudeFact, count: func(it *Item, _ int, _ calendar.Day) Count {
		if it.Attitude == "" {
			return Count{}
		}
		return yes(it.Attitude != suggestion.NotSatisfied)
	}},
	{code: "redo_in_time", count: redone(true)},
	{code: "redo_late", count: redone(false)},

	{code: "ledger_kept", needs: suggestion.ClassFact, count: func(it *Item, _ int, _ calendar.Day) Count {
		if it.Outcome != rule.InProgress && it.Outcome != rule.Planned {
			return Count{}
		}
		return yes(len(it.Promises) > 0)
	}},
	{code: "ledger_current", days: true, count: promised(func(p Promise, days int, cutOff calendar.Day) (counts, good bool) {
		return p.running(), p.Told != "" && calendar.DaysUntil(p.Told, cutOff) <= days
	})},
	{code: "promises_kept", count: promised(func(p Promise, _ int, cutOff calendar.Day) (counts, good bool) {
		return !p.open() || passed(p.Due, cutOff), p.State == string(suggestion.Kept)
	})},
	{code: "promises_overdue", count: promised(func(p Promise, _ int, cutOff calendar.Day) (counts, good bool) {
		return true, p.running() && passed(p.Due, cutOff)
	})},
	{code: "promises_broken", count: promised(func(p Promise, _ int, _ calendar.Day) (counts, good bool) {
		return true, p.State == string(suggestion.Broken)
	})},
	{code: "promises_moved", count: promised(func(p Promise, _ int, _ calendar.Day) (counts, good bool) { return true, p.Moved })},

	{code: "found_solvable", count: found(FoundSolvable)},
	{code: "found_hot", count: found(FoundHot)},
	{code: "found_advice", count: found(FoundAdvice)},
	{code: "found_empty", count: found(FoundEmpty)},
	{code: "found_public", count: found(FoundPublic)},
	{code: "found_all", count: foundThat(func(Found) bool { return true })},
	{code: "found_released", count: foundThat(func(f Found) bool { return f.Ended == "released" })},
	{code: "found_redone_in_time", count: foundRedone(true)},
	{code: "found_redone_late", count: foundRedone(false)},
}

// FactCodes lists every named fact in the order of a case's life.
func FactCodes() []string {
	out := make([]string, len(facts))
	for i, f := range facts {
		out[i] = f.code
	}
	return out
}

func factOf(code string) (fact, bool) {
	i := slices.IndexFunc(facts, func(f fact) bool { return f.code == code })
	if i < 0 {
		return fact{}, false
	}
	return facts[i], true
}

// Count counts a fact of the catalogue in the item; false for an unknown code.
func (it *Item) Count(code string, days int, cutOff calendar.Day) (Count, bool) {
	f, ok := factOf(code)
	if !ok {
		return Count{}, false
	}
	return f.of(it, days, cutOff), true
}

// of counts the fact in one item; a decision on an objection goes before what the log tells.
func (f fact) of(it *Item, days int, cutOff calendar.Day) Count {
	if b, ok := it.Ruled[f.code]; ok {
		return yes(b)
	}
	if f.needs != "" && it.lacks(f.needs) {
		return Count{Unknown: 1}
	}
	return f.count(it, days, cutOff)
}

func one(b bool) int { return yes(b).N }
