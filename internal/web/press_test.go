package web

import (
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/suggestion"
)

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

func whole(*suggestion.Case) int { return 0 }

func leadPart(k *suggestion.Case) int { return k.Assignments[0].No }

func coPart(k *suggestion.Case) int { return k.Assignments[1].No }

func replyPart(k *suggestion.Case) int { return k.Replies[0].No }

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
	{"what was typed into a form that a condition has closed meanwhile stays to be copied", func(c *city) *suggestion.Case { return c.ready("0007") }, finance, coPart, "give_opinion", []string{"text", "资金分两年安排"}, 422, "", "资金分两年安排"},
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
	{"a day that is none is told so and not judged as a day", func(c *city) *suggestion.Case { return c.answered("0008") }, clerk, leadPart, "enter_evaluation", []string{"attitude", "satisfied", "result", "satisfied", "on", "2026年3月2日"}, 422, "", `>请填写正确的日期，如 2026-03-02<`},
	{"a satisfied deputy reads that the promises are followed", func(c *city) *suggestion.Case {
		k := c.answered("0008")
		return c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	}, lead, evaluationPart, "finish_evaluation", nil, 303, "", "承诺事项继续跟踪"},
	{"a dissatisfied one that the committee decides", func(c *city) *suggestion.Case {
		k := c.answered("0008")
		return c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有时间表"}`)
	}, lead, evaluationPart, "finish_evaluation", nil, 303, "", "联工委最迟3月9日决定是否重新办理"},
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
	{"a day to come is named with its field", (*city).reviewed, clerk, whole, "accept", []string{"number", "0100", "category", "5", "effective_on", "2026-03-20", "effective_why", "补录"}, 422, "", "实际办理日期："},
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
