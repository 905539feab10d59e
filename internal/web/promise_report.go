package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// promiseCount is one unit's promises of a year.
type promiseCount struct {
	unit                                                int64
	all, due, kept, claimed, late, broken, moved, ahead int
}

// promiseFigures are the columns of the report, with the list behind each.
var promiseFigures = []struct {
	name  string
	n     func(c promiseCount) int
	query string
}{
	{"all", func(c promiseCount) int { return c.all }, "state=all"},
	{"due", func(c promiseCount) int { return c.due }, ""},
	{"kept", func(c promiseCount) int { return c.kept }, "state=kept"},
	{"claimed", func(c promiseCount) int { return c.claimed }, "state=claimed"},
	{"late", func(c promiseCount) int { return c.late }, ""},
	{"ahead", func(c promiseCount) int { return c.ahead }, ""},
	{"broken", func(c promiseCount) int { return c.broken }, "state=broken"},
	{"moved", func(c promiseCount) int { return c.moved }, ""},
}

// promiseYears counts the promises of this year and of the years before, by unit, those with the most first.
func promiseYears(ctx context.Context, tx *store.Tx, a org.Actor, session org.Session) (this, before []promiseCount, err error) {
	count := func(f store.CommitmentFilter) ([]promiseCount, error) {
		f.Limit = exportMost
		rows, _, _, err := tx.Commitments(ctx, access.Of(a), f)
		by := map[int64]*promiseCount{}
		var out []*promiseCount
		for _, k := range rows {
			c := by[k.Unit]
			if c == nil {
				c = &promiseCount{unit: k.Unit}
				by[k.Unit], out = c, append(out, c)
			}
			c.add(k, tx)
		}
		slices.SortStableFunc(out, func(x, y *promiseCount) int { return y.all - x.all })
		list := make([]promiseCount, len(out))
		for i, c := range out {
			list[i] = *c
		}
		return list, err
	}
	if this, err = count(store.CommitmentFilter{Session: session.ID}); err != nil {
		return nil, nil, err
	}
	before, err = count(store.CommitmentFilter{Not: session.ID})
	return this, before, err
}

func (c *promiseCount) add(k store.CommitmentRow, tx *store.Tx) {
	c.all++
	if k.FirstDue <= tx.Today() {
		c.due++
	}
	if k.Due != k.FirstDue {
		c.moved++
	}
	switch k.State {
	case suggestion.Kept:
		c.kept++
	case suggestion.Claimed:
		c.claimed++
	case suggestion.Broken:
		c.broken++
	default:
		if k.Due < tx.Today() {
			c.late++
		} else {
			c.ahead++
		}
	}
}

// total adds the lines up.
func total(list []promiseCount) promiseCount {
	var t promiseCount
	for _, c := range list {
		t.all, t.due, t.kept, t.claimed = t.all+c.all, t.due+c.due, t.kept+c.kept, t.claimed+c.claimed
		t.late, t.broken, t.moved, t.ahead = t.late+c.late, t.broken+c.broken, t.moved+c.moved, t.ahead+c.ahead
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
		this, before, err := promiseYears(r.Context(), tx, l.Actor, l.Session)
		if err != nil {
			return err
		}
		t := total(append(slices.Clone(this), before...))
		p.Said = v.T("lists.promise_report_said", "day", v.Day(v.Today), "n", t.all, "kept", t.kept, "late", t.late)
		for _, year := range []struct {
			key, view string
			list      []promiseCount
		}{{"lists.promises_this_year", "this_year", this}, {"lists.promises_last_year", "last_year", before}} {
			section := templates.DossierSection{Title: v.T(year.key)}
			section.Table = templates.Table{Caption: section.Title, Ledger: true, Columns: []templates.Column{{Text: v.T("lists.unit"), Kind: templates.ColTitle}}}
			for _, f := range promiseFigures {
				section.Table.Columns = append(section.Table.Columns, templates.Column{Text: v.T("lists.promise_" + f.name), Kind: templates.ColNum})
			}
			for _, c := range append(year.list, total(year.list)) {
				row := templates.Row{Cells: []templates.Cell{{Text: l.Dir.OrgName(c.unit)}}}
				if c.unit == 0 {
					row.Cells[0].Text = v.T("survey.total")
				}
				for _, f := range promiseFigures {
					cell := templates.Cell{Text: strconv.Itoa(f.n(c))}
					if f.query != "" && c.unit != 0 && f.n(c) > 0 {
						cell.Href = "/commitments?view=" + year.view + "&unit=" + strconv.FormatInt(c.unit, 10) + "&" + f.query
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
		this, before, err := promiseYears(r.Context(), tx, l.Actor, l.Session)
		for i, list := range [][]promiseCount{this, before} {
			for _, c := range list {
				row := []any{v.T([]string{"lists.promises_this_year", "lists.promises_last_year"}[i]), l.Dir.OrgName(c.unit)}
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
