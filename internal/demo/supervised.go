package demo

import (
	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// yearWork fills the chapters of the year's work beside the suggestions.
func (b *builder) yearWork() {
	b.supervised()
	b.lookedBack2023()
	b.polled()
	b.assessed()
	b.appraised()
	b.debates()
	b.campaigns()
}

// given holds for cases that a unit handles now.
func given(c *suggestion.Case) bool {
	return c.In(suggestion.Handling, suggestion.Replied) && !c.About.Protected && len(c.Live()) > 0 && c.KeyLevel == ""
}

// unitsOf lists the units that handle a case now.
func unitsOf(c *suggestion.Case) []int64 {
	var out []int64
	for _, a := range c.Live() {
		out = append(out, a.Unit)
	}
	return out
}

// supervised shows supervision in every stage: a plan, key items, visits with orders, urging letters.
func (b *builder) supervised() {
	clerk, head, leader, special := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.role(org.CongressLeader), b.role(org.SpecialClerk)
	committee := b.actors[special].Post.Org
	today := b.world.Today
	cases := b.pick(b.Now, 8, given)
	if len(cases) < 8 {
		return // early in a year there is little to supervise
	}
	topic := b.topic(clerk, head, special)
	var key *paper
	for i, c := range cases[:4] {
		if p := b.keyItem(c, i, clerk, head, leader, special, topic); i == 0 {
			key = p
		}
	}
	b.byPack()
	plan := b.file("plan", b.Now)
	plan.ago(80).do(clerk, 0, "draft_plan", &supervision.WritePlan{Title: "代表建议督办工作计划", Aim: "对承办件次多的单位逐一上门督办，推动建议解决。", Lines: []supervision.PlanLine{
		{Unit: unitsOf(cases[0])[0], Form: "door", Leader: leader, Special: committee, On: today.AddDays(-30), GovToo: true},
		{Unit: unitsOf(cases[1])[0], Form: "site", Leader: leader, On: today.AddDays(12)},
	}})
	plan.ago(75).do(clerk, 0, "propose_plan", &suggestion.Nothing{})
	plan.ago(70).do(head, 0, "adopt_plan", &suggestion.Nothing{}).end()
	b.visits(cases, clerk, special, committee)
	b.spots(cases, key, clerk, special, topic)
	for i, c := range cases[4:7] {
		b.letter(c, i, clerk, head)
	}
}

// keyItem leads a key suggestion as far as its place in the row.
func (b *builder) keyItem(c *suggestion.Case, stage int, clerk, head, leader, special, topic int64) *paper {
	today, committee := b.world.Today, b.actors[special].Post.Org
	p := b.file("key", b.Now)
	p.ago(60).do(clerk, 0, "nominate_key", nomination(c))
	if stage == 3 {
		p.end()
		return p
	}
	p.ago(55).do(clerk, 0, "propose_key", &supervision.ProposeKey{Level: supervision.LeaderLevel, Leader: leader, GovLeader: b.role(org.GovLeader), Special: committee, Units: unitsOf(c)})
	if stage == 2 {
		b.hear(p.ago(9), c, clerk, today.AddDays(6), 1)
		p.end()
		return p
	}
	b.hear(p.ago(54), c, clerk, today.AddDays(-40), len(unitsOf(c)))
	p.on(today.AddDays(-50))
	p.do(head, 0, "decide_key", &supervision.DecideKey{MeetingOn: p.day, Meeting: "市人大常委会主任会议", Units: unitsOf(c)})
	b.also(c, p.day, 0, 0, "mark_key", &suggestion.MarkKey{Level: supervision.LeaderLevel, Leader: leader, Body: committee})
	if stage == 1 {
		p.end()
		return p
	}
	p.ago(45).do(special, 0, "plan_key", &supervision.PlanKey{Aim: "年内见到成效，代表和群众满意。", Joint: topic, Steps: []supervision.Step{
		{On: today.AddDays(-25), Form: "site", Text: "组织承办单位与代表现场见面"}, {On: today.AddDays(40), Form: "meeting", Text: "听取办理情况"},
	}})
	p.ago(20).do(leader, 0, "instruct_key", &supervision.InstructKey{Text: "请主办单位列出时间表，逐项落实，办理情况及时报告。", Due: today.AddDays(10)})
	b.also(c, p.day, leader, 0, "instruct", &suggestion.Instruct{Text: "请主办单位列出时间表，逐项落实，办理情况及时报告。"})
	return p // it goes on with the visit on the spot
}

// hear asks the units of a proposed item for their views; the first n of them answer.
func (b *builder) hear(p *paper, c *suggestion.Case, clerk int64, until calendar.Day, n int) {
	units := unitsOf(c)
	p.do(clerk, 0, "ask_views", &supervision.AskViews{Until: until, Units: units})
	for i, u := range units[:n] {
		v := &supervision.GiveView{Stand: "agree"}
		if i%2 == 1 {
			v.Stand, v.Text = "adjust", "资金渠道需市财政统筹，建议一并明确配合单位。"
		}
		p.do(b.clerkOf(u), i+1, "give_view", v)
	}
}

// clerkOf is the post that handles suggestions in a unit, in want of one its head's; 0 when there is neither.
func (b *builder) clerkOf(unit int64) int64 {
	head := int64(0)
	for _, p := range b.Posts {
		switch {
		case p.Org != unit:
		case p.Role == org.UnitClerk:
			return p.ID
		case p.Role == org.UnitHead:
			head = p.ID
		}
	}
	return head
}

func nomination(c *suggestion.Case) *supervision.NominateKey {
	n := &supervision.NominateKey{}
	n.Title, n.Cases, n.Criteria, n.Reason = c.Text.Title, []int64{c.ID}, []string{"public", "hard"}, "群众关心，涉及单位多，宜由领导牵头督办。"
	return n
}

// visits shows one that has been held with an order open, and one to come.
func (b *builder) visits(cases []*suggestion.Case, clerk, special, committee int64) {
	today := b.world.Today
	held := b.file("visit", b.Now)
	held.ago(40).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "上门督办代表建议办理工作", Form: "door", On: today.AddDays(-30), Unit: unitsOf(cases[0])[0], Special: committee, GovToo: true, Deputies: []int64{cases[0].Lead}, Cases: []int64{cases[0].ID},
	})
	held.ago(30).do(special, 0, "hold_visit", &supervision.HoldVisit{
		On: held.day, Deputies: []int64{cases[0].Lead}, Findings: "前期工作已启动，资金尚有缺口。",
		Orders: []supervision.GiveOrder{{Text: "报送资金安排和完成时间", Due: today.AddDays(5)}, {Text: "向代表通报进展", Due: today.AddDays(-4)}},
	})
	held.end()
	next := b.file("visit", b.Now)
	next.ago(6).do(clerk, 0, "plan_visit", &supervision.PlanVisit{
		Title: "现场督办重点建议", Form: "site", On: today.AddDays(12), Unit: unitsOf(cases[1])[0], Cases: []int64{cases[1].ID}, Deputies: []int64{cases[1].Lead},
	}).end()
}

// letter shows an urging letter: drafted, waiting for its answer, answered.
func (b *builder) letter(c *suggestion.Case, stage int, clerk, head int64) {
	unit := unitsOf(c)[0]
	p := b.file("urging", b.Now)
	due := b.world.Today.AddDays(8)
	p.ago(15).do(clerk, 0, "draft_urging", &supervision.WriteUrging{Title: "关于加快办理代表建议的督办函", Unit: unit, Cases: []int64{c.ID}, Text: "请对照承诺时限加快办理，书面报告进展。", Due: due})
	if stage > 0 {
		p.ago(13).do(head, 0, "issue_urging", &supervision.IssueUrging{Number: "邵衡人联督〔" + string(b.world.Today[:4]) + "〕" + string(rune('0'+stage)) + "号"})
		b.also(c, p.day, head, 0, "urge", &suggestion.Urge{Unit: unit, Text: "请对照承诺时限加快办理，书面报告进展。"})
	}
	if stage > 1 {
		if answers := b.clerkOf(unit); answers != 0 {
			p.ago(5).do(answers, 0, "answer_urging", &supervision.AnswerUrging{Who: "办公室", Text: "已与代表沟通，本月内完成现场勘查。"})
		}
	}
	p.end()
}
