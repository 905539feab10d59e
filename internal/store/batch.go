package store

import (
	"context"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// visible is the condition on a row s of suggestion that no import under way hides it. Hardly any row has a batch.
const visible = `(s.batch = 0 OR s.batch NOT IN (SELECT b.id FROM import_batch b WHERE b.done_at = 0))`

// shownEvent is the same condition on a row of event.
const shownEvent = `aggregate_id NOT IN (SELECT h.id FROM suggestion h
	WHERE h.batch <> 0 AND h.batch IN (SELECT b.id FROM import_batch b WHERE b.done_at = 0))`

// ImportBatch is one import: its cases are hidden until it is done.
type ImportBatch struct {
	ID, Congress, Post int64
	File               string
	Started, Beat      int64 // Unix milliseconds; Beat moves with every chunk, so that a dead import can be told
}

// StartImport opens a batch.
func (t *Tx) StartImport(ctx context.Context, b ImportBatch) error {
	_, err := t.Exec(ctx, `INSERT INTO import_batch (id, congress_id, post_id, file, started_at, beat_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		b.ID, b.Congress, b.Post, b.File, t.Now, t.Now)
	return err
}

// InsertHidden saves cases under a batch that is still open.
func (t *Tx) InsertHidden(ctx context.Context, batch int64, cases []*suggestion.Case, events []suggestion.Event) error {
	n, err := t.Exec(ctx, `UPDATE import_batch SET beat_at = $1, cases = cases + $2 WHERE id = $3 AND done_at = 0`, t.Now, len(cases), batch)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, "import.swept")
	}
	return t.insertCases(ctx, batch, cases, events)
}

// FinishImport makes every case of a batch visible at once.
func (t *Tx) FinishImport(ctx context.Context, batch int64) error {
	n, err := t.Exec(ctx, `UPDATE import_batch SET done_at = $1 WHERE id = $2 AND done_at = 0`, t.Now, batch)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "import.swept")
	}
	if err != nil {
		return err
	}
	years, err := All(ctx, t, func(y *year) []any { return []any{&y.congress, &y.session} },
		`SELECT DISTINCT congress_id, session_id FROM suggestion WHERE batch = $1 AND batch <> 0`, batch)
	for _, y := range years {
		t.changed(y.congress, y.session)
	}
	return err
}

// OpenImports lists the batches that are not done.
func (t *Tx) OpenImports(ctx context.Context) ([]ImportBatch, error) {
	return All(ctx, t, func(b *ImportBatch) []any {
		return []any{&b.ID, &b.Congress, &b.Post, &b.File, &b.Started, &b.Beat}
	}, `SELECT id, congress_id, post_id, file, started_at, beat_at FROM import_batch WHERE done_at = 0 ORDER BY id`)
}

// SweepImport removes up to limit cases of a batch that is not done, and the batch itself when none are left. more tells
// whether to call again.
func (t *Tx) SweepImport(ctx context.Context, batch int64, limit int) (more bool, err error) {
	ids, err := Column[int64](ctx, t, `SELECT s.id FROM suggestion s JOIN import_batch b ON b.id = s.batch
		WHERE s.batch = $1 AND s.batch <> 0 AND b.done_at = 0 ORDER BY s.id LIMIT $2`, batch, limit)
	if err != nil {
		return false, err
	}
	if len(ids) == 0 {
		_, err = t.Exec(ctx, `DELETE FROM import_batch WHERE id = $1 AND done_at = 0`, batch)
		return false, err
	}
	for _, part := range []struct{ table, column, also string }{
		{"event", "aggregate_id", " AND kind = '" + caseKind + "'"},
		{"party", "suggestion_id", ""},
		{"assignment", "suggestion_id", ""},
		{"clock", "suggestion_id", ""},
		{"commitment", "suggestion_id", ""},
		{"evaluation", "suggestion_id", ""},
		{"proposed_share", "suggestion_id", ""},
		{"task", "suggestion_id", ""},
		{"instruction", "suggestion_id", ""},
		{"search_waiting", "suggestion_id", ""},
		{"suggestion_doc", "suggestion_id", ""},
		{"suggestion", "id", ""},
	} {
		var w Where
		In(&w, part.column, ids)
		if _, err := t.Exec(ctx, "DELETE FROM "+part.table+w.String()+part.also, w.Args()...); err != nil {
			return false, err
		}
	}
	_, err = t.Exec(ctx, `UPDATE import_batch SET beat_at = $1 WHERE id = $2`, t.Now, batch)
	return true, err
}

// KnownCase is what an import recognises a stored case by, and how it came in.
type KnownCase struct {
	ID     int64
	Stream suggestion.Stream
	Number string
	Action string // of the first event
	Digest string // of the first event's command
}

// KnownCases lists the numbered cases of a session.
func (t *Tx) KnownCases(ctx context.Context, s org.Session) ([]KnownCase, error) {
	return All(ctx, t, func(k *KnownCase) []any { return []any{&k.ID, &k.Stream, &k.Number, &k.Action, &k.Digest} }, `
		SELECT s.id, s.stream, s.number, e.action, e.payload_hash
		FROM suggestion s JOIN event e ON e.kind = '`+caseKind+`' AND e.aggregate_id = s.id AND e.seq = 1
		WHERE s.congress_id = $1 AND s.session_id = $2 AND s.number IS NOT NULL AND `+visible, s.Congress, s.ID)
}
