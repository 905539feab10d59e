package campaign

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// DraftCampaign begins a plan from a template. Its items come from the template and are kept in the command, so that a later template
// changes no past plan.
type DraftCampaign struct {
	Title    string  `json:"title" form:"line,required" max:"100"`
	Template string  `json:"template" form:"choice,required" options:"hengyang,shaoyang,none"`
	Aim      string  `json:"aim" form:"text" max:"5000"`
	Items    []Entry `json:"items" form:"-"`
}

// Complete takes the items of the template, in the year of the session.
func (c *DraftCampaign) Complete(p suggestion.Place, _ suggestion.Env, _ *fault.Fields) {
	c.Items = nil
	if t, ok := TemplateOf(c.Template); ok {
		c.Items = t.Of(p.Session.Year)
		if c.Aim == "" {
			c.Aim = t.Aim
		}
	}
}

// ChangeCampaign changes the name and aim of a plan.
type ChangeCampaign struct {
	Title string `json:"title" form:"line,required" max:"100"`
	Aim   string `json:"aim" form:"text,required" max:"5000"`
}

// AddItem adds an activity of one's own, proved by objects of a sort that the program knows how to count.
type AddItem struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	Text  string       `json:"text" form:"text" max:"1000"`
	From  calendar.Day `json:"from" form:"day,required"`
	To    calendar.Day `json:"to" form:"day,required"`
	What  string       `json:"what" form:"choice,required" options:"handover_meeting,key_leader,key_committee,visit_held,door_units,urging_issued,plan_adopted,lookback,round,inquiry,agenda,excellent,award_units,inspection_held,press_process,press_effect,press_honour,training_all,training_special,push_sent,periodical,briefing_visit,briefing_hearing,briefing_material"`
	Want  int          `json:"want" form:"number,required"`
	Proof Proof        `json:"proof" form:"-"`
}

// Complete takes the proof that was chosen.
func (c *AddItem) Complete(_ suggestion.Place, _ suggestion.Env, _ *fault.Fields) {
	c.Proof = measures()[c.What]
	c.Proof.Want = c.Want
}

// Check refuses an end before the beginning and a number that nobody could reach.
func (c *AddItem) Check(_ *dossier.X[*Campaign], f *fault.Fields) {
	if c.From != "" && c.To != "" && c.To < c.From {
		f.Add("to", "campaign.day_order")
	}
	if c.Want < 1 || c.Want > 10000 {
		f.Add("want", "field.number")
	}
}

// AssignItem says who answers for an item on the four levels, and when it is to be done.
type AssignItem struct {
	Chief   int64        `json:"chief" form:"leader,required"`
	Vice    int64        `json:"vice" form:"leader,required"`
	Section int64        `json:"section" form:"staff,required"`
	Handler int64        `json:"handler" form:"staff,required"`
	From    calendar.Day `json:"from" form:"day,required"`
	To      calendar.Day `json:"to" form:"day,required"`
	Holder  string       `json:"holder" form:"-"`
}

// Complete finds the key of the handler: the deputies' committee works as one office, others hold their own.
func (c *AssignItem) Complete(p suggestion.Place, _ suggestion.Env, _ *fault.Fields) {
	c.Holder = office(p.Actor.Post.Congress)
	if a, ok := p.Dir.Actor(c.Handler); ok && (a.Post.Role == org.SpecialClerk || a.Post.Role == org.CongressLeader) {
		c.Holder = access.Post(c.Handler)
	}
}

// Check refuses an end before the beginning and one person on two neighbouring levels of doing.
func (c *AssignItem) Check(_ *dossier.X[*Campaign], f *fault.Fields) {
	if c.From != "" && c.To != "" && c.To < c.From {
		f.Add("to", "campaign.day_order")
	}
	if c.Handler != 0 && (c.Handler == c.Chief || c.Handler == c.Vice) {
		f.Add("handler", "campaign.same_person")
	}
}

// FinishItem closes an item. What proves it is counted before; the words are a remark, not the proof.
type FinishItem struct {
	Note    string          `json:"note" form:"text" max:"2000"`
	Found   map[int][]Found `json:"found" form:"-"` // by item: counted from the objects
	Unknown map[int]bool    `json:"unknown" form:"-"`
}

// Check refuses an item that its objects do not prove.
func (c *FinishItem) Check(x *dossier.X[*Campaign], f *fault.Fields) {
	i, ok := x.Doc.Item(x.Part)
	if !ok {
		return
	}
	if c.Unknown[x.Part] {
		f.Add("note", "campaign.not_counted")
		return
	}
	for _, p := range i.Proof {
		n := 0
		for _, got := range c.Found[x.Part] {
			if got.What == p.What {
				n = got.N
			}
		}
		if n < p.Want {
			f.Add("note", "campaign.not_proved", "what", fault.Word("proof."+p.What), "n", n, "want", p.Want)
		}
	}
}

// SetTeam names the special team.
type SetTeam struct {
	Team []Member `json:"team" form:"rows,required"`
}

// Check refuses a person named twice and a team without a head.
func (c *SetTeam) Check(_ *dossier.X[*Campaign], f *fault.Fields) {
	heads := 0
	for n, m := range c.Team {
		if slices.ContainsFunc(c.Team[:n], func(o Member) bool { return o.Post == m.Post }) {
			f.Add("team."+itoa(n)+".member", "field.named_twice")
		}
		if m.Role == "head" {
			heads++
		}
	}
	if len(c.Team) > 0 && heads != 1 {
		f.Add("team", "campaign.one_head")
	}
}

// HoldTeam records a meeting of the special team.
type HoldTeam struct {
	On    calendar.Day      `json:"on" form:"day,required"`
	Title string            `json:"title" form:"line,required" max:"100"`
	Text  string            `json:"text" form:"text,required" max:"10000"`
	Files []suggestion.File `json:"files" form:"files"`
}

// Check refuses a meeting to come.
func (c *HoldTeam) Check(x *dossier.X[*Campaign], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
}

// CloseCampaign sums the campaign up.
type CloseCampaign struct {
	Summary string `json:"summary" form:"text,required" max:"10000"`
}
