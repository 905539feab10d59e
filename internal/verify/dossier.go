package verify

import (
	"context"

	"huiyin/internal/docket"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/witness"
)

// dossiers checks everything beside the suggestions as check does the cases.
func (r *run) dossiers(ctx context.Context, tx *store.Tx) error {
	for _, k := range docket.Kinds {
		err := tx.AuditDossiers(ctx, k, func(d store.StoredDossier) error {
			r.Dossiers++
			r.record(record{Dossier, witness.Ref{Kind: k.Name(), ID: d.ID}, d.Doc, d.Events, func() (bool, error) {
				told, err := k.Replay(d.ID, d.Events)
				if err != nil {
					return false, err
				}
				same := store.CompareDossier(k, told, d)
				if v, ok := told.(*poll.Vote); ok && same {
					return recounted(ctx, tx, v)
				}
				return same, nil
			}})
			return r.bundles(ctx, tx, k, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// recounted counts the ballots of a closed vote again: they must still say what the log tells, and be as many as have voted.
func recounted(ctx context.Context, tx *store.Tx, v *poll.Vote) (bool, error) {
	if v.ClosedOn == "" {
		return true, nil // an open urn is not looked into
	}
	slips, err := tx.CountSlips(ctx, v.ID)
	if err != nil {
		return false, err
	}
	voters, err := tx.Voters(ctx, v.ID)
	if err != nil || len(voters) != v.Cast {
		return false, err
	}
	got := map[int]poll.Counts{}
	for _, s := range slips {
		c := got[s.Line]
		c.Add(suggestion.Rating(s.Level), s.N)
		got[s.Line] = c
	}
	for _, l := range v.Lines {
		if l.Counts == nil || got[l.No] != *l.Counts {
			return false, nil
		}
		delete(got, l.No)
	}
	return len(got) == 0, nil
}
