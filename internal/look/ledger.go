package look

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of the report on the year's promises.
const (
	LedgerDue  flow.State = "due"  // 待报告
	LedgerMade flow.State = "made" // 已报告
)

// AtTermsEnd is the occasion of the written account that is given at the change of term; without a word it is the fourth quarter.
const AtTermsEnd = "term"

// LedgerReport is what the government's office reports of the promises of its units and the deputies' committee of all: in each fourth quarter
// on those of this year and those carried over into it (承诺事项落实情况报告; domain.md 5.15), and when a new term's first session has opened
// the written account of the term that has ended with it (换届书面说明; 上海市人大代表建议规定第二十二条). Time itself opens it.
type LedgerReport struct {
	dossier.Head
	Title    string        `json:"title"`
	Occasion string        `json:"occasion,omitempty" show:"option:ledger_occasion"` // term; empty: the fourth quarter
	Year     int           `json:"year" show:"year"`
	Term     int           `json:"term,omitempty"`         // that has ended
	Gov      bool          `json:"gov,omitempty" show:"-"` // of the government's office
	Until    calendar.Day  `json:"until"`
	MadeBy   int64         `json:"made_by,omitempty" show:"post"`
	MadeOn   calendar.Day  `json:"made_on,omitempty"` // the cut-off of the figures
	Said     string        `json:"said,omitempty" show:"text"`
	Lines    []LedgerLine  `json:"ledger,omitempty"`        // as the ledger stood when the report was made
	Open     []OpenPromise `json:"open_promises,omitempty"` // one by one what was still owed then
}

// LedgerLine is what became of one unit's promises of a year or term, or of those carried over into it.
type LedgerLine struct {
	Of      string `json:"ledger_of" show:"option:ledger_of"` // this_year, last_year, this_term, last_term
	Unit    int64  `json:"unit" show:"unit"`
	All     int    `json:"all"`
	Due     int    `json:"due_by_now"`
	Kept    int    `json:"kept"`
	Claimed int    `json:"claimed"`
	Late    int    `json:"late"`
	Ahead   int    `json:"ahead"`
	Broken  int    `json:"broken"`
	Moved   int    `json:"moved"`
}

// Owed is how many of them are still owed: claimed and not yet confirmed, late, or not due.
func (l LedgerLine) Owed() int { return l.Claimed + l.Late + l.Ahead }

// OpenPromise is one promise that was still owed when the report was made, by the body that owed it then.
type OpenPromise struct {
	Case    int64        `json:"case" show:"-"`
	Part    int          `json:"part" show:"-"`
	Number  string       `json:"number"`
	Words   string       `json:"words" show:"text"`
	Unit    int64        `json:"unit" show:"unit"`
	Made    int          `json:"made_year" show:"year"`
	Due     calendar.Day `json:"due"`
	Percent int          `json:"percent" show:"percent"`
	Claimed bool         `json:"claimed_done,omitempty"`
}

// Face tells lists, scope and tasks. What the government's office reports it sees itself, beside the congress.
func (d *LedgerReport) Face() dossier.Face {
	f := dossier.Face{Title: d.Title, On: d.MadeOn}
	holder := access.Body("office", d.Congress)
	if d.Gov {
		holder = access.Body("gov", d.Congress)
		f.Parties = []string{holder}
	}
	if d.State == LedgerDue {
		f.On, f.Due = d.BegunOn, d.Until
		f.Tasks = []dossier.Task{{Name: d.task(), Holder: holder, Start: d.BegunOn, Due: d.Until}}
	}
	return f
}

func (d *LedgerReport) task() string {
	if d.Occasion == AtTermsEnd {
		return "make_term_account"
	}
	return "make_ledger_report"
}

// OpenLedgerReport asks for the report of a year, or for the account of a term that has ended.
type OpenLedgerReport struct {
	Title    string       `json:"title"`
	Occasion string       `json:"occasion,omitempty"`
	Year     int          `json:"year"`
	Term     int          `json:"term,omitempty"`
	Gov      bool         `json:"gov,omitempty"`
	Until    calendar.Day `json:"until"`
}

// MakeLedgerReport is the report. Its figures come from the ledger and cannot be typed.
type MakeLedgerReport struct {
	Said  string        `json:"said" form:"text,required" max:"10000"`
	Lines []LedgerLine  `json:"lines" form:"-"`
	Open  []OpenPromise `json:"open_promises,omitempty" form:"-"`
}

var (
	ofGovernment = dossier.Guard("ledger_report_of_government", func(x *dossier.X[*LedgerReport]) bool { return x.Doc.Gov })
	ofCommittee  = dossier.Guard("ledger_report_of_committee", func(x *dossier.X[*LedgerReport]) bool { return !x.Doc.Gov })
)

// makeLedgerReport writes the report down. It is its body's alone: the guard says whose.
func makeLedgerReport(ours flow.Guard[*dossier.X[*LedgerReport]], by ...flow.Relation) flow.Rule[*dossier.X[*LedgerReport]] {
	return flow.Rule[*dossier.X[*LedgerReport]]{
		From: []flow.State{LedgerDue}, Do: "make_ledger_report", By: by, If: []flow.Guard[*dossier.X[*LedgerReport]]{ours}, To: LedgerMade,
		Act: dossier.Act(func(x *dossier.X[*LedgerReport], c *MakeLedgerReport) {
			x.Doc.Said, x.Doc.Lines, x.Doc.Open, x.Doc.MadeBy, x.Doc.MadeOn = c.Said, c.Lines, c.Open, x.Actor.Post.ID, x.Env.Today
		}),
	}
}

// LedgerReportKind is the life of a report on the ledger.
var LedgerReportKind = dossier.Sort[*LedgerReport]{
	Called: "ledger_report", Of: "question", Public: readers, New: func() *LedgerReport { return &LedgerReport{} },
	Tables: []flow.Table[*dossier.X[*LedgerReport]]{{Name: "ledger_report", Rules: []flow.Rule[*dossier.X[*LedgerReport]]{
		{From: []flow.State{""}, Do: "open_ledger_report", By: []flow.Relation{flow.System}, To: LedgerDue, Act: dossier.Act(func(x *dossier.X[*LedgerReport], c *OpenLedgerReport) {
			x.Doc.Title, x.Doc.Year, x.Doc.Gov, x.Doc.Until, x.Doc.Occasion, x.Doc.Term = c.Title, c.Year, c.Gov, c.Until, c.Occasion, c.Term
		})},
		makeLedgerReport(ofGovernment, suggestion.GovDesk),
		makeLedgerReport(ofCommittee, office...),
	}}},
}
