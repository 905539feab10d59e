package register

import (
	"net/url"
	"strconv"

	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/stats"
	"huiyin/internal/web/templates"
)

// charted is how many bars a chart has; the table has every line.
const charted = 30

// FillBreakdown puts one figure by the groups of a dimension into its page.
func (l Lister) FillBreakdown(p *templates.BreakdownPage, b stats.Breakdown, decimals int) {
	year, path := b.Session.Year, "/years/"+strconv.Itoa(b.Session.Year)
	p.Title = stats.BreakdownTitle(b, l.P)
	p.Back = templates.Link{Href: path, Text: l.P.T("figures.back_to_year", "year", year)}
	p.Said = l.P.T("figures.breakdown_said", "session", l.SessionName(b.Session.ID), "day", l.P.LongDay(l.Today), "unit", i18n.Key("figures.in_"+b.Unit))
	for _, d := range indicator.Dimensions {
		p.By = append(p.By, templates.SavedView{Name: l.P.T("figures.by_" + string(d)), Href: BreakdownPath(year, d, b.Code), Current: d == b.By})
	}
	p.Action = path + "/by/" + string(b.By)
	p.Form = templates.Form{Printer: l.P, Values: url.Values{"of": {b.Code}}}
	p.Fields = []templates.Field{{Name: "of", Label: l.P.T("figures.rate"), Kind: templates.InputSelect, Options: l.figureOptions()}}
	if !b.Plain {
		p.Notes = append(p.Notes, l.P.T("figures.rounding", "decimals", decimals))
	}
	if b.Overlaps {
		p.Notes = append(p.Notes, l.P.T("figures.overlaps"))
	}
	if len(b.Lines) == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("figures.breakdown_none"), Text: l.P.T("figures.breakdown_none_text")}
		return
	}
	l.breakdownTable(p, b, decimals)
	l.breakdownBars(p, b, decimals)
}

// figureOptions are all figures that can be broken down: the rates under their topics, then the counts of a year.
func (l Lister) figureOptions() []templates.Option {
	var out []templates.Option
	for _, code := range indicator.Codes() {
		out = append(out, templates.Option{Value: code, Text: stats.FigureName(code, l.P)})
	}
	return out
}

func (l Lister) breakdownTable(p *templates.BreakdownPage, b stats.Breakdown, decimals int) {
	t := templates.Table{Caption: p.Title, Dense: true, Columns: []templates.Column{{Text: l.P.T("figures.by_" + string(b.By)), Kind: templates.ColTitle}}}
	names := []string{"numerator", "denominator", "share", "last_session"}
	if b.Plain {
		names = []string{"numerator", "last_session"}
	}
	for _, name := range names {
		t.Columns = append(t.Columns, templates.Column{Text: l.P.T("figures." + name), Kind: templates.ColNum})
	}
	if b.Plain {
		t.Columns[1].Text = l.P.T("report.column.count")
	}
	for _, g := range b.Lines {
		t.Rows = append(t.Rows, l.breakdownRow(b, stats.LineName(b.By, g, l.P), g.Now, g.Last, decimals))
	}
	t.Rows = append(t.Rows, l.breakdownRow(b, l.P.T("figures.all"), b.All, b.AllOfLast, decimals))
	p.Table = t
}

func (l Lister) breakdownRow(b stats.Breakdown, name string, now stats.Share, last *stats.Share, decimals int) templates.Row {
	before := "—"
	cells := []templates.Cell{{Text: name}, number(b.Unit, now.Num)}
	if b.Plain {
		if last != nil {
			before = strconv.Itoa(last.Num.N)
		}
		return templates.Row{Cells: append(cells, templates.Cell{Text: before})}
	}
	if last != nil {
		before = last.Percent(decimals)
	}
	return templates.Row{Cells: append(cells, number(b.Unit, now.Den), templates.Cell{Text: now.Percent(decimals)}, templates.Cell{Text: before})}
}

// breakdownBars draws the shares of a rate, or the counts of a plain figure.
func (l Lister) breakdownBars(p *templates.BreakdownPage, b stats.Breakdown, decimals int) {
	p.Bars = templates.Bars{Title: stats.FigureName(b.Code, l.P), Name: l.P.T("figures.by_" + string(b.By)), Count: l.P.T("figures.share")}
	most := 1
	for _, g := range b.Lines {
		most = max(most, g.Now.Num.N)
	}
	for _, g := range b.Lines[:min(charted, len(b.Lines))] {
		bar := templates.Bar{Name: stats.LineName(b.By, g, l.P), N: strconv.Itoa(g.Now.Num.N), Href: number(b.Unit, g.Now.Num).Href}
		switch {
		case b.Plain:
			bar.Width = strconv.Itoa(g.Now.Num.N * 100 / most)
		case g.Now.Den.N > 0:
			bar.N += "/" + strconv.Itoa(g.Now.Den.N)
			bar.Width, bar.Share = strconv.Itoa(g.Now.Num.N*100/g.Now.Den.N), g.Now.Percent(decimals)
		default:
			bar.Width = "0"
		}
		p.Bars.Rows = append(p.Bars.Rows, bar)
	}
}
