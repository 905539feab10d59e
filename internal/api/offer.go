package api

import "huiyin/internal/suggestion"

// Action is something the caller may do, or must wait for.
type Action struct {
	Do      string  `json:"do"`
	Label   string  `json:"label"`
	Part    int     `json:"part"`
	Machine string  `json:"machine"`
	Version int     `json:"version"`
	Can     bool    `json:"can"`
	Reason  string  `json:"reason,omitempty"` // why not now, in words
	Needs   []Input `json:"needs"`
}

// Input is one field that an action asks for.
type Input struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Required bool     `json:"required"`
	Max      int      `json:"max,omitempty"`
	Options  []string `json:"options,omitempty"`
}

// actions writes what is offered on a suggestion or a dossier; state is the name of where it stands.
func (c *call) actions(offers []suggestion.Offer, state string) []Action {
	out := make([]Action, 0, len(offers))
	for _, o := range offers {
		a := Action{
			Do: string(o.Do), Label: c.say.T("action." + string(o.Do)), Part: o.Part, Machine: o.Machine, Version: o.Version, Can: o.Reason == "",
			Needs: make([]Input, 0, len(o.Needs)),
		}
		if o.Reason != "" {
			a.Reason = c.say.T(o.Reason, "action", a.Label, "state", state)
		}
		for _, n := range o.Needs {
			a.Needs = append(a.Needs, Input(n))
		}
		out = append(out, a)
	}
	return out
}

// state names where a suggestion or a dossier stands.
func (c *call) state(machine, state string) string { return c.say.T("state." + machine + "." + state) }

// event writes one entry of a log; who is the post behind it, empty when it may not be named.
func (c *call) event(e suggestion.Event, who string) Event {
	return Event{
		Seq: e.Seq, Machine: e.Machine, Part: e.Part, Action: string(e.Action), Label: c.say.T("action." + string(e.Action)), From: string(e.From),
		To: string(e.To), By: e.By, Who: who, At: e.At, On: e.On, Hash: e.Hash,
	}
}
