package register

import (
	"strconv"

	"huiyin/internal/indicator"
	"huiyin/internal/stats"
	"huiyin/internal/web/templates"
)

// lists are the pages that show what a population counts.
var lists = map[string]string{"item": "/suggestions", "item_unit": "/shares", "form": "/forms", "deputy": "/deputies", "promise": "/commitments"}

// number is a count that opens the list behind it.
func number(unit string, p stats.Part) templates.Cell {
	c := templates.Cell{Text: strconv.Itoa(p.N)}
	if p.List != "" {
		c.Href = lists[unit] + p.List
	}
	return c
}

// BreakdownPath is the address of a figure's breakdown.
func BreakdownPath(year int, by indicator.Dimension, code string) string {
	return "/years/" + strconv.Itoa(year) + "/by/" + string(by) + "?of=" + code
}

// rates puts the catalogue into a year's page.
func (l Lister) rates(p *templates.RatesPart, y stats.Year, decimals int) {
	p.Title = l.P.T("figures.rates")
	p.Notes = append(p.Notes, l.P.T("figures.rounding", "decimals", decimals))
	if sum := y.Rounding(decimals); sum != "" {
		p.Notes = append(p.Notes, l.P.T("figures.due_to_rounding", "sum", sum))
	}
	for _, d := range indicator.Dimensions {
		p.By = append(p.By, templates.Link{Href: BreakdownPath(y.Session.Year, d, "solved_or_planned"), Text: l.P.T("figures.by_" + string(d))})
	}
	for _, topic := range indicator.Topics {
		t := templates.Table{Caption: l.P.T("figures.topic_" + topic), Show: true, Dense: true, Columns: []templates.Column{
			{Text: l.P.T("figures.rate"), Kind: templates.ColTitle},
			{Text: l.P.T("figures.counted"), Kind: templates.ColKey},
			{Text: l.P.T("figures.numerator"), Kind: templates.ColNum},
			{Text: l.P.T("figures.denominator"), Kind: templates.ColNum},
			{Text: l.P.T("figures.share"), Kind: templates.ColNum},
			{Text: l.P.T("figures.last_session"), Kind: templates.ColNum},
		}}
		for _, r := range y.Rates {
			if r.Topic == topic {
				t.Rows = append(t.Rows, l.rate(y.Session.Year, r, decimals))
			}
		}
		p.Tables = append(p.Tables, t)
	}
	l.effects(p, y, decimals)
}

func (l Lister) rate(year int, r stats.Rate, decimals int) templates.Row {
	cells := []templates.Cell{
		{Text: l.P.T("rate." + r.Code), Href: BreakdownPath(year, indicator.ByUnit, r.Code)},
		{Text: l.P.T("figures.unit_" + r.Unit)},
		number(r.Unit, r.Now.Num), number(r.Unit, r.Now.Den),
		{Text: r.Now.Percent(decimals)},
		{Text: "—"},
	}
	if r.Last != nil {
		cells[5].Text = r.Last.Percent(decimals)
	}
	return templates.Row{Cells: cells}
}

// effects is the table of units with both satisfactions.
func (l Lister) effects(p *templates.RatesPart, y stats.Year, decimals int) {
	p.About = l.P.T("figures.effect_note")
	if len(y.Effects) == 0 {
		p.NoEffect = l.P.T("figures.effect_none")
		return
	}
	p.Effects = templates.Table{Caption: l.P.T("figures.effect_title"), Dense: true, Columns: []templates.Column{{Text: l.P.T("lists.unit"), Kind: templates.ColTitle}}}
	for _, name := range []string{"effect_reply", "effect_effect", "effect_points", "effect_fell", "effect_unmeasured"} {
		p.Effects.Columns = append(p.Effects.Columns, templates.Column{Text: l.P.T("figures." + name), Kind: templates.ColNum})
	}
	for _, e := range y.Effects {
		p.Effects.Rows = append(p.Effects.Rows, templates.Row{Cells: []templates.Cell{
			{Text: l.Dir.OrgShort(e.Unit)},
			l.fraction(e.Reply, decimals), l.fraction(e.Effect, decimals),
			{Text: Points(e)},
			number("item_unit", e.Fell), number("item_unit", e.Unmeasured),
		}})
	}
}

// fraction writes a share with its numbers: 3/5 60.0%; it opens the list of the upper number.
func (l Lister) fraction(s stats.Share, decimals int) templates.Cell {
	if s.Den.N == 0 {
		return templates.Cell{Text: "—"}
	}
	return templates.Cell{Text: strconv.Itoa(s.Num.N) + "/" + strconv.Itoa(s.Den.N) + " " + s.Percent(decimals), Href: lists["item_unit"] + s.Num.List}
}

// Points writes the difference between effect and reply in points with its sign: -12.5.
func Points(e stats.Effect) string {
	n, ok := e.Points()
	if !ok {
		return "—"
	}
	sign := "+"
	switch {
	case n < 0:
		sign, n = "-", -n
	case n == 0:
		sign = ""
	}
	n = (n + 5) / 10
	return sign + strconv.FormatInt(n/10, 10) + "." + strconv.FormatInt(n%10, 10)
}
