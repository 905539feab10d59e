package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

func TestTheSameFormTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	k := c.handling("0001")
	b := c.as(clerk)
	for range 2 {
		if resp, body := b.post(path(k, "/do/urge"), "once", "same", "text", "请抓紧"); resp.StatusCode != 303 {
			t.Fatalf("status %d %s", resp.StatusCode, text(body))
		}
	}
	if n := len(c.now(k.ID).Remarks); n != 1 {
		t.Errorf("%d remarks", n)
	}
}

// A draft that is discarded is out of its author's sight: the second press of the button is told what the first did.
func TestAnActThatTakesItsCaseOutOfSightIsAnsweredTwice(t *testing.T) {
	c := newCity(t)
	b := c.as(lead)
	resp, _ := b.post("/suggestions", "title", "关于甲的建议", "once", "k")
	draft := strings.TrimSuffix(resp.Header.Get("Location"), "/write")
	for i := range 2 {
		resp, body := b.post(draft+"/do/discard", "once", "gone")
		if resp.StatusCode != 303 || resp.Header.Get("Location") != "/" {
			t.Fatalf("press %d: %d to %q\n%s", i+1, resp.StatusCode, resp.Header.Get("Location"), text(body))
		}
		if _, body := b.get("/"); !strings.Contains(body, "草稿已删除") {
			t.Errorf("press %d: what was done is not said\n%s", i+1, text(body))
		}
	}
	for name, got := range map[string]*http.Response{
		"under another key":          first(b.post(draft+"/do/discard", "once", "other")),
		"without a key":              first(b.post(draft + "/do/discard")),
		"another act under the key":  first(b.post(draft+"/do/write", "once", "gone")),
		"another person with it":     first(c.as(cosigner).post(draft+"/do/discard", "once", "gone")),
		"another case under the key": first(b.post("/suggestions/999999/do/discard", "once", "gone")),
	} {
		if got.StatusCode != 404 {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
}

func first(resp *http.Response, _ string) *http.Response { return resp }

func TestAStaleFormTellsWhoChangedWhatAndKeepsTheText(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	version, seq := part(k.Version), part(k.Seq)
	c.must(clerk2, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	resp, body := c.as(clerk).post(path(k, "/do/propose_units"), "version", version, "seq", seq, "shares.0.unit", "14", "shares.0.role", "sole", "shares.0.reason", "资金由其安排")
	if resp.StatusCode != http.StatusConflict {
		t.Fatalf("status %d", resp.StatusCode)
	}
	for _, s := range []string{"赵经办", "拟定承办单位", "资金由其安排", "查看本件最新情况"} {
		if !strings.Contains(body, s) {
			t.Errorf("does not say %q:\n%s", s, text(body))
		}
	}
	if c.now(k.ID).Proposal.Shares[0].Unit != healthOrg {
		t.Error("overwritten")
	}
}

func TestASuggestionBeginsWithItsTitle(t *testing.T) {
	c := newCity(t)
	resp, _ := c.as(lead).post("/suggestions", "title", "关于甲的建议", "once", "k")
	if resp.StatusCode != 303 || !strings.HasSuffix(resp.Header.Get("Location"), "/write") {
		t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	resp, body := c.as(lead).get(resp.Header.Get("Location"))
	if resp.StatusCode != 200 || !strings.Contains(body, "关于甲的建议") || !strings.Contains(body, `name="requests.0"`) {
		t.Errorf("%d\n%s", resp.StatusCode, text(body))
	}
	if resp, body := c.as(clerk).post("/suggestions", "title", "关于乙的建议", "kind", "single", "entered_how", "paper", "deputy", "陈知行"); resp.StatusCode != 303 {
		t.Errorf("on behalf: %d\n%s", resp.StatusCode, text(body))
	}
	if resp, _ := c.as(clerk).post("/suggestions", "title", "关于丙的建议", "kind", "single", "entered_how", "oral"); resp.StatusCode != 422 {
		t.Errorf("on behalf of nobody: %d", resp.StatusCode)
	}
	if resp, body := c.as(clerk).post("/suggestions", "title", "关于丙的建议", "deputy", "查无此人"); resp.StatusCode != 422 ||
		!strings.Contains(text(body), "没有找到该代表") || !strings.Contains(text(body), "代录来源：请填写此项") {
		t.Errorf("one field wrong, one empty: %d\n%s", resp.StatusCode, text(body))
	}
	if resp, body := c.as(lead).post("/suggestions", "title", "  "); resp.StatusCode != 422 || !strings.Contains(text(body), "标题：请填写此项") {
		t.Errorf("without a title: %d\n%s", resp.StatusCode, text(body))
	}
	if resp, _ := c.as(health).get("/suggestions/new"); resp.StatusCode != 403 {
		t.Errorf("a unit begins: %d", resp.StatusCode)
	}
}

func TestAButtonThatAsksNothingActsAtOnce(t *testing.T) {
	c := newCity(t)
	k := c.assigned("0001")
	a := k.Assignments[0]
	b := c.as(health)
	resp, _ := b.post(path(k, ""), "act", "sign_for/"+part(a.No)+"/"+part(a.Version), "once", "k")
	if resp.StatusCode != 303 || c.now(k.ID).Assignments[0].SignedOn == "" {
		t.Fatalf("status %d", resp.StatusCode)
	}
	if resp, _ := b.post(path(k, ""), "act", "sign_for/"+part(a.No)+"/"+part(a.Version), "once", "k2"); resp.StatusCode != 409 {
		t.Errorf("again: %d", resp.StatusCode)
	}
	if resp, _ := b.post(path(k, ""), "act", "give_up/0/0"); resp.StatusCode != 404 {
		t.Errorf("an official act without its page: %d", resp.StatusCode)
	}
}

func TestTheNextCaseOfTheSameKindIsOneStepAway(t *testing.T) {
	c := newCity(t)
	first, second := c.assigned("0001"), c.assigned("0002")
	b := c.as(health)
	sign := func(k *suggestion.Case) string {
		a := k.Assignments[0]
		if resp, _ := b.post(path(k, ""), "act", "sign_for/"+part(a.No)+"/"+part(a.Version), "once", "k"+part(int(k.ID))); resp.StatusCode != 303 {
			t.Fatalf("status %d", resp.StatusCode)
		}
		_, body := b.get(path(k, ""))
		return body
	}
	if body := sign(first); !strings.Contains(body, `<a class="me-3" href="`+path(second, "")+`">下一件（签收还有1件）：`) {
		t.Error("after the first the second is not offered")
	}
	if _, body := b.get(path(first, "")); strings.Contains(body, "下一件") {
		t.Error("it is offered again when the page is opened again")
	}
	if body := sign(second); strings.Contains(body, "下一件") {
		t.Error("after the last something is offered")
	}
}

func TestSavingWhileWriting(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	b := c.as(lead)
	resp, body := b.post(path(k, "/do/write"), "auto", "1", "version", part(k.Version), "title", "新题")
	if resp.StatusCode != 200 || !strings.Contains(body, `"version":`+part(k.Version+1)) || c.now(k.ID).Text.Title != "新题" {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	resp, body = b.post(path(k, "/do/write"), "auto", "1", "version", part(k.Version), "title", "旧题")
	if resp.StatusCode != 409 || !strings.Contains(body, "say") || c.now(k.ID).Text.Title != "新题" {
		t.Fatalf("stale: %d %s", resp.StatusCode, body)
	}
	k2 := c.ready("0001")
	resp, body = c.as(health).post(path(k2, "/do/draft_reply"), "auto", "1", "part", part(k2.Assignments[0].No), "answers.0", "甲")
	if resp.StatusCode != 200 || !strings.Contains(body, "/do/write_reply") {
		t.Errorf("first saving of a reply: %d %s", resp.StatusCode, body)
	}
}

func TestEveryPossibleActHasAPageWithoutHoles(t *testing.T) {
	c := newCity(t)
	cases := []*suggestion.Case{
		c.must(lead, 0, 0, "start_draft", caseText), c.submitted(), c.reviewed(), c.pending("0001"), c.assigned("0002"), c.handling("0003"), c.ready("0004"), c.answered("0005"),
	}
	seen := map[string]bool{}
	for _, k := range cases {
		for post, a := range c.actors {
			sheet, err := c.desk.Open(t.Context(), a, k.ID)
			if err != nil {
				continue
			}
			for _, o := range sheet.Offers {
				resp, body := c.as(post).get(path(k, "/do/"+string(o.Do)+"?part="+part(o.Part)))
				main := body[strings.Index(body, "<main"):]
				if resp.StatusCode != 200 || strings.Contains(text(main), "[") || strings.Contains(text(main), "{") {
					t.Errorf("%s by %d: %d\n%s", o.Do, post, resp.StatusCode, text(main))
				}
				seen[string(o.Do)] = true
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d acts looked at", len(seen))
	}
}

func TestANumberIsProposedFromTheLast(t *testing.T) {
	c := newCity(t)
	c.pending("0007")
	k := c.reviewed()
	if _, body := c.as(clerk).get("/suggestions/" + strconv.FormatInt(k.ID, 10) + "/do/accept"); !strings.Contains(body, `value="0008"`) || !strings.Contains(text(body), "上一件编号：0007") {
		t.Errorf("no number is proposed:\n%s", text(body))
	}
}

// What was chosen stays chosen when a form comes back, also beside a unit that is still missing, and a field says everything that is
// wrong with it.
func TestARefusedHandOverKeepsTheWaysOfHandling(t *testing.T) {
	c := newCity(t)
	k := c.pending("0004")
	resp, body := c.as(clerk).post(path(k, "/do/propose_units"), "part", "0", "once", "k", "shares.0.unit", "13", "shares.0.role", "lead",
		"shares.1.unit", "13", "shares.1.role", "x", "shares.2.role", "separate")
	if resp.StatusCode != 422 {
		t.Fatalf("status %d", resp.StatusCode)
	}
	for _, want := range []string{
		`name="shares\.0\.role"[^>]*>(?:<option [^>]*>[^<]*</option>)*<option value="lead" selected>`,
		`name="shares\.2\.role"[^>]*>(?:<option [^>]*>[^<]*</option>)*<option value="separate" selected>`,
		`id="f-shares-1-unit-wrong"`, `id="f-shares-1-role-wrong"`,
	} {
		if !regexp.MustCompile(want).MatchString(body) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestAFieldSaysEverythingThatIsWrongWithIt(t *testing.T) {
	var bad fault.Fields
	bad.Add("on", "field.day_order")
	bad.Add("on", "field.number_taken")
	bad.Add("on", "field.number_taken")
	bad.Add("to", "field.required")
	bad.Add("to", "field.day")
	f, _ := fault.As(bad.Err())
	form := templates.Form{Printer: i18n.For(i18n.Chinese), Fault: f}
	for name, want := range map[string]string{"on": "日期先后不符：提出、受理、交办、签收、答复、评价、办结须依次；该编号已被使用", "to": "请填写此项", "why": ""} {
		if got := form.Complaint(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if n := len(form.Says()); n != 2 {
		t.Errorf("the list has %d lines", n)
	}
}

// The number offered follows the greatest one, not the one that a dictionary would put last.
func TestTheNumberOfferedFollowsTheGreatest(t *testing.T) {
	c := newCity(t)
	c.pending("999")
	c.pending("1000")
	k := c.reviewed()
	if _, body := c.as(clerk).get(path(k, "/do/accept?part=0")); !strings.Contains(body, `value="1001"`) {
		t.Errorf("offers something else:\n%s", text(body))
	}
}

// A secret case is entered as number and day alone, by the committee, and nobody else finds it.
func TestASecretCaseIsEnteredWithoutText(t *testing.T) {
	c := newCity(t)
	b := c.as(clerk)
	if _, body := b.get("/suggestions/new"); !strings.Contains(body, `href="/suggestions/secret"`) {
		t.Error("nothing leads to the page of secret cases")
	}
	if resp, body := b.post("/suggestions/secret", "number", "M01"); resp.StatusCode != 422 || !strings.Contains(body, `value="M01"`) || !strings.Contains(text(body), "请填写此项") {
		t.Errorf("without a day: %d\n%s", resp.StatusCode, text(body))
	}
	if resp, body := b.post("/suggestions/secret", "number", "M01", "on", "2027-01-13"); resp.StatusCode != 422 || !strings.Contains(text(body), "日期不能晚于今天") {
		t.Errorf("a day to come: %d\n%s", resp.StatusCode, text(body))
	}
	resp, body := b.post("/suggestions/secret", "number", "M01", "on", "2026-01-13", "once", "s")
	if resp.StatusCode != 303 {
		t.Fatalf("%d\n%s", resp.StatusCode, text(body))
	}
	at := resp.Header.Get("Location")
	if resp, body := b.get(at); resp.StatusCode != 200 || !strings.Contains(text(body), "涉密件只存编号和日期") || !strings.Contains(text(body), "（涉密件）") || strings.Contains(body, "/print/") {
		t.Errorf("%d\n%s", resp.StatusCode, text(body))
	} else if said := regexp.MustCompile("未写标题|代表个人|建议内容|代表建议专用纸|评价|不能").FindString(text(body)); said != "" {
		t.Errorf("of a secret case nobody knows %q", said)
	}
	if _, body := b.get("/suggestions?state=offline"); !strings.Contains(text(body), "（涉密件）") {
		t.Errorf("the list calls it otherwise:\n%s", text(body))
	}
	for _, paper := range []string{"/print/form", "/word/form", "/print/slip"} {
		if resp, _ := b.get(at + paper); resp.StatusCode != 404 {
			t.Errorf("a stub has no text, and its %s answers %d", paper, resp.StatusCode)
		}
	}
	if resp, _ := b.post("/suggestions/secret", "number", "M01", "on", "2026-01-13", "once", "s"); resp.Header.Get("Location") != at {
		t.Error("the same form made a second one")
	}
	for _, post := range []int64{lead, aide, health} {
		if resp, _ := c.as(post).get(at); resp.StatusCode != 404 {
			t.Errorf("%d reads it: %d", post, resp.StatusCode)
		}
		if resp, _ := c.as(post).get("/suggestions/secret"); resp.StatusCode != 403 {
			t.Errorf("%d enters one: %d", post, resp.StatusCode)
		}
	}
}

func TestWhatIsUnfinishedIsNoRefusal(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", `{"title":"关于某事的建议"}`)
	_, body := c.as(lead).get(path(k, "/do/submit"))
	if !strings.Contains(text(body), "还需补齐") || strings.Contains(body, "banner stop") || strings.Contains(text(body), "现在还不能办") {
		t.Error(text(body))
	}
}

func TestAPaperIsConfirmedByItsRoundAndDay(t *testing.T) {
	c := newCity(t)
	k := c.unhappy()
	c.must(head, k.ID, leadPart(k), "redo", `{"decision":"重新办理"}`)
	k = c.must(health, k.ID, leadPart(k), "draft_reply", `{"answers":["已安排","已充实","已更新"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
	r := k.Replies[1].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕2号"}`)
	k = c.must(clerk, k.ID, leadPart(k), "enter_evaluation", `{"attitude":"satisfied","result":"basically","on":"2026-03-02","scan":"s"}`)
	_, body := c.as(head).get(path(k, "/do/confirm_evaluation?part="+part(k.Evaluations[1].No)))
	for _, s := range []string{"纸质评价核对通过", "陈知行（第2轮）", "3月2日，代录待核"} {
		if !strings.Contains(text(body), s) {
			t.Errorf("does not say %q:\n%s", s, text(body))
		}
	}
}

func TestASavedEvaluationIsNextDeclaredFinal(t *testing.T) {
	c := newCity(t)
	k := c.answered("0008")
	c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"basically"}`)
	_, body := c.as(lead).get(path(k, ""))
	first, then := strings.Index(text(body), "确定评价"), strings.Index(text(body), "修改评价")
	if first < 0 || then < first {
		t.Errorf("final at %d, change at %d", first, then)
	}
}

func TestASecondReplyRepeatsAPromise(t *testing.T) {
	c := newCity(t)
	k := c.unhappy()
	c.must(head, k.ID, leadPart(k), "redo", `{"decision":"重新办理"}`)
	_, body := c.as(clerk).get(path(k, ""))
	if !strings.Contains(text(body), "上轮态度满意、结果不满意") {
		t.Errorf("shows the judgement of the reply before as that of the next:\n%s", text(body))
	}
	k = c.must(health, k.ID, leadPart(k), "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"}]}`)
	r := k.Replies[1].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕2号"}`)
	_, body = c.as(health).get(path(k, ""))
	for _, s := range []string{"申报完成（年内更新设备，第1轮答复）", "年内更新设备，第1轮答复 10月30日", "年内更新设备，第2轮答复 10月30日"} {
		if !strings.Contains(text(body), s) {
			t.Errorf("does not say %q:\n%s", s, text(body))
		}
	}
}
