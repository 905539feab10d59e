package access_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

const handled = `
	on 2026-01-13
	lead does start_draft {draft}
	lead does invite {"deputies":[2]}
	cosigner does confirm to signature1
	lead does submit
	county does pass_check
	clerk does accept {"number":"0012","category":5}
	clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	on 2026-02-03
	head does assign
	health does sign_for to assignment1
	health does note_contact to assignment1 {contact}
`

func walk(t *testing.T, script string) *suggestiontest.Walk {
	t.Helper()
	w := suggestiontest.New(t, "hunan-city")
	w.Run(script)
	return w
}

func knows(w *suggestiontest.Walk, name string, do flow.Action) bool {
	return slices.ContainsFunc(w.Log, func(e suggestion.Event) bool {
		return e.Action == do && access.SeesEvent(w.Case, w.Actor(name), e)
	})
}

func TestAnOpenEvaluationIsTheDeputysAndTheCommittees(t *testing.T) {
	w := walk(t, handled+`
		health replies A to assignment1
		lead does evaluate to assignment1 {"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}
	`)
	for name, want := range map[string]bool{
		"lead": true, "clerk": true, "head": true, "health": false, "healthhead": false, "gov": false, "special": false, "leader": false,
		"county": false, "cosigner": false,
	} {
		v := access.View(w.Case, w.Actor(name))
		if got := len(v.Evaluations) > 0; got != want {
			t.Errorf("%s sees the evaluation: %v", name, got)
		}
		if got := knows(w, name, "evaluate"); got != want {
			t.Errorf("%s sees that it was filed: %v", name, got)
		}
	}
	w.Run(`lead does finish_evaluation to evaluation1`)
	if v := access.View(w.Case, w.Actor("health")); len(v.Evaluations) != 1 || v.Assignments[0].Result != suggestion.NotSatisfied {
		t.Error("after the window the unit knows the rating")
	}
}

// Where every signer rates, the window of the share closes with the last of them: the unit learns no single word before.
func TestTheUnitSeesNothingBeforeTheWindowOfAllSignersCloses(t *testing.T) {
	for name, row := range map[string]struct {
		script string
		sees   int
	}{
		"one of two has finished": {`cosigner rates not_satisfied to assignment1`, 0},
		"a paper is confirmed while the lead's time runs": {`
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","deputy":2,"on":"2026-02-03","scan":"s"}
			clerk2 does confirm_evaluation to evaluation1
		`, 0},
		"both have finished": {`
			cosigner rates satisfied to assignment1
			lead rates satisfied to assignment1
		`, 2},
		"the time has run out": {`
			cosigner rates satisfied to assignment1
			on 2026-03-03
			time passes
		`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city").Decide(rule.JointFeedback, "each")
			w.Run(handled + `
				health replies A to assignment1
			` + row.script)
			for _, who := range []string{"health", "healthhead", "gov", "leader"} {
				if got := len(access.View(w.Case, w.Actor(who)).Evaluations); got != row.sees {
					t.Errorf("%s sees %d evaluations, want %d", who, got, row.sees)
				}
			}
		})
	}
}

// What somebody may not know of leaves no trace in what they see: no number, version, gap or order changes.
func TestWhatIsConfidedLeavesNoTrace(t *testing.T) {
	const replied = handled + `
		health replies A to assignment1
	`
	for _, row := range []struct {
		act   string
		knows []string
	}{
		{`lead does evaluate to assignment1 {"attitude":"satisfied","result":"satisfied"}`, []string{"lead", "clerk", "clerk2", "head"}},
		{`clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","deputy":1,"on":"2026-02-03","scan":"s"}`, []string{"lead", "clerk", "clerk2", "head"}},
		{`clerk does enter_withdrawal {"reason":"已经解决","on":"2026-02-03","scan":"s"}`, []string{"lead", "clerk", "clerk2", "head"}},
		{`lead does report_pressure {"text":"有人打招呼"}`, []string{"lead", "head"}},
	} {
		w := walk(t, replied)
		before, log := w.Copy(), len(w.Log)
		w.Run(row.act)
		for _, name := range suggestiontest.Names() {
			a := w.Actor(name)
			was, now := suggestiontest.Stored(access.View(before, a)), suggestiontest.Stored(access.View(w.Case, a))
			if same, want := string(was) == string(now), !slices.Contains(row.knows, name); same != want {
				t.Errorf("%s: %s sees no change: %v\n%s\n%s", row.act, name, same, was, now)
			}
			seen := slices.ContainsFunc(w.Log[log:], func(e suggestion.Event) bool { return access.SeesEvent(w.Case, a, e) })
			if seen != slices.Contains(row.knows, name) {
				t.Errorf("%s: %s sees the entry: %v", row.act, name, seen)
			}
			if seen && name != "head" && name != "lead" && !access.Confided(w.Log[log].Action) {
				t.Errorf("%s moves lists", row.act)
			}
		}
	}
}

func TestFilesOfADraftStayInside(t *testing.T) {
	w := walk(t, handled+`
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
		health does attach_reply to reply1 {"hash":"ab","name":"草稿.docx"}
	`)
	for name, want := range map[string]int{"health": 1, "healthhead": 1, "clerk": 1, "head": 1, "lead": 0, "gov": 0, "special": 0, "leader": 0} {
		if got := len(access.View(w.Case, w.Actor(name)).Files); got != want {
			t.Errorf("%s finds %d files, want %d", name, got, want)
		}
	}
}

// What shows how a promise is kept is the unit's: whoever sees the promise sees it, under the name that the unit gave it, as with the files of a reply.
func TestEvidenceIsSeenWithItsPromise(t *testing.T) {
	w := walk(t, handled+`
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[{"words":"年内建成","result":"建成","due":"2026-10-30"}]}
		health does note_contact to assignment1 {"phase":"during","way":"phone","on":"2026-02-03","who":"某科长","rank":"section","text":"电话沟通"}
		lead does confirm_contact to contact1
		health does send_for_review to reply1
		healthhead does approve_reply to reply1
		healthhead does issue to reply1 {"number":"1"}
		health does note_progress to commitment1 {"text":"已开工","percent":30,"files":[{"hash":"ab","name":"现场.jpg"}]}
		lead does protect {"on":true}
	`)
	for _, name := range []string{"health", "healthhead", "clerk", "head", "lead", "gov", "special", "leader"} {
		if got := access.View(w.Case, w.Actor(name)).Files; len(got) != 1 || got[0].Name != "现场.jpg" || access.Anonymises(w.Case, w.Actor(name), got[0]) {
			t.Errorf("%s finds %+v", name, got)
		}
	}
}

// A paper on which a deputy judged is signed: who may not know the author reads the judgement, and not its scan.
func TestASignedPaperStaysWithWhoKnowsTheAuthor(t *testing.T) {
	w := walk(t, handled+`
		health replies A to assignment1
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","deputy":1,"on":"2026-02-03","scan":"ab"}
		clerk2 does confirm_evaluation to evaluation1
	`)
	hidden := []string{"health", "healthhead", "gov", "special", "leader"}
	for _, protected := range []bool{false, true} {
		if protected {
			w.Run(`lead does protect {"on":true}`)
		}
		for _, name := range append([]string{"lead", "clerk", "head"}, hidden...) {
			v := access.View(w.Case, w.Actor(name))
			_, found := v.File("ab")
			if want := !protected || !slices.Contains(hidden, name); found != want || len(v.Evaluations) != 1 {
				t.Errorf("protected %v: %s reads the scan: %v, and %d evaluations", protected, name, found, len(v.Evaluations))
			}
		}
	}
}

func TestProtectionHidesWhereTheAuthorWasElected(t *testing.T) {
	w := walk(t, handled+`
		lead does protect {"on":true}
	`)
	w.Case.Remarks = append(w.Case.Remarks, suggestion.Remark{Kind: "withdraw_consent", By: 2}, suggestion.Remark{Kind: "check", By: 99}, suggestion.Remark{Kind: "urge", By: 98})
	w.Case.Returns = []suggestion.Return{{By: 99, County: true}, {By: 98}}
	v := access.View(w.Case, w.Actor("health"))
	n := len(v.Remarks)
	if v.Remarks[n-3].By != 0 || v.Remarks[n-2].By != 0 || v.Remarks[n-1].By != 98 || v.Returns[0].By != 0 || v.Returns[1].By != 98 {
		t.Errorf("remarks %+v, returns %+v", v.Remarks, v.Returns)
	}
	if w.Case.Remarks[n-3].By != 2 || w.Case.Returns[0].By != 99 {
		t.Error("the view changed the case")
	}
	for _, e := range w.Log {
		if e.By == suggestion.CountyDesk && (!access.HidesActor(w.Case, w.Actor("health"), e) || access.HidesActor(w.Case, w.Actor("clerk"), e)) {
			t.Errorf("the county behind %s", e.Action)
		}
	}
}

func TestProtectionHidesWhoSpeaks(t *testing.T) {
	w := walk(t, handled+`
		lead does protect {"on":true}
		health replies A to assignment1
		lead rates satisfied to assignment1
	`)
	for name, hidden := range map[string]bool{
		"lead": false, "cosigner": false, "clerk": false, "head": false, "health": true, "healthhead": true, "gov": true, "special": true, "leader": true,
	} {
		v := access.View(w.Case, w.Actor(name))
		anonymous := v.Lead == 0 && v.LeadPerson == 0 && v.Delegation == 0 && v.County == 0 && v.EnteredBy == 0 && len(v.Signatures) == 0
		if anonymous != hidden {
			t.Errorf("%s: author hidden %v, want %v", name, anonymous, hidden)
		}
		for _, e := range w.Log {
			if e.By == suggestion.Proposer && access.HidesActor(w.Case, w.Actor(name), e) != hidden {
				t.Errorf("%s: the name behind %s", name, e.Action)
			}
		}
		for _, trace := range []string{`"person":102`, `"post":1,`, `"post":2,`, `"lead":1`} {
			if hidden && strings.Contains(string(suggestiontest.Stored(v)), trace) {
				t.Errorf("%s finds %s in the case", name, trace)
			}
		}
	}
	if w.Case.Lead == 0 {
		t.Error("a view changed the case")
	}
}

// The opinion form is read by its unit, the committee and the author; once the author is protected, by no unit and nobody who watches.
func TestAFormIsItsUnitsAndTheCommittees(t *testing.T) {
	w := walk(t, handled+`
		clerk does add_units {"shares":[{"unit":5,"role":"separate"}],"reason":"x"}
		finance does sign_for to assignment2
		health replies A to assignment1
		health does register_form to assignment1 {"handed":true,"signed":true,"level":"satisfied"}
	`)
	count := func(when string, want map[string]int) {
		t.Helper()
		for name, n := range want {
			if got := len(access.View(w.Case, w.Actor(name)).Forms); got != n {
				t.Errorf("%s: %s reads %d forms, want %d", when, name, got, n)
			}
		}
	}
	count("openly", map[string]int{"lead": 1, "clerk": 1, "head": 1, "health": 1, "finance": 0, "gov": 1})
	w.Run(`lead does protect {"on":true}`)
	count("protected", map[string]int{"lead": 1, "clerk": 1, "head": 1, "health": 0, "finance": 0, "gov": 0})
	if len(w.Case.Forms) != 1 {
		t.Error("a view changed the case")
	}
}

func TestAReportOfPressureReachesTheHeadAlone(t *testing.T) {
	w := walk(t, handled+`
		lead does report_pressure {"text":"有人打招呼"}
		clerk cannot answer_report to report1 fault.not_yours {"text":"x"}
		head does answer_report to report1 {"text":"已核实处理"}
		told office_head:1 pressure
		told post:1 report_answered
	`)
	for _, name := range suggestiontest.Names() {
		want := name == "lead" || name == "head"
		v := access.View(w.Case, w.Actor(name))
		if got := len(v.Reports) > 0; got != want {
			t.Errorf("%s reads the report: %v", name, got)
		}
		if knows(w, name, "report_pressure") != want {
			t.Errorf("%s sees that it was made: %v", name, !want)
		}
	}
}

func TestDraftsStayInside(t *testing.T) {
	w := walk(t, handled+`
		health does draft_reply to assignment1 {"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}
	`)
	for name, want := range map[string]bool{"health": true, "healthhead": true, "lead": false, "gov": false, "special": false, "leader": false, "clerk": true} {
		if got := len(access.View(w.Case, w.Actor(name)).Replies) > 0; got != want {
			t.Errorf("%s reads the draft of the reply: %v", name, got)
		}
	}
}

func TestWhoSeesACase(t *testing.T) {
	draft := walk(t, `
		lead does start_draft {draft}
		lead does invite {"deputies":[2]}
	`)
	for name, want := range map[string]bool{"lead": true, "cosigner": true, "plain": false, "aide": true, "clerk": false, "county": false, "leader": false} {
		if got := access.Of(draft.Actor(name)).Sees(draft.Case); got != want {
			t.Errorf("%s sees the draft: %v", name, got)
		}
	}
	w := walk(t, handled)
	for name, want := range map[string]bool{
		"lead": true, "cosigner": true, "plain": false, "clerk": true, "health": true, "finance": false, "gov": true, "special": true,
		"leader": true, "county": true, "stranger": false,
	} {
		if got := access.Of(w.Actor(name)).Sees(w.Case); got != want {
			t.Errorf("%s sees the case: %v", name, got)
		}
	}
	far := w.Actor("clerk")
	far.Post.Congress = 2
	if access.Of(far).Sees(w.Case) {
		t.Error("another congress sees the case")
	}
	returned := walk(t, handled[:strings.Index(handled, "clerk does accept")]+`
		clerk does return {"reasons":["other"],"note":"请修改"}
		lead does write {"title":"另一标题","situation":"情况","requests":["一"],"origin":"visit","publish":"full"}
	`)
	if !access.Of(returned.Actor("cosigner")).Sees(returned.Case) {
		t.Error("who is asked to confirm a changed text cannot read it")
	}
}

// A former deputy keeps sight of the own suggestions on which something is still owed, and of nothing else.
func TestAFormerDeputySeesWhatIsStillOwed(t *testing.T) {
	const promised = `
		health replies B to assignment1 [{"words":"年底前建成","result":"建成","due":"2026-12-01"}]
		lead rates satisfied to assignment1
	`
	for name, row := range map[string]struct {
		script string
		sees   bool
	}{
		"a draft":                      {`lead does start_draft {draft}`, false},
		"under way":                    {handled, true},
		"answered and to be evaluated": {handled + `health replies A to assignment1`, true},
		"over":                         {handled + "health replies A to assignment1\nlead rates satisfied to assignment1", false},
		"a promise is open":            {handled + promised, true},
		"the promise is kept": {handled + promised + `
			health does claim_done to commitment1 {"on":"2026-02-03","evidence":"已建成"}
			clerk does verify_fulfilment to commitment1
			lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
		`, false},
		"what was kept has proved untrue": {handled + promised + `
			health does claim_done to commitment1 {"on":"2026-02-03","evidence":"已建成"}
			clerk does verify_fulfilment to commitment1
			lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
			clerk does overturn to commitment1 {"reason":"现场核实未建成"}
		`, true},
		"withdrawn": {handled + `lead does withdraw {"reason":"已解决"}`, false},
	} {
		w := walk(t, row.script)
		for _, who := range []string{"lead", "cosigner", "plain"} {
			a := w.Actor(who)
			before := access.Of(a).Sees(w.Case)
			a.Post.Mandate = org.Former
			if got, want := access.Of(a).Sees(w.Case), before && row.sees; got != want {
				t.Errorf("%s: as a former deputy %s sees it: %v", name, who, got)
			}
		}
	}
}

// Which units are proposed is the committee's until the hand-over: a unit sees no suggestion that waits for one, and reads no proposal if it did.
func TestAProposalOfUnitsIsTheCommittees(t *testing.T) {
	w := walk(t, strings.SplitAfter(handled, `{"shares":[{"unit":4,"role":"sole"}]}`)[0])
	for name, want := range map[string]bool{"clerk": true, "head": true, "health": false, "healthhead": false, "gov": false, "special": false, "leader": false, "lead": false, "county": false} {
		if got := access.View(w.Case, w.Actor(name)).Proposal != nil; got != want {
			t.Errorf("%s reads the proposal: %v", name, got)
		}
	}
	if access.Of(w.Actor("health")).Sees(w.Case) {
		t.Error("the unit that is proposed sees the suggestion before it is handed over")
	}
}

func TestAnAdministratorSeesNothing(t *testing.T) {
	w := walk(t, handled)
	for _, role := range []org.Role{org.Admin, org.Security, org.Auditor, org.Surveyor} {
		a := w.Actor("clerk")
		a.Post.Role = role
		if access.Of(a).Sees(w.Case) {
			t.Errorf("%s sees a case", role)
		}
	}
}

func TestTheClerksAdviceIsTheCommittees(t *testing.T) {
	c := &suggestion.Case{Congress: 1, Assignments: []*suggestion.Assignment{{Head: suggestion.Head{No: 1, State: suggestion.Dissatisfied}, Advice: "x", AdvisedBy: 9}}}
	for role, want := range map[org.Role]string{org.CommitteeClerk: "x", org.CommitteeHead: "x", org.UnitClerk: "", org.Deputy: "", org.GovOffice: "", org.CongressLeader: ""} {
		a := org.Actor{Post: org.Post{ID: 5, Congress: 1, Role: role}}
		if got := access.View(c, a).Assignments[0].Advice; got != want {
			t.Errorf("%s reads %q", role, got)
		}
		if sees := access.SeesEvent(c, a, suggestion.Event{Action: "advise_redo", Machine: "assignment", Part: 1}); sees != (want != "") {
			t.Errorf("%s sees the event: %v", role, sees)
		}
	}
	if c.Assignments[0].Advice == "" {
		t.Error("the view changed the case")
	}
}

func TestWhatBecameOfAnInstructionIsNotForEverybody(t *testing.T) {
	w := walk(t, handled+`
		clerk does add_units {"shares":[{"unit":5,"role":"co"}],"reason":"经费"}
		leader does instruct {"text":"抓紧办理","until":"2026-03-01"}
		leader does instruct {"text":"请联工委专题报告","to":"office"}
		health does report_instruction to case_instruction1 {"text":"已到现场"}
		head does report_instruction to case_instruction2 {"text":"已了解"}
	`)
	for name, want := range map[string]int{
		"clerk": 2, "head": 2, "leader": 2, "leader2": 2, "special": 2, "gov": 1, "govleader": 1, "health": 1, "healthhead": 1,
		"finance": 0, "lead": 0, "cosigner": 0, "aide": 0, "county": 0,
	} {
		a := w.Actor(name)
		v := access.View(w.Case, a)
		seen := 0
		for _, e := range w.Log {
			if e.Action == "report_instruction" && access.SeesEvent(w.Case, a, e) {
				seen++
			}
		}
		if len(v.Instructions) != want || seen != want {
			t.Errorf("%s sees %d instructions and %d reports, want %d", name, len(v.Instructions), seen, want)
		}
		for _, i := range w.Case.Instructions { // nobody acts on what is not seen
			if _, _, ok := v.Part(i.No); ok != (v.Instruction(i.No) != nil) {
				t.Errorf("%s: part %d", name, i.No)
			}
		}
		if n := len(v.Remarks); n != 2 {
			t.Errorf("%s reads %d of the two instructions", name, n)
		}
	}
	if !access.Confided("report_instruction") || access.Confided("instruct") {
		t.Error("what is not for everybody would move the suggestion up everybody's list")
	}
}
