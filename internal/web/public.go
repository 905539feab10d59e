package web

import (
	"net/http"
	"net/url"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// publicRoutes are the plain pages of what is published, without sign-in.
func (s *Server) publicRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/public", Name: "published_list", Enter: anyone, handle: s.publicList},
		{Method: "GET", Pattern: "/public/{congress}", Name: "public_list", Enter: anyone, handle: s.publicList},
		{Method: "GET", Pattern: "/public/{congress}/{id}", Name: "public_page", Enter: anyone, handle: s.publicPage},
	}
}

func publicPath(code string, id int64) string {
	return "/public/" + code + "/" + strconv.FormatInt(id, 10)
}

// publishing are the kinds whose documents have a copy for everybody. What is marked public without one is shown to nobody.
func publishing() []string {
	out := []string{}
	for _, k := range docket.Kinds {
		if _, ok := k.Fresh(0).(dossier.Published); ok {
			out = append(out, k.Name())
		}
	}
	return out
}

// publicList lists what a congress has published, or where the address names none, what all have; the latest first.
func (s *Server) publicList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.PublicListPage{Hint: v.T("published.lead")}
	title := v.T("published.title")
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		var g org.Congress
		if r.PathValue("congress") != "" {
			var err error
			if g, err = congressOf(r, tx); err != nil {
				return err
			}
			title = v.T("public.of", "congress", g.Name)
		}
		rows, next, total, err := tx.PublishedList(r.Context(), g.ID, publishing(), r.URL.Query().Get("after"))
		if err != nil {
			return err
		}
		p.Pager = *keyPager(r, v.T("public.listed", "n", total), next != "", func(q url.Values) { q.Set("after", next) })
		for _, d := range rows {
			p.Items = append(p.Items, templates.PublicItem{Href: publicPath(d.Code, d.ID), Title: d.Title, Issuer: d.Congress, Kind: v.T("machine." + d.Kind), Day: v.Day(d.On)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.Page = s.page(w, r, title)
	return s.render(w, r, http.StatusOK, templates.PublicList(p))
}

func congressOf(r *http.Request, tx *store.Tx) (org.Congress, error) {
	g, err := tx.CongressByCode(r.Context(), r.PathValue("congress"))
	if fault.Is(err, fault.NotFound) {
		err = errMissing
	}
	return g, err
}

// publicPage shows one published document by the copy that it makes for everybody. What is not published is not found, whoever asks; what was
// taken back is gone.
func (s *Server) publicPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	id, err := pathID(r)
	if err != nil {
		return err
	}
	var d folder.Reader
	var g org.Congress
	gone := false
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		if g, err = congressOf(r, tx); err != nil {
			return err
		}
		k, doc, err := tx.Dossier(r.Context(), id)
		if fault.Is(err, fault.NotFound) || err == nil && doc.Top().Congress != g.ID {
			return errMissing
		}
		if err != nil {
			return err
		}
		published, ok := doc.(dossier.Published)
		gone = ok && published.Withdrawn()
		if !ok || !gone && !doc.Face().Public {
			return errMissing
		}
		dir, err := tx.Directory(r.Context(), g.ID)
		d = folder.Reader{DossierSheet: desk.DossierSheet{Kind: k, Doc: published.Published(), Dir: dir}, P: v.Printer, Today: v.Today}
		return err
	})
	if err != nil {
		return err
	}
	back := templates.Link{Href: "/public/" + g.Code, Text: v.T("public.back")}
	if gone {
		page := templates.PublicPage{Page: s.page(w, r, v.T("public.gone"), back), Gone: v.T("public.gone_text"), Back: back}
		return s.render(w, r, http.StatusGone, templates.Public(page))
	}
	shown := d.Page()
	if vote, ok := d.Doc.(*poll.Vote); ok {
		shown.Sections = append([]templates.DossierSection{markSection(d, vote)}, shown.Sections...)
	}
	page := templates.PublicPage{Page: s.page(w, r, shown.Heading, back), Kind: shown.Kind, Issuer: g.Name, Facts: shown.Facts, Sections: shown.Sections, Back: back}
	return s.render(w, r, http.StatusOK, templates.Public(page))
}
