package web

import (
	"bytes"
	"io"
	"net/http"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/report"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// reportFile makes the report of the address for sending, and writes down that it left the house.
func (s *Server) reportFile(r *http.Request) (made report.Report, name string, err error) {
	a, err := s.askedReport(r)
	if err != nil {
		return made, "", err
	}
	v := visit(r)
	if made, err = report.Make(r.Context(), s.Desk.Store, v.actor(), a.Ask, v.Printer); err != nil {
		return made, "", err
	}
	return made, v.T("document.file_name", "what", i18n.Key("report.kind_"+a.Kind.Name), "of", string(made.CutOff)), s.recordExport(r, "report", len(made.Year.Values))
}

func (s *Server) reportWord(w http.ResponseWriter, r *http.Request) error {
	made, name, err := s.reportFile(r)
	if err != nil {
		return err
	}
	return s.sendWord(w, r, made.Paper, name)
}

func (s *Server) reportExcel(w http.ResponseWriter, r *http.Request) error {
	made, name, err := s.reportFile(r)
	if err != nil {
		return err
	}
	return s.sendBook(w, r, name, func(to io.Writer) error { return made.WriteBook(to, visit(r).Printer) })
}

// sendBook sends a workbook under a name.
func (s *Server) sendBook(w http.ResponseWriter, r *http.Request, name string, write func(to io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	attach(w, name)
	if _, err := b.WriteTo(w); err != nil {
		s.Log.DebugContext(r.Context(), "reader left", "error", err)
	}
	return nil
}

// reportCases is the list behind a figure of a past day: the cases as they stood then, as far as the reader may see them.
func (s *Server) reportCases(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	q := r.URL.Query()
	day, err := calendar.ParseDay(q.Get("cut_off"))
	if err != nil {
		return fault.OnField("cut_off", "field.day")
	}
	f, err := suggestion.ParseFilter(q)
	if err != nil {
		return err
	}
	f.Sort, f.After, f.Own = "number", "", 0
	p := templates.ReportCasesPage{Page: s.page(w, r, v.T("report.cases_title", "day", v.LongDay(day)), templates.Link{Href: "/reports", Text: v.T("app.nav_reports")})}
	err = report.At(r.Context(), s.Desk.Store, v.actor().Post.Congress, f.Session, day, nil, func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		n, err := tx.CountCases(r.Context(), access.Of(v.actor()), f)
		if err != nil {
			return err
		}
		rows, err := allRows(r.Context(), tx, l, f)
		p.Said, p.Table = v.T("report.cases_said", "day", v.LongDay(day), "n", n), l.Still(rows, f)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "report_cases", len(p.Table.Rows)); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.ReportCases(p))
}
