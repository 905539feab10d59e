package api

import (
	"slices"

	"huiyin/internal/assess"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/store"
)

// FoundFact is one fact that put a suggestion on a found list.
type FoundFact struct {
	Code   look.Code `json:"code"`
	N      int       `json:"n"`
	Label  string    `json:"label" doc:"The fact in words"`
	Stands []Ground  `json:"stands" doc:"Where it stands on record, as far as the caller may see it"`
}

// Ground is one place where a fact stands: an act on the suggestion, another suggestion, or a dossier.
type Ground struct {
	Action     string       `json:"action,omitempty" doc:"An act on the suggestion itself, see its events"`
	Label      string       `json:"label,omitempty" doc:"The act in words"`
	On         calendar.Day `json:"effective_on,omitempty" doc:"The day on which the act was done"`
	Suggestion int64        `json:"suggestion,omitempty" doc:"Another suggestion, at /api/v1/suggestions/{id}"`
	Kind       string       `json:"kind,omitempty" doc:"The kind of a dossier, at /api/v1/dossiers/{kind}/{id}"`
	Dossier    int64        `json:"dossier,omitempty" doc:"Its id"`
}

// foundFacts tells the facts of an entry of the found lists, and returns the document without what they refer to inside: numbers of logs, suggestions and
// dossiers that the caller may not see. Other documents have none.
func (c *call) foundFacts(d dossier.Doc) ([]FoundFact, dossier.Doc, error) {
	e, ok := d.(*look.Entry)
	if !ok {
		return nil, d, nil
	}
	var grounds [][]assess.Ground
	if err := c.s.Store.View(c.Context(), func(tx *store.Tx) (err error) {
		grounds, err = assess.Grounds(c.Context(), tx, c.who.Actor, e)
		return err
	}); err != nil {
		return nil, nil, err
	}
	out := make([]FoundFact, len(e.Facts))
	plain := *e
	plain.Facts = slices.Clone(e.Facts)
	for i, f := range e.Facts {
		plain.Facts[i].Refs = nil
		out[i] = FoundFact{Code: f.Code, N: f.N, Label: f.Tell(c.say), Stands: []Ground{}}
		for _, g := range grounds[i] {
			one := Ground{Suggestion: g.Case.ID, Dossier: g.Entry.ID, Kind: g.Entry.Kind}
			if g.Act.Action != "" {
				one.Action, one.Label, one.On = string(g.Act.Action), c.say.T("action."+string(g.Act.Action)), g.Act.On
			}
			out[i].Stands = append(out[i].Stands, one)
		}
	}
	return out, &plain, nil
}
