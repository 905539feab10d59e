package suggestion_test

import (
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

func TestVersionsOfAReturnedTextStay(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	for _, c := range walks {
		if c.name == "a returned text comes back, and both versions stay" {
			w.Run(c.script)
		}
	}
	if n := len(w.Case.Versions); n != 2 || len(w.Case.Versions[0].Requests) != 2 || len(w.Case.Versions[1].Requests) != 3 {
		t.Errorf("versions: %+v", w.Case.Versions)
	}
	if r := w.Case.Returns; len(r) != 1 || r[0].Text != 0 || r[0].Marks[0] == "" {
		t.Errorf("returns: %+v", r)
	}
	if w.Case.SubmittedOn != "2026-01-13" || w.Case.Stream != suggestion.InSession {
		t.Errorf("submitted on %s in %s: a return must not move a session's suggestion between sessions", w.Case.SubmittedOn, w.Case.Stream)
	}
}

// A case keeps the version of the rules under which it was handed over; before that it goes by the one in force.
func TestTheVersionAtHandOverStays(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		version             int
	}{
		{"handed over before the new version", alone, `
			lead does withdraw {"reason":"问题已解决"}
			expect case withdrawn
		`, 1},
		{"handed over after it", accepted, `
			clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		` + assign + `
			lead cannot withdraw guard.may_withdraw {"reason":"问题已解决"}
		`, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(c.before)
			w.Decide(rule.Withdraw, "before_assign").Run(c.after)
			if w.Case.Pack.ID != "hunan-city" || w.Case.Pack.Version != c.version {
				t.Errorf("the case goes by %+v, want version %d", w.Case.Pack, c.version)
			}
		})
	}
}

// The four exits: what leads out, what ends with it, and that nothing leads on but what the rules say.
func TestTheFourExits(t *testing.T) {
	why := `{"reasons":["beyond_powers"],"note":"不属本级职权"}`
	for _, c := range []struct {
		name, pack, script string
	}{
		{"X1 withdrawn: handling ends at once, what was done stays", "shandong", withCo + `
			lead does withdraw {"reason":"问题已解决"}
			expect case withdrawn
			expect assignment1 ended
			expect assignment2 ended
			ended reply assignment1 void
			ended co_opinion assignment2 void
			told unit:4 withdrawn
			told unit:5 withdrawn
			health cannot draft_reply to assignment1 fault.not_now {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
			lead cannot submit fault.not_now
		`},
		{"X2 returned: the deputy mends it and hands it in again", "zhejiang", `
			on 2026-01-20
			lead does start_draft {draft}
			lead does submit
			county does pass_check
			due accept case 2026-01-27
			clerk does return {"reasons":["no_request"],"marks":["情况"],"note":"请补充具体建议"}
			expect case returned
			ended accept case void
			told post:1 returned
			on 2026-01-28
			lead does submit
			due accept case 2026-02-04
			clerk does start_review
			clerk does accept {"number":"0012","category":5}
			ended accept case met
			expect case pending
		`},
		{"X2 not accepted: with its reason, and for good", "zhejiang", submitted + `
			clerk cannot refuse field.required {"reasons":[],"note":"不属本级职权"}
			clerk cannot refuse field.required {"reasons":["judicial_case"],"note":""}
			clerk cannot refuse field.choice {"reasons":["beyond_powers"],"note":"不属本级职权"}
			clerk does refuse {"reasons":["judicial_case"],"note":"涉及具体案件"}
			expect case refused
			told post:1 refused
			lead cannot submit fault.not_now
			clerk cannot accept fault.not_now {"number":"0012","category":5}
		`},
		{"X3 treated as a letter: also when it was accepted, and its number is no suggestion's any more", "shanghai", accepted + `
			due assign case 2026-02-24
			clerk does to_letter ` + why + `
			expect case letter
			ended assign case void
			told post:1 letter
			clerk cannot propose_units fault.not_now {"shares":[{"unit":4,"role":"sole"}]}
		`},
		{"X4 merged: its clocks stand still and its author is told", "hunan-city", alone + `
			clerk does merge {"into":99}
			expect case merged
			ended reply assignment1 void
			told post:1 merged
			health cannot draft_reply to assignment1 fault.not_now {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		`},
	} {
		t.Run(c.name, func(t *testing.T) { suggestiontest.New(t, c.pack).Run(c.script) })
	}
}

// The seven guards that every rule asks for.
func TestTheSevenGuards(t *testing.T) {
	unsigned := accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign
	for _, c := range []struct {
		name, pack, script string
	}{
		{"1 signing late does not move the reply clock", "hunan-city", unsigned + `
			due reply assignment1 2026-05-06
			on 2026-03-20
			health does sign_for to assignment1
			due reply assignment1 2026-05-06
		`},
		{"1 where it counts from receipt, it does from the day of signing", "zhejiang", unsigned + `
			on 2026-02-05
			health does sign_for to assignment1
			due reply assignment1 2026-05-06
			on 2026-03-02
		`},
		{"1 where it counts from the session's close, hand-over does not matter", "shandong", unsigned + `
			due reply assignment1 2026-04-16
			health does sign_for to assignment1
			due reply assignment1 2026-04-16
		`},
		{"2 a new unit has its own time, the longest limit counts from the first hand-over", "hunan-city", unsigned + `
			due reply_max assignment1 2026-08-03
			health does object to assignment1 {"reason":"不属本单位","proposes":6}
			on 2026-02-10
			clerk does grant_objection to objection1 {"unit":6,"decision":"改办"}
			due reply assignment2 2026-05-11
			due reply_max assignment2 2026-08-03
			ended reply assignment1 void
		`},
		{"2 and so it has where the first unit's time counted from the session's close", "shandong", unsigned + `
			due reply assignment1 2026-04-16
			health does object to assignment1 {"reason":"不属本单位","proposes":6}
			on 2026-02-10
			clerk does grant_objection to objection1 {"unit":6,"decision":"改办"}
			due reply assignment2 2026-05-11
			due reply_max assignment2 2026-07-16
		`},
		{"3 no unit passes a case on; only who assigned re-assigns", "hunan-city", unsigned + `
			health cannot distribute to assignment1 guard.is_gov_desk {"shares":[{"unit":6,"role":"sole"}]}
			health does object to assignment1 {"reason":"不属本单位","proposes":6}
			health cannot grant_objection to objection1 fault.not_yours {"unit":6,"decision":"改办"}
			water cannot grant_objection to objection1 fault.not_yours {"unit":6,"decision":"改办"}
			gov cannot grant_objection to objection1 fault.not_yours {"unit":6,"decision":"改办"}
			clerk does grant_objection to objection1 {"unit":6,"decision":"改办"}
		`},
		{"4 feedback never overwrites: each round has its own reply and evaluation", "hunan-city", replied + `
			lead rates not_satisfied to assignment1
			head does redo to assignment1 {"decision":"重新办理"}
			health replies A to assignment1
			lead rates satisfied to assignment1
			expect reply1 delivered
			expect evaluation1 final
			expect reply2 delivered
			expect evaluation2 final
			health cannot write_reply to reply1 fault.not_now {"answers":["改","改"]}
			healthhead cannot issue to reply1 fault.not_now {"number":"3"}
		`},
		{"5 a joint suggestion is withdrawn as the pack says", "shanghai", joint + `
			lead cannot withdraw guard.all_agree_withdraw {"reason":"已经解决"}
		`},
	} {
		t.Run(c.name, func(t *testing.T) { suggestiontest.New(t, c.pack).Run(c.script) })
	}
	t.Run("6 a former deputy is still answered and still evaluates", func(t *testing.T) {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(alone)
		w.Town.Mandate("lead", org.Former)
		w.Run(`
			on 2026-03-02
			health replies A to assignment1
			told post:1 replied
			lead rates satisfied to assignment1
			expect case closed
		`)
		w = suggestiontest.New(t, "hunan-city")
		w.Town.Mandate("lead", org.Former)
		w.Run(`lead cannot start_draft guard.mandate_live {draft}`)
	})
	t.Run("7 a suspended deputy submits nothing, and what was submitted goes on", func(t *testing.T) {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(`lead does start_draft {draft}`)
		w.Town.Mandate("lead", org.Suspended)
		w.Run(`lead cannot submit guard.mandate_live`)
		w = suggestiontest.New(t, "hunan-city")
		w.Run(joint)
		w.Town.Mandate("lead", org.Suspended)
		w.Town.Mandate("cosigner", org.Suspended)
		w.Run(`
			clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
			head does assign
		`)
	})
}
