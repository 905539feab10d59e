package verify

import (
	"context"
	"slices"

	"huiyin/internal/appraisal"
	"huiyin/internal/dossier"
	"huiyin/internal/score"
	"huiyin/internal/store"
)

// bundles checks the frozen runs of scoring beside a dossier: each digest in the log has its bundle, each bundle computes to its digest and
// stands in the log. Whoever changes a sheet would have to change the log, and the log is sealed.
func (r *run) bundles(ctx context.Context, tx *store.Tx, k dossier.Kind, d store.StoredDossier) error {
	if k.Name() != appraisal.ScoringKind.Name() {
		return nil
	}
	kept, err := tx.ScoreBundles(ctx, d.ID)
	if err != nil {
		return err
	}
	logged := appraisal.Digests(d.Events)
	whole := map[string]bool{}
	for _, b := range kept {
		if !slices.Contains(logged, b.Digest) {
			r.add(Bad{Kind: Dossier, Of: k.Name(), ID: d.ID, Why: "bundle_stray", Detail: b.Digest})
			continue
		}
		got, err := score.Verify([]byte(b.Body))
		whole[b.Digest] = err == nil && got.Digest == b.Digest
	}
	for _, digest := range slices.Compact(logged) {
		if !whole[digest] {
			r.add(Bad{Kind: Dossier, Of: k.Name(), ID: d.ID, Seq: int64(len(d.Events)), Why: "bundle", Detail: digest})
			whole[digest] = true // said once
		}
	}
	return nil
}
