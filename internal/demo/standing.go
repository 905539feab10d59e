package demo

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/stats"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// figures fills a bulletin with how the city's units stood on a day, as package stats counts it from the database.
func (b *builder) figures(session int64, day calendar.Day, c *supervision.WriteBulletin) *supervision.WriteBulletin {
	c.CutOff = day
	at := map[int64]*supervision.BulletinLine{}
	for _, k := range b.Cases {
		if k.Session != session || k.Congress != b.Home || k.State == suggestion.Merged {
			continue
		}
		for _, a := range k.Assignments {
			gone := slices.Contains([]flow.State{suggestion.Reassigned, suggestion.Distributed, suggestion.Ended}, a.State)
			if gone || !a.Role.Answers() || a.AssignedOn == "" || a.AssignedOn > day {
				continue
			}
			l := at[a.Unit]
			if l == nil {
				l = &supervision.BulletinLine{Unit: a.Unit}
				at[a.Unit] = l
			}
			l.Handed++
			tally(l, k, a, day)
		}
	}
	for _, l := range at {
		l.Rate = stats.Permille(l.Answered, l.Handed)
		c.Lines = append(c.Lines, *l)
		t := &c.Total
		t.Units, t.Handed, t.Answered, t.Overdue = t.Units+1, t.Handed+l.Handed, t.Answered+l.Answered, t.Overdue+l.Overdue
		t.Rated, t.Content, t.Complete = t.Rated+l.Rated, t.Content+l.Content, t.Complete+btoi(l.Answered == l.Handed)
	}
	c.Total.Rate = stats.Permille(c.Total.Answered, c.Total.Handed)
	slices.SortFunc(c.Lines, func(x, y supervision.BulletinLine) int { return cmp.Or(y.Handed-x.Handed, cmp.Compare(x.Unit, y.Unit)) })
	return c
}

// tally counts what one share had come to by a day.
func tally(l *supervision.BulletinLine, k *suggestion.Case, a *suggestion.Assignment, day calendar.Day) {
	if a.RepliedOn != "" && cmp.Or(a.FirstOn, a.RepliedOn) <= day {
		l.Answered++
	} else if slices.ContainsFunc(k.Clocks, func(c *suggestion.Clock) bool { return c.Part == a.No && c.Name == rule.Reply && c.Due < day }) {
		l.Overdue++
	}
	if a.RatedOn != "" && a.RatedOn <= day {
		l.Rated++
		if a.Result == suggestion.Satisfied || a.Result == suggestion.Basically {
			l.Content++
		}
	}
}
