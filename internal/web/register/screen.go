package register

import (
	"slices"
	"strconv"

	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// screenRows is how many lines a chart of units has: what one sheet holds. The table behind has every unit.
const screenRows = 8

// FillScreen puts the leaders' screen into its page.
func (l Lister) FillScreen(p *templates.ScreenPage, v stats.Screen) {
	y := v.Year
	scope := map[org.Role]string{org.GovLeader: "gov", org.GovOffice: "gov", org.SpecialClerk: "special"}[l.Actor.Post.Role]
	if scope == "" {
		scope = "all"
	}
	p.Said = l.P.T("screen.said", "session", l.SessionName(y.Session.ID), "day", l.P.LongDay(y.CutOff), "scope", l.P.T("screen.scope_"+scope))
	for _, s := range l.Sessions {
		p.Years = append(p.Years, templates.Link{Href: "/screen?year=" + strconv.Itoa(s.Year), Text: l.P.T("assess.year", "year", s.Year)})
	}
	if y.Value("received").Numerator == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("screen.none"), Text: l.P.T("screen.none_text"), Next: &templates.Link{Href: "/years", Text: l.P.T("app.nav_statistics")}}
		return
	}
	p.Heads = l.screenHeads(v)
	p.Charts = []templates.Chart{l.stageChart(v), l.lateChart(v), l.unhappyChart(v), l.owedChart(v), l.compareChart(v), l.effectChart(v)}
	for _, r := range v.Worst {
		p.Worst = append(p.Worst, templates.Link{Href: casefile.Href(r.ID), Text: l.P.T("screen.case", "number", r.Number, "title", r.Title, "unit", l.Dir.OrgShort(r.Unit))})
	}
}

// screenHeads are the five numbers of the year, each with its share and that of the session before.
func (l Lister) screenHeads(v stats.Screen) []templates.Figure {
	y := v.Year
	handed := y.Value("handed")
	out := []templates.Figure{{Label: l.P.T("figure.handed"), Big: strconv.Itoa(handed.Numerator), Href: "/suggestions" + handed.List}}
	for _, code := range []string{"reply", "completion", "satisfaction", "effect"} {
		r := y.Rate(code)
		f := templates.Figure{Label: l.P.T("rate." + code), Big: r.Now.Percent(stats.Decimals), Of: strconv.Itoa(r.Now.Num.N) + " / " + strconv.Itoa(r.Now.Den.N), Href: "/suggestions" + r.Now.Num.List}
		if r.Last != nil && r.Last.Den.N > 0 {
			f.Last = l.P.T("screen.last", "share", r.Last.Percent(stats.Decimals))
		}
		out = append(out, f)
	}
	return append(out, templates.Figure{Label: l.P.T("screen.late"), Big: strconv.Itoa(v.Late.N), Of: l.P.T("figures.unit_item"), Href: "/suggestions" + v.Late.List})
}

func (l Lister) stageChart(v stats.Screen) templates.Chart {
	c := plot{templates.Chart{ID: "stages", Title: l.P.T("screen.stages"), Said: l.P.T("screen.stages_said", "accepted", v.Year.Value("accepted").Numerator, "closed", v.Year.Value("closed").Numerator)}}
	c.Table = l.screenTable(c.Title, "screen.stage", "report.column.count")
	most := 0
	for _, g := range v.Stages {
		most = max(most, g.N)
	}
	for _, g := range v.Stages {
		name := l.P.T("screen.stage_" + g.Name)
		c.bar(name, g.N, most, "fill", "/suggestions"+g.List)
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: name}, {Text: strconv.Itoa(g.N), Href: "/suggestions" + g.List}}})
	}
	return c.Chart
}

func (l Lister) lateChart(v stats.Screen) templates.Chart {
	c := plot{templates.Chart{ID: "late", Title: l.P.T("screen.late_title"), Said: l.P.T("screen.late_said", "n", v.Late.N)}}
	if v.Late.N == 0 {
		c.Said, c.None = "", l.P.T("screen.late_none")
		return c.Chart
	}
	c.Table = l.screenTable(c.Title, "lists.unit", "screen.late")
	for i, u := range v.LateUnits {
		name, href := u.Name, ""
		if name == "" {
			name = l.P.T("screen.no_unit")
		}
		if u.Now.Num.List != "" {
			href = "/suggestions" + u.Now.Num.List
		}
		if i < screenRows {
			c.bar(name, u.Now.Num.N, v.LateUnits[0].Now.Num.N, "late", href)
		}
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: name}, {Text: strconv.Itoa(u.Now.Num.N), Href: href}}})
	}
	for _, k := range v.LateClocks {
		c.Links = append(c.Links, templates.Link{Href: "/suggestions" + k.List, Text: l.P.T("screen.late_clock", "clock", l.P.T("clock."+k.Name), "n", k.N)})
	}
	return c.Chart
}

func (l Lister) unhappyChart(v stats.Screen) templates.Chart {
	bad := v.Year.Value("not_satisfied")
	c := plot{templates.Chart{ID: "unhappy", Title: l.P.T("screen.unhappy"), Said: l.P.T("screen.unhappy_said", "n", bad.Numerator, "rated", v.Year.Value("rated").Numerator)}}
	if bad.Numerator == 0 {
		c.None = l.P.T("screen.unhappy_none")
		return c.Chart
	}
	c.Table = l.screenTable(c.Title, "figures.by_category", "figure.not_satisfied")
	lines := slices.Clone(v.Unhappy.Lines)
	slices.SortStableFunc(lines, func(a, b stats.Line) int { return b.Now.Num.N - a.Now.Num.N })
	for i, g := range lines {
		if g.Now.Num.N == 0 {
			break
		}
		name, cell := g.Name, number("item", g.Now.Num)
		if name == "" {
			name = l.P.T("lists.no_category")
		}
		if i < screenRows-2 {
			c.bar(name, g.Now.Num.N, lines[0].Now.Num.N, "fill", cell.Href)
		}
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: name}, cell}})
	}
	return c.Chart
}

func (l Lister) owedChart(v stats.Screen) templates.Chart {
	most, all := 0, 0
	for _, g := range v.Owed {
		most, all = max(most, g.N), all+g.N
	}
	c := plot{templates.Chart{ID: "owed", Title: l.P.T("screen.owed"), Said: l.P.T("screen.owed_said", "n", all)}}
	if all == 0 {
		c.Said, c.None = "", l.P.T("screen.owed_none")
		return c.Chart
	}
	c.Table = l.screenTable(c.Title, "screen.owed_when", "screen.owed_count")
	for _, g := range v.Owed {
		name, class := l.P.T("screen.owed_"+g.Name), "fill"
		if g.Name == "past" {
			class = "late"
		}
		c.bar(name, g.N, most, class, "/commitments"+g.List)
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: name}, {Text: strconv.Itoa(g.N), Href: "/commitments" + g.List}}})
	}
	return c.Chart
}

// compareChart draws each unit's share with the range that its number of cases allows.
func (l Lister) compareChart(v stats.Screen) templates.Chart {
	all := v.Compared.All
	c := plot{templates.Chart{ID: "compare", Title: l.P.T("screen.compare"), Said: l.P.T("screen.compare_said", "all", all.Percent(stats.Decimals))}}
	c.Table = l.screenTable(c.Title, "lists.unit", "figures.share", "screen.range", "screen.standing")
	for _, g := range v.Compared.Lines {
		n := g.Now
		if n.Den.N == 0 {
			continue
		}
		low, high := indicator.Interval(n.Num.N, n.Den.N)
		said := l.P.T("screen.is_" + string(indicator.Compare(n.Num.N, n.Den.N, all.Num.N, all.Den.N)))
		span := l.P.T("screen.from_to", "low", whole(low), "high", whole(high))
		value := strconv.Itoa(n.Num.N) + "/" + strconv.Itoa(n.Den.N)
		cell := l.fraction(n, stats.Decimals)
		cell.Href = lists["item_unit"] + n.Den.List
		if len(c.Rows) < screenRows {
			aria := l.P.T("screen.compare_row", "unit", g.Name, "value", value, "range", span, "standing", said)
			c.row(g.Name, value, aria, cell.Href, func(int) []templates.Mark {
				return []templates.Mark{between(low, high), dot(10000*n.Num.N/n.Den.N, "full")}
			})
		}
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: g.Name}, cell, {Text: span}, {Text: said}}})
	}
	if len(c.Rows) == 0 {
		c.Said, c.None = "", l.P.T("screen.compare_none")
		return c.Chart
	}
	c.scale()
	c.Mean = places(at(10000 * all.Num.N / max(all.Den.N, 1)))
	c.Legend = []string{l.P.T("screen.mark_dot"), l.P.T("screen.mark_range"), l.P.T("screen.mark_mean")}
	return c.Chart
}

// effectChart puts the satisfaction with what came of it beside that with the reply.
func (l Lister) effectChart(v stats.Screen) templates.Chart {
	r := v.Year.Rate("effect_fell")
	c := plot{templates.Chart{ID: "effect", Title: l.P.T("screen.effect"), Said: l.P.T("screen.effect_said", "fell", r.Now.Num.N, "of", r.Now.Den.N)}}
	c.Table = l.screenTable(c.Title, "lists.unit", "figures.effect_reply", "figures.effect_effect", "figures.effect_points", "figures.effect_fell")
	for _, e := range v.Year.Effects {
		name, points := l.Dir.OrgShort(e.Unit), Points(e)
		reply, effect := l.fraction(e.Reply, stats.Decimals), l.fraction(e.Effect, stats.Decimals)
		if e.Effect.Den.N > 0 && e.Reply.Den.N > 0 && len(c.Rows) < screenRows {
			aria := l.P.T("screen.effect_row", "unit", name, "points", points, "reply", reply.Text, "effect", effect.Text)
			a, b := 10000*e.Reply.Num.N/e.Reply.Den.N, 10000*e.Effect.Num.N/e.Effect.Den.N
			c.row(name, points, aria, lists["item_unit"]+e.Effect.Den.List, func(top int) []templates.Mark {
				return []templates.Mark{between(min(a, b), max(a, b)), square(b, top), dot(a, "open")}
			})
		}
		c.Table.Rows = append(c.Table.Rows, templates.Row{Cells: []templates.Cell{{Text: name}, reply, effect, {Text: points}, number("item_unit", e.Fell)}})
	}
	if len(c.Rows) == 0 {
		c.Said, c.None = "", l.P.T("figures.effect_none")
		return c.Chart
	}
	c.scale()
	c.Legend = []string{l.P.T("screen.mark_reply"), l.P.T("screen.mark_effect"), l.P.T("screen.mark_points")}
	return c.Chart
}

// screenTable is an empty table behind a chart: a name, then figures.
func (l Lister) screenTable(caption, name string, figures ...string) templates.Table {
	t := templates.Table{Caption: caption, Dense: true, Columns: []templates.Column{{Text: l.P.T(name), Kind: templates.ColTitle}}}
	for _, f := range figures {
		kind := templates.ColNum
		if f == "screen.standing" {
			kind = templates.ColText
		}
		t.Columns = append(t.Columns, templates.Column{Text: l.P.T(f), Kind: kind})
	}
	return t
}

// whole writes hundredths of a per cent without decimals: the edges of a range pretend no precision.
func whole(n int) string { return strconv.Itoa((n+50)/100) + "%" }
