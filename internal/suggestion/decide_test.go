package suggestion_test

import (
	"slices"
	"testing"

	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// The committee's time for deciding whether to handle again runs where the pack sets one, from the day on which "not satisfied" reached it until
// the decision. Nobody is told of the law of another place.
func TestTheTimeForDecidingOnAnotherHandling(t *testing.T) {
	for _, k := range []struct{ says, pack, script string }{
		{"five working days from the judgement; the head's decision ends them", "hunan-city", replied + `
			on 2026-03-05
			lead rates not_satisfied to assignment1
			due redo_decide assignment1 2026-03-12
			on 2026-03-09
			clerk does advise_redo to assignment1 {"text":"建议重办"}
			due redo_decide assignment1 2026-03-12
			head does redo to assignment1 {"decision":"重新办理"}
			ended redo_decide assignment1 met
			due redo assignment1 2026-04-09
		`},
		{"what the time for evaluating makes final counts from that day", "hunan-city", replied + `
			lead does evaluate to assignment1 {"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}
			on 2026-03-13
			time passes
			expect assignment1 dissatisfied
			due redo_decide assignment1 2026-03-20
			head does settle to assignment1 {"decision":"不再重办"}
			ended redo_decide assignment1 met
		`},
		{"a judgement on paper counts from the day on which a second person confirmed it", "hunan-city", replied + `
			on 2026-03-06
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决","on":"2026-03-03","scan":"s"}
			on 2026-03-09
			clerk2 does confirm_evaluation to evaluation1
			expect assignment1 dissatisfied
			due redo_decide assignment1 2026-03-16
		`},
		{"each round has its own", "hunan-city", replied + `
			lead rates not_satisfied to assignment1
			head does redo to assignment1 {"decision":"重新办理"}
			on 2026-03-16
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			due redo_decide assignment1 2026-03-23
		`},
		{"withdrawn, nothing waits any more", "hunan-city", separate + `
			on 2026-03-02
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			lead does withdraw {"reason":"撤回"}
			ended redo_decide assignment1 void
		`},
	} {
		t.Run(k.says, func(t *testing.T) {
			w := suggestiontest.New(t, k.pack)
			w.Run(k.script)
			w.Replays()
		})
	}
	for pack, class := range map[string]string{"shanghai": "adopted", "law": "A", "township": "A"} {
		t.Run(pack+" sets none", func(t *testing.T) {
			w := suggestiontest.New(t, pack)
			w.Run(alone + `
				on 2026-03-02
				health replies ` + class + ` to assignment1
				lead rates not_satisfied to assignment1
				expect assignment1 dissatisfied
			`)
			if c := w.Case.Clock("redo_decide", w.Part("assignment1")); c != nil {
				t.Errorf("a limit that nobody set runs: %+v", c)
			}
			w.Replays()
		})
	}
}

// A log that was written before the limit ran tells of no act that starts it, and of the same case.
func TestAnOlderLogHasNoTimeForDeciding(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(replied + "lead rates not_satisfied to assignment1\n")
	i := slices.IndexFunc(w.Log, func(e suggestion.Event) bool { return e.Action == "await_decision" })
	if i < 0 || w.Log[i-1].Action != "discontent" {
		t.Fatal("the limit does not start with the judgement")
	}
	w.Log = w.Log[:i]
	c, err := w.Replayed()
	if err != nil {
		t.Fatal(err)
	}
	if c.Clock("redo_decide", w.Part("assignment1")) != nil || c.Assignments[0].State != suggestion.Dissatisfied {
		t.Errorf("%+v", c.Assignments[0])
	}
}
