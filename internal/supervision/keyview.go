package supervision

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// States of the view that somebody is asked for.
const (
	ViewAsked  flow.State = "asked"  // 待反馈
	ViewGiven  flow.State = "given"  // 已反馈
	ViewLapsed flow.State = "lapsed" // 逾期未反馈
)

// KeyView is what one unit, the government's office or one lead deputy says of a proposed key item before the chairman's meeting decides
// (征求意见). That units are heard is the rule (domain.md 5.18); the government and the deputies are asked where the committee wants it.
type KeyView struct {
	dossier.Part
	Body    int64        `json:"body,omitempty" show:"org"`
	Deputy  int64        `json:"deputy,omitempty" show:"post"` // post
	AskedOn calendar.Day `json:"asked_on"`
	Until   calendar.Day `json:"until"`
	Stand   string       `json:"view_stand,omitempty" show:"option:view_stand"`
	Text    string       `json:"view,omitempty"`
	On      calendar.Day `json:"on,omitempty"`
	By      int64        `json:"by,omitempty" show:"post"`
}

// AskViews asks for views by a day: every unit that handles one of the suggestions, and whom else the committee wants to hear. Whoever was
// asked before and did not let the time pass is not asked again.
type AskViews struct {
	Until    calendar.Day `json:"until" form:"day,required"`
	GovToo   bool         `json:"ask_gov" form:"flag"`
	LeadsToo bool         `json:"ask_leads" form:"flag"`
	Units    []int64      `json:"units" form:"-"`    // of the suggestions now
	Gov      int64        `json:"gov" form:"-"`      // the government's office
	Deputies []int64      `json:"deputies" form:"-"` // lead deputies' posts; those whose identity is protected are asked in person
}

// asked lists who would be asked.
func (c *AskViews) asked(k *Key) (bodies, deputies []int64) {
	for _, u := range c.Units {
		if !k.hears(KeyView{Body: u}) {
			bodies = append(bodies, u)
		}
	}
	if c.GovToo && c.Gov != 0 && !slices.Contains(bodies, c.Gov) && !k.hears(KeyView{Body: c.Gov}) {
		bodies = append(bodies, c.Gov)
	}
	if c.LeadsToo {
		for _, d := range c.Deputies {
			if !k.hears(KeyView{Deputy: d}) {
				deputies = append(deputies, d)
			}
		}
	}
	return bodies, deputies
}

// Check refuses a day that is over, and asking nobody.
func (c *AskViews) Check(x *dossier.X[*Key], f *fault.Fields) {
	x.Ahead(f, "until", c.Until)
	if bodies, deputies := c.asked(x.Doc); len(bodies)+len(deputies) == 0 {
		f.Add("until", "supervision.nobody_to_hear")
	}
}

func askViews(x *dossier.X[*Key], c *AskViews) {
	k := x.Doc
	bodies, deputies := c.asked(k)
	k.Units = c.Units
	add := func(v KeyView) {
		v.Part, v.AskedOn, v.Until = x.Add(ViewAsked), x.Env.Today, c.Until
		k.Views = append(k.Views, &v)
	}
	for _, b := range bodies {
		add(KeyView{Body: b})
	}
	for _, d := range deputies {
		add(KeyView{Deputy: d})
	}
}

// GiveView is a view; whoever does not simply agree says why.
type GiveView struct {
	Stand string `json:"view_stand" form:"choice,required" options:"agree,adjust,object"`
	Text  string `json:"view" form:"text" max:"2000"`
}

// Check asks for words where the view is not plain consent.
func (c *GiveView) Check(_ *dossier.X[*Key], f *fault.Fields) {
	if c.Stand != "agree" && c.Text == "" {
		f.Add("view", "field.required")
	}
}

func view(x *dossier.X[*Key]) *KeyView {
	for _, v := range x.Doc.Views {
		if v.No == x.Part {
			return v
		}
	}
	return &KeyView{}
}

// hears reports whether the one whom v names has been asked and has not let the time pass.
func (k *Key) hears(v KeyView) bool {
	return slices.ContainsFunc(k.Views, func(w *KeyView) bool {
		return w.Body == v.Body && w.Deputy == v.Deputy && w.State != ViewLapsed
	})
}

// unheard lists the units that nobody has ever asked; one that let the time pass has been heard.
func (k *Key) unheard(units []int64) []int64 {
	var out []int64
	for _, u := range units {
		if !slices.ContainsFunc(k.Views, func(v *KeyView) bool { return v.Body == u }) {
			out = append(out, u)
		}
	}
	return out
}

// waiting reports whether a view is still expected.
func (k *Key) waiting() bool {
	return slices.ContainsFunc(k.Views, func(v *KeyView) bool { return v.State == ViewAsked })
}

// holder is the key of whoever is asked.
func (k *Key) holder(v *KeyView) string {
	switch {
	case v.Deputy != 0:
		return access.Post(v.Deputy)
	case slices.Contains(k.Units, v.Body):
		return access.Body("unit", v.Body)
	}
	return access.Body("gov", k.Congress)
}

// Seen shows whoever is asked the own view alone: a unit does not read what the deputy thinks of being supervised.
func (k *Key) Seen(a org.Actor) dossier.Doc {
	if slices.Contains(congress, a.Post.Role) || a.Post.Role == org.SpecialClerk {
		return k
	}
	t := *k
	t.Views = nil
	for _, v := range k.Views {
		if v.Body == a.Post.Org || v.Deputy == a.Post.ID {
			t.Views = append(t.Views, v)
		}
	}
	return &t
}

var (
	unitsAsked = dossier.Guard("units_asked", func(x *dossier.X[*Key]) bool { return len(x.Doc.unheard(x.Doc.Units)) == 0 })
	viewsIn    = dossier.Guard("views_in", func(x *dossier.X[*Key]) bool { return !x.Doc.waiting() })
	viewIsOurs = dossier.Guard("view_is_ours", func(x *dossier.X[*Key]) bool {
		v := view(x)
		return v.Deputy == x.Actor.Post.ID || v.Body != 0 && v.Body == x.Actor.Post.Org
	})
	stillProposed = dossier.Guard("key_not_decided", func(x *dossier.X[*Key]) bool { return x.Doc.State == KeyProposed })
	viewOver      = dossier.Guard("view_time_over", func(x *dossier.X[*Key]) bool { return view(x).Until < x.Env.Today })
)

var viewTable = flow.Table[*dossier.X[*Key]]{Name: "key_view", Begins: []flow.State{ViewAsked}, Rules: []flow.Rule[*dossier.X[*Key]]{
	{From: []flow.State{ViewAsked}, Do: "lapse_view", By: []flow.Relation{flow.System}, When: []flow.Guard[*dossier.X[*Key]]{viewOver}, To: ViewLapsed, Act: dossier.Move[*Key]()},
	{From: []flow.State{ViewAsked}, Do: "give_view", By: []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead, suggestion.GovDesk, dossier.Participant}, If: []flow.Guard[*dossier.X[*Key]]{stillProposed, viewIsOurs}, To: ViewGiven, Act: dossier.Act(func(x *dossier.X[*Key], c *GiveView) {
		v := view(x)
		v.Stand, v.Text, v.On, v.By = c.Stand, c.Text, x.Env.Today, x.Actor.Post.ID
	})},
}}
