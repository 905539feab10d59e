package campaign

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of an inspection.
const (
	InspectionPlanned   flow.State = "planned"   // 已安排
	InspectionHeld      flow.State = "held"      // 已开展
	InspectionCancelled flow.State = "cancelled" // 已取消
)

// Inspection is an inspection by deputies of the national, provincial and city congresses (三级代表视察), with the suggestions that are its subject.
type Inspection struct {
	dossier.Head
	Title    string            `json:"title"`
	On       calendar.Day      `json:"on"`
	Place    string            `json:"place"`
	Levels   []string          `json:"levels" show:"option:levels"`
	Leader   int64             `json:"leader,omitempty" show:"post"`
	Cases    []int64           `json:"cases" show:"cases"`
	Units    []int64           `json:"units,omitempty" show:"units"`
	Deputies []int64           `json:"deputies,omitempty" show:"deputies"` // of this congress
	Guests   []Guest           `json:"guests,omitempty"`                   // of the congresses above
	Findings string            `json:"findings,omitempty" show:"text"`
	Opinion  string            `json:"opinion,omitempty" show:"text"`
	Files    []suggestion.File `json:"files,omitempty"`
	Why      string            `json:"why,omitempty"`
}

// Guest is a deputy of a congress above, who has no account here.
type Guest struct {
	Name  string `json:"guest_name" form:"line,required" max:"50"`
	Level string `json:"guest_level" form:"choice,required" options:"national,provincial" show:"option:levels"`
}

// Face tells lists and scope of the inspection: those who take part and the units see it.
func (i *Inspection) Face() dossier.Face {
	f := dossier.Face{Title: i.Title, On: i.On, Cases: i.Cases}
	for _, u := range i.Units {
		f.Parties = append(f.Parties, access.Body("unit", u), access.Body("unit_head", u))
	}
	for _, d := range i.Deputies {
		f.Parties = append(f.Parties, access.Post(d))
	}
	if i.State == InspectionPlanned {
		f.Due = i.On
		f.Tasks = []dossier.Task{{Name: "hold_inspection", Holder: office(i.Congress), Start: i.BegunOn, Due: i.On}}
	}
	return f
}

// PlanInspection arranges it.
type PlanInspection struct {
	Title    string       `json:"title" form:"line,required" max:"100"`
	On       calendar.Day `json:"on" form:"day,required"`
	Place    string       `json:"place" form:"line,required" max:"100"`
	Leader   int64        `json:"leader" form:"leader"`
	Cases    []int64      `json:"cases" form:"cases,required"`
	Units    []int64      `json:"units" form:"units"`
	Deputies []int64      `json:"deputies" form:"deputies"`
	Guests   []Guest      `json:"guests" form:"rows"`
}

// HoldInspection records who came, what was found and what is asked.
type HoldInspection struct {
	On       calendar.Day      `json:"on" form:"day,required"`
	Deputies []int64           `json:"deputies" form:"deputies"`
	Guests   []Guest           `json:"guests" form:"rows"`
	Findings string            `json:"findings" form:"text,required" max:"10000"`
	Opinion  string            `json:"opinion" form:"text" max:"10000"`
	Files    []suggestion.File `json:"files" form:"files"`
}

// Check refuses a day to come and an inspection without deputies.
func (c *HoldInspection) Check(x *dossier.X[*Inspection], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	if len(c.Deputies)+len(c.Guests) == 0 {
		f.Add("deputies", "field.required")
	}
}

// levels says which congresses' deputies are named: the levels follow from the people and cannot be typed.
func (i *Inspection) levels() {
	i.Levels = nil
	for _, l := range []string{"national", "provincial"} {
		for _, g := range i.Guests {
			if g.Level == l {
				i.Levels = append(i.Levels, l)
				break
			}
		}
	}
	if len(i.Deputies) > 0 {
		i.Levels = append(i.Levels, "city")
	}
}

func planInspection(x *dossier.X[*Inspection], c *PlanInspection) {
	i := x.Doc
	i.Title, i.On, i.Place, i.Leader, i.Cases, i.Units, i.Deputies, i.Guests = c.Title, c.On, c.Place, c.Leader, c.Cases, c.Units, c.Deputies, c.Guests
	i.levels()
}

// InspectionKind is the life of an inspection.
var InspectionKind = dossier.Sort[*Inspection]{
	Called: "inspection", Of: Theme, Public: congress, New: func() *Inspection { return &Inspection{} },
	Tables: []flow.Table[*dossier.X[*Inspection]]{{Name: "inspection", Rules: []flow.Rule[*dossier.X[*Inspection]]{
		{From: []flow.State{""}, Do: "plan_inspection", By: hosts, To: InspectionPlanned, Act: dossier.Act(planInspection)},
		{From: []flow.State{InspectionPlanned}, Do: "hold_inspection", By: hosts, To: InspectionHeld, Act: dossier.Act(func(x *dossier.X[*Inspection], c *HoldInspection) {
			i := x.Doc
			i.On, i.Deputies, i.Guests, i.Findings, i.Opinion = c.On, c.Deputies, c.Guests, c.Findings, c.Opinion
			i.Files = append(i.Files, c.Files...)
			i.levels()
		})},
		{From: []flow.State{InspectionPlanned}, Do: "change_inspection", By: hosts, Act: dossier.Act(planInspection)},
		{From: []flow.State{InspectionPlanned}, Do: "cancel_inspection", By: hosts, To: InspectionCancelled, Act: dossier.Act(func(x *dossier.X[*Inspection], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		dossier.RemovesFile[*Inspection]("remove_inspection_file", []flow.State{InspectionHeld}, hosts),
	}}},
}
