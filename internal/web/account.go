package web

import (
	"cmp"
	"net/http"
	"net/url"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// Session is a person signed in, in one post.
type Session struct {
	identity.Who
	Token string
}

// postText writes a post as the switcher shows it: organisation, then what the post does there.
func postText(p *i18n.Printer, a org.Actor) string {
	return p.T("app.post_of", "org", a.Org.Name, "role", i18n.Key("role."+string(a.Post.Role)))
}

// origin is where a request comes from.
func origin(r *http.Request) identity.Origin {
	return identity.Origin{IP: answer.Address(r), Agent: r.UserAgent()}
}

const (
	cookieLang  = "huiyin_lang"
	cookieLarge = "huiyin_large"
)

// cookie makes a cookie of this host alone; age in seconds, 0 until the browser closes, negative removes it.
func (s *Server) cookie(name, value string, age int) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode}
}

func (s *Server) sessionCookie() string {
	if s.Secure {
		return "__Host-huiyin"
	}
	return "huiyin"
}

// recognise looks the session up. An old or foreign token is nobody.
func (s *Server) recognise(r *http.Request, v *Visit) error {
	c, err := r.Cookie(s.sessionCookie())
	if err != nil || c.Value == "" {
		return nil
	}
	var beside func(*store.Tx, identity.Who) error
	if answer.Reads(r) && !v.route.File {
		beside = func(tx *store.Tx, who identity.Who) error { return s.readFrame(r.Context(), tx, v, who) }
	}
	who, err := s.Identity.ResolveBeside(r.Context(), c.Value, beside)
	if fault.Is(err, fault.Unauthenticated) {
		return nil
	}
	if err == nil {
		v.Session = &Session{Who: who, Token: c.Value}
		v.Printer = answer.Under(v.Printer, who.Pack)
	}
	return err
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) error {
	if visit(r).Session != nil {
		return see(w, r, "/")
	}
	f := s.form(r)
	f.Values = url.Values{"next": {local(r.URL.Query().Get("next"))}}
	return s.showSignIn(w, r, http.StatusOK, f)
}

func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request, code int, f templates.Form) error {
	p := templates.SignInPage{Page: s.page(w, r, visit(r).T("signin.title")), Form: f}
	p.Path = "/sign-in"
	for _, d := range s.Demo {
		p.Demo = append(p.Demo, templates.DemoAccount{Role: cmp.Or(d.Title, p.T("role."+d.Role)), Account: d.Account, Password: d.Password})
	}
	return s.render(w, r, code, templates.SignIn(p))
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	token, _, err := s.Identity.SignIn(r.Context(), r.PostFormValue("account"), r.PostFormValue("password"), origin(r))
	if err != nil {
		f, ok := fault.As(err)
		if !ok {
			return err
		}
		form := s.form(r)
		form.Values.Del("password")
		form.Fault = f
		return s.showSignIn(w, r, answer.Status[f.Kind], form)
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), token, 0))
	return see(w, r, r.PostFormValue("next"))
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.Identity.SignOut(r.Context(), visit(r).Session.Who, origin(r)); err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), "", -1))
	s.say(w, nil, "signin.signed_out")
	return see(w, r, "/sign-in")
}

// prefer keeps language and size of type in the browser: they are the reader's, not the account's.
func (s *Server) prefer(w http.ResponseWriter, r *http.Request) error {
	const year = 365 * 24 * 60 * 60
	if lang := r.PostFormValue("lang"); lang != "" {
		http.SetCookie(w, s.cookie(cookieLang, i18n.For(lang).Lang(), year))
	}
	if large := r.PostFormValue("large"); large == "yes" || large == "no" {
		http.SetCookie(w, s.cookie(cookieLarge, large, year))
	}
	return see(w, r, r.PostFormValue("back"))
}
