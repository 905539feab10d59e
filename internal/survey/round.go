package survey

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kind belongs to.
const Theme = "question"

// States of a survey.
const (
	Planned flow.State = "planned" // 待审定抽样
	Drawn   flow.State = "drawn"   // 已抽样
	Running flow.State = "running" // 调查中
	Ended   flow.State = "ended"   // 已结束
)

// Round is one survey by a third party (第三方调查).
type Round struct {
	dossier.Head
	Title      string       `json:"title"`
	Firm       int64        `json:"firm" show:"org"` // organisation of the third party
	About      string       `json:"about" show:"option:survey_about"`
	Plan       Plan         `json:"plan" show:"-"`
	Layers     []Layer      `json:"layers,omitempty"`
	Population []Item       `json:"population,omitempty" show:"-"`
	Sample     *Sample      `json:"sample,omitempty" show:"-"`
	Links      []*Link      `json:"links,omitempty" show:"-"`
	Calls      []*Answered  `json:"calls,omitempty" show:"-"`
	Until      calendar.Day `json:"until,omitempty"`
	PlannedBy  int64        `json:"planned_by,omitempty" show:"person"`
	DrawnBy    int64        `json:"drawn_by,omitempty" show:"person"`
}

// Nameless are the labels of strata that bear no name: a sample that is not divided, what has no class, what has no category. Pages and the API say them
// in words, option.stratum.<label>.
const (
	Undivided = "all"
	NoClass   = "no_class"
	NoTopic   = "no_topic"
)

// Nameless lists them.
var Nameless = []string{Undivided, NoClass, NoTopic}

// Layer is a stratum under the name by which people know it.
type Layer struct {
	Label string `json:"label" show:"name_or:stratum"`
	Name  string `json:"name" show:"-"`
	Size  int    `json:"size"`
	Take  int    `json:"take"`
}

// Answered is an answer given by telephone.
type Answered struct {
	Case   int64        `json:"case"`
	On     calendar.Day `json:"on"`
	Person int64        `json:"person"` // who called
	Fill
}

// Face tells lists, scope and tasks. The third party learns of the survey when the sample is drawn.
func (r *Round) Face() dossier.Face {
	f := dossier.Face{Title: r.Title, On: r.BegunOn}
	clerk, head, firm := access.Body("office", r.Congress), access.Body("office_head", r.Congress), access.Body("surveyor", r.Firm)
	if r.Sample != nil {
		f.Parties, f.Cases = []string{firm}, r.Sample.Chosen()
	}
	switch r.State {
	case Planned:
		f.Tasks = []dossier.Task{{Name: "draw_sample", Holder: clerk, Start: r.BegunOn}}
	case Drawn:
		f.Tasks = []dossier.Task{{Name: "start_survey", Holder: clerk}}
	case Running:
		f.Due = r.Until
		f.Tasks = []dossier.Task{{Name: "ask_sample", Holder: firm, Due: r.Until}, {Name: "end_survey", Holder: head, Due: r.Until}}
	}
	return f
}

// Seen shows the third party its sample and nothing of what was answered, nor of the cases that were not drawn.
func (r *Round) Seen(a org.Actor) dossier.Doc {
	if a.Post.Role != org.Surveyor {
		return r
	}
	t := *r
	t.Population, t.Links, t.Calls = nil, nil, nil
	for _, c := range r.Calls {
		t.Calls = append(t.Calls, &Answered{Case: c.Case, On: c.On, Person: c.Person})
	}
	for _, l := range r.Links {
		t.Links = append(t.Links, &Link{Case: l.Case, Until: l.Until, AnsweredOn: l.AnsweredOn, Void: l.Void})
	}
	return &t
}

// Drawn reports whether a case is in the sample, or among the reserves of its stratum that the phone sheets name.
func (r *Round) Drawn(id int64) bool {
	return r.Sample != nil && slices.ContainsFunc(r.Sample.Strata, func(s Stratum) bool {
		i := slices.Index(s.Order, id)
		return i >= 0 && i < 2*s.Take
	})
}

// Answered reports whether a case has an answer, whichever way it came: nobody is counted twice.
func (r *Round) Answered(id int64) bool {
	return slices.ContainsFunc(r.Answers(), func(a Answer) bool { return a.Case == id })
}

// Unanswered are the cases drawn that nobody has answered about yet.
func (r *Round) Unanswered() []int64 {
	var out []int64
	for _, id := range r.Sample.Chosen() {
		if !r.Answered(id) {
			out = append(out, id)
		}
	}
	return out
}

// Answers are all answers of the survey, by link and by telephone, as far as they speak of the result.
func (r *Round) Answers() []Answer {
	out := Answers(r.Links)
	for _, c := range r.Calls {
		out = append(out, Answer{Case: c.Case, Rating: c.Result, Attitude: c.Attitude, Unit: r.unitOf(c.Case)})
	}
	for i := range out {
		out[i].Unit = r.unitOf(out[i].Case)
	}
	return out
}

func (r *Round) unitOf(id int64) int64 {
	for _, it := range r.Population {
		if it.Case == id {
			return it.Unit
		}
	}
	return 0
}

type (
	step  = dossier.X[*Round]
	guard = flow.Guard[*step]
)

var (
	office      = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	otherPerson = dossier.Guard("second_person_sample", func(x *step) bool { return x.Doc.PlannedBy != x.Actor.Person.ID })
)

// SurveyKind is the life of a survey.
var SurveyKind = dossier.Sort[*Round]{
	Called: "survey", Of: Theme, Public: []org.Role{org.CommitteeClerk, org.CommitteeHead}, New: func() *Round { return &Round{} },
	Relation: func(r *Round, a org.Actor, _ int) []flow.Relation {
		if a.Post.Role == org.Surveyor && r.Firm == a.Post.Org && r.Firm != 0 {
			return []flow.Relation{suggestion.Surveyor}
		}
		return nil
	},
	Tables: []flow.Table[*step]{{Name: "survey", Rules: []flow.Rule[*step]{
		{From: []flow.State{""}, Do: "plan_survey", By: office, To: Planned, Act: dossier.Act(plan)},
		{From: []flow.State{Planned}, Do: "change_survey", By: office, Act: dossier.Act(plan)},
		{From: []flow.State{Planned}, Do: "set_layers", By: office, Act: dossier.Act(setLayers)},
		{From: []flow.State{Planned}, Do: "draw_sample", By: office, If: []guard{otherPerson}, To: Drawn, Act: dossier.Act(func(x *step, _ *suggestion.Nothing) {
			if s, err := Draw(x.Doc.Plan, x.Doc.Population); err == nil { // checked when it was planned
				x.Doc.Sample, x.Doc.DrawnBy = &s, x.Actor.Person.ID
			}
		})},
		{From: []flow.State{Drawn}, Do: "start_survey", By: office, To: Running, Act: dossier.Act(func(x *step, c *Start) { x.Doc.Until, x.Doc.Links = c.Until, c.Links })},
		{From: []flow.State{Running}, Do: "renew_links", By: office, Act: dossier.Act(renewLinks)},
		{From: []flow.State{Running}, Do: "answer_survey", By: []flow.Relation{flow.System}, Act: dossier.Act(answerByLink)},
		{From: []flow.State{Running}, Do: "enter_call", By: append([]flow.Relation{suggestion.Surveyor}, office...), Act: dossier.Act(func(x *step, c *EnterCall) {
			x.Doc.Calls = append(x.Doc.Calls, &Answered{Case: c.ID, On: c.On, Person: x.Actor.Person.ID, Fill: c.Fill})
		})},
		{From: []flow.State{Running}, Do: "end_survey", By: []flow.Relation{suggestion.OfficeHead}, To: Ended, Act: dossier.Move[*Round]()},
	}}},
}

// Kinds lists every kind of dossier of the package.
var Kinds = []dossier.Kind{SurveyKind}

func plan(x *step, c *PlanSurvey) {
	r := x.Doc
	r.Title, r.Firm, r.About, r.Plan, r.Population, r.Layers, r.PlannedBy = c.Title, c.Firm, c.About, c.Plan, c.Population, c.Layers, x.Actor.Person.ID
}

func setLayers(x *step, c *SetLayers) {
	r := x.Doc
	r.Plan.Sizes, r.PlannedBy = c.sizes(r, nil), x.Actor.Person.ID
	for i := range r.Layers {
		r.Layers[i].Take = r.Plan.Sizes[r.Layers[i].Name]
	}
}

func renewLinks(x *step, c *RenewLinks) {
	for _, l := range x.Doc.Links {
		if l.AnsweredOn == "" {
			l.Void = true
		}
	}
	x.Doc.Links = append(x.Doc.Links, c.Links...)
}

func answerByLink(x *step, c *AnswerByLink) {
	for _, l := range x.Doc.Links {
		if l.Hash == c.Hash {
			l.AnsweredOn, l.Attitude, l.Result, l.Comment = x.Env.Today, c.Attitude, c.Result, c.Comment
		}
	}
}
