package register

import (
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// HandoverPaper lays a hand-over list out for the units that receive it, with what each of them has on it: a protected deputy is 代表, whoever prints it.
// Of a list that was handed over it says what was handed over, and remarks what has changed since.
func (l Lister) HandoverPaper(k *handover.List, lines []store.HandoverLine) document.Paper {
	p := document.Paper{Wide: true, Heading: k.Title}
	p.Note = l.P.T("papers.handover_said", "day", l.P.LongDay(k.On), "n", len(lines), "state", l.P.T("state.handover."+string(k.State)))
	t := &document.Table{Caption: l.P.T("papers.handover_cases"), Columns: []document.Column{
		{Text: l.P.T("papers.no"), Share: 3, Num: true},
		{Text: l.P.T("lists.number"), Share: 4},
		{Text: l.P.T("lists.title"), Share: 19},
		{Text: l.P.T("lists.who"), Share: 6},
		{Text: l.P.T("case.stream"), Share: 5},
		{Text: l.P.T("papers.answers"), Share: 9},
		{Text: l.P.T("papers.co"), Share: 9},
		{Text: l.P.T("papers.due"), Share: 8},
		{Text: l.P.T("lists.remark"), Share: 7},
	}}
	for i, n := range lines {
		w := n.Then()
		answers, co := l.roles(n)
		var row []document.Span
		for _, text := range []string{
			strconv.Itoa(i + 1), w.Number, w.Title, l.toUnits(n.CaseRow), l.P.T("stream." + string(w.Stream)), answers, co, l.P.LongDay(w.Due), l.handoverRemark(n),
		} {
			row = append(row, document.Span{Text: text})
		}
		t.Rows = append(t.Rows, row)
	}
	p.Blocks = []document.Block{{Table: t}}
	if units := l.unitCounts(lines); len(units.Rows) > 0 {
		p.Blocks = append(p.Blocks, document.Block{Table: onPaper(units)})
	}
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

// onPaper is a table of words and numbers as papers have it.
func onPaper(t templates.Table) *document.Table {
	out := &document.Table{Caption: t.Caption}
	for _, c := range t.Columns {
		share := 5
		if c.Kind == templates.ColTitle {
			share = 20
		}
		out.Columns = append(out.Columns, document.Column{Text: c.Text, Share: share, Num: c.Kind == templates.ColNum})
	}
	for _, r := range t.Rows {
		var row []document.Span
		for _, c := range r.Cells {
			row = append(row, document.Span{Text: c.Text})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// toUnits names the proposer on a list that goes to the units, whoever prints it.
func (l Lister) toUnits(r store.CaseRow) string {
	if r.Protected {
		return l.P.T("case.deputy_hidden")
	}
	return l.who(r)
}

// roles names the units that answer the deputy, with their roles, and those that give an opinion.
func (l Lister) roles(n store.HandoverLine) (answers, co string) {
	var first, second []string
	for _, s := range n.Shares {
		name := l.Dir.OrgShortOn(s.Unit, n.Called)
		switch s.Role {
		case suggestion.Co:
			second = append(second, name)
		case suggestion.LeadRole:
			first = append(first, name) // the column's head says so already
		default:
			first = append(first, l.P.T("lists.proposed_unit", "unit", name, "role", l.P.T("share."+string(s.Role))))
		}
	}
	return l.P.List(first), l.P.List(second)
}
