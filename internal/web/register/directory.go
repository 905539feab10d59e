package register

import (
	"net/url"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Orders are the ways in which a directory of suggestions (目录) is put together.
var Orders = []string{"delegation", "unit", "key", "excellent"}

// Narrow adds what a directory and its order imply: it holds what was handed in, unless a state is asked for, and the directory of key
// suggestions holds key suggestions only.
func Narrow(f suggestion.Filter, by string) suggestion.Filter {
	if len(f.States) == 0 {
		f.States = indicator.Received().States
	}
	switch {
	case by == "key" && f.KeyLevel == "":
		f.KeyLevel = "any"
	case by == "excellent":
		yes := true
		f.Excellent = &yes
	}
	f.Sort, f.After = "number", ""
	return f
}

// FillDirectory puts rows into groups: one table for each delegation or unit, one table for the others.
func (l Lister) FillDirectory(p *templates.DirectoryPage, f suggestion.Filter, asked url.Values, by string, rows []store.CaseRow) {
	p.Heading = l.P.T("papers.directory_" + by)
	p.Said = l.P.T("papers.directory_said", "session", l.span(f), "n", len(rows))
	for _, o := range Orders {
		v := url.Values{}
		for name, values := range asked {
			v[name] = values
		}
		v.Set("by", o)
		p.Orders = append(p.Orders, templates.SavedView{Name: l.P.T("papers.by_" + o), Href: "/suggestions/print?" + v.Encode(), Current: o == by})
	}
	slices.SortStableFunc(rows, func(a, b store.CaseRow) int { return numberless(a) - numberless(b) })
	groups := map[int64][]store.CaseRow{}
	var order []int64
	for _, r := range rows {
		k := l.group(r, by)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	slices.SortStableFunc(order, func(a, b int64) int { return l.place(a) - l.place(b) })
	no := 0
	for _, k := range order {
		p.Tables = append(p.Tables, l.directoryTable(groups[k], l.groupName(k, by), &no))
	}
}

// numberless puts what never got a number behind what has one.
func numberless(r store.CaseRow) int {
	if r.Number == "" {
		return 1
	}
	return 0
}

func (l Lister) span(f suggestion.Filter) string {
	if f.Session == 0 {
		return l.P.T("lists.all_sessions")
	}
	return l.SessionName(f.Session)
}

// group is the body under which a row stands; 0 where there is none, or none that the reader may know.
func (l Lister) group(r store.CaseRow, by string) int64 {
	switch by {
	case "delegation":
		if r.Protected && access.HidesAuthors(l.Actor) {
			return 0
		}
		return r.Delegation
	case "unit":
		return r.Unit
	}
	return 0
}

// place orders groups as the directory of bodies does; what has no body comes last.
func (l Lister) place(id int64) int {
	for i, o := range l.Dir.Orgs {
		if o.ID == id {
			return i
		}
	}
	return len(l.Dir.Orgs)
}

func (l Lister) groupName(id int64, by string) string {
	switch {
	case id != 0:
		return l.Dir.OrgName(id)
	case by == "delegation":
		return l.P.T("papers.no_delegation")
	case by == "unit":
		return l.P.T("papers.no_unit")
	}
	return ""
}

func (l Lister) directoryTable(rows []store.CaseRow, name string, no *int) templates.Table {
	t := templates.Table{Caption: l.P.T("papers.group", "name", name, "n", len(rows)), Show: name != "", Dense: true, Columns: []templates.Column{
		{Text: l.P.T("papers.no"), Kind: templates.ColNum},
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.who"), Kind: templates.ColKey},
		{Text: l.P.T("lists.category")},
		{Text: l.P.T("lists.unit")},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
		{Text: l.P.T("lists.class"), Kind: templates.ColKey},
	}}
	for _, r := range rows {
		n := l.Line(r)
		*no++
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: strconv.Itoa(*no)}, {Text: n.Number}, {Text: n.Title}, {Text: n.Who}, {Text: l.CategoryName(r.Category)}, {Text: n.Unit}, {Text: n.State}, {Text: n.Class},
		}})
	}
	return t
}
