package demo

import (
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// topic is a special supervision over three years by congresses of three levels (市县乡三级联动). The city asked two counties: one takes part, asked
// a township in its turn, and both have reported; the other county has not answered.
func (b *builder) topic(clerk, head, special int64) int64 {
	year := b.world.Today.Year()
	write := &supervision.WriteTopic{
		Title: "乡镇卫生院服务能力建设专项监督", FromYear: year - 1, ToYear: year + 1, Special: b.actors[special].Post.Org, Leader: b.role(org.CongressLeader),
		Aim: "以《关于加强乡镇医院建设的建议》为切入点，连续三年监督，设备、人员、药品三项补齐。",
	}
	for _, county := range []string{home, "tongxi"} {
		write.Lower = append(write.Lower, supervision.Lower{Body: b.orgs["rd_"+county], Asked: "同题监督本县乡镇卫生院，逐年报告。"})
	}
	city := b.file("topic", b.Now)
	city.ago(75).do(clerk, 0, "propose_topic", write)
	city.ago(70).do(head, 0, "adopt_topic", &suggestion.Nothing{})
	counties := b.offered(city)
	if len(counties) < 2 {
		return 0
	}
	county := counties[0]
	b.joined(city, county, 62, "同意参加，由教科文卫委负责。")
	town := b.townOf(county.in)
	county.ago(56).do(b.chief(county.in), 0, "ask_lower", &supervision.AskLower{Lower: []supervision.Lower{{Body: town, Asked: "核对本镇卫生院设备和人员，请代表评议服务。"}}})
	for _, t := range b.offered(county) {
		b.joined(county, t, 50, "同意参加，由镇人大主席牵头，组织代表小组实地查看。")
		b.reported(county, t, 34, "镇卫生院缺设备三件、全科医生两名，药品目录已公示。")
		t.end()
	}
	b.reported(city, county, 20, "全县乡镇卫生院设备缺口已摸清，六所完成更新。")
	city.ago(15)
	city.do(clerk, 0, "report_topic", &supervision.ReportTopic{Year: city.day.Year(), Text: "全市乡镇卫生院达标率明显提高，人员补充仍有缺口。"})
	city.end()
	for _, c := range counties {
		c.end()
	}
	return city.doc.Top().ID
}

// offered sends a topic to the lower congresses that it asks and that have no copy yet, as its adoption does.
func (b *builder) offered(up *paper) []*paper {
	t, ok := up.doc.(*supervision.Topic)
	if !ok || up.dead || b.err != nil {
		return nil
	}
	var out []*paper
	for _, s := range t.Shares {
		if s.Copy != 0 {
			continue
		}
		c := b.file("topic", b.meeting(s.Congress, up.day).ID)
		c.in, c.day, c.at = s.Congress, up.day, up.at
		c.do(0, 0, "offer_topic", &supervision.OfferTopic{
			Title: t.Title, FromYear: t.FromYear, ToYear: t.ToYear, Aim: t.Aim, Asked: s.Asked, UpName: b.name(up.in), UpCongress: up.in, UpID: t.ID, UpPart: s.No,
		})
		up.do(0, s.No, "note_asked", &supervision.AnswerShare{Copy: c.doc.Top().ID})
		out = append(out, c)
	}
	return out
}

// joined lets a lower congress take part, which the higher one is told.
func (b *builder) joined(up, c *paper, ago int, answer string) {
	c.ago(ago).do(b.chief(c.in), 0, "agree_topic", &supervision.AgreeTopic{Answer: answer})
	up.ago(ago).do(0, c.doc.(*supervision.Topic).UpPart, "share_agreed", &supervision.AnswerShare{Copy: c.doc.Top().ID, Answer: answer})
}

// reported lets a lower congress report on this year, which the higher one receives.
func (b *builder) reported(up, c *paper, ago int, text string) {
	c.ago(ago)
	c.do(b.chief(c.in), 0, "report_topic", &supervision.ReportTopic{Year: c.day.Year(), Text: text})
	up.ago(ago).do(0, c.doc.(*supervision.Topic).UpPart, "share_report", &supervision.ShareReport{Text: text})
}

// chief is the post of whoever heads the deputies' work of a congress.
func (b *builder) chief(congress int64) int64 {
	for _, p := range b.Posts {
		if p.Congress == congress && p.Role == org.CommitteeHead {
			return p.ID
		}
	}
	return 0
}

// townOf is the body by which a county knows its township's congress.
func (b *builder) townOf(county int64) int64 {
	for _, o := range b.Orgs {
		if o.Congress == county && o.Kind == org.Presidium {
			return o.ID
		}
	}
	return 0
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
		Title: "代表小组主题活动：推动重点建议办理", Form: "group", On: b.world.Today.AddDays(-21), Unit: unitsOf(cases[2])[0], Group: group, Leader: b.role(org.CongressLeader),
		Deputies: []int64{b.me[org.Deputy].Post.ID, cases[2].Lead}, Cases: []int64{cases[2].ID},
	})
	g.ago(21).do(clerk, 0, "hold_visit", &supervision.HoldVisit{
		On: g.day, Deputies: []int64{b.me[org.Deputy].Post.ID, cases[2].Lead}, Findings: "设备采购进度滞后，经费尚未落实。", Minutes: "小组代表实地查看，与承办单位座谈。", Opinion: "请承办单位明确经费来源和完成时间，及时告知代表。",
	}).end()
	law := b.file("visit", b.Now)
	law.ago(8).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "结合执法检查督办", Form: "law", On: b.world.Today.AddDays(18), Unit: unitsOf(cases[3])[0], Law: "中华人民共和国基本医疗卫生与健康促进法", Joint: topic, Cases: []int64{cases[3].ID},
	}).end()
}
