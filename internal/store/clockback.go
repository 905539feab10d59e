package store

import (
	"context"
	"time"
)

// clocksDiffer is how far the clocks of nodes may be apart without anybody minding.
const clocksDiffer = 2 * time.Minute

// ClockBack tells that the machine's clock shows a time that the record has already passed: it was set back, or ran ahead before.
type ClockBack struct {
	Last int64 // when something was last recorded or done, in Unix milliseconds
	Now  int64 // what the clock shows
}

// By is how far the clock is behind; 0 when it is not.
func (c ClockBack) By() time.Duration { return time.Duration(c.Last-c.Now) * time.Millisecond }

// ClockBack compares the clock with the record. It is zero while the clock is not behind.
func (s *Store) ClockBack(ctx context.Context) (back ClockBack, err error) {
	err = s.View(ctx, func(tx *Tx) error { back, err = tx.ClockBack(ctx); return err })
	return back, err
}

// ClockBack compares the transaction's instant with the newest event of every congress and with the last minute in which time acted on cases:
// acts may be rare, minutes are not. Each is one step in an index.
func (t *Tx) ClockBack(ctx context.Context) (ClockBack, error) {
	last, err := Value[int64](ctx, t, `SELECT CAST(COALESCE(MAX(at), 0) AS BIGINT) FROM (
		SELECT (SELECT MAX(e.recorded_at) FROM event e WHERE e.congress_id = c.id) AS at FROM congress c
		UNION ALL
		SELECT at FROM job_slot WHERE name = 'time' AND slot = (SELECT MAX(slot) FROM job_slot WHERE name = 'time')) AS passed`)
	if err != nil || last <= t.Now+clocksDiffer.Milliseconds() {
		return ClockBack{}, err
	}
	return ClockBack{Last: last, Now: t.Now}, nil
}
