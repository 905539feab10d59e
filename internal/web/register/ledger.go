package register

import (
	"net/url"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// light of a promise: on plan while time is left, nothing once its unit has declared it done: then others are to judge it.
func (l Lister) promiseLight(k store.CommitmentRow) templates.Light {
	if k.State == suggestion.Promised {
		return casefile.PlanLight(k.Start, k.Due, l.Today)
	}
	return templates.Light{}
}

func (l Lister) promiseState(s flow.State) string { return l.P.T("state.commitment." + string(s)) }

// FillLedger puts the ledger into its page.
func (l Lister) FillLedger(p *templates.LedgerPage, asked url.Values, f store.CommitmentFilter, rows []store.CommitmentRow, next string, total, late int) {
	asked.Del("after")
	p.Export = "/commitments.xlsx?" + asked.Encode()
	p.Said = l.P.T("lists.promises_said", "n", total)
	if late > 0 {
		p.Said = l.P.T("lists.promises_said_late", "n", total, "late", late)
	}
	l.ledgerWords(p, asked, f)
	for _, view := range []string{"", "this_year", "last_year", "last_term", "quiet"} {
		q := url.Values{}
		if view != "" {
			q.Set("view", view)
		}
		key := "lists.promises_" + view
		if view == "" {
			key = "lists.promises_all"
		}
		p.Views = append(p.Views, templates.SavedView{Name: l.P.T(key), Href: "/commitments?" + q.Encode(), Current: asked.Get("view") == view})
	}
	p.Form, p.View = templates.Form{Printer: l.P, Values: asked}, asked.Get("view")
	p.Fields = l.ledgerFields()
	p.Pager = templates.Pager{Said: l.P.T("lists.shown_promises", "n", total, "shown", len(rows))}
	if next != "" {
		p.Pager.Next = "/commitments?" + asked.Encode() + "&after=" + url.QueryEscape(next)
	}
	if f.After != "" {
		p.Pager.First = "/commitments?" + asked.Encode()
	}
	p.Table = templates.Table{Caption: p.Title, Ledger: true, Columns: []templates.Column{
		{Text: l.P.T("lists.promise"), Kind: templates.ColTitle},
		{Text: l.P.T("lists.number"), Kind: templates.ColKey},
		{Text: l.P.T("lists.unit"), Kind: templates.ColKey},
		{Text: l.P.T("lists.promise_year"), Kind: templates.ColKey},
		{Text: l.P.T("lists.state"), Kind: templates.ColKey},
		{Text: l.P.T("lists.percent"), Kind: templates.ColNum},
		{Text: l.P.T("lists.due"), Kind: templates.ColDate},
		{Text: l.P.T("lists.report_by"), Kind: templates.ColDate},
	}}
	for _, k := range rows {
		p.Table.Rows = append(p.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: k.Words, Href: casefile.PromiseHref(k.Case, k.Part), Part: templates.UnderPromise(l.P, k.Title, casefile.Claims(l.P, l.Dir, k.Earlier), len(k.Earlier), l.proof(k))},
			{Text: k.Number},
			{Text: l.owedBy(k)},
			{Text: l.promiseYear(k)},
			l.settled(k),
			{Text: percent(k)},
			l.due(k),
			l.reportBy(k),
		}})
	}
	if total == 0 {
		p.Empty = &templates.Empty{Title: l.P.T("lists.no_promises"), Text: l.P.T("lists.no_promises_text")}
	}
}

// proof links the files that show how a promise is kept.
func (l Lister) proof(k store.CommitmentRow) []templates.Link {
	var out []templates.Link
	for _, f := range k.Files {
		out = append(out, templates.Link{Href: casefile.FileHref(k.Case, f.Hash), Text: f.Name})
	}
	return out
}

func fileNames(files []suggestion.File) string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return strings.Join(out, "\n")
}

// due is the day of a promise, with its light while it is owed, and the first day where it was moved.
func (l Lister) due(k store.CommitmentRow) templates.Cell {
	c := templates.Cell{Text: l.P.Day(k.Due)}
	first := ""
	if day := moved(k); day != "" {
		first = l.P.T("lists.first_due_on", "day", l.P.Day(day))
	}
	if light := l.promiseLight(k); first != "" || light != (templates.Light{}) && k.Due != "" {
		c.Part = templates.PromiseDue(l.P, c.Text, light, first)
	}
	return c
}

// reportBy is the day by which the unit is to speak of a promise again; a month of silence is shown as a limit that has passed.
func (l Lister) reportBy(k store.CommitmentRow) templates.Cell {
	c := templates.Cell{Text: l.P.Day(k.ReportBy)}
	if k.ReportBy != "" && k.ReportBy < l.Today {
		c.Part = templates.DueCell(l.P, c.Text, casefile.Light("", k.ReportBy, l.Today))
	}
	return c
}

// ledgerWords says by what the ledger is narrowed beyond its fields, and sends it along when it is narrowed further.
func (l Lister) ledgerWords(p *templates.LedgerPage, asked url.Values, f store.CommitmentFilter) {
	of := f.Case
	of.Session = f.Session
	for _, name := range []string{"session", "year", "carried", "term", "of_term", "told", "rated", "outcome", "category", "delegation", "lead", "county", "stream"} {
		if asked.Get(name) == "" || f.Values().Get(name) == "" {
			continue
		}
		text := ""
		switch name {
		case "session":
			text = l.SessionName(f.Session)
		case "year", "carried":
			text = l.P.T("lists.word_promise_"+name, "year", asked.Get(name))
		case "term", "of_term":
			n, _ := strconv.Atoi(asked.Get(name))
			text = l.P.T("lists.word_promise_"+name, "term", l.P.Ordinal(n))
		case "told":
			text = l.P.T("lists.word_promise_told")
		case "rated":
			text = l.P.T("lists.word_rated", "what", l.values("commitments", name, asked.Get(name)))
		default:
			text = l.word(of, name)
		}
		less := url.Values{}
		for k, v := range asked {
			less[k] = v
		}
		less.Del(name)
		p.Words = append(p.Words, templates.FilterWord{Text: text, Without: "/commitments?" + less.Encode()})
		p.Hidden = append(p.Hidden, templates.Pair{Name: name, Value: asked.Get(name)})
	}
}

// moved is the first day of a promise whose day was moved.
func moved(k store.CommitmentRow) calendar.Day {
	if k.FirstDue == k.Due {
		return ""
	}
	return k.FirstDue
}

// settled is the state of a promise, with the day on which it was done where it has been.
func (l Lister) settled(k store.CommitmentRow) templates.Cell {
	c := templates.Cell{Text: l.promiseState(k.State)}
	if k.DoneOn != "" {
		c.Part = templates.TwoLines(c.Text, l.P.Day(k.DoneOn))
	}
	return c
}

func (l Lister) ledgerFields() []templates.Field {
	state := l.choice("state", []templates.Option{{Value: "open", Text: l.P.T("lists.promises_open")}})
	for _, s := range []flow.State{suggestion.Promised, suggestion.Claimed, suggestion.Kept, suggestion.Broken, suggestion.Voided} {
		state.Options = append(state.Options, templates.Option{Value: string(s), Text: l.promiseState(s)})
	}
	state.Options = append(state.Options, templates.Option{Value: "all", Text: l.P.T("lists.any")})
	return []templates.Field{
		l.choice("unit", l.units()), state,
		{Name: "due_from", Label: l.P.T("param.due_from"), Kind: templates.InputDay},
		{Name: "due_to", Label: l.P.T("param.due_to"), Kind: templates.InputDay},
	}
}

// LedgerHeads are the columns of the exported ledger: what the page says, each fact in a column of its own so that it can be sorted by.
func (l Lister) LedgerHeads() []sheet.Head {
	return []sheet.Head{
		{Title: l.P.T("lists.number"), Width: 10},
		{Title: l.P.T("lists.title"), Width: 40},
		{Title: l.P.T("lists.promise"), Width: 50},
		{Title: l.P.T("lists.unit"), Width: 20},
		{Title: l.P.T("lists.promise_made_by"), Width: 20},
		{Title: l.P.T("lists.promise_made"), Width: 10},
		{Title: l.P.T("lists.promise_account"), Width: 10},
		{Title: l.P.T("lists.promise_term"), Width: 10},
		{Title: l.P.T("lists.state"), Width: 12},
		{Title: l.P.T("lists.percent"), Width: 8},
		{Title: l.P.T("lists.due"), Width: 12},
		{Title: l.P.T("lists.first_due"), Width: 12},
		{Title: l.P.T("lists.done_on"), Width: 12},
		{Title: l.P.T("lists.light"), Width: 14},
		{Title: l.P.T("lists.report_by"), Width: 14},
		{Title: l.P.T("lists.claimed_before"), Width: 40},
		{Title: l.P.T("lists.proof"), Width: 40},
	}
}

// percent is how far a promise has come.
func percent(k store.CommitmentRow) string { return strconv.Itoa(k.Percent) + "%" }

// LedgerCells is one promise as the workbook holds it.
func (l Lister) LedgerCells(k store.CommitmentRow) []any {
	return []any{k.Number, k.Title, k.Words, l.Dir.OrgShort(k.Unit), l.Dir.OrgShort(k.MadeBy), known(k.Made), known(k.Year), l.termIn(k), l.promiseState(k.State), sheet.Share(percent(k)), k.Due, moved(k), k.DoneOn, l.promiseLight(k).Text(l.P), k.ReportBy, strings.Join(casefile.Claims(l.P, l.Dir, k.Earlier), "\n"), fileNames(k.Files)}
}
