package api

import (
	"slices"
	"strconv"

	"huiyin/internal/appraise"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/store"
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

// offered writes what is offered on a dossier, with what its fields have to choose from here and now.
func (c *call) offered(s desk.DossierSheet, state string) ([]Action, error) {
	here := slices.DeleteFunc(slices.Clone(s.Offers), func(o suggestion.Offer) bool { return slices.Contains(atPages, o.Do) })
	out := c.actions(here, state)
	for _, a := range out {
		for i, in := range a.Needs {
			switch d, _ := s.Doc.(dossier.Attended); {
			case in.Kind == "attendance" && d != nil:
				for _, p := range d.Invited() {
					a.Needs[i].Options = append(a.Needs[i].Options, strconv.FormatInt(p, 10))
				}
			case in.Kind == "dossier":
				a.Needs[i].Options = nil // of the kinds that the document names
			}
			if d, ok := s.Doc.(dossier.Ticked); ok && in.Kind == "parts" {
				for _, p := range d.Waiting() {
					a.Needs[i].Options = append(a.Needs[i].Options, strconv.Itoa(p.No))
				}
			}
		}
		if err := c.choices(s, a); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// choices are what fields of the kind offer take.
func (c *call) choices(s desk.DossierSheet, a Action) error {
	if !slices.ContainsFunc(a.Needs, func(in Input) bool { return in.Kind == "offer" }) {
		return nil
	}
	return c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		all, err := appraise.Choices(c.Context(), tx, c.who.Actor, s.Doc, flow.Action(a.Do))
		for i, in := range a.Needs {
			if in.Kind == "offer" {
				for _, o := range all[in.Name] {
					a.Needs[i].Options = append(a.Needs[i].Options, o.Value)
				}
			}
		}
		return err
	})
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
