package register

import (
	"net/url"
	"strconv"

	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// formWords are the filters of the list of evaluations, in the order in which its sentence names them.
var formWords = []string{"unit", "first", "attitude", "result", "outcome", "category", "delegation", "lead", "county", "stream"}

// FillForms puts deputies' evaluations into their page.
func (l Lister) FillForms(p *templates.SharesPage, f suggestion.FormFilter, rows []store.FormRow, next string, total int) {
	values := f.Values()
	if f.Case.Session == 0 {
		values.Set("session", "all")
	}
	p.Action, p.Filter = "/forms", l.formSentence(f, values, total)
	p.Form = templates.Form{Printer: l.P, Values: values}
	p.Fields = []templates.Field{l.choice("session", l.sessions()), l.choice("unit", l.units()), l.choice("category", l.categories())}
	for _, name := range formWords {
		if v := values.Get(name); v != "" && name != "unit" && name != "category" {
			p.Hidden = append(p.Hidden, templates.Pair{Name: name, Value: v})
		}
	}
	p.Pager = templates.Pager{Said: l.P.T("figures.forms_shown", "n", total, "shown", len(rows))}
	if next != "" {
		p.Pager.Next = "/forms?" + values.Encode() + "&after=" + url.QueryEscape(next)
	}
	if f.After != "" {
		p.Pager.First = "/forms?" + values.Encode()
	}
	if total == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("figures.forms_none"), Text: l.P.T("figures.forms_none_text")}
	}
	p.Table = templates.Table{Caption: p.Title, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.unit")},
		{Text: l.P.T("figures.round"), Kind: templates.ColNum},
		{Text: l.P.T("lists.attitude"), Kind: templates.ColKey},
		{Text: l.P.T("lists.result"), Kind: templates.ColKey},
		{Text: l.P.T("figures.rated_on"), Kind: templates.ColDate},
	}}
	for _, r := range rows {
		p.Table.Rows = append(p.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: r.Number},
			{Text: r.Title, Href: casefile.Href(r.Case)},
			{Text: l.Dir.OrgShort(r.Unit)},
			{Text: strconv.Itoa(r.Round)},
			{Text: l.optional("lists.rating_", string(r.Attitude))},
			{Text: l.optional("lists.rating_", string(r.Result))},
			{Text: l.P.Day(r.On)},
		}})
	}
}

// formSentence says what the list holds; each filter is a removable word of it.
func (l Lister) formSentence(f suggestion.FormFilter, values url.Values, total int) templates.Filter {
	out := templates.Filter{Said: l.P.T("figures.forms_said", "n", total), Clear: "/forms"}
	without := func(name string) string {
		v := url.Values{}
		for k, list := range values {
			v[k] = list
		}
		v.Del(name)
		if name == "session" {
			v.Set("session", "all")
		}
		return "/forms?" + v.Encode()
	}
	session := l.P.T("lists.all_sessions")
	if f.Case.Session != 0 {
		session = l.SessionName(f.Case.Session)
	}
	out.Words = append(out.Words, templates.FilterWord{Text: session, Without: without("session")})
	for _, name := range formWords {
		if values.Get(name) != "" {
			out.Words = append(out.Words, templates.FilterWord{Text: l.formWord(f, name, values.Get(name)), Without: without(name)})
		}
	}
	return out
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
