package storetest

import (
	"context"

	"huiyin/internal/store"
)

// Unlogged takes what stands in the register without a log for what came in before logs were kept, as the migration of an old database does.
// Fixtures that put rows in without entering them end with it.
func Unlogged(ctx context.Context, tx *store.Tx) error {
	for _, of := range [][2]string{{"org", "org"}, {"person", "person"}, {"post", "post"}, {"session", "session"}, {"category", "category"}, {"honour", "award"}, {"pack", "congress"}} {
		if _, err := tx.Exec(ctx, `INSERT INTO unlogged (kind, id) SELECT $1, t.id FROM `+of[1]+` t
			WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = $1 AND r.id = t.id) AND NOT EXISTS (SELECT 1 FROM unlogged u WHERE u.kind = $1 AND u.id = t.id)`, of[0]); err != nil {
			return err
		}
	}
	return nil
}
