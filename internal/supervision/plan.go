package supervision

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a yearly supervision plan.
const (
	PlanDrafted  flow.State = "drafted"  // 编制中
	PlanProposed flow.State = "proposed" // 待审定
	PlanAdopted  flow.State = "adopted"  // 已列入常委会工作计划
)

// Plan is the year's supervision plan (年度督办工作计划): lines with leader, team, unit and day. From its lines visits are made, those with the
// most suggestions first ("door to door").
type Plan struct {
	dossier.Head
	Title     string       `json:"title"`
	Aim       string       `json:"aim"`
	DraftedBy int64        `json:"drafted_by" show:"person"`
	AdoptedBy int64        `json:"adopted_by,omitempty" show:"person"`
	AdoptedOn calendar.Day `json:"adopted_on,omitempty"`
	Why       string       `json:"why,omitempty"`
	Lines     []PlanLine   `json:"lines,omitempty"`
}

// PlanLine is one line of the plan.
type PlanLine struct {
	Unit     int64        `json:"unit" form:"unit,required" show:"unit"`
	Form     string       `json:"form" form:"choice,required" options:"door,site,inspection,group,meeting,law" show:"option:form"`
	Leader   int64        `json:"leader" form:"leader" show:"post"`
	Special  int64        `json:"special" form:"special" show:"special"`
	Team     string       `json:"team,omitempty" form:"line" max:"200"` // 督办小组成员
	On       calendar.Day `json:"on" form:"day,required"`
	GovToo   bool         `json:"gov_too" form:"flag"`
	Workload int          `json:"workload,omitempty" form:"-"`
	Visit    int64        `json:"visit,omitempty" form:"-" show:"dossier"`
}

// Face tells lists and scope of the plan: the whole congress side and the government's office read it.
func (p *Plan) Face() dossier.Face {
	f := dossier.Face{Title: p.Title, On: p.AdoptedOn}
	switch p.State {
	case PlanDrafted:
		f.Tasks = []dossier.Task{{Name: "propose_plan", Holder: access.Body("office", p.Congress), Start: p.BegunOn}}
	case PlanProposed:
		f.Tasks = []dossier.Task{{Name: "adopt_plan", Holder: access.Body("office_head", p.Congress), Start: p.BegunOn}}
	default:
		f.Parties = []string{access.Body("gov", p.Congress)}
		for _, l := range p.Lines {
			if l.Special != 0 {
				f.Parties = append(f.Parties, access.Body("special", l.Special))
			}
		}
	}
	return f
}

// Named lists the visits that were made of the lines.
func (p *Plan) Named() []int64 {
	var out []int64
	for _, l := range p.Lines {
		if l.Visit != 0 {
			out = append(out, l.Visit)
		}
	}
	return out
}

// WritePlan is the plan as the committee writes it.
type WritePlan struct {
	Title string     `json:"title" form:"line,required" max:"100"`
	Aim   string     `json:"aim" form:"text,required" max:"5000"`
	Lines []PlanLine `json:"lines" form:"rows"`
}

// PlanDoors adds lines for the units with the most suggestions, one working week after the other.
type PlanDoors struct {
	Units int          `json:"units_count" form:"number,required"`
	From  calendar.Day `json:"from" form:"day,required"`
	Every int          `json:"every" form:"number,required"` // days between two visits
	Lines []PlanLine   `json:"lines" form:"-"`               // filled in from the year's shares
}

// Check bounds the number of doors.
func (c *PlanDoors) Check(_ *dossier.X[*Plan], f *fault.Fields) {
	if c.Units < 1 || c.Units > 60 {
		f.Add("units_count", "field.number")
	}
	if c.Every < 1 || c.Every > 60 {
		f.Add("every", "field.number")
	}
}

// MakeVisits makes a visit of every line that has none yet.
type MakeVisits struct {
	Visits []int64 `json:"visits" form:"-"` // ids, line by line; 0 where there was one already
}

func writePlan(x *dossier.X[*Plan], c *WritePlan) {
	x.Doc.Title, x.Doc.Aim, x.Doc.DraftedBy, x.Doc.Lines = c.Title, c.Aim, x.Actor.Person.ID, c.Lines
}

var planHasLines = dossier.Guard("plan_has_lines", func(x *dossier.X[*Plan]) bool { return len(x.Doc.Lines) > 0 })

// PlanKind is the life of a supervision plan.
var PlanKind = dossier.Sort[*Plan]{
	Called: "plan", Of: "plan", Public: congress, New: func() *Plan { return &Plan{} },
	Tables: []flow.Table[*dossier.X[*Plan]]{{Name: "plan", Rules: []flow.Rule[*dossier.X[*Plan]]{
		{From: []flow.State{""}, Do: "draft_plan", By: staff, To: PlanDrafted, Act: dossier.Act(writePlan)},
		{From: []flow.State{PlanDrafted}, Do: "plan_doors", By: staff, Act: dossier.Act(func(x *dossier.X[*Plan], c *PlanDoors) {
			x.Doc.Lines = append(x.Doc.Lines, c.Lines...)
		})},
		{From: []flow.State{PlanDrafted}, Do: "change_plan", By: staff, Act: dossier.Act(writePlan)},
		{From: []flow.State{PlanDrafted}, Do: "propose_plan", By: staff, If: []flow.Guard[*dossier.X[*Plan]]{planHasLines}, To: PlanProposed, Act: dossier.Act(func(x *dossier.X[*Plan], _ *suggestion.Nothing) {
			x.Doc.DraftedBy = x.Actor.Person.ID
		})},
		{From: []flow.State{PlanProposed}, Do: "return_plan", By: []flow.Relation{suggestion.OfficeHead}, To: PlanDrafted, Act: dossier.Act(func(x *dossier.X[*Plan], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
		{From: []flow.State{PlanProposed}, Do: "adopt_plan", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Plan]]{
			dossier.SecondPerson(func(p *Plan) int64 { return p.DraftedBy }),
		}, To: PlanAdopted, Act: dossier.Act(func(x *dossier.X[*Plan], _ *suggestion.Nothing) {
			x.Doc.AdoptedBy, x.Doc.AdoptedOn = x.Actor.Person.ID, x.Env.Today
		})},
		{From: []flow.State{PlanAdopted}, Do: "make_visits", By: staff, Act: dossier.Act(func(x *dossier.X[*Plan], c *MakeVisits) {
			for i, id := range c.Visits {
				if i < len(x.Doc.Lines) && id != 0 {
					x.Doc.Lines[i].Visit = id
				}
			}
		})},
	}}},
}
