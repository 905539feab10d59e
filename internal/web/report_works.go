package web

import (
	"cmp"
	"net/http"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/conduct"
	"huiyin/internal/docket"
	"huiyin/internal/fault"
	"huiyin/internal/report"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// reportWorks is the list behind a number of the year's work beside the suggestions: the dossiers that it counts, or the units, on a day. Where the
// address does not say which number, it shows all of a year to choose from.
func (s *Server) reportWorks(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	q := r.URL.Query()
	if q.Get("of") == "" && q.Get("session") == "" {
		return s.chooseWorks(w, r)
	}
	day, err := calendar.ParseDay(cmp.Or(q.Get("cut_off"), string(v.Today)))
	if err != nil {
		return fault.OnField("cut_off", "field.day")
	}
	session, err := strconv.ParseInt(q.Get("session"), 10, 64)
	if err != nil {
		return fault.OnField("session", "field.choice")
	}
	p := templates.ReportCasesPage{Page: s.page(w, r, v.T("report.works_title"), templates.Link{Href: "/reports", Text: v.T("app.nav_reports")})}
	congress := v.actor().Post.Congress
	err = report.At(r.Context(), s.Desk.Store, congress, session, day, nil, func(tx *store.Tx) error {
		things, err := stats.Behind(r.Context(), tx, congress, session, q.Get("of"))
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), congress)
		if err != nil {
			return err
		}
		p.Title = stats.WorkName(q.Get("of"), v.Printer)
		p.Said, p.Table = v.T("report.works_said", "day", v.LongDay(day), "n", len(things)), worksTable(v, dir, things)
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.ReportCases(p))
}

func (s *Server) chooseWorks(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("report.works_title"), templates.Link{Href: "/reports", Text: v.T("app.nav_reports")}), Hint: v.T("report.works_choose")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		session, years, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "/reports/works")
		if err != nil {
			return err
		}
		works, found, err := stats.Beside(r.Context(), tx, session.Congress, session.ID)
		p.Years = years
		for _, t := range []templates.Table{register.WorksTable(v.Printer, works), register.FoundTable(v.Printer, found)} {
			t.Show = false // the section bears the name
			p.Sections = append(p.Sections, templates.DossierSection{Title: t.Caption, Table: t})
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// worksTable lists what was counted. What the reader may not open stands there without its name.
func worksTable(v *Visit, dir *store.Directory, things []conduct.Thing) templates.Table {
	t := templates.Table{Caption: v.T("report.works_title"), Columns: []templates.Column{{Text: v.T("dossier.title"), Kind: templates.ColTitle}}}
	distinct := len(things) > 0 && things[0].Value != ""
	if distinct {
		t.Columns = append([]templates.Column{{Text: v.T("lists.unit"), Kind: templates.ColTitle}}, t.Columns...)
	}
	t.Columns = append(t.Columns, templates.Column{Text: v.T("dossier.state")}, templates.Column{Text: v.T("dossier.on"), Kind: templates.ColDate})
	for _, k := range things {
		h, f := k.Doc.Top(), k.Doc.Face()
		name := templates.Cell{Text: v.T("report.works_closed")}
		if kind, ok := docket.Kind(k.Kind); ok && kind.Sees(k.Doc, v.actor()) {
			name = templates.Cell{Text: f.Title, Href: folder.Href(h.ID)}
		}
		row := templates.Row{Cells: []templates.Cell{name, {Text: v.T("state." + k.Kind + "." + string(h.State))}, {Text: v.Day(f.On)}}}
		if distinct {
			id, _ := strconv.ParseInt(k.Value, 10, 64)
			row.Cells = append([]templates.Cell{{Text: dir.OrgShort(id)}}, row.Cells...)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
