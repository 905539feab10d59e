package supervision

import (
	"cmp"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a deliberation opinion.
const (
	DeliberationDraft    flow.State = "drafted"   // 拟稿
	DeliberationPassed   flow.State = "passed"    // 已转交, 待报告
	DeliberationReported flow.State = "reported"  // 已报告研究处理情况
	DeliberationSettled  flow.State = "satisfied" // 常委会满意
)

// Deliberation is an opinion of the standing committee (审议意见) that is passed on to the government, or to a court, procuratorate or supervision
// commission, which reports back within the time set.
type Deliberation struct {
	dossier.Head
	Title     string               `json:"title"`
	Number    string               `json:"number,omitempty"`
	Meeting   string               `json:"meeting"`
	Inquiry   int64                `json:"inquiry,omitempty" show:"dossier"`
	Agenda    int64                `json:"agenda,omitempty" show:"dossier"`
	Cases     []int64              `json:"cases,omitempty" show:"cases"`
	Unit      int64                `json:"unit,omitempty" show:"unit"` // body that reports; none: the government
	Special   int64                `json:"special,omitempty" show:"special"`
	Text      string               `json:"text"`
	DraftedBy int64                `json:"drafted_by" show:"person"`
	PassedBy  int64                `json:"passed_by,omitempty" show:"person"`
	PassedOn  calendar.Day         `json:"passed_on,omitempty"`
	Due       calendar.Day         `json:"due,omitempty"`
	Reports   []DeliberationReport `json:"reports,omitempty"`
	HeardAt   string               `json:"heard_at,omitempty"`
}

// DeliberationReport is one report back, and why it was sent back if it was.
type DeliberationReport struct {
	On   calendar.Day `json:"on"`
	Text string       `json:"text"`
	Why  string       `json:"why,omitempty"`
}

// Face tells lists and scope of the opinion.
func (d *Deliberation) Face() dossier.Face {
	f := dossier.Face{Title: d.Title, On: d.PassedOn, Cases: d.Cases}
	for _, id := range []int64{d.Inquiry, d.Agenda} {
		if id != 0 {
			f.Links = append(f.Links, id)
		}
	}
	if d.Special != 0 {
		f.Parties = append(f.Parties, access.Body("special", d.Special))
	}
	holder := access.Body("gov", d.Congress)
	if d.Unit != 0 {
		holder = access.Body("unit", d.Unit)
	}
	if d.State != DeliberationDraft {
		f.Parties = append(f.Parties, holder)
		if d.Unit != 0 {
			f.Parties = append(f.Parties, access.Body("unit_head", d.Unit))
		}
	}
	switch d.State {
	case DeliberationDraft:
		f.Tasks = []dossier.Task{{Name: "pass_deliberation", Holder: access.Body("office_head", d.Congress), Start: d.BegunOn}}
	case DeliberationPassed:
		f.Due = d.Due
		f.Tasks = []dossier.Task{{Name: "report_deliberation", Holder: holder, Start: d.PassedOn, Due: d.Due}}
	case DeliberationReported:
		f.Tasks = []dossier.Task{{Name: "judge_deliberation", Holder: access.Body("office", d.Congress)}}
	}
	return f
}

// WriteDeliberation is the opinion as the committee writes it.
type WriteDeliberation struct {
	Title   string  `json:"title" form:"line,required" max:"100"`
	Meeting string  `json:"meeting" form:"line,required" max:"100"`
	Inquiry int64   `json:"inquiry" form:"dossier" options:"inquiry"`
	Agenda  int64   `json:"agenda" form:"dossier" options:"agenda"`
	Cases   []int64 `json:"cases" form:"cases"`
	Unit    int64   `json:"unit" form:"unit"`
	Special int64   `json:"special" form:"special"`
	Text    string  `json:"text" form:"text,required" max:"10000"`
}

// PassDeliberation gives the opinion its number and the day for the report back.
type PassDeliberation struct {
	Number string       `json:"number" form:"line,required" max:"60"`
	Due    calendar.Day `json:"due" form:"day,required"`
}

// Check refuses a day that is over.
func (c *PassDeliberation) Check(x *dossier.X[*Deliberation], f *fault.Fields) {
	x.Ahead(f, "due", c.Due)
}

// SendBackDeliberation asks for a new report by a new day.
type SendBackDeliberation struct {
	Reason string       `json:"reason" form:"text,required" max:"2000"`
	Due    calendar.Day `json:"due" form:"day,required"`
}

// Check refuses a day that is over.
func (c *SendBackDeliberation) Check(x *dossier.X[*Deliberation], f *fault.Fields) {
	x.Ahead(f, "due", c.Due)
}

// SettleDeliberation records the meeting that was satisfied.
type SettleDeliberation struct {
	HeardAt string `json:"heard_at" form:"line,required" max:"100"`
}

func writeDeliberation(x *dossier.X[*Deliberation], c *WriteDeliberation) {
	d := x.Doc
	d.Title, d.Meeting, d.Inquiry, d.Agenda, d.Cases, d.Unit, d.Text = c.Title, c.Meeting, c.Inquiry, c.Agenda, c.Cases, c.Unit, c.Text
	d.DraftedBy, d.Special = x.Actor.Person.ID, cmp.Or(c.Special, d.Special)
	if x.By == suggestion.Special {
		d.Special = x.Actor.Post.Org
	}
}

// DeliberationKind is the life of an opinion: written by one, passed on by a second, reported on, judged.
var DeliberationKind = dossier.Sort[*Deliberation]{
	Called: "deliberation", Of: Theme, Public: congress, New: func() *Deliberation { return &Deliberation{} },
	Tables: []flow.Table[*dossier.X[*Deliberation]]{{Name: "deliberation", Rules: []flow.Rule[*dossier.X[*Deliberation]]{
		{From: []flow.State{""}, Do: "draft_deliberation", By: hosts, To: DeliberationDraft, Act: dossier.Act(writeDeliberation)},
		{From: []flow.State{DeliberationDraft}, Do: "pass_deliberation", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Deliberation]]{
			dossier.SecondPerson(func(d *Deliberation) int64 { return d.DraftedBy }),
		}, To: DeliberationPassed, Act: dossier.Act(func(x *dossier.X[*Deliberation], c *PassDeliberation) {
			x.Doc.Number, x.Doc.Due, x.Doc.PassedBy, x.Doc.PassedOn = c.Number, c.Due, x.Actor.Person.ID, x.Env.Today
		})},
		{From: []flow.State{DeliberationDraft}, Do: "change_deliberation", By: hosts, Act: dossier.Act(writeDeliberation)},
		{From: []flow.State{DeliberationPassed}, Do: "report_deliberation", By: append([]flow.Relation{suggestion.GovDesk}, units...), To: DeliberationReported, Act: dossier.Act(func(x *dossier.X[*Deliberation], c *ReportKey) {
			x.Doc.Reports = append(x.Doc.Reports, DeliberationReport{On: x.Env.Today, Text: c.Report})
		})},
		{From: []flow.State{DeliberationReported}, Do: "settle_deliberation", By: hosts, To: DeliberationSettled, Act: dossier.Act(func(x *dossier.X[*Deliberation], c *SettleDeliberation) {
			x.Doc.HeardAt = c.HeardAt
		})},
		{From: []flow.State{DeliberationReported}, Do: "send_back_deliberation", By: hosts, To: DeliberationPassed, Act: dossier.Act(func(x *dossier.X[*Deliberation], c *SendBackDeliberation) {
			x.Doc.Reports[len(x.Doc.Reports)-1].Why, x.Doc.Due = c.Reason, c.Due
		})},
	}}},
}
