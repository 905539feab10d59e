package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

func (s *Server) ledgerRoutes() []Route {
	readers := answer.Readers
	promises := append(suggestion.PromiseParams(), suggestion.Param{Name: "view"})
	return []Route{
		{Method: "GET", Pattern: "/commitments", Name: "commitments", Enter: readers.AndFormer(), Nav: true, List: promises, handle: s.ledgerPage},
		{Method: "GET", Pattern: "/commitments.xlsx", Name: "commitments_export", Enter: readers.AndFormer(), File: true, List: promises, handle: s.exportLedger},
		{Method: "GET", Pattern: "/dossiers/{id}/account", Name: "ledger_paper", Enter: workers, handle: s.promiseAccountPage},
		{Method: "GET", Pattern: "/dossiers/{id}/account/word", Name: "ledger_paper_word", Enter: workers, File: true, handle: s.promiseAccountWord},
		{Method: "GET", Pattern: "/dossiers/{id}/account/excel", Name: "ledger_paper_excel", Enter: workers, File: true, handle: s.promiseAccountExcel},
	}
}

// askedLedger reads what the ledger's address asks for; a unit sees its own promises unless it asks otherwise.
func askedLedger(v url.Values, a org.Actor, term int, today calendar.Day) (store.CommitmentFilter, error) {
	f, err := suggestion.ParsePromiseFilter(v)
	if v.Get("unit") == "" {
		f.Unit = register.Own(a)
	}
	switch v.Get("view") {
	case "last_year":
		f.Carried = today.Year()
	case "this_year":
		f.Year = today.Year()
	case "last_term":
		f.Term = term
	case "quiet":
		f.ReportTo = today.AddDays(-1)
	}
	return f, err
}

// ledgerPage is the ledger of promises; with view=last_year what was carried over into this year, with view=last_term into this term.
func (s *Server) ledgerPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.LedgerPage{Page: s.page(w, r, v.T("app.nav_commitments"))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, f, err := s.ledger(r.Context(), tx, r)
		if err != nil {
			return err
		}
		rows, next, total, err := tx.Commitments(r.Context(), access.Of(l.Actor), f)
		if err != nil {
			return err
		}
		late, err := lateOf(r.Context(), tx, l, f)
		if err != nil {
			return err
		}
		if err := s.rolledOver(r.Context(), tx, l, f, &p); err != nil {
			return err
		}
		l.FillLedger(&p, r.URL.Query(), f, rows, next, total, late)
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Ledger(p))
}

// rolledOver says of a list of what was carried over what has become of it: so many carried, kept, not kept, still owed, each with its list.
func (s *Server) rolledOver(ctx context.Context, tx *store.Tx, l register.Lister, f store.CommitmentFilter, p *templates.LedgerPage) error {
	if f.Carried == 0 && f.Term == 0 {
		return nil
	}
	f.States, f.After, f.Limit = nil, "", 0
	n, err := store.CountEach(ctx, tx, access.Of(l.Actor), f, register.Fates())
	if err == nil {
		l.FillRolled(p, f, n)
	}
	return err
}

// lateOf counts the promises of a ledger whose day has passed and that their units have not declared done.
func lateOf(ctx context.Context, tx *store.Tx, l register.Lister, f store.CommitmentFilter) (int, error) {
	if len(f.States) > 0 && !slices.Contains(f.States, suggestion.Promised) {
		return 0, nil
	}
	late := f
	late.After, late.Limit, late.States = "", 1, []flow.State{suggestion.Promised}
	if day := l.Today.AddDays(-1); late.DueTo == "" || late.DueTo > day {
		late.DueTo = day
	}
	_, _, n, err := tx.Commitments(ctx, access.Of(l.Actor), late)
	return n, err
}

func (s *Server) ledger(ctx context.Context, tx *store.Tx, r *http.Request) (register.Lister, store.CommitmentFilter, error) {
	l, err := s.lister(ctx, tx, visit(r))
	if err != nil {
		return l, store.CommitmentFilter{}, err
	}
	f, err := askedLedger(r.URL.Query(), l.Actor, l.Session.Term, l.Today)
	return l, f, err
}

// exportLedger answers the ledger that the page shows, all of it, as a workbook.
func (s *Server) exportLedger(w http.ResponseWriter, r *http.Request) error {
	var l register.Lister
	var rows []store.CommitmentRow
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		var f store.CommitmentFilter
		var err error
		if l, f, err = s.ledger(r.Context(), tx, r); err != nil {
			return err
		}
		f.Limit, f.After = exportMost, ""
		rows, _, _, err = tx.Commitments(r.Context(), access.Of(l.Actor), f)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "commitments", len(rows)); err != nil {
		return err
	}
	attachList(w, visit(r), "app.nav_commitments")
	return sheet.WriteList(w, visit(r).T("app.nav_commitments"), l.LedgerHeads(), func(yield func([]any, error) bool) {
		for _, k := range rows {
			if !yield(l.LedgerCells(k), nil) {
				return
			}
		}
	})
}
