package demo

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// lookedBack2023 lets every unit look back at its shares of 2023 before the evaluation, until it is ready.
func (b *builder) lookedBack2023() {
	cases := b.pick(b.Past, len(b.Cases), func(*suggestion.Case) bool { return true })
	for _, unit := range handling(cases) {
		clerk, head := b.who(unit, org.UnitClerk), b.who(unit, org.UnitHead)
		if clerk == 0 || head == 0 {
			continue
		}
		p := b.lookBack(b.Past, unit, "2023-08-14", "2023-09-08")
		p.on("2023-08-28")
		b.checked(p, clerk, len(b.Cases))
		p.on("2023-09-05")
		p.do(head, 0, "mark_ready", &suggestion.Nothing{})
		p.end()
	}
}

// lookedBack shows the account unit at it: some of its shares are checked.
func (b *builder) lookedBack() {
	clerk := b.role(org.UnitClerk)
	p := b.lookBack(b.Now, b.actors[clerk].Post.Org, b.world.Today.AddDays(-5), b.world.Today.AddDays(10))
	p.ago(2)
	b.checked(p, clerk, 4)
	p.end()
}

// longestLookBack keeps a look back to what fits on a page.
const longestLookBack = 30

// lookBack begins the look back of a unit at the shares of a session that it had answered or was handling on a day.
func (b *builder) lookBack(session, unit int64, on, until calendar.Day) *paper {
	k := &look.OpenLookBack{Unit: unit, Until: until, Title: b.byID[unit].Name}
	p := b.file("lookback", session)
	p.on(on)
	for _, c := range b.pick(session, len(b.Cases), func(*suggestion.Case) bool { return true }) {
		for _, a := range c.Answering() {
			late := c.History && a.RepliedOn >= on // of a past year only the end is known
			if a.Unit == unit && a.AssignedOn != "" && a.AssignedOn < on && !late && a.State != suggestion.Considered && len(k.Shares) < longestLookBack {
				k.Shares = append(k.Shares, look.Point{Number: c.Number, Subject: c.Text.Title, Case: c.ID, Share: a.No})
			}
		}
	}
	if len(k.Shares) == 0 {
		p.dead = true
	}
	return p.do(b.role(org.CommitteeClerk), 0, "open_lookback", k)
}

// checked lets a unit check its first n shares: what the log contradicts has to be mended.
func (b *builder) checked(p *paper, clerk int64, n int) {
	d, ok := p.doc.(*look.LookBack)
	if !ok {
		return
	}
	for _, point := range d.Points[:min(n, len(d.Points))] {
		c := b.Cases[slices.IndexFunc(b.Cases, func(c *suggestion.Case) bool { return c.ID == point.Case })]
		says := look.SaysOf(c, c.Assignment(point.Share), p.day)
		check := &look.CheckPoint{Process: "in_order", Reply: "in_order", Result: "in_order", Log: says}
		var against fault.Fields
		if check.Check(nil, &against); against.Err() != nil {
			check.Process, check.Reply, check.Result, check.Note = "to_mend", "to_mend", "to_mend", "本周内与代表见面，补齐答复。"
		}
		p.do(clerk, point.No, "check_point", check)
	}
}
