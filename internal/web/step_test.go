package web

import (
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/suggestion"
)

// What a person reads at a step of a case, and what would be wrong there.
func TestPagesOfAStepSayWhatConcernsIt(t *testing.T) {
	for _, s := range []struct {
		name  string
		make  func(*city) *suggestion.Case
		by    int64
		page  string // %d stands for the first unit's part
		says  string
		never string
	}{
		{"an invitation is declined where it is confirmed", (*city).invited, cosigner, "", "我现在可以 确认联名 谢绝联名", "其他可办事项"},
		{"an invitation that is open says until when", (*city).invited, lead, "", "周明远已邀请，3月20日前确认", ""},
		{"the history says whose confirmation a new text took", (*city).rewritten, lead, "", "请重新确认（周明远）", ""},
		{"a contact is disputed where it is confirmed", (*city).contacted, lead, "", "确认属实（3月1日 某科长） 不予确认", ""},
		{"what cannot be done for one reason stands in one line", (*city).reviewed, clerk, "", "不能提交、拟定承办单位、归档：本件现为“审核中”", ""},
		{"a unit's place is never left to be guessed", (*city).objected, clerk, "/do/grant_objection?part=%d", "改由承办的单位", "发给全部在办单位"},
		{"the unit that answers stands before its helpers, also when it came later", (*city).granted, clerk, "", "待签收 · 由市卫健委改办 承办情况交办日期3月2日理由同意 邵衡市财政局 会办", ""},
		{"nobody is led to withdraw who has just handed in", (*city).submitted, lead, "", "我现在可以 本件现在没有需要您办理的事项", ""},
		{"an urging may go to all units", func(c *city) *suggestion.Case { return c.handling("0001") }, clerk, "/do/urge", "不选的，发给全部在办单位。", ""},
		{"a unit is added to those that are there", func(c *city) *suggestion.Case { return c.handling("0001") }, clerk, "/do/add_units", "会办或者分办单位，一项一个", "独办只有一个单位"},
		{"passages to change need not be marked", (*city).reviewed, clerk, "/do/return", "需要修改的段落 1 （选填）", ""},
		{"an answer handled again is not to be published", (*city).redone, clerk, "", "第1轮公开（市卫健委）（答复重新办理）原定", ""},
		{"a second reply is written with the deputy's words in view", (*city).redone, health, "/do/draft_reply?part=%d", "没有时间表决定意见须说明时间表", ""},
		{"before anybody has confirmed it is said that nobody has", (*city).invited, lead, "/do/submit", "拟联名1人，已确认0人；无人确认即提交的，按代表个人提出", "代表联名"},
		{"who has confirmed is counted", func(c *city) *suggestion.Case {
			k := c.invited()
			return c.must(cosigner, k.ID, k.Signatures[0].No, "confirm", `{}`)
		}, lead, "/do/submit", "拟联名1人，已确认1人", "无人确认"},
		{"the history reads a share as officials do: unit, role, reason", func(c *city) *suggestion.Case {
			return c.must(clerk, c.pending("闭103").ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"lead","reason":"资金由其安排"},{"unit":13,"role":"co"}]}`)
		}, clerk, "", "承办单位：市财政局（主办，资金由其安排）；市卫健委（会办）", ""},
		{"a number between sessions is read out", func(c *city) *suggestion.Case { return c.pending("闭103") }, clerk, "", "闭会期间第103号", "第闭103号"},
		{"a first one has none to answer", func(c *city) *suggestion.Case { return c.ready("0001") }, health, "/do/draft_reply?part=%d", "逐条答复", "决定意见"},
	} {
		t.Run(s.name, func(t *testing.T) {
			c := newCity(t)
			k := s.make(c)
			page := s.page
			switch {
			case strings.Contains(page, "%d") && len(k.Objections) > 0:
				page = fmt.Sprintf(page, k.Objections[0].No)
			case strings.Contains(page, "%d"):
				page = fmt.Sprintf(page, k.Assignments[0].No)
			}
			resp, body := c.as(s.by).get(path(k, page))
			said := strings.Join(strings.Fields(text(body)), " ")
			if resp.StatusCode != 200 || !strings.Contains(said, s.says) || s.never != "" && strings.Contains(said, s.never) {
				t.Errorf("%d, want %q and never %q:\n%s", resp.StatusCode, s.says, s.never, said)
			}
		})
	}
}

func (c *city) invited() *suggestion.Case {
	k := c.must(lead, 0, 0, "start_draft", caseText)
	return c.must(lead, k.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d],"until":"2026-03-20"}`, cosigner))
}

func (c *city) rewritten() *suggestion.Case {
	k := c.invited()
	c.must(cosigner, k.ID, k.Signatures[0].No, "confirm", `{}`)
	return c.must(lead, k.ID, 0, "write", strings.Replace(caseText, `"title":"`, `"title":"再议`, 1))
}

func (c *city) contacted() *suggestion.Case {
	k := c.handling("0001")
	return c.must(health, k.ID, k.Assignments[0].No, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某科长","rank":"section","text":"听取意见"}`)
}

func (c *city) objected() *suggestion.Case {
	k := c.assigned("0001")
	return c.must(health, k.ID, k.Assignments[0].No, "object", fmt.Sprintf(`{"reason":"不属本单位","proposes":%d}`, waterOrg))
}

func (c *city) granted() *suggestion.Case {
	k := c.objected()
	return c.must(clerk, k.ID, k.Objections[0].No, "grant_objection", fmt.Sprintf(`{"unit":%d,"decision":"同意"}`, waterOrg))
}

func (c *city) redone() *suggestion.Case {
	k := c.unhappy()
	return c.must(head, k.ID, k.Assignments[0].No, "redo", `{"decision":"须说明时间表"}`)
}
