package register

import (
	"strconv"

	"huiyin/internal/indicator"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// deputyWords are the filters of the list of deputies, in the order in which its sentence names them.
var deputyWords = []string{"unit", "contact", "outcome", "category", "delegation", "lead", "county", "stream", "history"}

// FillDeputies puts lead deputies into their page.
func (l Lister) FillDeputies(p *templates.SharesPage, f suggestion.DeputyFilter, rows []store.DeputyRow, next string, total int) {
	l.fillParts(p, parts{
		name: "deputies", session: f.Case.Session, values: f.Values(), words: deputyWords, after: f.After, contacts: suggestion.Reached,
		word: func(name, _ string) string { return l.deputyWord(f, name) },
	}, len(rows), next, total)
	p.Note = l.P.T("figures.deputies_note")
	p.Table, p.Export = l.deputyTable(p.Title, f, rows), "/deputies.xlsx?"+p.Form.Values.Encode()
}

// DeputyBook is the list of deputies as columns and lines of a workbook: those of the page.
func (l Lister) DeputyBook(f suggestion.DeputyFilter, rows []store.DeputyRow) ([]sheet.Head, [][]any) {
	return book(l.deputyTable("", f, rows))
}

func (l Lister) deputyTable(caption string, f suggestion.DeputyFilter, rows []store.DeputyRow) templates.Table {
	t := templates.Table{Caption: caption, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("figures.by_deputy"), Kind: templates.ColKey},
		{Text: l.P.T("figures.by_delegation")},
		{Text: l.P.T("figures.deputy_cases"), Kind: templates.ColNum},
		{Text: l.P.T("figures.deputy_contact_any"), Kind: templates.ColNum},
		{Text: l.P.T("figures.deputy_contact_met"), Kind: templates.ColNum},
		{Text: l.P.T("figures.deputy_contact_visited"), Kind: templates.ColNum},
	}}
	for _, r := range rows {
		of := indicator.Behind(f)
		of.Lead = r.Post
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: l.Dir.PostName(r.Post)},
			{Text: l.Dir.OrgShort(r.Delegation)},
			cases(of, "", r.Cases), cases(of, "any", r.Spoken), cases(of, "met", r.Met), cases(of, "visited", r.Visited),
		}})
	}
	return t
}

// cases is how many suggestions of a deputy had a contact; the number opens their list.
func cases(f suggestion.Filter, contact string, n int) templates.Cell {
	c := templates.Cell{Text: strconv.Itoa(n)}
	if n > 0 {
		f.Contact = contact
		c.Href = Address(f)
	}
	return c
}

func (l Lister) deputyWord(f suggestion.DeputyFilter, name string) string {
	of := f.Case // the words are those of the list of cases
	of.Unit, of.Contact = f.Unit, f.Contact
	return l.word(of, name)
}
