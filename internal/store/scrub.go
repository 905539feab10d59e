package store

import (
	"context"
	"errors"
	"fmt"
)

var errHeld = errors.New("store: a reader still holds rows of a vote that has been closed")

// Scrub clears away what the engine keeps of the rows that closed votes deleted: SQLite's log of pages, PostgreSQL's dead rows. It does nothing
// when no vote waits for it, and may be called again after a failure.
func (s *Store) Scrub(ctx context.Context) error {
	var due []int64
	err := s.View(ctx, func(tx *Tx) (err error) {
		due, err = Column[int64](ctx, tx, `SELECT vote_id FROM scrub_due ORDER BY vote_id`)
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	if err := s.clear(ctx); err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		for _, id := range due {
			if _, err := tx.Exec(ctx, `DELETE FROM scrub_due WHERE vote_id = $1`, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) clear(ctx context.Context) error {
	if s.engine == PostgreSQL {
		// VACUUM leaves what somebody who began before the closing may still read. The row of scrub_due was written by the closing.
		var held int
		err := s.write.QueryRowContext(ctx, `SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
			AND age(backend_xmin) >= (SELECT MIN(age(xmin)) FROM scrub_due)`).Scan(&held)
		if err == nil && held > 0 {
			err = errHeld
		}
		if err != nil {
			return fmt.Errorf("scrub: %w", err)
		}
		for _, table := range []string{"ballot", "vote_mark", "vote_paper"} { // a table is written anew, without what is dead
			if _, err := s.write.ExecContext(ctx, `VACUUM (FULL) `+table); err != nil {
				return fmt.Errorf("scrub %s: %w", table, err)
			}
		}
		return nil
	}
	var busy, log, moved int
	if err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	if busy != 0 {
		return errHeld
	}
	_, err := s.write.ExecContext(ctx, `PRAGMA secure_delete = 0`)
	return err
}
