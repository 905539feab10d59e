package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/web/templates"
)

// Accounts is what the pages need of sign-in.
type Accounts interface {
	// SignIn checks account and password and opens a session; the token goes into the cookie.
	SignIn(ctx context.Context, account, password, address, agent string) (token string, err error)
	// Session returns the session of a token, or a fault of kind Unauthenticated.
	Session(ctx context.Context, token string) (*Session, error)
	SignOut(ctx context.Context, token string) error
	// SwitchPost goes on in another post of the same person, under a new token.
	SwitchPost(ctx context.Context, token string, post int64) (string, error)
	ChangePassword(ctx context.Context, token, old, fresh string) error
	Sessions(ctx context.Context, token string) ([]SessionLine, error)
	Revoke(ctx context.Context, token, id string) error
}

// Session is a person signed in, in one post.
type Session struct {
	Token      string
	Actor      org.Actor
	Congress   string // short name
	Posts      []HeldPost
	MustChange bool // the first password has to be changed before anything else
}

// HeldPost is a post of the person with the name of the organisation it serves.
type HeldPost struct {
	Post org.Post
	Org  string
}

// Text writes a post as the switcher shows it: organisation, then what the post does there.
func (h HeldPost) Text(p *i18n.Printer) string {
	return p.T("app.post_of", "org", h.Org, "role", i18n.Key("role."+string(h.Post.Role)))
}

// PostText writes the current post.
func (s *Session) PostText(p *i18n.Printer) string {
	return HeldPost{Post: s.Actor.Post, Org: s.Actor.Org.Name}.Text(p)
}

// SessionLine is one open session of a person.
type SessionLine struct {
	ID      string
	Current bool
	Agent   string
	Address string
	Opened  int64 // Unix milliseconds
	Seen    int64
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
	session, err := s.Accounts.Session(r.Context(), c.Value)
	if fault.Is(err, fault.Unauthenticated) {
		return nil
	}
	v.Session = session
	return err
}

func badForm(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return fault.New(fault.Invalid, "fault.unreadable")
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
		p.Demo = append(p.Demo, templates.DemoAccount{Role: p.T("role." + d.Role), Account: d.Account, Password: d.Password})
	}
	return s.render(w, r, code, templates.SignIn(p))
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	token, err := s.Accounts.SignIn(r.Context(), r.PostFormValue("account"), r.PostFormValue("password"), address(r), r.UserAgent())
	if err != nil {
		f, ok := fault.As(err)
		if !ok {
			return err
		}
		form := s.form(r)
		form.Values.Del("password")
		form.Fault = f
		return s.showSignIn(w, r, status[f.Kind], form)
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), token, 0))
	return see(w, r, r.PostFormValue("next"))
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.Accounts.SignOut(r.Context(), visit(r).Session.Token); err != nil {
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
