package register

import (
	"net/url"
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
func (l Lister) Table(rows []store.CaseRow, f suggestion.Filter, tasks map[int64][]access.Task) templates.Table {
	t := templates.Table{Caption: l.P.T("lists.caption"), Ledger: true, Columns: l.columns(f, tasks != nil)}
	for _, r := range rows {
		n := l.Line(r)
		label := l.P.T("lists.pick", "number", n.Number)
		if n.Number == "" {
			label = l.P.T("lists.pick_title", "title", n.Title)
		}
		row := templates.Row{ID: n.ID, Label: label, Cells: []templates.Cell{
			{Text: n.Number}, {Text: n.Title, Href: casefile.Href(r.ID)}, {Text: n.Who}, {Text: n.Unit},
		}}
		if tasks != nil {
			row.Cells = append(row.Cells, l.todo(tasks[r.ID], l.earlier(f, r))...)
		} else {
			row.Cells = append(row.Cells, templates.Cell{Text: n.State}, templates.Cell{Text: n.Class}, templates.Cell{Text: l.P.Day(n.Due)}, templates.Cell{Light: n.Light})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// todo says what waits on a case, the most pressing first, with its own limit.
func (l Lister) todo(list []access.Task, own access.Task) []templates.Cell {
	var names []string
	var first access.Task
	for _, k := range list {
		if w := l.P.T("task." + k.Name); !contains(names, w) {
			names = append(names, w)
		}
		if first.Name == "" || k.Due != "" && (first.Due == "" || k.Due < first.Due) {
			first = k
		}
	}
	if own.Due != "" && (first.Due == "" || own.Due < first.Due) {
		first = own
		if !contains(names, own.Name) {
			names = append(names, own.Name)
		}
	}
	light := casefile.Light(first.Start, first.Due, l.Today)
	if first.Name == access.DoPromise {
		light = casefile.PlanLight(first.Start, first.Due, l.Today)
	}
	return []templates.Cell{{Text: l.P.List(names)}, {Text: l.P.Day(first.Due)}, {Light: light}}
}

// earlier is the limit that ends first among the reader's own unit's: the list is put in order by it, so the line must show it even
// where the work that waits has a later one.
func (l Lister) earlier(f suggestion.Filter, r store.CaseRow) access.Task {
	if f.Own == 0 || r.DueOn == "" {
		return access.Task{}
	}
	return access.Task{Name: l.P.T("clock." + string(r.DueClock)), Start: r.DueStart, Due: r.DueOn}
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func (l Lister) columns(f suggestion.Filter, todo bool) []templates.Column {
	c := []templates.Column{
		l.sorted(f, "number", templates.ColKey),
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.who"), Kind: templates.ColKey},
		{Text: l.P.T("lists.unit"), Kind: templates.ColKey},
	}
	if todo {
		return append(c, templates.Column{Text: l.P.T("lists.task")}, templates.Column{Text: l.P.T("lists.due"), Kind: templates.ColDate}, templates.Column{Text: l.P.T("lists.light"), Kind: templates.ColKey})
	}
	return append(c, templates.Column{Text: l.P.T("lists.state"), Kind: templates.ColKey}, templates.Column{Text: l.P.T("lists.class"), Kind: templates.ColKey},
		l.sorted(f, "due", templates.ColDate), templates.Column{Text: l.P.T("lists.light"), Kind: templates.ColKey})
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
