package store

import "context"

// Once remembers a request that carried an idempotency key, and its answer.
type Once struct {
	Post      int64
	Key       string
	Case      int64 // as asked; 0 for a new case
	Action    string
	Digest    string // of the command
	AnswerID  int64
	AnswerSeq int
}

// Once returns the request that a post made under a key; a fault of kind NotFound when there was none.
func (t *Tx) Once(ctx context.Context, post int64, key string) (Once, error) {
	return One(ctx, t, func(o *Once) []any {
		return []any{&o.Post, &o.Key, &o.Case, &o.Action, &o.Digest, &o.AnswerID, &o.AnswerSeq}
	}, `SELECT post_id, key, aggregate_id, action, digest, answer_id, answer_seq FROM idempotency WHERE post_id = $1 AND key = $2`, post, key)
}

// SaveOnce remembers a request in the transaction that carried it out.
func (t *Tx) SaveOnce(ctx context.Context, o Once) error {
	_, err := t.Exec(ctx, `
		INSERT INTO idempotency (post_id, key, aggregate_id, action, digest, answer_id, answer_seq, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		o.Post, o.Key, o.Case, o.Action, o.Digest, o.AnswerID, o.AnswerSeq, t.Now)
	return err
}
