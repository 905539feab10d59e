package web

import (
	"fmt"
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

func path(k *suggestion.Case, rest string) string {
	return "/suggestions/" + strconv.FormatInt(k.ID, 10) + rest
}

func part(n int) string { return strconv.Itoa(n) }

func TestTheCasePageShowsEachReaderWhatIsTheirs(t *testing.T) {
	c := newCity(t)
	k := c.answered("0123")
	draft := c.must(lead, 0, 0, "start_draft", caseText)
	a := k.Assignments[0].No
	c.must(lead, k.ID, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"设备未到"}`)
	for _, v := range []struct {
		who       string
		post      int64
		id        int64
		status    int
		says      []string
		saysNever []string
	}{
		{"the deputy sees text, reply, own evaluation and what to do", lead, k.ID, 200, []string{"第0123号", "关于加快补齐乡镇卫生院短板的建议", "已充实", "设备未到", "确定评价", "年内更新设备", "为何"}, []string{"[", "{"}},
		{"the unit does not learn that an evaluation was filed", health, k.ID, 200, []string{"邵卫函〔2026〕1号", "评价"}, []string{"设备未到", "不满意"}},
		{"the committee sees everything", clerk, k.ID, 200, []string{"设备未到", "催办"}, []string{"[case", "[action", "[input"}},
		{"a unit without a share finds nothing", water, k.ID, 404, nil, []string{"卫生院"}},
		{"a draft is its author's alone", clerk, draft.ID, 404, nil, []string{"卫生院"}},
		{"the author goes on writing", lead, draft.ID, 200, []string{"未编号", "提交", "/write"}, nil},
		{"what does not exist is not found", lead, 999999, 404, nil, nil},
	} {
		t.Run(v.who, func(t *testing.T) {
			resp, body := c.as(v.post).get("/suggestions/" + strconv.FormatInt(v.id, 10))
			if resp.StatusCode != v.status {
				t.Fatalf("status %d, want %d", resp.StatusCode, v.status)
			}
			main := body[strings.Index(body, "<main"):]
			for _, s := range v.says {
				if !strings.Contains(main, s) {
					t.Errorf("does not say %q", s)
				}
			}
			for _, s := range v.saysNever {
				if strings.Contains(main, s) {
					t.Errorf("says %q", s)
				}
			}
		})
	}
}

func TestTheAuthorUnderProtectionIsNowhereNamed(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", strings.Replace(caseText, `"publish"`, `"protected":true,"publish"`, 1))
	c.must(lead, k.ID, 0, "invite", `{"deputies":[102]}`)
	k = c.must(cosigner, k.ID, c.now(k.ID).Signatures[0].No, "confirm", `{}`)
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0007","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.must(head, k.ID, 0, "assign", `{}`)
	_, body := c.as(health).get(path(k, ""))
	for _, s := range []string{"陈知行", "周明远", "第三代表团"} {
		if strings.Contains(body, s) {
			t.Errorf("the unit reads %s", s)
		}
	}
	if !strings.Contains(body, "代表") {
		t.Error("nobody speaks")
	}
	if _, body := c.as(clerk).get(path(k, "")); !strings.Contains(body, "陈知行") {
		t.Error("the committee does not read the name")
	}
}

// press is one sentence: who fills in what, what comes of it, what is said.
type press struct {
	says   string
	from   func(c *city) *suggestion.Case
	post   int64
	part   func(k *suggestion.Case) int
	do     string
	form   []string
	status int
	to     string // end of the address gone to; empty for refusals
	words  string
}

func whole(*suggestion.Case) int            { return 0 }
func leadPart(k *suggestion.Case) int       { return k.Assignments[0].No }
func coPart(k *suggestion.Case) int         { return k.Assignments[1].No }
func replyPart(k *suggestion.Case) int      { return k.Replies[0].No }
func evaluationPart(k *suggestion.Case) int { return k.Evaluations[0].No }
func commitmentPart(k *suggestion.Case) int { return k.Commitments[0].No }

var presses = []press{
	{"a draft without a request is not submitted", func(c *city) *suggestion.Case {
		return c.must(lead, 0, 0, "start_draft", `{"title":"甲"}`)
	}, lead, whole, "submit", nil, 422, "", "还没有写明情况"},
	{"a complete draft is", func(c *city) *suggestion.Case { return c.must(lead, 0, 0, "start_draft", caseText) }, lead, whole, "submit", nil, 303, "", "已提交。审核结果"},
	{"saving keeps the text and stays with it", func(c *city) *suggestion.Case { return c.must(lead, 0, 0, "start_draft", caseText) }, lead, whole, "write", []string{"title", "关于乙的建议", "requests.1", "只此一条"}, 303, "/write", "草稿已保存"},
	{"saving goes on to what was asked for", func(c *city) *suggestion.Case { return c.must(lead, 0, 0, "start_draft", caseText) }, lead, whole, "write", []string{"title", "关于乙的建议", "requests.0", "只此一条", "_next", "submit"}, 303, "/do/submit", "关于乙的建议"},
	{"deputies are invited by name", func(c *city) *suggestion.Case { return c.must(lead, 0, 0, "start_draft", caseText) }, lead, whole, "invite", []string{"deputies.0", "周明远（第三代表团）", "until", "2026-03-20"}, 303, "", "邀请已发出。代表须在3月20日前确认"},
	{"an unknown deputy is complained of beside the field", func(c *city) *suggestion.Case { return c.must(lead, 0, 0, "start_draft", caseText) }, lead, whole, "invite", []string{"deputies.2", "无此人"}, 422, "", "无此人"},
	{"a text goes back with reasons", (*city).reviewed, clerk, whole, "return", []string{"reasons", "no_request", "reasons", "unclear_facts", "note", "请补充数据", "marks.0", "设备陈旧"}, 303, "", "已退回代表修改"},
	{"but not without a word", (*city).reviewed, clerk, whole, "return", []string{"reasons", "no_request", "marks.0", "设备陈旧"}, 422, "", "设备陈旧"},
	{"a suggestion is accepted under its number", (*city).reviewed, clerk, whole, "accept", []string{"number", "0099", "category", "5"}, 303, "", "已受理"},
	{"a number that is taken is refused beside the field", func(c *city) *suggestion.Case { c.pending("0001"); return c.reviewed() }, clerk, whole, "accept", []string{"number", "0001", "category", "5"}, 422, "", "该编号已被使用"},
	{"a matter is split off", (*city).reviewed, clerk, whole, "split", []string{"pieces.0.title", "关于更新设备的建议", "pieces.0.requests", "3"}, 303, "", "已拆分"},
	{"nothing may be left over from nothing", (*city).reviewed, clerk, whole, "split", []string{"pieces.0.title", "甲", "pieces.0.requests", "1", "pieces.0.requests", "2", "pieces.0.requests", "3"}, 422, "", "原件至少保留一条建议"},
	{"cases are merged by number", func(c *city) *suggestion.Case { c.pending("0002"); return c.pending("0003") }, clerk, whole, "merge", []string{"into", "0002 关于加快补齐乡镇卫生院短板的建议", "reason", "同一事项"}, 303, "", "本件已并入主件办理"},
	{"into one that exists", (*city).reviewed, clerk, whole, "merge", []string{"into", "8888"}, 422, "", "没有找到这件建议"},
	{"units are proposed by choosing", func(c *city) *suggestion.Case { return c.pending("0004") }, clerk, whole, "propose_units", []string{"shares.0.unit", "13", "shares.0.role", "lead", "shares.2.unit", "14", "shares.2.role", "co", "shares.1.role", "co"}, 303, "", "承办方案已提出"},
	{"a co-handler needs a lead", func(c *city) *suggestion.Case { return c.pending("0004") }, clerk, whole, "propose_units", []string{"shares.0.unit", "14", "shares.0.role", "co"}, 422, "", "没有负责答复的单位"},
	{"who proposed may not approve", func(c *city) *suggestion.Case {
		k := c.pending("0004")
		return c.must(head, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	}, head, whole, "assign", nil, 422, "", "须由另一人核准"},
	{"a unit signs for", func(c *city) *suggestion.Case { return c.assigned("0005") }, health, leadPart, "sign_for", nil, 303, "", "已签收。请在"},
	{"another unit may not", func(c *city) *suggestion.Case { return c.assigned("0005") }, finance, leadPart, "sign_for", nil, 403, "", ""},
	{"a co-handler reads its own day", func(c *city) *suggestion.Case { return c.assigned("0005") }, finance, coPart, "sign_for", nil, 303, "", "主办单位提交会办意见"},
	{"a unit objects and names another", func(c *city) *suggestion.Case { return c.handling("0006") }, health, leadPart, "object", []string{"reason", "不属职责", "proposes", "15"}, 303, "", "调整申请已提交"},
	{"but not itself", func(c *city) *suggestion.Case { return c.handling("0006") }, health, leadPart, "object", []string{"reason", "不属职责", "proposes", "13"}, 422, "", "请填写本单位以外的单位"},
	{"a contact of tomorrow is refused and what was typed stays", func(c *city) *suggestion.Case { return c.handling("0006") }, health, leadPart, "note_contact", []string{"phase", "before", "way", "phone", "on", "2026-03-05", "who", "某科长", "rank", "section", "text", "电话沟通"}, 422, "", "电话沟通"},
	{"a reply is drafted", func(c *city) *suggestion.Case { return c.ready("0007") }, health, leadPart, "draft_reply", []string{"answers.0", "甲", "answers.1", "乙", "answers.2", "丙", "class", "A"}, 303, "", "答复拟稿已保存"},
	{"an incomplete reply is not reviewed", func(c *city) *suggestion.Case {
		k := c.ready("0007")
		return c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["甲","",""]}`)
	}, health, replyPart, "send_for_review", nil, 422, "", "还没有选择答复类别"},
	{"a promise in the past is refused in its row", func(c *city) *suggestion.Case { return c.ready("0007") }, health, leadPart, "draft_reply", []string{"class", "B", "promises.1.words", "办", "promises.1.result", "成", "promises.1.due", "2026-01-01"}, 422, "", `id="f-promises-0-due-wrong"`},
	{"the deputy evaluates", func(c *city) *suggestion.Case { return c.answered("0008") }, lead, leadPart, "evaluate", []string{"attitude", "satisfied", "result", "basically"}, 303, "", "评价已保存"},
	{"not satisfied asks for reasons", func(c *city) *suggestion.Case { return c.answered("0008") }, lead, leadPart, "evaluate", []string{"attitude", "satisfied", "result", "not_satisfied"}, 422, "", "不满意的，请说明理由"},
	{"the unit may not evaluate", func(c *city) *suggestion.Case { return c.answered("0008") }, health, leadPart, "evaluate", []string{"attitude", "satisfied", "result", "satisfied"}, 403, "", ""},
	{"progress is reported", func(c *city) *suggestion.Case { return c.answered("0009") }, health, commitmentPart, "note_progress", []string{"text", "已招标", "percent", "30"}, 303, "", "进展已登记"},
	{"more than everything is not progress", func(c *city) *suggestion.Case { return c.answered("0009") }, health, commitmentPart, "note_progress", []string{"text", "已招标", "percent", "130"}, 422, "", "已招标"},
	{"a written withdrawal comes with its scan", func(c *city) *suggestion.Case { return c.handling("0006") }, clerk, whole, "enter_withdrawal", []string{"reason", "已经解决", "on", "2026-03-02"}, 422, "", `id="f-scan-wrong"`},
	{"a satisfied deputy reads that the promises are followed", func(c *city) *suggestion.Case {
		k := c.answered("0008")
		return c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	}, lead, evaluationPart, "finish_evaluation", nil, 303, "", "承诺事项继续跟踪"},
	{"a dissatisfied one that the committee decides", func(c *city) *suggestion.Case {
		k := c.answered("0008")
		return c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有时间表"}`)
	}, lead, evaluationPart, "finish_evaluation", nil, 303, "", "由联工委决定是否重新办理"},
	{"whoever decides on another handling reads why the deputy is not satisfied", (*city).unhappy, head, leadPart, "redo", []string{"text", ""}, 422, "", "没有时间表"},
	{"what is verified before the deputy has rated waits for that", (*city).claimed, clerk, commitmentPart, "verify_fulfilment", nil, 303, "", "代表认可后销号"},
	{"what the deputy has rated is struck off", func(c *city) *suggestion.Case {
		k := c.claimed()
		return c.must(lead, k.ID, commitmentPart(k), "rate_fulfilment", `{"rating":"satisfied"}`)
	}, clerk, commitmentPart, "verify_fulfilment", nil, 303, "", "核实无误，该项承诺销号"},
	{"what does not satisfy goes back to the unit", (*city).claimed, lead, commitmentPart, "rate_fulfilment", []string{"rating", "not_satisfied", "note", "设备未到位"}, 303, "", "退回承办单位继续落实"},
	{"an identity that is protected is said to be", (*city).reviewed, clerk, whole, "protect", []string{"on", "yes"}, 303, "", "已设为身份保密"},
	{"an unknown act is not found", (*city).reviewed, clerk, whole, "no_such_act", nil, 404, "", ""},
	{"an earlier day is the committee's, with a reason", (*city).reviewed, clerk, whole, "accept", []string{"number", "0100", "category", "5", "effective_on", "2026-02-20"}, 422, "", "补录原因"},
	{"what is over is a conflict", func(c *city) *suggestion.Case { return c.pending("0010") }, clerk, whole, "accept", []string{"number", "0011", "category", "5"}, 409, "", "本件有了变化"},
}

func TestPressing(t *testing.T) {
	for _, p := range presses {
		t.Run(p.says, func(t *testing.T) {
			c := newCity(t)
			k := p.from(c)
			before := c.now(k.ID)
			b := c.as(p.post)
			resp, body := b.post(path(k, "/do/"+p.do), append([]string{"part", part(p.part(k)), "once", "k"}, p.form...)...)
			if resp.StatusCode != p.status {
				t.Fatalf("status %d, want %d\n%s", resp.StatusCode, p.status, text(body))
			}
			after := c.now(k.ID)
			if p.status != http.StatusSeeOther {
				if after.Seq != before.Seq {
					t.Error("a refusal changed the case")
				}
				if !strings.Contains(body, p.words) {
					t.Errorf("does not say %q:\n%s", p.words, text(body))
				}
				return
			}
			if after.Seq == before.Seq {
				t.Error("nothing happened")
			}
			if to := resp.Header.Get("Location"); to != path(k, "")+p.to {
				t.Errorf("goes to %s", to)
			}
			if _, body := b.get(resp.Header.Get("Location")); !strings.Contains(body, p.words) {
				t.Errorf("does not say %q:\n%s", p.words, text(body))
			}
		})
	}
}

// text is the main part of a page, for messages.
func text(body string) string {
	if i := strings.Index(body, "<main"); i >= 0 {
		body = body[i:]
	}
	var b strings.Builder
	in := false
	for _, r := range body {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return b.String()
}

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

func TestAMergedAuthorReadsTheWholeReply(t *testing.T) {
	c := newCity(t)
	other := c.must(cosigner, 0, 0, "start_draft", caseText)
	c.must(cosigner, other.ID, 0, "submit", `{}`)
	c.must(clerk, other.ID, 0, "start_review", `{}`)
	k := c.ready("0001")
	c.must(clerk, other.ID, 0, "merge", `{"into":`+strconv.FormatInt(k.ID, 10)+`}`)
	k = c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
	r := k.Replies[0].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	if _, body := c.as(cosigner).get(path(other, "")); strings.Contains(body, "已充实") {
		t.Error("an unsigned reply is read")
	}
	c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕1号"}`)
	if resp, _ := c.as(cosigner).get(path(k, "")); resp.StatusCode != 404 {
		t.Errorf("the main case is open to them: %d", resp.StatusCode)
	}
	if _, body := c.as(cosigner).get(path(other, "")); !strings.Contains(body, "已充实") || !strings.Contains(body, "邵卫函〔2026〕1号") {
		t.Errorf("the letter is empty:\n%s", text(body))
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

// Before the window closes no page of a unit, and no other reader's but the deputy's and the committee's, changes when an evaluation is filed.
func TestAFiledEvaluationShowsOnNoPage(t *testing.T) {
	c := newCity(t)
	k := c.answered("0008")
	once := regexp.MustCompile(`name="once" value="[^"]*"`)
	read := func(who int64) string {
		var b strings.Builder
		for _, p := range []string{
			path(k, ""), path(k, "?show=documents"), path(k, "/do/note_contact?part="+strconv.Itoa(leadPart(k))), path(k, "/do/finish_evaluation?part=1000001"),
			path(k, "/do/confirm_evaluation?part=1000001"), "/", "/notices", "/suggestions?sort=-changed", "/suggestions?clock=feedback", "/years/2026", "/commitments", "/suggestions/print?by=unit",
		} {
			resp, body := c.as(who).get(p)
			b.WriteString(p + " " + strconv.Itoa(resp.StatusCode) + once.ReplaceAllString(body, "") + "\n")
		}
		return b.String()
	}
	before := map[int64]string{}
	for _, who := range []int64{health, finance, clerk} {
		read(who) // opening the notices marks them as seen
		before[who] = read(who)
	}
	c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"basically"}`)
	for _, who := range []int64{health, finance} {
		if now := read(who); now != before[who] {
			for i, line := range strings.Split(now, "\n") {
				if was := strings.Split(before[who], "\n"); i < len(was) && was[i] != line {
					t.Errorf("%d reads\n%s\nwhere it read\n%s", who, line, was[i])
					break
				}
			}
		}
	}
	if read(clerk) == before[clerk] {
		t.Error("the committee sees nothing either: the test would never fail")
	}
}

func TestWhatCameBackStandsBeforeItsAuthor(t *testing.T) {
	c := newCity(t)
	k := c.reviewed()
	c.must(clerk, k.ID, 0, "return", `{"reasons":["unclear_facts"],"marks":["设备陈旧"],"note":"请补充数据"}`)
	for _, page := range []string{"", "/write"} {
		_, body := c.as(lead).get("/suggestions/" + strconv.FormatInt(k.ID, 10) + page)
		if said := text(body); !strings.Contains(said, "退回修改") || !strings.Contains(said, "请补充数据") || !strings.Contains(said, "设备陈旧") {
			t.Errorf("%q does not say why the text came back:\n%s", page, said)
		}
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

// A long page folds without script: each section has a heading of its own for a wide screen, and one that opens it on a phone.
func TestTheSectionsOfACaseFold(t *testing.T) {
	c := newCity(t)
	_, body := c.as(clerk).get(path(c.answered("0004"), ""))
	folds := regexp.MustCompile(`<h2 class="unfolded">([^<]*)</h2><details class="fold"( open)?><summary><h2>([^<]*)</h2></summary><div id="([a-z]+)">`).FindAllStringSubmatch(body, -1)
	open := map[string]bool{}
	for _, f := range folds {
		if f[1] != f[3] {
			t.Errorf("%s is called %s on a phone", f[1], f[3])
		}
		open[f[4]] = f[2] != ""
	}
	for id, want := range map[string]bool{"text": false, "units": true, "history": false, "about": false, "promises": false} {
		if got, ok := open[id]; !ok || got != want {
			t.Errorf("%s: there %v, open %v", id, ok, got)
		}
	}
}

// What one hand saves of a reply is one line that says how often; another hand's is another, and so is what comes after it was sent back.
func TestSavedDraftsDoNotFillTheTimeline(t *testing.T) {
	c := newCity(t)
	k := c.ready("0001")
	k = c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["一","二","三"],"class":"B"}`)
	r := k.Replies[0].No
	whole := `{"answers":["已安排","已充实","年内更新"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"}]}`
	line := regexp.MustCompile(`(?s)<li>\s*<time>[^<]*</time>\s*<div>\s*保存拟稿`)
	for _, row := range []struct {
		name string
		does func()
		want int
	}{
		{"saved three times", func() {
			for range 3 {
				c.must(health, k.ID, r, "write_reply", whole)
			}
		}, 1},
		{"by another hand, and again by the first", func() {
			c.must(healthHead, k.ID, r, "write_reply", whole)
			c.must(health, k.ID, r, "write_reply", whole)
		}, 2},
		{"after it was sent back", func() {
			c.must(health, k.ID, r, "send_for_review", `{}`)
			c.must(healthHead, k.ID, r, "send_back_reply", `{"reason":"请补充时间"}`)
			c.must(health, k.ID, r, "write_reply", whole)
			c.must(health, k.ID, r, "write_reply", whole)
		}, 3},
	} {
		row.does()
		_, body := c.as(health).get(path(k, ""))
		if got := len(line.FindAllString(body, -1)); got != row.want {
			t.Errorf("%s: %d lines, want %d", row.name, got, row.want)
		}
	}
	if _, body := c.as(health).get(path(k, "")); !strings.Contains(text(body), "共保存4次") || !strings.Contains(text(body), "共保存2次") {
		t.Error("the lines do not say how often")
	}
}

func TestWhoHandlesAloneIsNotAskedForOpinionsOfOthers(t *testing.T) {
	c := newCity(t)
	with := c.handling("0001")
	alone := c.pending("0002")
	c.must(clerk, alone.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	alone = c.must(head, alone.ID, 0, "assign", `{}`)
	alone = c.must(health, alone.ID, leadPart(alone), "sign_for", `{}`)
	for _, s := range []struct {
		of    *suggestion.Case
		asked bool
	}{{with, true}, {alone, false}} {
		resp, body := c.as(health).get(path(s.of, "/do/draft_reply?part="+part(leadPart(s.of))))
		if resp.StatusCode != 200 || strings.Contains(body, `name="opinions"`) != s.asked || !strings.Contains(body, `name="contact"`) {
			t.Errorf("%s: %d, asked for opinions: %v", s.of.Number, resp.StatusCode, !s.asked)
		}
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

// Who reported pressure reads the report and its answer on the case, with the committee's head; nobody else does.
func TestAReportOfPressureAndItsAnswerAreRead(t *testing.T) {
	c := newCity(t)
	k := c.handling("0001")
	k = c.must(lead, k.ID, 0, "report_pressure", `{"text":"有人打招呼"}`)
	c.must(head, k.ID, k.Reports[0].No, "answer_report", `{"text":"已核实处理"}`)
	for _, post := range []int64{lead, cosigner, aide, clerk, head, health, finance} {
		_, body := c.as(post).get(path(k, ""))
		wants := post == lead || post == head
		if got := strings.Contains(body, "有人打招呼") && strings.Contains(body, "已核实处理"); got != wants || !wants && strings.Contains(body, "已核实处理") {
			t.Errorf("%d reads it: %v", post, got)
		}
		if lines := strings.Count(body, `<li class="no-print"><time>`); wants != (lines > 0) {
			t.Errorf("%d has %d lines of the history that are not printed", post, lines)
		}
	}
}

// The line of a list is named once where a refused form says what is wrong.
func TestALineOfAListIsNamedOnce(t *testing.T) {
	c := newCity(t)
	k := c.reviewed()
	_, body := c.as(clerk).post(path(k, "/do/return"), "reasons", "unclear_facts", "marks.0", "原文没有的话", "note", "请补充", "version", part(int(k.Version)), "seq", part(k.Seq))
	if said := text(body); !strings.Contains(said, "需要修改的段落 1：") || strings.Contains(said, "需要修改的段落 需要修改的段落") {
		t.Error(said)
	}
}

// Whose invitation lapsed is told so, without a way to the suggestion that is no longer the reader's to see.
func TestNoticesLeadOnlyToWhatIsSeen(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	c.must(lead, k.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, cosigner))
	to := `href="` + path(k, "") + `"`
	if _, body := c.as(cosigner).get("/notices"); !strings.Contains(body, to) {
		t.Error("the invitation leads nowhere")
	}
	c.must(lead, k.ID, 0, "submit", `{}`)
	if _, body := c.as(cosigner).get("/notices"); strings.Contains(body, to) || !strings.Contains(text(body), "您未列入联名代表") || strings.Contains(text(body), "请确认联名") {
		t.Error(text(body))
	}
}

func TestACaseIsOfferedForOneListOnly(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	b := c.as(clerk)
	resp, _ := b.post("/handover/new", "case", part(int(k.ID)))
	first := resp.Header.Get("Location")
	resp, _ = b.post("/handover/new")
	_, body := b.get(resp.Header.Get("Location"))
	if strings.Contains(body, `value="`+part(int(k.ID))+`"`) || !strings.Contains(text(body), "另有1件已列入其他编制中的清单") {
		t.Error(text(body))
	}
	if _, body := b.get(first); !strings.Contains(body, `value="`+part(int(k.ID))+`"`) {
		t.Error("the first list lost its case")
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

func TestAWithdrawalTellsOnlyWhoIsThere(t *testing.T) {
	c := newCity(t)
	for _, s := range []struct {
		k     *suggestion.Case
		units bool
	}{{c.submitted(), false}, {c.handling("0001"), true}} {
		b := c.as(lead)
		resp, body := b.post(path(s.k, "/do/withdraw"), "reason", "已解决")
		if resp.StatusCode != 303 {
			t.Fatalf("%d %s", resp.StatusCode, text(body))
		}
		if _, body := b.get(resp.Header.Get("Location")); strings.Contains(text(body), "承办单位和联工委已获告知") != s.units {
			t.Errorf("units %v: %s", s.units, text(body))
		}
	}
}

func TestAListIsNamedInTheLanguageOfOfficialPapers(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	b := c.as(clerk)
	b.post("/preferences", "lang", "en", "back", "/")
	resp, _ := b.post("/handover/new", "case", part(int(k.ID)))
	if _, body := b.get(resp.Header.Get("Location")); !strings.Contains(body, `lang="en"`) || !strings.Contains(body, "交办清单") {
		t.Error(text(body))
	}
}
