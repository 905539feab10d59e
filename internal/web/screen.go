package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// screenRoutes are the leaders' screen, for those who answer for the whole or for a part of it.
func (s *Server) screenRoutes() []Route {
	readers := only(org.CongressLeader, org.GovLeader, org.CommitteeHead, org.CommitteeClerk, org.GovOffice, org.SpecialClerk)
	return []Route{{Method: "GET", Pattern: "/screen", Name: "screen", Enter: readers, Nav: true, handle: s.screenPage}}
}

// screenPage shows the year of the address, the current one when none is named, as the reader's scope sees it.
func (s *Server) screenPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.ScreenPage{Page: s.page(w, r, v.T("app.nav_screen"))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		session := l.Session
		if asked := r.URL.Query().Get("year"); asked != "" {
			year, err := strconv.Atoi(asked)
			id, ok := ofYear(l.Sessions, year)
			if err != nil || !ok {
				return errMissing
			}
			if session, err = tx.Session(r.Context(), id); err != nil {
				return err
			}
		}
		p.Title = v.T("screen.title", "year", session.Year)
		screen, err := stats.OfScreen(r.Context(), tx, access.Of(v.actor()), session.ID)
		if err == nil {
			l.FillScreen(&p, screen)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Screen(p))
}
