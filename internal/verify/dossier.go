package verify

import (
	"context"

	"huiyin/internal/docket"
	"huiyin/internal/store"
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
				return store.CompareDossier(k, told, d), nil
			}})
			return r.bundles(ctx, tx, k, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
