package web

import (
	"context"
	"net/http"
	"net/url"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// partsPage shows a list behind the figures that are not counted in cases: read reads the address, list gives the rows, fill shows them.
func partsPage[F, R any](s *Server, w http.ResponseWriter, r *http.Request, title string, read func(url.Values) (F, error),
	list func(*store.Tx, context.Context, access.Scope, F) (rows []R, next string, total int, err error),
	fill func(register.Lister, *templates.SharesPage, F, []R, string, int),
) error {
	v := visit(r)
	p := templates.SharesPage{Page: s.page(w, r, v.T(title))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		f, err := read(current(r.URL.Query(), l.Session.ID))
		if err != nil {
			return err
		}
		rows, next, total, err := list(tx, r.Context(), access.Of(l.Actor), f)
		fill(l, &p, f, rows, next, total)
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Shares(p))
}

// sharesPage lists units' shares: the list behind every figure in unit-times.
func (s *Server) sharesPage(w http.ResponseWriter, r *http.Request) error {
	return partsPage(s, w, r, "app.nav_shares", suggestion.ParseShareFilter, (*store.Tx).ShareRows, register.Lister.FillShares)
}

// formsPage lists the deputies' evaluations one by one: the list behind every figure in forms.
func (s *Server) formsPage(w http.ResponseWriter, r *http.Request) error {
	return partsPage(s, w, r, "figures.forms", suggestion.ParseFormFilter, (*store.Tx).FormRows, register.Lister.FillForms)
}

// deputiesPage lists the lead deputies: the list behind every figure in persons.
func (s *Server) deputiesPage(w http.ResponseWriter, r *http.Request) error {
	return partsPage(s, w, r, "figures.deputies", suggestion.ParseDeputyFilter, (*store.Tx).DeputyRows, register.Lister.FillDeputies)
}

// exportShares sends the list of units' shares of the address as a workbook, whole.
func (s *Server) exportShares(w http.ResponseWriter, r *http.Request) error {
	return exportParts(s, w, r, "shares", "app.nav_shares", suggestion.ParseShareFilter, func(ctx context.Context, tx *store.Tx, sc access.Scope, f suggestion.ShareFilter, after string) ([]store.ShareRow, string, int, error) {
		f.After, f.Limit = after, 500
		return tx.ShareRows(ctx, sc, f)
	}, register.Lister.ShareBook)
}

// exportForms sends the list of evaluations of the address as a workbook, whole.
func (s *Server) exportForms(w http.ResponseWriter, r *http.Request) error {
	return exportParts(s, w, r, "forms", "figures.forms", suggestion.ParseFormFilter, func(ctx context.Context, tx *store.Tx, sc access.Scope, f suggestion.FormFilter, after string) ([]store.FormRow, string, int, error) {
		f.After, f.Limit = after, 500
		return tx.FormRows(ctx, sc, f)
	}, register.Lister.FormBook)
}

// exportDeputies sends the list of lead deputies of the address as a workbook, whole.
func (s *Server) exportDeputies(w http.ResponseWriter, r *http.Request) error {
	return exportParts(s, w, r, "deputies", "figures.deputies", suggestion.ParseDeputyFilter, func(ctx context.Context, tx *store.Tx, sc access.Scope, f suggestion.DeputyFilter, after string) ([]store.DeputyRow, string, int, error) {
		f.After, f.Limit = after, 500
		return tx.DeputyRows(ctx, sc, f)
	}, register.Lister.DeputyBook)
}

// exportParts sends a list as a workbook and puts on record that it left: read reads the address, page gives the rows behind a cursor.
func exportParts[F, R any](s *Server, w http.ResponseWriter, r *http.Request, name, title string, read func(url.Values) (F, error),
	page func(ctx context.Context, tx *store.Tx, sc access.Scope, f F, after string) (rows []R, next string, total int, err error),
	book func(register.Lister, F, []R) ([]sheet.Head, [][]any),
) error {
	v := visit(r)
	var l register.Lister
	var f F
	var all []R
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		if l, err = s.lister(r.Context(), tx, v); err != nil {
			return err
		}
		if f, err = read(current(r.URL.Query(), l.Session.ID)); err != nil {
			return err
		}
		for after, more := "", true; more; more = after != "" {
			rows, next, total, err := page(r.Context(), tx, access.Of(l.Actor), f, after)
			if err != nil {
				return err
			}
			if total > exportMost {
				return fault.New(fault.TooLarge, "lists.export_too_large", "n", total, "most", exportMost)
			}
			all, after = append(all, rows...), next
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, name, len(all)); err != nil {
		return err
	}
	attachList(w, v, title)
	heads, lines := book(l, f, all)
	return sheet.WriteList(w, v.T(title), heads, func(yield func([]any, error) bool) {
		for _, line := range lines {
			if !yield(line, nil) {
				return
			}
		}
	})
}
