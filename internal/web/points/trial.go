package points

import (
	"strings"

	"huiyin/internal/appraise"
	"huiyin/internal/i18n"
	"huiyin/internal/score"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// Trial fills the page that shows what a scheme would have changed.
func Trial(p *i18n.Printer, scheme int64, text score.Scheme, t appraise.Trial) templates.TrialPage {
	page := templates.TrialPage{
		Heading: text.Name, Back: folder.Href(scheme),
		Said: p.T("appraisal.trial_said", "year", t.Inputs.Year, "day", t.Inputs.CutOff, "units", len(t.Inputs.Units), "n", len(t.Changes)),
	}
	page.Table = templates.Table{Caption: p.T("appraisal.trial_title"), Columns: []templates.Column{
		{Text: p.T("appraisal.unit"), Kind: templates.ColTitle}, {Text: p.T("appraisal.trial_before")}, {Text: p.T("appraisal.trial_after")}, {Text: p.T("appraisal.trial_parts")},
	}}
	was, is := &t.Inputs.Scheme, &text
	for _, c := range t.Changes {
		var parts []string
		for _, part := range c.Parts {
			parts = append(parts, p.T("appraisal.trial_part", "name", partName(was, is, part.Code), "before", dash(part.Before), "after", dash(part.After)))
		}
		page.Table.Rows = append(page.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: c.Name}, {Text: came(p, was, c.Before)}, {Text: came(p, is, c.After)}, {Text: p.List(parts)},
		}})
	}
	return page
}

func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// came writes what a unit came to.
func came(p *i18n.Printer, s *score.Scheme, r score.Result) string {
	if r.Unranked != "" {
		return unranked(p, r.Unranked)
	}
	total := r.Total.String()
	if s.Outcome == score.ByGrade {
		total = ""
	}
	return strings.TrimSpace(p.T("appraisal.trial_result", "total", total, "grade", gradeName(s, r.Grade), "rank", r.Rank))
}

func gradeName(s *score.Scheme, code string) string {
	for _, l := range s.Levels {
		if l.Code == code {
			return l.Name
		}
	}
	for _, g := range s.Grades {
		if g.Code == code {
			return g.Name
		}
	}
	return code
}

// partName finds the name of a block, rule or indicator in either scheme.
func partName(was, is *score.Scheme, code string) string {
	sort, name, _ := strings.Cut(code, ".")
	for _, s := range []*score.Scheme{is, was} {
		for _, b := range s.Blocks {
			if sort == "block" && b.Code == name {
				return b.Name
			}
		}
		for _, r := range s.Rules {
			if sort == "rule" && r.Code == name {
				return r.Name
			}
		}
		for _, w := range s.Workload {
			if sort == "rule" && w.Code == name {
				return w.Name
			}
		}
		for _, n := range s.Indicators {
			if sort == "indicator" && n.Code == name {
				return n.Name
			}
		}
	}
	return name
}
