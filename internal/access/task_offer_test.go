package access_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// what a task asks for: one of these acts must be open to somebody who holds its key.
var asks = map[string][]flow.Action{
	access.DoCosign: {"confirm"}, access.DoMend: {"write", "submit"}, access.DoFinish: {"write", "submit"},
	access.DoEvaluate: {"evaluate", "finish_evaluation"}, access.DoContact: {"confirm_contact"}, access.DoRate: {"rate_fulfilment"},
	access.DoAway: {"enter_evaluation"}, access.DoVouch: {"vouch_contact"},
	access.DoCheck: {"pass_check"}, access.DoReview: {"start_review", "accept", "lock_review"}, access.DoPropose: {"propose_units"},
	access.DoHandOver: {"assign", "propose_units"}, access.DoApprove: {"assign"}, access.DoObjection: {"grant_objection"},
	access.DoExtension: {"grant_extension"}, access.DoRedo: {"redo", "advise_redo"}, access.DoPrecheck: {"pass_precheck"},
	access.DoPaper: {"confirm_evaluation"}, access.DoCorrect: {"correct"}, access.DoPressure: {"answer_report"},
	access.DoForm: {"check_form"}, access.DoWithdraw: {"confirm_withdrawal"}, access.DoClash: {"doubt_form"},
	access.DoVerify: {"verify_fulfilment"}, access.DoSign: {"sign_for"},
	access.DoReply: {"draft_reply", "write_reply", "send_for_review", "ask_extension", "note_contact"}, access.DoOpinion: {"give_opinion", "mend_opinion"},
	access.DoCarryOut: {"report_instruction"}, access.DoRead: {"close_instruction"}, access.DoEnter: {"enter_reading"},
	access.DoTake: {"take_opinion"}, access.DoSignOff: {"approve_reply"}, access.DoIssue: {"issue"}, access.DoPromise: {"claim_done"},
}

// Nobody's workbench shows what its owner cannot do, at any moment of these lives.
func TestATaskCanBeDone(t *testing.T) {
	seen := map[string]bool{}
	for name, script := range map[string]string{
		"kept": handled + `
			health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
			clerk does grant_extension to extension1
			lead does report_pressure {"text":"有人打招呼"}
			clerk does propose_correction {"field":"assigned_on","to":"2026-01-28","why":"交办单日期"}
			health does draft_reply to assignment1 {"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[{promise}]}
			health does send_for_review to reply1
			healthhead does approve_reply to reply1
			healthhead does issue to reply1 {"number":"1"}
			lead does evaluate to assignment1 {"attitude":"satisfied","result":"satisfied"}
			health does register_form to assignment1 {"handed":true}
			lead does finish_evaluation to evaluation1
			health does claim_done to commitment1 {"on":"2026-02-03","evidence":"已验收"}
			lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
			clerk does verify_fulfilment to commitment1
		`,
		"instructed": handled + `
			leader does instruct {"text":"抓紧办理","until":"2026-03-01"}
			leader does instruct {"text":"请专题报告","to":"office"}
			govleader does instruct {"text":"请牵头协调","to":"gov"}
			health does report_instruction to case_instruction1 {"text":"已到现场"}
			leader does return_instruction to case_instruction1 {"reason":"不具体"}
			clerk does report_instruction to case_instruction2 {"text":"已了解"}
			gov does report_instruction to case_instruction3 {"text":"已协调"}
			govleader leaves case_instruction3
			leader does close_instruction to case_instruction2
			clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
			head does confirm_withdrawal to withdrawal1
		`,
		"withdrawn": handled + `
			clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
			head does confirm_withdrawal to withdrawal1
		`,
		"away": `
			on 2026-01-13
			plain does start_draft {draft}
			plain does submit
			clerk does start_review
			clerk does accept {"number":"0012","category":5}
			clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
			on 2026-02-03
			head does assign
			health does sign_for to assignment1
			health does note_contact to assignment1 {contact}
			plain is absent
			on 2026-03-02
			health replies A to assignment1
			clerk does vouch_contact to contact1 {"text":"电话核实"}
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","on":"2026-03-02","scan":"s"}
			clerk2 does confirm_evaluation to evaluation1
		`,
		"stood in for": handled + `
			lead is absent
			health replies A to assignment1
			cosigner rates satisfied to assignment1
		`,
		"refused": `
			on 2026-01-13
			plain does start_draft {draft}
			plain does submit
			clerk does start_review
			clerk does return {"reasons":["other"],"note":"请修改"}
			plain does submit
			clerk does start_review
			clerk does accept {"number":"0012","category":5}
			clerk does propose_units {"shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}],"precheck":true}
			on 2026-02-03
			head does assign
			health does object to assignment1 {"reason":"不属本单位","proposes":6}
			clerk does grant_objection to objection1 {"unit":6,"decision":"改办"}
			water does sign_for to assignment3
			finance does sign_for to assignment2
			finance does give_opinion to assignment2 {"text":"同意"}
			water does send_back_opinion to opinion1 {"reason":"空泛"}
			finance does mend_opinion to opinion1 {"text":"同意安排资金"}
			water does take_opinion to opinion1
			water does note_contact to assignment3 {contact}
			water replies A to assignment3
			clerk does pass_precheck to reply1
			clerk does enter_evaluation to assignment3 {"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决","on":"2026-02-03","scan":"s"}
			water does register_form to assignment3 {"handed":true,"signed":true,"level":"satisfied"}
			clerk2 does confirm_evaluation to evaluation1
			head does redo to assignment3 {"decision":"重新办理"}
		`,
	} {
		w := suggestiontest.New(t, "hunan-city")
		for _, line := range strings.Split(script, "\n") {
			w.Run(line)
			for _, k := range access.Tasks(w.Case) {
				seen[k.Name] = true
				if !someoneCan(w, k) {
					t.Errorf("%s, after %q: %s waits for %s on part %d, and none of them can do it", name, strings.TrimSpace(line), k.Name, k.Holder, k.Part)
				}
				if due := limited(w.Case, k.Name); len(due) > 0 && !slices.Contains(due, k.Due) {
					t.Errorf("%s, after %q: %s of part %d is due on %q, and its limit on %v", name, strings.TrimSpace(line), k.Name, k.Part, k.Due, due)
				}
			}
		}
	}
	for _, k := range access.TaskNames {
		if !seen[k] {
			t.Errorf("no life here has the task %s", k)
		}
	}
}

// What a second person must do waits on no list of the first: whoever the task waits for can do it, and whom it leaves out cannot.
func TestASecondPersonsWorkIsNotTheFirsts(t *testing.T) {
	const proposed = `
		on 2026-01-13
		plain does start_draft {draft}
		plain does submit
		clerk does start_review
		clerk does accept {"number":"0012","category":5}
		head does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	`
	for _, row := range []struct {
		task   string
		do     flow.Action
		script string
		waits  []string
		not    string
	}{
		{access.DoPaper, "confirm_evaluation", handled + `
			health replies A to assignment1
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","deputy":1,"on":"2026-02-03","scan":"s"}
		`, []string{"clerk2", "head"}, "clerk"},
		{access.DoWithdraw, "confirm_withdrawal", handled + `
			head does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		`, []string{"clerk", "clerk2"}, "head"},
		{access.DoCorrect, "correct", handled + `
			clerk2 does propose_correction {"field":"number","to":"0013","why":"笔误"}
		`, []string{"clerk", "head"}, "clerk2"},
		{access.DoApprove, "assign", proposed, nil, "head"},
		{access.DoApprove, "assign", proposed + `clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}`, []string{"head"}, ""},
		{access.DoRedo, "redo", handled + `
			health replies A to assignment1
			lead rates not_satisfied to assignment1
			clerk does advise_redo to assignment1 {"text":"宜重办"}
		`, []string{"clerk2", "head"}, "clerk"},
	} {
		w := walk(t, row.script)
		i := slices.IndexFunc(access.Tasks(w.Case), func(k access.Task) bool { return k.Name == row.task })
		if i < 0 {
			t.Errorf("%s waits for nobody", row.task)
			continue
		}
		k := access.Tasks(w.Case)[i]
		var waits []string
		for _, name := range suggestiontest.Names() {
			if k.For(w.Actor(name)) {
				waits = append(waits, name)
			}
		}
		if !slices.Equal(waits, row.waits) {
			t.Errorf("%s waits for %v, want %v", row.task, waits, row.waits)
		}
		if row.not != "" && suggestion.May(w.Case, w.Actor(row.not), w.Env(), k.Part, row.do) {
			t.Errorf("%s: %s may %s, so the task ought to be theirs too", row.task, row.not, row.do)
		}
	}
}

// limits are the clocks that run for one task alone.
var limits = map[string]rule.Clock{
	access.DoSign: rule.SignFor, access.DoObjection: rule.Reassign, access.DoEvaluate: rule.Feedback, access.DoRedo: rule.RedoDecide,
	access.DoReview: rule.Accept, access.DoCheck: rule.Accept, access.DoPropose: rule.Assign, access.DoApprove: rule.Assign,
}

// limited lists the days on which a task has to be done by the clocks that run for it.
func limited(c *suggestion.Case, task string) (due []calendar.Day) {
	for _, k := range c.Clocks {
		if k.Name == limits[task] && k.Running() {
			due = append(due, k.Due)
		}
	}
	return due
}

// someoneCan: a sign-off or an evaluation hangs on a part below the one that the task names, so any part will do.
func someoneCan(w *suggestiontest.Walk, k access.Task) bool {
	for _, name := range suggestiontest.Names() {
		if !k.For(w.Actor(name)) {
			continue
		}
		for _, o := range suggestion.Offers(w.Case, w.Actor(name), w.Env()) {
			if o.Reason == "" && slices.Contains(asks[k.Name], o.Do) {
				return true
			}
		}
	}
	return false
}

// What is withdrawn asks nothing more of its author and of the units; a correction of the record and a report of pressure still want an answer.
func TestWhatIsWithdrawnWaitsForNobodyButTheCommittee(t *testing.T) {
	w := walk(t, handled+`
		health does note_contact to assignment1 {contact}
		health does ask_extension to assignment1 {"until":"2026-07-01","reason":"涉及面广"}
		leader does instruct {"text":"抓紧办理","until":"2026-03-01"}
		clerk does propose_correction {"field":"number","to":"0013","why":"笔误"}
		lead does report_pressure {"text":"有人打招呼"}
		clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}
		head does confirm_withdrawal to withdrawal1
	`)
	var got []string
	for _, k := range access.Tasks(w.Case) {
		got = append(got, k.Name)
	}
	if want := []string{access.DoCorrect, access.DoPressure}; !slices.Equal(got, want) {
		t.Errorf("%s: %v wait, want %v", w.Case.State, got, want)
	}
	for _, k := range w.Case.Clocks {
		if k.Running() {
			t.Errorf("the clock %s still runs", k.Name)
		}
	}
}
