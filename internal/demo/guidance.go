package demo

import (
	"encoding/json"

	"huiyin/internal/campaign"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// fieldsOf is a document as a proof looks at it.
func fieldsOf(d dossier.Doc) map[string]any {
	raw, err := json.Marshal(d)
	out := map[string]any{}
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return nil // a document of the program's own can always be written
	}
	return out
}

// guidance shows trainings, pushes, topics, briefings and periodicals of a session in every stage.
func (b *builder) guidance(session int64) {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	today := b.world.Today
	all := len((campaign.Audience{}).Of(b.home()))

	held := b.file("training", session)
	held.ago(40).do(clerk, 0, "draft_training", &campaign.WriteTraining{Title: "怎样提好议案建议专题培训班", Sort: "special", Way: "offline", Aim: "讲清一事一议，有情况、有分析、有具体建议；以近年优秀建议为例。"})
	held.do(clerk, 0, "add_lesson", &campaign.AddLesson{On: today.AddDays(-20), Title: "选题与调研", Place: "市委党校", Speaker: "市人大常委会联工委"})
	held.do(clerk, 0, "add_lesson", &campaign.AddLesson{On: today.AddDays(15), Title: "建议文本修改", Place: "市人大机关会议室"})
	held.ago(38).do(clerk, 0, "publish_training", &campaign.Reach{Notified: all})
	b.deliver(held, 1)
	held.ago(19)
	held.do(clerk, 1, "hold_lesson", &campaign.HoldLesson{On: held.day, Number: all * 3 / 4, Invited: (campaign.Audience{}).Of(b.home())}).end()
	b.file("training", session).ago(6).do(clerk, 0, "draft_training", &campaign.WriteTraining{Title: "新任代表初任培训", Sort: "first", Way: "online", Aim: "代表法、代表的权利和义务、履职平台的使用。"}).end()

	for n, m := range []struct {
		ago               int
		title, sort, body string
		ways              []string
	}{
		{32, "代表法关于建议办理的规定", "must_know", "代表有权提出对各方面工作的建议、批评和意见。有关机关、组织应当研究办理，自交办之日起三个月内答复；涉及面广、处理难度大的，自交办之日起六个月内答复。代表对答复不满意的，可以提出意见，由交办机关要求承办单位再作研究。", []string{"site", "account"}},
		{12, "一季度全市经济社会发展情况", "city", "主要指标、民生实事进展和下一步安排，供代表调研选题参考。", []string{"site"}},
		{5, "市人大常委会近期工作", "congress", "近期将开展建议办理工作督办和重点建议现场督办，欢迎代表参与。", []string{"site", "account"}},
	} {
		p := b.file("push", session)
		p.ago(m.ago+1).do(clerk, 0, "draft_push", &campaign.WritePush{Title: m.title, Sort: m.sort, Source: "市人大常委会联工委", Ways: m.ways, Body: m.body})
		p.ago(m.ago).do(head, 0, "send_push", &campaign.Reach{Notified: all})
		b.deliver(p, 2+n)
		if n == 0 {
			p.ago(m.ago-2).do(clerk, 0, "note_account", &campaign.NoteAccount{On: p.day, Name: "邵衡人大", Title: m.title, Link: "https://example.org/renda/1", Reads: 326})
		}
		p.end()
	}
	b.file("push", session).ago(2).do(clerk, 0, "draft_push", &campaign.WritePush{Title: "市政府民生实事推进情况", Sort: "city", Ways: []string{"site"}, Body: "十件民生实事的进度和责任单位。"}).end()

	for n, t := range []struct{ title, background, angle string }{
		{"乡镇卫生院服务能力建设", "乡镇卫生院人才不足、设备陈旧，群众就近看病仍有困难。", "人才定向培养、县乡轮岗、设备更新、药品配备。"},
		{"老旧小区加装电梯", "加装意愿不一、费用分摊难、管线迁移慢。", "资金补助、邻里协商、管线单位限时办理。"},
		{"农村公路养护", "村道破损较多，养护资金和责任不落实。", "养护标准、资金来源、路长制考核。"},
	} {
		p := b.file("topiclib", session)
		p.ago(30-n).do(clerk, 0, "draft_topic", &campaign.WriteTopic{Title: t.title, Background: t.background, Angle: t.angle, Source: "代表走访和群众来信"})
		if n < 2 {
			p.do(clerk, 0, "offer_topiclib", &suggestion.Nothing{})
		}
		p.end()
	}

	order := b.file("periodical", session)
	missing := (campaign.Audience{}).Of(b.home())[:2]
	order.ago(60).do(clerk, 0, "order_periodical", &campaign.OrderPeriodical{Title: "人民代表报", From: today.AddDays(-45), To: today.AddDays(320), Copies: all + 5, Meant: all})
	order.ago(42)
	order.do(clerk, 0, "deliver_periodical", &campaign.DeliverPeriodical{On: order.day, Delivery: "邮局投递到代表通信地址", Missing: missing, Meant: missing}).end()
	b.file("periodical", session).ago(9).do(clerk, 0, "order_periodical", &campaign.OrderPeriodical{Title: "中国人大", From: today.AddDays(20), To: today.AddDays(385), Copies: all, Meant: all}).end()
}

// abroad shows briefings, an inspection to come and coverage of the year in motion.
func (b *builder) abroad(session int64) {
	clerk, leader := b.role(org.CommitteeClerk), b.role(org.CongressLeader)
	today := b.world.Today
	cases := b.pick(session, 3, func(c *suggestion.Case) bool {
		return c.In(suggestion.Handling, suggestion.Replied) && !c.About.Protected && len(c.Live()) > 0
	})
	if len(cases) < 3 {
		return // early in a year there is little to show
	}
	heard := b.file("briefing", session)
	heard.ago(28).do(clerk, 0, "plan_briefing", &campaign.PlanBriefing{Title: "听取主要部门工作汇报", Sort: "hearing", On: today.AddDays(-22), Place: "市人大机关", Units: unitsOf(cases[0])[:1], Body: "听取上年度工作和本年度打算。"})
	heard.ago(22)
	heard.do(clerk, 0, "hold_briefing", &campaign.HoldBriefing{On: heard.day, Present: []int64{cases[0].Lead}, Meant: []int64{cases[0].Lead}, Minutes: "部门作了汇报，代表当场提问。"}).end()
	b.file("briefing", session).ago(5).do(clerk, 0, "plan_briefing", &campaign.PlanBriefing{Title: "会前集中视察", Sort: "inspection", On: today.AddDays(25), Place: "城区和两个县", Body: "集中视察民生实事项目。"}).end()

	b.file("inspection", session).ago(7).do(clerk, 0, "plan_inspection", &campaign.PlanInspection{
		Title: "重点建议办理情况三级代表视察", On: today.AddDays(18), Place: "项目现场", Leader: leader, Cases: []int64{cases[0].ID, cases[1].ID}, Units: unitsOf(cases[0])[:1], Deputies: []int64{cases[0].Lead, cases[1].Lead}, Guests: guests,
	}).end()
	p := b.file("press", session)
	p.ago(8)
	p.do(clerk, 0, "enter_press", &campaign.EnterPress{Title: "重点建议办理现场见闻", Medium: "邵衡日报", On: p.day.AddDays(-1), Coverage: "process", Cases: []int64{cases[1].ID}, Units: unitsOf(cases[1])[:1], Link: "https://example.org/news/1"}).end()
}
