package question

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a review.
const (
	Open      flow.State = "open"      // 待核查
	Explained flow.State = "explained" // 已说明
	Reopened  flow.State = "reopened"  // 已重新办理
	Resolved  flow.State = "resolved"  // 已核结
	Lapsed    flow.State = "lapsed"    // 矛盾已消除
)

// Review is the task that a contradiction opens (核查任务).
type Review struct {
	dossier.Head
	Title       string       `json:"title"`
	Case        int64        `json:"case" show:"case"`
	Reasons     []Reason     `json:"reasons"`
	Askers      []int64      `json:"askers,omitempty" show:"-"` // persons whose records contradict each other
	OpenedOn    calendar.Day `json:"opened_on"`
	Explanation string       `json:"explanation,omitempty"`
	ExplainedBy int64        `json:"explained_by,omitempty" show:"person"`
	Refused     []string     `json:"refused,omitempty"` // why explanations were not accepted
	Order       string       `json:"order,omitempty"`
	Until       calendar.Day `json:"until,omitempty"`
	Outcome     string       `json:"outcome,omitempty"`
}

// Face tells lists and tasks of the review. It is the committee's own affair.
func (r *Review) Face() dossier.Face {
	f := dossier.Face{Title: r.Title, On: r.OpenedOn, Cases: []int64{r.Case}}
	clerk, head := access.Body("office", r.Congress), access.Body("office_head", r.Congress)
	switch r.State {
	case Open:
		f.Tasks = []dossier.Task{{Name: "explain_review", Holder: clerk, Start: r.OpenedOn}}
	case Explained:
		f.Tasks = []dossier.Task{{Name: "accept_explanation", Holder: head}}
	case Reopened:
		f.Due = r.Until
		f.Tasks = []dossier.Task{{Name: "resolve_review", Holder: head, Due: r.Until}}
	}
	return f
}

// OpenReview is made by the program out of contradictions; nobody types one.
type OpenReview struct {
	Congress int64    `json:"congress" form:"-"`
	Case     int64    `json:"case" form:"-"`
	Title    string   `json:"title" form:"-"`
	Reasons  []Reason `json:"reasons" form:"-"`
	Askers   []int64  `json:"askers" form:"-"`
}

// Check refuses a review of nothing.
func (c *OpenReview) Check(_ *dossier.X[*Review], f *fault.Fields) { some(c.Reasons, f) }

// Renew brings the contradictions up to date while the review is open; with none left it lapses.
type Renew struct {
	Reasons []Reason `json:"reasons" form:"-"`
	Askers  []int64  `json:"askers" form:"-"`
}

// Check refuses to leave a review without a reason.
func (c *Renew) Check(_ *dossier.X[*Review], f *fault.Fields) { some(c.Reasons, f) }

func some(reasons []Reason, f *fault.Fields) {
	if len(reasons) == 0 {
		f.Add("reasons", "field.required")
	}
}

// Explain is the written explanation of a contradiction (书面说明).
type Explain struct {
	Text string `json:"text" form:"text,required" max:"3000"`
}

// Rework orders the case to be handled again, by a day.
type Rework struct {
	Order string       `json:"order" form:"text,required" max:"2000"`
	Until calendar.Day `json:"until" form:"day,required"`
}

// Check refuses a day that is over.
func (c *Rework) Check(x *dossier.X[*Review], f *fault.Fields) {
	x.Ahead(f, "until", c.Until)
}

// Resolve says what came of handling the case again.
type Resolve struct {
	Text      string `json:"text" form:"text,required" max:"3000"`
	Reworking bool   `json:"reworking,omitempty" form:"-"` // a unit has still to answer anew
}

// Check follows the case to its end: before the units have answered anew there is nothing to resolve.
func (c *Resolve) Check(_ *dossier.X[*Review], f *fault.Fields) {
	if c.Reworking {
		f.Add("text", "question.not_answered_again")
	}
}

var (
	// Whoever asked one of the questions that contradict each other does not explain the contradiction away.
	noAsker = dossier.Guard("not_an_asker", func(x *dossier.X[*Review]) bool { return !slices.Contains(x.Doc.Askers, x.Actor.Person.ID) })
	second  = dossier.Guard("second_person_review", func(x *dossier.X[*Review]) bool { return x.Doc.ExplainedBy != x.Actor.Person.ID })
)

// ReviewKind is the life of a review.
var ReviewKind = dossier.Sort[*Review]{
	Called: "review", Of: Theme, Public: readers, New: func() *Review { return &Review{} },
	Tables: []flow.Table[*dossier.X[*Review]]{{Name: "review", Rules: []flow.Rule[*dossier.X[*Review]]{
		{From: []flow.State{""}, Do: "open_review", By: system, To: Open, Act: dossier.Act(func(x *dossier.X[*Review], c *OpenReview) {
			r := x.Doc
			r.Congress, r.Case, r.Title, r.Reasons, r.Askers, r.OpenedOn = c.Congress, c.Case, c.Title, c.Reasons, c.Askers, x.Env.Today
		})},
		{From: []flow.State{Open}, Do: "renew_review", By: system, Act: dossier.Act(func(x *dossier.X[*Review], c *Renew) {
			x.Doc.Reasons, x.Doc.Askers = c.Reasons, c.Askers
		})},
		{From: []flow.State{Open}, Do: "lapse_review", By: system, To: Lapsed, Act: dossier.Move[*Review]()},
		{From: []flow.State{Open}, Do: "explain_review", By: office, If: []flow.Guard[*dossier.X[*Review]]{noAsker}, To: Explained, Act: dossier.Act(func(x *dossier.X[*Review], c *Explain) {
			x.Doc.Explanation, x.Doc.ExplainedBy = c.Text, x.Actor.Person.ID
		})},
		{From: []flow.State{Explained}, Do: "refuse_explanation", By: heads, If: []flow.Guard[*dossier.X[*Review]]{second}, To: Open, Act: dossier.Act(func(x *dossier.X[*Review], c *Explain) {
			x.Doc.Refused, x.Doc.Explanation, x.Doc.ExplainedBy = append(x.Doc.Refused, c.Text), "", 0
		})},
		{From: []flow.State{Explained}, Do: "accept_explanation", By: heads, If: []flow.Guard[*dossier.X[*Review]]{second}, To: Resolved, Act: dossier.Move[*Review]()},
		{From: []flow.State{Open, Explained}, Do: "reopen_case", By: heads, To: Reopened, Act: dossier.Act(func(x *dossier.X[*Review], c *Rework) {
			x.Doc.Order, x.Doc.Until = c.Order, c.Until
		})},
		{From: []flow.State{Reopened}, Do: "resolve_review", By: heads, To: Resolved, Act: dossier.Act(func(x *dossier.X[*Review], c *Resolve) { x.Doc.Outcome = c.Text })},
	}}},
}

// Kinds lists every kind of dossier of the package, in the order of the theme's page.
var Kinds = []dossier.Kind{SheetKind, ReviewKind}

// Reviewing returns the step that follows from the contradictions of a case: a review opened, brought up to date, or taken back. r is the
// newest review of the case, or nil. do is empty when nothing follows.
func Reviewing(c *suggestion.Case, records []*Record, r *Review, reasons []Reason) (do flow.Action, cmd any) {
	askers := askersOf(records, reasons)
	switch {
	case r == nil || r.State == Lapsed || r.State == Resolved:
		fresh := r == nil || slices.ContainsFunc(reasons, func(w Reason) bool { return !slices.Contains(r.Reasons, w) })
		if len(reasons) > 0 && (fresh || r.State == Lapsed) {
			return "open_review", &OpenReview{Congress: c.Congress, Case: c.ID, Title: c.Text.Title, Reasons: reasons, Askers: askers}
		}
	case r.State == Open && len(reasons) == 0:
		return "lapse_review", &suggestion.Nothing{}
	case r.State == Open && !slices.Equal(r.Reasons, reasons):
		return "renew_review", &Renew{Reasons: reasons, Askers: askers}
	}
	return "", nil
}

// askersOf lists the persons whose records contradict each other.
func askersOf(records []*Record, reasons []Reason) []int64 {
	var out []int64
	add := func(w Wave, no int) {
		for _, k := range records {
			if k.Wave == w && k.No == no && k.Person != 0 && !slices.Contains(out, k.Person) {
				out = append(out, k.Person)
			}
		}
	}
	for _, w := range reasons {
		add(w.EarlierWave, w.Earlier)
		add(w.LaterWave, w.Later)
	}
	return out
}
