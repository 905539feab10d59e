package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/store"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// reportRoutes are the reports of the year, as pages and as files.
func (s *Server) reportRoutes() []Route {
	readers := only(report.Readers()...)
	own := only(append(report.Readers(), org.UnitHead)...) // of their body, if it has a report of its own
	return []Route{
		{Method: "GET", Pattern: "/reports", Name: "reports", Enter: readers, Nav: true, handle: s.reportsPage},
		{Method: "GET", Pattern: "/reports/cases", Name: "report_cases", Enter: own, handle: s.reportCases},
		{Method: "GET", Pattern: "/reports/works", Name: "report_works", Enter: only(org.CommitteeClerk, org.CommitteeHead, org.CongressLeader), handle: s.reportWorks},
		{Method: "GET", Pattern: "/reports/{kind}", Name: "report", Enter: own, handle: s.reportPage},
		{Method: "GET", Pattern: "/reports/{kind}/word", Name: "report_word", Enter: own, File: true, handle: s.reportWord},
		{Method: "GET", Pattern: "/reports/{kind}/excel", Name: "report_excel", Enter: own, File: true, handle: s.reportExcel},
	}
}

// reportsPage lists the reports that the reader's post may ask for; that of a special committee only where there is one.
func (s *Server) reportsPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.ReportsPage{Page: s.page(w, r, v.T("app.nav_reports")), Intro: v.T("report.intro")}
	l, err := s.listerNow(r)
	if err != nil {
		return err
	}
	specials := slices.ContainsFunc(l.Sessions, func(s org.Session) bool { return firstSpecial(l.Dir, s.ID) != "" })
	for _, k := range report.Kinds {
		if _, ok := report.ForActor(k.Name, v.actor()); ok && (k.Name != "special" || specials) {
			p.List = append(p.List, templates.ReportLine{Href: "/reports/" + k.Name, Name: v.T("report.kind_" + k.Name), Text: v.T("report.for_" + k.Name)})
		}
	}
	return s.render(w, r, http.StatusOK, templates.Reports(p))
}

// asking is what the address of a report asks for, with the form that asked.
type asking struct {
	report.Ask
	form templates.Form
	list register.Lister
}

// askedReport reads the address. What is not said is this session, today, and the first committee.
func (s *Server) askedReport(r *http.Request) (a asking, err error) {
	v := visit(r)
	if _, ok := report.Of(r.PathValue("kind"), org.CommitteeHead); !ok {
		return a, errMissing
	}
	k, ok := report.ForActor(r.PathValue("kind"), v.actor())
	if !ok {
		return a, answer.ErrPost
	}
	a.list, err = s.listerNow(r)
	if err != nil {
		return a, err
	}
	q := url.Values{"session": {cmp.Or(r.URL.Query().Get("session"), strconv.FormatInt(a.list.Session.ID, 10))}}
	a.Ask = report.Ask{Kind: k}
	a.Session, _ = strconv.ParseInt(q.Get("session"), 10, 64) // 0 is no session, and refused as such
	for name, or := range map[string]string{"cut_off": string(v.Today), "until": "", "special": firstSpecial(a.list.Dir, a.Session)} {
		q.Set(name, cmp.Or(r.URL.Query().Get(name), or))
	}
	a.form = templates.Form{Printer: v.Printer, Values: q}
	var bad fault.Fields
	a.Special, _ = strconv.ParseInt(q.Get("special"), 10, 64)
	for name, to := range map[string]*calendar.Day{"cut_off": &a.CutOff, "until": &a.Until} {
		if text := q.Get(name); text != "" {
			if *to, err = calendar.ParseDay(text); err != nil {
				bad.Add(name, "field.day")
			}
		}
	}
	return a, bad.Err()
}

// firstSpecial is the special committee whose report of a session's year is shown when none is asked for.
func firstSpecial(dir *store.Directory, session int64) string {
	if dir == nil {
		return ""
	}
	for _, o := range report.Committees(dir, session) {
		return strconv.FormatInt(o.ID, 10)
	}
	return ""
}

// link makes the address of the list behind a figure: the list itself today, the list of that day later. What is not a query of the list of
// suggestions is an address already.
func (a asking) link(today calendar.Day) func(string) string {
	past := a.CutOff != today
	return func(query string) string {
		switch {
		case strings.HasPrefix(query, "/commitments") && past: // the ledger is that of today
			return ""
		case strings.HasPrefix(query, "/") && past:
			return query + "&cut_off=" + string(a.CutOff)
		case strings.HasPrefix(query, "/"):
			return query
		case !past:
			return "/suggestions" + query
		}
		v, _ := url.ParseQuery(query[1:])
		v.Set("cut_off", string(a.CutOff))
		v.Set("session", strconv.FormatInt(a.Session, 10))
		return "/reports/cases?" + v.Encode()
	}
}

// reportPage shows a report below the form that asks for it; what is wrong stands beside its field.
func (s *Server) reportPage(w http.ResponseWriter, r *http.Request) error {
	a, err := s.askedReport(r)
	v := visit(r)
	var made report.Report
	if err == nil {
		a.Link = a.link(v.Today)
		made, err = report.Make(r.Context(), s.Desk.Store, v.actor(), a.Ask, v.Printer)
	}
	f, refused := invalid(err)
	if err != nil && !refused {
		return err
	}
	a.form.Fault = f
	p := templates.ReportPage{Page: s.page(w, r, v.T("report.kind_"+a.Kind.Name), templates.Link{Href: "/reports", Text: v.T("app.nav_reports")}), Form: a.form, Action: "/reports/" + a.Kind.Name}
	var begun calendar.Day
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		begun, err = tx.Begun(r.Context(), a.Session)
		return err
	})
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	p.Fields = a.list.ReportFields(a.Kind, a.Session, begun)
	if refused {
		return s.render(w, r, http.StatusUnprocessableEntity, templates.Report(p))
	}
	p.Paper, p.Word, p.Excel = &made.Paper, p.Action+"/word?"+a.form.Values.Encode(), p.Action+"/excel?"+a.form.Values.Encode()
	return s.render(w, r, http.StatusOK, templates.Report(p))
}
