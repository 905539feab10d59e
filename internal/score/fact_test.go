package score

import (
	"testing"

	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

func past(missing ...suggestion.Fact) change {
	return func(it *Item) {
		*it = Item{Case: it.Case, Assignment: 1, Past: true, Role: suggestion.Sole, AnsweredOn: "2019-05-06", Result: suggestion.Satisfied, Missing: missing}
	}
}

// Each fact where it is so, where it is not, where it does not arise, and where the record does not tell.
func TestFacts(t *testing.T) {
	co := func(on, due string) change {
		return func(it *Item) {
			it.Role, it.AnsweredOn, it.OpinionOn = suggestion.Co, "", ""
			set(it, "opinion_on", on)
			it.OpinionDue = ""
			if due != "" {
				it.OpinionDue = "2026-03-03"
			}
		}
	}
	instructed := func(it *Item) { it.InstructedOn = "2026-02-04" }
	urged := func(it *Item) { it.Urged = 3 }
	moved := func(it *Item) { it.Promises[0].Moved = true }
	class := func(o rule.Outcome) change { return func(it *Item) { it.Outcome = o } }
	yes, no, apart, unknown := Count{1, 1, 0}, Count{0, 1, 0}, Count{}, Count{0, 0, 1}
	claimed := promise("claimed", "2026-12-30", "2026-11-01")
	declared := claimed // by a program that kept the day of it
	declared.Done = "2026-12-29"
	textAlone := func(it *Item) { it.AnsweredOn, it.Answered = "", true }
	open, kept, broken := promise("promised", "2026-12-30", "2026-12-01"), promise("kept", "2027-05-01", "2026-12-01"), promise("broken", "2026-06-01", "2026-05-01")
	for _, c := range []struct {
		fact string
		days int
		item Item
		want Count
	}{
		{"items", 0, good(1), yes},
		{"signed_within", 2, good(1), yes},
		{"signed_within", 1, good(1), no},
		{"signed_within", 7, good(1, signed("")), no},
		{"signed_within", 7, good(1, past()), unknown},
		{"instructed", 0, good(1, instructed), yes},
		{"instructed", 0, good(1), no},
		{"instructed", 0, good(1, past()), unknown},
		{"contacted", 0, good(1, silentOn("before")), yes},
		{"contacted", 0, good(1, silentOn("before"), silentOn("after")), no},
		{"contacted", 0, good(1, past()), unknown},
		{"met", 0, good(1, silentOn("before")), no},
		{"visited", 0, good(1), yes},
		{"not_visited", 0, good(1), no},
		{"not_visited", 0, good(1, silentOn("before")), yes},
		{"not_visited", 0, good(1, past()), unknown},
		{"rechecked", 0, good(1, silentOn("after")), no},
		{"not_rechecked", 0, good(1, silentOn("after")), yes},
		{"urged", 0, good(1, urged), Count{3, 1, 0}},
		{"answered", 0, good(1), yes},
		{"answered", 0, good(1, answered("")), no},
		{"answered", 0, good(1, past()), yes},
		{"answered", 0, good(1, past(suggestion.RepliedFact)), unknown},
		{"answered", 0, good(1, past(), textAlone), yes},
		{"answered", 0, good(1, co("2026-03-01", "x")), apart},
		{"answered_in_time", 0, good(1), yes},
		{"answered_in_time", 0, good(1, answered("2026-06-10"), extended("2026-07-01")), yes},
		{"answered_in_time", 0, good(1, past()), unknown},
		{"answered_in_regular", 0, good(1, answered("2026-06-10"), extended("2026-07-01")), no},
		{"answered_early", 10, good(1, answered("2026-04-26")), yes},
		{"answered_early", 10, good(1, answered("2026-04-27")), no},
		{"answered_early", 10, good(1, answered("")), no},
		{"late", 0, good(1, answered("2026-05-07")), yes},
		{"late", 0, good(1, answered("")), yes},
		{"late", 0, good(1, answered(""), extended(cutOff)), no},
		{"late", 0, good(1, past()), unknown},
		{"answered_late", 0, good(1, answered("")), no},
		{"answered_late", 0, good(1, answered("2026-05-07")), yes},
		{"answered_over_longest", 0, good(1, answered("2026-08-03")), no},
		{"answered_over_longest", 0, good(1, answered("2026-08-04")), yes},
		{"unanswered", 0, good(1, answered("")), yes},
		{"unanswered", 0, good(1, past(), textAlone), no},
		{"opinion_in_time", 0, good(1, co("2026-03-03", "x")), yes},
		{"opinion_in_time", 0, good(1, co("2026-03-04", "x")), no},
		{"opinion_in_time", 0, good(1, co("", "x")), no},
		{"opinion_in_time", 0, good(1, co("", "")), apart},
		{"opinion_in_time", 0, good(1), apart},
		{"solved", 0, good(1), yes},
		{"solved", 0, good(1, class(rule.Planned)), no},
		{"planned", 0, good(1, class(rule.InProgress)), yes},
		{"planned", 0, good(1, past(suggestion.ClassFact)), unknown},
		{"rated", 0, good(1, rate("")), no},
		{"satisfied", 0, good(1, rate("")), apart},
		{"satisfied", 0, good(1, rate(suggestion.Basically)), no},
		{"content", 0, good(1, rate(suggestion.Basically)), yes},
		{"not_satisfied", 0, good(1, rate(suggestion.NotSatisfied)), yes},
		{"not_satisfied", 0, good(1, past(suggestion.ResultFact)), unknown},
		{"attitude_content", 0, good(1, rate(suggestion.NotSatisfied)), no},
		{"attitude_content", 0, good(1, rate("")), apart},
		{"redo_in_time", 0, good(1, again("2026-07-01", "2026-07-01")), yes},
		{"redo_in_time", 0, good(1, again("2026-07-01", "2026-07-02")), no},
		{"redo_in_time", 0, good(1, again("2027-01-01", "")), apart},
		{"redo_in_time", 0, good(1, again("", "2026-07-02")), unknown},
		{"redo_late", 0, good(1, again("2026-07-01", "")), yes},
		{"ledger_kept", 0, good(1, planned()), no},
		{"ledger_kept", 0, good(1, planned(open)), yes},
		{"ledger_kept", 0, good(1), apart},
		{"ledger_current", 30, good(1, planned(open)), yes},
		{"ledger_current", 29, good(1, planned(open)), no},
		{"ledger_current", 30, good(1, planned(kept)), apart},
		{"ledger_current", 30, good(1, planned(declared)), apart},
		{"ledger_current", 30, good(1, planned(claimed)), no},
		{"promises_kept", 0, good(1, planned(kept, open, broken)), Count{1, 3, 0}},
		{"promises_overdue", 0, good(1, planned(kept, open, broken)), Count{1, 3, 0}},
		{"promises_overdue", 0, good(1, planned(declared, open)), Count{1, 2, 0}},
		{"promises_overdue", 0, good(1, planned(claimed, open)), Count{2, 2, 0}}, // as it was frozen before
		{"promises_broken", 0, good(1, planned(kept, open, broken)), Count{1, 3, 0}},
		{"promises_moved", 0, good(1, planned(kept, open), moved), Count{1, 2, 0}},
		{"found_solvable", 0, good(1, onList(FoundSolvable, 1)), yes},
		{"found_hot", 0, good(1, onList(FoundSolvable, 1)), no},
		{"found_advice", 0, good(1, onList(FoundAdvice, 2)), Count{2, 1, 0}},
		{"found_empty", 0, good(1), no},
	} {
		f, ok := factOf(c.fact)
		if !ok {
			t.Fatalf("no fact %s", c.fact)
		}
		if got := f.of(&c.item, c.days, cutOff); got != c.want {
			t.Errorf("%s of %+v:\n got %+v, want %+v", c.fact, c.item, got, c.want)
		}
	}
}

func set(it *Item, field, v string) {
	_, put, _ := it.correctable(field)
	put(v)
}

// What is not recorded leaves the base of a share, whatever base the scheme gives it.
func TestUnknownLeavesTheBase(t *testing.T) {
	s := shippedScheme(t, "shenzhen-2007")
	u := scored(t, s, all(several(1, 4), several(5, 6, past(suggestion.RepliedFact))))
	for _, v := range u.Figures {
		if v.Code == "in_three_months" && v.Count != (Count{4, 4, 6}) {
			t.Errorf("in three months %+v", v.Count)
		}
		if v.Code == "over_six_or_unanswered" && v.Count != (Count{0, 4, 6}) {
			t.Errorf("over six months or unanswered %+v", v.Count)
		}
	}
	if u.Items != 10 || u.Indicators[1].Grade != "good" {
		t.Errorf("%d items, reply graded %s", u.Items, u.Indicators[1].Grade)
	}
}
