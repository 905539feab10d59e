package register

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// Lister writes lists of cases for one reader.
type Lister struct {
	P        *i18n.Printer
	Actor    org.Actor
	Dir      *store.Directory
	Sessions []org.Session
	Session  org.Session // the current one
	Today    calendar.Day
}

// Line is one case in words: pages and exports show the same.
type Line struct {
	ID, Number, Title, Who, Unit, State, Class string
	Due                                        calendar.Day
	Light                                      templates.Light
}

// Line writes one row.
func (l Lister) Line(r store.CaseRow) Line {
	out := Line{
		ID: strconv.FormatInt(r.ID, 10), Number: r.Number, Title: r.Title, Who: l.who(r), Unit: l.Dir.OrgShort(r.Unit),
		State: l.P.T("state.case." + string(r.State)), Due: r.DueOn, Light: casefile.Light(r.DueStart, r.DueOn, l.Today),
	}
	if r.DueTask == access.DoPromise {
		out.Light = casefile.PlanLight(r.DueStart, r.DueOn, l.Today)
	}
	if out.Title == "" {
		out.Title = casefile.Untitled(l.P, r.State)
	}
	if r.Class != "" {
		out.Class = l.P.T("case.class", "class", r.Class)
	}
	return out
}

// who names the proposer, unless identity is protected from this reader.
func (l Lister) who(r store.CaseRow) string {
	switch {
	case r.Protected && access.HidesAuthors(l.Actor):
		return l.P.T("case.deputy_hidden")
	case r.Kind == suggestion.Delegation:
		return l.Dir.OrgShort(r.Delegation)
	case r.Kind == suggestion.Joint:
		return l.P.T("lists.and_others", "name", l.Dir.PostName(r.Lead))
	}
	return l.Dir.PostName(r.Lead)
}

// Table is the table of a list; sorts holds the addresses by which its columns sort.
func (l Lister) Table(rows []store.CaseRow, f suggestion.Filter) templates.Table {
	t := templates.Table{Caption: l.P.T("lists.caption"), Ledger: true, Columns: l.columns(f), Rows: make([]templates.Row, 0, len(rows))}
	for _, r := range rows {
		n := l.Line(r)
		label := l.P.T("lists.pick", "number", n.Number)
		if n.Number == "" {
			label = l.P.T("lists.pick_title", "title", n.Title)
		}
		what := []templates.Cell{{Text: n.Number}, {Text: n.Title, Href: casefile.Href(r.ID)}, {Text: n.Who}, {Text: n.Unit}}
		stands := []templates.Cell{{Text: n.State}, {Text: n.Class}}
		if len(f.Tasks) > 0 {
			stands = []templates.Cell{{Text: l.todo(r)}}
		}
		due := []templates.Cell{{Text: l.P.Day(n.Due)}, {Light: n.Light}}
		t.Rows = append(t.Rows, templates.Row{ID: n.ID, Label: label, Cells: slices.Concat(what, stands, due)})
	}
	return t
}

// todo says what waits on a case, and the own unit's limit that ends before all of it: the list is put in order by it.
func (l Lister) todo(r store.CaseRow) string {
	var names []string
	add := func(word string) {
		if !slices.Contains(names, word) {
			names = append(names, word)
		}
	}
	for _, k := range r.Waits {
		add(l.P.T("task." + k.Name))
	}
	if r.DueOn != "" && r.DueTask == "" {
		add(l.P.T("clock." + string(r.DueClock)))
	}
	return l.P.List(names)
}

func (l Lister) columns(f suggestion.Filter) []templates.Column {
	c := []templates.Column{
		l.sorted(f, "number", templates.ColKey),
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.who"), Kind: templates.ColKey},
		{Text: l.P.T("lists.unit"), Kind: templates.ColKey},
	}
	if len(f.Tasks) > 0 {
		c = append(c, templates.Column{Text: l.P.T("lists.task")})
	} else {
		c = append(c, templates.Column{Text: l.P.T("lists.state"), Kind: templates.ColKey}, templates.Column{Text: l.P.T("lists.class"), Kind: templates.ColKey})
	}
	return append(c, l.sorted(f, "due", templates.ColDate), templates.Column{Text: l.P.T("lists.light"), Kind: templates.ColKey})
}

// sorted is a column that sorts the list, the other way round when it already does.
func (l Lister) sorted(f suggestion.Filter, name, kind string) templates.Column {
	now := f.Sort
	if now == "" {
		now = "due"
	}
	c := templates.Column{Text: l.P.T("lists." + name), Kind: kind}
	f.Sort = name
	switch now {
	case name:
		c.Dir, f.Sort = "ascending", "-"+name
	case "-" + name:
		c.Dir = "descending"
	}
	c.Sort = Address(f)
	return c
}

// Pager says how many there are and leads to the next page.
func (l Lister) Pager(f suggestion.Filter, shown, total int, next string) templates.Pager {
	g := templates.Pager{Said: l.P.T("lists.shown", "n", total, "shown", shown)}
	if f.After != "" {
		g.First = Address(f)
	}
	if next != "" {
		g.Said = l.P.T("papers.shown_more", "n", total, "shown", shown)
		g.Next = Address(f) + "&after=" + url.QueryEscape(next)
	}
	return g
}

// SessionName writes a session: 第五届第四次会议（2026年）.
func (l Lister) SessionName(id int64) string {
	for _, s := range l.Sessions {
		if s.ID == id {
			return l.P.T("lists.session_name", "term", l.P.Ordinal(s.Term), "number", l.P.Ordinal(s.Number), "year", s.Year)
		}
	}
	return ""
}

// CategoryName writes a category with the one above it.
func (l Lister) CategoryName(id int64) string {
	c, _ := l.Dir.Category(id)
	return strings.TrimSpace(c.Name)
}
