package supervision

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of an urging letter.
const (
	UrgingDraft    flow.State = "drafted"  // 拟稿
	UrgingIssued   flow.State = "issued"   // 已发出, 待回复
	UrgingAnswered flow.State = "answered" // 已回复
	UrgingClosed   flow.State = "closed"   // 已办结
)

// Urging is a letter by which the committee urges a unit and expects an answer by a day (督办函).
type Urging struct {
	dossier.Head
	Title     string         `json:"title"`
	Number    string         `json:"number,omitempty"`
	Unit      int64          `json:"unit" show:"unit"`
	Cases     []int64        `json:"cases" show:"cases"`
	Text      string         `json:"text"`
	Due       calendar.Day   `json:"due"`
	DraftedBy int64          `json:"drafted_by" show:"person"`
	IssuedBy  int64          `json:"issued_by,omitempty" show:"person"`
	IssuedOn  calendar.Day   `json:"issued_on,omitempty"`
	Answers   []UrgingAnswer `json:"answers,omitempty"`
}

// UrgingAnswer is what the unit answers, and why it was sent back if it was.
type UrgingAnswer struct {
	On   calendar.Day `json:"on"`
	Who  string       `json:"who"`
	Text string       `json:"text"`
	Why  string       `json:"why,omitempty"`
}

// Face tells lists and scope of the letter: the unit reads it once it is issued.
func (u *Urging) Face() dossier.Face {
	f := dossier.Face{Title: u.Title, On: u.IssuedOn, Cases: u.Cases}
	office, unit := access.Body("office", u.Congress), access.Body("unit", u.Unit)
	switch u.State {
	case UrgingDraft:
		f.Tasks = []dossier.Task{{Name: "issue_urging", Holder: access.Body("office_head", u.Congress), Start: u.BegunOn}}
	case UrgingIssued:
		f.Parties, f.Due = []string{unit, access.Body("unit_head", u.Unit)}, u.Due
		f.Tasks = []dossier.Task{{Name: "answer_urging", Holder: unit, Start: u.IssuedOn, Due: u.Due}}
	case UrgingAnswered:
		f.Parties = []string{unit, access.Body("unit_head", u.Unit)}
		f.Tasks = []dossier.Task{{Name: "close_urging", Holder: office}}
	default:
		f.Parties = []string{unit, access.Body("unit_head", u.Unit)}
	}
	return f
}

// WriteUrging is the letter as the committee writes it.
type WriteUrging struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	Unit  int64        `json:"unit" form:"unit,required"`
	Cases []int64      `json:"cases" form:"cases,required"`
	Text  string       `json:"text" form:"text,required" max:"5000"`
	Due   calendar.Day `json:"due" form:"day,required"`
}

// Check refuses a day that is over.
func (k *WriteUrging) Check(x *dossier.X[*Urging], f *fault.Fields) {
	x.Ahead(f, "due", k.Due)
}

// IssueUrging gives the letter its number.
type IssueUrging struct {
	Number string `json:"number" form:"line,required" max:"60"`
}

// AnswerUrging is the unit's answer.
type AnswerUrging struct {
	Who  string `json:"who" form:"line,required" max:"60"`
	Text string `json:"text" form:"text,required" max:"5000"`
}

func write(x *dossier.X[*Urging], k *WriteUrging) {
	u := x.Doc
	u.Title, u.Unit, u.Cases, u.Text, u.Due, u.DraftedBy = k.Title, k.Unit, k.Cases, k.Text, k.Due, x.Actor.Person.ID
}

// UrgingKind is the life of an urging letter: written by one, issued by a second, answered by the unit, closed by the committee.
var UrgingKind = dossier.Sort[*Urging]{
	Called: "urging", Of: Theme, Public: congress, New: func() *Urging { return &Urging{} },
	Tables: []flow.Table[*dossier.X[*Urging]]{{Name: "urging", Rules: []flow.Rule[*dossier.X[*Urging]]{
		{From: []flow.State{""}, Do: "draft_urging", By: staff, To: UrgingDraft, Act: dossier.Act(write)},
		{From: []flow.State{UrgingDraft}, Do: "issue_urging", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Urging]]{
			dossier.SecondPerson(func(u *Urging) int64 { return u.DraftedBy }),
		}, To: UrgingIssued, Act: dossier.Act(func(x *dossier.X[*Urging], k *IssueUrging) {
			x.Doc.Number, x.Doc.IssuedBy, x.Doc.IssuedOn = k.Number, x.Actor.Person.ID, x.Env.Today
		})},
		{From: []flow.State{UrgingDraft}, Do: "change_urging", By: staff, Act: dossier.Act(write)},
		{From: []flow.State{UrgingIssued}, Do: "answer_urging", By: []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}, To: UrgingAnswered, Act: dossier.Act(func(x *dossier.X[*Urging], k *AnswerUrging) {
			x.Doc.Answers = append(x.Doc.Answers, UrgingAnswer{On: x.Env.Today, Who: k.Who, Text: k.Text})
		})},
		{From: []flow.State{UrgingAnswered}, Do: "return_urging_answer", By: staff, To: UrgingIssued, Act: dossier.Act(func(x *dossier.X[*Urging], k *suggestion.Reason) {
			x.Doc.Answers[len(x.Doc.Answers)-1].Why = k.Reason
		})},
		{From: []flow.State{UrgingAnswered}, Do: "close_urging", By: staff, To: UrgingClosed, Act: dossier.Move[*Urging]()},
	}}},
}
