package templates

import "strings"

// ScoreSheetPage is one unit's sheet in a run of scoring (计分表).
type ScoreSheetPage struct {
	Page
	Unit, State    string
	Scheme, CutOff string
	Digest         string
	Object         string // where the unit objects; empty when it cannot
	Facts          []Fact
	Blocks         []ScoreBlock
	Indicators     *Table
	Figures        *Table
	Entries        *Table
	Objections     *Table
	Before, After  *Link // the sheets of other units
}

// ScoreBlock is one block with its lines and what it came to.
type ScoreBlock struct {
	Title, Sum, Total string
	Table             Table
}

// ScoreListPage is the list behind a line of a sheet.
type ScoreListPage struct {
	Page
	Heading, Hint, Unit, Scheme string
	Said                        string
	Back                        string
	Table                       Table
}

// SchemePage is the page on which a scheme is read and changed.
type SchemePage struct {
	Page
	Heading, State, Hint string
	Back, Trial, Action  string
	Version              string
	Form                 Form
	Groups               []SchemeGroup
	Picks                []SchemePicks
	Decided              []Fact // points that the source leaves open
	Locked               bool   // it can only be read now
}

// SchemeGroup is a list of the scheme, one of its rows, or its head.
type SchemeGroup struct {
	Name, Title, Hint, Said string
	Fields                  []PickField
	Rows                    []SchemeGroup
	More                    string // text of the button that adds a row
	Drop, DropText          string // box by which a row goes
	Open, Top               bool
}

// fields are all inputs, each called by the list and the row in which it stands.
func (p SchemePage) fields() []Field {
	var out []Field
	var walk func(g SchemeGroup, at string)
	walk = func(g SchemeGroup, at string) {
		at = strings.TrimSpace(at + " " + g.Title)
		out = append(out, Field{Name: g.Name, Label: at})
		for _, d := range g.Fields {
			f := d.Field
			f.Label = at + " " + f.Label
			out = append(out, f)
		}
		for _, r := range g.Rows {
			walk(r, at)
		}
	}
	for _, g := range p.Groups {
		walk(g, "")
	}
	return out
}

// SchemePicks is a list offered while typing.
type SchemePicks struct {
	ID      string
	Options []Option
}

// TrialPage shows what a scheme would have changed on last year's facts.
type TrialPage struct {
	Page
	Heading, Said string
	Back          string
	Table         Table
}

// CertificatePage is a certificate (荣誉证书), printed on A4 across.
type CertificatePage struct {
	Page
	Heading, Name, Words, By, Day, Number string
	Back                                  string
}
