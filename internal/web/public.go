package web

import (
	"net/http"
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
		{Method: "GET", Pattern: "/public/{congress}", Name: "public_list", Enter: anyone, Asks: aNumber("after"), handle: s.publicList},
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

// publicList lists what a congress has published, newest first.
func (s *Server) publicList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.PublicListPage{}
	title := ""
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		g, err := congressOf(r, tx)
		if err != nil {
			return err
		}
		f := store.DossierFilter{Kinds: publishing()}
		f.After, _ = strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
		rows, next, total, err := tx.PublicDossiers(r.Context(), g.ID, f)
		if err != nil {
			return err
		}
		title = v.T("public.of", "congress", g.Name)
		p.Count = v.T("public.listed", "n", total)
		for _, d := range rows {
			p.Items = append(p.Items, templates.PublicItem{Href: publicPath(g.Code, d.ID), Title: d.Title, Kind: v.T("machine." + d.Kind), Day: v.Day(d.On)})
		}
		if next != 0 {
			p.Pager.Next = "?after=" + strconv.FormatInt(next, 10)
		}
		if f.After != 0 {
			p.Pager.First = "/public/" + g.Code
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
