package register

import (
	"strconv"
	"strings"

	"huiyin/internal/document"
	"huiyin/internal/flow"
	"huiyin/internal/indicator"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// fates are what may have become of a promise that was carried over, in the order in which people tell it; the others add up to the first.
var fates = []struct {
	name   string
	states []flow.State
}{
	{"all", suggestion.AccountStates}, {"kept", []flow.State{suggestion.Kept}}, {"owed", suggestion.OwedStates}, {"broken", []flow.State{suggestion.Broken}},
}

// Fates are the filters that count what has become of promises that were carried over.
func Fates() []store.CommitmentFilter {
	out := make([]store.CommitmentFilter, len(fates))
	for i, k := range fates {
		out[i].States = k.states
	}
	return out
}

// FillRolled says what has become of the promises of a list that were carried over; each number opens its list.
func (l Lister) FillRolled(p *templates.LedgerPage, f store.CommitmentFilter, n []indicator.Count[store.CommitmentFilter]) {
	for i, k := range fates {
		f.States = k.states
		p.Rolled = append(p.Rolled, templates.Link{Text: l.P.T("lists.rolled_"+k.name, "n", n[i].Int()), Href: "/commitments?" + f.Values().Encode()})
	}
}

// promiseYear is the year in whose account a promise stands, with the one in which it was made where it was carried over.
func (l Lister) promiseYear(k store.CommitmentRow) string {
	text := ""
	switch {
	case k.Made == 0:
	case k.Made == k.Year:
		text = strconv.Itoa(k.Made)
	default:
		text = l.P.T("lists.promise_carried", "from", k.Made, "into", k.Year)
	}
	if k.Term != 0 {
		text = strings.TrimSpace(text + " " + l.termIn(k))
	}
	return text
}

func (l Lister) termIn(k store.CommitmentRow) string {
	if k.Term == 0 {
		return ""
	}
	return l.P.T("lists.promise_in_term", "term", l.P.Ordinal(k.Term))
}

// owedBy names the unit that owes a promise now, and the one that made it where bodies were reformed since.
func (l Lister) owedBy(k store.CommitmentRow) string {
	if k.MadeBy == 0 || k.MadeBy == k.Unit {
		return l.Dir.OrgShort(k.Unit)
	}
	return l.P.T("lists.promise_passed", "unit", l.Dir.OrgShort(k.Unit), "from", l.Dir.OrgShort(k.MadeBy))
}

// known is a year of a workbook; nothing where it is unknown.
func known(year int) any {
	if year == 0 {
		return nil
	}
	return year
}

// AccountPaper lays a report on promises out as the paper that it is: how the ledger stood when it was made, what is said to it, the units one by
// one, and every promise that was still owed.
func (l Lister) AccountPaper(k *look.LedgerReport) document.Paper {
	p := document.Paper{Heading: k.Title, Note: l.P.T("look.ledger_note", "day", l.P.LongDay(k.MadeOn))}
	for _, of := range []string{"this_year", "last_year", "this_term", "last_term"} {
		lines := LinesOf(k.Lines, of)
		if len(lines) == 0 {
			continue
		}
		t := Total(lines)
		p.Blocks = append(p.Blocks, document.Text(l.P.T("look.ledger_says_"+of, "year", k.Year, "term", l.P.Ordinal(k.Term), "all", t.All, "kept", t.Kept, "owed", t.Owed(), "late", t.Late, "broken", t.Broken)))
		p.Annexes = append(p.Annexes, document.Annex{Heading: l.P.T("look.ledger_by_unit", "what", l.P.Option("ledger_of", of)), Wide: true, Table: l.unitsOf(lines)})
	}
	for _, text := range strings.Split(k.Said, "\n") {
		if text = strings.TrimSpace(text); text != "" {
			p.Blocks = append(p.Blocks, document.Text(text))
		}
	}
	if len(k.Open) > 0 {
		p.Annexes = append(p.Annexes, document.Annex{Heading: l.P.T("look.ledger_open"), Wide: true, Table: l.openPromises(k.Open)})
	}
	kind := org.Committee
	if k.Gov {
		kind = org.GovernmentOffice
	}
	if a, ok := l.Dir.Actor(k.MadeBy); ok && a.Org.Kind == kind {
		p.Sign = append(p.Sign, a.Org.NameOn(k.MadeOn))
	}
	p.Sign = append(p.Sign, l.P.LongDay(k.MadeOn))
	return p
}

// LinesOf are the lines of one account of a report on promises.
func LinesOf(all []look.LedgerLine, of string) (out []look.LedgerLine) {
	for _, line := range all {
		if line.Of == of {
			out = append(out, line)
		}
	}
	return out
}

// Total adds lines up.
func Total(list []look.LedgerLine) look.LedgerLine {
	var t look.LedgerLine
	for _, l := range list {
		t.All, t.Due, t.Kept, t.Claimed = t.All+l.All, t.Due+l.Due, t.Kept+l.Kept, t.Claimed+l.Claimed
		t.Late, t.Broken, t.Moved, t.Ahead = t.Late+l.Late, t.Broken+l.Broken, t.Moved+l.Moved, t.Ahead+l.Ahead
	}
	return t
}

// PromiseFigures are the columns of every table of promises by unit, with the list behind each.
var PromiseFigures = []struct {
	Name  string
	N     func(l look.LedgerLine) int
	Query string
}{
	{"all", func(l look.LedgerLine) int { return l.All }, "state=all"},
	{"due", func(l look.LedgerLine) int { return l.Due }, ""},
	{"kept", func(l look.LedgerLine) int { return l.Kept }, "state=kept"},
	{"owed", look.LedgerLine.Owed, "state=open"},
	{"claimed", func(l look.LedgerLine) int { return l.Claimed }, "state=claimed"},
	{"late", func(l look.LedgerLine) int { return l.Late }, ""},
	{"ahead", func(l look.LedgerLine) int { return l.Ahead }, ""},
	{"broken", func(l look.LedgerLine) int { return l.Broken }, "state=broken"},
	{"moved", func(l look.LedgerLine) int { return l.Moved }, ""},
}

func (l Lister) unitsOf(lines []look.LedgerLine) document.Table {
	t := document.Table{Columns: []document.Column{{Text: l.P.T("lists.unit"), Share: 14}}}
	for _, f := range PromiseFigures {
		t.Columns = append(t.Columns, document.Column{Text: l.P.T("lists.promise_" + f.Name), Share: 5, Num: true})
	}
	for _, line := range append(lines, Total(lines)) {
		row := []document.Span{{Text: l.Dir.OrgShort(line.Unit)}}
		if line.Unit == 0 {
			row[0].Text = l.P.T("survey.total")
		}
		for _, f := range PromiseFigures {
			row = append(row, document.Span{Text: strconv.Itoa(f.N(line))})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (l Lister) openPromises(open []look.OpenPromise) document.Table {
	t := document.Table{Columns: []document.Column{
		{Text: l.P.T("lists.number"), Share: 4},
		{Text: l.P.T("lists.promise"), Share: 20},
		{Text: l.P.T("lists.unit"), Share: 8},
		{Text: l.P.T("lists.promise_made"), Share: 4, Num: true},
		{Text: l.P.T("lists.due"), Share: 7},
		{Text: l.P.T("lists.percent"), Share: 4, Num: true},
		{Text: l.P.T("lists.state"), Share: 6},
	}}
	for _, k := range open {
		state := suggestion.Promised
		if k.Claimed {
			state = suggestion.Claimed
		}
		t.Rows = append(t.Rows, []document.Span{
			{Text: k.Number},
			{Text: k.Words, Href: casefile.PromiseHref(k.Case, k.Part)},
			{Text: l.Dir.OrgShort(k.Unit)},
			{Text: strconv.Itoa(k.Made)},
			{Text: l.P.LongDay(k.Due)},
			{Text: strconv.Itoa(k.Percent) + "%"},
			{Text: l.promiseState(state)},
		})
	}
	return t
}
