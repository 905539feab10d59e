package store

import (
	"context"

	"huiyin/internal/fault"
)

// Setting returns a value of the installation, or "" when it was never set.
func (t *Tx) Setting(ctx context.Context, name string) (string, error) {
	v, err := Value[string](ctx, t, `SELECT value FROM setting WHERE name = $1`, name)
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return v, err
}

// SetSetting stores a value of the installation.
func (t *Tx) SetSetting(ctx context.Context, name, value string) error {
	_, err := t.Exec(ctx, `INSERT INTO setting (name, value, changed_at) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`, name, value, t.Now)
	return err
}

// Analyze tells the database anew how its rows are spread; call it after bulk imports, when plans made for empty tables are wrong. PostgreSQL also
// notes which pages everybody can see, so that indexes answer alone, which it would do by itself later.
//
// SQLite's samples of single values are thrown away again: with them a compiled statement is compiled anew each time another
// value is bound, which costs more than any better plan gives back, and the plan of a page would hang on who asks.
func (s *Store) Analyze(ctx context.Context) error {
	if s.engine != SQLite {
		_, err := s.write.ExecContext(ctx, `VACUUM (ANALYZE)`)
		return s.explain(err)
	}
	for _, statement := range []string{`ANALYZE`, `DELETE FROM sqlite_stat4`, `ANALYZE sqlite_schema`} {
		if _, err := s.write.ExecContext(ctx, statement); err != nil {
			return s.explain(err)
		}
	}
	return nil
}
