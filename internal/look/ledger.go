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

// LedgerReport is the report on the promises of this year and of the years before that falls due in each fourth quarter (承诺事项落实情况报告;
// domain.md 5.15): the government's office reports on its units, the deputies' committee on all. Time itself opens it.
type LedgerReport struct {
	dossier.Head
	Title  string       `json:"title"`
	Year   int          `json:"year" show:"year"`
	Gov    bool         `json:"gov,omitempty" show:"-"` // of the government's office
	Until  calendar.Day `json:"until"`
	MadeBy int64        `json:"made_by,omitempty" show:"post"`
	MadeOn calendar.Day `json:"made_on,omitempty"`
	Said   string       `json:"said,omitempty" show:"text"`
	Lines  []LedgerLine `json:"ledger,omitempty"` // as the ledger stood when the report was made
}

// LedgerLine is what became of one unit's promises of this year or of the years before.
type LedgerLine struct {
	Of      string `json:"ledger_of" show:"option:ledger_of"` // this_year, last_year
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
		f.Tasks = []dossier.Task{{Name: "make_ledger_report", Holder: holder, Start: d.BegunOn, Due: d.Until}}
	}
	return f
}

// OpenLedgerReport asks for the report of a year.
type OpenLedgerReport struct {
	Title string       `json:"title"`
	Year  int          `json:"year"`
	Gov   bool         `json:"gov,omitempty"`
	Until calendar.Day `json:"until"`
}

// MakeLedgerReport is the report. Its figures come from the ledger and cannot be typed.
type MakeLedgerReport struct {
	Said  string       `json:"said" form:"text,required" max:"10000"`
	Lines []LedgerLine `json:"lines" form:"-"`
}

var ledgerOurs = dossier.Guard("ledger_report_ours", func(x *dossier.X[*LedgerReport]) bool {
	return (x.By == suggestion.GovDesk) == x.Doc.Gov
})

// LedgerReportKind is the life of a report on the ledger.
var LedgerReportKind = dossier.Sort[*LedgerReport]{
	Called: "ledger_report", Of: "question", Public: readers, New: func() *LedgerReport { return &LedgerReport{} },
	Tables: []flow.Table[*dossier.X[*LedgerReport]]{{Name: "ledger_report", Rules: []flow.Rule[*dossier.X[*LedgerReport]]{
		{From: []flow.State{""}, Do: "open_ledger_report", By: []flow.Relation{flow.System}, To: LedgerDue, Act: dossier.Act(func(x *dossier.X[*LedgerReport], c *OpenLedgerReport) {
			x.Doc.Title, x.Doc.Year, x.Doc.Gov, x.Doc.Until = c.Title, c.Year, c.Gov, c.Until
		})},
		{From: []flow.State{LedgerDue}, Do: "make_ledger_report", By: append([]flow.Relation{suggestion.GovDesk}, office...), If: []flow.Guard[*dossier.X[*LedgerReport]]{ledgerOurs}, To: LedgerMade, Act: dossier.Act(func(x *dossier.X[*LedgerReport], c *MakeLedgerReport) {
			x.Doc.Said, x.Doc.Lines, x.Doc.MadeBy, x.Doc.MadeOn = c.Said, c.Lines, x.Actor.Post.ID, x.Env.Today
		})},
	}}},
}
