package web

import (
	"net/http"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
)

// exportShares sends the list of units' shares of the address as a workbook, whole.
func (s *Server) exportShares(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	var l register.Lister
	var all []store.ShareRow
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		if l, err = s.lister(r.Context(), tx, v); err != nil {
			return err
		}
		f, err := suggestion.ParseShareFilter(current(r.URL.Query(), l.Session.ID))
		if err != nil {
			return err
		}
		f.After, f.Limit = "", 500
		for more := true; more; more = f.After != "" {
			rows, next, total, err := tx.ShareRows(r.Context(), access.Of(l.Actor), f)
			if err != nil {
				return err
			}
			if total > exportMost {
				return fault.New(fault.TooLarge, "lists.export_too_large", "n", total, "most", exportMost)
			}
			all, f.After = append(all, rows...), next
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "shares", len(all)); err != nil {
		return err
	}
	attach(w, "shares.xlsx")
	heads, lines := l.ShareBook(all)
	return sheet.WriteList(w, v.T("app.nav_shares"), heads, func(yield func([]any, error) bool) {
		for _, line := range lines {
			if !yield(line, nil) {
				return
			}
		}
	})
}
