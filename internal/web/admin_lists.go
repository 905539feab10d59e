package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// adminOrgs shows the organisations as a tree; those that have ended on demand.
func (s *Server) adminOrgs(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	d, err := s.Registry.Directory(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	ended := r.URL.Query().Get("ended") != ""
	living := 0
	orgs := slices.DeleteFunc(slices.Clone(d.Orgs), func(o org.Org) bool {
		if o.Ended == "" {
			living++
		}
		return o.Ended != "" && !ended
	})
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_orgs")), Intro: v.T("admin.orgs_text", "n", living, "ended", len(d.Orgs)-living)}
	p.Acts = []templates.Link{{Href: "/admin/org/new/add_org", Text: v.T("action.add_org")}}
	show := templates.Link{Href: "/admin/orgs?ended=yes", Text: v.T("admin.show_ended")}
	if ended {
		show = templates.Link{Href: "/admin/orgs", Text: v.T("admin.hide_ended")}
	}
	if p.Blocks, err = s.clockBack(r, v); err != nil {
		return err
	}
	p.Blocks = append(p.Blocks, templates.AdminBlock{Tree: orgNodes(v, org.Tree(orgs)), Acts: []templates.Link{show}})
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// clockBack says on the administrator's first page that the machine's clock is behind the record.
func (s *Server) clockBack(r *http.Request, v *Visit) ([]templates.AdminBlock, error) {
	back, err := s.Desk.Store.ClockBack(r.Context())
	if err != nil || back.By() == 0 {
		return nil, err
	}
	return []templates.AdminBlock{{Title: v.T("admin.clock_back"), Text: v.T("verify.clock_back", "last", v.Instant(back.Last), "now", v.Instant(back.Now))}}, nil
}

func orgNodes(v *Visit, nodes []org.Node) []templates.AdminNode {
	var out []templates.AdminNode
	for _, n := range nodes {
		note := v.T("option.org_kind." + string(n.Org.Kind))
		if n.Org.Ended != "" {
			note += " · " + v.T("admin.ended_on", "day", n.Org.Ended)
		}
		out = append(out, templates.AdminNode{
			Href: recordPath(roster.Orgs, n.Org.ID), Text: n.Org.Name, Note: note, Ended: n.Org.Ended != "", Below: orgNodes(v, n.Below),
		})
	}
	return out
}

const perPage = 50

// peopleFields are the filters of the list of people, in the address under these names.
var peopleFields = []string{"name", "role", "org", "left"}

// peopleFilter is what the address says of the list of people.
type peopleFilter struct {
	name string
	role org.Role
	org  int64
	left bool
	from int
}

func readPeopleFilter(q url.Values) peopleFilter {
	f := peopleFilter{name: strings.TrimSpace(q.Get("name")), role: org.Role(q.Get("role")), left: q.Get("left") != ""}
	f.org, _ = strconv.ParseInt(q.Get("org"), 10, 64)
	f.from = offset(q)
	return f
}

// offset is the place in a list from which an address asks for it.
func offset(q url.Values) int {
	n, _ := strconv.Atoi(q.Get("from"))
	return max(0, n)
}

func (f peopleFilter) chooses(d *store.Directory, p org.Post, today calendar.Day) bool {
	return (f.role == "" || p.Role == f.role) && (f.org == 0 || p.Org == f.org) && (f.left || p.To == "" || p.To >= today) &&
		strings.Contains(d.PersonName(p.Person), f.name)
}

// adminPeople lists posts with their holders, and the people who have no post yet.
func (s *Server) adminPeople(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	d, err := s.Registry.Directory(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	if form := peopleForm(v, d, r.URL.Query(), 0); wrongFilter(form) != nil {
		return s.showWrong(w, r, v.T("app.nav_admin_people"), form, wrongFilter(form))
	}
	f := readPeopleFilter(r.URL.Query())
	posts := slices.DeleteFunc(slices.Clone(d.Posts), func(p org.Post) bool { return !f.chooses(d, p, v.Today) })
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_people")), Intro: v.T("admin.people_text")}
	p.Acts = []templates.Link{{Href: "/admin/person/new/add_person", Text: v.T("action.add_person")}}
	p.Filter = peopleForm(v, d, r.URL.Query(), len(posts))
	upto := min(len(posts), f.from+perPage)
	page := posts[min(f.from, len(posts)):upto]
	if len(page) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.nobody"), Text: v.T("admin.nobody_text")}}}
	} else {
		t := postTable(v, d, page, true)
		p.Blocks = []templates.AdminBlock{{Table: &t}}
	}
	p.Pager = pagerFrom(v, r, "admin.page_said", f.from, upto, len(posts))
	waiting, err := s.withoutPost(r, v, d)
	if err != nil {
		return err
	}
	p.Blocks = append(p.Blocks, waiting...)
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// withoutPost lists the people who were added and have no post.
func (s *Server) withoutPost(r *http.Request, v *Visit, d *store.Directory) ([]templates.AdminBlock, error) {
	people, err := s.Registry.People(r.Context(), v.Session.Who, "", 5000)
	if err != nil {
		return nil, err
	}
	t := templates.Table{Caption: v.T("admin.without_post"), Columns: []templates.Column{{Text: v.Input("add_person", "name"), Kind: templates.ColTitle}, {Text: v.Input("", "phone"), Kind: templates.ColKey}}}
	for _, p := range people {
		if _, ok := d.Person(p.ID); !ok {
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: p.Name, Href: recordPath(roster.People, p.ID)}, {Text: orDash(p.Phone)}}})
		}
	}
	if len(t.Rows) == 0 {
		return nil, nil
	}
	return []templates.AdminBlock{{Title: v.T("admin.without_post"), Table: &t}}, nil
}

func peopleForm(v *Visit, d *store.Directory, q url.Values, n int) *templates.AdminFilter {
	roles := []templates.Option{{Text: v.T("admin.any")}}
	for _, role := range org.Roles {
		roles = append(roles, templates.Option{Value: string(role), Text: v.T("role." + string(role))})
	}
	orgs := []templates.Option{{Text: v.T("admin.any")}}
	for _, o := range d.Orgs {
		if value := strconv.FormatInt(o.ID, 10); o.Ended == "" || value == q.Get("org") {
			orgs = append(orgs, templates.Option{Value: value, Text: o.Name})
		}
	}
	af := &templates.AdminFilter{
		Action: "/admin/people", Form: templates.Form{Printer: v.Printer, Values: q},
		Fields: []templates.Field{
			{Name: "name", Label: v.T("param.name"), Optional: true},
			{Name: "role", Label: v.T("param.role"), Kind: templates.InputSelect, Options: roles},
			{Name: "org", Label: v.T("param.org"), Kind: templates.InputSelect, Options: orgs},
			{Name: "left", Label: v.T("param.left"), Kind: templates.InputBoxes, Optional: true, Options: []templates.Option{{Value: "yes", Text: v.T("admin.left_too")}}},
		},
	}
	af.Said = templates.Filter{Said: v.T("admin.people_said", "n", n), Clear: "/admin/people"}
	for _, name := range peopleFields {
		if q.Get(name) != "" {
			af.Said.Words = append(af.Said.Words, templates.FilterWord{Text: wordOf(v, d, name, q.Get(name)), Without: without(q, "/admin/people", name)})
		}
	}
	return af
}

func wordOf(v *Visit, d *store.Directory, name, value string) string {
	switch name {
	case "role":
		return v.T("role." + value)
	case "org":
		id, _ := strconv.ParseInt(value, 10, 64)
		return d.OrgName(id)
	case "left":
		return v.T("admin.left_too")
	}
	return value
}

// without is the address of a list without one of its filters.
func without(q url.Values, path, name string) string {
	rest := url.Values{}
	for k, v := range q {
		if k != name && k != "from" && k != "after" && v[0] != "" {
			rest[k] = v
		}
	}
	if len(rest) == 0 {
		return path
	}
	return path + "?" + rest.Encode()
}

// pagerFrom leads through a list that is counted; said tells how many there are and which of them are shown.
func pagerFrom(v *Visit, r *http.Request, said string, from, upto, total int) *templates.Pager {
	if total <= perPage {
		return nil
	}
	at := func(n int) string {
		q := r.URL.Query()
		q.Set("from", strconv.Itoa(n))
		return r.URL.Path + "?" + q.Encode()
	}
	g := &templates.Pager{Said: v.T(said, "n", total, "from", from+1, "to", upto)}
	if from > 0 {
		g.First, g.Prev = at(0), at(max(0, from-perPage))
	}
	if upto < total {
		g.Next = at(upto)
	}
	return g
}

// postTable lists posts; with the holder's name, or for one person without it.
func postTable(v *Visit, d *store.Directory, posts []org.Post, names bool) templates.Table {
	t := templates.Table{Caption: v.T("admin.posts")}
	if names {
		t.Columns = []templates.Column{{Text: v.Input("add_person", "name"), Kind: templates.ColTitle}}
	}
	t.Columns = append(t.Columns, templates.Column{Text: v.Input("", "role")}, templates.Column{Text: v.Input("", "org")},
		templates.Column{Text: v.Input("give_post", "title")}, templates.Column{Text: v.T("admin.standing")}, templates.Column{Text: v.T("admin.record"), Kind: templates.ColKey})
	for _, p := range posts {
		var cells []templates.Cell
		if names {
			cells = append(cells, templates.Cell{Text: d.PersonName(p.Person), Href: recordPath(roster.People, p.Person)})
		}
		title := p.Title
		if p.Cert != "" {
			title = strings.TrimSpace(title + " " + p.Cert)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: append(cells, templates.Cell{Text: v.T("role." + string(p.Role))}, templates.Cell{Text: d.OrgName(p.Org)},
			templates.Cell{Text: orDash(title)}, templates.Cell{Text: standing(v, p)}, templates.Cell{Text: v.T("admin.open"), Href: recordPath(roster.Posts, p.ID)})})
	}
	return t
}

// standing says whether a post is held, from when, or since when no more.
func standing(v *Visit, p org.Post) string {
	switch {
	case p.To != "" && p.To < v.Today:
		return v.T("admin.until", "day", p.To)
	case p.Role == org.Deputy && p.Mandate != "":
		return v.Option("mandate", string(p.Mandate))
	case p.From != "" && p.From > v.Today:
		return v.T("admin.from", "day", p.From)
	}
	return v.T("state.post.held")
}

// adminSessions lists the sessions of the congress.
func (s *Server) adminSessions(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	list, err := s.Registry.SessionList(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_sessions")), Intro: v.T("admin.sessions_text")}
	p.Acts = []templates.Link{{Href: "/admin/session/new/open_session", Text: v.T("action.open_session")}}
	t := templates.Table{Caption: p.Title, Columns: []templates.Column{
		{Text: v.T("machine.session"), Kind: templates.ColTitle},
		{Text: v.Input("", "year"), Kind: templates.ColKey},
		{Text: v.Input("", "opens"), Kind: templates.ColDate},
		{Text: v.Input("", "closes"), Kind: templates.ColDate},
		{Text: v.Input("", "handover"), Kind: templates.ColDate},
	}}
	for _, one := range list {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: sessionName(v, one), Href: recordPath(roster.Sessions, one.ID)},
			{Text: strconv.Itoa(one.Year)},
			{Text: v.LongDay(one.Opens)},
			{Text: orDash(v.LongDay(one.Closes))},
			{Text: orDash(v.LongDay(one.Handover))},
		}})
	}
	p.Blocks = []templates.AdminBlock{{Table: &t}}
	if len(list) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.no_sessions"), Text: v.T("admin.no_sessions_text")}}}
	}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func sessionName(v *Visit, s org.Session) string {
	return v.T("admin.session_name", "term", v.Ordinal(s.Term), "number", v.Ordinal(s.Number))
}

// adminCategories shows the two-level dictionary of matters.
func (s *Server) adminCategories(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	d, err := s.Registry.Directory(r.Context(), v.Session.Who)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_admin_categories")), Intro: v.T("admin.categories_text")}
	p.Acts = []templates.Link{{Href: "/admin/category/new/add_category", Text: v.T("action.add_category")}}
	var tree []templates.AdminNode
	for _, k := range d.Categories {
		if k.Parent == 0 {
			tree = append(tree, categoryNode(d, k))
		}
	}
	p.Blocks = []templates.AdminBlock{{Tree: tree}}
	if len(tree) == 0 {
		p.Blocks = []templates.AdminBlock{{Empty: &templates.Empty{Title: v.T("admin.no_categories"), Text: v.T("admin.no_categories_text")}}}
	}
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func categoryNode(d *store.Directory, k org.Category) templates.AdminNode {
	n := templates.AdminNode{Href: recordPath(roster.Categories, k.ID), Text: k.Name, Note: k.Code, Ended: k.Ended != ""}
	for _, below := range d.Categories {
		if below.Parent == k.ID {
			n.Below = append(n.Below, categoryNode(d, below))
		}
	}
	return n
}
