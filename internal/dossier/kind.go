package dossier

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Kind is one sort of dossier, whatever its document: what doors, desk, store and verify work with.
type Kind interface {
	Name() string
	Theme() string
	Machines() []flow.Outline
	Read(raw []byte) (Doc, error)
	Fresh(id int64) Doc
	NewCommand(do flow.Action) (cmd any, ok bool)
	Readers() []org.Role
	Begins(a org.Actor, env suggestion.Env) []Offer
	Offers(d Doc, a org.Actor, env suggestion.Env) []Offer
	Forbids(d Doc, s Step) error
	Apply(d Doc, s Step) ([]suggestion.Event, error)
	Settle(d Doc, env suggestion.Env) ([]suggestion.Event, error)
	Replay(id int64, log []suggestion.Event) (Doc, error)
	Sees(d Doc, a org.Actor) bool
}

// Step is one action of one actor on one part of a dossier.
type Step struct {
	Actor org.Actor
	Part  int
	Do    flow.Action
	Cmd   any
	Env   suggestion.Env
}

// Offer is one action that an actor has on a part: of dossiers as of suggestions.
type Offer = suggestion.Offer

// Sort makes a Kind of a document type. Tables[0] is the dossier's own; the others are those of its parts and bear their machines' names.
type Sort[D Doc] struct {
	Called   string     // name of the kind and of its own machine
	Of       string     // theme: plan, supervise, question, look, score, campaign
	Public   []org.Role // roles of the same congress that read every dossier of the kind
	New      func() D
	Tables   []flow.Table[*X[D]]
	Relation func(d D, a org.Actor, part int) []flow.Relation // beside those of RelationsOf; nil: none

	settled flow.Relation // while a log is replayed: what the event says that its actor was
}

// Name returns the kind's name, which is also its own machine's.
func (k Sort[D]) Name() string { return k.Called }

// Theme returns the chapter of the year's work that the kind belongs to.
func (k Sort[D]) Theme() string { return k.Of }

// Readers lists the roles of the same congress that read every dossier of the kind.
func (k Sort[D]) Readers() []org.Role { return k.Public }

// Machines tells what documents print of the tables.
func (k Sort[D]) Machines() []flow.Outline {
	var out []flow.Outline
	for _, t := range k.Tables {
		out = append(out, t.Outline())
	}
	return out
}

// Fresh returns a dossier that does not exist yet.
func (k Sort[D]) Fresh(id int64) Doc {
	d := k.New()
	d.Top().ID = id
	return d
}

// Read decodes a stored document.
func (k Sort[D]) Read(raw []byte) (Doc, error) {
	d := k.New()
	if err := json.Unmarshal(raw, d); err != nil {
		return nil, fmt.Errorf("dossier %s: %w", k.Called, err)
	}
	return d, nil
}

// NewCommand returns a fresh command of an action of any of the kind's machines.
func (k Sort[D]) NewCommand(do flow.Action) (any, bool) {
	for _, t := range k.Tables {
		for _, r := range t.Rules {
			if r.Do == do {
				return r.Act.Command(), true
			}
		}
	}
	return nil, false
}

// place finds the machine and state of a part.
func (k Sort[D]) place(d D, part int) (t flow.Table[*X[D]], at *flow.State, version *int, ok bool) {
	h := d.Top()
	if part == 0 {
		return k.Tables[0], &h.State, &h.Version, true
	}
	p, isParted := any(d).(Parted)
	if !isParted {
		return t, nil, nil, false
	}
	for machine, q := range p.Parts {
		if q.No != part {
			continue
		}
		i := slices.IndexFunc(k.Tables, func(t flow.Table[*X[D]]) bool { return t.Name == machine })
		if i < 0 {
			return t, nil, nil, false
		}
		return k.Tables[i], &q.State, &q.Version, true
	}
	return t, nil, nil, false
}

func (k Sort[D]) relations(d D, a org.Actor, part int) []flow.Relation {
	if k.settled != "" {
		return []flow.Relation{k.settled}
	}
	rs := RelationsOf(d, a)
	if k.Relation != nil && !a.IsSystem() && a.Post.Congress == d.Top().Congress {
		rs = append(k.Relation(d, a, part), rs...)
	}
	return rs
}

// Sees is the scope of dossiers as a predicate; the store renders the same rule as a WHERE clause.
func (k Sort[D]) Sees(d Doc, a org.Actor) bool {
	return ScopeOf(a).Sees(k, d)
}
