package answer_test

import (
	"strings"
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Each thing that a pack may ask for after a second "not satisfied" has its name and its sentence; what no pack calls otherwise keeps the table's name.
func TestAnActIsCalledWhatThePackCallsIt(t *testing.T) {
	pack := func(name rule.Policy, value string) *rule.Pack {
		return &rule.Pack{Policies: map[rule.Policy]rule.Param{name: {Value: value}}}
	}
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		names := map[string]bool{}
		for _, value := range rule.Values[rule.Escalation] {
			of := pack(rule.Escalation, value)
			own := answer.Under(p, of)
			name, hint := own.T("action.hold_meeting"), own.T("action.hold_meeting.hint")
			if name == p.T("action.hold_meeting") || hint == p.T("action.hold_meeting.hint") || names[name] {
				t.Errorf("%s, %s: %q, %q", lang, value, name, hint)
			}
			names[name] = true
		}
		for _, value := range rule.Values[rule.ExcludedHandling] {
			of := pack(rule.ExcludedHandling, value)
			for _, key := range []string{"action.to_letter", "action.to_letter.hint", "action.to_letter.done", "state.case.letter", "notice.letter", "figure.letters", "report.received"} {
				if said, own := answer.Under(p, of).T(key), value == "return_or_reference"; (said != p.T(key)) != own {
					t.Errorf("%s, %s: %s is %q", lang, value, key, said)
				}
			}
			if said := answer.Under(p, of).T("action.start_review.done"); said == p.T("action.start_review.done") {
				t.Errorf("%s, %s: the exits of the pack are not those that are named: %q", lang, value, said)
			}
			for _, key := range []string{"fault.not_now", "fault.moved_on"} { // as the desk refuses, in the name of the act or state
				said := answer.Under(p, of).T(key, "action", i18n.Key("action.to_letter"), "state", i18n.Key("state.case.letter"))
				if own := value == "return_or_reference"; strings.Contains(said, p.T("state.case.letter")) == own {
					t.Errorf("%s, %s: %q", lang, value, said)
				}
			}
		}
		for _, of := range []*rule.Pack{nil, {}, pack(rule.Merging, "allowed")} {
			for _, do := range []flow.Action{"hold_meeting", "to_letter", "evaluate"} {
				if got, want := answer.Under(p, of).T("action."+string(do)), p.T("action."+string(do)); got != want {
					t.Errorf("%s: %s is called %q, want %q", lang, do, got, want)
				}
			}
		}
		if again := answer.Under(answer.Under(p, pack(rule.ExcludedHandling, "return_or_reference")), pack(rule.ExcludedHandling, "return_or_letter")); again.T("state.case.letter") != p.T("state.case.letter") {
			t.Errorf("%s: a case under another pack than its congress is told in the congress's words", lang)
		}
	}
}

// What is done is told with the day by which the next is expected, where the act begins a clock and the catalogue says it.
func TestWhatIsDoneIsToldWithTheNextDay(t *testing.T) {
	running := &suggestion.Case{
		Clocks: []*suggestion.Clock{
			{Name: rule.Reply, Part: 3, Due: "2026-08-28"},
			{Name: rule.Feedback, Part: 4, Due: "2026-09-30"},
			{Name: rule.SignFor, Part: 3, Due: "2026-07-01"},
			{Name: rule.SignFor, Part: 7, Due: "2026-07-07"},
			{Name: rule.SignFor, Part: 8, Due: "2026-07-08"},
			{Name: rule.RedoDecide, Part: 7, Due: "2026-07-20"},
		},
		Assignments: []*suggestion.Assignment{{Head: suggestion.Head{No: 3}}, {Head: suggestion.Head{No: 7}, Replaces: 3}, {Head: suggestion.Head{No: 8}, Replaces: 1}},
		Objections:  []*suggestion.Objection{{Head: suggestion.Head{No: 6}, Assignment: 3}, {Head: suggestion.Head{No: 9}, Assignment: 8}},
		Extensions:  []*suggestion.Extension{{Head: suggestion.Head{No: 10}, Assignment: 3}},
		Evaluations: []*suggestion.Evaluation{{Head: suggestion.Head{No: 11}, Assignment: 7}, {Head: suggestion.Head{No: 12}, Assignment: 8}},
		Commitments: []*suggestion.Commitment{{Head: suggestion.Head{No: 13, State: suggestion.Kept}}, {Head: suggestion.Head{No: 14, State: suggestion.Promised}}},
	}
	closed, follows := *running, *running
	closed.State, follows.State = suggestion.Closed, suggestion.FollowUp
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		for _, row := range []struct {
			do       flow.Action
			part     int
			key, due string
			of       *suggestion.Case
		}{
			{"sign_for", 3, "action.sign_for.done_due", "2026-08-28", running},
			{"sign_for", 5, "action.sign_for.done", "", running}, // the clock of another part
			{"assign", 0, "action.assign.done_due", "2026-08-28", running},
			{"grant_objection", 6, "action.grant_objection.done_due", "2026-07-07", running}, // of the unit that takes over
			{"refuse_objection", 6, "action.refuse_objection.done_due", "2026-08-28", running},
			{"refuse_objection", 9, "action.refuse_objection.done", "", running}, // a co-handler answers nobody
			{"grant_extension", 10, "action.grant_extension.done_due", "2026-08-28", running},
			{"refuse_extension", 10, "action.refuse_extension.done_due", "2026-08-28", running},
			{"finish_evaluation", 11, "action.finish_evaluation.done_due", "2026-07-20", running},
			{"finish_evaluation", 12, "action.finish_evaluation.done", "", running}, // nothing is to be decided about this unit
			{"finish_evaluation", 11, "action.finish_evaluation.done_follow_up", "", &follows},
			{"finish_evaluation", 11, "action.finish_evaluation.done_closed", "", &closed},
			{"verify_fulfilment", 13, "action.verify_fulfilment.done_kept", "", &follows},
			{"verify_fulfilment", 13, "action.verify_fulfilment.done_closed", "", &closed}, // it was the last
			{"verify_fulfilment", 14, "action.verify_fulfilment.done_promised", "", &follows},
			{"rate_fulfilment", 13, "action.rate_fulfilment.done_kept", "", &follows},
			{"rate_fulfilment", 13, "action.rate_fulfilment.done_closed", "", &closed},
			{"no_such_act", 0, "case.done", "", running},
		} {
			if key, due := answer.Done(p, row.do, row.part, row.of); key != row.key || string(due) != row.due || !p.Has(key) {
				t.Errorf("%s, %s of %d: %s %s, want %s %s", lang, row.do, row.part, key, due, row.key, row.due)
			}
		}
	}
}
