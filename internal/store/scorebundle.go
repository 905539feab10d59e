package store

import "context"

// ScoreBundle is one frozen run of scoring: its bytes are what the digest in the log stands for.
type ScoreBundle struct {
	Dossier int64
	Digest  string
	Body    string
}

// InsertScoreBundles keeps frozen runs. The same run frozen again is kept once.
func (t *Tx) InsertScoreBundles(ctx context.Context, list ...ScoreBundle) error {
	for _, b := range list {
		if _, err := t.Exec(ctx, `INSERT INTO score_bundle (dossier_id, digest, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, b.Dossier, b.Digest, b.Body); err != nil {
			return err
		}
	}
	return nil
}

// ScoreBundle returns the bytes of a frozen run; NotFound when there are none.
func (t *Tx) ScoreBundle(ctx context.Context, dossier int64, digest string) (string, error) {
	return Value[string](ctx, t, `SELECT body FROM score_bundle WHERE dossier_id = $1 AND digest = $2`, dossier, digest)
}

// ScoreBundles lists the frozen runs of a dossier.
func (t *Tx) ScoreBundles(ctx context.Context, dossier int64) ([]ScoreBundle, error) {
	return All(ctx, t, func(b *ScoreBundle) []any { return []any{&b.Dossier, &b.Digest, &b.Body} },
		`SELECT dossier_id, digest, body FROM score_bundle WHERE dossier_id = $1 ORDER BY digest`, dossier)
}
