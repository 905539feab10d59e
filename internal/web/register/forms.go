package register

import (
	"strconv"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// formWords are the filters of the list of evaluations, in the order in which its sentence names them.
var formWords = []string{"unit", "first", "attitude", "result", "outcome", "category", "delegation", "lead", "county", "stream"}

// FillForms puts deputies' evaluations into their page.
func (l Lister) FillForms(p *templates.SharesPage, f suggestion.FormFilter, rows []store.FormRow, next string, total int) {
	l.fillParts(p, parts{
		name: "forms", session: f.Case.Session, values: f.Values(), words: formWords, after: f.After,
		word: func(name, raw string) string { return l.formWord(f, name, raw) },
	}, len(rows), next, total)
	p.Table, p.Export = l.formTable(p.Title, rows), "/forms.xlsx?"+p.Form.Values.Encode()
}

// FormBook is the list of evaluations as columns and lines of a workbook: those of the page.
func (l Lister) FormBook(_ suggestion.FormFilter, rows []store.FormRow) ([]sheet.Head, [][]any) {
	return book(l.formTable("", rows))
}

func (l Lister) formTable(caption string, rows []store.FormRow) templates.Table {
	t := templates.Table{Caption: caption, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.unit"), Kind: templates.ColKey},
		{Text: l.P.T("figures.round"), Kind: templates.ColNum},
		{Text: l.P.T("lists.attitude"), Kind: templates.ColKey},
		{Text: l.P.T("lists.result"), Kind: templates.ColKey},
		{Text: l.P.T("figures.rated_on"), Kind: templates.ColDate},
	}}
	for _, r := range rows {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: r.Number},
			{Text: r.Title, Href: casefile.Href(r.Case)},
			{Text: l.Dir.OrgShort(r.Unit)},
			{Text: strconv.Itoa(r.Round)},
			{Text: l.optional("lists.rating_", string(r.Attitude))},
			{Text: l.optional("lists.rating_", string(r.Result))},
			l.on(r.On),
		}})
	}
	return t
}

func (l Lister) formWord(f suggestion.FormFilter, name, raw string) string {
	if name == "first" {
		return l.P.T("figures.word_first_" + raw)
	}
	// the other words are those of the list of cases
	return l.word(suggestion.Filter{
		LeadUnit: f.Unit, Unit: f.Unit, Attitudes: f.Attitudes, Results: f.Results, Outcomes: f.Case.Outcomes, Category: f.Case.Category,
		Delegation: f.Case.Delegation, Lead: f.Case.Lead, County: f.Case.County, Stream: f.Case.Stream,
	}, name)
}
