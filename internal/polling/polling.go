// Package polling carries the two evaluations by many: the secret vote of the members, whose ballots take no road of events, and the round in
// which lead deputies rate the units. What the tables of package poll decide alone is not here.
package polling

import (
	"context"
	"maps"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
)

// Hooks lists what actions on votes and rounds need of the world around their tables.
func Hooks() map[flow.Action]desk.Hook {
	out := map[flow.Action]desk.Hook{}
	for _, m := range []map[flow.Action]desk.Hook{votes, papers, rounds} {
		maps.Copy(out, m)
	}
	return out
}

// seen loads a document of a kind for an actor. What is unknown and what the actor may not see are the same fault.
func seen[D dossier.Doc](ctx context.Context, tx *store.Tx, kind string, id int64, a org.Actor) (D, error) {
	var none D
	k, doc, err := tx.Dossier(ctx, id)
	if err != nil {
		return none, err
	}
	d, ok := doc.(D)
	if !ok || k.Name() != kind || !k.Sees(doc, a) {
		return none, fault.New(fault.NotFound, "fault.not_found")
	}
	return d, nil
}

// Waits leaves out what a member or deputy has done already: a ballot and a rating change no document, so their tasks stand until the end.
func Waits(ctx context.Context, tx *store.Tx, a org.Actor, tasks []store.DossierTask) ([]store.DossierTask, error) {
	done := map[int64]bool{}
	asked := map[int64]bool{}
	voted, err := tx.VotedIn(ctx, a.Person.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range voted {
		done[id] = true
	}
	open, err := tx.Unanswered(ctx, a.Post.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range open {
		asked[id] = true
	}
	var out []store.DossierTask
	for _, t := range tasks {
		if t.Name == poll.CastTask && done[t.ID] || t.Name == poll.RateTask && !asked[t.ID] {
			continue
		}
		out = append(out, t)
	}
	return out, nil
}

// kindNamed returns a kind of dossier that may not exist in this program.
func kindNamed(name string) (dossier.Kind, bool) { return docket.Kind(name) }
