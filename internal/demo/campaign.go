package demo

import (
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/campaign"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// campaigns shows the finished year as a campaign and the year in motion as one, with what proves their items, and guidance at the source.
// It comes last of the year's work: it counts what the other chapters have filed.
func (b *builder) campaigns() {
	b.guidance(b.Now)
	b.abroad(b.Now)
	b.finishedYear()
	b.yearInMotion()
}

// leaders are two of the congress's leaders, the demonstration account's first.
func (b *builder) leaders() (chief, vice int64) {
	chief = b.role(org.CongressLeader)
	vice = chief
	for _, p := range b.Posts {
		if p.Congress == b.Home && p.Role == org.CongressLeader && p.ID != chief {
			return chief, p.ID
		}
	}
	return chief, vice
}

// assign names the four levels of every item; the special committee does what is supervised.
func (b *builder) assign(p *paper) {
	chief, vice := b.leaders()
	clerk, head, special := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.role(org.SpecialClerk)
	for n, i := range p.doc.(*campaign.Campaign).Items {
		handler := clerk
		if n == 2 {
			handler = special
		}
		p.do(clerk, i.No, "assign_item", &campaign.AssignItem{Chief: chief, Vice: vice, Section: head, Handler: handler, From: i.From, To: i.To})
	}
}

// begun is a campaign that was drafted, assigned and adopted within a few weeks after a session's opening.
func (b *builder) begunCampaign(session org.Session, title, template string) *paper {
	clerk, head, special := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.role(org.SpecialClerk)
	p := b.file("campaign", session.ID)
	p.on(session.Opens.AddDays(5))
	p.do(clerk, 0, "draft_campaign", &campaign.DraftCampaign{Title: title, Template: template})
	if p.dead || b.err != nil {
		return p
	}
	b.assign(p)
	p.do(clerk, 0, "set_team", &campaign.SetTeam{Team: []campaign.Member{
		{Post: head, Role: "head", Duty: "统筹活动方案的组织实施"}, {Post: clerk, Role: "liaison", Duty: "联络承办单位、汇总佐证"}, {Post: special, Role: "member", Duty: "组织归口单位督办"},
	}})
	p.on(session.Opens.AddDays(9))
	p.do(clerk, 0, "propose_campaign", &suggestion.Nothing{})
	p.on(session.Opens.AddDays(12))
	p.do(head, 0, "adopt_campaign", &suggestion.Nothing{})
	p.on(session.Opens.AddDays(16))
	p.do(clerk, 0, "hold_team_meeting", &campaign.HoldTeam{On: p.day, Title: "工作专班第一次会议", Text: "明确各项活动的责任人和完成期限；每月汇总一次佐证。"})
	return p
}

// finishedYear is 2023 as Hengyang told its own: ten ones, each closed on what proves it.
func (b *builder) finishedYear() {
	s := b.session(b.Past)
	clerk := b.role(org.CommitteeClerk)
	b.shown2023(s)
	p := b.begunCampaign(s, "2023年“代表建议办理年”活动方案", "hengyang")
	b.finish(p, "2023-12-26")
	if c, ok := p.doc.(*campaign.Campaign); ok && b.err == nil && !p.dead && len(c.Face().Tasks) == 1 && c.Face().Tasks[0].Name == "close_campaign" {
		p.on("2023-12-29")
		p.do(clerk, 0, "close_campaign", &campaign.CloseCampaign{Summary: "十项活动全部完成，代表建议工作质量齐升。"})
	}
	p.end()
}

// shown2023 are the visits, the inspection and the coverage of the finished year.
func (b *builder) shown2023(s org.Session) {
	clerk, special, leader := b.role(org.CommitteeClerk), b.role(org.SpecialClerk), b.role(org.CongressLeader)
	units := handling(b.pick(s.ID, len(b.Cases), func(*suggestion.Case) bool { return true }))
	key := b.pick(s.ID, 6, func(c *suggestion.Case) bool { return c.KeyLevel != "" })
	good := b.pick(s.ID, 2, func(c *suggestion.Case) bool { return c.Excellent })
	if len(key) < 6 || len(good) < 2 || len(units) < 6 {
		return
	}
	for n, c := range key {
		p := b.file("visit", s.ID)
		p.on(b.work("2023-05-10", n*14))
		p.do(clerk, 0, "plan_visit", &supervision.PlanVisit{
			Title: "上门督办代表建议办理工作", Form: "door", On: p.day.AddDays(7), Unit: units[n], Leader: leader, Special: b.actors[special].Post.Org, GovToo: true, Deputies: []int64{c.Lead}, Cases: []int64{c.ID},
		})
		p.on(p.day.AddDays(7))
		p.do(clerk, 0, "hold_visit", &supervision.HoldVisit{On: p.day, Deputies: []int64{c.Lead}, Findings: "办理责任已落实，按计划推进。"})
		p.end()
	}
	v := b.file("inspection", s.ID)
	v.on("2023-09-12")
	v.do(clerk, 0, "plan_inspection", &campaign.PlanInspection{
		Title: "代表建议办理情况三级代表视察", On: "2023-09-20", Place: "城区各项目现场", Leader: leader, Cases: []int64{key[0].ID, good[0].ID}, Units: units[:2],
		Deputies: []int64{key[0].Lead, good[0].Lead}, Guests: guests,
	})
	v.on("2023-09-20")
	v.do(clerk, 0, "hold_inspection", &campaign.HoldInspection{
		On: v.day, Deputies: []int64{key[0].Lead, good[0].Lead}, Guests: guests, Findings: "所看建议均已办成，群众反映好。", Opinion: "总结做法，推动同类问题解决。",
	})
	v.end()
	for _, r := range []struct {
		on              calendar.Day
		title, coverage string
		cases, units    []int64
	}{
		{"2023-06-08", "一件重点建议的办理之路", "process", []int64{key[0].ID}, nil},
		{"2023-09-22", "代表建议办到群众心坎上", "effect", []int64{good[0].ID}, nil},
		{"2023-12-20", "建议办理先进单位风采", "honour", []int64{good[1].ID}, units[:3]},
	} {
		p := b.file("press", s.ID)
		p.on(r.on.AddDays(1))
		p.do(clerk, 0, "enter_press", &campaign.EnterPress{Title: r.title, Medium: "邵衡日报", On: r.on, Coverage: r.coverage, Cases: r.cases, Units: r.units})
		p.end()
	}
}

var guests = []campaign.Guest{{Name: "向远山", Level: "national"}, {Name: "柳静川", Level: "provincial"}}

// yearInMotion are the two campaigns of the year: the ten ones adopted, the chain of the year still being drafted.
func (b *builder) yearInMotion() {
	s := b.session(b.Now)
	p := b.begunCampaign(s, strconv.Itoa(s.Year)+"年“代表建议办理年”活动方案", "hengyang")
	b.finish(p, b.world.Today.AddDays(-4))
	p.end()
	q := b.file("campaign", s.ID)
	q.on(s.Opens.AddDays(20))
	q.do(b.role(org.CommitteeClerk), 0, "draft_campaign", &campaign.DraftCampaign{Title: strconv.Itoa(s.Year) + "年全链条督办年度安排", Template: "shaoyang"}).end()
}

// finish closes on a day every item that the city's objects prove.
func (b *builder) finish(p *paper, day calendar.Day) {
	c, ok := p.doc.(*campaign.Campaign)
	if !ok || p.dead || b.err != nil || !p.on(day) {
		return
	}
	found := map[int][]campaign.Found{}
	for _, i := range c.Items {
		for _, f := range i.Proof {
			found[i.No] = append(found[i.No], campaign.Found{What: f.What, N: b.proved(c.Session, f)})
		}
	}
	for _, i := range c.Items {
		whole := true
		for n, f := range i.Proof {
			whole = whole && found[i.No][n].N >= f.Want
		}
		if whole {
			p.do(b.role(org.CommitteeClerk), i.No, "finish_item", &campaign.FinishItem{Note: "佐证齐备。", Found: map[int][]campaign.Found{i.No: found[i.No]}})
		}
	}
}

// proved counts the objects of a proof in the city, as the program does in its database.
func (b *builder) proved(session int64, f campaign.Proof) int {
	switch f.Of {
	case campaign.Meetings:
		s := b.session(session)
		if s.Handover == "" || s.Handover > b.world.Today {
			return 0
		}
		return min(1, len(b.pick(session, 1, func(c *suggestion.Case) bool { return c.AtMeeting })))
	case campaign.Cases:
		return len(b.pick(session, len(b.Cases), func(c *suggestion.Case) bool {
			switch f.Query {
			case "at_meeting=true":
				return c.AtMeeting
			case "key=leader", "key=committee":
				return "key="+c.KeyLevel == f.Query
			case "excellent=true":
				return c.Excellent
			}
			return false
		}))
	case campaign.Awards:
		n := 0
		for _, a := range b.Honours {
			if a.Session == session && a.Kind == f.Kind {
				n++
			}
		}
		return n
	}
	n, different := 0, map[string]bool{}
	for _, d := range b.Dossiers {
		if h := d.Doc.Top(); d.Kind.Name() == f.Kind && h.Session == session && f.Counts(h.State) {
			for _, v := range f.Values(fieldsOf(d.Doc)) {
				n++
				different[v] = true
			}
		}
	}
	if f.Of == campaign.Distinct {
		return len(different)
	}
	return n
}

// deliver puts what was sent on the reading lists of all deputies; some have read it since, the demonstration's deputy only what is old.
func (b *builder) deliver(p *paper, question int) {
	h := p.doc.Top()
	if h.Seq == 0 || p.dead {
		return
	}
	own := b.role(org.Deputy)
	for n, post := range (campaign.Audience{}).Of(b.home()) {
		r := store.Reading{Dossier: h.ID, Post: post, Delivered: p.day}
		if roll := chance(b.world.Seed, question*100003+n); roll%100 < 55 && post != own {
			if on := p.day.AddDays(1 + int(roll/100%9)); on < b.world.Today {
				r.ReadOn, r.Minutes = on, 1+int(roll/1000%8)
			}
		}
		b.Readings = append(b.Readings, r)
	}
}

// home lists the posts of the city's own congress.
func (b *builder) home() []org.Post {
	var out []org.Post
	for _, p := range b.Posts {
		if p.Congress == b.Home {
			out = append(out, p)
		}
	}
	return out
}
