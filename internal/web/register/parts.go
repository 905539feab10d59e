package register

import (
	"net/url"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/web/templates"
)

// parts is a list of what hangs on suggestions, as the address asks for it: units' shares, deputies' evaluations, or the deputies themselves.
type parts struct {
	name     string // shares, forms or deputies: of its page and its sentences
	session  int64  // 0 for all
	values   url.Values
	words    []string // its filters, in the order in which the sentence names them
	word     func(name, raw string) string
	contacts []string // what its field of contacts offers; nil: it has none
	after    string   // where this page begins; empty for the first
}

// fillParts puts filter, pages and the sentence above the list into the page; the table is the caller's.
func (l Lister) fillParts(p *templates.SharesPage, k parts, shown int, next string, total int) {
	if k.session == 0 {
		k.values.Set("session", "all")
	}
	path := "/" + k.name
	p.Action, p.Filter = path, l.sentence(path, l.P.T("figures."+k.name+"_said", "n", total), k.session, k.values, k.words, k.word)
	p.Form = templates.Form{Printer: l.P, Values: k.values}
	p.Fields = []templates.Field{l.choice("session", l.sessions()), l.choice("unit", l.units()), l.choice("category", l.categories())}
	if k.contacts != nil {
		p.Fields = append(p.Fields, l.choice("contact", l.contacts(k.contacts)))
	}
	asks := func(name string) bool {
		return slices.ContainsFunc(p.Fields, func(f templates.Field) bool { return f.Name == name })
	}
	for _, name := range k.words {
		if v := k.values.Get(name); v != "" && !asks(name) {
			p.Hidden = append(p.Hidden, templates.Pair{Name: name, Value: v})
		}
	}
	p.Pager = templates.Pager{Said: l.P.T("figures."+k.name+"_shown", "n", total, "shown", shown)}
	if next != "" {
		p.Pager.Next = path + "?" + k.values.Encode() + "&after=" + url.QueryEscape(next)
	}
	if k.after != "" {
		p.Pager.First = path + "?" + k.values.Encode()
	}
	if total == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("figures." + k.name + "_none"), Text: l.P.T("figures." + k.name + "_none_text")}
	}
}

// book is a table as columns and lines of a workbook; what is a number or a day stays one.
func book(t templates.Table) ([]sheet.Head, [][]any) {
	var heads []sheet.Head
	for _, c := range t.Columns {
		width := 12.0
		if c.Kind == templates.ColTitle {
			width = 50
		}
		heads = append(heads, sheet.Head{Title: c.Text, Width: width})
	}
	lines := make([][]any, len(t.Rows))
	for i, r := range t.Rows {
		for k, c := range r.Cells {
			var value any = c.Text
			switch t.Columns[k].Kind {
			case templates.ColNum:
				value = sheet.Number(c.Text)
			case templates.ColDate:
				value = c.Day
			}
			lines[i] = append(lines[i], value)
		}
	}
	return heads, lines
}

// on is a day in a column of days.
func (l Lister) on(d calendar.Day) templates.Cell { return templates.Cell{Text: l.P.Day(d), Day: d} }
