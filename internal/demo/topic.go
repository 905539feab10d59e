package demo

import (
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// topic is a special supervision over three years that two counties were asked to join: one takes part and has reported, one has not answered.
func (b *builder) topic(clerk, head, special int64) int64 {
	year := b.world.Today.Year()
	write := &supervision.WriteTopic{
		Title: "乡镇卫生院服务能力建设专项监督", FromYear: year - 1, ToYear: year + 1, Special: b.actors[special].Post.Org, Leader: b.role(org.CongressLeader),
		Aim: "以《关于加强乡镇医院建设的建议》为切入点，连续三年监督，设备、人员、药品三项补齐。",
	}
	var lower []org.Congress
	for _, g := range b.Congresses {
		if g.Level == org.County && g.Parent == b.Home && b.orgs["rd_"+g.Code] != 0 && b.orgs[g.Code+"_dl1"] != 0 && len(lower) < 2 {
			lower = append(lower, g)
			write.Lower = append(write.Lower, supervision.Lower{Body: b.orgs["rd_"+g.Code], Asked: "同题监督本县乡镇卫生院，逐年报告。"})
		}
	}
	p := b.file("topic", b.Now)
	p.ago(75).do(clerk, 0, "propose_topic", write)
	p.ago(70).do(head, 0, "adopt_topic", &suggestion.Nothing{})
	doc, ok := p.doc.(*supervision.Topic)
	if !ok || p.dead {
		return 0
	}
	var copies []*paper
	for i, g := range lower {
		c := b.file("topic", b.meeting(g.ID, p.day).ID)
		c.in = g.ID
		c.day, c.at = p.day, p.at
		s := doc.Shares[i]
		c.do(0, 0, "offer_topic", &supervision.OfferTopic{
			Title: write.Title, FromYear: write.FromYear, ToYear: write.ToYear, Aim: write.Aim, Asked: s.Asked, UpName: b.name(b.Home), UpCongress: b.Home, UpID: doc.ID, UpPart: s.No,
		})
		p.do(0, s.No, "note_asked", &supervision.AnswerShare{Copy: c.doc.Top().ID})
		copies = append(copies, c)
	}
	if len(copies) > 0 {
		c, s := copies[0], doc.Shares[0]
		who := b.who(b.orgs[lower[0].Code+"_lgw"], org.CommitteeHead)
		if who == 0 {
			who = b.who(b.orgs[lower[0].Code+"_lgw"], org.CommitteeClerk)
		}
		c.ago(62).do(who, 0, "agree_topic", &supervision.AgreeTopic{Answer: "同意参加，由教科文卫委负责。"})
		p.ago(62).do(0, s.No, "share_agreed", &supervision.AnswerShare{Copy: c.doc.Top().ID, Answer: "同意参加，由教科文卫委负责。"})
		report := "全县乡镇卫生院设备缺口已摸清，六所完成更新。"
		c.ago(20).do(who, 0, "report_topic", &supervision.ReportTopic{Year: year, Text: report})
		p.ago(20).do(0, s.No, "share_report", &supervision.ShareReport{Text: report})
	}
	p.ago(15).do(clerk, 0, "report_topic", &supervision.ReportTopic{Year: year, Text: "全市乡镇卫生院达标率明显提高，人员补充仍有缺口。"})
	p.end()
	for _, c := range copies {
		c.end()
	}
	return doc.ID
}

// name is a congress's full name.
func (b *builder) name(congress int64) string {
	for _, g := range b.Congresses {
		if g.ID == congress {
			return g.Name
		}
	}
	return ""
}

// byPack enters the suggestions of whole delegations of the year, as their acceptance did.
func (b *builder) byPack() {
	for _, c := range b.pick(b.Now, len(b.Cases), func(c *suggestion.Case) bool { return c.Kind == suggestion.Delegation && c.AcceptedOn != "" }) {
		p := b.file("key", b.Now)
		if p.on(c.AcceptedOn) {
			p.do(0, 0, "enter_key", &supervision.EnterKey{Title: c.Text.Title, Cases: []int64{c.ID}, Level: supervision.LeaderLevel})
		}
		p.end()
	}
}

// spots shows supervision joined with other work: on the spot for a key item, a deputies' group's activity, a law inspection.
func (b *builder) spots(cases []*suggestion.Case, key *paper, clerk, special, topic int64) {
	site := b.file("visit", b.Now)
	site.ago(26).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "重点建议现场见面会", Form: "site", On: b.world.Today.AddDays(-16), Place: "项目现场", Unit: unitsOf(cases[0])[0], Leader: b.role(org.CongressLeader),
		Special: b.actors[special].Post.Org, Deputies: []int64{cases[0].Lead}, Cases: []int64{cases[0].ID}, Key: key.doc.Top().ID,
	})
	site.ago(16).do(special, 0, "hold_visit", &supervision.HoldVisit{
		On: site.day, Deputies: []int64{cases[0].Lead}, Findings: "承办单位与代表现场见面，逐项核对进度。", Opinion: "倒排工期，每月向代表通报一次。",
		Orders: []supervision.GiveOrder{{Text: "报送分月进度计划", Due: b.world.Today.AddDays(11)}},
	})
	if !site.dead {
		key.ago(16).do(0, 0, "note_step", &supervision.NoteStep{Visit: site.doc.Top().ID, Form: "site", On: site.day, Text: "重点建议现场见面会"})
	}
	key.end()
	site.end()
	var group int64
	for _, o := range b.Orgs {
		if o.Congress == b.Home && o.Kind == org.Group {
			group = o.ID
			break
		}
	}
	g := b.file("visit", b.Now)
	g.ago(33).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "代表小组主题活动：高级中学建设", Form: "group", On: b.world.Today.AddDays(-21), Unit: unitsOf(cases[2])[0], Group: group, Leader: b.role(org.CongressLeader),
		Deputies: []int64{b.me[org.Deputy].Post.ID, cases[2].Lead}, Cases: []int64{cases[2].ID},
	})
	g.ago(21).do(clerk, 0, "hold_visit", &supervision.HoldVisit{
		On: g.day, Deputies: []int64{b.me[org.Deputy].Post.ID, cases[2].Lead}, Findings: "征地进度滞后。", Minutes: "小组代表实地查看，与承办单位座谈。", Opinion: "请承办单位明确开工时间，及时告知代表。",
	}).end()
	law := b.file("visit", b.Now)
	law.ago(8).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "结合执法检查督办", Form: "law", On: b.world.Today.AddDays(18), Unit: unitsOf(cases[3])[0], Law: "中华人民共和国基本医疗卫生与健康促进法", Joint: topic, Cases: []int64{cases[3].ID},
	}).end()
}
