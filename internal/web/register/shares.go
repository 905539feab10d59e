package register

import (
	"strconv"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// shareWords are the filters of the list of shares, in the order in which its sentence names them.
var shareWords = []string{
	"unit", "answers", "state", "signed", "sign_time", "replied", "timing", "answer_due", "late", "contact", "instructed", "outcome", "result",
	"redone", "redo_limit", "redo_timing", "effect", "category", "delegation", "lead", "county", "stream", "history", "known",
}

// FillShares puts units' shares into their page.
func (l Lister) FillShares(p *templates.SharesPage, f suggestion.ShareFilter, rows []store.ShareRow, next string, total int) {
	l.fillParts(p, parts{
		name: "shares", session: f.Case.Session, values: f.Values(), words: shareWords, after: f.After, contacts: suggestion.Contacts,
		word: func(name, raw string) string { return l.shareWord(f, name, raw) },
	}, len(rows), next, total)
	p.Table, p.Export = l.shareTable(p.Title, rows), "/shares.xlsx?"+p.Form.Values.Encode()
}

// ShareBook is the list of shares as columns and lines of a workbook: those of the page.
func (l Lister) ShareBook(_ suggestion.ShareFilter, rows []store.ShareRow) ([]sheet.Head, [][]any) {
	return book(l.shareTable("", rows))
}

func (l Lister) shareTable(caption string, rows []store.ShareRow) templates.Table {
	t := templates.Table{Caption: caption, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.title"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.unit"), Kind: templates.ColKey},
		{Text: l.P.T("figures.role")},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
		{Text: l.P.T("figures.signed_on"), Kind: templates.ColDate},
		{Text: l.P.T("figures.answered_on"), Kind: templates.ColDate},
		{Text: l.P.T("figures.answer_due"), Kind: templates.ColDate},
		{Text: l.P.T("figures.timing"), Kind: templates.ColKey},
		{Text: l.P.T("lists.result"), Kind: templates.ColKey},
		{Text: l.P.T("figures.effect"), Kind: templates.ColKey},
	}}
	for _, r := range rows {
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: r.Number},
			{Text: r.Title, Href: casefile.Href(r.Case)},
			{Text: l.Dir.OrgShort(r.Unit)},
			{Text: l.P.T("share." + string(r.Role))},
			{Text: l.P.T("state.assignment." + string(r.State))},
			l.on(r.SignedOn),
			l.on(r.FirstOn),
			l.on(r.AnswerDue),
			{Text: l.optional("lists.timing_", string(r.Timing))},
			{Text: l.optional("lists.rating_", string(r.Result))},
			{Text: l.optional("lists.rating_", string(r.Effect))},
		}})
	}
	return t
}

// optional is the word of a value that may be absent.
func (l Lister) optional(prefix, value string) string {
	if value == "" {
		return ""
	}
	return l.P.T(prefix + value)
}

func (l Lister) shareWord(f suggestion.ShareFilter, name, raw string) string {
	switch name {
	case "late":
		return l.P.T("lists.word_late", "what", l.P.Day(f.Late))
	case "state":
		return l.values("shares", name, raw)
	case "redo_timing":
		return l.P.T("figures.word_redo_timing", "what", l.values("shares", name, raw))
	case "answers", "signed", "sign_time", "replied", "redo_limit":
		return l.P.T("figures.word_" + name + "_" + strconv.FormatBool(raw == "true"))
	}
	// the other words are those of the list of cases
	return l.word(suggestion.Filter{
		LeadUnit: f.Unit, Unit: f.Unit, Timings: f.Timings, AnswerDue: f.AnswerDue, Contact: f.Contact, Instructed: f.Instructed, Outcomes: f.Outcomes,
		Results: f.Results, Redone: f.Redone, Effects: f.Effects, Category: f.Case.Category, Delegation: f.Case.Delegation, Lead: f.Case.Lead,
		County: f.Case.County, Stream: f.Case.Stream, History: f.Case.History, Known: f.Case.Known,
	}, name)
}
