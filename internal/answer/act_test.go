package answer_test

import (
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
			name, hint := answer.Act(p, of, "hold_meeting"), answer.ActHint(p, of, "hold_meeting")
			if name == p.T("action.hold_meeting") || hint == p.T("action.hold_meeting.hint") || names[name] {
				t.Errorf("%s, %s: %q, %q", lang, value, name, hint)
			}
			names[name] = true
		}
		for _, value := range rule.Values[rule.ExcludedHandling] {
			of := pack(rule.ExcludedHandling, value)
			name, hint := answer.Act(p, of, "to_letter"), answer.ActHint(p, of, "to_letter")
			if own := value == "return_or_reference"; (name != p.T("action.to_letter")) != own || (hint != p.T("action.to_letter.hint")) != own {
				t.Errorf("%s, %s: %q, %q", lang, value, name, hint)
			}
		}
		none := &suggestion.Case{}
		for _, value := range rule.Values[rule.ExcludedHandling] {
			key, _ := answer.Done(p, pack(rule.ExcludedHandling, value), "to_letter", 0, none)
			if own := value == "return_or_reference"; !p.Has(key) || (key != "action.to_letter.done") != own {
				t.Errorf("%s, %s: what is done is told by %s", lang, value, key)
			}
		}
		for _, of := range []*rule.Pack{nil, {}, pack(rule.Merging, "allowed")} {
			for _, do := range []flow.Action{"hold_meeting", "to_letter", "evaluate"} {
				if got, want := answer.Act(p, of, do), p.T("action."+string(do)); got != want {
					t.Errorf("%s: %s is called %q, want %q", lang, do, got, want)
				}
			}
		}
		if got := answer.ActHint(p, nil, "no_such_act"); got != "" {
			t.Errorf("%s: of what there is nothing to say: %q", lang, got)
		}
	}
}

// What is done is told with the day by which the next is expected, where the act begins a clock and the catalogue says it.
func TestWhatIsDoneIsToldWithTheNextDay(t *testing.T) {
	running := &suggestion.Case{Clocks: []*suggestion.Clock{{Name: rule.Reply, Part: 3, Due: "2026-08-28"}, {Name: rule.Feedback, Part: 4, Due: "2026-09-30"}}}
	for _, lang := range i18n.Languages {
		p := i18n.For(lang)
		for _, row := range []struct {
			do       flow.Action
			part     int
			key, due string
		}{
			{"sign_for", 3, "action.sign_for.done_due", "2026-08-28"},
			{"sign_for", 5, "action.sign_for.done", ""}, // the clock of another part
			{"assign", 0, "action.assign.done_due", "2026-08-28"},
			{"no_such_act", 0, "case.done", ""},
		} {
			if key, due := answer.Done(p, nil, row.do, row.part, running); key != row.key || string(due) != row.due || !p.Has(key) {
				t.Errorf("%s, %s of %d: %s %s, want %s %s", lang, row.do, row.part, key, due, row.key, row.due)
			}
		}
	}
}
