package register

import "huiyin/internal/intake/sheet"

// Heads are the columns of an exported list: those of the page.
func (l Lister) Heads() []sheet.Head {
	return []sheet.Head{
		{Title: l.P.T("lists.number"), Width: 10},
		{Title: l.P.T("lists.title"), Width: 50},
		{Title: l.P.T("lists.who"), Width: 16},
		{Title: l.P.T("lists.unit"), Width: 20},
		{Title: l.P.T("lists.state"), Width: 12},
		{Title: l.P.T("lists.class"), Width: 8},
		{Title: l.P.T("lists.due"), Width: 12},
		{Title: l.P.T("lists.light"), Width: 14},
	}
}

// Cells is one line as the workbook holds it.
func (l Lister) Cells(n Line) []any {
	return []any{n.Number, n.Title, n.Who, n.Unit, n.State, n.Class, n.Due, n.Light.Text(l.P)}
}
