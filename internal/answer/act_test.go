package answer_test

import (
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
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
