package demo

import (
	"slices"

	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

// logOf returns the log of a case of the city.
func (b *builder) logOf(id int64) []suggestion.Event {
	if b.logs == nil {
		b.logs = map[int64][]suggestion.Event{}
		for _, e := range b.Events {
			b.logs[e.Case] = append(b.logs[e.Case], e)
		}
	}
	return b.logs[id]
}

// answeredBy holds for cases that were answered before a day and are not being handled again.
func (b *builder) answeredBy(day calendar.Day) func(c *suggestion.Case) bool {
	return func(c *suggestion.Case) bool {
		k := question.Know(c, 0, false, b.world.Today)
		return k.Delivered != "" && k.Delivered < day && !c.About.Protected && !c.History && c.In(suggestion.Evaluated, suggestion.FollowUp, suggestion.Closed)
	}
}

// assessed shows the four questions, a survey, reviews, the found lists and the look back, each in several stages.
func (b *builder) assessed() {
	b.logs = nil
	cases := b.pick(b.Now, 40, b.answeredBy(b.world.Today.AddDays(-70)))
	if len(cases) < 24 {
		return // early in a year there is little to ask about
	}
	b.asked(cases[:6])
	b.surveyed(cases)
	b.listed(cases[20:])
	b.lookedBack()
}

func said(unit int64, on calendar.Day, result suggestion.Rating, comment string) question.Said {
	return question.Said{Unit: unit, On: on, Attitude: suggestion.Satisfied, Result: result, Comment: comment}
}

// asked fills the sheets of a few cases: one in harmony, three that contradict themselves, one given to a county, one of last year.
func (b *builder) asked(cases []*suggestion.Case) {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	for i, c := range cases[:5] {
		p := b.file("question", b.Now)
		p.ago(34).do(0, 0, "open_sheet", question.SheetOf(c))
		if i == 4 {
			if county := b.role(org.CountyClerk); county != 0 {
				p.ago(6)
				ask := &question.DelegateCounty{County: b.actors[county].Post.Org, CountyDue: b.world.Today.AddDays(12)}
				ask.Learn(c, p.day)
				p.do(clerk, 0, "delegate_county", ask)
			}
			p.end()
			continue
		}
		again := &question.AskAgain{Way: "phone", SawForm: "yes", Said: said(0, p.day, suggestion.Satisfied, "答复具体，正在落实。")}
		again.Known = question.Know(c, 0, false, p.day)
		p.do(clerk, 0, "ask_deputy", again)
		if i > 0 {
			p.ago(16)
			third := &question.EnterSurvey{Way: "phone", Said: said(0, p.day, suggestion.NotSatisfied, "至今没有开工。")}
			third.Known = question.Know(c, 0, true, p.day)
			p.do(0, 0, "enter_survey", third)
		}
		b.contradicted(c, b.heard(c, p), i, head)
	}
	last := b.pick(b.Last, 2, func(c *suggestion.Case) bool {
		return question.Know(c, 0, false, b.world.Today).OldB && !c.About.Protected
	})
	for _, c := range last {
		p := b.file("question", b.Now)
		p.ago(20).do(0, 0, "open_sheet", question.SheetOf(c))
		k := &question.AskLastYear{Way: "meeting", Said: said(0, p.day, suggestion.Basically, "去年承诺的大部分已完成。")}
		k.Known = question.Know(c, 0, false, p.day)
		p.do(clerk, 0, "ask_last_year", k)
		b.heard(c, p)
	}
}

// heard files the sheet of a case and brings what was answered to the case.
func (b *builder) heard(c *suggestion.Case, p *paper) *question.Sheet {
	sheet, ok := p.end().(*question.Sheet)
	if !ok || b.err != nil || p.dead {
		return nil
	}
	if slices.Contains(suggestion.Hearing, c.State) {
		b.also(c, p.day, 0, 0, "hear_answers", &suggestion.Hear{Answers: sheet.Heard()})
	}
	return sheet
}

// contradicted leads the review of a case as far as its place in the row.
func (b *builder) contradicted(c *suggestion.Case, sheet *question.Sheet, stage int, head int64) {
	if sheet == nil || b.err != nil {
		return
	}
	records := question.All(c, sheet)
	do, cmd := question.Reviewing(c, records, nil, question.Contradict(c, b.logOf(c.ID), records))
	if do == "" {
		return
	}
	p := b.file("review", b.Now)
	p.ago(16).do(0, 0, do, cmd)
	if stage > 1 {
		p.ago(9).do(head, 0, "explain_review", &question.Explain{Text: "再次征询时工程已招标，第三方访问时因天气停工，现已复工。"})
	}
	p.end()
}

// surveyed shows a survey that has ended, and one for which a sample waits to be drawn.
func (b *builder) surveyed(cases []*suggestion.Case) {
	clerk, head, surveyor := b.role(org.CommitteeClerk), b.role(org.CommitteeHead), b.role(org.Surveyor)
	if surveyor == 0 {
		return
	}
	plan := func(title string, size int) *survey.PlanSurvey {
		k := &survey.PlanSurvey{Title: title, Firm: b.actors[surveyor].Post.Org, About: "all", Plan: survey.Plan{Seed: "邵衡" + string(b.world.Today[:4]), By: []survey.By{survey.ByClass}, Size: size}}
		for _, c := range cases {
			a := c.Answering()[0]
			k.Population = append(k.Population, survey.Item{Case: c.ID, Unit: a.Unit, Class: string(a.Outcome), Topic: c.Category})
		}
		pack, _ := b.world.Packs.Latest("hunan-city")
		drawn, err := survey.Draw(k.Plan, k.Population)
		if err != nil {
			b.err = err
		}
		for _, s := range drawn.Strata {
			k.Layers = append(k.Layers, survey.Layer{Label: assess.Label(s, b, pack), Name: s.Name, Size: s.Size, Take: s.Take})
		}
		return k
	}
	p := b.file("survey", b.Now)
	p.ago(60).do(clerk, 0, "plan_survey", plan("代表建议办理第三方评价", 16))
	p.ago(58).do(head, 0, "draw_sample", &suggestion.Nothing{})
	r, _ := p.doc.(*survey.Round)
	if r.Sample == nil {
		return
	}
	start := &survey.Start{Until: b.world.Today.AddDays(-30)}
	for i, id := range r.Sample.Chosen() {
		// Nobody knows the tokens of these: the survey has ended.
		l, _ := survey.NewLink(id, survey.Hash("demonstration"+string(rune('a'+i))), start.Until)
		start.Links = append(start.Links, l)
	}
	p.ago(57).do(clerk, 0, "start_survey", start)
	for i, call := range survey.Sheets(*r.Sample, 1)[0][:14] {
		result := [...]suggestion.Rating{suggestion.Satisfied, suggestion.Satisfied, suggestion.Basically, suggestion.Satisfied, suggestion.NotSatisfied}[i%5]
		k := &survey.EnterCall{Line: call.No, On: p.day, Fill: survey.Fill{Attitude: suggestion.Satisfied, Result: result}, ID: call.Case}
		p.ago(50).do(surveyor, 0, "enter_call", k)
	}
	p.ago(29).do(head, 0, "end_survey", &suggestion.Nothing{})
	p.end()
	b.file("survey", b.Now).ago(4).do(clerk, 0, "plan_survey", plan("重点事项复核调查", 8)).end()
}

// listed runs the rules of the found lists over the city, with a little of what lies around it.
func (b *builder) listed(cases []*suggestion.Case) {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	day := b.world.Today.AddDays(-12)
	hot, empty := b.plantedHere()
	around := b.around(cases, hot, clerk, head)
	if b.err != nil || empty == nil {
		return
	}
	b.logs = nil
	var names []look.Named
	var judged []*suggestion.Case
	for _, c := range b.Cases {
		if c.Congress != b.Home {
			continue
		}
		names = append(names, look.Named{Case: c.ID, Year: b.session(c.Session).Year, Title: c.Text.Title, Solved: solvedAll(c)})
		if !c.History && c.Number != "" && (c.Session == b.Now || c.Session == b.Last) && answeredAt(c) {
			judged = append(judged, c)
		}
	}
	book := look.Shipped()
	titles, texts := look.NewTitles(names, book.Alike), look.Index(judged)
	stage := map[look.List]int{}
	for _, c := range judged {
		x := look.Context{On: day, Texts: texts, Book: book, Similar: titles.Similar(c.ID, c.Text.Title)}
		x.Around(c.ID, around)
		for _, m := range look.Next(nil, look.Gather(c, b.logOf(c.ID), x), book, c) {
			f, _ := m.Cmd.(*look.Find)
			b.found(c, f, stage[f.Verdict.List], clerk, head)
			stage[f.Verdict.List]++
		}
	}
}

// answeredAt reports whether a unit has answered: before that there is little to find.
func answeredAt(c *suggestion.Case) bool {
	return slices.ContainsFunc(c.Replies, func(r *suggestion.Reply) bool { return r.State == suggestion.Delivered })
}

func solvedAll(c *suggestion.Case) bool {
	list := c.Answering()
	return len(list) > 0 && !slices.ContainsFunc(list, func(a *suggestion.Assignment) bool { return a.Outcome != rule.Solved })
}

// plantedHere adds a matter that comes up every year and is taken lightly, and replies that say nothing.
func (b *builder) plantedHere() (hot, empty *suggestion.Case) {
	var names []look.Named
	for _, c := range b.Cases {
		if c.Congress == b.Home && c.Session != b.Now {
			names = append(names, look.Named{Case: c.ID, Year: b.session(c.Session).Year, Title: c.Text.Title})
		}
	}
	titles := look.NewTitles(names, look.Shipped().Alike)
	comesUp := func(o words.Outline) bool {
		years := map[int]bool{}
		for _, k := range titles.Similar(0, o.Title) {
			years[k.Year] = true
		}
		return !o.Hard && len(years) > 1
	}
	s := neglected()
	s.assigned, s.contact, s.answered = 120, 35, 25 // handed over this year, so that the others are of earlier ones
	found := false
	if s.text, found = b.texts[words.CityKey].search(searched, comesUp); found {
		hot = b.plant(s).Case
	}
	return hot, b.plant(emptied()).Case
}

// searched is among how many texts, not given out yet, one is looked for that comes up every year.
const searched = 300

// around enters what lies outside the log: letters against how a case was handled, press, and something that waits to be checked.
func (b *builder) around(cases []*suggestion.Case, hot *suggestion.Case, clerk, head int64) []*look.Circumstance {
	var out []*look.Circumstance
	enter := func(days int, check bool, k look.EnterCircumstance) {
		p := b.file("circumstance", b.Now)
		p.ago(days)
		k.On = p.day
		p.do(clerk, 0, "enter_circumstance", &k)
		if check {
			p.ago(days-2).do(head, 0, "count_circumstance", &suggestion.Nothing{})
		}
		if d, ok := p.end().(*look.Circumstance); ok {
			out = append(out, d)
		}
	}
	enter(20, true, look.EnterCircumstance{Title: "居民联名来信", What: "letter", Source: "市信访局登记", Cases: []int64{cases[0].ID}, People: 6, Against: true})
	enter(18, true, look.EnterCircumstance{Title: "群众满意度调查", What: "survey", Source: "市统计局", Cases: []int64{cases[1].ID}, Asked: 40, Unhappy: 15})
	enter(9, true, look.EnterCircumstance{Title: "邵衡日报专题报道", What: "press", Source: "邵衡日报2版", Cases: []int64{cases[2].ID}})
	if hot != nil {
		enter(30, true, look.EnterCircumstance{Title: "省级媒体报道", What: "press", Source: "三湘都市报5版", Cases: []int64{hot.ID}})
		enter(22, true, look.EnterCircumstance{Title: "邵衡电视台民生节目", What: "press", Source: "邵衡电视台", Cases: []int64{hot.ID}})
	}
	enter(3, false, look.EnterCircumstance{Title: "网上问政留言", What: "letter", Source: "市政府门户网站", Cases: []int64{cases[3].ID}, People: 4})
	return out
}

// found puts a share on its list and leads it as far as its place in the row.
func (b *builder) found(c *suggestion.Case, f *look.Find, stage int, clerk, head int64) {
	p := b.file("found", c.Session)
	p.ago(12)
	if pack, ok := b.world.Packs.Latest("hunan-city"); ok && f.Verdict.List == look.Public {
		f.Limit = look.Limit(pack, c.Stream, p.day, b.world.Calendar)
	}
	p.do(0, 0, "find_case", f)
	if b.err != nil {
		return
	}
	e, _ := p.doc.(*look.Entry)
	back := func(why string) {
		a := c.Assignment(e.Part)
		open := c.In(suggestion.Replied, suggestion.Evaluated, suggestion.FollowUp, suggestion.Closed, suggestion.Redoing)
		if a != nil && open && slices.Contains(suggestion.Returnable, a.State) {
			b.also(c, p.day, 0, e.Part, "send_back_share", &suggestion.SendBack{Order: why})
		}
	}
	switch {
	case e.List == look.Public:
		back("")
	case stage == 1:
		p.ago(8).do(clerk, 0, "ask_release", &look.Release{Reason: "附件中有实施方案，不属空洞答复。"})
	case stage == 2:
		p.ago(8).do(clerk, 0, "ask_release", &look.Release{Reason: "事项已移交上级统筹。"})
		p.ago(5).do(head, 0, "release_case", &look.Release{Reason: "经核实，情况属实。"})
	case stage == 3:
		p.ago(8).do(head, 0, "redo_case", &look.Redo{Order: "逐条写明措施、时间和责任人，与代表见面后重新答复。", Date: look.Date{Until: b.world.Today.AddDays(15)}})
		back("逐条写明措施、时间和责任人，与代表见面后重新答复。")
	}
	p.end()
}
