package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// Visit is what is known about one request: who, in which language, how large.
type Visit struct {
	*i18n.Printer
	Session *Session // nil while nobody is signed in
	Large   bool
	Request string // id in log and error page
	Today   calendar.Day
	route   Route
	frame   *frame
}

// frame is what the head of every page tells those who are signed in.
type frame struct {
	posts  []identity.Holding
	unseen int // notices since the post last marked them, up to store.SomeNotices
}

// readFrame reads the frame in the transaction that finds out who asks: a page that is only opened begins no other for it.
func (s *Server) readFrame(ctx context.Context, tx *store.Tx, v *Visit, who identity.Who) error {
	f := &frame{}
	var err error
	if f.posts, err = identity.Posts(ctx, tx, who); err != nil {
		return err
	}
	a := who.Actor
	if f.unseen, err = tx.UnseenAtHead(ctx, access.Of(a), dossier.ScopeOf(a), a.Post.ID); err == nil {
		v.frame = f
	}
	return err
}

type visitKey struct{}

// visit returns the visit of a request that came through Handler.
func visit(r *http.Request) *Visit {
	if v, ok := r.Context().Value(visitKey{}).(*Visit); ok {
		return v
	}
	return &Visit{Printer: i18n.For(i18n.Chinese)}
}

var china = time.FixedZone("CST", 8*60*60)

// visited opens the visit: request id, language, size of type, today. The session is looked up only by routes.
func (s *Server) visited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &Visit{Request: s.NewID(), Today: calendar.Day(s.Now().In(china).Format(time.DateOnly))}
		lang := i18n.Chinese
		if c, err := r.Cookie(cookieLang); err == nil {
			lang = c.Value
		}
		v.Printer = i18n.For(lang).On(v.Today)
		if c, err := r.Cookie(cookieLarge); err == nil {
			v.Large = c.Value == "yes"
		}
		w.Header().Set("X-Request-Id", v.Request)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

// actor is who acts; only routes that need a session may ask.
func (v *Visit) actor() org.Actor {
	if v.Session == nil {
		return org.Actor{}
	}
	return v.Session.Actor
}

// page fills the frame of a page; the handler adds what is its own.
func (s *Server) page(w http.ResponseWriter, r *http.Request, title string, crumbs ...templates.Link) templates.Page {
	v := visit(r)
	p := templates.Page{
		Printer: v.Printer, Title: title, Crumbs: crumbs, Large: v.Large, Path: r.URL.RequestURI(), Invented: len(s.Demo) > 0,
		Printed: v.LongDay(v.Today) + s.Now().In(china).Format(" 15:04"), Banner: s.said(w, r),
	}
	if !answer.Reads(r) {
		p.Path = r.URL.Path         // a refused form: come back to it empty rather than send it again
		if r.PostForm.Has("back") { // a form that has no page of its own names the one it stood on
			p.Path = local(r.PostForm.Get("back"))
		}
	}
	if v.Session == nil {
		p.Roomy, p.Bare = true, true
		return p
	}
	p.Roomy = v.Session.Actor.Post.Role == org.Deputy
	p.Who = s.who(r, v)
	return p
}

func (s *Server) who(r *http.Request, v *Visit) *templates.Who {
	w := &templates.Who{Name: v.Session.Actor.Person.Name, Post: postText(v.Printer, v.Session.Actor)}
	if v.frame == nil { // a refused form, or a post that has just been moved
		err := s.Identity.Store.View(r.Context(), func(tx *store.Tx) error { return s.readFrame(r.Context(), tx, v, v.Session.Who) })
		if err != nil {
			s.Log.ErrorContext(r.Context(), "read frame", "error", err, "request", v.Request)
			v.frame = &frame{} // the page is shown all the same
		}
	}
	for _, h := range v.frame.posts {
		here := h.Actor.Post.ID == v.Session.Actor.Post.ID
		text := postText(v.Printer, h.Actor)
		if here {
			w.Place = h.Congress.Name
		}
		if h.Congress.ID != v.Session.Actor.Post.Congress {
			text = h.Congress.Name + " " + text
		}
		w.Posts = append(w.Posts, templates.PostChoice{ID: h.Actor.Post.ID, Text: text, Current: here})
	}
	for _, route := range s.Routes() {
		if route.Name == "search" && route.Enter.Admits(v.Session.Actor) {
			w.Searches = true
		}
		if route.Nav && route.Enter.Admits(v.Session.Actor) && (route.Name != "workbench" || s.homeOf(v.Session.Actor) == "/") {
			w.Nav = append(w.Nav, templates.NavItem{
				Href: strings.TrimSuffix(route.Pattern, "{$}"), Text: v.T("app.nav_" + route.Name), Current: under(r.URL.Path, route.Pattern),
			})
		}
	}
	w.Notices = v.frame.unseen
	return w
}

// under reports whether a path is the navigation entry's page or lies below it.
func under(path, pattern string) bool {
	root := strings.TrimSuffix(pattern, "{$}")
	return path == root || (root != "/" && strings.HasPrefix(path, root+"/"))
}

// form returns what was typed, for showing it again beside the complaint.
func (s *Server) form(r *http.Request) templates.Form {
	return templates.Form{Printer: visit(r).Printer, Values: r.Form, Once: s.NewID()}
}

// local returns a path of this site, or "/" for anything that would lead elsewhere.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") ||
		strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
