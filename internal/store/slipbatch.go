package store

import (
	"context"
	"time"
)

// SlipBatch is a batch of first passwords: being made (Until 0), waiting to be printed (Sealed), or failed (Fault).
type SlipBatch struct {
	ID      string
	Session int64  // that asked for it, and alone may open it
	Form    string // key of the form that asked; may be empty
	Key     string // of the slips, sealed for the session's token; base64
	Total   int
	Done    int
	Beat    int64  // when the process that makes it last said so, in Unix milliseconds
	Until   int64  // after which it is forgotten, in Unix milliseconds; 0 while it is made
	Sealed  string // base64
	Fault   string // JSON
}

const slipBatchNames = `id, session_id, form_key, key_sealed, total, done, beat_at, until, sealed, fault`

func slipBatchPlaces(b *SlipBatch) []any {
	return []any{&b.ID, &b.Session, &b.Form, &b.Key, &b.Total, &b.Done, &b.Beat, &b.Until, &b.Sealed, &b.Fault}
}

// SlipBatch finds a session's batch that is not yet to be forgotten; a fault of kind NotFound when there is none.
func (t *Tx) SlipBatch(ctx context.Context, session int64, id string) (SlipBatch, error) {
	return One(ctx, t, slipBatchPlaces, `SELECT `+slipBatchNames+` FROM slip_batch WHERE session_id = $1 AND id = $2 AND (until = 0 OR until >= $3)`,
		session, id, t.Now)
}

// SlipBatchOf finds the batch that a form of a session has asked for; a fault of kind NotFound when there is none.
func (t *Tx) SlipBatchOf(ctx context.Context, session int64, key string) (SlipBatch, error) {
	return One(ctx, t, slipBatchPlaces, `SELECT `+slipBatchNames+` FROM slip_batch WHERE session_id = $1 AND form_key = $2 AND form_key <> ''
		AND (until = 0 OR until >= $3)`, session, key, t.Now)
}

// SlipBatches lists a session's batches that are not yet to be forgotten, the newest first.
func (t *Tx) SlipBatches(ctx context.Context, session int64) ([]SlipBatch, error) {
	return All(ctx, t, slipBatchPlaces, `SELECT `+slipBatchNames+` FROM slip_batch WHERE session_id = $1 AND (until = 0 OR until >= $2)
		ORDER BY beat_at DESC, id`, session, t.Now)
}

// BeginSlipBatch adds a batch that is about to be made. It fails with a broken unique key when the same form has asked already; what came to
// nothing, or has been silent since an instant, makes room.
func (t *Tx) BeginSlipBatch(ctx context.Context, b SlipBatch, silentSince int64) error {
	if _, err := t.SweepSlipBatches(ctx); err != nil {
		return err
	}
	if _, err := t.Exec(ctx, `DELETE FROM slip_batch WHERE session_id = $1 AND form_key = $2 AND (fault <> '' OR until = 0 AND beat_at < $3)`,
		b.Session, b.Form, silentSince); err != nil {
		return err
	}
	return Insert(ctx, t, "slip_batch", slipBatchNames, 1, func(int) []any {
		return []any{b.ID, b.Session, b.Form, b.Key, b.Total, b.Done, t.Now, b.Until, b.Sealed, b.Fault}
	})
}

// BeatSlipBatch says how far a batch is, and that somebody still makes it.
func (t *Tx) BeatSlipBatch(ctx context.Context, id string, done int) error {
	_, err := t.Exec(ctx, `UPDATE slip_batch SET done = $1, beat_at = $2 WHERE id = $3 AND until = 0`, done, t.Now, id)
	return err
}

// EndSlipBatch keeps what a batch has become until an instant.
func (t *Tx) EndSlipBatch(ctx context.Context, id, sealed, wrong string, until int64) error {
	_, err := t.Exec(ctx, `UPDATE slip_batch SET done = total, beat_at = $1, until = $2, sealed = $3, fault = $4 WHERE id = $5`, t.Now, until, sealed, wrong, id)
	return err
}

// RekeySlipBatch puts another seal on the key of a batch.
func (t *Tx) RekeySlipBatch(ctx context.Context, id, key string) error {
	_, err := t.Exec(ctx, `UPDATE slip_batch SET key_sealed = $1 WHERE id = $2`, key, id)
	return err
}

// ShortenSlipBatch brings the end of a batch forward.
func (t *Tx) ShortenSlipBatch(ctx context.Context, id string, until int64) error {
	_, err := t.Exec(ctx, `UPDATE slip_batch SET until = $1 WHERE id = $2 AND until > $1`, until, id)
	return err
}

// DeleteSlipBatch forgets a batch that has been made.
func (t *Tx) DeleteSlipBatch(ctx context.Context, id string) error {
	_, err := t.Exec(ctx, `DELETE FROM slip_batch WHERE id = $1 AND until <> 0`, id)
	return err
}

// SweepSlipBatches forgets what has been kept long enough, and what nobody has been making for a day.
func (t *Tx) SweepSlipBatches(ctx context.Context) (int64, error) {
	return t.Exec(ctx, `DELETE FROM slip_batch WHERE until <> 0 AND until < $1 OR until = 0 AND beat_at < $2`, t.Now, t.Now-(24*time.Hour).Milliseconds())
}
