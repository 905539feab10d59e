package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/appraise"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// opened opens the case of the address for the person who asks.
func (s *Server) opened(r *http.Request) (casefile.Reader, error) {
	return s.openedBeside(r, func(*store.Tx, int64) error { return nil })
}

// openedBeside opens it and lets beside read on in the same transaction.
func (s *Server) openedBeside(r *http.Request, beside func(tx *store.Tx, id int64) error) (casefile.Reader, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return casefile.Reader{}, errMissing
	}
	v := visit(r)
	sheet, err := s.Desk.OpenBeside(r.Context(), v.actor(), id, func(tx *store.Tx) error { return beside(tx, id) })
	if err == nil {
		err = s.opensProtected(r, sheet.Case)
	}
	return casefile.Reader{Sheet: sheet, Actor: v.actor(), P: answer.Under(v.Printer, sheet.Pack), CalendarAt: s.Desk.Store.CalendarAt}, err
}

// opensProtected puts on record that the person who asks is shown the authors of these suggestions.
func (s *Server) opensProtected(r *http.Request, shown ...*suggestion.Case) error {
	return s.Identity.OpenedProtected(r.Context(), visit(r).Session.Who, origin(r), shown...)
}

// casePage shows one suggestion with everything that the reader may know of it.
func (s *Server) casePage(w http.ResponseWriter, r *http.Request) error {
	var named []store.DossierRow
	c, err := s.openedBeside(r, func(tx *store.Tx, id int64) (err error) {
		named, err = tx.DossiersNaming(r.Context(), dossier.ScopeOf(visit(r).actor()), id)
		return err
	})
	if err != nil {
		return err
	}
	p := c.Page(r.URL.Query().Get("show"))
	p.Page = s.page(w, r, p.Head.Title)
	if answer.Readers.AndFormer().Admits(c.Actor) {
		p.Papers = register.PaperLinks(c)
	}
	if len(c.Case.Replies) > 0 && askers.Admits(c.Actor) {
		p.Linked = append(p.Linked, templates.Link{Href: casefile.Href(c.Case.ID) + "/questions", Text: p.T("question.page")})
	}
	if len(p.Corrected) > 0 {
		if p.Frozen, err = s.frozenRuns(r, c, func(run appraise.FrozenRun) bool { return run.Before }); err != nil {
			return err
		}
	}
	p.Dossiers = dossierLines(visit(r), named)
	if p.Checked, p.Similar, err = s.similarBeside(r.Context(), c); err != nil {
		return err
	}
	p.Foot.Form = templates.Form{Printer: p.Printer, Once: s.NewID()}
	return s.render(w, r, http.StatusOK, templates.Case(p))
}

// frozenRuns lists the runs of scoring whose frozen facts hold the case, as far as wanted.
func (s *Server) frozenRuns(r *http.Request, c casefile.Reader, wanted func(appraise.FrozenRun) bool) (out []templates.Link, err error) {
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		runs, err := appraise.FrozenOn(r.Context(), tx, c.Case.Congress, c.Case.Session, c.Case.ID)
		for _, run := range runs {
			if wanted(run) {
				out = append(out, templates.Link{Href: folder.Href(run.ID), Text: c.P.T("case.frozen_run", "title", run.Title, "day", run.CutOff)})
			}
		}
		return err
	})
	return out, err
}

// redlinePage shows an earlier text against the one after it.
func (s *Server) redlinePage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	p, ok := c.Redline(n)
	if err != nil || !ok {
		return errMissing
	}
	p.Page = s.page(w, r, p.Title)
	return s.render(w, r, http.StatusOK, templates.Redline(p))
}

// caseRoutes are the pages and acts of one suggestion.
func (s *Server) caseRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/suggestions/new", Name: "start_draft", Enter: writers, handle: s.startPage("start_draft")},
		{Method: "POST", Pattern: "/suggestions", Name: "start_draft", Enter: writers, handle: s.start("start_draft")},
		{Method: "GET", Pattern: "/suggestions/secret", Name: "enter_secret", Enter: answer.Office, handle: s.startPage("enter_secret")},
		{Method: "POST", Pattern: "/suggestions/secret", Name: "enter_secret", Enter: answer.Office, handle: s.start("enter_secret")},
		{Method: "GET", Pattern: "/suggestions/{id}", Name: "suggestion", Enter: signedIn, Asks: aChoice("show", casefile.Shows...), handle: s.casePage},
		{Method: "POST", Pattern: "/suggestions/{id}", Name: "act_at_once", Enter: signedIn, handle: s.actAtOnce},
		{Method: "GET", Pattern: "/suggestions/{id}/similar", Name: "similar", Enter: signedIn, Asks: aChoice("only", "list"), handle: s.similarPage},
		{Method: "GET", Pattern: "/suggestions/{id}/write", Name: "write", Enter: writers, handle: s.writePage},
		{Method: "GET", Pattern: "/suggestions/{id}/do/{action}", Name: "act", Enter: signedIn, Asks: aNumber("part"), handle: s.actPage},
		{Method: "POST", Pattern: "/suggestions/{id}/do/{action}", Name: "act", Enter: signedIn, Body: answer.ManyFiles, handle: s.act},
		{Method: "GET", Pattern: "/suggestions/{id}/versions/{n}", Name: "version", Enter: signedIn, handle: s.redlinePage},
		{Method: "GET", Pattern: "/suggestions/{id}/files/{hash}", Name: "file", Enter: signedIn, File: true, handle: s.caseFile},
		{Method: "GET", Pattern: "/suggestions/{id}/print/{paper}", Name: "paper", Enter: answer.Readers.AndFormer(), Asks: aNumber("part"), handle: s.officialPage},
		{Method: "GET", Pattern: "/suggestions/{id}/word/{paper}", Name: "paper_word", Enter: answer.Readers.AndFormer(), File: true, Asks: aNumber("part"), handle: s.officialFile},
	}
}

// datesBack reports whether a post may enter acts on paper under the day they were done.
func datesBack(role org.Role) bool {
	return slices.Contains([]org.Role{org.CommitteeClerk, org.CommitteeHead}, role)
}
