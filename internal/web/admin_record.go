package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// recordKinds have a page of their own.
var recordKinds = []string{roster.Orgs, roster.People, roster.Posts, roster.Sessions, roster.Categories}

// adminRecord is one organisation, person, post, session or category: what it is, what may be done, what was done.
func (s *Server) adminRecord(w http.ResponseWriter, r *http.Request) error {
	v, kind := visit(r), r.PathValue("kind")
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || !slices.Contains(recordKinds, kind) || id == 0 {
		return errMissing
	}
	sheet, err := s.Registry.Open(r.Context(), v.Session.Who, kind, id)
	if err != nil {
		return err
	}
	p := templates.AdminPage{Page: s.page(w, r, nameOf(sheet), templates.Link{Href: listPath[kind], Text: v.T(listName[kind])})}
	p.Blocks = append(p.Blocks, templates.AdminBlock{Facts: recordFacts(v, sheet), Acts: offered(v, sheet)})
	p.Blocks = append(p.Blocks, recordPosts(v, sheet)...)
	p.Blocks = append(p.Blocks, history(v, sheet))
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// nameOf is what a record is called.
func nameOf(s registry.Sheet) string {
	switch {
	case s.Org != nil:
		return s.Org.Name
	case s.Person != nil:
		return s.Person.Name
	case s.Post != nil:
		return s.Dir.PersonName(s.Post.Person)
	case s.Category != nil:
		return s.Category.Name
	case s.Session != nil:
		return strconv.Itoa(s.Session.Year)
	}
	return s.Dir.Congress.Name
}

// offered links what may be done now, and what a person's record leads to.
func offered(v *Visit, s registry.Sheet) []templates.Link {
	var out []templates.Link
	for _, o := range s.Offers {
		if o.Reason == "" && o.Do != "move_post" {
			out = append(out, templates.Link{Href: recordPath(s.Entry.Kind, s.Entry.ID) + "/" + string(o.Do), Text: v.T("action." + string(o.Do))})
		}
	}
	if s.Person != nil && s.Person.ID != s.Actor.Person.ID {
		out = append(out, templates.Link{Href: "/admin/post/new/give_post?person=" + strconv.FormatInt(s.Person.ID, 10), Text: v.T("action.give_post")})
	}
	return out
}

func recordFacts(v *Visit, s registry.Sheet) []templates.Fact {
	var out []templates.Fact
	add := func(term, value string) {
		if value != "" {
			out = append(out, templates.Fact{Term: term, Value: value})
		}
	}
	add(v.T("admin.standing"), v.T("state."+s.Entry.Kind+"."+string(s.Entry.State)))
	switch {
	case s.Org != nil:
		orgFacts(v, s, add)
	case s.Person != nil:
		if s.Person.Gender != "" {
			add(v.Input("", "gender"), genderText(v, s.Person.Gender))
		}
		add(v.Input("", "phone"), s.Person.Phone)
		add(v.Input("", "address"), s.Person.Address)
	case s.Post != nil:
		postFacts(v, s, add)
	case s.Session != nil:
		add(v.T("machine.session"), sessionName(v, *s.Session))
		add(v.Input("", "opens"), v.LongDay(s.Session.Opens))
		add(v.Input("", "closes"), v.LongDay(s.Session.Closes))
		add(v.Input("", "handover"), v.LongDay(s.Session.Handover))
	case s.Category != nil:
		add(v.Input("", "code"), s.Category.Code)
		if top, ok := s.Dir.Category(s.Category.Parent); ok {
			add(v.Input("add_category", "parent"), top.Name)
		}
	}
	return out
}

func genderText(v *Visit, code string) string {
	if v.Has("option.gender." + code) {
		return v.Option("gender", code)
	}
	return code
}

func orgFacts(v *Visit, s registry.Sheet, add func(term, value string)) {
	o := s.Org
	add(v.Input("", "org_kind"), v.Option("org_kind", string(o.Kind)))
	add(v.Input("", "short"), o.ShortName)
	add(v.Input("", "code"), o.Code)
	add(v.Input("", "parent"), s.Dir.OrgName(o.Parent))
	add(v.Input("", "special"), s.Dir.OrgName(o.Special))
	for _, g := range s.Lower {
		if g.ID == o.Home {
			add(v.Input("", "home"), g.Name)
		}
	}
	var former []string
	for _, f := range o.Former {
		former = append(former, v.T("admin.former_until", "name", f.Name, "day", f.Until))
	}
	add(v.T("admin.former"), v.List(former))
	add(v.T("admin.aliases"), v.List(o.Aliases))
	add(v.T("admin.open_work"), v.Count(int64(s.Facts.Open), "item"))
	if o.Ended != "" {
		add(v.T("admin.ended"), v.LongDay(o.Ended))
		add(v.Input("", "successor"), s.Dir.OrgName(o.Successor))
	}
}

func postFacts(v *Visit, s registry.Sheet, add func(term, value string)) {
	p := s.Post
	add(v.T("admin.holder"), s.Dir.PersonName(p.Person))
	add(v.Input("", "role"), v.T("role."+string(p.Role)))
	add(v.Input("", "org"), s.Dir.OrgName(p.Org))
	add(v.Input("give_post", "title"), p.Title)
	if p.Rank != "" && v.Has("option.rank."+p.Rank) {
		add(v.Input("give_post", "rank"), v.Option("rank", p.Rank))
	}
	add(v.Input("", "cert"), p.Cert)
	add(v.Input("", "county"), s.Dir.OrgName(p.County))
	if p.Mandate != "" && v.Has("option.mandate."+string(p.Mandate)) && p.Role == org.Deputy {
		add(v.Input("", "mandate"), v.Option("mandate", string(p.Mandate)))
	}
	add(v.Input("", "from"), v.LongDay(p.From))
	add(v.Input("", "last"), v.LongDay(p.To))
}

// recordPosts lists the posts of an organisation or of a person.
func recordPosts(v *Visit, s registry.Sheet) []templates.AdminBlock {
	posts := slices.Clone(s.Dir.Posts)
	switch {
	case s.Org != nil:
		posts = slices.DeleteFunc(posts, func(p org.Post) bool { return p.Org != s.Org.ID || p.To != "" && p.To < v.Today })
	case s.Person != nil:
		posts = registry.PostsOf(s.Dir, s.Person.ID)
	default:
		return nil
	}
	if len(posts) == 0 {
		return []templates.AdminBlock{{Title: v.T("admin.posts"), Text: v.T("admin.no_posts")}}
	}
	b := templates.AdminBlock{Title: v.T("admin.posts")}
	if len(posts) > perPage {
		b.Text = v.T("admin.first_of", "n", len(posts), "shown", perPage)
		posts = posts[:perPage]
	}
	t := postTable(v, s.Dir, posts, s.Org != nil)
	b.Table = &t
	return []templates.AdminBlock{b}
}

// history lists what was changed through the registry, newest first.
func history(v *Visit, s registry.Sheet) templates.AdminBlock {
	b := templates.AdminBlock{Title: v.T("admin.history")}
	for _, e := range slices.Backward(s.Events) {
		b.Lines = append(b.Lines, templates.TimeEvent{Day: v.Instant(e.At), What: v.T("action." + string(e.Action)), Who: eventActor(v, s, e)})
	}
	if len(b.Lines) == 0 {
		b.Text = v.T("admin.no_history")
	}
	return b
}

func eventActor(v *Visit, s registry.Sheet, e suggestion.Event) string {
	switch e.By {
	case flow.System:
		return v.T("relation.system")
	case roster.Entering:
		return cmp.Or(s.Dir.PersonName(e.Person), v.T("relation.entering"))
	}
	return strings.TrimSpace(s.Dir.PersonName(e.Person) + " " + v.T("role.admin"))
}
