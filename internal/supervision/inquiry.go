package supervision

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of an inquiry, of a question and of a promise taken from an answer.
const (
	InquiryPlanned   flow.State = "planned"   // 已拟定
	InquiryCalled    flow.State = "called"    // 已通知
	InquiryHeld      flow.State = "held"      // 已询问
	InquiryConcluded flow.State = "concluded" // 已结束
	InquiryDropped   flow.State = "cancelled" // 已取消

	QuestionAsked    flow.State = "asked"    // 待应询
	QuestionAnswered flow.State = "answered" // 已应询

	PledgeInLedger flow.State = "in_ledger" // 已列入承诺台账
	PledgeMade     flow.State = "promised"  // 待落实
	PledgeClaimed  flow.State = "claimed"   // 已报落实
	PledgeKept     flow.State = "kept"      // 已销号
)

// Inquiry is a special inquiry (专题询问): at a meeting of the standing committee its members and deputies question departments; what is promised
// in the answers goes straight into the ledger.
type Inquiry struct {
	dossier.Head
	Title      string       `json:"title"`
	Meeting    string       `json:"meeting"`
	On         calendar.Day `json:"on"`
	Place      string       `json:"place,omitempty"`
	Special    int64        `json:"special,omitempty" show:"special"`
	Units      []int64      `json:"units" show:"units"`
	Deputies   []int64      `json:"deputies,omitempty" show:"deputies"`
	Cases      []int64      `json:"cases,omitempty" show:"cases"`
	Topic      string       `json:"topic,omitempty"`
	Present    int          `json:"present,omitempty"`
	Members    []string     `json:"members,omitempty" show:"names"`
	Minutes    string       `json:"minutes,omitempty"`
	PlannedBy  int64        `json:"planned_by" show:"person"`
	CalledBy   int64        `json:"called_by,omitempty" show:"person"`
	Questions  []*Question  `json:"questions,omitempty"`
	Pledges    []*Pledge    `json:"pledges,omitempty"`
	Conclusion string       `json:"conclusion,omitempty"`
}

// Question is one question with its answer.
type Question struct {
	dossier.Part
	By     string `json:"asked_by"`
	Unit   int64  `json:"unit" show:"unit"`
	Case   int64  `json:"case,omitempty" show:"case"`
	Text   string `json:"question"`
	Who    string `json:"answered_by,omitempty"`
	Answer string `json:"answer,omitempty"`
}

// Pledge is a promise taken from an answer. With a suggestion that the unit handles it lives in that suggestion's ledger; without, here.
type Pledge struct {
	dossier.Part
	Question int          `json:"of_question" show:"-"`
	Unit     int64        `json:"unit" show:"unit"`
	Case     int64        `json:"case,omitempty" show:"case"`
	Words    string       `json:"words"`
	Result   string       `json:"result"`
	Owner    string       `json:"owner,omitempty"`
	Due      calendar.Day `json:"due"`
	FirstDue calendar.Day `json:"first_due" show:"-"`
	Report   string       `json:"report,omitempty"`
	On       calendar.Day `json:"on,omitempty"`
	Why      string       `json:"why,omitempty"`
}

// Parts lists questions and promises.
func (q *Inquiry) Parts(yield func(string, *dossier.Part) bool) {
	for _, k := range q.Questions {
		if !yield("inquiry_question", &k.Part) {
			return
		}
	}
	for _, p := range q.Pledges {
		if !yield("pledge", &p.Part) {
			return
		}
	}
}

// Face tells lists and scope of the inquiry: departments and invited deputies see it once they are called.
func (q *Inquiry) Face() dossier.Face {
	f := dossier.Face{Title: q.Title, On: q.On, Cases: slices.Clone(q.Cases)}
	office := access.Body("office", q.Congress)
	host := office
	if q.Special != 0 {
		host = access.Body("special", q.Special)
		f.Parties = append(f.Parties, host)
	}
	for _, k := range q.Questions {
		if k.Case != 0 {
			f.Cases = append(f.Cases, k.Case)
		}
	}
	if q.State != InquiryPlanned {
		f.Parties = append(f.Parties, access.Body("gov", q.Congress))
		for _, u := range q.Units {
			f.Parties = append(f.Parties, access.Body("unit", u), access.Body("unit_head", u))
		}
		for _, d := range q.Deputies {
			f.Parties = append(f.Parties, access.Post(d))
		}
	}
	task := func(name, holder string, part int, start, due calendar.Day) {
		f.Tasks = append(f.Tasks, dossier.Task{Name: name, Part: part, Holder: holder, Start: start, Due: due})
		if due != "" && (f.Due == "" || due < f.Due) {
			f.Due = due
		}
	}
	switch q.State {
	case InquiryPlanned:
		task("call_inquiry", access.Body("office_head", q.Congress), 0, q.BegunOn, "")
	case InquiryCalled:
		task("hold_inquiry", host, 0, q.BegunOn, q.On)
	case InquiryHeld:
		q.open(task, office)
	}
	return f
}

// open tells what still waits after the meeting.
func (q *Inquiry) open(task func(name, holder string, part int, start, due calendar.Day), office string) {
	done := true
	for _, k := range q.Questions {
		if k.State == QuestionAsked {
			task("answer_question", office, k.No, q.On, "")
			done = false
		}
	}
	for _, p := range q.Pledges {
		switch p.State {
		case PledgeMade:
			task("report_pledge", access.Body("unit", p.Unit), p.No, q.On, p.Due)
			done = false
		case PledgeClaimed:
			task("keep_pledge", office, p.No, "", "")
			done = false
		}
	}
	if done {
		task("conclude_inquiry", office, 0, "", "")
	}
}

var (
	allAnswered = dossier.Guard("questions_answered", func(x *dossier.X[*Inquiry]) bool {
		return !slices.ContainsFunc(x.Doc.Questions, func(k *Question) bool { return k.State == QuestionAsked })
	})
	allKept = dossier.Guard("pledges_kept", func(x *dossier.X[*Inquiry]) bool {
		return !slices.ContainsFunc(x.Doc.Pledges, func(p *Pledge) bool { return p.State == PledgeMade || p.State == PledgeClaimed })
	})
	held = dossier.Guard("inquiry_held", func(x *dossier.X[*Inquiry]) bool { return x.Doc.State == InquiryHeld })
)

// InquiryKind is the life of an inquiry, its questions and the promises taken from them.
var InquiryKind = dossier.Sort[*Inquiry]{
	Called: "inquiry", Of: Theme, Public: congress, New: func() *Inquiry { return &Inquiry{} },
	Tables: []flow.Table[*dossier.X[*Inquiry]]{
		{Name: "inquiry", Rules: []flow.Rule[*dossier.X[*Inquiry]]{
			{From: []flow.State{""}, Do: "plan_inquiry", By: hosts, To: InquiryPlanned, Act: dossier.Act(planInquiry)},
			{From: []flow.State{InquiryPlanned}, Do: "call_inquiry", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Inquiry]]{
				dossier.SecondPerson(func(q *Inquiry) int64 { return q.PlannedBy }),
			}, To: InquiryCalled, Act: dossier.Act(func(x *dossier.X[*Inquiry], _ *suggestion.Nothing) { x.Doc.CalledBy = x.Actor.Person.ID })},
			{From: []flow.State{InquiryPlanned}, Do: "change_inquiry", By: hosts, Act: dossier.Act(planInquiry)},
			{From: []flow.State{InquiryCalled}, Do: "hold_inquiry", By: hosts, To: InquiryHeld, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *HoldInquiry) {
				x.Doc.On, x.Doc.Present, x.Doc.Members, x.Doc.Minutes = c.On, c.Present, c.Members, c.Minutes
			})},
			{From: []flow.State{InquiryCalled, InquiryHeld}, Do: "ask_question", By: append([]flow.Relation{dossier.Participant}, hosts...), Act: dossier.Act(func(x *dossier.X[*Inquiry], c *AskQuestion) {
				x.Doc.Questions = append(x.Doc.Questions, &Question{Part: x.Add(QuestionAsked), By: c.By, Unit: c.Unit, Case: c.Case, Text: c.Text})
			})},
			{From: []flow.State{InquiryHeld}, Do: "conclude_inquiry", By: hosts, If: []flow.Guard[*dossier.X[*Inquiry]]{allAnswered, allKept}, To: InquiryConcluded, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *ConcludeKey) {
				x.Doc.Conclusion = c.Conclusion
			})},
			{From: []flow.State{InquiryPlanned, InquiryCalled}, Do: "cancel_inquiry", By: []flow.Relation{suggestion.OfficeHead}, To: InquiryDropped, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *suggestion.Reason) {
				x.Doc.Conclusion = c.Reason
			})},
		}},
		{Name: "inquiry_question", Begins: []flow.State{QuestionAsked}, Rules: []flow.Rule[*dossier.X[*Inquiry]]{
			{From: []flow.State{QuestionAsked}, Do: "answer_question", By: hosts, If: []flow.Guard[*dossier.X[*Inquiry]]{held}, To: QuestionAnswered, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *AnswerQuestion) {
				k := question(x.Doc, x.Part)
				k.Who, k.Answer = c.Who, c.Answer
				takePledges(x, k, c.Pledges)
			})},
			{From: []flow.State{QuestionAnswered}, Do: "take_pledges", By: hosts, When: []flow.Guard[*dossier.X[*Inquiry]]{held}, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *TakePledges) {
				takePledges(x, question(x.Doc, x.Part), c.Pledges)
			})},
		}},
		{Name: "pledge", Begins: []flow.State{PledgeMade, PledgeInLedger}, Rules: []flow.Rule[*dossier.X[*Inquiry]]{
			{From: []flow.State{PledgeMade}, Do: "report_pledge", By: units, If: []flow.Guard[*dossier.X[*Inquiry]]{ownPledge}, To: PledgeClaimed, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *ReportOrder) {
				p := pledge(x.Doc, x.Part)
				p.Report, p.On = c.Report, x.Env.Today
			})},
			{From: []flow.State{PledgeMade}, Do: "move_pledge", By: hosts, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *MovePledge) {
				p := pledge(x.Doc, x.Part)
				p.Due, p.Why = c.Due, c.Reason
			})},
			{From: []flow.State{PledgeClaimed}, Do: "return_pledge", By: hosts, To: PledgeMade, Act: dossier.Act(func(x *dossier.X[*Inquiry], c *suggestion.Reason) {
				pledge(x.Doc, x.Part).Why = c.Reason
			})},
			{From: []flow.State{PledgeClaimed}, Do: "keep_pledge", By: hosts, To: PledgeKept, Act: dossier.Move[*Inquiry]()},
		}},
	},
}
