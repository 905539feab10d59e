package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/fault"
	"huiyin/internal/web/templates"
)

func (s *Server) passwordPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPassword(w, r, http.StatusOK, nil)
}

func (s *Server) showPassword(w http.ResponseWriter, r *http.Request, code int, f *fault.Error) error {
	v := visit(r)
	p := templates.PasswordPage{Page: s.page(w, r, v.T("signin.password_title")), First: v.Session.MustChange}
	p.Form = templates.Form{Printer: v.Printer, Fault: f}
	return s.render(w, r, code, templates.Password(p))
}

func (s *Server) changePassword(w http.ResponseWriter, r *http.Request) error {
	var wrong fault.Fields
	old, fresh := r.PostFormValue("old"), r.PostFormValue("new")
	if old == "" {
		wrong.Add("old", "fault.required")
	}
	if fresh == "" {
		wrong.Add("new", "fault.required")
	} else if fresh != r.PostFormValue("again") {
		wrong.Add("again", "signin.again_differs")
	}
	err := wrong.Err()
	var token string
	if err == nil {
		token, _, err = s.Identity.ChangePassword(r.Context(), visit(r).Session.Who, old, fresh, origin(r))
	}
	if f, ok := invalid(err); ok {
		return s.showPassword(w, r, http.StatusUnprocessableEntity, f)
	} else if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), token, 0))
	s.say(w, nil, "signin.password_changed", "signin.password_changed_next")
	return see(w, r, "/")
}

func (s *Server) sessionsPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	lines, err := s.Identity.Sessions(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	p := templates.SessionsPage{Page: s.page(w, r, v.T("signin.sessions_title"))}
	for _, l := range lines {
		p.Lines = append(p.Lines, templates.SessionLine{
			ID: strconv.FormatInt(l.ID, 10), Current: l.Current, Agent: device(v.Printer, l.Agent), Address: l.IP,
			Opened: v.Instant(l.Created.UnixMilli()), Seen: v.Instant(l.Seen.UnixMilli()),
		})
	}
	return s.render(w, r, http.StatusOK, templates.Sessions(p))
}

func (s *Server) revokeSession(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PostFormValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	if err := s.Identity.Revoke(r.Context(), visit(r).Session.Who, id, origin(r)); err != nil {
		return err
	}
	s.say(w, nil, "signin.revoked")
	return see(w, r, "/account/sessions")
}

func (s *Server) postPage(w http.ResponseWriter, r *http.Request) error {
	p := templates.PostPage{Page: s.page(w, r, visit(r).T("signin.post_title"))}
	return s.render(w, r, http.StatusOK, templates.Post(p))
}

func (s *Server) switchPost(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PostFormValue("post"), 10, 64)
	if err != nil {
		return errMissing
	}
	token, _, err := s.Identity.SwitchPost(r.Context(), visit(r).Session.Who, id, origin(r))
	if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(s.sessionCookie(), token, 0))
	return see(w, r, "/")
}
