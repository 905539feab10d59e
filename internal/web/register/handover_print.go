package register

import (
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/document"
	"huiyin/internal/handover"
	"huiyin/internal/suggestion"
)

// HandoverPaper lays a hand-over list out for the units that receive it: a protected deputy is 代表 on it, whoever prints it.
func (l Lister) HandoverPaper(k *handover.List, cases []*suggestion.Case) document.Paper {
	p := document.Paper{Wide: true, Heading: k.Title}
	p.Note = l.P.T("papers.handover_said", "day", l.P.LongDay(k.On), "n", len(cases), "state", l.P.T("state.handover."+string(k.State)))
	t := &document.Table{Columns: []document.Column{
		{Text: l.P.T("papers.no"), Share: 3, Num: true},
		{Text: l.P.T("lists.number"), Share: 4},
		{Text: l.P.T("lists.title"), Share: 20},
		{Text: l.P.T("lists.who"), Share: 7},
		{Text: l.P.T("papers.answers"), Share: 10},
		{Text: l.P.T("papers.co"), Share: 10},
		{Text: l.P.T("papers.due"), Share: 8},
	}}
	for i, c := range cases {
		answers, co := l.roles(c)
		t.Rows = append(t.Rows, []document.Span{
			{Text: strconv.Itoa(i + 1)}, {Text: c.Number}, {Text: c.Text.Title}, {Text: l.author(c)}, {Text: answers}, {Text: co}, {Text: l.P.LongDay(replyDue(c))},
		})
	}
	p.Blocks = []document.Block{{Table: t}}
	for _, f := range []struct {
		key string
		who int64
	}{{"lists.proposed_by", k.ProposedBy}, {"lists.approved_by", k.ApprovedBy}} {
		if name := l.Dir.PersonName(f.who); name != "" {
			p.Sign = append(p.Sign, l.P.T("papers.signed", "what", l.P.T(f.key), "name", name))
		}
	}
	return p
}

func (l Lister) author(c *suggestion.Case) string {
	switch {
	case c.About.Protected:
		return l.P.T("case.deputy_hidden")
	case c.Kind == suggestion.Delegation:
		return l.Dir.OrgShort(c.Delegation)
	case c.Kind == suggestion.Joint:
		return l.P.T("lists.and_others", "name", l.Dir.PostName(c.Lead))
	}
	return l.Dir.PostName(c.Lead)
}

// roles names the units that answer the deputy, with their roles, and those that give an opinion.
func (l Lister) roles(c *suggestion.Case) (answers, co string) {
	var shares []suggestion.Share
	for _, a := range c.Live() {
		shares = append(shares, a.Share)
	}
	if len(shares) == 0 && c.Proposal != nil {
		shares = c.Proposal.Shares
	}
	var first, second []string
	for _, s := range shares {
		if s.Role == suggestion.Co {
			second = append(second, l.Dir.OrgShort(s.Unit))
			continue
		}
		if s.Role == suggestion.LeadRole {
			first = append(first, l.Dir.OrgShort(s.Unit)) // the column's head says so already
			continue
		}
		first = append(first, l.P.T("lists.proposed_unit", "unit", l.Dir.OrgShort(s.Unit), "role", l.P.T("share."+string(s.Role))))
	}
	return l.P.List(first), l.P.List(second)
}

// replyDue is the day by which the first answer is due; empty before the hand-over.
func replyDue(c *suggestion.Case) calendar.Day {
	due := calendar.Day("")
	for _, k := range c.Clocks {
		if k.Name == "reply" && !k.Void && (due == "" || k.Due < due) {
			due = k.Due
		}
	}
	return due
}
