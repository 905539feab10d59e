package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/assess"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/look"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// promiseFigures are the columns of the report, with the list behind each.
var promiseFigures = []struct {
	name  string
	n     func(l look.LedgerLine) int
	query string
}{
	{"all", func(l look.LedgerLine) int { return l.All }, "state=all"},
	{"due", func(l look.LedgerLine) int { return l.Due }, ""},
	{"kept", func(l look.LedgerLine) int { return l.Kept }, "state=kept"},
	{"claimed", func(l look.LedgerLine) int { return l.Claimed }, "state=claimed"},
	{"late", func(l look.LedgerLine) int { return l.Late }, ""},
	{"ahead", func(l look.LedgerLine) int { return l.Ahead }, ""},
	{"broken", func(l look.LedgerLine) int { return l.Broken }, "state=broken"},
	{"moved", func(l look.LedgerLine) int { return l.Moved }, ""},
}

// promiseYears parts the lines of the ledger: this session's, and those of the years before.
func promiseYears(lines []look.LedgerLine) (years [2][]look.LedgerLine) {
	for _, l := range lines {
		i := 0
		if l.Of == assess.LastYear {
			i = 1
		}
		years[i] = append(years[i], l)
	}
	return years
}

// total adds the lines up.
func total(list []look.LedgerLine) look.LedgerLine {
	var t look.LedgerLine
	for _, l := range list {
		t.All, t.Due, t.Kept, t.Claimed = t.All+l.All, t.Due+l.Due, t.Kept+l.Kept, t.Claimed+l.Claimed
		t.Late, t.Broken, t.Moved, t.Ahead = t.Late+l.Late, t.Broken+l.Broken, t.Moved+l.Moved, t.Ahead+l.Ahead
	}
	return t
}

// promiseReport is the report on this and earlier years' promises that is due in the fourth quarter of each year.
func (s *Server) promiseReport(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.promise_report"), templates.Link{Href: "/commitments", Text: v.T("app.nav_commitments")}), Hint: v.T("lists.promise_report_hint")}
	p.Links = []templates.Link{{Href: "/commitments/report.xlsx", Text: v.T("lists.export")}}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		lines, err := assess.LedgerLines(r.Context(), tx, access.Of(l.Actor), l.Session.ID)
		if err != nil {
			return err
		}
		t, years := total(lines), promiseYears(lines)
		p.Said = v.T("lists.promise_report_said", "day", v.Day(v.Today), "n", t.All, "kept", t.Kept, "late", t.Late)
		for _, year := range []struct {
			key, view string
			list      []look.LedgerLine
		}{{"option.ledger_of.this_year", assess.ThisYear, years[0]}, {"option.ledger_of.last_year", assess.LastYear, years[1]}} {
			section := templates.DossierSection{Title: v.T(year.key)}
			section.Table = templates.Table{Caption: section.Title, Ledger: true, Columns: []templates.Column{{Text: v.T("lists.unit"), Kind: templates.ColTitle}}}
			for _, f := range promiseFigures {
				section.Table.Columns = append(section.Table.Columns, templates.Column{Text: v.T("lists.promise_" + f.name), Kind: templates.ColNum})
			}
			for _, c := range append(year.list, total(year.list)) {
				row := templates.Row{Cells: []templates.Cell{{Text: l.Dir.OrgName(c.Unit)}}}
				if c.Unit == 0 {
					row.Cells[0].Text = v.T("survey.total")
				}
				for _, f := range promiseFigures {
					cell := templates.Cell{Text: strconv.Itoa(f.n(c))}
					if f.query != "" && c.Unit != 0 && f.n(c) > 0 {
						cell.Href = "/commitments?view=" + year.view + "&unit=" + strconv.FormatInt(c.Unit, 10) + "&" + f.query
					}
					row.Cells = append(row.Cells, cell)
				}
				section.Table.Rows = append(section.Table.Rows, row)
			}
			p.Sections = append(p.Sections, section)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// exportPromiseReport answers the report as a workbook: a line for each unit and year.
func (s *Server) exportPromiseReport(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	heads := []sheet.Head{{Title: v.T("lists.year"), Width: 14}, {Title: v.T("lists.unit"), Width: 28}}
	for _, f := range promiseFigures {
		heads = append(heads, sheet.Head{Title: v.T("lists.promise_" + f.name), Width: 10})
	}
	var rows [][]any
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		lines, err := assess.LedgerLines(r.Context(), tx, access.Of(l.Actor), l.Session.ID)
		for i, list := range promiseYears(lines) {
			for _, c := range list {
				row := []any{v.T([]string{"option.ledger_of.this_year", "option.ledger_of.last_year"}[i]), l.Dir.OrgName(c.Unit)}
				for _, f := range promiseFigures {
					row = append(row, f.n(c))
				}
				rows = append(rows, row)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "commitments", len(rows)); err != nil {
		return err
	}
	attach(w, "commitments-report.xlsx")
	return sheet.WriteList(w, v.T("assess.link.promise_report"), heads, func(yield func([]any, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	})
}
