package points

import (
	"huiyin/internal/appraisal"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// Sheet is the sheet of one unit in a frozen run.
type Sheet struct {
	P    *i18n.Printer
	Run  *appraisal.Scoring
	B    score.Bundle
	Unit int64
	// Ruled are the inputs with the decisions on objections carried out: what the sheet counted.
	Ruled score.Inputs
}

func (s Sheet) own() score.UnitSheet {
	for _, u := range s.B.Sheet.Units {
		if u.Unit == s.Unit {
			return u
		}
	}
	return score.UnitSheet{}
}

// Page fills the page of the sheet.
func (s Sheet) Page(a org.Actor) templates.ScoreSheetPage {
	u := s.own()
	sch := &s.B.Inputs.Scheme
	p := templates.ScoreSheetPage{
		Unit: u.Name, State: s.P.T("state.scoring." + string(s.Run.State)),
		Scheme: s.P.T("appraisal.by_scheme", "scheme", sch.Name, "version", sch.Version), CutOff: s.P.T("appraisal.as_of", "day", s.B.Inputs.CutOff),
		Digest: s.B.Digest,
	}
	p.Facts = s.facts(u)
	for _, b := range u.Blocks {
		p.Blocks = append(p.Blocks, s.block(b))
	}
	p.Indicators = s.indicators(u)
	p.Figures = s.figures(u)
	p.Entries = s.entries()
	p.Objections = s.objections()
	if s.Run.State == appraisal.ScoringShown && a.Post.Org == s.Unit && !Reads(a) {
		p.Object = folder.ActHref(appraisal.ScoringKind.Name(), s.Run.ID, "object_score", 0)
	}
	return p
}

func (s Sheet) facts(u score.UnitSheet) []templates.Fact {
	t := s.P.T
	out := []templates.Fact{{Term: t("appraisal.item_count"), Part: templates.LinkPart(templates.Link{Href: ListHref(s.Run.ID, s.Unit, "items"), Text: itoa(u.Items)})}}
	if s.B.Inputs.Scheme.Outcome == score.ByPoints {
		out = append(out, templates.Fact{Term: t("appraisal.total"), Value: u.Total.String()}, templates.Fact{Term: t("appraisal.bonus"), Value: u.Bonus.String()})
	}
	if u.Grade != "" {
		out = append(out, templates.Fact{Term: t("appraisal.grade"), Value: s.Run.GradeName(u.Grade)})
	}
	switch {
	case u.Unranked != "":
		out = append(out, templates.Fact{Term: t("appraisal.rank"), Value: unranked(s.P, u.Unranked)})
	case u.Rank > 0:
		out = append(out, templates.Fact{Term: t("appraisal.rank"), Value: t("appraisal.rank_among", "rank", rank(s.P, u.Rank, u.Tied), "among", u.Among)})
	}
	if u.Group != "" {
		out = append(out, templates.Fact{Term: t("appraisal.group"), Value: t("option.groups." + u.Group)})
	}
	if s.Run.AppealUntil != "" {
		out = append(out, templates.Fact{Term: t("fact.scoring.appeal_until"), Value: s.P.Day(s.Run.AppealUntil)})
	}
	return out
}

func (s Sheet) columns() []templates.Column {
	t := s.P.T
	return []templates.Column{
		{Text: t("appraisal.rule"), Kind: templates.ColTitle}, {Text: t("appraisal.counted"), Kind: templates.ColNum}, {Text: t("appraisal.points"), Kind: templates.ColNum},
	}
}

func (s Sheet) block(b score.BlockLine) templates.ScoreBlock {
	t := templates.Table{Columns: s.columns()}
	name := b.Code
	for _, k := range s.B.Inputs.Scheme.Blocks {
		if k.Code == b.Code {
			name = k.Name
		}
	}
	t.Caption = name
	for _, l := range b.Lines {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: s.ruleName(l.Rule)}, {Text: s.count(l.Count), Href: ListHref(s.Run.ID, s.Unit, l.Rule)}, {Text: signed(l.Points)},
		}})
	}
	return templates.ScoreBlock{
		Title: name, Table: t, Total: b.Total.String(),
		Sum: s.P.T("appraisal.block_sum", "base", b.Base.String(), "deducted", b.Deducted.String(), "kept", b.Kept.String(), "bonus", b.Bonus.String()),
	}
}

// signed writes what a line adds with a sign; deductions have one already.
func signed(p score.Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return p.String()
}

// count writes a figure with its base, and how many could not be told.
func (s Sheet) count(c score.Count) string {
	out := itoa(c.N) + "/" + itoa(c.Of)
	if c.Unknown > 0 {
		out += s.P.T("appraisal.unknown", "n", c.Unknown)
	}
	return out
}

func (s Sheet) ruleName(code string) string {
	sch := s.B.Inputs.Scheme
	for _, r := range sch.Rules {
		if r.Code == code {
			return r.Name
		}
	}
	for _, w := range sch.Workload {
		if w.Code == code {
			return w.Name
		}
	}
	return s.figureName(code)
}

func (s Sheet) figureName(code string) string {
	for _, g := range s.B.Inputs.Scheme.Figures {
		if g.Code == code {
			return g.Name
		}
	}
	if s.P.Has("score.fact." + code) {
		return s.P.T("score.fact." + code)
	}
	return code
}

// indicators are the grades of a scheme by grade, each with the figures that its bands look at.
func (s Sheet) indicators(u score.UnitSheet) *templates.Table {
	if len(u.Indicators) == 0 {
		return nil
	}
	t := &templates.Table{Caption: s.P.T("appraisal.indicators"), Show: true, Columns: []templates.Column{
		{Text: s.P.T("appraisal.indicator"), Kind: templates.ColTitle}, {Text: s.P.T("appraisal.counted")}, {Text: s.P.T("appraisal.grade")},
	}}
	facts := s.Ruled.Unit(s.Unit)
	sch := &s.B.Inputs.Scheme
	for i, g := range u.Indicators {
		n := sch.Indicators[i]
		var links []templates.Link
		seen := map[string]bool{}
		for _, b := range n.Bands {
			for _, w := range b.When {
				if !seen[w.Figure] {
					seen[w.Figure] = true
					links = append(links, templates.Link{Href: ListHref(s.Run.ID, s.Unit, w.Figure), Text: s.figureName(w.Figure) + " " + s.count(sch.Counts(w.Figure, facts, s.B.Inputs.CutOff))})
				}
			}
		}
		grade := s.P.T("appraisal.no_base")
		if g.Grade != "" {
			grade = s.Run.GradeName(g.Grade)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: n.Name}, {Part: templates.LinkList(links)}, {Text: grade}}})
	}
	return t
}

// figures are the scheme's own figures, each opening its list.
func (s Sheet) figures(u score.UnitSheet) *templates.Table {
	if len(u.Figures) == 0 {
		return nil
	}
	t := &templates.Table{Caption: s.P.T("appraisal.figures"), Show: true, Columns: []templates.Column{{Text: s.P.T("appraisal.figure"), Kind: templates.ColTitle}, {Text: s.P.T("appraisal.counted"), Kind: templates.ColNum}}}
	for _, v := range u.Figures {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: s.figureName(v.Code)}, {Text: s.count(v.Count), Href: ListHref(s.Run.ID, s.Unit, v.Code)}}})
	}
	return t
}

func (s Sheet) entries() *templates.Table {
	t := &templates.Table{Caption: s.P.T("fact.scoring.items"), Show: true, Columns: []templates.Column{
		{Text: s.P.T("fact.scoring.rule_name"), Kind: templates.ColTitle}, {Text: s.P.T("fact.scoring.on"), Kind: templates.ColDate}, {Text: s.P.T("fact.scoring.words")}, {Text: s.P.T("appraisal.proof")},
	}}
	for _, i := range s.Run.Items {
		if i.Unit != s.Unit || i.State != appraisal.ItemConfirmed {
			continue
		}
		var links []templates.Link
		for _, f := range i.Proof {
			links = append(links, templates.Link{Href: folder.Href(s.Run.ID) + "/files/" + f.Hash, Text: f.Name})
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: i.RuleName}, {Text: s.P.Day(i.On)}, {Text: i.Words}, {Part: templates.LinkList(links)}}})
	}
	return filled(t)
}

func (s Sheet) objections() *templates.Table {
	t := &templates.Table{Caption: s.P.T("fact.scoring.objections"), Show: true, Columns: []templates.Column{
		{Text: s.P.T("fact.scoring.on"), Kind: templates.ColDate}, {Text: s.P.T("fact.scoring.field")}, {Text: s.P.T("fact.scoring.words")}, {Text: s.P.T("dossier.state")}, {Text: s.P.T("fact.scoring.grounds")},
	}}
	for _, o := range s.Run.Objections {
		if o.Unit != s.Unit {
			continue
		}
		about := s.P.T("appraisal.about_entry", "no", o.Entry)
		if o.Field != "" {
			about = s.P.T("option.field." + o.Field)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: s.P.Day(o.On)}, {Text: about}, {Text: o.Words}, {Text: s.P.T("state.score_objection." + string(o.State))}, {Text: o.Grounds}}})
	}
	return filled(t)
}

func filled(t *templates.Table) *templates.Table {
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// List fills the page with the list behind a line of the sheet; titles are those that the reader may see.
func (s Sheet) List(code string, titles map[int64]string) templates.ScoreListPage {
	u := s.own()
	facts := s.Ruled.Unit(s.Unit)
	sch := &s.B.Inputs.Scheme
	p := templates.ScoreListPage{Heading: s.ruleName(code), Unit: u.Name, Back: SheetHref(s.Run.ID, s.Unit), Scheme: s.P.T("appraisal.as_of", "day", s.B.Inputs.CutOff)}
	if s.P.Has("score.fact." + code + ".def") {
		p.Hint = s.P.T("score.fact." + code + ".def")
	}
	t := s.P.T
	p.Table = templates.Table{Caption: p.Heading, Columns: []templates.Column{
		{Text: t("dossier.number"), Kind: templates.ColKey},
		{Text: t("dossier.case_title"), Kind: templates.ColTitle},
		{Text: t("appraisal.role")},
		{Text: t("appraisal.counted"), Kind: templates.ColNum},
		{Text: t("option.field.signed_on"), Kind: templates.ColDate},
		{Text: t("option.field.answered_on"), Kind: templates.ColDate},
		{Text: t("option.field.due"), Kind: templates.ColDate},
		{Text: t("option.field.result")},
	}}
	n := 0
	for _, c := range sch.Counting(code, facts, s.B.Inputs.CutOff) {
		n += c.Adds.N
		row := []templates.Cell{
			{Text: c.Number}, {}, {Text: t("score.role." + string(c.Role))}, {Text: s.count(c.Adds)}, {Text: s.P.Day(c.SignedOn)}, {Text: s.P.Day(c.AnsweredOn)}, {Text: s.P.Day(c.Due)}, {},
		}
		if c.Result != "" {
			row[7].Text = t("option.is_word." + string(c.Result))
		}
		if title, ok := titles[c.Case]; ok {
			row[1] = templates.Cell{Text: title, Href: casefile.Href(c.Case)}
		}
		p.Table.Rows = append(p.Table.Rows, templates.Row{Cells: row})
	}
	p.Said = t("appraisal.list_said", "n", n, "items", len(p.Table.Rows))
	return p
}

// Cases lists the suggestions of the unit's items.
func (s Sheet) Cases() []int64 {
	var out []int64
	if f := s.Ruled.Unit(s.Unit); f != nil {
		for _, it := range f.Items {
			out = append(out, it.Case)
		}
	}
	return out
}
