package suggestion_test

import (
	"testing"

	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// A leader's instruction is followed until the leader has read what came of it.
func TestInstructionsAreFollowed(t *testing.T) {
	for _, c := range []struct{ name, pack, script string }{
		{"the units that answer report, the leader reads", "hunan-city", withCo + `
			leader cannot instruct field.day_past {"text":"抓紧办理","until":"2026-02-02"}
			leader cannot instruct field.day {"text":"抓紧办理","until":"下周"}
			leader cannot instruct field.choice {"text":"抓紧办理","to":"item"}
			leader cannot instruct field.required {"text":"  "}
			clerk cannot instruct fault.not_yours {"text":"抓紧办理"}
			leader does instruct {"text":"抓紧办理","until":"2026-02-20"}
			expect case_instruction1 instructed
			told unit:4 to_report
			told unit:5 instructed
			told office:1 instructed
			health cannot close_instruction to case_instruction1 fault.not_now
			finance cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			clerk cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			leader cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			health cannot report_instruction to case_instruction1 field.required {"text":""}
			clerk cannot pass_instruction to case_instruction1 fault.not_now {"unit":5}
			leader cannot close_instruction to case_instruction1 fault.not_now
			health does report_instruction to case_instruction1 {"text":"已到现场"}
			expect case_instruction1 carried
			told post:16 instruction_reported
			health cannot report_instruction to case_instruction1 fault.not_now {"text":"再报"}
			leader2 cannot close_instruction to case_instruction1 guard.own_instruction
			leader2 cannot return_instruction to case_instruction1 guard.own_instruction {"reason":"不具体"}
			leader cannot return_instruction to case_instruction1 field.required
			leader cannot return_instruction to case_instruction1 field.day_past {"reason":"不具体","until":"2026-02-02"}
			leader does return_instruction to case_instruction1 {"reason":"不具体","until":"2026-03-02"}
			expect case_instruction1 sent_back
			told unit:4 instruction_returned
			healthhead does report_instruction to case_instruction1 {"text":"已列出时间表"}
			leader does close_instruction to case_instruction1 {"note":"好"}
			expect case_instruction1 taken
			told unit:4 instruction_read
			leader cannot close_instruction to case_instruction1 fault.not_now
			leader cannot return_instruction to case_instruction1 fault.not_now {"reason":"不具体"}
		`},
		{"every separate unit reports for itself", "hunan-city", separate + `
			leader does instruct {"text":"分头抓紧"}
			expect case_instruction1 instructed
			expect case_instruction2 instructed
			health cannot report_instruction to case_instruction2 fault.not_yours {"text":"已办"}
			water does report_instruction to case_instruction2 {"text":"已办"}
			expect case_instruction1 instructed
			expect case_instruction2 carried
		`},
		{"the committee passes on what concerns a unit", "hunan-city", withCo + `
			leader does instruct {"text":"请联工委阅处","to":"office"}
			told office:1 to_report
			told unit:4 instructed
			health cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			gov cannot pass_instruction to case_instruction1 fault.not_yours {"unit":5}
			clerk cannot pass_instruction to case_instruction1 field.required
			clerk cannot pass_instruction to case_instruction1 field.choice {"unit":6}
			clerk does pass_instruction to case_instruction1 {"unit":5}
			told unit:5 to_report
			clerk cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			finance does report_instruction to case_instruction1 {"text":"资金已安排"}
			gov cannot enter_reading to case_instruction1 fault.not_yours {"text":"已阅"}
			clerk does enter_reading to case_instruction1 {"text":"纸质件批示：已阅"}
			expect case_instruction1 taken
		`},
		{"the committee reports itself", "hunan-city", alone + `
			leader does instruct {"text":"请联工委专题报告","to":"office"}
			head does report_instruction to case_instruction1 {"text":"已了解"}
			leader does close_instruction to case_instruction1
		`},
		{"a leader of the government instructs the government", "hunan-city", alone + `
			govleader cannot instruct field.not_the_congress {"text":"请办","to":"office"}
			govleader does instruct {"text":"请政府办牵头协调","to":"gov"}
			told gov:1 to_report
			clerk cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			gov does report_instruction to case_instruction1 {"text":"已召开协调会"}
			clerk cannot enter_reading to case_instruction1 fault.not_yours {"text":"已阅"}
			leader cannot close_instruction to case_instruction1 guard.own_instruction
			govleader leaves case_instruction1
			told gov:1 instruction_unread
			gov does enter_reading to case_instruction1 {"text":"已阅"}
			govleader does instruct {"text":"再请抓紧","to":"gov"}
			gov does pass_instruction to case_instruction2 {"unit":4}
			health does report_instruction to case_instruction2 {"text":"已办"}
			govleader does close_instruction to case_instruction2
		`},
		{"it goes with the share to the unit that takes over", "hunan-city", accepted + `
			clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		` + assign + `
			leader does instruct {"text":"抓紧办理","until":"2026-03-01"}
			health does object to assignment1 {"reason":"不属本单位","proposes":6}
			clerk does grant_objection to objection1 {"unit":6,"decision":"改办"}
			told unit:6 to_report
			health cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
			water does report_instruction to case_instruction1 {"text":"已办"}
		`},
		{"each of those among whom the government distributes reports", "zhejiang", accepted + `
			clerk does propose_units {"shares":[{"unit":7,"role":"sole"}]}
		` + assign + `
			leader does instruct {"text":"抓紧办理"}
			gov does distribute to assignment1 {"shares":[{"unit":6,"role":"separate"},{"unit":4,"role":"separate"}]}
			water does report_instruction to case_instruction1 {"text":"已办"}
			health does report_instruction to case_instruction2 {"text":"已办"}
		`},
		{"it ends with a suggestion that is withdrawn, unless it was reported", "hunan-city", separate + `
			leader does instruct {"text":"抓紧办理"}
			water does report_instruction to case_instruction2 {"text":"已办"}
			lead does withdraw {"reason":"已解决"}
			expect case_instruction1 moot
			expect case_instruction2 carried
			told post:16 instruction_dropped
			health cannot report_instruction to case_instruction1 fault.not_now {"text":"已办"}
			leader does close_instruction to case_instruction2
		`},
		{"what ended is not sent back, since nobody would report anew", "hunan-city", alone + `
			leader does instruct {"text":"抓紧办理"}
			health does report_instruction to case_instruction1 {"text":"已办"}
			lead does withdraw {"reason":"已解决"}
			leader cannot return_instruction to case_instruction1 guard.somebody_reports {"reason":"不具体"}
			expect case_instruction1 carried
			leader does close_instruction to case_instruction1
		`},
		{"it goes on with a suggestion that is taken out of a merge", "hunan-city", separate + `
			leader does instruct {"text":"抓紧办理"}
			leader does instruct {"text":"请联工委了解","to":"office"}
			water does report_instruction to case_instruction2 {"text":"已办"}
			leader does return_instruction to case_instruction2 {"reason":"不具体"}
			clerk does merge {"into":99}
			expect case_instruction1 moot
			expect case_instruction2 moot
			expect case_instruction3 moot
			clerk does unmerge {"reason":"不是同一事项"}
			expect case_instruction1 instructed
			expect case_instruction2 instructed
			expect case_instruction3 instructed
			told unit:4 to_report
			told unit:6 to_report
			told office:1 to_report
			told post:16 instruction_resumed
			water does report_instruction to case_instruction2 {"text":"再报"}
		`},
		{"it outlives the end of the handling", "hunan-city", replied + `
			leader does instruct {"text":"抓紧落实"}
			lead rates satisfied to assignment1
			expect case closed
			leader cannot instruct fault.not_now {"text":"再抓紧"}
			health does report_instruction to case_instruction1 {"text":"已落实"}
			leader does close_instruction to case_instruction1
		`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, c.pack)
			w.Run(c.script)
			w.Replays()
		})
	}
}

// An instruction that names nobody to report, as those of a key item and of logs written before instructions were followed, is told and not followed.
func TestAnInstructionThatAsksNobodyIsTold(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(alone)
	events, err := suggestion.Apply(w.Case, suggestion.Step{Actor: w.Actor("leader"), Do: "instruct", Cmd: &suggestion.Instruct{Text: "抓紧办理"}, Env: w.Env()})
	if err != nil {
		t.Fatal(err)
	}
	w.Log = append(w.Log, events...)
	if n := len(events); n != 1 || string(events[0].Payload) != `{"text":"抓紧办理"}` {
		t.Errorf("its entry is not that of an earlier log: %d, %s", n, events[0].Payload)
	}
	if n := len(w.Case.Remarks); n == 0 || w.Case.Remarks[n-1].Kind != "instruct" || len(w.Case.Instructions) != 0 {
		t.Errorf("remarks %+v, instructions %+v", w.Case.Remarks, w.Case.Instructions)
	}
	told := suggestion.Notices(w.Case, events, w.Packs)
	if len(told) != 2 || told[0].Key != "instructed" || told[1].Key != "instructed" {
		t.Errorf("told %+v", told)
	}
	if _, err := w.Replayed(); err != nil {
		t.Error(err)
	}
}

// When a body takes over another's share, or becomes one with a body that handles the case already, it takes over what is to be reported.
func TestAnInstructionGoesToTheSuccessor(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(withCo + `
		leader does instruct {"text":"抓紧办理"}
		leader does instruct {"text":"请财政落实资金","to":"office"}
		clerk does pass_instruction to case_instruction2 {"unit":5}
	`)
	w.Order(0, "succeed_unit", &suggestion.SucceedUnit{From: suggestiontest.Finance, To: suggestiontest.Health, Government: true, Basis: "机构改革方案"})
	w.Run(`
		expect assignment2 reassigned
		expect case_instruction2 instructed
		health does report_instruction to case_instruction2 {"text":"资金已落实"}
	`)
	w.Order(0, "succeed_unit", &suggestion.SucceedUnit{From: suggestiontest.Health, To: suggestiontest.Water, Government: true, Basis: "机构改革方案"})
	w.Run(`
		health cannot report_instruction to case_instruction1 fault.not_yours {"text":"已办"}
		water does report_instruction to case_instruction1 {"text":"已办"}
	`)
	if _, err := w.Replayed(); err != nil {
		t.Error(err)
	}
}

// A body may owe a leader a report when its share is over, and when the suggestion is archived: whoever takes over from it owes it too.
func TestAnInstructionGoesToTheSuccessorOfWhoIsThrough(t *testing.T) {
	const opined = withCo + `
		leader does instruct {"text":"请财政落实资金","to":"office"}
		clerk does pass_instruction to case_instruction1 {"unit":5}
		finance does give_opinion to assignment2 {"text":"同意"}
		health does take_opinion to opinion1
		expect assignment2 opined
	`
	for _, c := range []struct {
		name, script string
		from, to     int64
		then         string
	}{
		{"a co-handler whose opinion was taken", opined, suggestiontest.Finance, suggestiontest.Water, `
			told unit:6 succeeded
			water does report_instruction to case_instruction1 {"text":"资金已落实"}`},
		{"a co-handler that becomes one with the unit that leads", opined, suggestiontest.Finance, suggestiontest.Health, `
			health does report_instruction to case_instruction1 {"text":"资金已落实"}`},
		{"a co-handler that has reported already, and is asked again", opined + `finance does report_instruction to case_instruction1 {"text":"已办"}
			`, suggestiontest.Finance, suggestiontest.Health, `
			leader does return_instruction to case_instruction1 {"reason":"不具体"}
			expect case_instruction1 sent_back
			health does report_instruction to case_instruction1 {"text":"资金已落实"}`},
		{"a co-handler at work that has reported already, and is asked again", withCo + `
			leader does instruct {"text":"请财政落实资金","to":"office"}
			clerk does pass_instruction to case_instruction1 {"unit":5}
			finance does report_instruction to case_instruction1 {"text":"已办"}
			`, suggestiontest.Finance, suggestiontest.Health, `
			leader does return_instruction to case_instruction1 {"reason":"不具体"}
			health does report_instruction to case_instruction1 {"text":"资金已落实"}`},
		{"the unit of an archived suggestion", replied + `
			leader does instruct {"text":"抓紧落实"}
			lead rates satisfied to assignment1
			clerk does archive
			`, suggestiontest.Health, suggestiontest.Water, `
			water does report_instruction to case_instruction1 {"text":"已落实"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(c.script)
			if !w.Case.Concerns(c.from) {
				t.Error("nobody finds that the case concerns the body")
			}
			w.Order(0, "succeed_unit", &suggestion.SucceedUnit{From: c.from, To: c.to, Government: true, Basis: "机构改革方案"})
			if w.Case.Concerns(c.from) {
				t.Error("the case still concerns the body that has ended")
			}
			w.Run(c.then)
			w.Replays()
		})
	}
}
