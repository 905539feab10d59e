package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/assess"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// promiseYears are the accounts of the report: promises of this year, and those carried over into it. The ledger's views of them bear the same names.
var promiseYears = []string{assess.ThisYear, assess.LastYear}

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
		lines, _, err := assess.LedgerOf(r.Context(), tx, access.Of(l.Actor), assess.YearAccounts(l.Today.Year()))
		if err != nil {
			return err
		}
		t := register.Total(lines)
		p.Said = v.T("lists.promise_report_said", "day", v.Day(v.Today), "n", t.All, "kept", t.Kept, "late", t.Late)
		for _, year := range promiseYears {
			list := register.LinesOf(lines, year)
			section := templates.DossierSection{Title: v.Option("ledger_of", year)}
			section.Table = templates.Table{Caption: section.Title, Ledger: true, Columns: []templates.Column{{Text: v.T("lists.unit"), Kind: templates.ColTitle}}}
			for _, f := range register.PromiseFigures {
				section.Table.Columns = append(section.Table.Columns, templates.Column{Text: v.T("lists.promise_" + f.Name), Kind: templates.ColNum})
			}
			for _, c := range append(list, register.Total(list)) {
				row := templates.Row{Cells: []templates.Cell{{Text: l.Dir.OrgName(c.Unit)}}}
				if c.Unit == 0 {
					row.Cells[0].Text = v.T("survey.total")
				}
				for _, f := range register.PromiseFigures {
					cell := templates.Cell{Text: strconv.Itoa(f.N(c))}
					if f.Query != "" && c.Unit != 0 && f.N(c) > 0 {
						cell.Href = "/commitments?view=" + year + "&unit=" + strconv.FormatInt(c.Unit, 10) + "&" + f.Query
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
	for _, f := range register.PromiseFigures {
		heads = append(heads, sheet.Head{Title: v.T("lists.promise_" + f.Name), Width: 10})
	}
	var rows [][]any
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		lines, _, err := assess.LedgerOf(r.Context(), tx, access.Of(l.Actor), assess.YearAccounts(l.Today.Year()))
		for _, year := range promiseYears {
			for _, c := range register.LinesOf(lines, year) {
				row := []any{v.Option("ledger_of", year), l.Dir.OrgName(c.Unit)}
				for _, f := range register.PromiseFigures {
					row = append(row, f.N(c))
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
	attachList(w, v, "assess.link.promise_report")
	return sheet.WriteList(w, v.T("assess.link.promise_report"), heads, func(yield func([]any, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	})
}
