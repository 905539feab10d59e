package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/web/templates"
)

// patience is how long an act waits for its slips before it leads to the page that tells how far they are.
const patience = 2 * time.Second

// createAccounts begins to make accounts, or new first passwords for a role's accounts that nobody has used, and goes on to the page where
// the slips will be.
func (s *Server) createAccounts(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	role := org.Role(r.PostFormValue("role"))
	var people []int64
	for _, raw := range r.PostForm["people"] {
		if id, err := strconv.ParseInt(raw, 10, 64); err == nil {
			people = append(people, id)
		}
	}
	if role == "" && len(people) == 0 {
		s.say(w, nil, "admin.choose_people")
		return see(w, r, r.URL.Path)
	}
	if r.PostFormValue("do") == "reissue" {
		ids, err := s.Identity.Unused(r.Context(), v.Session.Who, role)
		if err != nil {
			return err
		}
		batch, err := s.Identity.Resetting(r.Context(), v.Session.Who, ids, origin(r), r.PostFormValue("once"))
		if err != nil {
			return err
		}
		return s.toSlips(w, r, batch)
	}
	batch, err := s.Identity.Making(r.Context(), v.Session.Who, role, people, origin(r), r.PostFormValue("once"))
	if err != nil {
		return err
	}
	return s.toSlips(w, r, batch)
}

// reissue offers new first passwords for the accounts of a role that nobody has signed in with: for slips that were lost.
func (s *Server) reissue(r *http.Request) ([]templates.AdminBlock, error) {
	v := visit(r)
	var roles []templates.Option
	for _, role := range org.Roles {
		ids, err := s.Identity.Unused(r.Context(), v.Session.Who, role)
		if err != nil {
			return nil, err
		}
		if n := len(ids); n > 0 {
			roles = append(roles, templates.Option{Value: string(role), Text: v.T("admin.role_waits", "role", v.T("role."+string(role)), "n", n)})
		}
	}
	if len(roles) == 0 {
		return nil, nil
	}
	return []templates.AdminBlock{{Title: v.T("admin.reissue_title"), Text: v.T("admin.reissue_text"), Form: &templates.AdminForm{
		Form: templates.Form{Printer: v.Printer, Once: s.NewID()}, Action: r.URL.Path, Button: v.T("admin.reset"), Hidden: []templates.Pair{{Name: "do", Value: "reissue"}},
		Fields: []templates.Field{{Name: "role", Label: v.Input("", "role"), Kind: templates.InputSelect, Options: roles}},
	}}}, nil
}

// toSlips leads to a batch's page: at once where the slips are many, or as soon as they are there.
func (s *Server) toSlips(w http.ResponseWriter, r *http.Request, batch string) error {
	ctx, stop := context.WithTimeout(r.Context(), patience)
	defer stop()
	if err := s.Identity.Await(ctx, visit(r).Session.Who, batch); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return see(w, r, "/security/slips/"+batch)
}

// slipsPage tells how far a batch of first passwords is, and offers to show the slips when they are there. It asks the browser to come
// again by itself; without that, its link does.
func (s *Server) slipsPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	at, err := s.Identity.Batch(r.Context(), v.Session.Who, r.PathValue("batch"))
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("admin.slips_title"), templates.Link{Href: "/security/accounts", Text: v.T("app.nav_security_accounts")})}
	if !at.Ready {
		w.Header().Set("Refresh", "2")
		p.Intro = v.T("admin.slips_making", "done", at.Done, "n", at.Total)
		p.Acts = []templates.Link{{Href: r.URL.Path, Text: v.T("admin.slips_look")}}
		return s.render(w, r, http.StatusOK, templates.Admin(p))
	}
	p.Intro = v.T("admin.slips_ready", "n", at.Total, "minutes", int(identity.SlipsShow.Minutes()))
	p.Blocks = []templates.AdminBlock{{Form: &templates.AdminForm{
		Form: templates.Form{Printer: v.Printer}, Action: r.URL.Path, Button: v.T("admin.slips_show"), Hidden: []templates.Pair{{Name: "do", Value: "show"}},
	}}}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// takeSlips shows the slips of a batch, or forgets them when they are printed.
func (s *Server) takeSlips(w http.ResponseWriter, r *http.Request) error {
	v, batch := visit(r), r.PathValue("batch")
	switch r.PostFormValue("do") {
	case "show":
		slips, err := s.Identity.Show(r.Context(), v.Session.Who, batch)
		if err != nil {
			return err
		}
		return s.showSlips(w, r, slips)
	case "forget":
		if err := s.Identity.Forget(r.Context(), v.Session.Who, batch); err != nil {
			return err
		}
		s.say(w, nil, "admin.slips_forgotten")
		return see(w, r, "/security/accounts")
	}
	return errMissing
}

func (s *Server) showSlips(w http.ResponseWriter, r *http.Request, slips []identity.Slip) error {
	v := visit(r)
	names, err := s.Identity.Holders(r.Context(), v.Session.Who, slips)
	if err != nil {
		return err
	}
	p := templates.AccountSlips{Page: s.page(w, r, v.T("admin.slips_title")), Action: r.URL.Path, Minutes: int(identity.SlipsShow.Minutes())}
	p.Place, p.Address = p.Who.Place, s.Address
	for i, one := range slips {
		p.Slips = append(p.Slips, templates.AccountSlip{Name: names[i].Name, Org: names[i].Org, Login: one.Login, Password: one.Password})
	}
	return s.render(w, r, http.StatusOK, templates.FirstSlips(p))
}
