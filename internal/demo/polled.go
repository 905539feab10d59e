package demo

import (
	"context"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Asked is what an evaluation round of the city asks, and what has been answered.
type Asked struct {
	Round int64
	Rows  []store.RoundRow
}

// membersShown is how many members the city's standing committee has.
const membersShown = 35

// polled shows a vote with its results published, one that is prepared, a round that is open, and last year's that has been reported.
func (b *builder) polled() {
	clerk, head := b.role(org.CommitteeClerk), b.role(org.CommitteeHead)
	today := b.world.Today
	keys := b.pick(b.Now, 4, func(c *suggestion.Case) bool { return c.KeyLevel != "" && !c.About.Protected && len(c.Live()) > 0 })
	members := b.members()
	if len(keys) > 0 && len(members) == membersShown {
		lines := b.voteLines(keys)
		past := b.file("vote", b.Now)
		on := today.AddDays(-25)
		past.ago(32).do(clerk, 0, "prepare_vote", &poll.PrepareVote{Title: "重点建议办理情况满意度测评", On: on, Rule: poll.OfMembers, AllKeys: true, Members: members, Lines: lines})
		past.on(on)
		past.do(head, 0, "open_vote", b.opening(lines, members))
		past.do(clerk, 0, "close_vote", b.counted(past))
		past.ago(24).do(head, 0, "announce_vote", &poll.AnnounceVote{On: past.day, Meeting: "市人大常委会会议"})
		past.ago(22).do(head, 0, "publish_vote", &suggestion.Nothing{})
		past.ago(20).do(clerk, 0, "send_vote_letter", &poll.SendLetter{Number: "邵衡人联函〔" + string(today[:4]) + "〕9号", Text: "请将测评结果作为考核承办单位的参考。"})
		past.end()
		next := b.file("vote", b.Now)
		next.ago(3).do(clerk, 0, "prepare_vote", &poll.PrepareVote{Title: "承办单位工作满意度测评", On: today.AddDays(12), Rule: poll.OfCast, Members: members, Lines: lines[len(keys):]})
		next.end()
	}
	b.round(b.Past, "2023-09-11", true)
	if b.Last != 0 && b.Last != b.Past {
		b.round(b.Last, today.AddDays(-200), true)
	}
	b.round(b.Now, today.AddDays(-6), false)
}

// members are the leaders and deputies of the city who vote: among them the demonstration's accounts, and heads of units.
func (b *builder) members() []int64 {
	var out []int64
	seen := map[int64]bool{}
	add := func(p org.Post) {
		if len(out) < membersShown && p.Congress == b.Home && p.To == "" && !seen[p.Person] {
			seen[p.Person] = true
			out = append(out, p.ID)
		}
	}
	heads := map[int64]bool{}
	for _, p := range b.Posts {
		if p.Role == org.UnitHead {
			heads[p.Person] = true
		}
		if p.Role == org.CongressLeader {
			add(p)
		}
	}
	for _, a := range b.Accounts {
		if p := b.actors[a.Post].Post; p.Role == org.Deputy {
			add(p)
		}
	}
	n := 0
	for _, p := range b.Posts {
		if p.Role != org.Deputy || p.Mandate != org.Active || heads[p.Person] && n >= 3 {
			continue
		}
		if heads[p.Person] && p.Congress == b.Home {
			n++
		}
		add(p)
	}
	return out
}

// voteLines are the key suggestions, then the units that handle them and those that a member heads.
func (b *builder) voteLines(keys []*suggestion.Case) []poll.Line {
	var lines []poll.Line
	var units []int64
	for _, c := range keys {
		lines = append(lines, poll.Line{Sort: "item", Title: c.Text.Title, Number: c.Number, Cases: []int64{c.ID}, Units: unitsOf(c), Hidden: c.About.Publish == "none"})
		units = append(units, unitsOf(c)...)
	}
	for _, m := range b.members() {
		for _, p := range b.Posts {
			if p.Person == b.actors[m].Person.ID && p.Role == org.UnitHead && p.Congress == b.Home {
				units = append(units, p.Org)
			}
		}
	}
	slices.Sort(units)
	for _, u := range slices.Compact(units) {
		lines = append(lines, poll.Line{Sort: "unit", Title: b.byID[u].Name, Units: []int64{u}})
	}
	return lines
}

// opening lets all but four members come.
func (b *builder) opening(lines []poll.Line, members []int64) *poll.OpenVote {
	v := &poll.Vote{Members: members}
	for i, l := range lines {
		l.No = i + 1
		v.Lines = append(v.Lines, &l)
	}
	c := &poll.OpenVote{Present: members[:len(members)-4]}
	for _, m := range members {
		c.Barred = append(c.Barred, poll.Heads(v, m, b.actors[m].Person.ID, b.Posts)...)
	}
	return c
}

// counted is what the ballots of an open vote say.
func (b *builder) counted(p *paper) *poll.CloseVote {
	v, ok := p.doc.(*poll.Vote)
	c := &poll.CloseVote{Counts: map[int]poll.Counts{}}
	if !ok {
		return c
	}
	c.Cast = len(v.Present)
	for _, l := range v.Lines {
		all := 0
		for _, m := range v.Present {
			if !v.IsBarred(m, l.No) {
				all++
			}
		}
		n := poll.Counts{Not: (l.No * 5) % 7, Basically: 3 + (l.No*3)%9, Abstained: l.No % 3}
		n.Satisfied = all - n.Not - n.Basically - n.Abstained
		c.Counts[l.No] = n
	}
	return c
}

// round lets the lead deputies of a session rate the units that have replied to them by the day of the opening. In 2023 nobody was dissatisfied.
func (b *builder) round(session int64, open calendar.Day, reported bool) {
	clerk := b.role(org.CommitteeClerk)
	p := b.file("round", session)
	p.on(open.AddDays(-5))
	p.do(clerk, 0, "prepare_round", &poll.PrepareRound{Title: "承办单位建议办理工作满意度测评", On: b.work(open, -2), Until: open.AddDays(15)})
	rows := b.askedIn(session, open)
	if len(rows) == 0 {
		return
	}
	cmd := &poll.OpenRound{Asked: len(rows)}
	worst := 2
	if session == b.Past {
		worst = 1
	}
	for i := range rows {
		if !slices.Contains(cmd.Deputies, rows[i].Post) {
			cmd.Deputies = append(cmd.Deputies, rows[i].Post)
		}
		if reported && i%9 == 0 || !reported && (i%3 == 0 || rows[i].Post == b.role(org.Deputy)) {
			continue // not answered yet, or never
		}
		rows[i].Attitude, rows[i].Result, rows[i].On = string(poll.Levels[min(i%11/5, 1)]), string(poll.Levels[min(i%13/5, worst)]), open.AddDays(1+i%4)
		if rows[i].Result == string(suggestion.NotSatisfied) {
			rows[i].Note = "答复中的时间安排没有落实。"
		}
	}
	p.on(open)
	p.do(clerk, 0, "open_round", cmd)
	b.Rounds = append(b.Rounds, Asked{p.doc.Top().ID, rows})
	if reported {
		done := &poll.CloseRound{}
		done.Answered, done.Results = poll.Sum(ratings(rows))
		p.on(open.AddDays(16))
		p.do(clerk, 0, "close_round", done)
		p.on(open.AddDays(18))
		p.do(clerk, 0, "report_round", &poll.ReportRound{Report: roundReports[worst-1]})
	}
	p.end()
}

// roundReports tell of a round without and with dissatisfied deputies.
var roundReports = [2]string{
	"参评代表对承办单位的工作态度和办理结果均表示满意或者基本满意。",
	"多数代表对承办单位的工作态度和办理结果表示满意；少数承诺事项没有按时间落实，请有关单位整改。",
}

// askedIn are the deputies and units of a session with replies given before a day, each deputy once about each unit.
func (b *builder) askedIn(session int64, before calendar.Day) []store.RoundRow {
	var rows []store.RoundRow
	for _, c := range b.Cases {
		if c.Session != session || c.Congress != b.Home || c.About.Protected || c.Lead == 0 || b.actors[c.Lead].Post.Mandate != org.Active {
			continue
		}
		for _, a := range c.Assignments {
			if a.RepliedOn == "" || a.RepliedOn >= before {
				continue
			}
			i := slices.IndexFunc(rows, func(r store.RoundRow) bool { return r.Post == c.Lead && r.Unit == a.Unit })
			if i < 0 {
				rows = append(rows, store.RoundRow{Post: c.Lead, Unit: a.Unit, Cases: 1})
				continue
			}
			rows[i].Cases++
		}
	}
	slices.SortFunc(rows, func(x, y store.RoundRow) int {
		if x.Unit != y.Unit {
			return int(x.Unit - y.Unit)
		}
		return int(x.Post - y.Post)
	})
	return rows
}

// ratings are the answers without whose they are.
func ratings(rows []store.RoundRow) []poll.Rating {
	out := make([]poll.Rating, len(rows))
	for i, r := range rows {
		out[i] = poll.Rating{Unit: r.Unit, Cases: r.Cases, Given: r.On != "", Attitude: suggestion.Rating(r.Attitude), Result: suggestion.Rating(r.Result)}
	}
	return out
}

// savePolls writes the ballots of votes that have been counted, and the rows of rounds.
func (c *City) savePolls(ctx context.Context, tx *store.Tx) error {
	person := map[int64]int64{}
	for _, p := range c.Posts {
		person[p.ID] = p.Person
	}
	for _, d := range c.Dossiers {
		v, ok := d.Doc.(*poll.Vote)
		if !ok || v.Cast == 0 {
			continue
		}
		var slips []store.Slip
		for _, l := range v.Lines {
			for _, level := range append(slices.Clone(poll.Levels), poll.Abstained) {
				for range l.Counts.Of(level) {
					slips = append(slips, store.Slip{Line: l.No, Level: string(level)})
				}
			}
		}
		people := make([]int64, len(v.Present))
		for i, m := range v.Present {
			people[i] = person[m]
		}
		if err := tx.FillUrn(ctx, v.ID, slips, people); err != nil {
			return err
		}
	}
	for _, r := range c.Rounds {
		if err := tx.InsertRoundRows(ctx, r.Round, r.Rows); err != nil {
			return err
		}
	}
	return nil
}
