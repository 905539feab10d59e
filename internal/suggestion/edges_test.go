package suggestion_test

import (
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion/suggestiontest"
)

// What happens where two parts of a life meet: corrections, several units, several signers, decisions that overtake each other.
var edges = []struct {
	name, pack, script string
}{
	{"a corrected day moves only the clocks that count from that event", "hunan-city", submitted + `
		on 2026-02-03
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		head does assign
		health does sign_for to assignment1
		due reply assignment1 2026-05-06
		clerk does propose_correction {"field":"accepted_on","to":"2026-01-20","why":"登记簿日期"}
		head does correct to correction1
		due reply assignment1 2026-05-06
		due contact assignment1 2026-03-09
	`},
	{"the days of a case stay in their order", "hunan-city", alone + `
		on 2026-03-02
		clerk cannot propose_correction field.day_order {"field":"submitted_on","to":"2026-01-14","why":"x"}
		clerk cannot propose_correction field.day_order {"field":"accepted_on","to":"2026-02-04","why":"x"}
		clerk cannot propose_correction field.day_order {"field":"assigned_on","to":"2026-01-12","why":"x"}
	`},
	{"a day of submission across the session's end asks for the stream, and puts the case into it", "hunan-city", `
		on 2026-01-20
		lead does start_draft {draft}
		lead does submit
		county does pass_check
		clerk does accept {"number":"0012","category":5}
		clerk cannot propose_correction field.stream_of_day {"field":"submitted_on","to":"2026-01-14","why":"会上收到"}
		clerk cannot propose_correction field.day_of_last_session {"field":"submitted_on","to":"2026-01-09","why":"x"}
		clerk does propose_correction {"field":"submitted_on","to":"2026-01-14","why":"会上收到","stream":"session"}
		head does correct to correction1
		ended assign case void
	`},
	{"a stream is corrected by itself", "hunan-city", accepted + `
		clerk cannot propose_correction field.required {"field":"stream","why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"stream","stream":"session","why":"x"}
		clerk does propose_correction {"field":"stream","stream":"between","why":"会后提出"}
		clerk cannot correct to correction1 guard.second_person_correction
		head does correct to correction1
		due assign case 2026-01-22
	`},
	{"a delegation is corrected, not into what is none", "hunan-city", accepted + `
		clerk cannot propose_correction field.unknown_delegation {"field":"delegation","delegation":4,"why":"x"}
		clerk cannot propose_correction field.required {"field":"delegation","why":"x"}
		clerk does propose_correction {"field":"delegation","delegation":10,"why":"登记有误"}
		clerk2 does correct to correction1
	`},
	{"roles of units are corrected before they have begun to answer", "hunan-city", withCo + `
		clerk cannot propose_correction field.every_unit {"field":"roles","shares":[{"unit":4,"role":"sole"}],"why":"x"}
		clerk cannot propose_correction field.not_handling {"field":"roles","shares":[{"unit":4,"role":"lead"},{"unit":6,"role":"co"}],"why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"roles","shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}],"why":"x"}
		clerk cannot propose_correction field.nobody_answers {"field":"roles","shares":[{"unit":4,"role":"co"},{"unit":5,"role":"co"}],"why":"x"}
		clerk does propose_correction {"field":"roles","shares":[{"unit":5,"role":"lead"},{"unit":4,"role":"co"}],"why":"交办单上主办会办写反"}
		head does correct to correction1
		due reply assignment2 2026-05-06
		due co_opinion assignment1 2026-03-03
		ended reply assignment1 void
		ended co_opinion assignment2 void
		health does give_opinion to assignment1 {"text":"同意"}
		clerk cannot propose_correction field.role_worked {"field":"roles","shares":[{"unit":5,"role":"co"},{"unit":4,"role":"lead"}],"why":"x"}
	`},
	{"what has not happened has no day to correct", "hunan-city", accepted + `
		clerk cannot propose_correction field.nothing_to_correct {"field":"assigned_on","to":"2026-01-13","why":"x"}
	`},
	{"nobody is invited twice in one list", "hunan-city", `
		lead does start_draft {draft}
		lead cannot invite field.already_invited {"deputies":[2,2]}
	`},
	{"a co-handler added to separate units would have no lead", "hunan-city", separate + `
		clerk cannot add_units field.co_needs_lead {"shares":[{"unit":5,"role":"co"}],"reason":"涉及资金"}
		clerk cannot add_units field.unit_twice {"shares":[{"unit":5,"role":"separate"},{"unit":5,"role":"separate"}],"reason":"x"}
		clerk does add_units {"shares":[{"unit":5,"role":"separate"}],"reason":"涉及资金"}
	`},
	{"the government office leaves no co-handler without a lead and gives nobody two shares", "hunan-city", accepted + `
		clerk does propose_units {"shares":[{"unit":7,"role":"lead"},{"unit":5,"role":"co"}]}
	` + assign + `
		gov cannot distribute to assignment1 field.unit_twice {"shares":[{"unit":5,"role":"sole"}]}
		gov cannot distribute to assignment1 field.co_needs_lead {"shares":[{"unit":4,"role":"separate"},{"unit":6,"role":"separate"}]}
		gov does distribute to assignment1 {"shares":[{"unit":4,"role":"sole"}]}
		expect assignment1 distributed
	`},
	{"every lead unit answers the co-handlers' opinions", "hunan-city", accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"lead"},{"unit":6,"role":"lead"},{"unit":5,"role":"co"}]}
	` + assign + `
		finance does sign_for to assignment3
		finance does give_opinion to assignment3 {"text":"同意"}
		water does take_opinion to opinion1
		expect assignment3 opined
	`},
	{"reopening waits for the decision on what the deputy did not accept", "hunan-city", replied + `
		lead rates not_satisfied to assignment1
		expect case evaluated
		head cannot reopen guard.no_decision_waiting {"reason":"回炉"}
		head does redo to assignment1 {"decision":"重新办理"}
	`},
	{"a paper form bears a day on which there was a reply to judge", "hunan-city", replied + `
		clerk cannot enter_evaluation to assignment1 field.day_before_reply {"attitude":"satisfied","result":"basically","on":"2026-02-20","scan":"s"}
	`},
	{"two units' refusals are each the first", "hunan-city", separate + `
		on 2026-03-02
		health replies A to assignment1
		water replies A to assignment2
		lead rates not_satisfied to assignment1
		lead rates not_satisfied to assignment2
		head cannot hold_meeting to assignment1 guard.second_refusal {"text":"协调"}
	`},
}

func TestWherePartsMeet(t *testing.T) {
	for _, c := range edges {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, c.pack)
			w.Run(c.script)
			w.Replays()
		})
	}
}

// Guard 7: nobody hands in for a deputy who may not hand in.
func TestNobodySubmitsForASuspendedDeputy(t *testing.T) {
	for _, standing := range []org.MandateState{org.Suspended, org.Former} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(`aide does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"seminar","publish":"full","deputy":1}`)
		w.Town.Mandate("lead", standing)
		w.Run(`
			aide cannot submit fault.lead_mandate
			`)
		w = suggestiontest.New(t, "hunan-city")
		w.Town.Mandate("lead", standing)
		w.Run(`
			clerk cannot start_draft field.mandate_not_live {"title":"某建议","deputy":1,"entered_how":"paper"}
			aide cannot start_draft field.mandate_not_live {"title":"某建议","deputy":1}
		`)
	}
}

// Nor is anybody asked to co-sign who may not: the invitation would wait in vain.
func TestNobodyInvitesWhoMayNotCosign(t *testing.T) {
	for _, standing := range []org.MandateState{org.Suspended, org.Former} {
		w := suggestiontest.New(t, "hunan-city")
		w.Town.Mandate("cosigner", standing)
		w.Run(`
			lead does start_draft {"title":"某建议","kind":"joint"}
			lead cannot invite field.mandate_not_live {"deputies":[2]}
			expect case draft
		`)
	}
}

// answered is a joint suggestion with the reply of its one unit.
const answered = joint + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		on 2026-03-02
		health replies A to assignment1
	`

// Reply, evaluation and time for it are per unit, round and signer: nobody's early word cuts another's time short.
func TestEverySignerHasTheTimeToRate(t *testing.T) {
	for name, script := range map[string]string{
		"the co-signer first": `
			cosigner rates not_satisfied to assignment1
			expect assignment1 answered
			lead rates satisfied to assignment1
			expect assignment1 content
			expect evaluation1 final
			expect evaluation2 final
		`,
		"the lead first": `
			lead rates satisfied to assignment1
			expect assignment1 answered
			cosigner rates basically to assignment1
			expect assignment1 content
		`,
		"the co-signer never": `
			lead rates not_satisfied to assignment1
			on 2026-03-13
			time passes
			expect assignment1 dissatisfied
		`,
		"one online, one on paper": `
			lead does evaluate to assignment1 {"attitude":"satisfied","result":"satisfied"}
			clerk cannot enter_evaluation to assignment1 field.already_evaluated {"deputy":1,"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			clerk does enter_evaluation to assignment1 {"deputy":2,"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			told post:2 evaluation_entered
			clerk cannot enter_evaluation to assignment1 guard.paper_may_come {"deputy":2,"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			clerk2 does confirm_evaluation to evaluation2
			lead does finish_evaluation to evaluation1
			expect assignment1 content
		`,
		"only the co-signer": `
			cosigner rates satisfied to assignment1
			on 2026-03-13
			time passes
			expect assignment1 content
		`,
	} {
		t.Run(name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city").Decide(rule.JointFeedback, "each")
			w.Run(answered + script)
			if _, err := w.Replayed(); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("where the lead rates for all, no paper of a co-signer decides", func(t *testing.T) {
		suggestiontest.New(t, "hunan-city").Run(answered + `
			cosigner cannot evaluate to assignment1 guard.may_rate {"attitude":"satisfied","result":"satisfied"}
			clerk cannot enter_evaluation to assignment1 field.lead_evaluates {"deputy":2,"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
		`)
	})
}

// A receipt is confirmed once, and not by who has rated already: whoever rates a reply has it.
func TestAReceiptIsConfirmedOnce(t *testing.T) {
	for name, script := range map[string]string{
		"twice": `
			lead does confirm_receipt to reply1
			on 2026-03-03
			lead cannot confirm_receipt to reply1 guard.receipt_open
		`,
		"after the evaluation": `
			lead rates satisfied to assignment1
			lead cannot confirm_receipt to reply1 guard.receipt_open
		`,
	} {
		t.Run(name, func(t *testing.T) {
			suggestiontest.New(t, "hunan-city").Run(answered + script)
		})
	}
}
