package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// accountsPage lists the accounts of the officer's congress.
func (s *Server) accountsPage(w http.ResponseWriter, r *http.Request) error {
	v, q := visit(r), r.URL.Query()
	if form := accountForm(v, q, 0); wrongFilter(form) != nil {
		return s.showWrong(w, r, v.T("app.nav_security_accounts"), form, wrongFilter(form))
	}
	f := store.AccountFilter{Text: q.Get("text"), Role: org.Role(q.Get("role")), Standing: q.Get("standing"), After: q.Get("after"), Limit: perPage + 1}
	list, total, err := s.Identity.Accounts(r.Context(), v.Session.Who, f)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_security_accounts")), Intro: v.T("admin.accounts_text"), Filter: accountForm(v, q, total)}
	p.Acts = []templates.Link{{Href: "/security/accounts/new", Text: v.T("admin.make_accounts")}}
	batches, err := s.Identity.Batches(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	for _, b := range batches {
		p.Acts = append(p.Acts, templates.Link{Href: "/security/slips/" + b.ID, Text: v.T("admin.slips_wait", "n", b.Total)})
	}
	more := len(list) > perPage
	list = list[:min(len(list), perPage)]
	t := accountTable(v, list)
	p.Blocks = []templates.AdminBlock{{Table: &t}}
	if len(list) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.no_accounts"), Text: v.T("admin.no_accounts_text")}}}
	}
	if more || f.After != "" {
		p.Pager = keyPager(r, v.T("admin.total", "n", total), more, func(q url.Values) { q.Set("after", list[len(list)-1].Login) })
	}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// keyPager walks on by the key of the last row; next writes it into the address.
func keyPager(r *http.Request, said string, more bool, next func(url.Values)) *templates.Pager {
	g := &templates.Pager{Said: said}
	q := r.URL.Query()
	if q.Get("after") != "" {
		g.First = without(q, r.URL.Path, "after")
	}
	if more {
		next(q)
		g.Next = r.URL.Path + "?" + q.Encode()
	}
	return g
}

// accountFields are the filters of the list of accounts, in the address under these names.
var accountFields = []string{"text", "role", "standing"}

func accountForm(v *Visit, q url.Values, total int64) *templates.AdminFilter {
	roles := []templates.Option{{Text: v.T("admin.any")}}
	for _, role := range org.Roles {
		roles = append(roles, templates.Option{Value: string(role), Text: v.T("role." + string(role))})
	}
	af := &templates.AdminFilter{Action: "/security/accounts", Form: templates.Form{Printer: v.Printer, Values: q}, Fields: []templates.Field{
		{Name: "text", Label: v.T("param.text"), Optional: true},
		{Name: "role", Label: v.T("param.role"), Kind: templates.InputSelect, Options: roles},
		{Name: "standing", Label: v.T("param.standing"), Kind: templates.InputSelect, Options: []templates.Option{{Text: v.T("admin.any")}, {Value: "first", Text: v.T("admin.account_first")}, {Value: "disabled", Text: v.T("admin.account_disabled")}}},
	}}
	af.Said = templates.Filter{Said: v.T("admin.accounts_said", "n", total), Clear: "/security/accounts"}
	for _, name := range accountFields {
		if x := q.Get(name); x != "" {
			text := x
			switch name {
			case "role":
				text = v.T("role." + x)
			case "standing":
				text = v.T("admin.account_" + x)
			}
			af.Said.Words = append(af.Said.Words, templates.FilterWord{Text: text, Without: without(q, "/security/accounts", name)})
		}
	}
	return af
}

func accountTable(v *Visit, list []store.AccountLine) templates.Table {
	t := templates.Table{Caption: v.T("app.nav_security_accounts"), Columns: []templates.Column{
		{Text: v.T("admin.login"), Kind: templates.ColTitle},
		{Text: v.Input("add_person", "name")},
		{Text: v.T("admin.standing")},
		{Text: v.T("admin.password_set"), Kind: templates.ColDate},
		{Text: v.T("admin.last_seen"), Kind: templates.ColDate},
	}}
	for _, a := range list {
		seen := "—"
		if a.Seen != 0 {
			seen = v.Instant(a.Seen)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: a.Login, Href: "/security/accounts/" + strconv.FormatInt(a.ID, 10)},
			{Text: a.Name},
			{Text: accountStanding(v, a.Disabled, a.MustChange)},
			{Text: v.Instant(a.Changed)},
			{Text: seen},
		}})
	}
	return t
}

func accountStanding(v *Visit, disabled, first bool) string {
	switch {
	case disabled:
		return v.T("admin.account_disabled")
	case first:
		return v.T("admin.account_first")
	}
	return v.T("admin.account_open")
}

// waitingPage offers accounts for people who hold a post and have none: one role at once, or chosen people.
func (s *Server) waitingPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	list, err := s.Identity.Waiting(r.Context(), v.Session.Who, "")
	if err != nil {
		return err
	}
	var dir *store.Directory
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		dir, err = tx.Directory(r.Context(), v.actor().Post.Congress)
		return err
	})
	if err != nil {
		return err
	}
	q := r.URL.Query()
	p := templates.AdminPage{Page: s.page(w, r, v.T("admin.make_accounts"), templates.Link{Href: "/security/accounts", Text: v.T("app.nav_security_accounts")}), Intro: v.T("admin.waiting_text")}
	count := map[org.Role]int{}
	var people []templates.Option
	for _, u := range list {
		count[u.Role]++
		if role := q.Get("role"); role != "" && role != string(u.Role) || !strings.Contains(u.Name, strings.TrimSpace(q.Get("text"))) {
			continue
		}
		people = append(people, templates.Option{
			Value: strconv.FormatInt(u.Person, 10), Text: u.Name, Hint: v.T("admin.post_of", "org", dir.OrgShort(u.Org), "role", i18n.Key("role."+string(u.Role))),
		})
	}
	again, err := s.reissue(r)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.nobody_waits"), Text: v.T("admin.nobody_waits_text"), Next: &templates.Link{Href: "/security/accounts", Text: v.T("app.nav_security_accounts")}}}}
		p.Blocks = append(p.Blocks, again...)
		return s.render(w, r, http.StatusOK, templates.Admin(p))
	}
	f := templates.Form{Printer: v.Printer, Once: s.NewID()}
	roles := []templates.Option{}
	for _, one := range org.Roles {
		if n := count[one]; n > 0 {
			roles = append(roles, templates.Option{Value: string(one), Text: v.T("admin.role_waits", "role", v.T("role."+string(one)), "n", n)})
		}
	}
	p.Blocks = []templates.AdminBlock{
		{Title: v.T("admin.whole_role"), Text: v.T("admin.whole_role_text"), Form: &templates.AdminForm{
			Form: f, Action: r.URL.Path, Button: v.T("admin.make_slips"),
			Fields: []templates.Field{{Name: "role", Label: v.Input("", "role"), Kind: templates.InputSelect, Options: roles}},
		}},
	}
	shown := people[:min(len(people), 2*perPage)]
	some := templates.AdminBlock{Title: v.T("admin.some_people")}
	if len(shown) > 0 {
		some.Form = &templates.AdminForm{
			Form: f, Action: r.URL.Path, Button: v.T("admin.make_slips"),
			Fields: []templates.Field{{Name: "people", Label: v.T("machine.person"), Kind: templates.InputBoxes, Options: shown}},
		}
	}
	p.Blocks = append(p.Blocks, some)
	p.Filter = &templates.AdminFilter{Action: r.URL.Path, Form: templates.Form{Printer: v.Printer, Values: q}, Fields: []templates.Field{
		{Name: "text", Label: v.Input("add_person", "name"), Optional: true},
		{Name: "role", Label: v.T("param.role"), Kind: templates.InputSelect, Options: append([]templates.Option{{Text: v.T("admin.any")}}, roles...)},
	}}
	p.Filter.Said.Said = v.T("admin.people_found", "n", len(people))
	if len(shown) < len(people) {
		p.Filter.Said.Said = v.T("admin.people_waiting", "n", len(shown), "all", len(people))
	}
	p.Blocks = append(p.Blocks, again...)
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// accountPage is one account with its open sessions.
func (s *Server) accountPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	a, person, open, err := s.Identity.Account(r.Context(), v.Session.Who, id)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, a.Login, templates.Link{Href: "/security/accounts", Text: v.T("app.nav_security_accounts")})}
	p.Blocks = []templates.AdminBlock{{Facts: []templates.Fact{
		{Term: v.Input("add_person", "name"), Value: person.Name},
		{Term: v.T("admin.standing"), Value: accountStanding(v, a.Disabled, a.MustChange)},
		{Term: v.T("admin.created"), Value: v.Instant(a.Created)},
		{Term: v.T("admin.password_set"), Value: v.Instant(a.Changed)},
	}}}
	act := func(title, text, do, button string) {
		p.Blocks = append(p.Blocks, templates.AdminBlock{Title: title, Text: text, Form: &templates.AdminForm{
			Form: templates.Form{Printer: v.Printer, Once: s.NewID()}, Action: r.URL.Path, Button: button, Second: true, Hidden: []templates.Pair{{Name: "do", Value: do}},
		}})
	}
	act(v.T("admin.reset_title"), v.T("admin.reset_text"), "reset", v.T("admin.reset"))
	switch {
	case a.Disabled:
		act(v.T("admin.enable_title"), v.T("admin.enable_text"), "enable", v.T("admin.enable"))
	case a.ID != v.Session.Account:
		act(v.T("admin.disable_title"), v.T("admin.disable_text"), "disable", v.T("admin.disable"))
	}
	p.Blocks = append(p.Blocks, openSessions(v, r.URL.Path, open))
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func openSessions(v *Visit, path string, open []store.WebSession) templates.AdminBlock {
	if len(open) == 0 {
		return templates.AdminBlock{Title: v.T("admin.sessions_open"), Text: v.T("admin.no_sessions_open")}
	}
	t := templates.Table{Caption: v.T("admin.sessions_open"), Columns: []templates.Column{{Text: v.T("admin.agent"), Kind: templates.ColText}, {Text: v.T("admin.ip"), Kind: templates.ColKey}, {Text: v.T("admin.last_seen"), Kind: templates.ColDate}, {Text: v.T("admin.session_end"), Kind: templates.ColKey}}}
	for _, o := range open {
		agent := device(v.Printer, o.Agent)
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: orDash(agent)},
			{Text: orDash(o.IP)},
			{Text: v.Instant(o.Seen)},
			{Part: templates.PostForm(path, v.T("signin.revoke"), agent, []templates.Pair{{Name: "do", Value: "revoke"}, {Name: "session", Value: strconv.FormatInt(o.ID, 10)}})},
		}})
	}
	return templates.AdminBlock{Title: v.T("admin.sessions_open"), Table: &t}
}

// changeAccount resets, shuts or opens an account, or ends one of its sessions.
func (s *Server) changeAccount(w http.ResponseWriter, r *http.Request) error {
	v, do := visit(r), r.PostFormValue("do")
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	switch do {
	case "reset":
		batch, err := s.Identity.Resetting(r.Context(), v.Session.Who, []int64{id}, origin(r), r.PostFormValue("once"))
		if err != nil {
			return err
		}
		return s.toSlips(w, r, batch)
	case "disable", "enable":
		err = s.Identity.SetDisabled(r.Context(), v.Session.Who, id, do == "disable", origin(r))
	case "revoke":
		session, _ := strconv.ParseInt(r.PostFormValue("session"), 10, 64)
		err = s.Identity.RevokeOf(r.Context(), v.Session.Who, id, session, origin(r))
	default:
		return errMissing
	}
	if err != nil {
		return err
	}
	s.say(w, nil, "admin.done_"+do)
	return see(w, r, r.URL.Path)
}

// securitySettings shows what protects the entry; the values are part of the program.
func (s *Server) securitySettings(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	hours := func(d time.Duration) string { return v.T("admin.hours", "n", int(d.Hours())) }
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_security_settings")), Intro: v.T("admin.settings_text")}
	p.Blocks = []templates.AdminBlock{{Facts: []templates.Fact{
		{Term: v.T("admin.set_password"), Value: v.T("admin.set_password_value", "n", identity.MinPassword)},
		{Term: v.T("admin.set_lock"), Value: v.T("admin.set_lock_value", "n", identity.LockAfter, "minutes", int(identity.LockFor.Minutes()))},
		{Term: v.T("admin.set_life"), Value: hours(identity.SessionLife)},
		{Term: v.T("admin.set_idle"), Value: hours(identity.IdleLife)},
		{Term: v.T("admin.set_hash"), Value: "argon2id"},
		{Term: v.T("admin.set_first"), Value: v.T("admin.set_first_value")},
		{Term: v.T("admin.set_secure"), Value: v.T(map[bool]string{true: "admin.yes", false: "admin.set_insecure"}[s.Secure])},
	}}}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}
