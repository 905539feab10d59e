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

// FigureName is a figure's name in words, whether a count of the year or a rate of the catalogue.
func (l Lister) FigureName(code string) string {
	if l.P.Has("rate." + code) {
		return l.P.T("rate." + code)
	}
	return l.P.T("figure." + code)
}

// FillBreakdown puts one figure by the groups of a dimension into its page.
func (l Lister) FillBreakdown(p *templates.BreakdownPage, b stats.Breakdown, decimals int) {
	year, path := b.Session.Year, "/years/"+strconv.Itoa(b.Session.Year)
	p.Title = l.P.T("figures.breakdown_title", "year", year, "figure", l.FigureName(b.Code), "by", i18n.Key("figures.by_"+string(b.By)))
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
		out = append(out, templates.Option{Value: code, Text: l.FigureName(code)})
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
		t.Rows = append(t.Rows, l.breakdownRow(b, l.lineName(b.By, g), g.Now, g.Last, decimals))
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
	p.Bars = templates.Bars{Title: l.FigureName(b.Code), Name: l.P.T("figures.by_" + string(b.By)), Count: l.P.T("figures.share")}
	most := 1
	for _, g := range b.Lines {
		most = max(most, g.Now.Num.N)
	}
	for _, g := range b.Lines[:min(charted, len(b.Lines))] {
		bar := templates.Bar{Name: l.lineName(b.By, g), N: strconv.Itoa(g.Now.Num.N), Href: number(b.Unit, g.Now.Num).Href}
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

// lineName names a group: by the directory, or by the words for streams and outcomes.
func (l Lister) lineName(by indicator.Dimension, g stats.Line) string {
	switch {
	case g.Name != "":
		return g.Name
	case g.Key == "":
		return l.P.T("figures.nobody")
	case by == indicator.ByStream:
		return l.P.T("lists.stream_" + g.Key)
	case by == indicator.ByOutcome:
		return l.P.T("lists.outcome_" + g.Key)
	}
	return g.Key
}
