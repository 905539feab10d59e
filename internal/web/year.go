package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// thisYear leads to the figures of the current session.
func (s *Server) thisYear(w http.ResponseWriter, r *http.Request) error {
	var l register.Lister
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		l, err = s.lister(r.Context(), tx, visit(r))
		return err
	})
	if err != nil {
		return err
	}
	return see(w, r, "/years/"+strconv.Itoa(l.Session.Year))
}

// yearPage shows a year's figures; every number opens its list.
func (s *Server) yearPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return errMissing
	}
	p := templates.YearPage{Page: s.page(w, r, v.T("lists.year_title", "year", year))}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		session, ok := ofYear(l.Sessions, year)
		if !ok {
			return errMissing
		}
		y, err := stats.OfYear(r.Context(), tx, access.Of(v.actor()), session)
		l.FillYear(&p, y)
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.YearFigures(p))
}

func ofYear(list []org.Session, year int) (int64, bool) {
	for _, s := range list {
		if s.Year == year {
			return s.ID, true
		}
	}
	return 0, false
}
