package register

import (
	"slices"
	"strconv"

	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Filters are the lists behind the queues of a bench, counts first.
func (l Lister) Filters(b Bench) []suggestion.Filter {
	var out []suggestion.Filter
	for _, q := range append(append([]Queue{}, b.Counts...), b.More...) {
		out = append(out, q.Filter(l.Actor, l.Session.ID, l.Today))
	}
	return out
}

// Shown is how many lines of a queue a workbench shows: few where the reader's own suggestions stand below and must not be pushed
// off the first screen.
func Shown(b Bench, queue int) int {
	if b.Mine && queue == 0 {
		return 5
	}
	return 20
}

// FillBench puts the counts into the page and returns the index of the list to show: the first count, or the second when
// nothing is to be done.
func (l Lister) FillBench(p *templates.WorkbenchPage, b Bench, filters []suggestion.Filter, counts []int) int {
	shown := 0
	if counts[0] == 0 {
		shown = 1
	}
	for i, q := range b.Counts {
		p.Figures = append(p.Figures, templates.Figure{Label: l.P.T("queue." + q.Name), Big: strconv.Itoa(counts[i]), Href: Address(filters[i]), Current: i == shown})
	}
	for i, q := range b.More {
		at := i + len(b.Counts)
		key := "queue." + q.Name
		if len(q.Tasks) == 1 && q.Name == q.Tasks[0] {
			key = "task." + q.Name
		}
		if counts[at] == 0 {
			continue
		}
		chip := templates.Figure{Label: l.P.T(key), Big: strconv.Itoa(counts[at]), Href: Address(filters[at])}
		if b.parts(q) {
			p.Parts = append(p.Parts, chip)
		} else {
			p.Beside = append(p.Beside, chip)
		}
	}
	p.Heading = l.heading(b.Counts[shown], counts[shown])
	if counts[shown] > Shown(b, shown) {
		p.All = &templates.Link{Href: Address(filters[shown]), Text: l.P.T("lists.all_of", "n", counts[shown])}
	}
	if counts[shown] == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("lists.nothing_to_do"), Text: l.P.T("lists.nothing_to_do_text"), Next: &templates.Link{Href: "/suggestions", Text: l.P.T("lists.to_all")}}
	}
	if b.Write {
		p.Buttons = append(p.Buttons, templates.Link{Href: "/suggestions/new", Text: l.P.T("action.start_draft")})
	}
	if b.Desk {
		p.Buttons = append(p.Buttons, templates.Link{Href: "/leader-desk", Text: l.P.T("app.nav_leader_desk")})
	}
	if b.Units {
		p.Links = append(p.Links, templates.Link{Href: "/years/" + strconv.Itoa(l.Session.Year) + "#units", Text: l.P.T("papers.units")})
	}
	return shown
}

// heading says what the list behind a count is.
func (l Lister) heading(q Queue, n int) string {
	key := "lists.behind"
	if q.Key != "" {
		key = "lists.behind_key"
	}
	return l.P.T(key, "queue", i18n.Key("queue."+q.Name), "n", n)
}

// FillMine puts the reader's own suggestions of the session below what waits: how many there are, and those that are not listed there already.
func (l Lister) FillMine(p *templates.WorkbenchPage, f suggestion.Filter, rows []store.CaseRow, total int, listed []int64) {
	if total == 0 {
		return
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r store.CaseRow) bool { return slices.Contains(listed, r.ID) })
	p.Mine = &templates.MineList{Heading: l.P.T("papers.mine", "n", total), All: templates.Link{Href: Address(f), Text: l.P.T("lists.all_of", "n", total)}}
	if len(rows) > 0 {
		p.Mine.Table = l.Still(rows, f)
	}
}

// FillKeys puts a leader's own key suggestions under way below what waits.
func (l Lister) FillKeys(p *templates.WorkbenchPage, b Bench, f suggestion.Filter, rows []store.CaseRow, total int) {
	all := templates.Link{Href: Address(f), Text: l.P.T("lists.all_of", "n", total)}
	p.Mine = &templates.MineList{Heading: l.heading(b.Counts[1], total), Table: l.Still(rows, f), All: all}
}

// Still is a table that does not sort: the list on a workbench.
func (l Lister) Still(rows []store.CaseRow, f suggestion.Filter) templates.Table {
	t := l.Table(rows, f)
	for i := range t.Columns {
		t.Columns[i].Sort, t.Columns[i].Dir = "", ""
	}
	t.Ledger = false
	return t
}

// Fill puts a list into its page.
func (l Lister) Fill(p *templates.CaseListPage, f suggestion.Filter, rows []store.CaseRow, next string, total, late int, views []store.SavedView) {
	p.Table = l.Table(rows, f)
	p.Filter = l.Sentence(f, total, late)
	p.Pager = l.Pager(f, len(rows), total, next)
	fields, values, hidden := l.Fields(f)
	p.Fields, p.Hidden = fields, hidden
	p.Form = templates.Form{Printer: l.P, Values: values}
	p.Query = values.Encode()
	p.Export, p.Print = "/suggestions.xlsx?"+p.Query, "/suggestions/print?"+p.Query
	p.Urges, p.HandsOver = urges(l.Actor.Post.Role), false
	if l.Actor.Post.Role == org.CommitteeClerk || l.Actor.Post.Role == org.CommitteeHead {
		p.HandsOver = true
	}
	if p.Urges {
		p.Table.Select = "case"
	}
	for _, v := range views {
		p.Views = append(p.Views, templates.SavedView{ID: strconv.FormatInt(v.ID, 10), Name: v.Name, Href: "/suggestions?" + v.Query, Current: v.Query == p.Query})
	}
	if total == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("lists.none"), Text: l.P.T("lists.none_text"), Next: &templates.Link{Href: "/suggestions?session=all", Text: l.P.T("lists.to_everything")}}
	}
}

func urges(r org.Role) bool {
	return r == org.CommitteeClerk || r == org.CommitteeHead || r == org.GovOffice || r == org.SpecialClerk
}
