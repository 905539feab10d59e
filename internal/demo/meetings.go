package demo

import (
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// asked is one question of an inquiry with its answer and promise.
type asked struct {
	unit                           string // key
	question, answer, words, gains string
}

// asked2023 are the six departments that were questioned in 2023.
var asked2023 = []asked{
	{"fgw", "一些民生项目前期工作时间长、落地慢，有什么办法？", "建立前期工作清单，按月调度。", "年底前完成清单内项目立项审批", "列入清单的项目全部立项"},
	{"gaj", "老城区几处路口早晚高峰拥堵，群众反映多年，怎么解决？", "已优化信号配时，增设可变车道。", "年底前完成三处路口改造", "高峰时段通行时间明显缩短"},
	{"zjj", "雨污分流工程施工影响交通，能否缩短工期、减少围挡？", "分段施工、夜间作业，完工一段恢复一段。", "年底前恢复主要路段通行", "主要路段围挡全部拆除"},
	{"nyj", "高标准农田建成后管护跟不上，责任怎么落实？", "明确乡镇管护主体，列支管护经费。", "年底前落实管护人员和经费", "管护责任书签订到村"},
	{"wlj", "学校和公共体育设施向群众开放还不够，什么时候能改善？", "分批开放，统一预约。", "年底前再开放一批学校体育场馆", "开放场馆名单向社会公布"},
	{"ybj", "部分乡镇居民医保参保率下降，原因是什么，如何提高？", "加强政策宣传，开展上门代办。", "年底前参保率达到上级要求", "参保率达到年度目标"},
}

// debates shows inquiries, opinions, agendas and bulletins: the finished year 2023, and the year in motion.
func (b *builder) debates() {
	b.inquiry2023()
	b.agendas2023()
	cases := b.pick(b.Now, 14, given)
	if len(cases) < 14 {
		return
	}
	b.inquiryNow(cases[8:11])
	b.opinions()
	b.agendasNow(cases[11:14])
	b.bulletins()
}

// member is the name of the nth member of the standing committee whom the city knows.
func (b *builder) member(n int) string {
	var all []string
	for _, p := range b.Posts {
		if p.Congress == b.Home && p.Role == org.CongressLeader {
			all = append(all, b.actors[p.ID].Person.Name)
		}
	}
	return all[n%len(all)]
}

// pastOf finds a case of a session that a unit answers.
func (b *builder) pastOf(session, unit int64) *suggestion.Case {
	list := b.pick(session, 1, func(c *suggestion.Case) bool { return c.LeadUnit() == unit && !c.About.Protected })
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func (b *builder) inquiry2023() {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	plan := &supervision.PlanInquiry{
		Title: "代表建议办理工作专题询问", Meeting: "市五届人大常委会会议", On: "2023-10-25", Place: "市人大常委会会议厅",
		Topic: "重点处理建议办理情况、群众反映强烈的热点难点问题。", Deputies: []int64{b.me[org.Deputy].Post.ID},
	}
	for _, k := range asked2023 {
		plan.Units = append(plan.Units, b.orgs[k.unit])
		if c := b.pastOf(b.Past, b.orgs[k.unit]); c != nil {
			plan.Cases = append(plan.Cases, c.ID)
		}
	}
	p := b.file("inquiry", b.Past)
	p.on("2023-09-20")
	p.do(clerk, 0, "plan_inquiry", plan)
	p.on("2023-09-25")
	p.do(head, 0, "call_inquiry", &suggestion.Nothing{})
	p.on("2023-10-25")
	p.do(clerk, 0, "hold_inquiry", &supervision.HoldInquiry{
		On: p.day, Present: 38, Members: []string{b.member(0), b.member(1), b.member(2), b.member(3)}, Minutes: "六个部门负责人到会应询，询问与应询全程公开。",
	})
	for i, k := range asked2023 {
		q := &supervision.AskQuestion{By: b.member(i), Unit: b.orgs[k.unit], Text: k.question}
		if c := b.pastOf(b.Past, q.Unit); c != nil {
			q.Case = c.ID
		}
		p.do(clerk, 0, "ask_question", q)
	}
	doc, ok := p.doc.(*supervision.Inquiry)
	if !ok || p.dead || b.err != nil {
		return
	}
	for i, k := range asked2023 {
		p.do(clerk, doc.Questions[i].No, "answer_question", &supervision.AnswerQuestion{
			Who: b.byID[b.orgs[k.unit]].ShortName + "主要负责人", Answer: k.answer,
			Pledges: []supervision.MakePledge{{Words: k.words, Result: k.gains, Due: "2023-12-31"}},
		})
	}
	p.on("2023-12-26")
	for _, pledge := range doc.Pledges {
		p.do(b.who(pledge.Unit, org.UnitClerk), pledge.No, "report_pledge", &supervision.ReportOrder{Report: "已按期完成，附现场照片和验收材料。"})
	}
	p.on("2023-12-28")
	for _, pledge := range doc.Pledges {
		p.do(clerk, pledge.No, "keep_pledge", &suggestion.Nothing{})
	}
	p.do(clerk, 0, "conclude_inquiry", &supervision.ConcludeKey{Conclusion: "雨污分流工程影响交通、医保参保率、路口交通拥堵等热点难点问题得到解决。"})
	p.end()
	b.opinion2023(doc)
}

func (b *builder) opinion2023(q *supervision.Inquiry) {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	p := b.file("deliberation", b.Past)
	p.on("2023-10-30")
	p.do(clerk, 0, "draft_deliberation", &supervision.WriteDeliberation{
		Title: "关于代表建议办理工作的审议意见", Meeting: q.Meeting, Inquiry: q.ID, Text: "一、对应询承诺逐项列出时间表。二、加强跨部门协调。三、办理情况向社会公开。",
	})
	p.on("2023-11-03")
	p.do(head, 0, "pass_deliberation", &supervision.PassDeliberation{Number: "邵衡人常函〔2023〕18号", Due: "2023-12-20"})
	p.on("2023-12-15")
	p.do(b.role(org.GovOffice), 0, "report_deliberation", &supervision.ReportKey{Report: "六个部门承诺事项均已完成，报告附清单。"})
	p.on("2023-12-27")
	p.do(clerk, 0, "settle_deliberation", &supervision.SettleDeliberation{HeardAt: "市五届人大常委会会议"})
	p.end()
}

// agendas2023 are the two meetings of 2023 that heard how suggestions were handled.
func (b *builder) agendas2023() {
	b.agenda(b.Past, "2023-12-12", "市人大常委会主任会议", "chairmen", []supervision.WriteItem{
		{Title: "对口联系单位建议办理及重点建议督办情况的报告", By: b.orgs["cjw"]},
		{Title: "对口联系单位建议办理及重点建议督办情况的报告", By: b.orgs["jkw"]},
		{Title: "党群系统和“不满意”件建议办理情况的报告", By: b.orgs["lgw"]},
	}, 3)
	b.agenda(b.Past, "2023-12-27", "市五届人大常委会会议", "standing", []supervision.WriteItem{
		{Title: "市人民政府关于代表建议办理情况的报告", By: b.orgs["zfb"]},
		{Title: "市监察委员会关于代表建议办理情况的报告", By: b.bodyOf(org.Supervision)},
		{Title: "市中级人民法院关于代表建议办理情况的报告", By: b.bodyOf(org.Court)},
		{Title: "市人民检察院关于代表建议办理情况的报告", By: b.bodyOf(org.Procuratorate)},
		{Title: "联工委关于代表建议办理及督办情况的报告", By: b.orgs["lgw"]},
	}, 5)
}

// bodyOf is the city's first body of a kind, or the committee where it has none.
func (b *builder) bodyOf(k org.Kind) int64 {
	for _, o := range b.Orgs {
		if o.Congress == b.Home && o.Kind == k {
			return o.ID
		}
	}
	return b.orgs["lgw"]
}

// agenda holds a meeting and records that many of its items; with all of them recorded it is closed.
func (b *builder) agenda(session int64, on calendar.Day, title, body string, items []supervision.WriteItem, recorded int) *paper {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	p := b.file("agenda", session)
	p.on(on.AddDays(-14))
	p.do(clerk, 0, "draft_agenda", &supervision.WriteAgenda{Title: title, Body: body, On: on, Place: "市人大常委会机关", Items: items})
	p.on(on.AddDays(-9))
	p.do(head, 0, "fix_agenda", &suggestion.Nothing{})
	if !p.on(on) {
		return p
	}
	p.do(clerk, 0, "hold_agenda", &supervision.HoldAgenda{On: p.day, Present: 9 + 27*btoi(body == "standing")})
	doc, ok := p.doc.(*supervision.Agenda)
	if !ok || p.dead || b.err != nil {
		return p
	}
	for i := range recorded {
		p.do(clerk, doc.Items[i].No, "hear_item", &supervision.HearItem{Heard: "听取并审议了报告。", Opinion: "同意报告，继续抓好后续办理。"})
	}
	if recorded == len(items) {
		p.do(clerk, 0, "close_agenda", &suggestion.Nothing{})
		p.end()
	}
	return p
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// agendasNow shows a meeting whose items are followed, and one to come.
func (b *builder) agendasNow(cases []*suggestion.Case) {
	clerk, today := b.role(org.CommitteeClerk), b.world.Today
	p := b.agenda(b.Now, today.AddDays(-22), "市人大常委会主任会议", "chairmen", []supervision.WriteItem{
		{Title: "教科文卫委关于重点建议督办情况的报告", By: b.orgs["jkw"]},
		{Title: "市政府办公室关于建议办理进展的报告", By: b.orgs["zfb"]},
		{Title: "联工委关于党群系统建议办理情况的报告", By: b.orgs["lgw"]},
	}, 1)
	if doc, ok := p.doc.(*supervision.Agenda); ok && !p.dead && b.err == nil {
		unit := unitsOf(cases[0])[0]
		p.do(clerk, doc.Items[1].No, "follow_item", &supervision.FollowItem{
			Heard: "部分建议办理进度偏慢。", Opinion: "对进度偏慢的建议逐件列出时间表。", Follow: unit, Due: today.AddDays(9),
		})
		p.end()
	}
	next := b.agenda(b.Now, today.AddDays(20), "市人大常委会会议", "standing", []supervision.WriteItem{{Title: "市人民政府关于代表建议办理情况的报告", By: b.orgs["zfb"]}}, 0)
	next.dead = false
	next.end()
}

// inquiryNow shows an inquiry whose promises are being kept, in the ledgers of suggestions and beside them, and one to come.
func (b *builder) inquiryNow(cases []*suggestion.Case) {
	clerk, head, today := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.world.Today
	plan := &supervision.PlanInquiry{Title: "民生类代表建议办理专题询问", Meeting: "市人大常委会会议", On: today.AddDays(-18), Place: "市人大常委会会议厅", Topic: "承诺事项落实情况。"}
	for _, c := range cases {
		if unit := unitsOf(c)[0]; !slices.Contains(plan.Units, unit) {
			plan.Units = append(plan.Units, unit)
		}
		plan.Cases = append(plan.Cases, c.ID)
	}
	p := b.file("inquiry", b.Now)
	p.ago(40).do(clerk, 0, "plan_inquiry", plan)
	p.ago(35).do(head, 0, "call_inquiry", &suggestion.Nothing{})
	p.ago(18).do(clerk, 0, "hold_inquiry", &supervision.HoldInquiry{On: p.day, Present: 36, Members: []string{b.member(0), b.member(1)}})
	for i, c := range cases {
		p.do(clerk, 0, "ask_question", &supervision.AskQuestion{By: b.member(i), Unit: unitsOf(c)[0], Case: c.ID, Text: "这件建议什么时候能见到实效？"})
	}
	doc, ok := p.doc.(*supervision.Inquiry)
	if !ok || p.dead || b.err != nil {
		return
	}
	for i, c := range cases[:2] { // the third question waits for its answer
		due := p.day.AddMonths(3)
		pledge := supervision.MakePledge{Words: due.Time().Format("2006年1月2日") + "前，完成第" + strconv.Itoa(i+1) + "阶段任务", Result: "现场可查看、代表可验证", Owner: "分管负责人", Due: due}
		p.do(clerk, doc.Questions[i].No, "answer_question", &supervision.AnswerQuestion{Who: "主要负责人", Answer: "已排出计划，倒排工期。", Pledges: []supervision.MakePledge{pledge}, InCase: i == 0})
		if i == 0 {
			b.also(c, p.day, 0, 0, "take_promise", &suggestion.TakePromise{Unit: unitsOf(c)[0], Words: pledge.Words, Result: pledge.Result, Owner: pledge.Owner, Due: pledge.Due, On: p.day})
		}
	}
	p.end()
	next := b.file("inquiry", b.Now)
	next.ago(5).do(clerk, 0, "plan_inquiry", &supervision.PlanInquiry{
		Title: "重点建议办理专题询问", Meeting: "市人大常委会会议", On: today.AddDays(30), Special: b.committee(), Units: plan.Units[:1], Cases: plan.Cases[:1],
	}).end()
}

// committee is the special committee of the role account.
func (b *builder) committee() int64 { return b.actors[b.role(org.SpecialClerk)].Post.Org }

// opinions shows an opinion that waits for the government's report, and one that has been reported on.
func (b *builder) opinions() {
	clerk, head, gov := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.role(org.GovOffice)
	for i, title := range []string{"关于上半年代表建议办理工作的审议意见", "关于承诺事项落实情况的审议意见"} {
		p := b.file("deliberation", b.Now)
		p.ago(50).do(clerk, 0, "draft_deliberation", &supervision.WriteDeliberation{Title: title, Meeting: "市人大常委会会议", Special: b.committee(), Text: "对承诺事项逐件核实，未按期完成的说明原因。"})
		p.ago(46).do(head, 0, "pass_deliberation", &supervision.PassDeliberation{Number: "邵衡人常函〔" + string(b.world.Today[:4]) + "〕" + strconv.Itoa(7+i) + "号", Due: b.world.Today.AddDays(14)})
		if i == 1 {
			p.ago(9).do(gov, 0, "report_deliberation", &supervision.ReportKey{Report: "已逐件核实，情况报告附后。"})
		}
		p.end()
	}
}

// bulletins shows one that is published and acted on, and a draft.
func (b *builder) bulletins() {
	clerk, head, today := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.world.Today
	p := b.file("bulletin", b.Past)
	p.on("2023-07-03")
	p.do(clerk, 0, "draft_bulletin", b.figures(b.Past, "2023-06-30", &supervision.WriteBulletin{
		Title: "关于代表建议办理进展情况的通报", Text: "现将截至6月30日各承办单位办理情况通报如下。", Next: "九月听取办理情况报告。",
	}))
	p.on("2023-07-05")
	p.do(head, 0, "issue_bulletin", &supervision.IssueUrging{Number: "2023年第3期"})
	p.on("2023-07-07")
	p.do(head, 0, "publish_bulletin", &suggestion.Nothing{})
	p.end()
	n := b.file("bulletin", b.Now)
	n.ago(25)
	n.do(clerk, 0, "draft_bulletin", b.figures(b.Now, n.day, &supervision.WriteBulletin{
		Title: "关于代表建议办理进展情况的通报", Text: "现将各承办单位办理情况通报如下。", Order: "有超期件的单位立即整改，书面报告原因和完成时间。", FixBy: today.AddDays(6), Next: "下月组织上门督办。",
	}))
	n.ago(23).do(head, 0, "issue_bulletin", &supervision.IssueUrging{Number: string(today[:4]) + "年第2期"})
	if doc, ok := n.doc.(*supervision.Bulletin); ok && len(doc.Rectify) > 0 && !n.dead && b.err == nil {
		r := doc.Rectify[0]
		if clerkOf := b.who(r.Unit, org.UnitClerk); clerkOf != 0 {
			n.ago(12).do(clerkOf, r.No, "report_rectify", &supervision.ReportOrder{Report: "超期件已答复代表，今后按周自查。"})
		}
	}
	n.ago(10).do(head, 0, "publish_bulletin", &suggestion.Nothing{}).end()
	d := b.file("bulletin", b.Now)
	d.ago(2)
	d.do(clerk, 0, "draft_bulletin", b.figures(b.Now, d.day, &supervision.WriteBulletin{Title: "关于代表建议办理进展情况的第二次通报", Text: "现将各承办单位办理情况通报如下。"})).end()
}
