package api

import (
	"huiyin/internal/suggestion"
)

// Action is something the caller may do, or must wait for.
type Action struct {
	Do      string  `json:"do" doc:"Name of the action, for the path"`
	Label   string  `json:"label"`
	Part    int     `json:"part" doc:"To be sent as the parameter part"`
	Machine string  `json:"machine"`
	Version int     `json:"version" doc:"Of the part; to be sent as the parameter version"`
	Can     bool    `json:"can" doc:"Possible now"`
	Reason  string  `json:"reason,omitempty" doc:"Why it is not possible now, in words"`
	Needs   []Input `json:"needs" doc:"The fields of the body"`
}

// Input is one field that an action asks for.
type Input struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Required bool     `json:"required"`
	Max      int      `json:"max,omitempty" doc:"Most characters"`
	Options  []string `json:"options,omitempty" doc:"The words that it takes here and now"`
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
		To: string(e.To), By: e.By, Who: who, At: e.At, On: e.On,
	}
}
