package suggestion_test

import (
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// shared is a suggestion of two, handed over, signed for and spoken about.
const shared = joint + `
	clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
` + assign + `
	health does sign_for to assignment1
	health does note_contact to assignment1 {contact}
	on 2026-03-02
`

// What a deputy's absence means, under the pack in which ten days are for evaluating.
func TestAbsence(t *testing.T) {
	for _, c := range []struct{ name, script string }{
		{"nobody's silence counts while the only signer is on leave", alone + `
			lead is absent
			on 2026-03-02
			health replies A to assignment1
			told office:1 paused
			on 2026-06-01
			time passes
			expect assignment1 answered
			lead is active
			told post:1 resumed
			due feedback assignment1 2026-06-11
			on 2026-06-12
			time passes
			expect assignment1 unrated
		`},
		{"whoever is on leave may still evaluate", alone + `
			lead is absent
			on 2026-03-02
			health replies A to assignment1
			lead rates satisfied to assignment1
			expect case closed
		`},
		{"leave that begins while time runs stops it, and it begins anew", replied + `
			due feedback assignment1 2026-03-12
			on 2026-03-10
			lead is absent
			ended feedback assignment1 void
			on 2026-04-01
			time passes
			expect assignment1 answered
			lead is active
			due feedback assignment1 2026-04-13
		`},
		{"an evaluation filed before the leave is final in its time", replied + `
			lead does evaluate to assignment1 {"attitude":"satisfied","result":"satisfied"}
			lead is absent
			due feedback assignment1 2026-03-12
			on 2026-03-13
			time passes
			expect assignment1 content
		`},
		{"the committee enters what came on paper, a second person confirms", alone + `
			lead is absent
			on 2026-03-02
			health replies A to assignment1
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			clerk cannot confirm_evaluation to evaluation1 guard.second_person_entry
			clerk2 does confirm_evaluation to evaluation1
			expect assignment1 content
		`},
		{"a co-signer stands in, and the time is the co-signer's own", shared + `
			health replies A to assignment1
			cosigner cannot evaluate to assignment1 guard.may_rate {"attitude":"satisfied","result":"satisfied"}
			on 2026-03-10
			lead is absent
			told post:2 stand_in
			due feedback assignment1 2026-03-20
			cosigner does confirm_receipt to reply1
			cosigner rates satisfied to assignment1
			expect case closed
		`},
		{"a co-signer's silence is nobody's consent either: it is counted apart", shared + `
			lead is absent
			health replies A to assignment1
			told post:2 replied
			on 2026-03-13
			time passes
			expect assignment1 unrated
		`},
		{"who comes back evaluates again, with all the time", shared + `
			health replies A to assignment1
			lead is absent
			on 2026-03-11
			lead is active
			cosigner cannot evaluate to assignment1 guard.may_rate {"attitude":"satisfied","result":"satisfied"}
			due feedback assignment1 2026-03-23
			lead rates satisfied to assignment1
			expect case closed
		`},
		{"with both on leave time stands still", shared + `
			health replies A to assignment1
			cosigner is absent
			due feedback assignment1 2026-03-12
			lead is absent
			ended feedback assignment1 void
			told office:1 paused
			cosigner is active
			told post:2 stand_in
			due feedback assignment1 2026-03-12
		`},
		{"a suspended deputy evaluates nothing, and does not hold the case up", replied + `
			lead is suspended
			lead cannot evaluate to assignment1 guard.mandate_serves {"attitude":"satisfied","result":"satisfied"}
			clerk cannot enter_evaluation to assignment1 guard.mandate_serves {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			due feedback assignment1 2026-03-12
			on 2026-03-13
			time passes
			expect assignment1 unrated
		`},
		{"a mandate that ends during leave leaves the answer to be evaluated", alone + `
			lead is absent
			on 2026-03-02
			health replies A to assignment1
			lead is former
			due feedback assignment1 2026-03-12
			lead rates satisfied to assignment1
		`},
		{"a co-signer rates the promises in the lead's place", shared + `
			health replies B to assignment1 [{promise}]
			lead rates satisfied to assignment1
			health does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
			cosigner cannot rate_fulfilment to commitment1 fault.not_yours {"rating":"satisfied"}
			lead is absent
			cosigner does rate_fulfilment to commitment1 {"rating":"satisfied"}
			clerk does verify_fulfilment to commitment1
			expect commitment1 kept
		`},
		{"the committee vouches for a contact when nobody else can", alone + `
			clerk cannot vouch_contact to contact1 guard.nobody_stands_in {"text":"电话核实"}
			lead is absent
			clerk cannot vouch_contact to contact1 field.required
			clerk does vouch_contact to contact1 {"text":"3月2日电话向代表核实"}
			expect contact1 confirmed
		`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(c.script)
			w.Replays()
		})
	}
}

// Where every signer rates, those who serve go on when the lead does not.
func TestTheOthersEvaluateWhereEachDoes(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city").Decide("joint_feedback", "each")
	w.Run(shared + `
		health replies A to assignment1
		lead is absent
		cosigner rates satisfied to assignment1
		expect case closed
	`)
}

// What is handed in tells the case who is away already, and a part split off knows it too.
func TestASubmissionKnowsWhoIsAway(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(`lead does start_draft {draft}`)
	w.Town.Mandate("lead", org.Absent)
	w.Run(`
		lead does submit
		county does pass_check
	`)
	if w.Case.Standing(suggestiontest.PostOf("lead")) != org.Absent || !w.Case.Paused() {
		t.Errorf("got %+v", w.Case.Away)
	}
	parts := w.Case.Pieces(&suggestion.Split{Pieces: []suggestion.SplitPiece{{Title: "另一件", Requests: []int{2}}}})
	child := &suggestion.Case{ID: 8, Congress: 1}
	if _, err := suggestion.Apply(child, suggestion.Step{Do: "born_of_split", Cmd: parts[0], Env: w.Env()}); err != nil || !child.Paused() {
		t.Errorf("got %+v, %v", child.Away, err)
	}
}
