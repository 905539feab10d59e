package templates

// BallotPage is the ballot of one member: the marks, a last look at them, or that it is in.
type BallotPage struct {
	Page
	Form     Form
	Action   string
	Fields   []Field
	Checking bool
	Answers  []Fact
	Hidden   []Pair
	Out      []string // lines that the member is kept out of
	Done     bool     // the ballot is in
	Closed   string   // why nothing can be marked now
	Refused  string   // what the last attempt met
}

// PapersPage tells how far a vote has come and hands out papers.
type PapersPage struct {
	Page
	Action  string
	Refused string
	Said    string
	Count   string // how far the counting of papers has come
	Links   []Link
	Lines   []PaperLine
}

// PaperLine is one member who is there.
type PaperLine struct {
	Post, Who, How string
	Act, Button    string // what can be done; empty: nothing
}

// SheetPage is the sheet on which a lead deputy rates units.
type SheetPage struct {
	Page
	Form   Form
	Action string
	Until  string
	Done   string
	Over   string // why nothing can be said now
	Units  []SheetUnit
}

// SheetUnit is one unit of a sheet.
type SheetUnit struct {
	Name, Hint string
	Fields     []Field
}

func (p SheetPage) fields() []Field {
	var out []Field
	for _, u := range p.Units {
		for _, f := range u.Fields {
			f.Label = u.Name + " " + f.Label
			out = append(out, f)
		}
	}
	return out
}

// PublicListPage lists what a congress, or all of them, have published.
type PublicListPage struct {
	Page
	Hint  string
	Items []PublicItem
	Pager Pager
}

// PublicItem is one published thing.
type PublicItem struct{ Href, Title, Issuer, Kind, Day string }

// PublicPage is one published thing, for everybody.
type PublicPage struct {
	Page
	Kind     string
	Issuer   string
	Gone     string // it was taken back
	Facts    []Fact
	Sections []DossierSection
	Back     Link
}

// table lists who is there and how each votes.
func (p PapersPage) table() Table {
	t := Table{Caption: p.T("vote.turnout"), Columns: []Column{{Text: p.T("vote.who"), Kind: ColTitle}, {Text: p.T("vote.how")}, {Text: p.T("dossier.acts")}}}
	for _, l := range p.Lines {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.Who}, {Text: l.How}, {Part: paperAct(p, l)}}})
	}
	return t
}
