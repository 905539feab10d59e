package web

import (
	"net/http"
	"slices"

	"huiyin/internal/store"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// directoryPage is the list of an address put together for printing: by delegation, by unit, or the key or excellent ones.
func (s *Server) directoryPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	by := r.URL.Query().Get("by")
	if by == "" {
		by = register.Orders[0]
	}
	if !slices.Contains(register.Orders, by) {
		return errMissing
	}
	p := templates.DirectoryPage{Page: s.page(w, r, v.T("papers.directory_"+by))}
	n := 0
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		f, err := asked(r, l.Session.ID)
		if err != nil {
			return err
		}
		f = register.Narrow(f, by)
		rows, err := allRows(r.Context(), tx, l, f)
		n = len(rows)
		l.FillDirectory(&p, f, r.URL.Query(), by, rows)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "directory", n); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Directory(p))
}
