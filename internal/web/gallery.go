package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"

	"huiyin/internal/fault"
	"huiyin/internal/web/templates"
)

//go:embed fixture/gallery.json
var galleryData []byte

// gallery shows every part of a page with invented texts of real length and no database: for looking, screenshots and checks.
func (s *Server) gallery(w http.ResponseWriter, r *http.Request) error {
	var p templates.GalleryPage
	if err := json.Unmarshal(galleryData, &p.Sample); err != nil {
		return fmt.Errorf("gallery fixture: %w", err)
	}
	words := p.Sample.Words
	p.Page = s.page(w, r, p.Sample.Head, templates.Link{Href: "/_gallery", Text: words["lists"]})
	p.Bare = false
	p.Who = &templates.Who{Name: words["who"], Post: words["post"], Place: words["place"], Notices: 3, Searches: true, Posts: []templates.PostChoice{
		{ID: 1, Text: words["place"] + " · " + words["post"], Current: true}, {ID: 2, Text: words["place"] + " · " + p.T("role.deputy")},
	}}
	for i, key := range []string{"home", "text", "progress", "lists", "figures"} {
		text := words[key]
		if text == "" {
			text = p.T("app.to_workbench")
		}
		p.Who.Nav = append(p.Who.Nav, templates.NavItem{Href: "#" + key, Text: text, Count: i * 7, Current: i == 1})
	}
	p.Roomy = r.URL.Query().Get("roomy") != ""
	wrong := fault.OnField("title", "fault.required")
	wrong.Fields = append(wrong.Fields, fault.Field{Name: "day", Key: "fault.required"})
	p.Form = templates.Form{Printer: p.Printer, Values: p.Sample.Values, Fault: wrong, Once: s.NewID()}
	return s.render(w, r, http.StatusOK, templates.Gallery(p))
}
