package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/document"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// paperOf finds the paper that the address names, of a case that the reader may see. What the reader may not know is not on it.
func (s *Server) paperOf(r *http.Request) (casefile.Reader, document.Paper, error) {
	c, err := s.opened(r)
	if err != nil {
		return c, document.Paper{}, err
	}
	part, _ := strconv.Atoi(r.URL.Query().Get("part"))
	p, ok := register.Paper(c, r.PathValue("paper"), part)
	if !ok {
		return c, p, errMissing
	}
	return c, p, nil
}

// officialPage shows one document of a case as it is printed.
func (s *Server) officialPage(w http.ResponseWriter, r *http.Request) error {
	c, k, err := s.paperOf(r)
	if err != nil {
		return err
	}
	p := templates.OfficialPage{Paper: k, Word: casefile.Href(c.Case.ID) + "/word/" + r.PathValue("paper")}
	if r.URL.RawQuery != "" {
		p.Word += "?" + r.URL.RawQuery
	}
	p.Page = s.page(w, r, k.Heading, templates.Link{Href: casefile.Href(c.Case.ID), Text: c.Number()})
	return s.render(w, r, http.StatusOK, templates.Official(p))
}

// officialFile sends the same document as a Word file. Its name says what it is and of which case, and names nobody.
func (s *Server) officialFile(w http.ResponseWriter, r *http.Request) error {
	c, k, err := s.paperOf(r)
	if err != nil {
		return err
	}
	return s.sendWord(w, r, k, strings.TrimSpace(visit(r).T("document.file_name", "what", i18n.Key("papers."+r.PathValue("paper")), "of", c.Case.Number)))
}

// sendWord sends a paper as a Word file under a name.
func (s *Server) sendWord(w http.ResponseWriter, r *http.Request, p document.Paper, name string) error {
	var b bytes.Buffer
	if err := document.Write(&b, p, visit(r).Printer); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", document.Mime)
	h.Set("Content-Disposition", answer.Disposition(suggestion.FileName(name)+".docx"))
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	if _, err := b.WriteTo(w); err != nil {
		s.Log.DebugContext(r.Context(), "reader left", "error", err)
	}
	return nil
}
