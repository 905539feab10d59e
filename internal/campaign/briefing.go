package campaign

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a briefing.
const (
	BriefingPlanned   flow.State = "planned"   // 已安排
	BriefingHeld      flow.State = "held"      // 已开展
	BriefingCancelled flow.State = "cancelled" // 已取消
)

// Briefing is what a congress gives its deputies to know before a session (会前知情知政): an inspection together, reports of main departments
// heard, material sent.
type Briefing struct {
	dossier.Head
	Title    string            `json:"title"`
	Sort     string            `json:"briefing_sort" show:"option:briefing_sort"`
	On       calendar.Day      `json:"on"`
	Place    string            `json:"place,omitempty"`
	Units    []int64           `json:"units,omitempty" show:"units"` // whose reports are heard, whose places are visited
	Body     string            `json:"body" show:"text"`
	Audience                   // whom it is for
	Files    []suggestion.File `json:"files,omitempty"`
	Notified int               `json:"notified,omitempty"` // deputies to whom material was sent
	SentOn   calendar.Day      `json:"sent_on,omitempty"`
	Received []int64           `json:"received,omitempty" show:"deputies"` // who has it on paper
	Present  []int64           `json:"present,omitempty" show:"deputies"`
	Minutes  string            `json:"minutes,omitempty" show:"text"`
	Why      string            `json:"why,omitempty"`
}

// Readers says to whom the material is sent.
func (b *Briefing) Readers() Audience { return b.Audience }

// Text is what the material is about.
func (b *Briefing) Text() string { return b.Body }

// Face tells lists and scope of the briefing: deputies see it when material was sent or it was held.
func (b *Briefing) Face() dossier.Face {
	f := dossier.Face{Title: b.Title, On: b.On}
	for _, u := range b.Units {
		f.Parties = append(f.Parties, access.Body("unit", u), access.Body("unit_head", u))
	}
	if b.State != BriefingCancelled && b.State != "" {
		f.Parties = append(f.Parties, b.Keys(b.Congress)...)
	}
	if b.State == BriefingPlanned {
		f.Due = b.On
		f.Tasks = []dossier.Task{{Name: "hold_briefing", Holder: office(b.Congress), Start: b.BegunOn, Due: b.On}}
	}
	return f
}

// PlanBriefing arranges it. Files are added to those that are there.
type PlanBriefing struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	Sort  string       `json:"briefing_sort" form:"choice,required" options:"inspection,hearing,material"`
	On    calendar.Day `json:"on" form:"day,required"`
	Place string       `json:"place" form:"line" max:"100"`
	Units []int64      `json:"units" form:"units"`
	Body  string       `json:"body" form:"text,required" max:"10000"`
	Audience
	Files []suggestion.File `json:"files" form:"files"`
}

// Check asks for the departments whose reports are heard.
func (c *PlanBriefing) Check(_ *dossier.X[*Briefing], f *fault.Fields) {
	if c.Sort == "hearing" && len(c.Units) == 0 {
		f.Add("units", "field.required")
	}
}

// SendMaterial sends the files to the deputies' reading lists; the number of deputies is counted.
type SendMaterial struct {
	Files []suggestion.File `json:"files" form:"files"`
	Reach
}

// Check refuses to send nothing.
func (c *SendMaterial) Check(x *dossier.X[*Briefing], f *fault.Fields) {
	if len(c.Files)+len(x.Doc.Files) == 0 {
		f.Add("files", "field.required")
	}
}

// NoteReceived records who has received the material on paper.
type NoteReceived struct {
	Received []int64 `json:"received" form:"deputies,required"`
	Meant    []int64 `json:"meant" form:"-"`
}

// Check refuses deputies to whom nothing was sent.
func (c *NoteReceived) Check(_ *dossier.X[*Briefing], f *fault.Fields) {
	outside("received", c.Received, c.Meant, f)
}

// HoldBriefing records who came and what was said.
type HoldBriefing struct {
	On      calendar.Day `json:"on" form:"day,required"`
	Present []int64      `json:"present" form:"deputies"`
	Minutes string       `json:"minutes" form:"text,required" max:"10000"`
	Meant   []int64      `json:"meant" form:"-"`
}

// Check refuses a day to come and deputies who were not meant.
func (c *HoldBriefing) Check(x *dossier.X[*Briefing], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	outside("present", c.Present, c.Meant, f)
}

// outside complains about names that are not among those meant.
func outside(field string, named, meant []int64, f *fault.Fields) {
	for n, p := range named {
		if !slices.Contains(meant, p) {
			f.Add(field+"."+itoa(n), "campaign.not_invited")
		}
	}
}

func planBriefing(x *dossier.X[*Briefing], c *PlanBriefing) {
	b := x.Doc
	b.Title, b.Sort, b.On, b.Place, b.Units, b.Body, b.Audience = c.Title, c.Sort, c.On, c.Place, c.Units, c.Body, c.Audience
	b.Files = append(b.Files, c.Files...)
}

// BriefingKind is the life of a briefing.
var BriefingKind = dossier.Sort[*Briefing]{
	Called: "briefing", Of: Theme, Public: readersOfGuidance, New: func() *Briefing { return &Briefing{} },
	Tables: []flow.Table[*dossier.X[*Briefing]]{{Name: "briefing", Rules: []flow.Rule[*dossier.X[*Briefing]]{
		{From: []flow.State{""}, Do: "plan_briefing", By: staff, To: BriefingPlanned, Act: dossier.Act(planBriefing)},
		{From: []flow.State{BriefingPlanned}, Do: "change_briefing", By: staff, Act: dossier.Act(planBriefing)},
		{From: []flow.State{BriefingPlanned, BriefingHeld}, Do: "send_material", By: staff, Act: dossier.Act(func(x *dossier.X[*Briefing], c *SendMaterial) {
			b := x.Doc
			b.Files, b.Notified, b.SentOn = append(b.Files, c.Files...), c.Notified, x.Env.Today
		})},
		{From: []flow.State{BriefingPlanned, BriefingHeld}, Do: "note_received", By: staff, Act: dossier.Act(func(x *dossier.X[*Briefing], c *NoteReceived) {
			x.Doc.Received = c.Received
		})},
		{From: []flow.State{BriefingPlanned}, Do: "hold_briefing", By: staff, To: BriefingHeld, Act: dossier.Act(func(x *dossier.X[*Briefing], c *HoldBriefing) {
			x.Doc.On, x.Doc.Present, x.Doc.Minutes = c.On, c.Present, c.Minutes
		})},
		{From: []flow.State{BriefingPlanned}, Do: "cancel_briefing", By: staff, To: BriefingCancelled, Act: dossier.Act(func(x *dossier.X[*Briefing], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		dossier.RemovesFile[*Briefing]("remove_briefing_file", []flow.State{BriefingPlanned, BriefingHeld}, staff),
	}}},
}
