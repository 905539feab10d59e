package store

import (
	"context"
	"time"
)

// ClaimSlot takes a periodic job's slot of time for a node and reports whether it got it. A slot that another node took and did not
// finish within lease is taken over: that node has died. Slots that were worked at an instant which has not come yet, before the clock was set back,
// are worked again when their time comes; their rows stay, without a node, and tell ClockBack how late it had been.
func (t *Tx) ClaimSlot(ctx context.Context, name string, slot int64, node string, lease time.Duration) (bool, error) {
	n, err := t.Exec(ctx, `INSERT INTO job_slot (name, slot, node, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		name, slot, node, t.Now)
	if err != nil || n == 1 {
		return n == 1, err
	}
	if _, err := t.Exec(ctx, `UPDATE job_slot SET node = '' WHERE name = $1 AND slot >= $2 AND at > $3 AND node <> ''`,
		name, slot, t.Now+clocksDiffer.Milliseconds()); err != nil {
		return false, err
	}
	n, err = t.Exec(ctx, `UPDATE job_slot SET node = $1, at = $2, done_at = 0 WHERE name = $3 AND slot = $4 AND (node = '' OR done_at = 0 AND at < $5)`,
		node, t.Now, name, slot, t.Now-lease.Milliseconds())
	return n == 1, err
}

// SlotDone notes that a job's slot is finished.
func (t *Tx) SlotDone(ctx context.Context, name string, slot int64) error {
	_, err := t.Exec(ctx, `UPDATE job_slot SET done_at = $1 WHERE name = $2 AND slot = $3`, t.Now, name, slot)
	return err
}

// FreeSlot gives a slot back after a failure, so that it is tried again.
func (t *Tx) FreeSlot(ctx context.Context, name string, slot int64) error {
	_, err := t.Exec(ctx, `DELETE FROM job_slot WHERE name = $1 AND slot = $2 AND done_at = 0`, name, slot)
	return err
}

// keepFor is how long finished slots and idempotency keys are remembered: a retry does not come later.
const keepFor = 7 * 24 * time.Hour

// Sweep removes what has served its time: keys of requests, finished slots, expired sessions. It returns how many rows went.
func (t *Tx) Sweep(ctx context.Context) (int64, error) {
	old := t.Now - keepFor.Milliseconds()
	keys, err := t.Exec(ctx, `DELETE FROM idempotency WHERE at < $1`, old)
	if err != nil {
		return 0, err
	}
	slots, err := t.Exec(ctx, `DELETE FROM job_slot WHERE at < $1`, old)
	if err != nil {
		return 0, err
	}
	sessions, err := t.SweepWebSessions(ctx)
	return keys + slots + sessions, err
}
