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
	streams := map[suggestion.Stream]bool{}
	for _, n := range lines {
		streams[n.Then().Stream] = true
	}
	t := &document.Table{Caption: l.P.T("papers.handover_cases")}
	columns := []struct {
		document.Column
		shown bool
		cell  func(i int, n store.HandoverLine) string
	}{
		{document.Column{Text: l.P.T("papers.no"), Share: 3, Num: true}, true, func(i int, _ store.HandoverLine) string { return strconv.Itoa(i + 1) }},
		{document.Column{Text: l.P.T("lists.number"), Share: 4}, true, func(_ int, n store.HandoverLine) string { return n.Then().Number }},
		{document.Column{Text: l.P.T("lists.title"), Share: 20}, true, func(_ int, n store.HandoverLine) string { return n.Then().Title }},
		{document.Column{Text: l.P.T("lists.who"), Share: 7}, true, func(_ int, n store.HandoverLine) string { return l.toUnits(n.CaseRow) }},
		{document.Column{Text: l.P.T("case.stream"), Share: 6}, len(streams) > 1, func(_ int, n store.HandoverLine) string { return l.stream(n.Then().Stream) }},
		{document.Column{Text: l.P.T("papers.answers"), Share: 10}, true, func(_ int, n store.HandoverLine) string { return l.answering(n) }},
		{document.Column{Text: l.P.T("papers.co"), Share: 10}, true, func(_ int, n store.HandoverLine) string { return l.helping(n) }},
		{document.Column{Text: l.P.T("papers.due"), Share: 8}, true, func(_ int, n store.HandoverLine) string { return l.P.LongDay(n.Then().Due) }},
	}
	if len(streams) == 1 { // said once, where it is the same for all
		p.Note = l.P.T("papers.handover_stream", "said", p.Note, "stream", l.stream(lines[0].Then().Stream))
	}
	t.Rows = make([][]document.Span, len(lines))
	for _, c := range columns {
		if !c.shown {
			continue
		}
		t.Columns = append(t.Columns, c.Column)
		for i, n := range lines {
			t.Rows[i] = append(t.Rows[i], document.Span{Text: c.cell(i, n)})
		}
	}
	p.Blocks = []document.Block{{Table: t}}
	if remarks := l.remarks(lines); len(remarks.Rows) > 0 {
		p.Blocks = append(p.Blocks, document.Block{Table: remarks})
	}
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

// remarks are what there is to remark on a list, below it: a column of its own would take the width from forty titles for the sake of one line.
func (l Lister) remarks(lines []store.HandoverLine) *document.Table {
	t := &document.Table{Caption: l.P.T("lists.remark"), Columns: []document.Column{{Text: l.P.T("lists.number"), Share: 4}, {Text: l.P.T("lists.remark"), Share: 58}}}
	for _, n := range lines {
		if text := l.handoverRemark(n); text != "" {
			t.Rows = append(t.Rows, []document.Span{{Text: n.Then().Number}, {Text: text}})
		}
	}
	return t
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

// answering names the units that answer the deputy, with their roles; the column's head says of a lead unit that it leads.
func (l Lister) answering(n store.HandoverLine) string {
	var out []string
	for _, s := range n.Shares {
		name := l.Dir.OrgShortOn(s.Unit, n.Called)
		switch s.Role {
		case suggestion.Co:
		case suggestion.LeadRole:
			out = append(out, name)
		default:
			out = append(out, l.P.T("lists.proposed_unit", "unit", name, "role", l.P.T("share."+string(s.Role))))
		}
	}
	return l.P.List(out)
}

// helping names the units that give an opinion.
func (l Lister) helping(n store.HandoverLine) string {
	var out []string
	for _, s := range n.Shares {
		if s.Role == suggestion.Co {
			out = append(out, l.Dir.OrgShortOn(s.Unit, n.Called))
		}
	}
	return l.P.List(out)
}

func (l Lister) stream(s suggestion.Stream) string { return l.P.T("stream." + string(s)) }
