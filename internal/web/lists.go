package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// listRoutes are the pages around many cases.
func (s *Server) listRoutes() []Route {
	readers, cases := answer.Readers, suggestion.FilterParams()
	return []Route{
		{Method: "GET", Pattern: "/{$}", Name: "workbench", Enter: signedIn, Nav: true, handle: s.workbench},
		{Method: "GET", Pattern: "/suggestions", Name: "suggestions", Enter: readers.AndFormer(), Nav: true, List: cases, handle: s.listPage},
		{Method: "GET", Pattern: "/search", Name: "search", Enter: readers, List: cases, handle: s.search},
		{Method: "GET", Pattern: "/suggestions.xlsx", Name: "export", Enter: readers.AndFormer(), File: true, List: cases, handle: s.exportList},
		{Method: "POST", Pattern: "/views", Name: "save_view", Enter: readers.AndFormer(), handle: s.saveView},
		{Method: "POST", Pattern: "/views/{id}", Name: "change_view", Enter: readers.AndFormer(), handle: s.changeView},
		{Method: "POST", Pattern: "/suggestions/urge", Name: "urge_many", Enter: only(org.CommitteeClerk, org.CommitteeHead, org.GovOffice, org.SpecialClerk), handle: s.urgeMany},
		{Method: "GET", Pattern: "/suggestions/print", Name: "directory", Enter: readers.AndFormer(), List: append(slices.Clone(cases), suggestion.Param{Name: "by"}), handle: s.directoryPage},
		{Method: "POST", Pattern: "/notices", Name: "see_notices", Enter: signedIn, handle: s.seeNotices},
	}
}

// lister prepares what every list of cases needs.
func (s *Server) lister(ctx context.Context, tx *store.Tx, v *Visit) (register.Lister, error) {
	a := v.actor()
	l := register.Lister{P: v.Printer, Actor: a, Today: tx.Today()}
	var err error
	if l.Dir, err = tx.Directory(ctx, a.Post.Congress); err != nil {
		return l, err
	}
	if l.Sessions, err = tx.Sessions(ctx, a.Post.Congress); err != nil {
		return l, err
	}
	_, l.Session, err = desk.Env(ctx, tx, a.Post.Congress, nil, tx.Today())
	if fault.Is(err, fault.Conflict) {
		return l, nil // no session has opened yet: lists are empty, not broken
	}
	return l, err
}

// listerNow is the lister of a page that reads nothing else in the same view.
func (s *Server) listerNow(r *http.Request) (l register.Lister, err error) {
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		l, err = s.lister(r.Context(), tx, visit(r))
		return err
	})
	return l, err
}

// asked reads the filter of an address: the current session unless another, or all, is named.
func asked(r *http.Request, now int64) (suggestion.Filter, error) {
	v := r.URL.Query()
	if v.Get("session") == "" && r.URL.Path == "/search" {
		v.Set("session", "all")
	}
	v = current(v, now)
	f, err := suggestion.ParseFilter(v)
	f.Own = register.Own(visit(r).actor())
	return f, err
}

// current puts the current session into a query that names none, and takes the word for all sessions out.
func current(v url.Values, now int64) url.Values {
	switch v.Get("session") {
	case "all":
		v.Del("session")
	case "":
		v.Set("session", strconv.FormatInt(now, 10))
	}
	return v
}

// listPage lists the cases that the address asks for.
func (s *Server) listPage(w http.ResponseWriter, r *http.Request) error {
	return s.showList(w, r, http.StatusOK, templates.Form{})
}

// search lists what the words of the head find. The name of a unit leads to what the unit handles: the text of a suggestion seldom names it.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if name := suggestion.OneLine(q.Get("q")); name != "" && len(q) == 1 {
		dir, err := s.Desk.Store.Directory(r.Context(), visit(r).actor().Post.Congress)
		if err != nil {
			return err
		}
		if o, ok := dir.OrgCalled(name); ok && o.Handles() && o.Code != name {
			return see(w, r, "/search?unit="+strconv.FormatInt(o.ID, 10))
		}
	}
	return s.listPage(w, r)
}

// listAgain shows the list on which a form stood that is refused, with what is wrong beside the form and all that was ticked and typed. What
// came from no list is refused on a page of its own.
func (s *Server) listAgain(w http.ResponseWriter, r *http.Request, back string, err error) error {
	f, ok := invalid(err)
	u, bad := url.Parse(local(back))
	if !ok || bad != nil || u.Path != "/suggestions" {
		return err
	}
	about := *f
	about.Fields = slices.Clone(f.Fields)
	for i, c := range about.Fields {
		if strings.HasPrefix(c.Name, "cases.") { // of a command: on the page they are ticks
			about.Fields[i].Name = "case"
		}
	}
	list := r.Clone(r.Context())
	list.Method, list.URL = http.MethodGet, u
	return s.showList(w, list, http.StatusUnprocessableEntity, templates.Form{Values: r.PostForm, Fault: &about})
}

// showList shows the list of an address; act is the refused form around it, or empty.
func (s *Server) showList(w http.ResponseWriter, r *http.Request, code int, act templates.Form) error {
	v := visit(r)
	p := templates.CaseListPage{Page: s.page(w, r, v.T("app.nav_suggestions"))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		f, err := asked(r, l.Session.ID)
		if err != nil {
			return err
		}
		return s.fillList(r.Context(), tx, l, f, &p)
	})
	if err != nil {
		return err
	}
	act.Printer, act.Once = v.Printer, s.NewID()
	if !act.Values.Has("text") {
		act.Values = url.Values{"text": {v.T("lists.urge_default")}, "name": act.Values["name"]}
	}
	for i, row := range p.Table.Rows {
		p.Table.Rows[i].On = act.Holds("case", row.ID)
	}
	p.Page.Search, p.Act = r.URL.Query().Get("q"), act
	return s.render(w, r, code, templates.CaseList(p))
}

// fillList puts rows, sentence, fields and saved views into the page.
func (s *Server) fillList(ctx context.Context, tx *store.Tx, l register.Lister, f suggestion.Filter, p *templates.CaseListPage) error {
	scope := access.Of(l.Actor)
	rows, next, total, err := tx.Cases(ctx, scope, f)
	if err != nil {
		return err
	}
	late, err := tx.CountEach(ctx, scope, f, []suggestion.Filter{{DueTo: l.Today.AddDays(-1), Own: f.Own, Tasks: f.Tasks}})
	if err != nil {
		return err
	}
	views, err := tx.SavedViews(ctx, l.Actor.Post.ID)
	l.Fill(p, f, rows, next, total, late[0], views)
	return err
}

func ids(rows []store.CaseRow) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

// homeOf is the first page of a post: the workbench; for those who see no suggestion their office, or the year's work, of which all is part
// that waits for them.
func (s *Server) homeOf(a org.Actor) string {
	if first := s.officeOf(a); first != "" {
		return first
	}
	if _, ok := register.BenchOf(a); !ok {
		return "/year-work"
	}
	return "/"
}

// workbench is the first page: counts, then the list behind the first of them that is not empty.
func (s *Server) workbench(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.WorkbenchPage{Page: s.page(w, r, v.T("app.nav_workbench"))}
	if home := s.homeOf(v.actor()); home != "/" {
		return see(w, r, home)
	}
	bench, _ := register.BenchOf(v.actor())
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		if p.Reading, err = s.unread(r.Context(), tx, v); err != nil {
			return err
		}
		lists, err := tx.HandoversWaiting(r.Context(), v.actor())
		if err != nil {
			return err
		}
		p.Lists = l.WaitingLists(lists)
		return s.fillBench(r.Context(), tx, l, bench, &p)
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Workbench(p))
}

// fillBench counts every queue and lists the first.
func (s *Server) fillBench(ctx context.Context, tx *store.Tx, l register.Lister, b register.Bench, p *templates.WorkbenchPage) error {
	scope := access.Of(l.Actor)
	filters := l.Filters(b)
	counts, err := tx.CountApart(ctx, scope, filters)
	if err != nil {
		return err
	}
	first := l.FillBench(p, b, filters, counts)
	f := filters[first]
	f.Limit = register.Shown(b, first)
	rows, _, err := tx.CasePage(ctx, scope, f)
	if err != nil {
		return err
	}
	p.Table = l.Still(rows, f)
	if first != 0 {
		return nil
	}
	if b.Desk && counts[1] > 0 {
		keys := filters[1]
		keys.Limit = register.Shown(b, 1)
		rows, _, err := tx.CasePage(ctx, scope, keys)
		l.FillKeys(p, b, filters[1], rows, counts[1])
		return err
	}
	if !b.Mine || l.Session.ID == 0 {
		return nil
	}
	mine := suggestion.Filter{Session: l.Session.ID, Sort: "-changed", Limit: 20}
	own, _, total, err := tx.Cases(ctx, scope, mine)
	l.FillMine(p, mine, own, total, ids(rows))
	return err
}
