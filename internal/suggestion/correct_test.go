package suggestion_test

import (
	"fmt"
	"slices"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

const (
	// archived was answered late by its dates: its limit was 2026-05-06.
	archived = accepted + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		on 2026-02-10
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
		on 2026-05-07
		health replies A to assignment1
		lead rates satisfied to assignment1
		clerk does archive
		timing assignment1 late 2026-05-06
	`
	onPaper = replied + `
		on 2026-03-03
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"not_satisfied","reasons":"x","on":"2026-03-03","scan":"s"}
	`
	past = `
		on 2026-03-02
		clerk does record_history {"number":"0100","kind":"single","session":9,"stream":"session","delegation":1,"text":{"title":"往年建议"},"submitted_on":"2020-01-10","assigned_on":"2020-02-10",`
	oneShare = `"shares":[{"unit":4,"role":"sole","replied_on":"2020-05-01","class":"A","result":"satisfied"}],"missing":["at_meeting","attitude","key_level","excellent"]}`
)

func sheet(rest string) string {
	return past + rest + "\n"
}

// Corrections reach whatever is on record, and nothing else.
var corrections = []struct {
	name, pack, script string
}{
	{"an archived case: the day of hand-over moves the limit that was missed", "hunan-city", archived + `
		health cannot propose_correction fault.not_yours {"field":"assigned_on","to":"2026-02-10","why":"x"}
		lead cannot propose_correction fault.not_yours {"field":"assigned_on","to":"2026-02-10","why":"x"}
		clerk does propose_correction {"field":"assigned_on","to":"2026-02-10","why":"交办单日期"}
		clerk cannot correct to correction1 guard.second_person_correction
		health cannot correct to correction1 fault.not_yours
		timing assignment1 late 2026-05-06
		head does correct to correction1
		says assigned_on 2026-02-10
		timing assignment1 in_time 2026-05-11
		expect case archived
	`},
	{"an archived case: the day of the answer moves what it met and what it began", "hunan-city", archived + `
		clerk cannot propose_correction field.day_order {"field":"replied_on","to":"2026-02-02","why":"x"}
		clerk cannot propose_correction field.day_future {"field":"replied_on","to":"2026-05-08","why":"x"}
		on 2026-05-11
		clerk cannot propose_correction field.day_order {"field":"replied_on","to":"2026-05-08","why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"replied_on","to":"2026-05-07","why":"x"}
		clerk does propose_correction {"field":"replied_on","to":"2026-04-30","why":"纸质答复四月三十日送达"}
		head does correct to correction1
		says replied_on 2026-04-30 of 4
		timing assignment1 in_time 2026-05-06
	`},
	{"an archived case: the class of the answer", "hunan-city", archived + `
		clerk cannot propose_correction field.choice {"field":"class","class":"Z","why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"class","class":"A","why":"x"}
		clerk cannot propose_correction field.not_handling {"field":"class","class":"B","party":5,"why":"x"}
		clerk does propose_correction {"field":"class","class":"C","why":"答复文为C类"}
		class A
		head does correct to correction1
		class C
		says class C of 4
	`},
	{"what a deputy rated in person is not corrected; the past of a live case is not invented", "hunan-city", archived + `
		clerk cannot propose_correction field.rated_in_person {"field":"result","rating":"basically","why":"x"}
		clerk cannot propose_correction field.nothing_to_correct {"field":"unit","party":4,"unit":5,"why":"x"}
		clerk cannot propose_correction field.nothing_to_correct {"field":"excellent","yes":"yes","why":"x"}
		clerk cannot propose_correction field.nothing_to_correct {"field":"closed_on","to":"2026-05-07","why":"x"}
		clerk cannot propose_correction field.choice {"field":"author","why":"x"}
		clerk cannot propose_correction field.nothing_to_correct {"field":"title","title":"另一标题","why":"x"}
	`},
	{"a slip entered wrongly is mended, and the case is not handled again", "hunan-city", onPaper + `
		clerk2 does confirm_evaluation to evaluation1
		head does redo to assignment1 {"decision":"重新办理"}
		on 2026-03-10
		health replies A to assignment1
		clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"satisfied","on":"2026-03-10","scan":"s"}
		clerk2 does confirm_evaluation to evaluation2
		expect case closed
		clerk cannot propose_correction field.choice {"field":"result","rating":"none","why":"x"}
		clerk does propose_correction {"field":"result","rating":"not_satisfied","why":"征询表上是不满意"}
		clerk2 does correct to correction1
		says result not_satisfied of 4
		expect assignment1 settled
		expect case closed
		clerk does propose_correction {"field":"result","rating":"basically","why":"看错"}
		clerk2 does correct to correction2
		expect assignment1 content
		says result basically of 4
	`},
	{"units that answer apart: it is said whose answer is meant", "hunan-city", separate + `
		on 2026-03-02
		health replies A to assignment1
		water replies B to assignment2 [{promise}]
		lead rates satisfied to assignment1
		lead rates satisfied to assignment2
		waterhead does give_up to commitment1 {"reason":"x"}
		expect case closed
		clerk cannot propose_correction field.required {"field":"class","class":"C","why":"x"}
		clerk does propose_correction {"field":"class","class":"C","party":6,"why":"x"}
		head does correct to correction1
		says class C of 6
		says class A of 4
	`},
	{"a co-handler answers nobody", "hunan-city", withCo + `
		finance does give_opinion to assignment2 {"text":"同意"}
		health does take_opinion to opinion1
		on 2026-03-02
		health replies A to assignment1
		lead rates satisfied to assignment1
		clerk cannot propose_correction field.gives_opinion_only {"field":"class","class":"B","party":5,"why":"x"}
	`},
	{"a suggestion that came back to its author", "hunan-city", submitted + `
		clerk does return {"reasons":["other"],"note":"x"}
		expect case returned
		clerk cannot propose_correction field.nothing_to_correct {"field":"number","to":"1","why":"x"}
		clerk does propose_correction {"field":"submitted_on","to":"2026-01-12","why":"登记簿日期"}
		head does correct to correction1
		says submitted_on 2026-01-12
	`},
	{"a withdrawn one", "hunan-city", alone + `
		lead does withdraw {"reason":"x"}
		expect case withdrawn
		clerk does propose_correction {"field":"number","to":"0013","why":"笔误"}
		clerk2 does correct to correction1
		says number 0013
		clerk cannot propose_correction field.nothing_to_correct {"field":"class","class":"A","why":"x"}
	`},
	{"a merged one: the limits that the merge holds move too", "hunan-city", alone + `
		clerk does merge {"into":99}
		clerk does propose_correction {"field":"assigned_on","to":"2026-01-28","why":"交办单日期"}
		head does correct to correction1
		clerk does unmerge {"reason":"x"}
		due reply assignment1 2026-04-28
	`},
	{"what is decided must still be what was proposed", "hunan-city", archived + `
		clerk does propose_correction {"field":"number","to":"0013","why":"笔误"}
		clerk2 does propose_correction {"field":"number","to":"0014","why":"笔误"}
		head does correct to correction1
		head cannot correct to correction2 guard.correction_stands
		head does refuse_correction to correction2 {"decision":"已更正"}
		clerk does propose_correction {"field":"accepted_on","to":"2026-02-03","why":"x"}
		clerk2 does propose_correction {"field":"assigned_on","to":"2026-01-30","why":"x"}
		head does correct to correction4
		head cannot correct to correction3 guard.correction_stands
	`},
	{"a past year: what its sheet does not tell is filled in, with the paper that tells it", "hunan-city", sheet(oneShare) + `
		expect case archived
		says excellent -
		says attitude - of 4
		clerk cannot propose_correction field.source_required {"field":"excellent","yes":"yes","why":"x"}
		clerk does propose_correction {"field":"excellent","yes":"yes","why":"补记","source":"某常〔2021〕3号"}
		head does correct to correction1
		says excellent yes
		clerk does propose_correction {"field":"attitude","rating":"none","why":"补记","source":"征询表"}
		head does correct to correction2
		says attitude none of 4
		clerk does propose_correction {"field":"key_level","key":"none","why":"补记","source":"目录"}
		head does correct to correction3
		says key_level none
		clerk does propose_correction {"field":"at_meeting","yes":"no","why":"补记","source":"交办会名册"}
		head does correct to correction4
		says at_meeting no
		clerk does propose_correction {"field":"accepted_on","to":"2020-01-20","why":"补记","source":"登记簿"}
		head does correct to correction5
		says accepted_on 2020-01-20
	`},
	{"a past year: days in their order, the class of its scheme, the unit of the congress", "hunan-city", sheet(oneShare) + `
		clerk cannot propose_correction field.day_order {"field":"assigned_on","to":"2020-01-09","why":"x"}
		clerk cannot propose_correction field.day_order {"field":"replied_on","to":"2020-02-09","why":"x"}
		clerk cannot propose_correction field.day_order {"field":"submitted_on","to":"2020-02-11","why":"x"}
		clerk cannot propose_correction field.day {"field":"replied_on","to":"2020-02-31","why":"x"}
		clerk cannot propose_correction field.choice {"field":"class","class":"Q","why":"x"}
		clerk cannot propose_correction field.unknown_unit {"field":"unit","party":4,"unit":77,"why":"x"}
		clerk cannot propose_correction field.unknown_unit {"field":"unit","party":4,"unit":3,"why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"unit","party":4,"unit":4,"why":"x"}
		clerk cannot propose_correction field.required {"field":"unit","unit":5,"why":"x"}
		clerk does propose_correction {"field":"unit","party":4,"unit":5,"why":"表册列错"}
		head does correct to correction1
		says unit 5 of 5
		clerk does propose_correction {"field":"result","rating":"not_satisfied","why":"征询表"}
		head does correct to correction2
		expect assignment1 settled
		clerk does propose_correction {"field":"rated_on","to":"2020-06-01","why":"征询表","source":"征询表"}
		head does correct to correction3
		says rated_on 2020-06-01 of 5
		clerk does propose_correction {"field":"number","to":"0101","why":"笔误"}
		head does correct to correction4
		clerk does propose_correction {"field":"stream","stream":"between","why":"x"}
		head does correct to correction5
		clerk cannot propose_correction field.required {"field":"title","why":"x"}
		clerk does propose_correction {"field":"title","title":"关于往年的建议","why":"表册缺字"}
		head does correct to correction6
		says title 关于往年的建议
		says stream between
	`},
	{"a past year: who made it", "hunan-city", sheet(`"lead_id":1,"signers":[{"person":102,"post":2}],`+oneShare) + `
		says lead 1
		clerk cannot propose_correction field.required {"field":"lead","why":"x"}
		clerk cannot propose_correction field.nothing_changes {"field":"lead","lead":1,"why":"x"}
		clerk cannot propose_correction field.unknown_deputy {"field":"lead","lead":8,"why":"x"}
		clerk cannot propose_correction field.unknown_deputy {"field":"lead","lead":999,"why":"x"}
		clerk cannot propose_correction field.lead_cannot_cosign {"field":"lead","lead":2,"why":"x"}
		clerk does propose_correction {"field":"lead","lead":3,"why":"表册与原件不符"}
		says lead 1
		clerk cannot correct to correction1 guard.second_person_correction
		head does correct to correction1
		says lead 3
	`},
	{"a past year of which nobody said who made it", "hunan-city", sheet(oneShare) + `
		says lead -
		clerk cannot propose_correction field.source_required {"field":"lead","lead":3,"why":"x"}
		clerk does propose_correction {"field":"lead","lead":3,"why":"x","source":"建议原件"}
		clerk does propose_correction {"field":"lead","lead":1,"why":"x","source":"目录"}
		head does correct to correction1
		head cannot correct to correction2 guard.correction_stands
		says lead 3
	`},
	{"a suggestion handed in here is whose signature it bears", "hunan-city", archived + `
		clerk cannot propose_correction field.nothing_to_correct {"field":"lead","lead":3,"why":"x"}
	`},
	{"a past year with several units: of the whole case, or of one of them", "hunan-city", sheet(`"shares":[{"unit":4,"role":"lead"},{"unit":6,"role":"co"},{"unit":5,"role":"separate"}],"answer":{"class":"B","replied_on":"2020-05-01"},"missing":["attitude","result"]}`) + `
		says class B
		clerk cannot propose_correction field.gives_opinion_only {"field":"class","class":"A","party":6,"why":"x","source":"x"}
		clerk does propose_correction {"field":"class","class":"A","why":"x"}
		head does correct to correction1
		says class A
		class A
		clerk cannot propose_correction field.source_required {"field":"class","class":"C","party":5,"why":"x"}
		clerk does propose_correction {"field":"class","class":"C","party":5,"why":"x","source":"答复函"}
		head does correct to correction2
		says class C of 5
		class A
		clerk does propose_correction {"field":"result","rating":"basically","why":"x","source":"征询表"}
		head does correct to correction3
		says result basically
		clerk does propose_correction {"field":"roles","shares":[{"unit":4,"role":"co"},{"unit":6,"role":"lead"},{"unit":5,"role":"separate"}],"why":"x"}
		head does correct to correction4
		expect assignment1 opined
		expect assignment2 unrated
	`},
	{"a past year that ended otherwise", "hunan-city", sheet(`"ended":"letter"}`) + `
		expect case letter
		clerk does propose_correction {"field":"number","to":"0102","why":"笔误"}
		head does correct to correction1
		says number 0102
		clerk cannot propose_correction field.nothing_to_correct {"field":"roles","shares":[{"unit":4,"role":"sole"}],"why":"x"}
	`},
	{"nothing of a draft is on record", "hunan-city", `
		lead does start_draft {draft}
		clerk cannot propose_correction fault.not_now {"field":"stream","stream":"between","why":"x"}
	`},
	{"a secret one takes no words", "hunan-city", `
		clerk does enter_secret {"number":"密1","on":"2026-01-13"}
		clerk cannot propose_correction fault.not_now {"field":"number","to":"密2","why":"笔误"}
	`},
}

func TestCorrectionsReachTheWholeRecord(t *testing.T) {
	for _, c := range corrections {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, c.pack)
			w.Run(c.script)
			w.Replays()
			offeredCanBeCorrected(t, w)
		})
	}
}

// offeredCanBeCorrected: what is offered for correction is refused for what is missing in the proposal, never because there is nothing to correct; and what
// could be corrected is offered.
func offeredCanBeCorrected(t *testing.T, w *suggestiontest.Walk) {
	t.Helper()
	var fields, inputs []string
	for _, o := range suggestion.Offers(w.Case, w.Actor("clerk"), w.Env()) {
		for _, in := range o.Needs {
			if o.Do == "propose_correction" {
				inputs = append(inputs, in.Name)
			}
			if o.Do == "propose_correction" && in.Name == "field" {
				fields = in.Options
			}
			if o.Do == "propose_correction" && in.Name == "class" && len(in.Options) == 0 {
				t.Error("the classes that a correction takes are not listed")
			}
		}
	}
	parties := []int64{0}
	for _, a := range w.Case.Live() {
		parties = append(parties, a.Unit)
	}
	for _, k := range suggestion.Correctables {
		open := false
		for _, party := range parties {
			err := w.Do("clerk", 0, "propose_correction", fmt.Sprintf(`{"field":%q,"why":"x","source":"x","party":%d}`, k.Field, party))
			f, ok := fault.As(err)
			if !ok {
				t.Fatalf("%s without a right value: %v", k.Field, err)
			}
			open = open || f.Kind == fault.Invalid && !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Name == "field" || x.Name == "party" })
		}
		if offered := slices.Contains(fields, k.Field); offered != open {
			t.Errorf("%s is offered: %v, can be corrected: %v", k.Field, offered, open)
		}
		for _, in := range k.Inputs {
			if open && !slices.Contains(inputs, in) {
				t.Errorf("%s is offered without %s", k.Field, in)
			}
		}
	}
}

// Every state of a case is one in which something can be corrected, or one of those that hold nothing on record, or no words.
func TestEveryStateOnRecordCanBeCorrected(t *testing.T) {
	nothing := []flow.State{"", suggestion.Draft, suggestion.Cosigning, suggestion.Discarded, suggestion.Offline}
	table, _ := suggestion.Machine("case")
	var offered []flow.State
	for _, r := range table.Rules {
		if r.Do == "propose_correction" {
			offered = append(offered, r.From...)
		}
	}
	for _, s := range table.States() {
		c := &suggestion.Case{Head: suggestion.Head{State: s}}
		any := len(c.Correctable()) > 0
		if any == slices.Contains(nothing, s) || any != slices.Contains(offered, s) {
			t.Errorf("%s: %d entries can be corrected, offered in %v", s, len(c.Correctable()), offered)
		}
	}
	cmd, _, _ := suggestion.NewCommand("propose_correction")
	for _, in := range suggestion.Inputs(cmd) {
		for _, k := range suggestion.Correctables {
			if in.Name == "field" && !slices.Contains(in.Options, k.Field) {
				t.Errorf("%s cannot be chosen", k.Field)
			}
		}
		if in.Name == "field" && len(in.Options) != len(suggestion.Correctables) {
			t.Errorf("%d entries can be chosen, %d corrected", len(in.Options), len(suggestion.Correctables))
		}
	}
}

// Whoever approves sees before what moves.
func TestTheLimitsThatACorrectionMovesAreToldBefore(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(archived + `clerk does propose_correction {"field":"assigned_on","to":"2026-02-10","why":"x"}`)
	was := string(w.JSON())
	moved := suggestion.MovedByCorrection(w.Case, w.Part("correction1"), w.Env())
	i := slices.IndexFunc(moved, func(m suggestion.Moving) bool { return m.Now.Name == rule.Reply })
	if i < 0 || moved[i].Was.Due != "2026-05-06" || moved[i].Now.Due != "2026-05-11" {
		t.Errorf("told: %+v", moved)
	}
	if string(w.JSON()) != was {
		t.Error("looking changes the case")
	}
	w.Run(`head does correct to correction1`)
	for _, m := range moved {
		if k := w.Case.Clock(m.Now.Name, m.Now.Part); k.Due != m.Now.Due {
			t.Errorf("%s: told %s, became %s", m.Now.Name, m.Now.Due, k.Due)
		}
	}
}

// What was proposed before limits that were met moved, replays as it was decided then.
func TestACorrectionOfBeforeMovesOnlyWhatRuns(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(archived)
	k := &suggestion.Correct{Field: "assigned_on", To: "2026-02-10", Why: "x"} // as it was written then
	events, err := suggestion.Apply(w.Case, suggestion.Step{Actor: w.Actor("clerk"), Do: "propose_correction", Cmd: k, Env: w.Env()})
	if err != nil || len(events) == 0 {
		t.Fatal(err)
	}
	w.Run(`
		head does correct to correction1
		says assigned_on 2026-02-10
		timing assignment1 late 2026-05-06
	`)
}
