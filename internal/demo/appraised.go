package demo

import (
	"cmp"
	"slices"
	"strconv"

	"huiyin/internal/appraisal"
	"huiyin/internal/appraise"
	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// appraised shows scoring and commendation: 2023 scored and honoured to the end, last year's sheets before the units, this year being prepared by
// the city's own scheme.
func (b *builder) appraised() {
	a := &appraiser{b: b, logs: map[int64][]int{}, read: map[readAt][]score.Facts{}, clerk: b.role(org.CommitteeClerk), head: b.role(org.CommitteeHead)}
	a.past()
	a.excellent()
	a.units()
	own := a.scheme()
	if b.Last != 0 && b.Last != b.Past {
		a.shown()
	}
	a.thisYear(own)
}

type appraiser struct {
	b           *builder
	logs        map[int64][]int          // of each suggestion, places in the log of all
	read        map[readAt][]score.Facts // once read
	clerk, head int64
}

type readAt struct {
	session int64
	cutOff  calendar.Day
}

// facts are what the logs tell of a session's suggestions by the end of a day.
func (a *appraiser) facts(session int64, cutOff calendar.Day, scheme score.Scheme) []score.Facts {
	b := a.b
	if known, ok := a.read[readAt{session, cutOff}]; ok {
		return known
	}
	if len(a.logs) == 0 {
		for i := range b.Events {
			a.logs[b.Events[i].Case] = append(a.logs[b.Events[i].Case], i)
		}
	}
	world := suggestion.World{Packs: b.world.Packs, Calendar: func(string) (*calendar.Calendar, bool) { return b.world.Calendar, true }}
	end := cutOff.AddDays(1).Time().UnixMilli() - 8*60*minute
	var cases []*suggestion.Case
	for _, c := range b.Cases {
		if c.Session != session || c.Congress != b.Home {
			continue
		}
		at := a.logs[c.ID]
		if len(at) > 0 && b.Events[at[len(at)-1]].At >= end { // went on since
			var log []suggestion.Event
			for _, i := range at {
				log = append(log, b.Events[i])
			}
			var err error
			if c, err = score.CaseAt(c.ID, log, cutOff, world); err != nil {
				b.err = err
				return nil
			}
		}
		if c != nil {
			cases = append(cases, c)
		}
	}
	facts := score.FactsOf(cases, func(unit int64) (string, string) {
		o := b.byID[unit]
		return o.NameOn(cutOff), scheme.Place(appraisal.GroupOf(o))
	}, nil)
	a.read[readAt{session, cutOff}] = facts
	return facts
}

// sealed freezes inputs and keeps the bundle beside the run.
func (a *appraiser) sealed(p *paper, in score.Inputs) score.Bundle {
	bundle, err := score.Freeze(in)
	raw, rawErr := bundle.Bytes()
	if err != nil || rawErr != nil {
		a.b.err = err
		return bundle
	}
	if !p.dead {
		a.b.Bundles = append(a.b.Bundles, store.ScoreBundle{Dossier: p.doc.Top().ID, Digest: bundle.Digest, Body: string(raw)})
	}
	return bundle
}

// frozen leads a run to its computed sheets, and returns what they rest on.
func (a *appraiser) frozen(p *paper, of org.Session, cutOff calendar.Day, days [3]calendar.Day, ranking string) score.Inputs {
	text, _ := score.ShippedScheme("four-looks")
	title := string(of.Opens[:4]) + "年度代表建议办理工作量化考核"
	p.on(days[0])
	p.do(a.clerk, 0, "prepare_scoring", &appraisal.PrepareScoring{Title: title, Of: of.ID, Year: of.Year, Scheme: text.ID, Name: text.Name, CutOff: cutOff, Ranking: ranking})
	in := score.Inputs{Title: title, Congress: a.b.Home, Year: of.Year, CutOff: cutOff, Scheme: text, Units: a.facts(of.ID, cutOff, text)}
	p.on(days[1])
	bundle := a.sealed(p, in)
	freeze := &appraisal.FreezeScoring{Digest: bundle.Digest, Scheme: text.Name, Version: text.Version, AppealDays: text.AppealDays, Units: len(in.Units)}
	for _, u := range in.Units {
		freeze.Cases += len(u.Items)
	}
	for _, l := range text.Levels {
		freeze.Levels = append(freeze.Levels, score.Named{Code: l.Code, Name: l.Name})
	}
	p.do(a.clerk, 0, "freeze_scoring", freeze)
	p.on(days[2])
	p.do(a.clerk, 0, "compute_scoring", &appraisal.ComputeScoring{Digest: bundle.Digest, Results: appraise.Results(bundle)})
	return bundle.Inputs
}

// past is the finished run of 2023.
func (a *appraiser) past() {
	p := a.b.file("scoring", a.b.Past)
	in := a.frozen(p, a.b.session(a.b.Past), "2024-01-31", [3]calendar.Day{"2024-01-29", "2024-02-02", "2024-02-02"}, appraisal.RankingAll)
	p.on("2024-02-06")
	p.do(a.head, 0, "show_scoring", &suggestion.Nothing{})
	p.on("2024-02-27")
	p.pass()
	if in.PublishedOn = "2024-02-06"; a.b.err == nil {
		bundle := a.sealed(p, in)
		p.do(a.head, 0, "finish_scoring", &appraisal.FinishScoring{Digest: bundle.Digest, Results: appraise.Results(bundle)})
	}
	p.end()
}

// shown is last year's run while its sheets lie before the units: one of them objects.
func (a *appraiser) shown() {
	today := a.b.world.Today
	p := a.b.file("scoring", a.b.Now)
	cutOff := today.AddDays(-20)
	in := a.frozen(p, a.b.session(a.b.Last), cutOff, [3]calendar.Day{today.AddDays(-30), today.AddDays(-12), today.AddDays(-11)}, appraisal.RankingGroup)
	p.ago(4).do(a.head, 0, "show_scoring", &suggestion.Nothing{})
	clerk := a.b.role(org.UnitClerk)
	unit := in.Unit(a.b.actors[clerk].Post.Org)
	if unit != nil {
		for _, it := range unit.Items {
			o := score.Appeal{Unit: unit.Unit, Case: it.Case, Assignment: it.Assignment, Field: "met"}
			if was, _ := in.Stands(o); was == "no" {
				p.do(clerk, 0, "object_score", &appraisal.ObjectScore{
					Matter: strconv.FormatInt(it.Case, 10) + "/" + strconv.Itoa(it.Assignment), Field: "met", IsWord: "yes", Words: "办理期间已与代表座谈，记录随函附后，请核实。", Case: it.Case, Assignment: it.Assignment, Was: was, Is: "yes",
				})
				break
			}
		}
	}
	p.end()
}

// scheme is the city's own, adopted: a promise not kept costs more.
func (a *appraiser) scheme() *appraisal.Scheme {
	text, _ := score.ShippedScheme("four-looks")
	p := a.b.file("scheme", a.b.Now)
	p.ago(70).do(a.clerk, 0, "copy_scheme", &appraisal.CopyScheme{Base: text.ID, Name: "邵衡市代表建议办理工作量化考核办法", Text: text})
	text.Name, text.Note = "邵衡市代表建议办理工作量化考核办法", "在“四看”“四不放过”办法上，加重承诺不落实的扣分。"
	for i, r := range text.Rules {
		if r.Code == "promises" {
			text.Rules[i].Amount, text.Rules[i].Name = "0.6", "承诺兑现率每低1个百分点扣0.6分，扣完为止"
		}
	}
	p.ago(66).do(a.clerk, 0, "edit_scheme", &appraisal.EditScheme{Text: text})
	last := cmp.Or(a.b.Last, a.b.Past)
	tried := &appraisal.ProposeScheme{Year: a.b.session(last).Year, CutOff: a.b.world.Today.AddDays(-66)}
	was, _ := score.ShippedScheme("four-looks")
	in := score.Inputs{Title: text.Name, Congress: a.b.Home, Year: tried.Year, CutOff: tried.CutOff, Scheme: was, Units: a.facts(last, tried.CutOff, was)}
	if d, ok := p.doc.(*appraisal.Scheme); ok && a.b.err == nil && !p.dead {
		c, err := score.Preview(in, d.Text)
		if err != nil {
			a.b.err = err
		}
		tried.Units, tried.Changed = len(in.Units), len(c.Changes)
	}
	p.ago(65).do(a.clerk, 0, "propose_scheme", tried)
	p.ago(60).do(a.head, 0, "adopt_scheme", &appraisal.AdoptScheme{Source: "邵衡市人大常委会办公室印发的考核办法（示例）"})
	own, _ := p.end().(*appraisal.Scheme)
	return own
}

// thisYear is the run of the year in motion, and the call for excellent suggestions.
func (a *appraiser) thisYear(own *appraisal.Scheme) {
	b, now := a.b, a.b.session(a.b.Now)
	year := string(now.Opens[:4])
	if text, ok := own.InForce(); ok {
		b.file("scoring", b.Now).ago(10).do(a.clerk, 0, "prepare_scoring", &appraisal.PrepareScoring{
			Title: year + "年度代表建议办理工作量化考核", Of: now.ID, Year: now.Year, Scheme: own.Text.ID[len("own-"):], Name: text.Name,
			CutOff: calendar.Day(year + "-12-31"), Ranking: appraisal.RankingGroup,
		}).end()
	}
	p := b.file("award", b.Now)
	p.ago(9).do(a.clerk, 0, "open_award", &appraisal.OpenAward{Title: year + "年度优秀代表建议评选", Sort: appraisal.ExcellentSuggestions, Of: now.ID, Year: now.Year, Until: b.world.Today.AddDays(20)})
	by := []int64{b.role(org.UnitClerk), b.role(org.SpecialClerk), a.clerk}
	for i, c := range b.pick(b.Now, 3, func(c *suggestion.Case) bool { return given(c) && c.In(suggestion.Replied) }) {
		p.ago(6).do(by[i], 0, "nominate_case", &appraisal.NominateCase{Case: c.ID, Reason: "选题准，调研实，建议具体可行。"})
	}
	if d, ok := p.doc.(*appraisal.Award); ok && len(d.Nominees) > 0 { // early in a year nothing has been answered yet
		p.do(a.clerk, 1, "rate_nominee", &appraisal.RateNominee{Research: 17, Pertinence: 18, Feasibility: 16, Effect: 15, Response: 14})
	}
	p.end()
}

// excellent is how the twenty excellent suggestions of 2023 were chosen; the suggestions bear the mark already.
func (a *appraiser) excellent() {
	b, of := a.b, a.b.session(a.b.Past)
	p := b.file("award", b.Past)
	p.on("2024-01-30")
	p.do(a.clerk, 0, "open_award", &appraisal.OpenAward{Title: "2023年度优秀代表建议评选", Sort: appraisal.ExcellentSuggestions, Of: of.ID, Year: of.Year, Until: "2024-02-20"})
	p.on("2024-02-05")
	chosen := b.pick(b.Past, shao2023.excellent, func(c *suggestion.Case) bool { return c.Excellent })
	for i, c := range chosen {
		p.do([]int64{a.clerk, b.role(org.SpecialClerk)}[i%2], 0, "nominate_case", &appraisal.NominateCase{Case: c.ID, Reason: "反映群众关切，建议具体，办理见到成效。"})
	}
	p.on("2024-02-22")
	for i := range chosen {
		p.do(a.clerk, i+1, "rate_nominee", &appraisal.RateNominee{Research: 16 + i%4, Pertinence: 17 + i%3, Feasibility: 15 + i%5, Effect: 16 + i*3%4, Response: 15 + i%4})
		p.do(a.clerk, i+1, "shortlist_nominee", &suggestion.Nothing{})
	}
	a.decided(p, shao2023.cases, "当年建议质量较高，拟多评一件。", len(chosen))
}

// units is how the fifteen commended units of 2023 were chosen; the rows that reports count are there already.
func (a *appraiser) units() {
	b, of := a.b, a.b.session(a.b.Past)
	p := b.file("award", b.Past)
	p.on("2024-01-30")
	p.do(a.clerk, 0, "open_award", &appraisal.OpenAward{Title: "2023年度代表建议办理工作先进单位评选", Sort: appraisal.AdvancedUnits, Of: of.ID, Year: of.Year, Until: "2024-02-20"})
	p.on("2024-02-27")
	var list []int64
	for _, w := range b.Honours {
		if w.Session == of.ID && w.Kind == "unit" && !slices.Contains(list, w.Org) {
			list = append(list, w.Org)
		}
	}
	for i, unit := range list {
		p.do(a.clerk, 0, "nominate_unit", &appraisal.NominateUnit{Unit: unit, Reason: "领导重视，按期答复，代表满意。"})
		p.do(a.clerk, i+1, "shortlist_nominee", &suggestion.Nothing{})
	}
	a.decided(p, len(list), "", len(list))
}

// decided leads a commendation from its shortlist to the public list.
func (a *appraiser) decided(p *paper, population int, why string, n int) {
	if n == 0 {
		return
	}
	p.on("2024-02-28")
	p.do(a.clerk, 0, "propose_award", &appraisal.ProposeAward{OverQuota: why, Population: population})
	p.on("2024-03-05")
	p.do(a.head, 0, "decide_award", &appraisal.DecideAward{MeetingOn: p.day, Meeting: "市人大常委会主任会议"})
	p.on("2024-03-08")
	p.do(a.head, 0, "publish_award", &appraisal.PublishAward{Number: "邵衡人发〔2024〕6号"}).end()
}
