package verify

import (
	"context"
	"slices"

	"huiyin/internal/docket"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
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
				switch d := told.(type) {
				case *poll.Vote:
					if same {
						return recounted(ctx, tx, d)
					}
				case *poll.Round:
					if same {
						return addsUp(ctx, tx, d)
					}
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

// addsUp adds up the answers of a closed round again: they must still give the sums that the log tells.
func addsUp(ctx context.Context, tx *store.Tx, r *poll.Round) (bool, error) {
	if r.State != poll.RoundClosed && r.State != poll.RoundReported {
		return true, nil
	}
	rows, err := tx.RoundRows(ctx, r.ID, 0)
	if err != nil {
		return false, err
	}
	answered, results := poll.Sum(polling.Ratings(rows))
	return answered == r.Answered && slices.Equal(results, r.Results), nil
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
