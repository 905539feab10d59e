package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/web/casefile"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// officialPage shows one document of a case as it is printed. What the reader may not know is not on it.
func (s *Server) officialPage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	paper := register.Papers[r.PathValue("paper")]
	if paper == nil {
		return errMissing
	}
	part, _ := strconv.Atoi(r.URL.Query().Get("part"))
	p, ok := paper(c, part)
	if !ok {
		return errMissing
	}
	p.Page = s.page(w, r, p.Heading, templates.Link{Href: casefile.Href(c.Case.ID), Text: c.Number()})
	return s.render(w, r, http.StatusOK, templates.Official(p))
}
