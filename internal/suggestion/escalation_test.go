package suggestion_test

import (
	"testing"

	"huiyin/internal/suggestion/suggestiontest"
)

// What a pack asks for after a second "not satisfied" comes before the decision; a pack that asks for nothing leaves the committee free.
func TestASecondRefusalIsEscalatedAsThePackSays(t *testing.T) {
	twice := func(class, redo string) string {
		round := "health replies " + class + " to assignment1\nlead rates not_satisfied to assignment1\n"
		return alone + "on 2026-03-02\n" + round + redo + "on 2026-03-16\n" + round
	}
	const byHead = "head does redo to assignment1 {\"decision\":\"重新办理\"}\n"
	asked := `
		expect assignment1 dissatisfied
		head cannot redo to assignment1 guard.escalation_held {"decision":"重新办理"}
		head cannot settle to assignment1 guard.escalation_held {"decision":"不再重办"}
		clerk does hold_meeting to assignment1 {"text":"意见"}
	`
	for _, k := range []struct{ says, pack, script string }{
		{"Hunan: a meeting with experts, then the head decides", "hunan-city", twice("A", byHead) + asked + byHead + "expect assignment1 reworking"},
		{"Shanghai: a talk with the deputy, then the head decides", "shanghai", twice("adopted", byHead) + asked + `
			head does settle to assignment1 {"decision":"不再重办"}
			expect case closed
		`},
		{"Chongqing: the committee calls both sides and gives its opinion", "chongqing", twice("solved", byHead) + asked + byHead + "expect assignment1 reworking"},
		{"Henan: the first time at once, the second after the assessment, which the unit follows", "henan", twice("A", "expect assignment1 reworking\n") + asked + `
			expect assignment1 reworking
			expect case redoing
		`},
		{"Shandong asks for nothing: it is handled again each time", "shandong", twice("solved", "") + "expect assignment1 reworking"},
		{"Beijing asks for nothing: the head may decide at once, or hear them first", "beijing", twice("reference", byHead) + `
			clerk does hold_meeting to assignment1 {"text":"意见"}
			head does settle to assignment1 {"decision":"不再重办"}
		`},
		{"a third refusal asks for it again", "hunan-city", twice("A", byHead) + asked + byHead + `
			on 2026-03-30
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			head cannot settle to assignment1 guard.escalation_held {"decision":"不再重办"}
		`},
		{"of two units, one's escalation is not the other's", "hunan-city", separate + `
			on 2026-03-02
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			water replies A to assignment2
			lead rates not_satisfied to assignment2
			head does redo to assignment1 {"decision":"重新办理"}
			head does redo to assignment2 {"decision":"重新办理"}
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			water replies A to assignment2
			lead rates not_satisfied to assignment2
			clerk does hold_meeting to assignment1 {"text":"意见"}
			head does settle to assignment1 {"decision":"不再重办"}
			head cannot settle to assignment2 guard.escalation_held {"decision":"不再重办"}
		`},
	} {
		t.Run(k.says, func(t *testing.T) {
			w := suggestiontest.New(t, k.pack)
			w.Run(k.script)
			w.Replays()
		})
	}
}
