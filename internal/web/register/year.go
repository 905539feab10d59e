package register

import (
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
	"huiyin/internal/look"
	"huiyin/internal/stats"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// heads are the figures that stand large at the top of the year.
var heads = []string{"received", "handed", "replied", "closed", "result_content"}

// FillYear puts a year's figures into its page.
func (l Lister) FillYear(p *templates.YearPage, y stats.Year, decimals int) {
	p.CutOff = l.P.T("lists.cut_off", "day", l.P.LongDay(y.CutOff), "session", l.SessionName(y.Session.ID))
	rows := stats.Rows(y, l.P)
	p.Figures = templates.Table{Caption: l.P.T("lists.figures"), Show: true, Dense: true, Brief: true, Columns: []templates.Column{
		{Text: l.P.T("report.column.figure"), Kind: templates.ColTitle},
		{Text: l.P.T("report.column.count"), Kind: templates.ColNum},
		{Text: l.P.T("report.column.share"), Kind: templates.ColNum},
		{Text: l.P.T("report.column.of")},
	}}
	for _, r := range rows {
		count := templates.Cell{Text: r.Count}
		if r.List != "" {
			count.Href = "/suggestions" + r.List
		}
		p.Figures.Rows = append(p.Figures.Rows, templates.Row{Cells: []templates.Cell{{Text: r.Name}, count, {Text: r.Share}, {Text: r.Of}}})
	}
	for _, code := range heads {
		for _, r := range rows {
			if r.Code == code {
				p.Heads = append(p.Heads, templates.Figure{Label: r.Name, Big: r.Count, Of: l.of(r), Href: "/suggestions" + r.List})
			}
		}
	}
	classes := slices.Clone(y.Classes)
	for i, g := range classes {
		classes[i].Name = l.P.T("case.class", "class", g.Name)
	}
	p.Classes = l.bars(l.P.T("lists.by_class"), classes)
	p.Categories = l.bars(l.P.T("lists.by_category"), y.Categories)
	p.Units = l.unitTable(y)
	l.rates(&p.Rates, y, decimals)
	l.beside(p, y)
	for _, s := range l.Sessions {
		p.Years = append(p.Years, templates.Link{Href: "/years/" + strconv.Itoa(s.Year), Text: l.P.T("assess.year", "year", s.Year)})
	}
}

// beside puts what was done beside the suggestions, and the numbers of the found lists, into the page of those who are told.
func (l Lister) beside(p *templates.YearPage, y stats.Year) {
	if len(y.Works) == 0 {
		return
	}
	p.Beside = []templates.Table{WorksTable(l.P, y.Works), FoundTable(l.P, y.Found)}
}

// WorksTable is the table of what was done beside the suggestions. Every number opens its list.
func WorksTable(say *i18n.Printer, list []stats.Work) templates.Table {
	works := templates.Table{Caption: say.T("figures.works"), Show: true, Dense: true, Columns: []templates.Column{
		{Text: say.T("figures.work"), Kind: templates.ColTitle}, {Text: say.T("figures.work_chapter")}, {Text: say.T("figures.work_count"), Kind: templates.ColNum},
	}}
	for _, w := range list {
		works.Rows = append(works.Rows, templates.Row{Cells: []templates.Cell{
			{Text: say.T("proof." + w.Code)}, {Text: say.T("figures.chapter_" + w.Chapter)}, {Text: strconv.Itoa(w.N), Href: w.List},
		}})
	}
	return works
}

// FoundTable is the table of the found lists: how many entries have met each fate. Every number opens its list.
func FoundTable(say *i18n.Printer, lists []stats.Found) templates.Table {
	t := templates.Table{Caption: say.T("figures.found_table"), Show: true, Dense: true, Columns: []templates.Column{{Text: say.T("fact.found.list"), Kind: templates.ColTitle}}}
	for _, fate := range look.Fates {
		t.Columns = append(t.Columns, templates.Column{Text: say.T("look.year." + fate), Kind: templates.ColNum})
	}
	for _, f := range lists {
		row := templates.Row{Cells: []templates.Cell{{Text: say.T("look.list." + string(f.List))}}}
		for _, fate := range look.Fates {
			row.Cells = append(row.Cells, templates.Cell{Text: strconv.Itoa(f.N(fate)), Href: f.Lists[fate]})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (l Lister) of(r stats.Row) string {
	if r.Share == "" {
		return ""
	}
	return l.P.T("lists.share_of", "share", r.Share, "of", r.Of)
}

// bars makes a bar for each group, the longest as wide as the drawing.
func (l Lister) bars(title string, groups []stats.Group) templates.Bars {
	b := templates.Bars{Title: title, Name: l.P.T("lists.group"), Count: l.P.T("report.column.count")}
	most, all := 1, 0
	for _, g := range groups {
		most, all = max(most, g.N), all+g.N
	}
	for _, g := range groups {
		if g.Name == "" {
			g.Name = l.P.T("lists.no_category")
		}
		b.Rows = append(b.Rows, templates.Bar{Name: g.Name, N: strconv.Itoa(g.N), Share: l.P.Percent(int64(g.N), int64(all)), Width: strconv.Itoa(g.N * 100 / most), Href: "/suggestions" + g.List})
	}
	return b
}

// unitTable is the table of units, in unit-times (件次).
func (l Lister) unitTable(y stats.Year) templates.Table {
	t := templates.Table{Caption: l.P.T("lists.by_unit"), Show: true, Dense: true, Ledger: true, Columns: []templates.Column{{Text: l.P.T("lists.unit"), Kind: templates.ColTitle}}}
	for _, name := range []string{"all", "answering", "co", "signed", "replied", "contacted", "rated", "content", "discontent", "overdue"} {
		t.Columns = append(t.Columns, templates.Column{Text: l.P.T("lists.share_" + name), Kind: templates.ColNum})
	}
	for _, u := range y.Units {
		f := suggestion.Filter{Session: y.Session.ID, Unit: u.Unit}
		row := templates.Row{Cells: []templates.Cell{{Text: l.Dir.OrgShort(u.Unit), Href: Address(f)}}}
		for i, n := range []int{u.All, u.Answering, u.Co, u.Signed, u.Replied, u.Contacted, u.Rated, u.Content, u.Discontent, u.Overdue} {
			of := unitColumns(y.CutOff)[i]
			of.Unit, of.Case.Session = u.Unit, y.Session.ID
			row.Cells = append(row.Cells, templates.Cell{Text: strconv.Itoa(n), Href: "/shares?" + of.Values().Encode()})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// unitColumns are what the columns of the table of units count, in their order.
func unitColumns(today calendar.Day) []suggestion.ShareFilter {
	yes, no := true, false
	rated := []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}
	return []suggestion.ShareFilter{
		{},
		{Answers: &yes},
		{Answers: &no},
		{Signed: &yes},
		{Answers: &yes, Replied: &yes},
		{Answers: &yes, Contact: "any"},
		{Results: rated},
		{Results: rated[:2]},
		{Results: rated[2:]},
		{Late: today},
	}
}
