package web

import (
	"context"
	"net/http"
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// similarTo finds what is possibly about the same as the opened suggestion, of what its reader may see.
func (s *Server) similarTo(ctx context.Context, c casefile.Reader, f suggestion.Filter) (list []similar.Match, err error) {
	err = s.Desk.Store.View(ctx, func(tx *store.Tx) error {
		list, err = similar.To(ctx, tx, c.Actor, c.Case, f)
		return err
	})
	return list, err
}

// similarPage lists them on a page of their own, or alone for a page that fetches them.
func (s *Server) similarPage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	list, err := s.similarTo(r.Context(), c, suggestion.Filter{})
	if err != nil {
		return err
	}
	p := templates.SimilarPage{Head: c.Head(), Similar: c.Similar(list)}
	if r.URL.Query().Get("only") == "list" {
		return s.render(w, r, http.StatusOK, templates.SimilarList(c.P, p.Similar))
	}
	p.Page = s.page(w, r, p.Similar.Title)
	return s.render(w, r, http.StatusOK, templates.SimilarOf(p))
}

// checkers look for repeated suggestions while they check a text: for them the list stands in the page.
var checkers = only(org.CommitteeClerk, org.CommitteeHead, org.CountyClerk)

// similarBeside is the list as the page of a suggestion shows it.
func (s *Server) similarBeside(ctx context.Context, c casefile.Reader) (inPage, later *templates.Similar, err error) {
	if !checkers.Admits(c.Actor) || !c.Case.In(suggestion.Submitted, suggestion.Checking, suggestion.Reviewing) {
		return nil, c.SimilarLater(), nil
	}
	list, err := s.similarTo(ctx, c, suggestion.Filter{})
	if err != nil {
		return nil, nil, err
	}
	found := c.Similar(list)
	return &found, nil, nil
}

// comparing are the acts that are decided with similar suggestions in view.
var comparing = []flow.Action{"write", "submit", "merge"}

// similarForAct is the list beside the form of an act: beside a draft it follows what is saved; for a merge it names those that may take the
// suggestion in, and the form offers them first.
func (s *Server) similarForAct(ctx context.Context, a *act) (*templates.Similar, error) {
	if !slices.Contains(comparing, a.Do) || a.Case.Text.Title == "" {
		return nil, nil
	}
	var f suggestion.Filter
	if a.Do == "merge" {
		f = suggestion.Filter{Session: a.Case.Session, States: merging}
	}
	list, err := s.similarTo(ctx, a.Reader, f)
	if err != nil {
		return nil, err
	}
	out := a.Similar(list)
	switch a.Do {
	case "write":
		out.Fill = casefile.SimilarHref(a.id) + "?only=list"
	case "merge":
		out.Title = a.P.T("similar.to_merge")
		a.OfferFirst(list, &out)
	}
	return &out, nil
}
