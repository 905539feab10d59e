package web

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"huiyin/internal/store"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a page. It is made in memory first, so that a fault in the middle still becomes an error page.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	store.Release(r.Context()) // what the page says is read
	b, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	defer pool.Put(b)
	b.Reset()
	if err := page.Render(r.Context(), b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", visit(r).Lang())
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Cookie")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	if err != nil {
		s.Log.DebugContext(r.Context(), "reader left", "error", err)
	}
	return nil
}

// see sends the browser to a page of this site after an accepted form.
func see(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, local(path), http.StatusSeeOther)
	return nil
}

// Said is what the next page says about the act just done: the first key is the headline, the others are lines.
type Said struct {
	Keys []string `json:"k"`
	Args []string `json:"a,omitempty"`
	Next *NextUp  `json:"n,omitempty"`
}

// NextUp is the case that waits for the person in the same way as the one just done.
type NextUp struct {
	Case  int64  `json:"c"`
	Title string `json:"t"`
	Task  string `json:"k"`
	Left  int    `json:"l"` // cases that wait in this way, it among them
}

const cookieSaid = "huiyin_said"

// say keeps a sentence for the page that follows a redirect. It travels in a cookie of keys, so it needs no storage and no
// node; the reader can change only what the reader alone sees.
func (s *Server) say(w http.ResponseWriter, args []string, keys ...string) {
	s.sayAll(w, Said{Keys: keys, Args: args})
}

func (s *Server) sayAll(w http.ResponseWriter, said Said) {
	raw, err := json.Marshal(said)
	if err != nil {
		return
	}
	http.SetCookie(w, s.cookie(cookieSaid, base64.RawURLEncoding.EncodeToString(raw), 60))
}

func (s *Server) said(w http.ResponseWriter, r *http.Request) *templates.Banner {
	c, err := r.Cookie(cookieSaid)
	if err != nil || r.Method != http.MethodGet { // a HEAD shows nobody the sentence, and leaves it for the page
		return nil
	}
	http.SetCookie(w, s.cookie(cookieSaid, "", -1))
	raw, err := base64.RawURLEncoding.DecodeString(c.Value)
	var said Said
	if err != nil || json.Unmarshal(raw, &said) != nil || len(said.Keys) == 0 {
		return nil
	}
	p := visit(r).Printer
	args := make([]any, len(said.Args))
	for i, a := range said.Args {
		args[i] = a
	}
	var lines []string
	for _, k := range said.Keys {
		if !strings.Contains(k, ".") || !p.Has(k) {
			return nil
		}
		lines = append(lines, p.T(k, args...))
	}
	b := &templates.Banner{Title: lines[0], Lines: lines[1:]}
	if n := said.Next; n != nil && p.Has("task."+n.Task) {
		text := p.T("lists.next_case", "task", p.T("task."+n.Task), "n", n.Left, "title", n.Title)
		b.Links = []templates.Link{{Href: casefile.Href(n.Case), Text: text}}
	}
	return b
}
