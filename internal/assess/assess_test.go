package assess_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/appraise"
	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/score"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// paper is one dossier under test.
type paper struct {
	testkit.Office
	kind string
	id   int64
}

func (p *paper) try(post int64, part int, do flow.Action, body string) (dossier.Doc, error) {
	p.T.Helper()
	k, _ := docket.Kind(p.kind)
	cmd, ok := k.NewCommand(do)
	if !ok {
		p.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		p.T.Fatalf("%s: %v", body, err)
	}
	d, err := p.Dossier(p.T.Context(), p.Actors[post], p.kind, p.id, desk.DossierRequest{Part: part, Do: do, Cmd: cmd})
	if err == nil {
		p.id = d.Top().ID
	}
	return d, err
}

// must carries out an act, or one that has to be refused for want of this kind.
func (p *paper) must(post int64, part int, do flow.Action, body string, want fault.Kind) dossier.Doc {
	p.T.Helper()
	d, err := p.try(post, part, do, body)
	if testkit.Kind(err) != want || want == "" && err != nil {
		p.T.Fatalf("%s %s: %v, want %q", do, body, err, want)
	}
	return d
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// replied leads a case to a delivered reply of class A without a meeting; answers are what it says.
func replied(o testkit.Office, number, answers string) *suggestion.Case {
	c := o.Handled(number)
	a := c.Assignments[0].No
	today := string(day(o.Store))
	o.Must(testkit.Health, c.ID, a, "note_contact", `{"phase":"before","way":"phone","on":"`+today+`","who":"某","rank":"section","text":"电话沟通"}`)
	c = o.Must(testkit.Health, c.ID, a, "draft_reply", `{"answers":`+answers+`,"class":"A","contact":"某","phone":"0739-1","publish":"full"}`)
	r := c.Replies[0].No
	o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
	o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
	return o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"函〔2026〕`+number+`号"}`)
}

func about(o testkit.Office, kind string, id int64) (out []dossier.Doc) {
	o.T.Helper()
	if err := o.Store.View(o.T.Context(), func(tx *store.Tx) (err error) {
		out, err = tx.DossiersAbout(o.T.Context(), kind, id)
		return err
	}); err != nil {
		o.T.Fatal(err)
	}
	return out
}

func clean(o testkit.Office) {
	o.T.Helper()
	if r, err := verify.Run(o.T.Context(), o.Store, ""); err != nil || !r.Clean() {
		o.T.Errorf("verify: %+v %v", r, err)
	}
}

const full = `["已投入120万元完成改造，3月底前验收。","已配备全科医生3名，由科长负责落实。"]`

func TestTheSecondQuestionContradictsTheFormAndOpensAReview(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		today := string(day(s))
		c := replied(o, "0001", full)
		a := c.Assignments[0].No
		if _, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Health], c.ID); testkit.Kind(err) != fault.Forbidden {
			t.Errorf("a unit begins to ask: %v", err)
		}
		if _, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Foreign], c.ID); testkit.Kind(err) != fault.NotFound {
			t.Errorf("another congress begins to ask: %v", err)
		}
		id, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Clerk], c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Clerk], c.ID); err != nil || again != id {
			t.Errorf("a second sheet: %d, %v", again, err)
		}
		p := &paper{Office: o, kind: "question", id: id}
		p.must(testkit.Health, 0, "ask_deputy", `{"way":"phone","on":"`+today+`","attitude":"satisfied","result":"satisfied"}`, fault.NotFound)
		p.must(testkit.Clerk, 0, "ask_last_year", `{"way":"phone","on":"`+today+`","attitude":"satisfied","result":"satisfied"}`, fault.Invalid)
		p.must(testkit.Clerk, 0, "ask_deputy", `{"way":"phone","on":"2020-01-01","attitude":"satisfied","result":"satisfied"}`, fault.Invalid)
		p.must(testkit.Clerk, 0, "ask_deputy", `{"way":"phone","saw_form":"no","on":"`+today+`","attitude":"satisfied","result":"satisfied"}`, "")
		if n := len(about(o, "review", c.ID)); n != 0 {
			t.Fatalf("%d reviews of nothing", n)
		}
		o.Must(testkit.Health, c.ID, a, "register_form", `{"handed":true}`) // an act on the suggestion contradicts the answer
		list := about(o, "review", c.ID)
		if len(list) != 1 || list[0].(*question.Review).Reasons[0].Code != question.FormDenied {
			t.Fatalf("the form that the deputy never saw: %+v", list)
		}
		r := &paper{Office: o, kind: "review", id: list[0].Top().ID}
		r.must(testkit.Clerk, 0, "explain_review", `{"text":"代表记错"}`, fault.Invalid) // who asked does not explain
		r.must(testkit.Head, 0, "explain_review", `{"text":"已电话核实"}`, "")
		r.must(testkit.Head, 0, "accept_explanation", `{}`, fault.Invalid)
		r.must(testkit.Head, 0, "reopen_case", `{"order":"重新办理并送达意见表","until":"2099-01-01"}`, "")
		if k := o.Read(c.ID); k.State != suggestion.Redoing || k.Assignments[0].State != suggestion.Reworking {
			t.Errorf("the case is not handled again: %s %s", k.State, k.Assignments[0].State)
		}
		r.must(testkit.Head, 0, "resolve_review", `{"text":"已办"}`, fault.Invalid) // nobody has answered anew
		p.must(testkit.Head, 1, "void_record", `{"reason":"记错了代表"}`, "")
		clean(o)
	})
}

// effects are the effect satisfaction of the year as somebody counts it: content/asked, and how many nobody was asked about.
func effects(o testkit.Office, a org.Actor) string {
	o.T.Helper()
	var y stats.Year
	if err := o.Store.View(o.T.Context(), func(tx *store.Tx) (err error) {
		y, err = stats.OfYear(o.T.Context(), tx, access.Of(a), 21)
		return err
	}); err != nil {
		o.T.Fatal(err)
	}
	e, u := y.Rate("effect").Now, y.Rate("effect_unmeasured").Now
	units := ""
	for _, k := range y.Effects {
		units += fmt.Sprintf(", unit %d/%d", k.Effect.Num.N, k.Effect.Den.N)
	}
	return fmt.Sprintf("%d/%d, unmeasured %d%s", e.Num.N, e.Den.N, u.Num.N, units)
}

func TestWhatIsAnsweredToALaterQuestionIsTheEffectForTheCongressAlone(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		today := string(day(s))
		c := replied(o, "0001", full)
		id, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Clerk], c.ID)
		if err != nil {
			t.Fatal(err)
		}
		p := &paper{Office: o, kind: "question", id: id}
		leader := org.Actor{Post: org.Post{Congress: 1, Role: org.CongressLeader}}
		check := func(when, congress, unit string) {
			t.Helper()
			for name, k := range map[string]struct {
				who  org.Actor
				want string
			}{"the committee": {o.Actors[testkit.Clerk], congress}, "a leader": {leader, congress}, "the unit": {o.Actors[testkit.Health], unit}, "the deputy": {o.Actors[testkit.Deputy], unit}} {
				if got := effects(o, k.who); got != k.want {
					t.Errorf("%s, %s counts %s, want %s", when, name, got, k.want)
				}
			}
		}
		const nobody = "0/0, unmeasured 1, unit 0/0"
		check("solved by the reply, nobody asked", nobody, nobody)
		before := o.Read(c.ID)
		p.must(testkit.Clerk, 0, "ask_deputy", `{"way":"phone","on":"`+today+`","attitude":"satisfied","result":"not_satisfied","comment":"还没有动工"}`, "")
		check("asked again, and not satisfied", "0/1, unmeasured 0, unit 0/1", nobody)
		after := o.Read(c.ID)
		if after.Version != before.Version || len(after.Heard) != 1 {
			t.Errorf("the case moved from version %d to %d, heard %+v", before.Version, after.Version, after.Heard)
		}
		for post, sees := range map[int64]bool{testkit.Health: false, testkit.Deputy: false, testkit.Clerk: true, testkit.Head: true} {
			a := o.Actors[post]
			if got := len(access.View(after, a).Heard) > 0; got != sees {
				t.Errorf("post %d reads the answers on the case: %v", post, got)
			}
			if got := access.SeesEvent(after, a, suggestion.Event{Action: "hear_answers", By: flow.System}); got != sees {
				t.Errorf("post %d sees that somebody was asked: %v", post, got)
			}
		}
		p.must(testkit.Clerk, 0, "ask_deputy", `{"way":"phone","on":"`+today+`","attitude":"satisfied","result":"satisfied"}`, "")
		check("of one day the least favourable", "0/1, unmeasured 0, unit 0/1", nobody)
		p.must(testkit.Head, 1, "void_record", `{"reason":"记错了代表"}`, "")
		check("the first was somebody else's", "1/1, unmeasured 0, unit 1/1", nobody)
		p.must(testkit.Head, 2, "void_record", `{"reason":"记错了代表"}`, "")
		check("both were", nobody, nobody)
		clean(o)
	})
}

func TestALetterPutsACaseOnTheListAndItsWithdrawalTakesItOff(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		today := string(day(s))
		c := replied(o, "0001", full)
		enter := &paper{Office: o, kind: "circumstance"}
		letter := `{"title":"群众来信","what":"letter","on":"` + today + `","source":"信访登记12号","cases":[` + itoa(c.ID) + `],"people":5,"against":true}`
		enter.must(testkit.Health, 0, "enter_circumstance", letter, fault.Forbidden)
		enter.must(testkit.Clerk, 0, "enter_circumstance", `{"title":"群众调查","what":"survey","on":"`+today+`","source":"某","cases":[`+itoa(c.ID)+`],"asked":5,"unhappy":9}`, fault.Invalid)
		enter.must(testkit.Clerk, 0, "enter_circumstance", letter, "")
		if n, err := assess.Judge(t.Context(), o.Desk); n != 0 || err != nil {
			t.Errorf("what nobody has checked counts: %d, %v", n, err)
		}
		enter.must(testkit.Clerk, 0, "count_circumstance", `{}`, fault.Invalid)
		enter.must(testkit.Head, 0, "count_circumstance", `{}`, "")
		list := about(o, "found", c.ID)
		if len(list) != 1 {
			t.Fatalf("found: %+v", list)
		}
		e := list[0].(*look.Entry)
		if e.List != look.Public || e.State != look.Redone || e.Until == "" || len(e.Facts) == 0 {
			t.Errorf("entry %+v", e)
		}
		if k := o.Read(c.ID); k.State != suggestion.Redoing {
			t.Errorf("the case is %s, not handled again", k.State)
		} else if len(k.Remarks) != 1 || k.Remarks[0].Kind != "reopen_public" || k.Remarks[0].Unit != testkit.HealthOrg {
			t.Errorf("the suggestion does not say that the public is dissatisfied: %+v", k.Remarks)
		}
		if n, err := assess.Judge(t.Context(), o.Desk); n != 0 || err != nil {
			t.Errorf("a second run moves %d, %v", n, err)
		}
		f := &paper{Office: o, kind: "found", id: e.ID}
		f.must(testkit.Finance, 0, "report_redo", `{"text":"已办"}`, fault.NotFound)
		f.must(testkit.Health, 0, "report_redo", `{"text":"已办"}`, fault.Invalid) // before the deputy is answered
		f.must(testkit.Clerk, 0, "ask_release", `{"reason":"不必"}`, fault.Conflict)
		enter.must(testkit.Clerk, 0, "withdraw_circumstance", `{"reason":"另有其事"}`, fault.Forbidden)
		enter.must(testkit.Head, 0, "withdraw_circumstance", `{"reason":"来信反映的是另一件事"}`, "")
		e = about(o, "found", c.ID)[0].(*look.Entry)
		if e.State != look.Lapsed || len(e.Fails) == 0 {
			t.Errorf("the fact is gone, the entry is %s: %+v", e.State, e.Fails)
		}
		clean(o)
	})
}

// What waiting has put on a list stays there when the clock is set back to before the waiting.
func TestAClockThatJumpsBackTakesNothingOffAList(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		c := promised(o, "0001")
		for _, row := range []struct {
			name string
			move time.Duration
			want int
		}{
			{"the unit has time yet", 0, 0},
			{"the year ends and the promise is not kept", 283 * 24 * time.Hour, 1},
			{"the clock is set back", -60 * 24 * time.Hour, 0},
			{"and right again", 60 * 24 * time.Hour, 0},
		} {
			clock.Advance(row.move)
			if n, err := assess.Judge(t.Context(), o.Desk); n != row.want || err != nil {
				t.Errorf("%s: %d moved, want %d (%v)", row.name, n, row.want, err)
			}
		}
		if list := about(o, "found", c.ID); len(list) != 1 || list[0].Top().State != look.Found {
			t.Errorf("found: %+v", list)
		}
		clean(o)
	})
}

func TestAnEmptyReplyIsFoundAndDoneAgainToTheEnd(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := replied(o, "0001", `["已高度重视。","正在积极研究。"]`)
		replied(o, "0002", full)
		n, err := assess.Judge(t.Context(), o.Desk)
		if err != nil || n != 1 {
			t.Fatalf("moved %d, %v", n, err)
		}
		e := about(o, "found", c.ID)[0].(*look.Entry)
		f := &paper{Office: o, kind: "found", id: e.ID}
		if f.must(testkit.Health, 0, "report_redo", `{"text":"已办"}`, fault.NotFound); e.List != look.EmptyReply {
			t.Errorf("found on %s", e.List)
		}
		told := func(when, want string) {
			t.Helper()
			if got := listed(o, c); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		told("found", "found 1 released 0 lapsed 0 settled 0 still_open 1 sent_back 0; found_empty 1 of 1, found_all 1 of 1, found_released 0 of 1, found_redone_in_time 0 of 0")
		f.must(testkit.Head, 0, "ask_release", `{"reason":"附件中有方案"}`, "")
		f.must(testkit.Head, 0, "release_case", `{"reason":"同意"}`, fault.Invalid)
		f.must(testkit.Head, 0, "redo_case", `{"order":"逐条写明措施和时间","until":"2099-01-01"}`, fault.Invalid) // later than the pack allows
		f.must(testkit.Head, 0, "redo_case", `{"order":"逐条写明措施和时间"}`, "")
		a := o.Read(c.ID).Assignments[0]
		if a.State != suggestion.Reworking || a.Round != 2 {
			t.Fatalf("the share is %s in round %d", a.State, a.Round)
		}
		if k := o.Read(c.ID).Remarks; len(k) != 1 || k[0].Kind != "reopen" || k[0].Text != "逐条写明措施和时间" {
			t.Errorf("the order does not stand on the suggestion: %+v", k)
		}
		f.must(testkit.Health, 0, "report_redo", `{"text":"已办"}`, fault.Invalid)
		k := o.Must(testkit.Health, c.ID, a.No, "draft_reply", `{"answers":`+full+`,"class":"A","contact":"某","phone":"0739-1","publish":"full"}`)
		r := k.Replies[len(k.Replies)-1].No
		o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
		o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
		o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"函〔2026〕9号"}`)
		f.must(testkit.Health, 0, "report_redo", `{"text":"已重新答复"}`, "")
		f.must(testkit.Clerk, 0, "track_case", `{"text":"已电话核实"}`, "")
		told("reported", "found 1 released 0 lapsed 0 settled 0 still_open 1 sent_back 1; found_empty 1 of 1, found_all 1 of 1, found_released 0 of 1, found_redone_in_time 1 of 1")
		f.must(testkit.Head, 0, "settle_case", `{"text":"属实"}`, "")
		if n, err := assess.Judge(t.Context(), o.Desk); n != 0 || err != nil {
			t.Errorf("settled, and %d move: %v", n, err)
		}
		told("settled", "found 1 released 0 lapsed 0 settled 1 still_open 0 sent_back 1; found_empty 0 of 1, found_all 1 of 1, found_released 0 of 1, found_redone_in_time 1 of 1")
		clean(o)
	})
}

// listed is what the year's table says of the list of empty replies, each number as long as its list, and what a score counts of the case's share.
func listed(o testkit.Office, c *suggestion.Case) string {
	o.T.Helper()
	ctx, out := o.T.Context(), ""
	err := o.Store.View(ctx, func(tx *store.Tx) error {
		y, err := stats.OfYear(ctx, tx, access.Of(o.Actors[testkit.Clerk]), c.Session)
		if err != nil {
			return err
		}
		for _, l := range y.Found {
			for _, fate := range look.Fates {
				things, err := stats.Behind(ctx, tx, 1, c.Session, "found."+string(l.List)+"."+fate)
				if err != nil || len(things) != l.N(fate) {
					o.T.Errorf("%s %s: %d, the list has %d (%v)", l.List, fate, l.N(fate), len(things), err)
				}
				if l.List == look.EmptyReply {
					out += fate + " " + strconv.Itoa(l.N(fate)) + " "
				}
			}
		}
		four, _ := score.ShippedScheme("four-looks")
		in, err := appraise.Inputs(ctx, tx, appraise.Asked{Congress: 1, Session: org.Session{ID: c.Session, Year: 2026}, CutOff: tx.Today(), Scheme: four})
		for _, u := range in.Units {
			for i := range u.Items {
				if u.Items[i].Case != c.ID {
					continue
				}
				var facts []string
				for _, code := range []string{"found_empty", "found_all", "found_released", "found_redone_in_time"} {
					n, _ := u.Items[i].Count(code, 0, tx.Today())
					facts = append(facts, fmt.Sprintf("%s %d of %d", code, n.N, n.Of))
				}
				out = strings.TrimSpace(out) + "; " + strings.Join(facts, ", ")
			}
		}
		return err
	})
	if err != nil {
		o.T.Fatal(err)
	}
	return out
}

func TestASurveyIsAnsweredOncePerLinkAndBecomesTheThirdQuestion(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		firm := o.Surveyor()
		c := replied(o, "0001", full)
		d := replied(o, "0002", full)
		p := &paper{Office: o, kind: "survey"}
		plan := func(size string) string {
			return `{"title":"第三方评价","firm":` + itoa(testkit.FirmOrg) + `,"about":"all","seed":"甲市","by":["unit"],"size":` + size + `}`
		}
		p.must(testkit.Clerk, 0, "plan_survey", plan("3"), fault.Invalid) // more than there are
		p.must(testkit.Clerk, 0, "plan_survey", plan("2"), "")
		p.must(testkit.Head, 0, "set_layers", `{"layers":[{"label":"市卫健委","take":3}]}`, fault.Invalid)
		p.must(firm, 0, "enter_call", `{}`, fault.NotFound)
		p.must(testkit.Clerk, 0, "draw_sample", `{}`, fault.Invalid)
		p.must(testkit.Head, 0, "draw_sample", `{}`, "")
		k, _ := docket.Kind("survey")
		cmd, _ := k.NewCommand("start_survey")
		start := cmd.(*survey.Start)
		start.Until = day(s).AddDays(9)
		if _, err := o.Dossier(t.Context(), o.Actors[testkit.Head], "survey", p.id, desk.DossierRequest{Do: "start_survey", Cmd: start}); err != nil {
			t.Fatal(err)
		}
		fill := survey.Fill{Attitude: suggestion.Satisfied, Result: suggestion.NotSatisfied}
		token := start.Tokens[c.ID]
		if len(start.Tokens) != 2 || token == "" {
			t.Fatalf("tokens %v", start.Tokens)
		}
		never := assess.Answer(t.Context(), o.Desk, "nothing-of-the-kind-at-all", fill)
		if testkit.Kind(never) != fault.NotFound {
			t.Errorf("a made-up link: %v", never)
		}
		alike := func(what, token string) {
			t.Helper()
			_, opened := assess.Link(t.Context(), o.Desk, token)
			if err := assess.Answer(t.Context(), o.Desk, token, fill); err == nil || opened == nil || err.Error() != never.Error() || opened.Error() != never.Error() {
				t.Errorf("%s is told from a made-up one: %v, %v", what, err, opened)
			}
		}
		if err := assess.Answer(t.Context(), o.Desk, token, survey.Fill{}); testkit.Kind(err) != fault.Invalid {
			t.Errorf("an empty answer: %v", err)
		}
		if err := assess.Answer(t.Context(), o.Desk, token, fill); err != nil {
			t.Fatal(err)
		}
		alike("a used link", token)
		x, err := p.try(testkit.Head, 0, "renew_links", `{}`)
		if err != nil || len(x.(*survey.Round).Unanswered()) != 1 {
			t.Fatalf("new links: %v", err)
		}
		alike("an old link", start.Tokens[d.ID])
		line := 0
		for _, call := range survey.Sheets(*x.(*survey.Round).Sample, 1)[0] {
			if call.Case == d.ID {
				line = call.No
			}
		}
		call := `{"line":` + strconv.Itoa(line) + `,"on":"` + string(day(s)) + `","attitude":"satisfied","result":"satisfied"}`
		p.must(firm, 0, "enter_call", `{"line":99,"on":"`+string(day(s))+`","attitude":"satisfied","result":"satisfied"}`, fault.Invalid)
		p.must(firm, 0, "enter_call", call, "")
		p.must(firm, 0, "enter_call", call, fault.Invalid)
		p.must(firm, 0, "end_survey", `{}`, fault.Forbidden)
		p.must(testkit.Head, 0, "end_survey", `{}`, "")
		alike("a link of a survey that is over", start.Tokens[c.ID])
		for id, want := range map[int64]suggestion.Rating{c.ID: suggestion.NotSatisfied, d.ID: suggestion.Satisfied} {
			list := about(o, "question", id)
			if len(list) != 1 || len(list[0].(*question.Sheet).Records) != 1 || list[0].(*question.Sheet).Records[0].Result != want {
				t.Errorf("the third question of %d: %+v", id, list)
			}
		}
		clean(o)
	})
}

func TestALookBackIsReadyOnlyWhenTheRecordSaysSo(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := replied(o, "0001", full)
		p := &paper{Office: o, kind: "lookback"}
		p.must(testkit.Clerk, 0, "open_lookback", `{"unit":14,"until":"2099-01-01"}`, fault.Invalid) // no shares
		p.must(testkit.Clerk, 0, "open_lookback", `{"until":"2020-01-01"}`, fault.Invalid)
		p.must(testkit.Health, 0, "open_lookback", `{"until":"2099-01-01"}`, fault.Forbidden)
		asked := &look.OpenLookBack{Until: "2099-01-01"}
		d, err := o.Dossier(t.Context(), o.Actors[testkit.Clerk], "lookback", 0, desk.DossierRequest{Do: "open_lookback", Cmd: asked})
		if err != nil || asked.Unit != 0 {
			t.Fatalf("what was asked for is %+v, all units: the transaction may be tried again; %v", asked, err)
		}
		p.id = d.Top().ID
		(&paper{Office: o, kind: "lookback"}).must(testkit.Clerk, 0, "open_lookback", `{"until":"2099-01-01"}`, fault.Invalid) // all have begun
		p.must(testkit.HealthHead, 0, "mark_ready", `{}`, fault.Invalid)
		p.must(testkit.Health, 0, "check_points", `{"in_order":[1]}`, fault.Invalid) // the record says otherwise
		p.must(testkit.Health, 0, "check_points", `{"in_order":[]}`, fault.Invalid)  // nobody looked
		p.must(testkit.Health, 0, "check_points", `{"in_order":[9]}`, fault.Invalid) // no share of the unit's
		p.must(testkit.Finance, 0, "check_points", `{"in_order":[1]}`, fault.NotFound)
		fine := `{"process":"in_order","reply":"in_order","result":"in_order"}`
		p.must(testkit.Health, 1, "check_point", fine, fault.Invalid) // nobody met the deputy
		p.must(testkit.Health, 1, "check_point", `{"process":"to_mend","reply":"in_order","result":"in_order"}`, fault.Invalid)
		p.must(testkit.Health, 1, "check_point", `{"process":"to_mend","reply":"in_order","result":"in_order","note":"约代表见面"}`, "")
		p.must(testkit.HealthHead, 0, "mark_ready", `{}`, fault.Invalid)
		today := string(day(s))
		o.Must(testkit.Health, c.ID, c.Assignments[0].No, "note_contact", `{"phase":"after","way":"visit","on":"`+today+`","who":"某","rank":"section","text":"上门沟通"}`)
		p.must(testkit.Finance, 1, "check_point", fine, fault.NotFound)
		p.must(testkit.Health, 0, "check_points", `{"in_order":[1,1]}`, fault.Invalid)
		p.must(testkit.Health, 0, "check_points", `{"in_order":[1]}`, "")
		p.must(testkit.Health, 0, "check_points", `{"in_order":[1]}`, fault.Invalid) // nothing waits
		p.must(testkit.Health, 0, "mark_ready", `{}`, fault.Forbidden)
		met := o.Read(c.ID).Contacts
		visit := met[len(met)-1].No
		o.Must(testkit.Deputy, c.ID, visit, "dispute_contact", `{"reason":"没有上门"}`)
		p.must(testkit.HealthHead, 0, "mark_ready", `{}`, fault.Invalid) // the record has changed since it was found in order
		o.Must(testkit.Deputy, c.ID, visit, "confirm_contact", `{}`)
		p.must(testkit.HealthHead, 0, "mark_ready", `{}`, "")
		p.must(testkit.Health, 1, "check_point", fine, fault.Invalid)
		p.must(testkit.Clerk, 0, "return_lookback", `{"reason":"漏查一项"}`, "")
		if !slices.Contains(p.must(testkit.HealthHead, 0, "mark_ready", `{}`, "").(*look.LookBack).Why, "漏查一项") {
			t.Error("why it was sent back is lost")
		}
		clean(o)
	})
}

// day is today as the store counts it.
func day(s *store.Store) (d calendar.Day) {
	_ = s.View(context.Background(), func(tx *store.Tx) error { d = tx.Today(); return nil })
	return d
}

// A county is asked to ask whom it may know: it reads who that is on the sheet, since it may not see the suggestion, and it is asked no more
// from the day on which the author's identity is protected.
func TestACountyIsNotAskedToAskAProtectedAuthor(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := replied(o, "0001", full)
		id, err := assess.Sheet(t.Context(), o.Desk, o.Actors[testkit.Clerk], c.ID)
		if err != nil {
			t.Fatal(err)
		}
		p := &paper{Office: o, kind: "question", id: id}
		if err := s.Do(t.Context(), func(tx *store.Tx) error {
			if err := tx.InsertOrgs(t.Context(), []org.Org{{ID: 90, Congress: 1, Kind: org.CountyCongress, Code: "x", Name: "某县"}}); err != nil {
				return err
			}
			return storetest.Unlogged(t.Context(), tx)
		}); err != nil {
			t.Fatal(err)
		}
		county := org.Actor{Post: org.Post{ID: 900, Congress: 1, Org: 90, Role: org.CountyClerk}}
		const delegate = `{"county":90,"county_due":"2099-01-01"}`
		sheet := func(d dossier.Doc) string {
			seen, ok := d.(dossier.Guarded).Seen(county).(*question.Sheet)
			return fmt.Sprintf("sees %v, due %v, asks %d", ok && question.SheetKind.Sees(d, county), seen.CountyDue, seen.Deputy)
		}
		if got := sheet(p.must(testkit.Clerk, 0, "delegate_county", delegate, "")); got != "sees true, due 2099-01-01, asks "+itoa(testkit.Deputy) {
			t.Errorf("the county asked to ask: %s", got)
		}
		o.Must(testkit.Deputy, c.ID, 0, "protect", `{"on":true}`)
		if got := sheet(about(o, "question", c.ID)[0]); got != "sees false, due , asks 0" {
			t.Errorf("the county after the author asked for protection: %s", got)
		}
		p.must(testkit.Clerk, 0, "delegate_county", delegate, fault.Invalid)
		o.Must(testkit.Deputy, c.ID, 0, "protect", `{"on":false}`)
		p.must(testkit.Clerk, 0, "delegate_county", delegate, "")
		clean(o)
	})
}
