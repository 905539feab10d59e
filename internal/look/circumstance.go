package look

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of what was entered about the surroundings of suggestions.
const (
	CircumstanceEntered   flow.State = "entered"   // 待核对
	CircumstanceCounted   flow.State = "counted"   // 已核对, 计入
	CircumstanceDropped   flow.State = "dropped"   // 不予计入
	CircumstanceWithdrawn flow.State = "withdrawn" // 已撤销
)

// Circumstance is something outside the log that concerns suggestions: a press report, a letter or visit of the public, a survey among those
// concerned, a special plan (外部情况). It counts once a second person has checked it against its source.
type Circumstance struct {
	dossier.Head
	Title     string       `json:"title"`
	What      string       `json:"what" show:"option:what"`
	On        calendar.Day `json:"on"`
	Source    string       `json:"source"`
	Cases     []int64      `json:"cases" show:"cases"`
	People    int          `json:"people,omitempty"`
	Against   bool         `json:"against,omitempty"`
	Asked     int          `json:"asked,omitempty"`
	Unhappy   int          `json:"unhappy,omitempty"`
	PlanYear  int          `json:"plan_year,omitempty" show:"year"`
	EnteredBy int64        `json:"entered_by" show:"person"`
	CountedBy int64        `json:"counted_by,omitempty" show:"person"`
	Reason    string       `json:"reason,omitempty"`
}

// Face tells lists and tasks.
func (d *Circumstance) Face() dossier.Face {
	f := dossier.Face{Title: d.Title, On: d.On, Cases: d.Cases}
	if d.State == CircumstanceEntered {
		f.Tasks = []dossier.Task{{Name: "count_circumstance", Holder: access.Body("office", d.Congress), Start: d.BegunOn}}
	}
	return f
}

// EnterCircumstance is what a person enters.
type EnterCircumstance struct {
	Title    string       `json:"title" form:"line,required" max:"100"`
	What     string       `json:"what" form:"choice,required" options:"press,letter,survey,plan"`
	On       calendar.Day `json:"on" form:"day,required"`
	Source   string       `json:"source" form:"line,required" max:"200"`
	Cases    []int64      `json:"cases" form:"cases,required"`
	People   int          `json:"people" form:"number"`
	Against  bool         `json:"against" form:"flag"`
	Asked    int          `json:"asked" form:"number"`
	Unhappy  int          `json:"unhappy" form:"number"`
	PlanYear int          `json:"plan_year" form:"number"`
}

// Check refuses numbers that belong to another sort of thing, or that cannot be.
func (c *EnterCircumstance) Check(x *dossier.X[*Circumstance], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	for _, v := range []struct {
		field string
		n     int
		of    string
	}{{"people", c.People, "letter"}, {"asked", c.Asked, "survey"}, {"unhappy", c.Unhappy, "survey"}, {"plan_year", c.PlanYear, "plan"}} {
		switch {
		case v.n < 0:
			f.Add(v.field, "field.number")
		case v.n > 0 && c.What != v.of:
			f.Add(v.field, "look.belongs_to", "what", fault.Word("option.what."+v.of))
		}
	}
	switch {
	case c.Against && c.What != "letter":
		f.Add("against", "look.belongs_to", "what", fault.Word("option.what.letter"))
	case c.What == "survey" && c.Asked == 0:
		f.Add("asked", "field.required")
	case c.What == "survey" && c.Unhappy > c.Asked:
		f.Add("unhappy", "look.more_than_asked")
	case c.What == "plan" && c.PlanYear == 0:
		f.Add("plan_year", "field.required")
	}
}

func enter(x *dossier.X[*Circumstance], c *EnterCircumstance) {
	d := x.Doc
	d.Title, d.What, d.On, d.Source, d.Cases, d.EnteredBy = c.Title, c.What, c.On, c.Source, c.Cases, x.Actor.Person.ID
	d.People, d.Against, d.Asked, d.Unhappy, d.PlanYear = c.People, c.Against, c.Asked, c.Unhappy, c.PlanYear
}

// CircumstanceKind is the life of what was entered: by one person, checked by a second.
var CircumstanceKind = dossier.Sort[*Circumstance]{
	Called: "circumstance", Of: Theme, Public: readers, New: func() *Circumstance { return &Circumstance{} },
	Tables: []flow.Table[*dossier.X[*Circumstance]]{{Name: "circumstance", Rules: []flow.Rule[*dossier.X[*Circumstance]]{
		{From: []flow.State{""}, Do: "enter_circumstance", By: office, To: CircumstanceEntered, Act: dossier.Act(enter)},
		{From: []flow.State{CircumstanceEntered}, Do: "change_circumstance", By: office, Act: dossier.Act(enter)},
		{From: []flow.State{CircumstanceEntered}, Do: "count_circumstance", By: office, If: []flow.Guard[*dossier.X[*Circumstance]]{
			dossier.Guard("second_person_circumstance", func(x *dossier.X[*Circumstance]) bool { return x.Doc.EnteredBy != x.Actor.Person.ID }),
		}, To: CircumstanceCounted, Act: dossier.Act(func(x *dossier.X[*Circumstance], _ *suggestion.Nothing) { x.Doc.CountedBy = x.Actor.Person.ID })},
		{From: []flow.State{CircumstanceEntered}, Do: "drop_circumstance", By: office, To: CircumstanceDropped, Act: dossier.Act(because)},
		{From: []flow.State{CircumstanceCounted}, Do: "withdraw_circumstance", By: head, To: CircumstanceWithdrawn, Act: dossier.Act(because)},
	}}},
}

func because(x *dossier.X[*Circumstance], c *suggestion.Reason) { x.Doc.Reason = c.Reason }

// Around puts what counts about a case into its context.
func (c *Context) Around(id int64, list []*Circumstance) {
	for _, d := range list {
		if d.State != CircumstanceCounted || !concerns(d.Cases, id) {
			continue
		}
		switch d.What {
		case "press":
			c.Press = append(c.Press, Press{ID: d.ID, On: d.On})
		case "letter":
			c.Letters = append(c.Letters, Letter{ID: d.ID, On: d.On, People: d.People, Unhappy: d.Against})
		case "survey":
			c.Survey = append(c.Survey, Survey{ID: d.ID, On: d.On, Asked: d.Asked, Unhappy: d.Unhappy})
		case "plan":
			c.Plans = append(c.Plans, Plan{ID: d.ID, Year: d.PlanYear})
		}
	}
}

func concerns(cases []int64, id int64) bool {
	for _, c := range cases {
		if c == id {
			return true
		}
	}
	return false
}

// Kinds lists every kind of dossier of the package, in the order of the theme's page.
var Kinds = []dossier.Kind{FoundKind, CircumstanceKind, LookBackKind, LedgerReportKind}
