package question

import (
	"encoding/json"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// ReviewKind is the name under which the log keeps the chains of reviews.
const ReviewKind = "review"

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
	Doc
	Case        int64        `json:"case"`
	Sheet       int64        `json:"sheet"`
	Reasons     []Reason     `json:"reasons"`
	Askers      []int64      `json:"askers,omitempty"` // persons whose records contradict each other
	OpenedOn    calendar.Day `json:"opened_on"`
	Explanation string       `json:"explanation,omitempty"`
	ExplainedBy int64        `json:"explained_by,omitempty"` // person
	Refused     []string     `json:"refused,omitempty"`      // why explanations were not accepted
	Order       string       `json:"order,omitempty"`
	Until       calendar.Day `json:"until,omitempty"`
	Outcome     string       `json:"outcome,omitempty"`
}

// ReviewX is one step on a review.
type ReviewX struct {
	*Review
	Actor org.Actor
	By    flow.Relation
	Cmd   any
	Env   suggestion.Env
}

func (x *ReviewX) doc() *Doc             { return &x.Doc }
func (x *ReviewX) take(by flow.Relation) { x.By = by }
func (x *ReviewX) cmd() any              { return x.Cmd }

// OpenReview is made by the program out of contradictions; nobody types one.
type OpenReview struct {
	Congress int64    `json:"congress" form:"-"`
	Case     int64    `json:"case" form:"-"`
	Sheet    int64    `json:"sheet" form:"-"`
	Reasons  []Reason `json:"reasons" form:"-"`
	Askers   []int64  `json:"askers" form:"-"`
}

func (c *OpenReview) check(_ *ReviewX, f *fault.Fields) {
	if len(c.Reasons) == 0 {
		f.Add("reasons", "field.required")
	}
}

// Renew brings the contradictions up to date while the review is open; with none left it lapses.
type Renew struct {
	Reasons []Reason `json:"reasons" form:"-"`
	Askers  []int64  `json:"askers" form:"-"`
}

func (c *Renew) check(_ *ReviewX, f *fault.Fields) {
	if len(c.Reasons) == 0 {
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

func (c *Rework) check(x *ReviewX, f *fault.Fields) {
	if c.Until <= x.Env.Today {
		f.Add("until", "field.day_past")
	}
}

var (
	// Whoever asked one of the questions that contradict each other does not explain the contradiction away.
	noAsker = flow.Guard[*ReviewX]{Name: "not_an_asker", OK: func(x *ReviewX) bool { return !slices.Contains(x.Askers, x.Actor.Person.ID) }}
	second  = flow.Guard[*ReviewX]{Name: "second_person_review", OK: func(x *ReviewX) bool { return x.ExplainedBy != x.Actor.Person.ID }}
	heads   = []flow.Relation{suggestion.OfficeHead}
	itself  = []flow.Relation{flow.System}
)

// ReviewTable is the life of a review.
var ReviewTable = flow.Table[*ReviewX]{Name: ReviewKind, Rules: []flow.Rule[*ReviewX]{
	{From: []flow.State{""}, Do: "open_review", By: itself, To: Open, Act: act(func(x *ReviewX, c *OpenReview) {
		x.Congress, x.Case, x.Sheet, x.Reasons, x.Askers, x.OpenedOn = c.Congress, c.Case, c.Sheet, c.Reasons, c.Askers, x.Env.Today
	})},
	{From: []flow.State{Open}, Do: "renew_review", By: itself, Act: act(func(x *ReviewX, c *Renew) { x.Reasons, x.Askers = c.Reasons, c.Askers })},
	{From: []flow.State{Open}, Do: "lapse_review", By: itself, To: Lapsed, Act: act(func(*ReviewX, *suggestion.Nothing) {})},
	{From: []flow.State{Open}, Do: "explain_review", By: office, If: []flow.Guard[*ReviewX]{noAsker}, To: Explained, Act: act(func(x *ReviewX, c *Explain) {
		x.Explanation, x.ExplainedBy = c.Text, x.Actor.Person.ID
	})},
	{From: []flow.State{Explained}, Do: "refuse_explanation", By: heads, If: []flow.Guard[*ReviewX]{second}, To: Open, Act: act(func(x *ReviewX, c *Explain) {
		x.Refused, x.Explanation, x.ExplainedBy = append(x.Refused, c.Text), "", 0
	})},
	{From: []flow.State{Explained}, Do: "accept_explanation", By: heads, If: []flow.Guard[*ReviewX]{second}, To: Resolved, Act: act(func(*ReviewX, *suggestion.Nothing) {})},
	{From: []flow.State{Open, Explained}, Do: "reopen_case", By: heads, To: Reopened, Act: act(func(x *ReviewX, c *Rework) { x.Order, x.Until = c.Order, c.Until })},
	{From: []flow.State{Reopened}, Do: "resolve_review", By: heads, To: Resolved, Act: act(func(x *ReviewX, c *Explain) { x.Outcome = c.Text })},
}}

// Reviewing returns the step that follows from the contradictions of a sheet: a review opened, brought up to date, or taken back. r is
// the newest review of the sheet, or nil. do is empty when nothing follows.
func Reviewing(s *Sheet, r *Review, reasons []Reason) (do flow.Action, cmd any) {
	var askers []int64
	for _, w := range reasons {
		for _, no := range []int{w.Earlier, w.Later} {
			if k := s.Record(no); k != nil && k.Person != 0 && !slices.Contains(askers, k.Person) {
				askers = append(askers, k.Person)
			}
		}
	}
	switch {
	case r == nil || r.State == Lapsed || r.State == Resolved:
		fresh := r == nil || slices.ContainsFunc(reasons, func(w Reason) bool { return !slices.Contains(r.Reasons, w) })
		if len(reasons) > 0 && (fresh || r.State == Lapsed) {
			return "open_review", &OpenReview{Congress: s.Congress, Case: s.Case, Sheet: s.ID, Reasons: reasons, Askers: askers}
		}
	case r.State == Open && len(reasons) == 0:
		return "lapse_review", &suggestion.Nothing{}
	case r.State == Open && !slices.Equal(r.Reasons, reasons):
		return "renew_review", &Renew{Reasons: reasons, Askers: askers}
	}
	return "", nil
}

// ReviewRelations says what an actor is to a review: the committee, or nobody.
func ReviewRelations(r *Review, a org.Actor) []flow.Relation {
	return Relations(&Sheet{Doc: Doc{Congress: r.Congress}}, a)
}

// NewReviewCommand returns a fresh command of an action of reviews; false when there is none.
func NewReviewCommand(do flow.Action) (any, bool) { return command(ReviewTable, do) }

// ReviewOffers lists what the actor may do with the review now, and what waits for something.
func ReviewOffers(r *Review, a org.Actor) []flow.Offer {
	return ReviewTable.Offers(&ReviewX{Review: r, Actor: a}, r.State, ReviewRelations(r, a))
}

// ApplyReview decides one step on a review and seals its event. On a fault r must be thrown away.
func ApplyReview(r *Review, a org.Actor, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	return apply(ReviewTable, &ReviewX{Review: r, Actor: a, Cmd: cmd, Env: env}, a, ReviewRelations(r, a), do, cmd, env)
}

// ReplayReview folds a review's log and returns the review it tells of, or the first event that cannot be true.
func ReplayReview(id int64, log []suggestion.Event) (*Review, error) {
	r := &Review{Doc: Doc{ID: id}}
	err := replay(&r.Doc, log, func(a org.Actor, by flow.Relation, do flow.Action, payload []byte, env suggestion.Env) (suggestion.Event, bool) {
		cmd, ok := NewReviewCommand(do)
		if !ok || json.Unmarshal(payload, cmd) != nil {
			return suggestion.Event{}, false
		}
		e, err := apply(ReviewTable, &ReviewX{Review: r, Actor: a, Cmd: cmd, Env: env}, a, []flow.Relation{by}, do, cmd, env)
		return e, err == nil
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}
