package campaign

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a piece of coverage.
const (
	PressRecorded  flow.State = "recorded"  // 已登记
	PressWithdrawn flow.State = "withdrawn" // 已删去
)

// Press is one report of a medium on the handling of suggestions (新闻报道): the whole process of a key item, what good handling has
// brought, or those who were honoured.
type Press struct {
	dossier.Head
	Title    string            `json:"title"`
	Medium   string            `json:"medium"`
	On       calendar.Day      `json:"on"`
	Coverage string            `json:"coverage" show:"option:coverage"`
	Cases    []int64           `json:"cases,omitempty" show:"cases"`
	Units    []int64           `json:"units,omitempty" show:"units"`
	Link     string            `json:"link,omitempty"`
	Text     string            `json:"text,omitempty" show:"text"`
	Files    []suggestion.File `json:"files,omitempty"`
	Why      string            `json:"why,omitempty"`
}

// Face tells lists and scope of the coverage: the units that it names see it.
func (p *Press) Face() dossier.Face {
	f := dossier.Face{Title: p.Title, On: p.On, Cases: p.Cases}
	for _, u := range p.Units {
		f.Parties = append(f.Parties, access.Body("unit", u), access.Body("unit_head", u))
	}
	return f
}

// EnterPress records a report. Files are added to those that are there.
type EnterPress struct {
	Title    string            `json:"title" form:"line,required" max:"100"`
	Medium   string            `json:"medium" form:"line,required" max:"100"`
	On       calendar.Day      `json:"on" form:"day,required"`
	Coverage string            `json:"coverage" form:"choice,required" options:"process,effect,honour"`
	Cases    []int64           `json:"cases" form:"cases"`
	Units    []int64           `json:"units" form:"units"`
	Link     string            `json:"link" form:"line" max:"500"`
	Text     string            `json:"text" form:"text" max:"5000"`
	Files    []suggestion.File `json:"files" form:"files"`
}

// Check refuses a day to come, and a report that names neither suggestion nor unit.
func (c *EnterPress) Check(x *dossier.X[*Press], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	if len(c.Cases) == 0 && (c.Coverage != "honour" || len(c.Units) == 0) {
		f.Add("cases", "campaign.about_what")
	}
	link(c.Link, f)
}

func enterPress(x *dossier.X[*Press], c *EnterPress) {
	p := x.Doc
	p.Title, p.Medium, p.On, p.Coverage, p.Cases, p.Units, p.Link, p.Text = c.Title, c.Medium, c.On, c.Coverage, c.Cases, c.Units, c.Link, c.Text
	p.Files = append(p.Files, c.Files...)
}

// PressKind is the life of a piece of coverage.
var PressKind = dossier.Sort[*Press]{
	Called: "press", Of: Theme, Public: congress, New: func() *Press { return &Press{} },
	Tables: []flow.Table[*dossier.X[*Press]]{{Name: "press", Rules: []flow.Rule[*dossier.X[*Press]]{
		{From: []flow.State{""}, Do: "enter_press", By: staff, To: PressRecorded, Act: dossier.Act(enterPress)},
		{From: []flow.State{PressRecorded}, Do: "change_press", By: staff, Act: dossier.Act(enterPress)},
		{From: []flow.State{PressRecorded}, Do: "withdraw_press", By: staff, To: PressWithdrawn, Act: dossier.Act(func(x *dossier.X[*Press], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		dossier.RemovesFile[*Press]("remove_press_file", []flow.State{PressRecorded}, staff),
	}}},
}
