package supervision

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// PlanInquiry arranges an inquiry.
type PlanInquiry struct {
	Title    string       `json:"title" form:"line,required" max:"100"`
	Meeting  string       `json:"meeting" form:"line,required" max:"100"`
	On       calendar.Day `json:"on" form:"day,required"`
	Place    string       `json:"place" form:"line" max:"100"`
	Special  int64        `json:"special" form:"special"`
	Units    []int64      `json:"units" form:"units,required"`
	Deputies []int64      `json:"deputies" form:"deputies"`
	Cases    []int64      `json:"cases" form:"cases"`
	Topic    string       `json:"topic" form:"text" max:"2000"`
}

// HoldInquiry records the meeting.
type HoldInquiry struct {
	On      calendar.Day `json:"on" form:"day,required"`
	Present int          `json:"present" form:"number,required"`
	Members []string     `json:"members" form:"lines" max:"40"`
	Minutes string       `json:"minutes" form:"text" max:"20000"`
}

// Check refuses a meeting that is still to come, and more names than people present.
func (c *HoldInquiry) Check(x *dossier.X[*Inquiry], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	if len(c.Members) > c.Present {
		f.Add("present", "supervision.fewer_than_named", "n", len(c.Members))
	}
}

// AskQuestion is one question to one department.
type AskQuestion struct {
	By   string `json:"asked_by" form:"line,required" max:"40"`
	Unit int64  `json:"unit" form:"unit,required"`
	Case int64  `json:"case" form:"case"`
	Text string `json:"question" form:"text,required" max:"2000"`
}

// Check refuses a department that was not called.
func (c *AskQuestion) Check(x *dossier.X[*Inquiry], f *fault.Fields) {
	if c.Unit != 0 && !slices.Contains(x.Doc.Units, c.Unit) {
		f.Add("unit", "supervision.not_called")
	}
}

// AnswerQuestion is the answer given, with what was promised in it.
type AnswerQuestion struct {
	Who     string       `json:"answered_by" form:"line,required" max:"60"`
	Answer  string       `json:"answer" form:"text,required" max:"5000"`
	Pledges []MakePledge `json:"pledges" form:"rows"`
	InCase  bool         `json:"in_case" form:"-"` // the unit handles the suggestion: promises go into its ledger
}

// TakePledges takes further promises from an answer.
type TakePledges struct {
	Pledges []MakePledge `json:"pledges" form:"rows,required"`
	InCase  bool         `json:"in_case" form:"-"`
}

// MakePledge is one promise.
type MakePledge struct {
	Words  string       `json:"words" form:"text,required" max:"500"`
	Result string       `json:"result" form:"line,required" max:"300"`
	Owner  string       `json:"owner" form:"line" max:"60"`
	Due    calendar.Day `json:"due" form:"day,required"`
}

// Check refuses promises for days that are over.
func (c *AnswerQuestion) Check(x *dossier.X[*Inquiry], f *fault.Fields) {
	checkPledges(x, c.Pledges, f)
}

// Check refuses promises for days that are over.
func (c *TakePledges) Check(x *dossier.X[*Inquiry], f *fault.Fields) { checkPledges(x, c.Pledges, f) }

func checkPledges(x *dossier.X[*Inquiry], list []MakePledge, f *fault.Fields) {
	for i, p := range list {
		if p.Due != "" {
			x.Ahead(f, "pledges."+itoa(i)+".due", p.Due)
		}
	}
}

// MovePledge moves the day of a promise with a reason.
type MovePledge struct {
	Due    calendar.Day `json:"due" form:"day,required"`
	Reason string       `json:"reason" form:"text,required" max:"1000"`
}

// Check refuses a day that is over.
func (c *MovePledge) Check(x *dossier.X[*Inquiry], f *fault.Fields) {
	x.Ahead(f, "due", c.Due)
}

func planInquiry(x *dossier.X[*Inquiry], c *PlanInquiry) {
	q := x.Doc
	q.Title, q.Meeting, q.On, q.Place, q.Special, q.Units = c.Title, c.Meeting, c.On, c.Place, c.Special, c.Units
	q.Deputies, q.Cases, q.Topic, q.PlannedBy = c.Deputies, c.Cases, c.Topic, x.Actor.Person.ID
	if x.By == suggestion.Special {
		q.Special = x.Actor.Post.Org
	}
}

// question finds a question by its number.
func question(q *Inquiry, part int) *Question {
	for _, k := range q.Questions {
		if k.No == part {
			return k
		}
	}
	return &Question{}
}

// QuestionOf returns what a step on a question is about: the unit asked, and the suggestion if there is one.
func (q *Inquiry) QuestionOf(part int) Question { return *question(q, part) }

func pledge(q *Inquiry, part int) *Pledge {
	for _, p := range q.Pledges {
		if p.No == part {
			return p
		}
	}
	return &Pledge{}
}

// ownPledge holds for the unit that promised.
var ownPledge = dossier.Guard("pledge_of_unit", func(x *dossier.X[*Inquiry]) bool {
	return x.Actor.IsSystem() || x.Actor.Post.Org == pledge(x.Doc, x.Part).Unit
})

func takePledges(x *dossier.X[*Inquiry], k *Question, list []MakePledge) {
	inCase := false
	switch c := x.Cmd.(type) {
	case *AnswerQuestion:
		inCase = c.InCase
	case *TakePledges:
		inCase = c.InCase
	}
	for _, m := range list {
		first := PledgeMade
		if inCase {
			first = PledgeInLedger
		}
		p := &Pledge{Part: x.Add(first), Question: k.No, Unit: k.Unit, Words: m.Words, Result: m.Result, Owner: m.Owner, Due: m.Due, FirstDue: m.Due}
		if inCase {
			p.Case = k.Case
		}
		x.Doc.Pledges = append(x.Doc.Pledges, p)
	}
}
